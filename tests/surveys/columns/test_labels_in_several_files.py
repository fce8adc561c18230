"""Coded answers (SPSS) in several files of a round: one code means one answer, or the round is refused."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from surveys import FilesOfRound, SurveyError, Upload, read_survey
from tests.surveys.workbooks import form


def spss(name: str, values: Sequence[float], labels: dict[int | float, str]) -> Upload:
    """An SPSS file of one coded question, as numbers with labels."""
    frame = pd.DataFrame({"code": [f"{name[0]}{at}" for at in range(len(values))], "able": values})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        pyreadstat.write_sav(frame, str(path), variable_value_labels={"able": labels})
        return Upload(name, path.read_bytes())


def test_codes_of_spss_mean_the_same_in_all_files_or_the_round_is_refused() -> None:
    first: dict[int | float, str] = {1: "Strongly agree", 2: "Agree", 5: "Strongly disagree"}
    more: dict[int | float, str] = {**first, 4: "Disagree", 99: "Refused"}
    parts = FilesOfRound((spss("a.sav", [1, 2, 4, 5], first), spss("b.sav", [1, 4, 99], more)))
    whole_file = spss("a.sav", [1, 2, 4, 5, 1, 4, 99], more)
    one, other = read_survey([parts], form()), read_survey([whole_file], form())
    assert np.array_equal(
        np.sort(one.rounds[0].scores, axis=0), np.sort(other.rounds[0].scores, axis=0), equal_nan=True
    )
    contradicted = FilesOfRound((spss("a.sav", [1, 2], first), spss("b.sav", [1, 2], {1: "Strongly disagree"})))
    with pytest.raises(SurveyError) as found:
        read_survey([contradicted], form())
    (problem,) = found.value.issues
    assert (problem.code, problem.cell) == ("labels_differ_between_files", "a.sav: B1; b.sav: B1")
