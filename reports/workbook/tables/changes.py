"""The sheet of changes, with why a row lacks numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from metrics import PROTECTED, ChangeRow, Protected
from metrics.result.withheld import is_in_part, reasons_withheld, stated_reasons
from metrics.schema.kinds import CODE
from metrics.schema.rows import LEVELS, Field, in_workbook
from reports.workbook.columns import Cell, Column, Table, in_words, worded
from reports.workbook.tables.declared_columns import sheet_of
from words import say

_MOVES = ("rose", "same", "fell")
_WITH_MOVES = (*_MOVES, "check", "check_p")
"""What is not handed on of a row whose people all moved one way (rule 39)."""

_ON_SCREEN_FROM = "detectable"
"""The first column that is not printed: what a finding rests on is for whoever works with the file."""


def changes(result: Protected, language: str) -> Table:
    """A row a change; where any lacks numbers, they are said not to be shown, and a column says why."""
    known = {field.name: field for field in in_workbook(ChangeRow) if _is_known(result, field)}
    withheld = {row: _withheld(row, known.values()) for row in result.changes}
    codes = {
        name: [_code_column(field, language, withheld)]
        for name, field in known.items()
        if field.kind is CODE and field.is_spread
    }
    sheet = sheet_of(result, language, "changes", instead=codes)
    reasons = stated_reasons(result)

    def is_hidden(row: ChangeRow, word: str) -> bool:
        """Whether the whole row is hidden, or this number of it is withheld."""
        return sheet.is_hidden(row, word) or word.removesuffix("_pair") in withheld[row]

    def why(row: ChangeRow) -> str | None:
        if row.verdict == PROTECTED:
            where = ("changes", row.measure, row.group, row.from_round, row.to_round)
            return in_words("reason", reasons.get(where, "row"), language)
        if parts := reasons_withheld(row):
            return in_words("reason", "_".join(parts), language)
        return in_words("reason", row.reason or "row", language) if row.reason or withheld[row] else None

    is_lacking = any(row.reason or row.verdict == PROTECTED or withheld[row] for row in result.changes)
    lacking = [Column("why_empty", "text", why)] if is_lacking else []
    columns = [*sheet.columns, *lacking]
    return replace(sheet, columns=columns, is_hidden=is_hidden, printed_before=_ON_SCREEN_FROM)


def _code_column(field: Field, language: str, withheld: Mapping[ChangeRow, Collection[str]]) -> Column:
    """The column of a test or an effect by its name, which is withheld with its numbers."""
    column = worded(field.name, language, field.heading)

    def words(row: ChangeRow) -> Cell:
        value = column.value(row)
        is_hidden = field.heading in withheld[row] or row.verdict == PROTECTED
        return say("workbook.hidden_cell", language) if value is None and is_hidden else value

    return replace(column, value=words)


def _withheld(row: ChangeRow, known: Collection[Field]) -> frozenset[str]:
    """The headings of what is withheld of a row that is shown: of whole rows nothing.

    A row that has its interval may lack p with all that follows from it (rule 40), or its moves and the exact check
    (rule 39), with no reason of their own.
    """
    if row.change is None:
        return frozenset()
    lacks_p = row.p is None and (row.reason is None or is_in_part(row))
    lacks_moves = _lacks_moves(row, known)
    return frozenset(
        field.heading
        for field in known
        if (row.reason == LEVELS and field.details.is_level)
        or (lacks_p and field.is_spread)
        or (lacks_moves and field.name in _WITH_MOVES)
    )


def _lacks_moves(row: ChangeRow, known: Collection[Field]) -> bool:
    """Whether other rows say who rose and fell, and this one does not."""
    moves = [field for field in known if field.name in _MOVES]
    return bool(moves) and all(getattr(row, field.name) is None for field in moves)


def _is_known(result: Protected, field: Field) -> bool:
    """Whether any row has a field: where none has, there is none to be hidden."""
    is_of_spread = field.kind is CODE and field.is_spread
    is_asked = field.kind.is_number or is_of_spread
    return is_asked and any(getattr(row, field.name) is not None for row in result.changes)
