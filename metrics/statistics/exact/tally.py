"""How many observations have each value, and how many of them are marked: all that a test rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats, Integers

Values = TypeVar("Values", Floats, Integers)

_START = np.zeros(1, dtype=np.int64)


@dataclass(frozen=True)
class Tally(Generic[Values]):
    """Distinct values, ascending, how often each occurs, and how often marked; shape (distinct values,)."""

    values: Values
    counts: Integers
    marked: Integers

    def without_zero(self) -> Tally[Values]:
        """The same, of values that are not negative, without those that are 0."""
        if self.values[0] != 0:
            return self
        return Tally(self.values[1:], self.counts[1:], self.marked[1:])


def tally(values: Values, marked: npt.NDArray[np.bool_]) -> Tally[Values]:
    """Count values, shape (n,), n > 0, of which some are marked."""
    order = values.argsort()
    values = values[order]
    breaks = np.flatnonzero(values[1:] != values[:-1]) + 1
    starts, ends = np.concatenate([_START, breaks]), np.concatenate([breaks, [values.size]])
    return Tally(values[starts], ends - starts, np.add.reduceat(marked[order], starts, dtype=np.int64))
