"""The officer's file back, marked: what the checks say stands at the cells, and it is read as the file itself was."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import openpyxl
import pytest
import xlwt

from reports.officer.marked_workbook import Mark, marked_name, marked_workbook, marks_of, way_to_mark
from reports.officer.marking.styles import COLOURS
from surveys import Issue, Listing, Survey, SurveyError, Upload, read_survey
from tests.surveys.questionnaire import HEADER, people, questionnaire, sheet, with_item
from words import LANGUAGES, say

ROWS = [list(map(str, row)) for row in with_item(people(30), "q07", [9, "x", ""])]


def as_csv(rows: Sequence[Sequence[Any]], name: str = "pre.csv") -> Upload:
    """A text file of the questionnaire's answers."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([HEADER, *rows])
    return Upload(name, buffer.getvalue().encode())


def as_xls(rows: Sequence[Sequence[Any]]) -> Upload:
    """An old workbook of them."""
    book, buffer = xlwt.Workbook(), io.BytesIO()
    page = book.add_sheet("Data")
    for number, row in enumerate([HEADER, *rows]):
        for column, cell in enumerate(row):
            page.write(number, column, cell)
    book.save(buffer)
    return Upload("pre.xls", buffer.getvalue())


def survey_of(upload: Upload) -> Survey:
    """The survey of this file and another round."""
    return read_survey([upload, sheet(people(30, seed=1), "post.xlsx")], questionnaire())


def found(survey: Survey) -> list[Issue]:
    """All that was found."""
    return [*survey.issues, *survey.inspection.issues]


def handed_back(upload: Upload, language: str = "en") -> Upload:
    """The file as it is handed back, with what the checks found in it."""
    marks = marks_of(found(survey_of(upload)), upload, language)
    return Upload(marked_name(upload), marked_workbook(upload, marks, language))


def assert_same(one: Survey, other: Survey) -> None:
    """The same people with the same answers."""
    assert one.groups == other.groups
    assert np.array_equal(one.group, other.group)
    for before, after in zip(one.rounds, other.rounds, strict=True):
        assert np.array_equal(before.scores, after.scores, equal_nan=True)
        assert np.array_equal(before.was_asked, after.was_asked)
        assert before.rows_read == after.rows_read


MADE = {"xlsx": sheet(with_item(people(30), "q07", [9, "x", ""])), "csv": as_csv(ROWS), "xls": as_xls(ROWS)}


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marked_file_is_read_as_the_file_was(kind: str, language: str) -> None:
    upload = MADE[kind]
    back = handed_back(upload, language)
    assert back.name == "pre (marked).xlsx"
    assert way_to_mark(upload) == ("in_place" if kind == "xlsx" else "copy")
    assert_same(survey_of(upload), survey_of(back))
    said = [
        (one.code, one.cell, one.values.get("count")) for one in found(survey_of(upload)) if one.code != "recognised"
    ]
    assert [
        (one.code, one.cell, one.values.get("count")) for one in found(survey_of(back)) if one.code != "recognised"
    ] == said
    page = openpyxl.load_workbook(io.BytesIO(back.content)).worksheets[0]
    cell = page["I2"]
    assert str(cell.value) == "9"
    assert cell.comment.text.startswith(say("checks.severity_warning", language))
    assert cell.fill.fgColor.rgb == f"FF{COLOURS['warning']}"
    assert page["I5"].comment is None


@pytest.mark.parametrize("kind", MADE)
def test_what_is_corrected_there_counts(kind: str) -> None:
    upload = MADE[kind]
    book = openpyxl.load_workbook(io.BytesIO(handed_back(upload).content))
    book.worksheets[0]["I2"], book.worksheets[0]["I3"] = 4, "2"
    buffer = io.BytesIO()
    book.save(buffer)
    corrected = survey_of(Upload("pre.xlsx", buffer.getvalue()))
    assert_same(corrected, survey_of(sheet(with_item(people(30), "q07", [4, 2, ""]))))
    assert "answers_without_home" not in {one.code for one in found(corrected)}


def test_texts_of_a_copy_are_never_formulas() -> None:
    rows = with_item(ROWS, "q07", ["=1+4", "007", "+5"])
    upload = as_csv(rows)
    page = openpyxl.load_workbook(io.BytesIO(handed_back(upload).content)).worksheets[0]
    assert [(page[place].value, page[place].data_type) for place in ("I2", "I3", "I4")] == [
        ("=1+4", "s"),
        ("007", "s"),
        ("+5", "s"),
    ]


def test_errors_that_stop_a_reading_are_marked_as_well() -> None:
    upload = sheet(people(30), header=["code", "stakeholder", "q02", *HEADER[3:]])
    with pytest.raises(SurveyError) as caught:
        survey_of(upload)
    marks = marks_of(caught.value.issues, upload, "en")
    assert [(mark.sheet, [*mark.cells], mark.severity) for mark in marks] == [("Data", ["C1", "D1"], "error")]
    page = openpyxl.load_workbook(io.BytesIO(marked_workbook(upload, marks, "en")))["Data"]
    assert page["C1"].comment.text == page["D1"].comment.text
    assert page["C1"].comment.text.startswith("must be fixed: ")


def test_an_issue_of_two_files_is_marked_in_both() -> None:
    values = {"other": "b.xlsx", "other_sheet": "Two", "other_cells": Listing.of(["A9"]), "count": 1}
    issue = Issue("warning", "duplicates", "a.xlsx", "One", Listing.of(["B2"]), values)
    marks = [marks_of([issue], Upload(name, b""), "en") for name in ("a.xlsx", "b.xlsx", "c.xlsx")]
    assert [[(mark.sheet, [*mark.cells]) for mark in of] for of in marks] == [[("One", ["B2"])], [("Two", ["A9"])], []]


def test_of_two_files_of_one_name_the_one_with_the_error_is_marked() -> None:
    one, other = Upload("a.xlsx", b"1"), Upload("a.xlsx", b"2")
    issue = Issue("error", "column_twice", "a.xlsx", "Data", "B1:C1", {"sha256": one.sha256, "question": "q"})
    assert len(marks_of([issue], one, "en")) == 1
    assert marks_of([issue], other, "en") == []


def test_a_file_of_spss_is_not_marked() -> None:
    upload = Upload("pre.sav", b"$FL2 and so on")
    assert way_to_mark(upload) == "no_spss"
    with pytest.raises(ValueError, match="no_spss"):
        marked_workbook(upload, [Mark("pre", ["A1"], "note", "Look.")], "en")
