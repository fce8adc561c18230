"""The workbook of the checks: every cell with a link, nothing that a spreadsheet would run."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
import pytest

from reports import checks_workbook
from surveys import Issue, Listing
from surveys.model.addresses import column_cells
from surveys.model.inspection import Unmatched
from tests.sample import sample_survey
from tests.surveys.questionnaire import HEADER, people, questionnaire, sheet, with_item
from tests.surveys.workbooks import read
from words import LANGUAGES, say


def opened(issues: Sequence[Issue], unmatched: Sequence[Unmatched] = (), language: str = "en") -> Any:
    return openpyxl.load_workbook(io.BytesIO(checks_workbook(issues, unmatched, language)))


def rows(page: Any) -> list[tuple[Any, ...]]:
    return [row for row in page.iter_rows(min_row=2, values_only=True) if any(cell is not None for cell in row)]


def issue(
    cells: Listing | str | None = "C5",
    *,
    file: str = "pre.xlsx",
    place: str = "Data",
    values: Mapping[str, object] | None = None,
) -> Issue:
    return Issue("warning", "duplicates", file, place, cells, {"count": 1, **(values or {})})


def link(page: Any, row: int = 2, column: int = 5) -> tuple[str | None, str | None]:
    found = page.cell(row, column).hyperlink
    return (found.target, found.location) if found else (None, None)


def test_the_summary_says_what_where_how_many_and_what_to_do_the_gravest_first() -> None:
    note, error = Issue("note", "rejected", "b.xlsx", "S", "A1", {"count": 3}), Issue("error", "file_empty", "c.xlsx")
    page = opened([note, issue(), error]).worksheets[0]
    listed = rows(page)[:3]
    assert [row[0] for row in listed] == [1, 2, 3]
    assert [row[3] for row in listed] == ["c.xlsx", "pre.xlsx", "b.xlsx"]
    assert listed[1][2] == "Submissions left out because a later one has the same participant code: 1 (cells: C5)."
    assert listed[1][4:6] == ("Data", 1)
    assert listed[1][6].startswith("If two people used the same code")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_issue_is_explained_in_two_parts_that_lose_nothing(language: str) -> None:
    for one in sample_survey().issues:
        parts, message = one.explained(language), one.message(language)
        assert message.endswith(parts.to_do)
        assert parts.wrong[1:] in message
        assert parts.to_do, one.code


def test_a_name_with_an_end_of_sentence_in_it_does_not_part_the_message() -> None:
    one = Issue("warning", "answers_without_home", "my. file: new.xlsx", "S. 1", "A1", {"heading": "Q. 1", "count": 2})
    parts = one.explained("en")
    assert parts.wrong == "Answers under “Q. 1” that match no choice of the questionnaire: 2 (cells: A1)."
    assert parts.to_do.startswith("They count as not answered")


@pytest.mark.parametrize(
    ("file", "place", "target", "location"),
    [
        ("pre.xlsx", "Data", "pre.xlsx", "'Data'!C5"),
        ("my answers #2 100%.xlsx", "Women's", "my%20answers%20%232%20100%25.xlsx", "'Women''s'!C5"),
        ("قبل.ods", "ورقة 1", "قبل.ods", "'ورقة 1'!C5"),
        ("pre.csv", "pre", "pre.csv", None),
        ("answers.zip", "answers", "answers.zip", None),
        ("//host/share/pre.xlsx", "Data", None, None),
        ("http://host/pre.xlsx", "Data", None, None),
        ("..\\pre.xlsx", "Data", None, None),
    ],
)
def test_a_cell_links_to_the_officers_file_in_the_same_folder(
    file: str, place: str, target: str | None, location: str | None
) -> None:
    assert link(opened([issue(file=file, place=place)]).worksheets[1]) == (target, location)


def test_a_thousand_cells_are_listed_and_the_others_counted() -> None:
    cells = column_cells(range(1, 1_501), 2)
    listed = rows(opened([issue(cells, values={"count": 1_500})]).worksheets[1])
    assert (len(listed), listed[0][4], listed[999][4]) == (1_001, "C2", "C1001")
    assert listed[1_000][4] == say("checks.more_cells", "en", n=500)


def test_cells_of_the_other_file_are_listed_too() -> None:
    values = {"other": "post.xlsx", "other_sheet": "P", "other_cells": column_cells([3], 1)}
    listed = rows(opened([issue(values=values)]).worksheets[1])
    assert [row[2:5] for row in listed] == [("pre.xlsx", "Data", "C5"), ("post.xlsx", "P", "B4")]


def test_nothing_of_the_files_is_ever_a_formula() -> None:
    evil = '=HYPERLINK("http://host","x")'
    listed = Unmatched(evil, evil, "C1", evil, True, 3, ((evil, 2), ("+1+1", 1)), 0)
    one = Issue("warning", "answers_without_home", evil, evil, "C5", {"heading": evil, "count": 1})
    for page in opened([one], [listed]).worksheets:
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            assert all(cell.hyperlink is None or "http" not in str(cell.hyperlink.target) for cell in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_stands_in_the_readers_direction_and_words(language: str) -> None:
    book = opened(sample_survey().issues, language=language)
    assert book.sheetnames == [say(f"checks.sheet_{name}", language) for name in ("summary", "cells")]
    assert all(bool(page.sheet_view.rightToLeft) == (language != "en") for page in book.worksheets)


def test_values_without_a_home_stand_on_a_sheet_of_their_own() -> None:
    made = [[*row, city] for row, city in zip(people(12), ["Erbil"] * 7 + ["Mosul"] * 5, strict=True)]
    survey = read(sheet(with_item(made, "q01", ["huh"]), header=[*HEADER, "City"]), by=questionnaire())
    listed = rows(opened(survey.issues, survey.inspection.unmatched).worksheets[2])
    assert [row[5:] for row in listed] == [("huh", 1), ("Erbil", 7), ("Mosul", 5)]
    assert link(opened(survey.issues, survey.inspection.unmatched).worksheets[2], column=3) == ("pre.xlsx", "'Data'!C1")


def test_many_values_and_long_texts_are_summed_up() -> None:
    many = Unmatched("a.csv", "a", "C1", "City", True, 40, (("Erbil", 7),), 20)
    text = Unmatched("a.csv", "a", "D1", "Why", True, 9, (), 9)
    listed = rows(opened([], [many, text]).worksheets[1])
    assert [row[5:] for row in listed] == [
        ("Erbil", 7),
        (say("checks.more_values", "en", n=20), 33),
        (say("checks.long_texts", "en", n=9), 9),
    ]


def test_that_nothing_was_found_is_said_too() -> None:
    page = opened([]).worksheets[0]
    assert say("checks.nothing", "en") in [row[2] for row in rows(page)]
