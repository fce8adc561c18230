"""What weighted numbers tell beside unweighted ones of the same people: of those whose weight is another."""

from __future__ import annotations

import numpy as np

from metrics.protection.unanimity import WEIGHTED
from metrics.schema.points import NARROW
from surveys.model.survey import Flags, Floats

_ALL = 100.0
"""Points of the scale."""


def parts_by_weight(name: str, members: Flags, weight: Floats, threshold: int) -> list[tuple[str, Flags]]:
    """The people behind a row's weighted numbers in a round, and those of whom the two kinds of numbers tell.

    Levels rest on those with a weight, changes on all. The weighted sum, over the middle weight, less the plain sum
    leaves each person's share of the difference between the two: where nearly all of it is that of a few people,
    whose weight is another or who have none, their mean follows.

    Parameters
    ----------
    name : str
        The round's.
    members : array of bool, shape (people,)
    weight : array of float, shape (people,)
        NaN where missing.
    threshold : int

    Returns
    -------
    list of (str, array of bool)
        Where nothing follows, the people with a weight under a name of their own: no sum to subtract from.
    """
    known = members & ~np.isnan(weight)
    if not known.any():
        return [(name, members)]
    places = np.flatnonzero(members)
    share = np.abs(np.nan_to_num(weight[places]) / np.median(weight[known]) - 1.0)
    few = _who_make_the_difference(share, threshold - 1)
    if few.size:
        apart = np.zeros_like(members)
        apart[places[few]] = True
        return [(name, known), (name, apart)]
    rest = members & ~known
    if _ALL * float(share[known[places]].sum()) < NARROW * max(int(rest.sum()), 1):
        return [(name, part) for part in (known, rest) if part.any()]
    return [(name + WEIGHTED, known)]


def _who_make_the_difference(share: Floats, most: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """The places of the fewest people, `most` at most, beside whose shares those of all others narrow nothing."""
    most = min(most, share.size)
    largest = np.argpartition(-share, most - 1)[:most] if most else np.empty(0, dtype=np.intp)
    largest = largest[np.argsort(-share[largest], kind="stable")]
    left = float(share.sum()) - np.cumsum(share[largest])
    for number in range(1, most + 1):
        own = float(share[largest[:number]].sum())
        if own > 0 and _ALL * max(left[number - 1], 0.0) < NARROW * own:
            return np.asarray(largest[:number])
    return np.empty(0, dtype=np.intp)
