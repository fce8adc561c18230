"""Scores behind the golden values of R 4.5.0, read from the same spreadsheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from metrics.model.measures import measures_of
from metrics.model.scores import respondent_scores
from surveys import Survey
from surveys.model.survey import Floats
from tests.golden.values import SURVEYS, reference, survey


@dataclass(frozen=True)
class Golden:
    """One data set: R's rows of change, and the scores that our reading gives for the same files."""

    changes: list[dict[str, Any]]
    survey: Survey
    measures: tuple[str, ...]

    def cells(self, estimand: str) -> list[tuple[Floats, Floats, list[dict[str, Any]]]]:
        """For each group: scores before and after, shape (people, measures), and R's row of each measure."""
        scores = [respondent_scores(self.survey.instrument, round_) for round_ in self.survey.rounds]
        names = [group.name for group in self.survey.groups]
        found = []
        rows = [row for row in self.changes if row["estimand"] == estimand]
        for group in dict.fromkeys(row["group"] for row in rows):
            members = range(-1, len(names)) if group == "ALL" else [names.index(name) for name in group.split("+")]
            chosen = np.isin(self.survey.group, list(members))
            columns = [row for row in rows if row["group"] == group]
            positions = [self.measures.index(row["measure"]) for row in columns]
            found.append((scores[0][chosen][:, positions], scores[1][chosen][:, positions], columns))
        return found


@pytest.fixture(scope="session", params=SURVEYS)
def golden(request: pytest.FixtureRequest) -> Golden:
    read = survey(request.param)
    names = tuple(measure.name for measure in measures_of(read.instrument))
    return Golden(reference(request.param)["changes"], read, names)
