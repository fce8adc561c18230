"""The indicator sheet: every value is one of the result, targets are nobody's but the officer's, hidden is empty."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from metrics import INDEX, Protected, RoundName, group_label, shared, with_round_names
from reports.formats.indicators import write
from reports.report import Event, Report
from tests.named_index import found, named
from tests.reports.made_results import KINDS, made_result
from tests.sample import shared_sample
from tests.shown_in_part import shared_in_part
from words import LANGUAGES, say

NOT_SHOWN = say("reports.book_not_shown", "en")
TYPES = ["Baseline", "Final target", "Current value"]


@cache
def result_of(kind: str) -> Protected:
    return shared_sample() if kind == "sample" else shared_in_part() if kind == "in part" else shared(made_result(kind))


@cache
def written(kind: str = "sample", language: str = "en") -> bytes:
    return write(Report(result_of(kind), language, event=Event("Platform", "Erbil")))


def book(kind: str = "sample", language: str = "en") -> Workbook:
    return openpyxl.load_workbook(BytesIO(written(kind, language)))


def rows_of(made: Workbook, sheet: str = "Indicators") -> list[dict[str, Any]]:
    heads, *lines = made[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), line, strict=True)) for line in lines]


def test_each_indicator_has_a_row_a_value_in_one_unit() -> None:
    rows = rows_of(book())
    assert [row["Type of value"] for row in rows] == TYPES * (len(rows) // 3)
    units = {row["Indicator"]: row["Unit of measure"] for row in rows}
    assert all(row["Unit of measure"] == units[row["Indicator"]] for row in rows)
    of_index = [name for name, unit in units.items() if unit == "points (0–100)"]
    assert len(of_index) == len(shared_sample().headline_groups)


def test_questions_come_first_and_the_index_supports() -> None:
    first = result_of("sample").headline_groups[0]
    rows = [row for row in rows_of(book()) if row["Disaggregation"] == group_label(result_of("sample"), first, "en")]
    assert [row["Unit of measure"] for row in rows[-3:]] == ["points (0–100)"] * 3
    assert {row["Unit of measure"] for row in rows[:-3]} == {"% of people"}


@pytest.mark.parametrize("kind", ["sample", "in part", *KINDS])
def test_every_value_is_one_that_the_result_shows(kind: str) -> None:
    result = result_of(kind)
    shares = {(group_label(result, row.group, "en"), row.trusting) for row in result.items}
    means = {(group_label(result, row.group, "en"), row.mean) for row in result.scores if row.measure == INDEX}
    for sheet in book(kind).sheetnames[:-2]:
        for row in rows_of(book(kind), sheet):
            known = shares if row["Unit of measure"] == "% of people" else means
            if row["Type of value"] == "Final target":
                assert row["Value"] is None
            elif row["Value"] is None:
                assert row["Comment"] == NOT_SHOWN
            else:
                assert (row["Disaggregation"], row["Value"]) in known


def test_where_all_is_hidden_no_cell_holds_a_number() -> None:
    made = book("all hidden")
    cells = [cell.value for sheet in made.worksheets for row in sheet.iter_rows() for cell in row]
    assert [value for value in cells if isinstance(value, int | float)] == []


def test_the_disaggregation_is_that_of_the_questionnaire_whoever_answered() -> None:
    """A group that is shown with another only, or not at all, keeps its rows."""
    for kind in ("sample", "few in a group"):
        result = result_of(kind)
        own = {group_label(result, one.name, "en") for one in result.groups if not one.merged_from and one.side}
        listed = {row["Disaggregation"] for row in rows_of(book(kind), "Indicators by group")}
        assert listed == own


def test_a_comment_says_who_answered_what_was_found_and_what_it_cannot_say() -> None:
    current = [row for row in rows_of(book()) if row["Type of value"] == "Current value" and row["Value"] is not None]
    for row in current:
        assert " people, after." in row["Comment"]
        assert "It cannot say that the platform made the change" in row["Comment"]
        assert shared_sample().code in row["Comment"]
    assert any("95 % interval" in row["Comment"] for row in current)


def test_the_day_is_that_of_the_round_and_nobody_elses() -> None:
    assert {row["Date of value"] for row in rows_of(book())} == {None}
    named_rounds = with_round_names(shared_sample(), {"pre": RoundName({"en": "Baseline"}, date(2026, 3, 14))})
    rows = rows_of(openpyxl.load_workbook(BytesIO(write(Report(named_rounds)))))
    days = {row["Type of value"]: row["Date of value"] for row in rows}
    assert days == {"Baseline": datetime(2026, 3, 14), "Final target": None, "Current value": None}


def test_targets_days_and_sources_may_be_typed_into_and_nothing_else() -> None:
    sheet = book()["Indicators"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    heads = [str(cell.value) for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        cells = dict(zip(heads, row, strict=True))
        open_ = {name for name, cell in cells.items() if not cell.protection.locked}
        is_target = cells["Type of value"].value == "Final target"
        assert open_ == {"Date of value", "Source of data", *(["Value"] if is_target else [])}
    kinds = sorted(rule.type for rule in sheet.data_validations.dataValidation)
    assert kinds == ["date", "decimal", "list"]


def test_every_source_is_from_the_list() -> None:
    made = book()
    (table,) = made["How to use"].tables.values()
    listed = [cell.value for (cell,) in made["How to use"][table.ref]][1:]
    rule = next(one for one in made["Indicators"].data_validations.dataValidation if one.type == "list")
    first, last = table.ref.split(":")
    assert rule.formula1 == f"'How to use'!$A${int(first[1:]) + 1}:$A${last[1:]}"
    assert {row["Source of data"] for row in rows_of(made)} - {None} == {listed[0]}


def test_a_follow_up_is_a_further_current_value() -> None:
    rows = rows_of(book("three rounds"))
    assert [row["Type of value"] for row in rows[:4]] == [*TYPES, "Current value"]


@pytest.mark.parametrize("kind", ["one round", "independent", "weighted"])
def test_every_result_has_its_indicators(kind: str) -> None:
    types = {row["Type of value"] for row in rows_of(book(kind) if kind in KINDS else _independent())}
    assert types == set(TYPES[:2] if kind == "one round" else TYPES)


def _independent() -> Workbook:
    return openpyxl.load_workbook(BytesIO(write(Report(shared(made_result("independent"))))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_office_would_repair_nothing(language: str, tmp_path: Path) -> None:
    path = tmp_path / "indicators.xlsx"
    path.write_bytes(written("sample", language))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_with_a_name_is_not_called_trust(language: str) -> None:
    made = openpyxl.load_workbook(BytesIO(write(Report(named(), language))))
    said = [str(cell.value) for sheet in made for row in sheet.iter_rows() for cell in row if cell.value]
    assert [hit for text in said for hit in found(text, language)] == []
