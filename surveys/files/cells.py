"""A spreadsheet's cells: their text and their number."""

from __future__ import annotations

import datetime
import math
import re
import sys

from surveys.language.digits import western_digits

Cell = str | int | float | datetime.date | datetime.datetime | datetime.time | datetime.timedelta
"""What a cell holds; an empty one is ``""``, true and false are texts, as in `BOOLEANS`."""
BOOLEANS = {True: "TRUE", False: "FALSE"}
"""True and false as text: True equals 1, and what is keyed by cells would mix them up."""

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


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
