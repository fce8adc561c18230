"""A spreadsheet's cells: their addresses, their text and their number."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Sequence

from surveys.language.digits import western_digits

Cell = str | int | float | datetime.date | datetime.datetime | datetime.time | datetime.timedelta
"""What a cell holds; an empty one is ``""``, true and false are texts, as in `BOOLEANS`."""
BOOLEANS = {True: "TRUE", False: "FALSE"}
"""True and false as text: True equals 1, and what is keyed by cells would mix them up."""

LISTED = 20
"""How many cells or headings a message names before it only counts the rest."""
KEPT = 1_000
"""How many of them are kept, to be listed in a workbook."""

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_LONGEST_HEADING = 60


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The A1 address of a cell; row and column are counted from 0."""
    return f"{column_letters(column)}{row + 1}"


class Named(str):
    """Cells or headings in one line; `names` holds each of them (of very many, the first `KEPT`)."""

    names: tuple[str, ...]


def named(names: Sequence[str]) -> Named:
    """Cells or headings in one line: the first `LISTED`, then how many more, in no language's words."""
    return _in_one_line(names[:KEPT], len(names))


def _in_one_line(names: Sequence[str], count: int) -> Named:
    shown = ", ".join(_shortened(name) for name in names[:LISTED])
    line = Named(f"{shown} … (+{count - LISTED})" if count > LISTED else shown)
    line.names = tuple(names)
    return line


def _shortened(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_HEADING else name[:_LONGEST_HEADING] + "…"


def column_cells(rows: Sequence[int], column: int) -> Named:
    """The cells of one column in the given rows, as a message names them."""
    return _in_one_line([address(row, column) for row in rows[:KEPT]], len(rows))


def cells_named(places: Iterable[tuple[int, int]], count: int) -> Named:
    """Cells by row and column, as a message names them; no more of them are looked at than are kept."""
    return _in_one_line([address(*place) for place in itertools.islice(places, KEPT)], count)


def text_of(cell: Cell) -> str:
    """What a cell says: a whole number without its decimals, text without the blanks around it."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)


def number_of(cell: Cell) -> float | None:
    """The number that a cell holds, typed as a number or as text in any digits; None where it holds none."""
    if isinstance(cell, (int, float)):
        return float(cell)
    if not isinstance(cell, str):
        return None
    text = western_digits(cell.strip())
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def is_filled(cell: Cell) -> bool:
    """Whether a cell holds anything but blanks."""
    return cell != "" and (not isinstance(cell, str) or bool(cell.strip()))
