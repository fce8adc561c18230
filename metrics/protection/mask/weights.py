"""What weighted numbers reveal together with unweighted ones: the answers of those whose weight is another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from metrics.protection.mask.row_sets import Basis, CountedSet
from metrics.schema.precision import ENOUGH
from surveys.model.survey import Flags, Floats, Integers

_ALL = 100.0
"""Points of the scale."""


def sets_by_weight(basis: Basis, members: Flags, weight: Floats, threshold: int) -> list[CountedSet]:
    """The people behind a row's weighted numbers in a round, and those of whom the difference reveals something.

    Levels rest on those with a weight, changes on all. The weighted sum, over the middle weight, less the plain sum
    leaves each person's share of the difference between the two: where nearly all of it is that of a few people,
    whose weight is another or who have none, their mean follows.

    Parameters
    ----------
    basis : Basis
        The round's.
    members : array of bool, shape (people,)
    weight : array of float, shape (people,)
        NaN where missing.
    threshold : int

    Returns
    -------
    list of CountedSet
        Where nothing follows, the people with a weight on a basis of their own: no other sum can be subtracted.
    """
    known = members & ~np.isnan(weight)
    if not known.any():
        return [CountedSet(basis, members)]
    people = np.flatnonzero(members)
    share = np.abs(np.nan_to_num(weight[people]) / np.median(weight[known]) - 1.0)
    few = _largest_isolated(share, threshold - 1)
    if few.size:
        apart = np.zeros_like(members)
        apart[people[few]] = True
        return [CountedSet(basis, known), CountedSet(basis, apart)]
    rest = members & ~known
    if _ALL * float(share[known[people]].sum()) < ENOUGH * max(int(rest.sum()), 1):
        return [CountedSet(basis, part) for part in (known, rest) if part.any()]
    return [CountedSet(replace(basis, weighted=True), known)]


def _largest_isolated(share: Floats, most: int) -> Integers:
    """Indices of the fewest largest shares, `most` at most, whose holders' mean can be isolated; empty if none can.

    The shares of all others together are then too small to leave that mean open.
    """
    most = min(most, share.size)
    largest = np.argpartition(-share, most - 1)[:most] if most else np.empty(0, dtype=np.intp)
    largest = largest[np.argsort(-share[largest], kind="stable")]
    left = float(share.sum()) - np.cumsum(share[largest])
    for number in range(1, most + 1):
        own = float(share[largest[:number]].sum())
        if own > 0 and _ALL * max(left[number - 1], 0.0) < ENOUGH * own:
            return np.asarray(largest[:number])
    return np.empty(0, dtype=np.intp)
