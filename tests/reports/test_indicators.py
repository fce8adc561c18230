"""The indicator sheet: every value is one of the result, targets are nobody's but the officer's, hidden is empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from metrics import (
    INDEX,
    Protected,
    RoundName,
    group_label,
    measure_label,
    round_label,
    shared,
    to_document,
    with_round_names,
)
from metrics.result import shared_from_document
from metrics.result.units import trusting_share
from metrics.schema.precision import rounded
from reports.formats.indicators import write
from reports.report import Event, Report
from reports.workbook.indicators.book import _decimals
from reports.workbook.indicators.values import Value
from reports.workbook.indicators.words import indicator
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


def test_a_question_comes_first_and_the_index_supports_right_behind_it() -> None:
    result = result_of("sample")
    for group in result.headline_groups:
        rows = [row for row in rows_of(book()) if row["Disaggregation"] == group_label(result, group, "en")]
        units = [row["Unit of measure"] for row in rows]
        assert units == ["% of people"] * 3 + ["points (0–100)"] * 3 + ["% of people"] * (len(units) - 6)


def test_an_indicator_names_the_answers_that_it_counts() -> None:
    """Those above the middle of the scale from 1 to 5; of a reversed question those below it."""
    facts = shared_sample().measure_of["integrity_1"]
    assert [one.label["en"] for one in facts.answers[3:]] == ["Mostly", "Completely"]
    names = [row["Indicator"] for row in rows_of(book())]
    assert "% who answer “Mostly” or “Completely” to: The security institutions keep promises made to us" in names
    result = with_reversed("integrity_1")
    assert indicator(Report(result, "en"), "integrity_1", result.headline_groups[0]) == (
        "% who answer “Not at all” or “A little” to: The security institutions keep promises made to us"
    )
    said = [str(row["Comment"]) for row in rows_of(book())]
    assert not [text for text in said if "turned round" in text]
    of_turned = openpyxl.load_workbook(BytesIO(write(Report(result, "en"))))
    said = [str(row["Comment"]) for row in rows_of(of_turned) if "Not at all" in row["Indicator"] and row["Comment"]]
    assert said
    assert all("turned round" in text for text in said if text != NOT_SHOWN)


def with_reversed(name: str) -> Protected:
    """The sample with a question whose high answers mean low trust."""
    document = to_document(shared_sample())
    (facts,) = (one for one in document["measures"] if one["name"] == name)
    facts["reversed"] = True
    return shared_from_document(document)


def test_a_share_of_few_people_is_a_whole_per_cent() -> None:
    sheet = book()["Indicators"]
    heads = [str(cell.value) for cell in sheet[1]]
    shares = [row[heads.index("Value")] for row in sheet.iter_rows(min_row=2) if row[1].value == "% of people"]
    assert {cell.number_format for cell in shares if cell.value is not None} == {"0"}
    value = Value("integrity_1", "all", "all", "baseline", value=48.8, n=1021)
    assert [_decimals(replace(value, n=n)) for n in (22, 99, 100, 1021, None)] == [0, 0, 1, 1, 0]


@pytest.mark.parametrize("kind", ["sample", "in part", *KINDS])
def test_every_value_is_one_that_the_result_shows(kind: str) -> None:
    result = result_of(kind)
    exact = [(group_label(result, row.group, "en"), trusting_share(result, row)) for row in result.items]
    shares = {(who, rounded(share, decimals)) for who, share in exact for decimals in (0, 1)}
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


def test_where_nobody_was_asked_before_the_baseline_is_what_people_said_looking_back() -> None:
    """The source is a survey of participants, and says nothing of when."""
    result, rows = result_of("looking back alone"), rows_of(book("looking back alone"))
    assert result.headline_pair is None
    assert [(row["Type of value"], row["Round"]) for row in rows[:3]] == [
        ("Baseline", "looking back"),
        ("Final target", None),
        ("Current value", "after"),
    ]
    assert all(row["Value"] is not None for row in rows if row["Type of value"] != "Final target")
    assert {row["Source of data"] for row in rows} == {"Survey of participants", None}


def test_where_all_is_hidden_no_cell_holds_a_number() -> None:
    made = book("all hidden")
    cells = [cell.value for sheet in made.worksheets for row in sheet.iter_rows() for cell in row]
    assert [value for value in cells if isinstance(value, int | float)] == []


def test_the_disaggregation_is_that_of_the_questionnaire_whoever_answered() -> None:
    """A group that is shown with another only, or not at all, keeps its rows beside those that are shown."""
    for kind in ("sample", "few in a group"):
        result, rows = result_of(kind), rows_of(book(kind), "Indicators by group")
        for name in {row["Indicator"] for row in rows}:
            listed = {row["Disaggregation"] for row in rows if row["Indicator"] == name}
            sides = {one.side for one in result.groups if group_label(result, one.name, "en") in listed}
            own = [one for one in result.groups if not one.merged_from and one.side in sides]
            assert listed == {group_label(result, one.name, "en") for one in own}


@pytest.mark.parametrize("kind", ["sample", "few in a group", "all hidden"])
def test_an_indicator_of_which_no_group_is_shown_is_named_once_and_not_listed(kind: str) -> None:
    made = book(kind)
    rows = rows_of(made, "Indicators by group") if "Indicators by group" in made.sheetnames else []
    listed = {row["Indicator"] for row in rows}
    shown = {row["Indicator"] for row in rows if row["Value"] is not None}
    assert listed == shown
    notes = [str(cell.value) for (cell,) in made["How to use"].iter_rows() if cell.value]
    left_out = [line for line in notes if "not shown for any of its groups" in line]
    for name in {row["Indicator"] for row in rows_of(made)} - listed:
        lines = [line for line in left_out if name.rpartition(": ")[2] in line]
        assert len(lines) == 1 or "supporting value" in name or any("no indicator is shown" in line for line in notes)
    assert not [name for name in listed if ": " in name and any(name.partition(": ")[2] in line for line in left_out)]


def test_a_side_of_which_nothing_is_shown_by_group_is_said_in_one_line() -> None:
    notes = [str(cell.value) for (cell,) in book("all hidden")["How to use"].iter_rows()]
    assert (
        len(
            [
                line
                for line in notes
                if line.endswith("no indicator is shown by group, to protect the people who answered.")
            ]
        )
        == 2
    )
    assert not [line for line in notes if "for any of its groups" in line]


def test_a_comment_says_who_answered_what_was_found_and_what_it_cannot_say() -> None:
    current = [row for row in rows_of(book()) if row["Type of value"] == "Current value" and row["Value"] is not None]
    for row in current:
        assert " people, after." in row["Comment"]
        assert row["Comment"].count("There was no comparison group") == 1
        assert len(row["Comment"].split()) <= (60 if row["Unit of measure"] == "% of people" else 80)
        assert shared_sample().code in row["Comment"]
    assert any("95 % interval" in row["Comment"] for row in current)


def test_the_day_is_that_of_the_round_and_nobody_elses() -> None:
    assert {row["Date of value"] for row in rows_of(book())} == {None}
    named_rounds = with_round_names(shared_sample(), {"pre": RoundName({"en": "Baseline"}, date(2026, 3, 14))})
    rows = rows_of(openpyxl.load_workbook(BytesIO(write(Report(named_rounds)))))
    days = {row["Type of value"]: row["Date of value"] for row in rows}
    assert days == {"Baseline": datetime(2026, 3, 14), "Final target": None, "Current value": None}


def test_the_day_of_the_event_is_not_that_of_the_answers() -> None:
    made = openpyxl.load_workbook(
        BytesIO(write(Report(shared_sample(), event=Event("Platform", "", date(2026, 3, 14)))))
    )
    assert {row["Date of value"] for row in rows_of(made)} == {None}
    notes = [str(cell.value) for (cell,) in made["How to use"].iter_rows()]
    assert len([line for line in notes if "--round-date" in line]) == 1


def test_a_target_says_nothing_that_would_be_copied() -> None:
    rows = [row for row in rows_of(book()) if row["Type of value"] == "Final target"]
    assert rows
    assert {(row["Value"], row["Comment"], row["Round"]) for row in rows} == {(None, None, None)}


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


def test_each_current_value_has_the_baseline_of_its_own_people() -> None:
    result, rows = result_of("three rounds"), rows_of(book("three rounds"))[:5]
    assert [row["Type of value"] for row in rows] == [*TYPES, "Baseline", "Current value"]
    rounds = [(row["Round"], row["Compared with"]) for row in rows if row["Type of value"] != "Final target"]
    labels = {one.name: round_label(result, one.name, "en") for one in result.rounds}
    first, second, third = (labels[one.name] for one in result.rounds)
    assert rounds == [(first, second), (second, first), (first, third), (third, first)]
    (item,) = {
        row.item
        for row in result.items
        if f": {measure_label(result, row.item, 'en', row.group)}" in rows[0]["Indicator"]
    }
    group = result.headline_groups[0]
    for row, pair, round_ in zip(rows[3:], [result.pairs[1]] * 2, result.pairs[1], strict=True):
        (own,) = [
            one
            for one in result.items
            if (one.item, one.group, one.round, one.from_round, one.to_round) == (item, group, round_, *pair)
        ]
        assert row["Value"] == rounded(own.trusting, 0)


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
