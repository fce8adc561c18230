"""A figure's table for other programs: a column a number, plain numbers as they are said, what is hidden in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.content.tables import NONE, Cell, Table
from words import plain_numbers, say

_TEXTS = ("text", "finding")
"""The kinds of cells that hold words."""


@dataclass(frozen=True)
class PlainColumn:
    """A column.

    Attributes
    ----------
    code : str
        The same in every language.
    head : str
        In the reader's words.
    is_text : bool
        Whether no cell of it holds a number.
    """

    code: str
    head: str
    is_text: bool


@dataclass(frozen=True)
class PlainCell:
    """A cell: a number in plain digits, or words; `hidden`: words that it is not shown."""

    number: str = ""
    words: str = ""
    hidden: bool = False

    @property
    def decimals(self) -> int:
        """With how many decimals its number is said."""
        return len(self.number.partition(".")[2])


def plain_columns(table: Table, language: str) -> tuple[PlainColumn, ...]:
    """The columns of `plain_rows`."""
    made = []
    for place, (codes, head) in enumerate(zip(table.codes, table.heads, strict=True)):
        is_text = place < table.row_heads or all(row[place].kind in _TEXTS for row in table.rows)
        for code in codes:
            made.append(PlainColumn(code, head if len(codes) == 1 else say(f"headings.{code}", language), is_text))
    return tuple(made)


def plain_rows(table: Table, language: str) -> list[list[PlainCell]]:
    """The rows, with a cell for each number of a cell."""
    return [list(_cells(table, row, language)) for row in table.rows]


def _cells(table: Table, row: Sequence[Cell], language: str) -> Iterator[PlainCell]:
    for place, (codes, cell) in enumerate(zip(table.codes, row, strict=True)):
        numbers = [] if place < table.row_heads or cell.kind in _TEXTS else plain_numbers(cell.text, language)
        if not numbers:
            words = "" if cell.text == NONE else cell.text
            yield from (PlainCell(words=words, hidden=cell.hidden) for _ in codes)
        else:
            numbers += numbers[-1:] * (len(codes) - len(numbers))  # the same people in both rounds are said once
            yield from (PlainCell(number) for number in numbers[: len(codes)])
