"""Distinct values in order, and sums over all pairs of them: what the rank statistics are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats, Integers

Numbers = npt.NDArray[np.floating]

_EXACT_IN_SINGLE = 2**24
_STEP = 8
_TRIANGLE = np.tri(_STEP)
_LONG, _NARROW = 48, 4096
"""Rows from which, and columns up to which, sums are made in steps. OpenBLAS gives so small products one thread: where
several threads draw, its own would wait for one another.
"""


@dataclass(frozen=True)
class DistinctValues:
    """One sample by its distinct values: a position for each that counts, in the order of a scale.

    Attributes
    ----------
    position : int array, shape (people,)
        Each person's position; the number of positions for those who have none.
    values : array, shape (positions,)
        The value of each position.
    counts : array, shape (positions,)
        How many people have each.
    """

    position: Integers
    values: Floats
    counts: Floats

    @classmethod
    def of(cls, answers: Floats, values: Floats) -> DistinctValues:
        """Answers on ascending values that hold all of them; NaN has no position."""
        position = np.searchsorted(values, answers)
        position[np.isnan(answers)] = values.size
        return cls(position, values, np.bincount(position, minlength=values.size + 1)[:-1].astype(np.float64))

    @property
    def positions(self) -> int:
        """How many positions there are."""
        return self.counts.size

    @property
    def people(self) -> int:
        """How many people there are, with those who have no position."""
        return self.position.size


@dataclass(frozen=True)
class PersonTypes:
    """Types of people: those with the same position in one sample or in each of several.

    Attributes
    ----------
    positions : list of int array, shape (types,)
        For each sample, the position of each type; the number of positions for those who have none.
    member : int array, shape (people,)
        Each person's kind.
    counts : array, shape (types,)
        How many people there are of each.
    """

    positions: list[Integers]
    member: Integers
    counts: Floats

    @classmethod
    def of(cls, by_sample: Sequence[DistinctValues]) -> PersonTypes:
        """The types among the people of some samples, those without a position included."""
        code, bases = np.zeros(by_sample[0].people, np.int64), [distinct.positions + 1 for distinct in by_sample]
        for distinct, base in zip(by_sample, bases, strict=True):
            code = code * base + distinct.position
        if prod(bases) <= 2 * code.size:
            many = np.bincount(code, minlength=prod(bases))
            types = np.flatnonzero(many)
            member, counts = (np.cumsum(many > 0) - 1)[code], many[types]
        else:
            types, member, counts = np.unique(code, return_inverse=True, return_counts=True)
        positions: list[Integers] = []
        for base in reversed(bases):
            types, position = np.divmod(types, base)
            positions.insert(0, position)
        return cls(positions, member, counts.astype(np.float64))


def running(counts: Numbers, start: float = 0.0) -> Numbers:
    """`start` and the sums of the first 0, 1, 2, … rows, shape (rows + 1, columns).

    Long columns are summed in steps by a matrix product, which is several times as fast as adding row by row.
    """
    rows, columns = counts.shape
    sums = np.empty((rows + 1, columns), counts.dtype)
    sums[0] = start
    head = rows - rows % _STEP if rows > _LONG and columns <= _NARROW else 0
    if head:
        steps = sums[1 : head + 1].reshape(-1, _STEP, columns)
        np.matmul(_TRIANGLE.astype(counts.dtype), counts[:head].reshape(steps.shape), out=steps)
        steps += running(steps[:-1, -1], start)[:, None]
    for row in range(head, rows):
        np.add(sums[row], counts[row], out=sums[row + 1])
    return sums


def pair_sum(weights: Numbers, reached: Numbers, largest: float) -> Floats:
    """Sum over rows of weights times what they reach, shape (columns,), exact where no sum exceeds `largest`."""
    if largest >= _EXACT_IN_SINGLE:
        weights, reached = weights.astype(np.float64), reached.astype(np.float64)
    return np.asarray(np.einsum("rc,rc->c", weights, reached), dtype=np.float64)


def answering(scores: Floats) -> Floats:
    """The rows of those who have any of the measures."""
    return scores[~np.isnan(scores).all(axis=1)]
