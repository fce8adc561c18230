"""The joint law of a subset's size and sum: all that the p of a shifted sample rests on, whatever the shift.

A shift moves each member's score, so that a subset's sum moves by the shift times its size. Once the mass of each size
and sum is known, the p at any shift is one sum over sizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from metrics.statistics.arrays import Floats, Integers
from metrics.statistics.exact.tilting import Steps

LONGEST = 3e10
"""Nanoseconds for which nobody waits."""


@dataclass(frozen=True)
class Pool:
    """Members each of whom is in a subset with probability `chance`, independently.

    Attributes
    ----------
    values : int64 array, shape (kinds,)
        What one adds to the sum, near 0 on average.
    sizes : int64 array, shape (kinds,)
        What one adds to the size, above 0.
    counts : int64 array, shape (kinds,)
        How many there are of a kind.
    chance : float
    """

    values: Integers
    sizes: Integers
    counts: Integers
    chance: float

    @classmethod
    def of(cls, values: Integers, chance: float, sizes: Integers | None = None) -> Pool:
        """Equal members together; of size 1 each without `sizes`. Values and sizes of shape (members,)."""
        sizes = np.ones_like(values) if sizes is None else sizes
        order = np.lexsort((sizes, values))
        values, sizes = values[order], sizes[order]
        changed = np.flatnonzero((values[1:] != values[:-1]) | (sizes[1:] != sizes[:-1])) + 1
        starts = np.concatenate([[0], changed])
        return cls(values[starts], sizes[starts], np.diff(starts, append=values.size), chance)

    @property
    def members(self) -> int:
        """How many they are."""
        return int(self.counts.sum())

    @property
    def alone(self) -> bool:
        """Whether all are of size 1."""
        return bool((self.sizes == 1).all())

    @property
    def sums(self) -> Steps:
        """The steps that add up to the sum."""
        return Steps(self.values, self.counts, np.full(self.values.size, self.chance))

    @property
    def reach(self) -> tuple[int, int]:
        """Smallest and largest size worth counting."""
        return Steps(self.sizes, self.counts, np.full(self.values.size, self.chance)).span()


@dataclass(frozen=True)
class Question:
    """Which masses of a joint law are asked for.

    Attributes
    ----------
    pools : one or two Pools
        The sums of all are added, given that their sizes are the same.
    first, last : int
        Smallest and largest size.
    factors : float array, shape (sizes,)
        What to multiply the masses of each size by.
    """

    pools: tuple[Pool, ...]
    first: int
    last: int
    factors: Floats

    @classmethod
    def of_coins(cls, coins: Pool) -> Question:
        """The smaller half of the sizes, twice: a subset's complement has its sum's mirror image."""
        low, _ = coins.reach
        people = int(coins.sizes @ coins.counts)
        sizes = np.arange(low, people // 2 + 1)
        return cls((coins,), low, people // 2, np.where(2 * sizes == people, 1.0, 2.0))

    @classmethod
    def of_swaps(cls, one: Pool, other: Pool, scale: float) -> Question:
        """Subsets of the same size of each."""
        low, high = max(one.reach[0], other.reach[0]), min(one.reach[1], other.reach[1])
        return cls((one, other), low, high, np.full(high - low + 1, scale))

    @property
    def span(self) -> tuple[int, int]:
        """Lowest and highest sum worth counting."""
        steps = [pool.sums for pool in self.pools]
        return Steps(
            np.concatenate([one.values for one in steps]),
            np.concatenate([one.counts for one in steps]),
            np.concatenate([one.chances for one in steps]),
        ).span()


class Law(Protocol):
    """The masses of sums, by size."""

    @property
    def first(self) -> int:
        """The smallest size."""
        ...

    @property
    def last(self) -> int:
        """The largest."""
        ...

    def between(self, above: Integers, below: Integers) -> float:
        """The mass of all sums strictly between two bounds, each of shape (sizes,)."""
        ...
