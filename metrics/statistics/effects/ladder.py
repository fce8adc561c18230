"""Distinct values in order, and sums over all pairs of them: what the rank statistics are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from surveys.model.survey import Floats

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.floating]

_EXACT_IN_SINGLE = 2**24
_STEP = 8
_TRIANGLE = np.tri(_STEP)
_LONG, _NARROW = 48, 4096
"""Rows from which, and columns up to which, sums are made in steps. OpenBLAS gives so small products one thread: where
several threads draw, its own would wait for one another.
"""


@dataclass(frozen=True)
class Ladder:
    """Where one sample's people stand: a rung for each distinct value that counts, in the order of a scale.

    Attributes
    ----------
    rung : int array, shape (people,)
        Each person's rung; the number of rungs for those who stand on none.
    values : array, shape (rungs,)
        The value of each rung.
    counts : array, shape (rungs,)
        How many people stand on each.
    """

    rung: Integers
    values: Floats
    counts: Floats

    @classmethod
    def of(cls, answers: Floats, values: Floats) -> Ladder:
        """Answers on ascending values that hold all of them; NaN stands on none."""
        rung = np.searchsorted(values, answers)
        rung[np.isnan(answers)] = values.size
        return cls(rung, values, np.bincount(rung, minlength=values.size + 1)[:-1].astype(np.float64))

    @property
    def rungs(self) -> int:
        """How many rungs there are."""
        return self.counts.size

    @property
    def people(self) -> int:
        """How many people there are, with those who stand on no rung."""
        return self.rung.size


@dataclass(frozen=True)
class Kinds:
    """Kinds of people, told apart by their rungs on one ladder or on several.

    Attributes
    ----------
    rungs : list of int array, shape (kinds,)
        For each ladder, the rung of each kind; the number of rungs for those who stand on none.
    member : int array, shape (people,)
        Each person's kind.
    counts : array, shape (kinds,)
        How many people there are of each.
    """

    rungs: list[Integers]
    member: Integers
    counts: Floats

    @classmethod
    def of(cls, ladders: Sequence[Ladder]) -> Kinds:
        """The kinds that there are among the people of some ladders, those who stand on no rung included."""
        code, bases = np.zeros(ladders[0].people, np.int64), [ladder.rungs + 1 for ladder in ladders]
        for ladder, base in zip(ladders, bases, strict=True):
            code = code * base + ladder.rung
        if prod(bases) <= 2 * code.size:
            many = np.bincount(code, minlength=prod(bases))
            kinds = np.flatnonzero(many)
            member, counts = (np.cumsum(many > 0) - 1)[code], many[kinds]
        else:
            kinds, member, counts = np.unique(code, return_inverse=True, return_counts=True)
        rungs: list[Integers] = []
        for base in reversed(bases):
            kinds, rung = np.divmod(kinds, base)
            rungs.insert(0, rung)
        return cls(rungs, member, counts.astype(np.float64))


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
