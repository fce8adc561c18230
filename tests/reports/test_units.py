"""The workbook in other units: columns beside the points, worked out from these, and hidden where these are."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook.workbook import Workbook

from metrics import ALL, INDEX, Protected, Settings, shared, to_document
from metrics.result import shared_from_document
from metrics.result.units import ORIGINAL, POINTS, TRUSTING, UNITS
from reports import workbook
from reports.__main__ import main
from reports.report import Report
from tests.metrics.survey_maker import instrument, survey
from tests.remembered import analyse
from tests.reports.made_results import made_result
from tests.sample import AFTER, BEFORE, INSTRUMENT, shared_sample
from words import LANGUAGES, say

ON_SCALE = {
    "Mean before, original scale": "Mean before",
    "Mean after, original scale": "Mean after",
}
NOT_SHOWN = "not shown"


@cache
def book(units: str, language: str = "en") -> Workbook:
    return openpyxl.load_workbook(BytesIO(workbook(Report(shared_sample(), language, units=units))))


def rows_of(made: Workbook, sheet: str) -> list[dict[str, Cell]]:
    """The rows of a sheet as cells, by the headings."""
    heads, *rows = made[sheet].iter_rows()
    return [dict(zip((str(head.value) for head in heads), row, strict=True)) for row in rows]


def value(row: dict[str, Cell], heading: str) -> Any:
    return row[heading].value


def read(found: Protected, units: str, sheet: str = "Changes") -> list[dict[str, Any]]:
    made = openpyxl.load_workbook(BytesIO(workbook(Report(found, "en", units=units))))
    return [{heading: cell.value for heading, cell in row.items()} for row in rows_of(made, sheet)]


def test_a_workbook_in_points_has_no_other_columns() -> None:
    heads = {str(cell.value) for sheet in book(POINTS) for cell in sheet[1]}
    assert not [head for head in heads if "original" in head or head.startswith("% trusting ")]


def test_levels_and_changes_on_the_scale_follow_from_the_points_of_the_same_row() -> None:
    """From 1 to 5, 25 points are one step."""
    seen = 0
    for row in rows_of(book(ORIGINAL), "Changes"):
        assert value(row, "Original scale") == "1–5"
        for heading, plain in ON_SCALE.items():
            points = value(row, plain)
            if isinstance(points, str):
                assert value(row, heading) == points == NOT_SHOWN
            elif points is not None:
                seen += 1
                assert value(row, heading) == pytest.approx(1 + points / 25)
                assert row[heading].number_format == "0.00"
        for word in ("Change in points", "95 % interval, low", "95 % interval, high"):
            points, on = value(row, word), value(row, f"{word}, original scale")
            assert on == (points if points is None or isinstance(points, str) else pytest.approx(points / 25))
    assert seen > 20
    for row in rows_of(book(ORIGINAL), "Scores"):
        points, on = value(row, "Mean (0–100)"), value(row, "Mean (0–100), original scale")
        assert on == (points if points is None or isinstance(points, str) else pytest.approx(1 + points / 25))


def test_a_reversed_question_has_the_mean_of_its_answers_as_they_were_given() -> None:
    """3.4 and 4 of 5 by hand; its trust falls from 40 to 25, and its answers rise."""
    form = instrument({"d": 2}, {"g": None}, reversed_items=["d_2"])
    rounds = [[[float(x), float(x)] for x in answers] for answers in ([1, 3, 4, 4, 5], [2, 4, 4, 5, 5])]
    found = analyse(survey(form, ["g"] * 5, *rounds), Settings())
    rows = {
        row["What is measured"]: row
        for row in read(found, ORIGINAL)
        if row["Group of participants"] == "All answers together"
    }
    reversed_, plain = rows["d_2"], rows["d_1"]
    assert reversed_["Original scale"] == "1–5, reversed"
    assert (reversed_["Mean before"], reversed_["Mean before, original scale"]) == (40, 3.4)
    assert (reversed_["Mean after"], reversed_["Mean after, original scale"]) == (25, 4)
    assert (reversed_["Change in points"], reversed_["Change in points, original scale"]) == (-15, 0.6)
    low, high = (reversed_[f"95 % interval, {end}, original scale"] for end in ("low", "high"))
    assert low < 0.6 < high
    assert low == pytest.approx(-reversed_["95 % interval, high"] / 25)
    assert (plain["Mean before, original scale"], plain["Change in points, original scale"]) == (3.4, 0.6)
    assert rows["Trust index"]["Original scale"] == "1–5, reversed questions turned round"


def test_what_has_no_common_scale_says_so_and_has_no_number() -> None:
    document = to_document(shared_sample())
    item = next(measure for measure in document["measures"] if measure["level"] == "item")
    item["answers"].append({"score": "6", "label": {"en": "6"}})
    found = shared_from_document(document)
    rows = read(found, ORIGINAL)
    without = {row["What is measured"] for row in rows if row["Original scale"] == say("findings.scale_differs", "en")}
    assert "Trust index" in without
    for row in rows:
        if row["What is measured"] in without and isinstance(row["Mean before"], int | float):
            assert row["Mean before, original scale"] is None


def test_the_share_who_trust_is_that_of_the_sheet_of_questions() -> None:
    shares = {
        (row["Group of participants"], row["What is measured"], row["Round"]): row["% trusting"]
        for row in read(shared_sample(), TRUSTING, "Questions")
    }
    seen = 0
    for row in read(shared_sample(), TRUSTING):
        for heading, round_ in (("% trusting before", "before"), ("% trusting after", "after")):
            share = shares.get((row["Group of participants"], row["What is measured"], round_))
            if row["Kind"] != "question":
                assert row[heading] is None
            elif isinstance(share, int | float):
                seen += 1
                assert row[heading] == share
            else:
                assert row[heading] == NOT_SHOWN
    assert seen > 10


@pytest.mark.parametrize("kind", ["three rounds", "independent", "weighted", "one round", "all hidden"])
@pytest.mark.parametrize("units", UNITS)
def test_every_result_is_written_in_every_unit(units: str, kind: str) -> None:
    found = shared(made_result(kind))
    made = openpyxl.load_workbook(BytesIO(workbook(Report(found, "en", units=units))))
    for sheet in made.worksheets[2:]:
        heads = [cell.value for cell in sheet[1]]
        assert len(heads) == len(set(heads))
    if units == TRUSTING and "Scores" in made.sheetnames:
        assert _shares(made, "Scores") == (_shares(made, "Questions") if found.items else [])


def _shares(made: Workbook, sheet: str) -> list[float]:
    """The shares who trust of a sheet, in order of size."""
    cells = (value(row, head) for row in rows_of(made, sheet) for head in row if head.startswith("% trusting"))
    return sorted(one for one in cells if isinstance(one, int | float))


@pytest.mark.parametrize("units", [ORIGINAL, TRUSTING])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_say_what_the_columns_are(language: str, units: str) -> None:
    made = book(units, language)
    texts = [cell.value for row in made[say("headings.sheet_notes", language)].iter_rows() for cell in row]
    assert say(f"workbook.note_{units}", language) in texts


def test_the_command_writes_the_columns_that_are_asked_for(tmp_path: Path) -> None:
    given = [str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--out", str(tmp_path), "--units", ORIGINAL]
    assert main(given) == 0
    made = openpyxl.load_workbook(tmp_path / "results.xlsx")
    row = shared_sample().change_of[INDEX, ALL]
    assert row.mean_from is not None
    heads = [cell.value for cell in made["Changes"][1]]
    column = heads.index("Mean before, original scale")
    whole = [
        line
        for line in made["Changes"].iter_rows(min_row=2, values_only=True)
        if line[0] == "All answers, both directions"
    ]
    assert whole[0][column] == pytest.approx(1 + row.mean_from / 25)
