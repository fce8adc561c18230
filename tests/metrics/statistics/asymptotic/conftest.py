"""The scores behind the golden values of R 4.5.0, read from the same spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pytest

from metrics.model.measures import measures_of
from metrics.model.scores import DECIMALS, respondent_scores
from surveys import Survey
from surveys.model.survey import Flags, Floats
from tests.golden.values import SURVEYS, reference, survey


@dataclass(frozen=True)
class Golden:
    """One data set: R's values, and the scores that our reading gives for the same files."""

    values: dict[str, Any]
    survey: Survey

    @cached_property
    def scores(self) -> tuple[Floats, Floats]:
        before, after = (respondent_scores(self.survey.instrument, round_) for round_ in self.survey.rounds)
        return before, after

    @cached_property
    def columns(self) -> dict[str, int]:
        return {measure.name: i for i, measure in enumerate(measures_of(self.survey.instrument))}

    def members(self, group: str) -> Flags:
        if group == "ALL":
            return np.ones(self.survey.group.size, dtype=bool)
        names = [each.name for each in self.survey.groups]
        return np.isin(self.survey.group, [names.index(name) for name in group.split("+")])

    def rounds(self, measure: str, group: str = "ALL") -> tuple[Floats, Floats]:
        """Scores before and after, a row a person, NaN where that person lacks that round."""
        chosen, column = self.members(group), self.columns[measure]
        before, after = (scores[chosen, column] for scores in self.scores)
        return before, after

    def samples(self, measure: str, group: str = "ALL") -> tuple[Floats, Floats]:
        """Scores of everyone in each round."""
        before, after = (x[~np.isnan(x)] for x in self.rounds(measure, group))
        return before, after

    def pairs(self, measure: str, group: str = "ALL") -> tuple[Floats, Floats]:
        """Scores of those who have the measure in both rounds."""
        before, after = self.rounds(measure, group)
        both = ~np.isnan(before) & ~np.isnan(after)
        return before[both], after[both]

    def differences(self, measure: str, group: str = "ALL") -> Floats:
        before, after = self.pairs(measure, group)
        return after - before

    def tests(self, code: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Each row of `changes` that has a test, with that test's values."""
        for row in self.values["changes"]:
            if row["tests"].get(code):
                yield row, row["tests"][code]


def rounded(values: Floats) -> Floats:
    result: Floats = np.round(values, DECIMALS)
    return result


@pytest.fixture(scope="session", params=SURVEYS)
def golden(request: pytest.FixtureRequest) -> Golden:
    """R's values and our scores of one data set."""
    return Golden(reference(request.param), survey(request.param))
