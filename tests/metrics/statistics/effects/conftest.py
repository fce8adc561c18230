"""Scores behind the golden values of R 4.5.0, read from the same spreadsheets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from metrics.model.measures import measures_of
from metrics.model.scores import respondent_scores
from surveys import Survey, Upload, read_survey
from surveys.model.survey import Floats

FILES = {
    "event16": ("golden/event16/pre.xlsx", "golden/event16/post.xlsx", "golden/event16/instrument.xlsx"),
    "gss_panel": ("data/gss_panel/pre_2006.xlsx", "data/gss_panel/post_2008.xlsx", "data/gss_panel/instrument.xlsx"),
}


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
            places = [self.measures.index(row["measure"]) for row in columns]
            found.append((scores[0][chosen][:, places], scores[1][chosen][:, places], columns))
        return found


@pytest.fixture(scope="session", params=list(FILES))
def golden(request: pytest.FixtureRequest, shared_data: Path) -> Golden:
    before, after, form = (Upload.from_path(shared_data / file) for file in FILES[request.param])
    survey = read_survey([before, after], form)
    values = json.loads((shared_data / "golden" / "golden.json").read_text(encoding="utf-8"))
    names = tuple(measure.name for measure in measures_of(survey.instrument))
    return Golden(values["datasets"][request.param]["changes"], survey, names)
