"""Midranks as whole numbers: twice the midrank is an integer, so that every rank sum lies on a lattice."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


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


def sample(values: npt.ArrayLike, name: str) -> Floats:
    """`values` as a float array.

    Raises
    ------
    ValueError
        It is empty, not one-dimensional, or holds a missing or infinite number. Missing answers are the caller's to
        leave out: which people a test rests on is decided before it.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1:
        raise ValueError(f"{name}: one dimension is needed, not {array.ndim}")
    if array.size == 0:
        raise ValueError(f"{name}: there are no observations")
    # The sum of squares is quicker than a look at each number, but may overflow.
    if not math.isfinite(array @ array) and not np.isfinite(array).all():
        raise ValueError(f"{name}: every observation has to be a finite number")
    return array
