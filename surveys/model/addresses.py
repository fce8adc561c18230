"""Where cells stand: their addresses, also in one of several files that hold a round together."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from surveys.model.listing import KEPT, CellIn, Listing


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column by its letters, counted from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


@dataclass(frozen=True)
class Place:
    """One of the files that hold a round together.

    Attributes
    ----------
    file, sheet, sha256 : str
        The name that tells it from the others, its sheet, and the digest of its bytes.
    header : int
        Row of its headings, counted from 0.
    columns : mapping of int to int
        Its own column of each column of all files together; those that it lacks are not in it.
    headings : sequence of str
        Of its own columns, as they are written.
    """

    file: str
    sheet: str
    sha256: str
    header: int
    columns: Mapping[int, int] = field(repr=False)
    headings: Sequence[str] = field(repr=False)

    def cell(self, row: int, column: int) -> CellIn:
        """The cell of one of its rows in a column of all files together; the row's first where it lacks the column."""
        own = self.columns.get(column)
        address = f"{column_letters(own or 0)}{row + 1}"
        return CellIn.of(address, self.file, self.sheet, self.sha256, "" if own is None else self.headings[own])


class RowIn(int):
    """A row among those of all files of a round; as a number it differs from each other row of them.

    Attributes
    ----------
    place : Place
        The file.
    row : int
        The row in it, counted from 0.
    """

    place: Place
    row: int

    @classmethod
    def of(cls, number: int, place: Place, row: int) -> RowIn:
        """The row of a file that has a number among all rows."""
        one = cls(number)
        one.place, one.row = place, row
        return one

    def cell(self, column: int) -> CellIn:
        """Its cell in a column of all files together."""
        return self.place.cell(self.row, column)


def address(row: int, column: int) -> str:
    """The A1 address of a cell, row and column counted from 0; of a row of several files (`RowIn`) with its file."""
    if isinstance(row, RowIn):
        return row.cell(column)
    return f"{column_letters(column)}{row + 1}"


def column_cells(rows: Sequence[int], column: int) -> Listing:
    """The cells of one column in the given rows, as a message names them."""
    return Listing(tuple(address(row, column) for row in _kept(rows)), len(rows))


def _kept(rows: Sequence[int]) -> Sequence[int]:
    """As many rows as are kept; of several files, of each."""
    if not rows or not isinstance(rows[0], RowIn):
        return rows[:KEPT]
    seen: Counter[str] = Counter()
    kept = []
    for row in rows:
        file = row.place.sha256 if isinstance(row, RowIn) else ""
        seen[file] += 1
        if seen[file] <= KEPT:
            kept.append(row)
    return kept


def first_cells(positions: Iterable[tuple[int, int]], count: int) -> Listing:
    """So many cells, by row and column; no more of them are looked at than are kept."""
    return Listing(tuple(address(*position) for position in itertools.islice(positions, KEPT)), count)
