"""The joint law of a subset's size and sum: all that the p of a shifted sample rests on, whatever the shift.

A shift moves each member's score, so that a subset's sum moves by the shift times its size. Once the mass of each size
and sum is known, the p at any shift is one sum over sizes. Short sums are added up, person by person (Streitberg &
Roehmel 1986), long ones read off their characteristic function (Pagano & Tritchler 1983) as in `inversion`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft

from metrics.statistics.arrays import Floats, Integers
from metrics.statistics.exact.flips import every_step
from metrics.statistics.exact.inversion import PowerProduct, blocks, pairs_of
from metrics.statistics.exact.nodes import MOST_CELLS, Complexes, Modulus, Window, open_nodes, turns
from metrics.statistics.exact.tilting import Steps

# Numbers in a table of sizes and sums, and in one of sizes and nodes: 128 and 64 megabytes.
_MOST_MASSES, _MOST_FACTORS = 1 << 24, 1 << 22
# People whose numbers of subsets stay below 2^1024.
_MOST_ADDED = 1000
# Nanoseconds an addition of two masses, a factor of a characteristic function, and a number read off it take.
_ADDING, _MULTIPLYING, _READING = 1.2, 25.0, 60.0
# How often a law is read on the way to an interval.
_READ = 50
LONGEST = 3e10
"""Nanoseconds for which nobody waits."""


@dataclass(frozen=True)
class Pool:
    """People each of whom is in a subset with probability `chance`, independently.

    Attributes
    ----------
    values : int64 array, shape (distinct values,)
        What they add to the sum, ascending, near 0 on average.
    counts : int64 array, shape (distinct values,)
    chance : float
    """

    values: Integers
    counts: Integers
    chance: float

    @property
    def steps(self) -> Steps:
        """The steps that add up to the sum."""
        return Steps(self.values, self.counts, np.full(self.values.size, self.chance))

    @property
    def sizes(self) -> tuple[int, int]:
        """Smallest and largest size worth counting."""
        return Steps(np.ones(1, dtype=np.int64), self.counts.sum(keepdims=True), np.array([self.chance])).span()


class Law(Protocol):
    """The masses of sums, by size."""

    first: int
    """The smallest size."""
    last: int
    """The largest."""

    def between(self, above: Integers, below: Integers) -> float:
        """The mass of all sums strictly between two bounds, each of shape (sizes,)."""
        ...


def law_of(pools: tuple[Pool, ...], scale: float = 1.0, longest: float = LONGEST) -> Law | None:
    """The joint law of the size and the sum of subsets of each pool; of several, given that their sizes are the same.

    Parameters
    ----------
    pools : one or two Pools
        The sums of all are added.
    scale : float
        What to multiply the masses by.
    longest : float
        Nanoseconds that it may take.

    Returns
    -------
    Law or None
        None if it needs too much memory, or time.
    """
    ranges = [pool.sizes for pool in pools]
    first, last = max(low for low, _ in ranges), min(high for _, high in ranges)
    table = _table_cost(pools, last)
    if table > _CHEAP:
        steps = [pool.steps for pool in pools]
        span = Steps(*(np.concatenate([getattr(one, part) for one in steps]) for part in _PARTS)).span()
        plan = _Plan.of(pools, first, last, span)
        if plan is not None and plan.cost() < min(table, longest):
            return _Transformed.of(plan, pools, span, scale)
    return _Table.of(pools, first, last, scale) if table <= longest else None


_PARTS = ("values", "counts", "chances")
# Nanoseconds below which it does not pay to look for a quicker way.
_CHEAP = 5e5


def _table_cost(pools: tuple[Pool, ...], last: int) -> float:
    """About how many nanoseconds a table takes; infinite for too much memory, or people."""
    length = sum(int(np.abs(pool.values) @ pool.counts) + 1 for pool in pools)
    people = sum(int(pool.counts.sum()) for pool in pools)
    if (last + 1.0) * length > _MOST_MASSES or people > _MOST_ADDED:
        return math.inf
    return people * (last + 1) * (_ADDING * length / 2 + 300) + 1e5


@dataclass(frozen=True)
class _Table:
    """Masses added up: `cumulative[k, j]` is that of size ``first + k`` and the j lowest sums, from `low` on."""

    first: int
    last: int
    low: int
    cumulative: Floats

    @classmethod
    def of(cls, pools: tuple[Pool, ...], first: int, last: int, scale: float) -> _Table:
        tables = [_masses(pool, last)[first:] for pool in pools]
        masses = tables[0] if len(tables) == 1 else _convolved(*tables)
        cumulative = np.zeros((len(masses), masses.shape[1] + 1))
        np.cumsum(masses * scale, axis=1, out=cumulative[:, 1:])
        return cls(first, last, sum(_lowest(pool) for pool in pools), cumulative)

    def between(self, above: Integers, below: Integers) -> float:
        """The mass of all sums strictly between two bounds, by size."""
        rows, end = np.arange(len(self.cumulative)), self.cumulative.shape[1] - 1
        start = np.clip(above + 1 - self.low, 0, end)
        stop = np.maximum(np.clip(below - self.low, 0, end), start)
        return float((self.cumulative[rows, stop] - self.cumulative[rows, start]).sum())


def _lowest(pool: Pool) -> int:
    return int(np.minimum(pool.values, 0) @ pool.counts)


def _masses(pool: Pool, last: int) -> Floats:
    """The mass of each size up to `last` and each sum from the lowest on, shape (sizes, sums)."""
    low, size = _lowest(pool), int(pool.counts.sum())
    masses = np.zeros((last + 1, int(np.abs(pool.values) @ pool.counts) + 1))
    start = stop = -low
    masses[0, start] = 1.0
    for seen, value in enumerate(every_step(pool.values.tolist(), pool.counts.tolist())):
        rows = min(seen + 1, last)
        masses[1 : rows + 1, start + value : stop + value + 1] += masses[:rows, start : stop + 1]
        start, stop = start + min(value, 0), stop + max(value, 0)
    taken = np.arange(last + 1)
    masses *= (pool.chance**taken * (1 - pool.chance) ** (size - taken))[:, None]
    return masses


def _convolved(one: Floats, other: Floats) -> Floats:
    """The mass of the sums of two, size by size."""
    length = one.shape[1] + other.shape[1] - 1
    fast = next_fast_len(length, real=True)
    return np.asarray(irfft(rfft(one, fast, axis=1) * rfft(other, fast, axis=1), fast, axis=1)[:, :length])


@dataclass(frozen=True)
class _Moduli:
    """The bound of `nodes.Modulus` for several pools that turn independently: sums and their squares' roots add up."""

    parts: tuple[Modulus, ...]

    @property
    def slope(self) -> float:
        """The most by which sqrt(Q) changes when t moves by 1."""
        return math.hypot(*(part.slope for part in self.parts))

    def cells(self, enough: float, *, turned: bool) -> int:
        """The grid's size: each part takes its share of what is enough."""
        return max(part.cells(enough * part.usual / self._usual, turned=turned) for part in self.parts)

    @property
    def _usual(self) -> float:
        return sum(part.usual for part in self.parts)

    def on_grid(self, cells: int, *, turned: bool) -> Floats:
        """Q below its least over the turns, at the t of ``2 pi k / cells``."""
        return np.asarray(sum(part.on_grid(cells, turned=turned) for part in self.parts))

    def at(self, angles: Floats, *, turned: bool) -> Floats:
        """The same at any t."""
        return np.asarray(sum(part.at(angles, turned=turned) for part in self.parts))


