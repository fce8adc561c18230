"""Two rounds of one edition side by side: with change and finding where a test compares them, else levels alone."""

from __future__ import annotations

from collections.abc import Sequence

from charts.drawing.rounds import rounds_in_order
from metrics import INDEX, Protected
from metrics.result.names import round_on_day
from reports.content.figure_tables.changes import CODES
from reports.content.findings import findings_of, what, who
from reports.content.levels import (
    cells_in_points,
    heads_of,
    level_cell,
    level_of,
    notes_of_levels,
    subject_heads,
    units_notes,
)
from reports.content.tables import NONE, Cell, Table, capital
from reports.report import Report
from words import number, say

_BEHIND_LEVELS = 4
"""Columns of `cells_of` behind the two levels."""
LEVELS_OF_TWO = (("mean_first",), ("n_first",), ("mean_second",), ("n_second",))
"""What the columns of two levels that no test compares are called for other programs, each with its people."""


def compared_pair(result: Protected, rounds: Sequence[str]) -> tuple[str, str] | None:
    """The pair of rounds that a test compares; None where none compares these two."""
    return next((pair for pair in result.pairs if set(pair) == set(rounds)), None)


def in_time(result: Protected, rounds: Sequence[str]) -> tuple[str, str]:
    """Two rounds, the earlier first."""
    order = rounds_in_order(result)
    first, second = sorted(rounds, key=order.index)
    return compared_pair(result, rounds) or (first, second)


def index_of_rounds(report: Report, rounds: Sequence[str]) -> Table:
    """A row a side and group: the index in both rounds, and what `cells_of` has where a test compares them."""
    result = report.result
    pair = in_time(result, rounds)
    groups = [*result.headline_groups, *(group.name for group in result.group_rows)]
    title = capital(what(report, INDEX, groups[0]))
    if compared_pair(result, rounds) is None:
        return _levels(report, pair, groups, title)
    changes = result.changes_of(pair)
    found = findings_of(report, [changes[INDEX, group] for group in groups if (INDEX, group) in changes])
    rows = tuple((Cell(one.who), *cells_in_points(report, one)) for one in found)
    heads = (*_heads(report, pair), *heads_of(report)[-_BEHIND_LEVELS:])
    notes = (*_notes(report, rows), *notes_of_levels(report, found))
    codes = (("group",), *CODES)
    return Table("rounds_index", title, heads, rows, tuple(dict.fromkeys(notes)), codes=codes)


def said_of_rounds(report: Report, rounds: Sequence[str]) -> str:
    """What was found of the index of each side, or of everybody, a sentence each; empty where no test compares them."""
    result = report.result
    pair = compared_pair(result, rounds)
    rows = {} if pair is None else result.changes_of(pair)
    known = [rows[INDEX, group] for group in result.headline_groups if (INDEX, group) in rows]
    return " ".join(one.sentence for one in findings_of(report, known))


def _levels(report: Report, pair: tuple[str, str], groups: Sequence[str], title: str) -> Table:
    """The levels alone, each with its people."""
    language, rows = report.language, []
    for group in groups:
        found = [level_of(report, INDEX, group, name) for name in pair]
        if any(level is not None for level in found):
            cells: list[Cell] = []
            for level in found:
                n = level.people if level else None
                people = Cell(NONE) if n is None else Cell(number(n, language), "people", n)
                cells += [Cell(NONE) if level is None else level_cell(level), people]
            rows.append((Cell(who(report, group)), *cells))
    who_head, first, second = _heads(report, pair)
    people_head = say("reports.content_head_people", language)
    heads = (who_head, first, people_head, second, people_head)
    codes = (("group",), *LEVELS_OF_TWO)
    return Table("rounds_index", title, heads, tuple(rows), _notes(report, rows), codes=codes)


def _heads(report: Report, pair: Sequence[str]) -> tuple[str, ...]:
    names = (capital(round_on_day(report.result, name, report.language)) for name in pair)
    return (*subject_heads(report, ("who",)), *names)


def _notes(report: Report, rows: Sequence[tuple[Cell, ...]]) -> tuple[str, ...]:
    hides = any(cell.hidden for row in rows for cell in row)
    why = [say("reports.content_hidden_cells", report.language)] if hides else []
    return (*units_notes(report, [INDEX]), *why)
