"""A spreadsheet's cells: their addresses, their text and their number."""

from __future__ import annotations

import datetime
import itertools
import math
import re
import sys
from collections.abc import Iterable, Sequence

from surveys.language.digits import western_digits
from surveys.model.issues import KEPT, Listing

Cell = str | int | float | datetime.date | datetime.datetime | datetime.time | datetime.timedelta
"""What a cell holds; an empty one is ``""``, true and false are texts, as in `BOOLEANS`."""
BOOLEANS = {True: "TRUE", False: "FALSE"}
"""True and false as text: True equals 1, and what is keyed by cells would mix them up."""

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


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


def address(row: int, column: int) -> str:
    """The A1 address of a cell; row and column are counted from 0."""
    return f"{column_letters(column)}{row + 1}"


def column_cells(rows: Sequence[int], column: int) -> Listing:
    """The cells of one column in the given rows, as a message names them."""
    return Listing(tuple(address(row, column) for row in rows[:KEPT]), len(rows))


def first_cells(positions: Iterable[tuple[int, int]], count: int) -> Listing:
    """So many cells, by row and column; no more of them are looked at than are kept."""
    return Listing(tuple(address(*position) for position in itertools.islice(positions, KEPT)), count)


def text_of(cell: Cell) -> str:
    """What a cell says: a whole number without its decimals, text without the blanks around it."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)


def number_of(cell: Cell) -> float | None:
    """The number that a cell holds, typed as a number or as text in any digits; None where it holds none.

    What is no number, infinite, or beyond all that can be reckoned with is none.
    """
    if isinstance(cell, (int, float)):
        return float(cell) if abs(cell) <= sys.float_info.max else None
    if not isinstance(cell, str):
        return None
    text = western_digits(cell.strip())
    number = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else math.inf
    return number if math.isfinite(number) else None


def is_filled(cell: Cell) -> bool:
    """Whether a cell holds anything but blanks."""
    return cell != "" and (not isinstance(cell, str) or bool(cell.strip()))
