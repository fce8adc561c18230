"""The workbook of rows that are shown in part: what is withheld is "not shown", and a column says why."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from metrics import INDEX, PROTECTED, measure_label, party_label, round_label
from metrics.result.withheld import stated_reasons
from metrics.schema.rows import LEVELS, SPREAD
from reports import workbook
from reports.report import Report
from tests.shown_in_part import shared_in_part
from words import LANGUAGES, say

WHY = "Why a number is missing"
NOT_SHOWN = "not shown"
LEVEL = ("Mean, earlier round", "Mean, later round")


@cache
def book(language: str = "en") -> Workbook:
    return openpyxl.load_workbook(BytesIO(workbook(Report(shared_in_part(), language))))


def rows_of(name: str) -> list[dict[str, object]]:
    heads, *rows = book()[say(f"headings.sheet_{name}", "en")].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def of_index(name: str, group: str, pair: tuple[str, str]) -> dict[str, object]:
    """The row of the index of a group between two rounds."""
    result = shared_in_part()
    wanted = (
        measure_label(result, INDEX, "en").capitalize(),
        party_label(result, group, "en"),
        *(round_label(result, r, "en") for r in pair),
    )
    heads = [say(f"headings.{key}", "en") for key in ("measure", "group", "from_round", "to_round")]
    return next(row for row in rows_of(name) if tuple(row[head] for head in heads) == wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_written_in_every_language_without_a_code_in_a_cell(language: str) -> None:
    sheets = [sheet for sheet in book(language) if sheet.title != say("headings.sheet_names", language)]
    cells = {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}
    assert not [text for text in cells if isinstance(text, str) and re.search(r"[{}]|[a-z]_", text)]
    why = say("workbook.reason_levels", language), say("workbook.reason_spread", language)
    for name in ("changes", "scores"):
        words = {
            cell.value for row in book(language)[say(f"headings.sheet_{name}", language)].iter_rows() for cell in row
        }
        assert set(why) <= words


def test_of_a_change_alone_the_levels_are_not_shown_and_the_rest_is() -> None:
    result = shared_in_part()
    own = next(row for row in result.changes if row.measure == INDEX and row.reason == LEVELS)
    pair = own.from_round, own.to_round
    row = of_index("changes", own.group, pair)
    assert row[say("headings.change", "en")] == own.change
    for key, number in (("ci_low", own.ci_low), ("p", own.p)):
        assert row[say(f"headings.{key}", "en")] == (NOT_SHOWN if number is None else number)
    for key in ("mean_from_pair", "mean_to_pair", "effect_value"):
        assert row[say(f"headings.{key}", "en")] == NOT_SHOWN
    why = "levels" if own.ci_low is not None else "levels_spread"
    assert row[WHY] == say(f"workbook.reason_{why}", "en")
    level = of_index("scores", own.group, pair)
    assert level[say("headings.mean", "en")] == NOT_SHOWN
    assert level[WHY] == say("workbook.reason_levels", "en")


def test_of_a_row_without_spread_interval_and_p_are_not_shown_and_the_means_are() -> None:
    result = shared_in_part()
    own = result.change_of[INDEX, "women"]
    assert own.reason == SPREAD
    row = of_index("changes", "women", result.pairs[0])
    assert row[say("headings.change", "en")] == own.change
    assert row[say("headings.mean_from_pair", "en")] == own.mean_from
    for key in ("ci_low", "ci_high", "p", "p_adjusted", "statistic", "check_p", "effect_value", "detectable"):
        assert row[say(f"headings.{key}", "en")] == NOT_SHOWN, key
    assert row[WHY] == say("workbook.reason_spread", "en")
    level = of_index("scores", "women", result.pairs[0])
    assert level[say("headings.sd", "en")] == NOT_SHOWN
    assert level[say("headings.mean", "en")] == own.mean_from
    assert level[WHY] == say("workbook.reason_spread", "en")


def test_every_change_that_lacks_a_number_says_so_in_the_cell_and_why_in_the_row() -> None:
    """Those of the made result: hidden, without levels, without spread, without both, without who rose or fell."""
    reasons = ("levels", "spread", "levels_spread", "row")
    said = {say(f"workbook.reason_{reason}", "en") for reason in reasons}
    withheld = ("mean_from_pair", "change", "ci_low", "p", "statistic", "rose", "check", "check_p", "effect_value")
    seen = set()
    for row in rows_of("changes"):
        cells = [row[say(f"headings.{key}", "en")] for key in withheld]
        assert None not in cells, row
        assert (NOT_SHOWN in cells) == (row[WHY] is not None), row
        seen.add(row[WHY])
    assert seen == {*said, None}


def test_of_the_tests_of_answers_every_hidden_row_says_why() -> None:
    hidden = [row for row in rows_of("item_tests") if row[say("headings.n", "en")] == NOT_SHOWN]
    assert hidden
    assert all(row[WHY] for row in hidden)
    assert say("workbook.reason_spread", "en") in {row[WHY] for row in hidden}


def test_a_whole_row_gives_no_reason_and_an_empty_cell_of_it_is_not_called_hidden() -> None:
    """An organisation that is not known is not hidden."""
    whole = [row for row in rows_of("changes") if row[WHY] is None]
    assert whole
    for row in whole:
        assert NOT_SHOWN not in row.values()
        assert row[say("headings.clusters", "en")] is None


def test_the_answers_and_the_hidden_rows_give_the_reason_of_their_rounds() -> None:
    followed = round_label(shared_in_part(), "followup_1", "en")
    later = [row for row in rows_of("items") if row[say("headings.to_round", "en")] == followed]
    assert {row[WHY] for row in later} == {say("workbook.reason_levels", "en"), say("findings.protected", "en")}


def test_each_row_that_is_not_shown_is_listed_once_with_its_rounds_and_sheets() -> None:
    lines = rows_of("hidden")
    keys = ("group", "measure", "from_round", "to_round", "reason")
    where = [tuple(line[say(f"headings.{key}", "en")] for key in keys) for line in lines]
    assert len(set(where)) == len(where)
    listed = {(str(line[say("headings.tables", "en")]), line[say("headings.reason", "en")]) for line in lines}
    sheets = {name: say(f"headings.sheet_{name}", "en") for name in ("scores", "items", "matrix")}
    hidden, levels, spread = (say(f"workbook.reason_{reason}", "en") for reason in ("row", "levels", "spread"))
    assert (f"{sheets['scores']}, {sheets['items']}", levels) in listed
    assert (sheets["items"], spread) in listed
    assert (sheets["matrix"], hidden) in listed
    assert (sheets["matrix"], levels) not in listed


def test_a_row_without_a_change_is_not_said_to_show_it() -> None:
    changes = shared_in_part().changes
    gone = {(row.measure, row.group, row.from_round, row.to_round) for row in changes if row.verdict == PROTECTED}
    found = stated_reasons(shared_in_part())
    assert {reason for (table, *where), reason in found.items() if tuple(where) in gone} <= {"row", "side", SPREAD}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_say_once_why_intervals_and_levels_are_missing(language: str) -> None:
    notes = [cell.value for row in book(language)[say("headings.sheet_notes", language)].iter_rows() for cell in row]
    for reason in (LEVELS, SPREAD):
        assert notes.count(say(f"findings.withheld_{reason}", language)) == 1
