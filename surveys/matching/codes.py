"""Codes made comparable, and the one submission that counts where a code occurs twice."""

from __future__ import annotations

import datetime
import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from surveys.answers import is_non_answer_word
from surveys.cells import Cell, number_of, text_of, western_digits
from surveys.column import Column
from surveys.survey import Flags
from surveys.table import Table

BETWEEN_PARTS = "-"
"""Stands between the parts of a code that several columns make up, so that 1 and 12 are not 11 and 2."""

_TATWEEL = "ـ"
_SERIAL_OF_1970 = 25_569
_EXCELS_FIRST = datetime.datetime(1899, 12, 30, tzinfo=datetime.UTC)
_FAR = 500_000
"""Excel's days from here on are numbers of another kind."""


def normalise_code(cell: Cell) -> str:
    """A participant's code, upper-case, letters and digits only; empty where the cell states none.

    9.0 is the code 9, in any digits; ``N/A`` and the like are no code.
    """
    text = text_of(cell)
    if text.isascii() and "." not in text and any(map(str.isdigit, text)):
        return "".join(filter(str.isalnum, text)).upper()
    text = western_digits(text)
    if "." in text and (number := number_of(text)) is not None and number.is_integer():
        text = text_of(number)
    if not any(map(str.isdigit, text)) and is_non_answer_word(text):
        return ""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).replace(_TATWEEL, "")
    return "".join(filter(str.isalnum, plain.upper()))


def codes_of(column: Column, blanks: frozenset[str] = frozenset()) -> list[str]:
    """The normalised code of each submission; none where the cell holds one of the tool's words for missing."""
    return column.texts(lambda cell: "" if text_of(cell) in blanks else normalise_code(cell))


def joined_codes(parts: Sequence[Sequence[str]]) -> list[str]:
    """One code of each submission out of the parts that its columns hold; none where any part is missing.

    Day and month of birth without the year would be the code of many people.

    Parameters
    ----------
    parts : sequence of sequence of str
        The normalised parts, a sequence a column, at least one.
    """
    if len(parts) == 1:
        return list(parts[0])
    return [BETWEEN_PARTS.join(code) if all(code) else "" for code in zip(*parts, strict=True)]


def superseded(codes: Sequence[str], table: Table) -> Flags:
    """Which submissions give way to a later one of the same code.

    The latest is told by the tool's time of submission, then the end of the interview, then the order in the file.
    A blank code matches nobody.

    Returns
    -------
    array of bool, shape (submissions,)
    """
    places: dict[str, list[int]] = {code: [] for code, times in Counter(codes).items() if code and times > 1}
    for place, code in enumerate(codes):
        if code in places:
            places[code].append(place)
    gone = np.zeros(len(codes), dtype=np.bool_)
    for among in places.values():
        latest = max(among, key=lambda place: _moment(table, place))
        gone[[place for place in among if place != latest]] = True
    return gone


def _moment(table: Table, place: int) -> tuple[float, float, int]:
    times = (table.submitted, table.ended)
    submitted, ended = (-math.inf if column is None else seconds(table.columns[column][place]) for column in times)
    return submitted, ended, place


@lru_cache(maxsize=4096)
def seconds(cell: Cell) -> float:
    """A time as seconds since 1970; without a zone it counts as UTC, a number is Excel's day; -inf for no time."""
    if isinstance(cell, (int, float)):
        return (float(cell) - _SERIAL_OF_1970) * 86_400
    told = moment(cell)
    if told is None:
        return -math.inf
    if isinstance(told, datetime.datetime):
        return (told if told.tzinfo else told.replace(tzinfo=datetime.UTC)).timestamp()
    return datetime.datetime(told.year, told.month, told.day, tzinfo=datetime.UTC).timestamp()


def moment(cell: Cell) -> datetime.date | None:
    """The day or time that a cell tells, in the zone that it is written in; None for none."""
    if isinstance(cell, str):
        cell = _parsed(cell.strip())
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, (int, float)) and abs(cell) < _FAR:
        return _EXCELS_FIRST + datetime.timedelta(days=float(cell))
    return None


_WRITTEN = ("%b %d, %Y %I:%M:%S %p", "%b %d, %Y, %I:%M:%S %p", "%Y/%m/%d %I:%M:%S %p", "%Y/%m/%d %H:%M:%S")


def _parsed(text: str) -> Cell:
    """ISO 8601, or a form whose day and month can't be mistaken."""
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _WRITTEN:
        try:
            return datetime.datetime.strptime(text, form)
        except ValueError:
            continue
    return text
