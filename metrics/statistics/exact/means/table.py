"""Joint laws of short sums, added up member by member (Streitberg & Roehmel 1986)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft

from metrics.statistics.arrays import Floats, Integers
from metrics.statistics.exact.flips import every_step
from metrics.statistics.exact.means.joint import Pool, Question

# Masses in a table: 256 megabytes.
_MOST_MASSES = 1 << 25
# Members whose numbers of subsets stay below 2^1024.
_MOST_ADDED = 1000
# Nanoseconds an addition of two masses takes, of a row of them, and of all that is done once.
_ADDING, _ROW, _ONCE = 1.0, 1500, 1e5


def table_cost(asked: Question) -> float:
    """About how many nanoseconds a table takes; infinite for too much memory, or people."""
    length = sum(_length(pool) for pool in asked.pools)
    if len(asked.pools) * (asked.last + 1.0) * length > _MOST_MASSES:
        return math.inf
    if max(pool.members for pool in asked.pools) > _MOST_ADDED:
        return math.inf
    costs = [pool.members * (asked.last + 1) * (_ADDING * _length(pool) / 3 + _ROW) for pool in asked.pools]
    return sum(costs) + _ONCE + 20.0 * (len(asked.pools) - 1) * (asked.last + 1) * length


@dataclass(frozen=True)
class Table:
    """Masses added up: `cumulative[k, j]` is that of size ``first + k`` and the j lowest sums, from `low` on."""

    first: int
    last: int
    low: int
    cumulative: Floats

    @classmethod
    def of(cls, asked: Question) -> Table:
        """The table that answers the question."""
        tables = [_masses(pool, asked.last)[asked.first :] for pool in asked.pools]
        masses = tables[0] if len(tables) == 1 else _convolved(*tables)
        masses *= asked.factors[:, None]
        np.cumsum(masses, axis=1, out=masses)
        return cls(asked.first, asked.last, sum(_lowest(pool) for pool in asked.pools), masses)

    def between(self, above: Integers, below: Integers) -> float:
        """The mass of all sums strictly between two bounds, by size."""
        start = above + 1 - self.low
        stop = np.maximum(below - self.low, start)
        return float((self._below(stop) - self._below(start)).sum())

    def _below(self, places: Integers) -> Floats:
        """The mass before a place, by size."""
        last = self.cumulative.shape[1] - 1
        rows = np.arange(len(self.cumulative))
        return np.where(places > 0, self.cumulative[rows, np.clip(places - 1, 0, last)], 0.0)


def _lowest(pool: Pool) -> int:
    return int(np.minimum(pool.values, 0) @ pool.counts)


def _length(pool: Pool) -> int:
    return int(np.abs(pool.values) @ pool.counts) + 1


def _masses(pool: Pool, last: int) -> Floats:
    """The mass of each size up to `last` and each sum from the lowest on, shape (sizes, sums)."""
    masses = np.zeros((last + 1, _length(pool)))
    start = stop = -_lowest(pool)
    masses[0, start] = 1.0
    largest = 0
    values, sizes = (every_step(kinds.tolist(), pool.counts.tolist()) for kinds in (pool.values, pool.sizes))
    for value, size in zip(values, sizes, strict=True):
        largest = min(largest + size, last)
        for row in range(largest, size - 1, -1):
            masses[row, start + value : stop + value + 1] += masses[row - size, start : stop + 1]
        start, stop = start + min(value, 0), stop + max(value, 0)
    if pool.chance == 0.5:
        masses *= 0.5**pool.members
    else:
        taken = np.arange(last + 1)
        masses *= (pool.chance**taken * (1 - pool.chance) ** (pool.members - taken))[:, None]
    return masses


def _convolved(one: Floats, other: Floats) -> Floats:
    """The mass of the sums of two, size by size."""
    length = one.shape[1] + other.shape[1] - 1
    fast = next_fast_len(length, real=True)
    return np.asarray(irfft(rfft(one, fast, axis=1) * rfft(other, fast, axis=1), fast, axis=1)[:, :length])
