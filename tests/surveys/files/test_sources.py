"""A survey is the same by paths, by bytes and by DataFrames; what is no spreadsheet is refused."""

from __future__ import annotations

import datetime
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from metrics import analyse, to_document
from surveys import Survey, SurveyError, Upload, read_instrument, read_survey
from surveys.files.cells import number_of
from surveys.files.sources import Tables, handed_in
from tests.sample import AFTER, BEFORE, INSTRUMENT, sample_survey


def _frames(path: Any, sheet: Any = 0) -> Any:
    return pd.read_excel(path, sheet_name=sheet, engine="calamine")


def _document_without_files(survey: Survey) -> dict[str, Any]:
    """The results document of a survey without the names and the format of its files."""
    document = dict(to_document(analyse(survey)))
    rounds = [{**one, "file": "", "sha256": "", "format": ""} for one in document["survey"]["rounds"]]
    issues = [(one["severity"], one["code"], one["cell"]) for one in document["issues"]]
    return {**document, "survey": {**document["survey"], "rounds": rounds}, "issues": issues, "generator": ""}


def test_a_survey_is_the_same_by_paths_bytes_and_dataframes() -> None:
    by_upload = _document_without_files(sample_survey())
    by_path = read_survey([str(BEFORE), AFTER], INSTRUMENT)
    by_bytes = read_survey([BEFORE.read_bytes(), AFTER.read_bytes()], INSTRUMENT.read_bytes())
    by_frame = read_survey([_frames(BEFORE), _frames(AFTER)], _frames(INSTRUMENT, None))
    assert [_document_without_files(one) == by_upload for one in (by_path, by_bytes, by_frame)] == [True, True, True]
    assert [one.file for one in by_path.rounds] == ["before.xlsx", "after.xlsx"]
    assert [one.file for one in by_frame.rounds] == ["round 1 (DataFrame)", "round 2 (DataFrame)"]


@pytest.mark.parametrize("cell", [math.inf, -math.inf, math.nan, 10**400, "9" * 400, "inf", "1e999", "nan"])
def test_what_cannot_be_reckoned_with_is_no_number(cell: Any) -> None:
    assert number_of(cell) is None


def test_an_instrument_is_the_same_however_it_is_handed_in() -> None:
    expected = read_instrument(Upload.from_path(INSTRUMENT))
    handed: list[Any] = [INSTRUMENT, INSTRUMENT.read_bytes(), _frames(INSTRUMENT, None)]
    assert [read_instrument(one) == expected for one in handed] == [True, True, True]


def test_a_cell_of_a_dataframe_is_what_a_file_would_hold() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=3))
    frame = pd.DataFrame(
        {
            "whole": pd.array([1, None], dtype="Int64"),
            "number": [np.nan, 2.5],
            "flag": [True, False],
            "time": [pd.Timestamp("2024-05-14 07:45:00"), pd.NaT],
            "zoned": [pd.Timestamp("2024-05-14 07:45:00", tz=zone), pd.NaT],
            "span": [pd.Timedelta(minutes=3), pd.NaT],
            "answer": pd.Categorical(["Agree", None]),
            "mixed": [np.int64(3), "x"],
            7: [float("inf"), datetime.date(2024, 5, 14)],
        }
    )
    (tables,) = handed_in([("round 1", frame)])
    assert isinstance(tables, Tables)
    (sheet,) = tables.book.sheets
    assert sheet.row(0) == ("whole", "number", "flag", "time", "zoned", "span", "answer", "mixed", "7")
    first = [1, "", "TRUE", datetime.datetime(2024, 5, 14, 7, 45), "2024-05-14T07:45:00+03:00"]
    assert list(sheet.row(1)) == [*first, datetime.timedelta(minutes=3), "Agree", 3, "inf"]
    assert list(sheet.row(2)) == ["", 2.5, "FALSE", "", "", "", "", "x", datetime.date(2024, 5, 14)]
    assert {type(cell) for cell in (*sheet.row(1), *sheet.row(2))} == {
        *(int, float, str),
        *(datetime.datetime, datetime.timedelta, datetime.date),
    }


def test_the_same_dataframe_twice_is_seen() -> None:
    frame = _frames(BEFORE)
    with pytest.raises(SurveyError) as error:
        read_survey([frame, frame.copy()], INSTRUMENT)
    assert [issue.code for issue in error.value.issues] == ["same_file_twice"]


def test_every_file_that_is_not_there_is_named() -> None:
    with pytest.raises(SurveyError) as error:
        read_survey(["one.xlsx", BEFORE], "three.xlsx")
    assert [(issue.code, issue.file) for issue in error.value.issues] == [
        ("file_missing", "one.xlsx"),
        ("file_missing", "three.xlsx"),
    ]


def test_an_empty_dataframe_is_an_empty_file() -> None:
    with pytest.raises(SurveyError) as error:
        read_survey([pd.DataFrame()], INSTRUMENT)
    assert [(issue.code, issue.file) for issue in error.value.issues] == [("file_empty", "round 1 (DataFrame)")]


@pytest.mark.parametrize(
    ("rounds", "says"),
    [
        ("before.xlsx", "must stand in a list"),
        (BEFORE, "must stand in a list"),
        (pd.DataFrame({"a": [1]}), "must stand in a list"),
        ([3], "round 1 must be a path, bytes"),
        ([{"survey": "a"}], "round 1 must be a path, bytes"),
        ([pd.DataFrame({"a": [[1]]})], "column 'a' of DataFrame holds a list"),
        ([pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")]))], "2 levels of names"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(rounds: Any, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        read_survey(rounds, INSTRUMENT)
