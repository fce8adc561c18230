"""The workbook, ``results.json`` and the command call the rounds as they are called."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from metrics import Protected, RoundName, with_round_names
from reports import results_json, workbook
from reports.__main__ import main
from reports.report import Report
from tests.charts.survey_rounds import result_with
from tests.reports.schema import breaches
from tests.sample import AFTER, BEFORE, INSTRUMENT
from words import LANGUAGES, day, say

LABELS = {
    "pre": {"en": "Baseline", "ar": "القياس الأول", "ku": "پێوانەی یەکەم"},
    "post": {"en": "Endline", "ar": "القياس الأخير", "ku": "پێوانەی کۆتایی"},
    "followup_1": {"en": "=1+1", "ar": "بعد ستة أشهر", "ku": "دوای شەش مانگ"},
}
FIXED = {language: {say(f"findings.round_{name}", language) for name in ("pre", "post")} for language in LANGUAGES}
WITH_ROUNDS = ("scores", "items", "item_tests", "matrix", "gaps", "between_groups", "reliability", "changes")


@cache
def named() -> Protected:
    names = {name: RoundName(label, date(2026, 3, 3)) for name, label in LABELS.items()}
    return with_round_names(result_with("three"), names)


MARKS = dict.fromkeys(range(0x2066, 0x206A))
"""Signs that only direct a text."""


@cache
def cells(language: str) -> dict[str, set[str]]:
    """The words of each sheet, without marks of direction."""
    book = openpyxl.load_workbook(BytesIO(workbook(Report(named(), language))))
    return {
        sheet.title: {str(cell.value).translate(MARKS) for row in sheet.iter_rows() for cell in row if cell.value}
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WITH_ROUNDS)
def test_each_sheet_calls_rounds_by_their_names(name: str, language: str) -> None:
    sheet = cells(language)[say(f"headings.sheet_{name}", language)]
    assert any(LABELS["pre"][language] in text for text in sheet)
    assert any(LABELS["post"][language] in text for text in sheet)
    assert not sheet & FIXED[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_give_each_round_its_day(language: str) -> None:
    notes = cells(language)[say("headings.sheet_notes", language)]
    for label in LABELS.values():
        held_on = day(date(2026, 3, 3), language).translate(MARKS)
        dated = say("findings.round_on_day", language, round=label[language], day=held_on)
        assert say("screens.respondents_round", language, round=dated) in notes


def test_a_name_that_looks_like_a_formula_is_text() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(Report(named(), "en"))))
    found = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert found
    assert {cell.data_type for cell in found} <= {"s", "inlineStr"}


def test_the_document_has_names_by_language_and_follows_its_schema() -> None:
    document = json.loads(results_json(named()))
    assert breaches(document) == []
    rounds = document["survey"]["rounds"]
    assert [one["label"] for one in rounds] == list(LABELS.values())
    assert {one["date"] for one in rounds} == {"2026-03-03"}
    unnamed = json.loads(results_json(result_with("three")))
    assert breaches(unnamed) == []
    assert [(one["label"], one["date"]) for one in unnamed["survey"]["rounds"]] == [(None, None)] * 3


def test_an_empty_label_or_a_date_that_is_none_breaks_the_schema() -> None:
    for field, value in (("label", {}), ("date", "3 March 2026"), ("date", "")):
        document = json.loads(results_json(named()))
        document["survey"]["rounds"][0][field] = value
        assert breaches(document) != []


def test_the_command_names_rounds_and_gives_their_days(tmp_path: Path) -> None:
    called = ("--round-name", "pre=Baseline", "--round-name", "post=End = line", "--round-date", "post=2026-09-10")
    files = (str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--out", str(tmp_path / "out"))
    assert main([*files, *called]) == 0
    rounds = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))["survey"]["rounds"]
    assert [(one["label"], one["date"]) for one in rounds] == [
        ({"en": "Baseline"}, None),
        ({"en": "End = line"}, "2026-09-10"),
    ]
    book = openpyxl.load_workbook(tmp_path / "out" / "results.xlsx")
    said = {str(cell.value) for row in book["Notes"].iter_rows() for cell in row if cell.value}
    assert "People who answered: End = line, 10 September 2026" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--round-name", "Baseline"), "must be ROUND=TEXT"),
        (("--round-name", "pre= "), "must be ROUND=TEXT"),
        (("--round-date", "post=10.9.2026"), "must be ROUND=YYYY-MM-DD"),
        (("--round-date", "post=2026-02-30"), "must be ROUND=YYYY-MM-DD"),
        (("--round-date", "post=20260910"), "must be ROUND=YYYY-MM-DD"),
        (("--round-date", "post"), "must be ROUND=YYYY-MM-DD"),
        (("--round-name", "pre=A", "--round-name", "pre=B"), "--round-name is given twice for pre"),
        (("--round-name", "followup_1=Later"), "The answers have no round “followup_1”; its rounds are: pre, post."),
        (("--round-name", "pre=A", "--round-name", "post=a"), "Two rounds are called “a”"),
        (("--round-name", "pre=After"), "“After” reads as the words for another round"),
        (("--round-name", f"pre={'x' * 33}"), "may have 32 characters"),
    ],
)
def test_a_round_that_is_not_there_and_a_day_that_is_none_are_refused(
    options: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = (str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--out", str(tmp_path / "out"))
    try:
        code: object = main([*files, *options])
    except SystemExit as done:
        code = done.code
    assert code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert not (tmp_path / "out").exists()


def test_the_command_warns_of_days_that_are_not_in_the_order_of_the_rounds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--out", str(tmp_path), "--formats", "json"]
    assert main([*files, "--round-date", "pre=2026-03-03", "--round-date", "post=2026-09-10"]) == 0
    in_order = capsys.readouterr().err
    assert main([*files, "--round-date", "pre=2026-09-10", "--round-date", "post=2026-03-03"]) == 0
    warned = capsys.readouterr().err
    assert "not in the order of the rounds" not in in_order
    (line,) = (line for line in warned.splitlines() if "not in the order of the rounds" in line)
    assert "before, 10 September 2026" in line
    assert (tmp_path / "results.json").exists()
