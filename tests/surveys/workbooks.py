"""Small instruments and answer files for tests, built in memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import xlsxwriter

from surveys import Issue, Survey, SurveyError, Upload, read_instrument, read_survey

Rows = Sequence[Any]
"""Rows of cells."""

SURVEY: list[list[Any]] = [
    ["type", "name", "label::English (en)", "label::Arabic (ar)", "trust_role", "trust_dimension", "trust_reversed"],
    ["text", "code", "Your code", "رمزك", "respondent_id", "", ""],
    ["select_one who", "stakeholder", "Your group", "مجموعتك", "group", "", ""],
    ["begin_group", "police", "About the police", "عن الشرطة", "", "", ""],
    ["select_one agree", "fair", "The police are fair", "الشرطة عادلة", "", "integrity", ""],
    ["select_one agree", "abusive", "The police abuse power", "الشرطة تسيء استخدام السلطة", "", "integrity", "yes"],
    ["end_group", "", "", "", "", "", ""],
    ["select_one agree", "able", "The police are able", "الشرطة قادرة", "", "competence", ""],
]
CHOICES: list[list[Any]] = [
    ["list_name", "name", "label::English (en)", "label::Arabic (ar)", "score", "trust_side"],
    ["who", "ngo", "Civil society", "المجتمع المدني", "", "civil_society"],
    ["who", "women", "Women's groups", "المجموعات النسائية", "", "civil_society"],
    ["who", "ministry", "Ministry", "الوزارة", "", "security"],
    ["agree", "sd", "Strongly disagree", "لا أوافق بشدة", 1, ""],
    ["agree", "d", "Disagree", "لا أوافق", 2, ""],
    ["agree", "n", "Neither", "محايد", 3, ""],
    ["agree", "a", "Agree", "أوافق", 4, ""],
    ["agree", "sa", "Strongly agree", "أوافق بشدة", 5, ""],
    ["agree", "dk", "Don't know", "لا أعرف", "", ""],
]
HEADER = ["code", "stakeholder", "fair", "abusive", "able"]
_ADDED = ["StartDate", "EndDate", "Status", "Finished", "RecordedDate", "ResponseId", "DistributionChannel"]
_DAY = "2024-03-14 10:00:00"


def workbook(name: str, sheets: Mapping[str, Rows]) -> Upload:
    """An .xlsx of those sheets."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return Upload(name, buffer.getvalue())


def answers(rows: Rows, name: str = "pre.xlsx", header: Sequence[Any] | None = None, sheet: str = "Data") -> Upload:
    """An .xlsx of one sheet: a header (by default `HEADER`) and rows below it."""
    return workbook(name, {sheet: [header or HEADER, *rows]})


def qualtrics(*rows: tuple[str, str, str]) -> Upload:
    """An export of Qualtrics: answers of people with a status, whether they finished, and the channel."""
    table = [[*_ADDED, *HEADER], [*_ADDED, *HEADER], ['{"ImportId":"x"}'] * 12]
    for line, (status, finished, channel) in enumerate(rows):
        front = [_DAY, _DAY, status, finished, _DAY, f"R_{line}", channel]
        table.append([*front, f"P-{line}", "ngo", "a", "d", "sa"])
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(table)
    return Upload("pre.csv", buffer.getvalue().encode())


def form(survey: Rows = SURVEY, choices: Rows = CHOICES, **sheets: Rows) -> Upload:
    """An XLSForm."""
    return workbook("form.xlsx", {"survey": survey, "choices": choices, **sheets})


def with_column(rows: Rows, name: str, values: Mapping[str, Any]) -> list[list[Any]]:
    """The rows of a form's sheet with one column more: its values by the row's ``name``."""
    key = list(rows[0]).index("name")
    return [[*row, name if number == 0 else values.get(row[key], "")] for number, row in enumerate(rows)]


def read(*rounds: Upload, by: Upload | None = None) -> Survey:
    """The survey; every issue's English sentence is made on the way, so that none can lack a value."""
    survey = read_survey(rounds, by or form())
    assert all(issue.message("en") for issue in survey.issues)
    return survey


def errors(*rounds: Upload, by: Upload | None = None) -> list[Issue]:
    """What stands in the way of reading."""
    with pytest.raises(SurveyError) as caught:
        read_survey(rounds, by or form())
    return list(caught.value.issues)


def form_errors(upload: Upload) -> list[Issue]:
    """What is wrong with an instrument."""
    with pytest.raises(SurveyError) as caught:
        read_instrument(upload)
    return list(caught.value.issues)


def codes(survey: Survey) -> list[str]:
    """The codes of a survey's issues, the note of what was recognised left out."""
    return [issue.code for issue in survey.issues if issue.code != "recognised"]


def issue(survey: Survey, code: str) -> Issue:
    """The one issue of that code."""
    (found,) = (one for one in survey.issues if one.code == code)
    return found


def bits(survey: Survey) -> list[Any]:
    """All that a survey holds of its people, to be compared bit by bit."""
    found: list[Any] = [survey.group.tobytes(), survey.groups]
    for one in survey.rounds:
        weight = b"" if one.weight is None else one.weight.tobytes()
        found += [one.present.tobytes(), one.scores.tobytes(), one.was_asked.tobytes(), weight]
    return found
