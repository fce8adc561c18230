"""The sheet of groups beside each other: their levels, their changes, and each two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from metrics import PROTECTED, BetweenGroupsRow, DifferenceRow, DunnRow, Protected, party_label
from metrics.schema.rows import in_workbook
from reports.workbook.columns import Cell, Column, Table, worded
from reports.workbook.tables.names import group_column, measure_column, round_label
from words import say

_ORDER = ("n", "difference", "ci_low", "ci_high", "statistic", "df", "p", "p_adjusted")
"""The order of the numbers, which stand in three kinds of rows; others come after them."""


@dataclass(frozen=True)
class _Line:
    """One comparison: of all groups shown (`a` empty), or of two.

    `round` names the round whose levels are compared; it is None where changes are. `row` has the numbers.
    """

    measure: str
    round: str | None
    pair: tuple[str, str] | None
    between: str
    row: BetweenGroupsRow | DunnRow | DifferenceRow
    a: str | None = None
    b: str | None = None
    reason: str | None = None


def between_groups(result: Protected, language: str) -> Table:
    """Kruskal–Wallis over all groups, Dunn and the difference in change for each two."""
    columns = [
        measure_column(result, language),
        Column("compared", "text", lambda line: _compared(result, line, language)),
        Column("first_group", "text", lambda line: _first_group(result, line, language)),
        group_column(result, language, "second_group", "b"),
        worded("between", language),
        *_numbers(),
        worded("reason", language, "why_empty"),
    ]
    positions = {measure.name: position for position, measure in enumerate(result.measures)}
    lines = [*_of_rows(result.between_groups), *map(_of_difference, result.difference_in_change)]
    return Table(sorted(lines, key=lambda line: positions[line.measure]), columns, _is_hidden)


def _numbers() -> list[Column]:
    """A column for each number that any of the three kinds of rows has, under its heading."""
    found = {
        field.heading: field
        for row in (DunnRow, BetweenGroupsRow, DifferenceRow)
        for field in in_workbook(row)
        if field.kind.is_number
    }
    return [
        Column(heading, found[heading].cell, partial(_value, heading), what=found[heading].kind.name)
        for heading in dict.fromkeys((*_ORDER, *found))
    ]


def _value(heading: str, line: _Line) -> Cell:
    """The number of a line under a heading; None where its row has none of that kind."""
    for field in in_workbook(type(line.row)):
        if field.heading == heading and field.kind.is_number:
            number: Cell = getattr(line.row, field.name)
            return number
    return None


def _is_hidden(line: _Line, word: str) -> bool:
    if line.reason != PROTECTED:
        return False
    return any(field.heading == word and field.kind.is_number for field in in_workbook(type(line.row)))


def _of_rows(rows: tuple[BetweenGroupsRow, ...]) -> Iterator[_Line]:
    for row in rows:
        pair = (row.from_round, row.to_round) if row.from_round and row.to_round else None
        about = (row.measure, row.round, pair)
        yield _Line(*about, "kruskal_wallis", row, reason=row.reason)
        for two in row.dunn:
            yield _Line(*about, "dunn", two, two.a, two.b)


def _of_difference(row: DifferenceRow) -> _Line:
    return _Line(row.measure, None, (row.from_round, row.to_round), "difference", row, row.a, row.b)


def _first_group(result: Protected, line: _Line, language: str) -> str:
    return say("workbook.all_groups", language) if line.a is None else party_label(result, line.a, language)


def _compared(result: Protected, line: _Line, language: str) -> str:
    """Whether levels of a round or changes between two are compared."""
    if line.round is not None:
        return say("workbook.compared_level", language, round=round_label(result, line.round, language))
    earlier, later = (round_label(result, name, language) for name in line.pair or ())
    return say("workbook.compared_change", language, earlier=earlier, later=later)
