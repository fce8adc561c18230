"""Midranks as whole numbers: twice the midrank is an integer, so that every rank sum lies on a lattice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.statistics.arrays import Floats, Integers


@dataclass(frozen=True)
class RankGroups:
    """Observations ranked together, a group per distinct value, in ascending order.

    Attributes
    ----------
    doubled : int64 array, shape (distinct values,)
        Twice the midrank of each group.
    counts : int64 array, shape (distinct values,)
        How many observations have that value.
    member : int64 array, shape (observations,)
        Each observation's group, in the order given.
    """

    doubled: Integers
    counts: Integers
    member: Integers


def rank_groups(observations: Floats) -> RankGroups:
    """Rank `observations`; equal ones share the mean of their ranks (midrank)."""
    _, member, counts = np.unique(observations, return_inverse=True, return_counts=True)
    counts = counts.astype(np.int64)
    return RankGroups(doubled_midranks(counts), counts, member.astype(np.int64))


def doubled_midranks(counts: Integers, before: int = 0) -> Integers:
    """Twice the midranks of groups of so many equal observations, ascending, with `before` lower than all."""
    return 2 * (np.cumsum(counts) + before) - counts + 1