@dataclass(frozen=True)
class _Plan:
    """The nodes at which a law's characteristic function has to be known."""

    first: int
    last: int
    turns: tuple[int, ...]
    """For each pool the period of its sizes."""
    moduli: tuple[Modulus, ...]
    window: Window
    nodes: Integers

    @classmethod
    def of(cls, pools: tuple[Pool, ...], first: int, last: int, span: tuple[int, int]) -> _Plan | None:
        """None if the search takes too much memory."""
        low, high = span
        window = Window.of_values(span, high, high - low + 1)
        moduli = tuple(Modulus(pool.steps) for pool in pools)
        both = moduli[0] if len(moduli) == 1 else _Moduli(moduli)
        if both.cells(window.enough(), turned=True) > MOST_CELLS:
            return None
        turns_of = tuple(next_fast_len(pool.sizes[1] - pool.sizes[0] + 1) for pool in pools)
        terms = sum(pool.values.size * turn for pool, turn in zip(pools, turns_of, strict=True))
        window, nodes = open_nodes(both, window, terms, turned=True)
        return cls(first, last, turns_of, moduli, window, nodes)

    def cost(self) -> float:
        """About how many nanoseconds it takes from here on; infinite for too much memory."""
        sizes, enough = self.last - self.first + 1, self.window.enough()
        if self.nodes.size * float(max(*self.turns, sizes)) > _MOST_FACTORS:
            return math.inf
        terms = sum(
            modulus.rows * turn * modulus.share_of_turn(enough)
            for modulus, turn in zip(self.moduli, self.turns, strict=True)
        )
        return self.nodes.size * (_MULTIPLYING * terms + _READ * _READING * sizes)


