"""Joint laws of long sums, read off their characteristic function as in `inversion` (Pagano & Tritchler 1983).

For each size the sums' characteristic function is needed, at those nodes that matter. It is the Fourier sum, over the
rotations of the size, of the characteristic function of both. What is passed over, of nodes and of rotations, is below
exp(-NEGLECT) for each size.

Members of size 1 turn alike with a rotation, so that the bound of `nodes.Modulus` rules out nodes whatever the
rotation, and an arc of rotations is left at the others. Members of several sizes don't: there each rotation has a grid
of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.fft import next_fast_len

from metrics.statistics.arrays import Floats, Integers
from metrics.statistics.exact.inversion import PowerProduct, blocks, pairs_of
from metrics.statistics.exact.means.joint import Pool, Question
from metrics.statistics.exact.nodes import MOST_CELLS, Complexes, Modulus, Window, open_nodes, turns

# Numbers in an array of nodes and sizes: 64 megabytes.
_MOST_FACTORS = 1 << 22
# Nanoseconds a factor of a characteristic function takes, and a number read off it.
_MULTIPLYING, _READING = 25.0, 60.0
# Cells of all grids together: some ten seconds.
_MOST_GRIDS = 1 << 27
# How often a law is read on the way to an interval.
_READ = 50
# Next to no angle, so that a series can be divided by its first step.
_FLAT = 1e-300


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


class _Opening(Protocol):
    """The rotations of a pool's sizes at which its characteristic function matters."""

    @property
    def turn(self) -> int:
        """The period of the sizes."""
        ...

    def terms(self, nodes: int) -> float:
        """About how many factors are multiplied for so many nodes."""
        ...

    def by_size(self, plan: _Plan) -> Complexes:
        """The characteristic function of the sums of each size, times the size's chance: (nodes, sizes mod turn)."""
        ...


@dataclass(frozen=True)
class _Plan:
    """The nodes at which a law's characteristic function has to be known, and the rotations of each pool."""

    period: int
    nodes: Integers
    openings: tuple[_Opening, ...]

    def cost(self, asked: Question) -> float:
        """About how many nanoseconds it takes from here on; infinite for too much memory."""
        sizes = asked.last - asked.first + 1
        if self.nodes.size * float(max(sizes, *(opening.turn for opening in self.openings))) > _MOST_FACTORS:
            return math.inf
        terms = sum(opening.terms(self.nodes.size) for opening in self.openings)
        return _MULTIPLYING * terms + _READ * _READING * sizes * self.nodes.size


def _plan(asked: Question) -> _Plan | None:
    """None if the search takes too much memory, or finds too much."""
    low, high = asked.span
    window = Window.of_values((low, high), high, high - low + 1)
    turns_of = [next_fast_len(pool.reach[1] - pool.reach[0] + 1) for pool in asked.pools]
    if not all(pool.alone for pool in asked.pools):
        (pool,), (turn,) = asked.pools, turns_of
        return _plan_of_sizes(pool, turn, window)
    moduli = tuple(Modulus(pool.sums) for pool in asked.pools)
    bound = moduli[0] if len(moduli) == 1 else _Moduli(moduli)
    if bound.cells(window.enough(), turned=True) > MOST_CELLS:
        return None
    terms = sum(pool.values.size * turn for pool, turn in zip(asked.pools, turns_of, strict=True))
    window, nodes = open_nodes(bound, window, terms, turned=True)
    parts = zip(asked.pools, moduli, turns_of, strict=True)
    return _Plan(window.period, nodes, tuple(_Arcs(*part, window.enough()) for part in parts))


@dataclass(frozen=True)
class _Arcs:
    """For members of size 1 an arc of rotations at each node."""

    pool: Pool
    modulus: Modulus
    turn: int
    enough: float

    def terms(self, nodes: int) -> float:
        """About how many factors are multiplied for so many nodes."""
        return float(nodes * self.pool.values.size) * self.turn * self.modulus.share_of_turn(self.enough)

    def by_size(self, plan: _Plan) -> Complexes:
        """The characteristic function of the sums of each size, times the size's chance: (nodes, sizes mod turn)."""
        pool, product = self.pool, PowerProduct(self.pool.counts)
        turned = np.zeros((plan.nodes.size, self.turn), dtype=np.complex128)
        for part in blocks(np.arange(plan.nodes.size), pool.values.size):
            rotations = np.exp(1j * turns(np.multiply.outer(pool.values, plan.nodes[part]), plan.period))
            first, length = self.modulus.arcs(rotations, self.enough, self.turn)
            for column, size in pairs_of(first, length, pool.values.size):
                terms = rotations.take(column, axis=1)
                terms *= pool.chance * np.exp(1j * turns(size, self.turn))
                terms += 1 - pool.chance
                turned[part[column], size % self.turn] = product(terms)
        return np.asarray(np.fft.fft(turned, axis=1) / self.turn)


