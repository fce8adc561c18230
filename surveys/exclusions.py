"""Submissions that are out before anything is coded: rejected in the tool, or without consent."""

from __future__ import annotations

from surveys.cells import Cell, column_cells, text_of
from surveys.coder import Coder
from surveys.columns import Columns
from surveys.instrument import Choice, Question
from surveys.issues import Issue
from surveys.table import Table
from surveys.wording import normalise

_NO = frozenset(map(normalise, ("no", "n", "false", "non", "لا", "كلا", "نەخێر", "نا")))


def exclude(coder: Coder, table: Table, columns: Columns) -> tuple[Table, list[Issue]]:
    """The table without those submissions, and a note that counts each kind."""
    refused = _unwilling(coder, table, columns)
    consent = coder.place(columns, "consent")
    reasons = (("rejected", table.rejected, table.status), ("consent_refused", refused, consent))
    gone = {*table.rejected, *refused}
    if not gone:
        return table, []
    issues = [_note(table, code, places, column or 0) for code, places, column in reasons if places]
    return table.at([place for place in range(len(table.rows)) if place not in gone]), issues


def _note(table: Table, code: str, places: tuple[int, ...], column: int) -> Issue:
    cells = column_cells([table.rows[place] for place in places], column)
    return Issue("note", code, table.file, table.sheet, cells, {"count": len(places)})


def _unwilling(coder: Coder, table: Table, columns: Columns) -> tuple[int, ...]:
    column = coder.place(columns, "consent")
    if column is None:
        return ()
    cells = table.columns[column]
    refusals = {cell for cell in set(cells) if _is_refusal(coder, coder.roles["consent"], cell)}
    return tuple(place for place, cell in enumerate(cells) if cell in refusals)


def _is_refusal(coder: Coder, question: Question, cell: Cell) -> bool:
    """A "no" by the choice's name or the first word of any of its labels, or typed as such."""
    if question.choices is None:
        return _says_no(text_of(cell)) or text_of(cell) == "0"
    place = coder.keys[question.name].find(cell)
    if place < 0:
        return _says_no(text_of(cell))
    return _is_no(question.choices.choices[place])


def _is_no(choice: Choice) -> bool:
    return choice.name == "0" or any(map(_says_no, (choice.name, *choice.label.values())))


def _says_no(text: str) -> bool:
    return normalise(text).partition(" ")[0] in _NO
