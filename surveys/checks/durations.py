"""How long each submission took."""

from __future__ import annotations

import datetime
from contextlib import suppress

import numpy as np
import numpy.typing as npt

from surveys.cells import Cell, number_of
from surveys.column import Column
from surveys.matching import seconds
from surveys.survey import Floats
from surveys.table import Table

_TO_THE_SECOND = 19
_ZONE = 6
_LATEST = 2.0**32
"""The seconds since 1970 above which a number is no time."""


def durations(table: Table) -> Floats | None:
    """Seconds that each submission took, NaN where unknown: the tool's own figure, else the end less the start.

    None where the tool states neither.
    """
    if table.duration is not None:
        return table.columns[table.duration].numbers(_number)
    if table.started is None or table.ended is None:
        return None
    return _moments(table.columns[table.ended]) - _moments(table.columns[table.started])


def _number(cell: Cell) -> float:
    number = number_of(cell)
    return np.nan if number is None else number


def _moments(column: Column) -> Floats:
    """The time of each row as seconds since 1970, NaN for none; without a zone it counts as UTC."""
    values = column.values
    told = _of_one_form([value for value in values if value != ""])
    if told is None:
        told = np.array([_moment(value) for value in values])
    elif len(told) < len(values):
        filled = np.array([value != "" for value in values])
        told, known = np.full(len(values), np.nan), told
        told[filled] = known
    moments: Floats = told[column.codes]
    return moments


def _of_one_form(values: list[Cell]) -> Floats | None:
    """Times that are all written alike, at once: texts of ISO 8601 in one zone; None for any others."""
    if set(map(type, values)) != {str}:
        return None
    texts = np.array(values)
    signs = texts.view("U1").reshape(len(texts), -1)
    if signs.shape[1] < _TO_THE_SECOND or (signs[:, -_ZONE:] != signs[0, -_ZONE:]).any():
        return None
    with suppress(ValueError):
        zone = datetime.datetime.fromisoformat(str(values[0])).utcoffset() or datetime.timedelta()
        times: npt.NDArray[np.datetime64] = texts.astype(f"U{_TO_THE_SECOND}").astype("datetime64[s]")
        return times.astype(np.float64) - zone.total_seconds()
    return None


def _moment(cell: Cell) -> float:
    """The time that a cell states as seconds since 1970; NaN for none."""
    if isinstance(cell, str):
        with suppress(ValueError):
            cell = datetime.datetime.fromisoformat(cell.strip())
    since = seconds(cell)
    return since if 0 <= since < _LATEST else np.nan