@dataclass(frozen=True)
class _Transformed:
    """A characteristic function at the nodes that matter, shape (nodes, sizes)."""

    first: int
    last: int
    low: int
    high: int
    period: int
    nodes: Integers
    factors: Complexes

    @classmethod
    def of(cls, plan: _Plan, pools: tuple[Pool, ...], span: tuple[int, int], scale: float) -> _Transformed:
        """The function of what all pools add up to, size by size."""
        period = plan.window.period
        # A node's mirror image has the conjugate of its term; two nodes have none.
        once = (plan.nodes == 0) | (2 * plan.nodes == period)
        factors = np.repeat(np.where(once, scale, 2 * scale)[:, None] / period, plan.last - plan.first + 1, axis=1) + 0j
        sizes = np.arange(plan.first, plan.last + 1)
        for pool, modulus, turn in zip(pools, plan.moduli, plan.turns, strict=True):
            factors *= _by_size(pool, modulus, turn, plan)[:, sizes % turn]
        return cls(plan.first, plan.last, *span, period, plan.nodes, factors)

    def between(self, above: Integers, below: Integers) -> float:
        """The mass of all sums strictly between two bounds, by size."""
        start = np.maximum(above + 1, self.low)
        length = np.maximum(np.minimum(below - 1, self.high) - start + 1, 0)
        halves = 2 * self.period
        phase = np.exp(-1j * turns(np.multiply.outer(self.nodes, 2 * start + length - 1), halves))
        half = np.maximum(self.nodes * (math.pi / self.period), 1e-300)[:, None]
        series = np.sin(turns(np.multiply.outer(self.nodes, length), halves)) / np.sin(half)
        series[self.nodes == 0] = length
        return float((self.factors * phase).real.ravel() @ series.ravel())


def _by_size(pool: Pool, modulus: Modulus, turn: int, plan: _Plan) -> Complexes:
    """The characteristic function of the sums of each size, times the size's chance, shape (nodes, sizes mod turn)."""
    product, enough = PowerProduct(pool.counts), plan.window.enough()
    turned = np.zeros((plan.nodes.size, turn), dtype=np.complex128)
    for part in blocks(np.arange(plan.nodes.size), pool.values.size):
        rotations = np.exp(1j * turns(np.multiply.outer(pool.values, plan.nodes[part]), plan.window.period))
        first, length = modulus.arcs(rotations, enough, turn)
        for column, size in pairs_of(first, length, pool.values.size):
            terms = rotations.take(column, axis=1)
            terms *= pool.chance * np.exp(1j * turns(size, turn))
            terms += 1 - pool.chance
            turned[part[column], size % turn] = product(terms)
    return np.asarray(np.fft.fft(turned, axis=1) / turn)
