"""How many rose and fell by each size: all that a test of pairs rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from metrics.exact.ranks import Floats, Integers

FEW = 68
"""Up to so many pairs Python's own numbers are quicker than arrays."""

Change = TypeVar("Change", Floats, Integers)
Number = TypeVar("Number", float, int)


@dataclass(frozen=True)
class FewMoves(Generic[Number]):
    """Sizes of non-zero changes, ascending; how many changes have that size, and how many of them are rises."""

    sizes: list[Number]
    counts: list[int]
    rises: list[int]
    zeros: int


@dataclass(frozen=True)
class Moves(Generic[Change]):
    """The same in arrays, shape (sizes,)."""

    sizes: Change
    counts: Integers
    rises: Integers
    zeros: int


def few_moves(change: list[Number]) -> FewMoves[Number]:
    """The table of a few changes."""
    tally = Counter(change)
    zeros = tally.pop(0, 0)
    sizes = sorted({abs(step) for step in tally})
    rises = [tally.get(size, 0) for size in sizes]
    return FewMoves(sizes, [rose + tally.get(-size, 0) for rose, size in zip(rises, sizes, strict=True)], rises, zeros)


def moves(change: Change) -> Moves[Change]:
    """The table of any number of changes."""
    sizes = np.abs(change)
    order = sizes.argsort()
    sizes = sizes[order]
    starts = np.concatenate([[0], np.flatnonzero(sizes[1:] != sizes[:-1]) + 1])
    counts = np.diff(starts, append=change.size)
    rises = np.add.reduceat(change[order] > 0, starts, dtype=np.int64)
    sizes = sizes[starts]
    zeros = int(counts[0]) if sizes[0] == 0 else 0
    moved = slice(1 if zeros else 0, None)
    return Moves(sizes[moved], counts[moved], rises[moved], zeros)