@dataclass(frozen=True)
class _Places:
    """For coins of any size the places at which Q is small: nodes and rotations, one by one."""

    pool: Pool
    turn: int
    nodes: Integers
    rotations: Integers

    def terms(self, _: int) -> float:
        """How many factors are multiplied."""
        return float(self.nodes.size * self.pool.values.size)

    def by_size(self, plan: _Plan) -> Complexes:
        """The characteristic function of the sums of each size, times the size's chance: (nodes, sizes mod turn)."""
        pool, product = self.pool, PowerProduct(self.pool.counts)
        turned = np.zeros((plan.nodes.size, self.turn), dtype=np.complex128)
        row = np.searchsorted(plan.nodes, self.nodes)
        for part in blocks(np.arange(self.nodes.size), pool.values.size):
            sums = turns(np.multiply.outer(pool.values, self.nodes[part]), plan.period)
            sizes = turns(np.multiply.outer(pool.sizes, self.rotations[part]), self.turn)
            terms = np.exp(1j * (sums + sizes))
            terms *= pool.chance
            terms += 1 - pool.chance
            turned[row[part], self.rotations[part]] = product(terms)
        return np.asarray(np.fft.fft(turned, axis=1) / self.turn)


def _plan_of_sizes(pool: Pool, turn: int, window: Window) -> _Plan | None:
    """The plan for members of several sizes."""
    modulus = Modulus(pool.sums)
    enough = math.sqrt(window.enough())
    cells = modulus.cells(enough**2, turned=True)
    if float(cells) * turn > _MOST_GRIDS:
        return None
    width = -(-window.period // cells)
    period = cells * width
    most = (enough + modulus.slope * math.pi / cells) ** 2
    nodes, rotations, found = [], [], 0
    for rotation in range(turn):
        cell = np.flatnonzero(modulus.on_turned_grid(cells, turns(pool.sizes * rotation, turn)) < most)
        places = (cell * width - width // 2)[:, None] + np.arange(width)
        places = places[(places >= 0) & (places <= period // 2)]
        nodes.append(places)
        rotations.append(np.full(places.size, rotation))
        found += places.size
        if found > _MOST_FACTORS:
            return None
    every = np.concatenate(nodes)
    return _Plan(period, np.unique(every), (_Places(pool, turn, every, np.concatenate(rotations)),))


@dataclass(frozen=True)
class Transform:
    """A characteristic function at the nodes that matter, shape (nodes, sizes)."""

    first: int
    last: int
    low: int
    high: int
    period: int
    nodes: Integers
    factors: Complexes

    @classmethod
    def of(cls, asked: Question, longest: float) -> Transform | None:
        """The function of what all pools add up to, size by size; None if it takes too much memory, or time."""
        plan = _plan(asked)
        if plan is None or plan.cost(asked) > longest:
            return None
        # A node's mirror image has the conjugate of its term; two nodes have none.
        once = (plan.nodes == 0) | (2 * plan.nodes == plan.period)
        factors = np.multiply.outer(np.where(once, 1.0, 2.0) / plan.period, asked.factors + 0j)
        sizes = np.arange(asked.first, asked.last + 1)
        for opening in plan.openings:
            factors *= opening.by_size(plan)[:, sizes % opening.turn]
        return cls(asked.first, asked.last, *asked.span, plan.period, plan.nodes, factors)

    def between(self, above: Integers, below: Integers) -> float:
        """The mass of all sums strictly between two bounds, by size."""
        start = np.maximum(above + 1, self.low)
        length = np.maximum(np.minimum(below - 1, self.high) - start + 1, 0)
        halves = 2 * self.period
        phase = np.exp(-1j * turns(np.multiply.outer(self.nodes, 2 * start + length - 1), halves))
        half = np.maximum(self.nodes * (math.pi / self.period), _FLAT)[:, None]
        series = np.sin(turns(np.multiply.outer(self.nodes, length), halves)) / np.sin(half)
        series[self.nodes == 0] = length
        return float(((self.factors * phase).real * series).sum())
