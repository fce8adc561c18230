"""How long each submission took."""

from __future__ import annotations

import numpy as np

from surveys.files.cells import Cell, number_of
from surveys.files.table import Table
from surveys.files.times import times
from surveys.model.survey import Floats


def durations(table: Table) -> Floats | None:
    """Seconds that each submission took, NaN where unknown: the tool's own figure, else the end less the start.

    None where the tool states neither.
    """
    if table.duration is not None:
        return table.columns[table.duration].numbers(_number)
    if table.started is None or table.ended is None:
        return None
    started, ended = (times(table.columns[column]) for column in (table.started, table.ended))
    known = np.isfinite(started) & np.isfinite(ended)
    took = np.full(len(known), np.nan)
    took[known] = ended[known] - started[known]
    return took


def _number(cell: Cell) -> float:
    number = number_of(cell)
    return np.nan if number is None else number
