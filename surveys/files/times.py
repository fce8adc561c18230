"""Times as survey tools write them: ISO 8601, with slashes or dots, with names of months, or as Excel's days."""

from __future__ import annotations

import datetime
import math
import re
from contextlib import suppress
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from surveys.files.cells import Cell
from surveys.files.column import Column
from surveys.language.digits import western_digits
from surveys.language.vocabulary import any_of, written
from surveys.model.survey import Floats

_SERIAL_OF_1970 = 25_569
_SERIALS = (20_000, 80_000)
"""The days of Excel from 1954 to 2119: numbers outside of them are no times."""
_TO_THE_SECOND = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?")
_MONTHS = {name: month for of in written("times", "months").values() for month, name in enumerate(of, start=1)}
_AFTER_NOON = frozenset(sign for of in written("times", "after_noon").values() for sign in of)
_HALF = any_of(written("times", "before_noon"), written("times", "after_noon"))
_LONGEST = 120
_TIME = rf"(?:,?[ T]+(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(?:\.\d+)?)?\s*((?i:{_HALF}))?)?"
_ZONE = r"\s*(?:(?:GMT|UTC|Z)?([+-]\d{1,2}):?(\d{2})?|GMT|UTC|Z)?(?:\s*\(.*\))?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}{_ZONE}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})[-/.](\d{{4}}){_TIME}{_ZONE}")
_MONTH_NAMED = re.compile(rf"(?:[A-Za-z]{{3,9}},? )?([A-Za-z]{{3,9}})\.? (\d{{1,2}}),? (\d{{4}}){_TIME}{_ZONE}")
_DAY_NAMED = re.compile(rf"(?:[A-Za-z]{{3,9}},? )?(\d{{1,2}})[ -]([A-Za-z]{{3,9}})\.?[ -](\d{{4}}){_TIME}{_ZONE}")


def times(column: Column) -> Floats:
    """The time in each row, in seconds since 1970; -inf where there is none.

    Without a zone a time counts as UTC; a number is Excel's day. Whether the day or the month stands first in
    ``3/4/2024`` is decided by the whole column: by a number above 12, else by which makes the column span fewer days
    (a round is filled in within weeks); the month, where even that is the same.
    """
    if (alike := _alike(column)) is not None:
        return alike
    months_first, days_first = (column.numbers(partial(seconds, day_first=first)) for first in (False, True))
    gaps = [_gaps(column, one) for one in (months_first, days_first)]
    return days_first if gaps[1] < gaps[0] else months_first


def _alike(column: Column) -> Floats | None:
    """The times of a column that are all written alike, at once: ISO 8601 with one zone; None for any other column."""
    indices = [index for index, value in enumerate(column.values) if value != ""]
    values = [column.values[index] for index in indices]
    if set(map(type, values)) != {str}:
        return None
    texts = np.array(values)
    signs = texts.view("U1").reshape(len(texts), -1)
    start = _TO_THE_SECOND.match(str(values[0]))
    if not start or (signs[:, -1] == "").any() or (signs[:, start.end() :] != signs[0, start.end() :]).any():
        return None
    with suppress(ValueError):
        zone = datetime.datetime.fromisoformat(str(values[0])).utcoffset() or datetime.timedelta()
        read: npt.NDArray[np.datetime64] = texts.astype("U19").astype("datetime64[s]")
        found = np.full(len(column.values), -np.inf)
        found[indices] = read.astype(np.float64) - zone.total_seconds()
        times_of_rows: Floats = found[column.codes]
        return times_of_rows
    return None


def _gaps(column: Column, found: Floats) -> tuple[int, float]:
    """How many filled rows hold no time, and how far apart the others are."""
    known = found[np.isfinite(found)]
    return int(np.sum(column.filled)) - len(known), float(np.ptp(known)) if len(known) else 0.0


def seconds(cell: Cell, day_first: bool = False) -> float:
    """A time as seconds since 1970; without a zone it counts as UTC, a number is Excel's day; -inf for no time."""
    is_long = isinstance(cell, str) and len(cell) > _LONGEST
    return -math.inf if is_long else _seconds(cell, day_first)  # what is no time is not kept


@lru_cache(maxsize=65_536)
def _seconds(cell: Cell, day_first: bool) -> float:
    if isinstance(cell, str):
        return _written(western_digits(cell.strip()), day_first)
    if isinstance(cell, datetime.datetime):
        return (cell if cell.tzinfo else cell.replace(tzinfo=datetime.UTC)).timestamp()
    if isinstance(cell, datetime.date):
        return datetime.datetime(cell.year, cell.month, cell.day, tzinfo=datetime.UTC).timestamp()
    if isinstance(cell, (int, float)) and _SERIALS[0] <= cell <= _SERIALS[1]:
        return (float(cell) - _SERIAL_OF_1970) * 86_400
    return -math.inf


def forget() -> None:
    """Forgets the times that were read: they are of the people who answered."""
    _seconds.cache_clear()


def _written(text: str, day_first: bool) -> float:
    try:
        return seconds(datetime.datetime.fromisoformat(text))
    except ValueError:
        pass
    if match := _YEAR_FIRST.fullmatch(text):
        return _moment(match.group(1), match.group(2), match.group(3), match.groups()[3:])
    if match := _YEAR_LAST.fullmatch(text):
        first, separator, second, year, *rest = match.groups()
        day, month = (first, second) if day_first or separator == "." else (second, first)
        return _moment(year, month, day, rest)
    if match := _MONTH_NAMED.fullmatch(text):
        return _moment(match.group(3), _month(match.group(1)), match.group(2), match.groups()[3:])
    if match := _DAY_NAMED.fullmatch(text):
        return _moment(match.group(3), _month(match.group(2)), match.group(1), match.groups()[3:])
    return -math.inf


def _month(name: str) -> str:
    return str(_MONTHS.get(name[:3].casefold(), 0))


def _moment(year: str, month: str, day: str, rest: tuple[str | None, ...] | list[str | None]) -> float:
    """The time of these parts; `rest` are hour, minute, second, half of the day, and hours and minutes of the zone."""
    hour, minute, second, half, zone, zone_minutes = rest
    hours = int(hour or 0)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.casefold() in _AFTER_NOON else 0)
    ahead = 0
    if zone:
        digits = zone[1:]
        ahead = int(digits) * 60 + int(zone_minutes or 0)
        ahead = -ahead if zone[0] == "-" else ahead
    try:
        moment = datetime.datetime(
            int(year), int(month), int(day), hours, int(minute or 0), int(second or 0), tzinfo=datetime.UTC
        )
    except ValueError:
        return -math.inf
    return moment.timestamp() - ahead * 60
