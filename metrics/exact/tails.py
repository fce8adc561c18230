"""Two-sided p values of sums on a lattice, each tail by the exact engine that gets there first.

`sign_flip_p` serves tests of pairs, `draw_p` tests of two samples: with midranks the rank tests, with scores on their
common denominator the permutation tests of the mean. All engines give the same number; only their time differs.
"""

from __future__ import annotations

import math

import numpy as np

from metrics.exact import counting
from metrics.exact.inversion import DrawInversion, FlipInversion, lowest_draws
from metrics.exact.ranks import Integers
from metrics.exact.result import as_p

# Nanoseconds below which it does not pay to prepare an inversion.
_CHEAP = 1e6


def sign_flip_p(values: Integers, counts: Integers, total: int) -> float:
    """P(|X - E X| >= |total - E X|), X the sum of the `values` whose fair coin fell on heads.

    Parameters
    ----------
    values : int64 array, shape (sizes,)
        Distinct positive sizes, ascending; no entries if nothing moved.
    counts : int64 array, shape (sizes,)
        How many coins of each size.
    total : int
        The observed X.
    """
    all_heads = int(values @ counts)
    if 2 * total == all_heads:
        return 1.0
    unit = math.gcd(*values.tolist())
    values, at_most = values // unit, min(total, all_heads - total) // unit
    tail = _flip_tail(values, counts, at_most)
    return as_p(2 * tail)


def draw_p(values: Integers, counts: Integers, draws: int, total: int) -> float:
    """P(|X - E X| >= |total - E X|), X the sum of `draws` values drawn without replacement.

    Parameters
    ----------
    values : int64 array, shape (sizes,)
        Distinct values, ascending, of any sign.
    counts : int64 array, shape (sizes,)
        How many observations have each value.
    draws : int
        0 < draws < counts.sum().
    total : int
        The observed X.
    """
    size, everything = int(counts.sum()), int(values @ counts)
    if 2 * draws > size:
        draws, total = size - draws, everything - total
    lowest = int(values[0])
    unit = math.gcd(*(values - lowest).tolist()) or 1
    values = (values - lowest) // unit
    total, everything = (total - draws * lowest) // unit, (everything - size * lowest) // unit
    away = abs(size * total - draws * everything)
    if away == 0:
        return 1.0
    below, above = (draws * everything - away) // size, -((-draws * everything - away) // size)
    mirrored = values[-1] - values[::-1]
    lower = _draw_tail(values, counts, draws, below)
    if np.array_equal(mirrored, values) and np.array_equal(counts[::-1], counts):
        return as_p(2 * lower)
    return as_p(lower + _draw_tail(mirrored, counts[::-1], draws, draws * int(values[-1]) - above))


def _flip_tail(values: Integers, counts: Integers, at_most: int) -> float:
    """P(X <= at_most); values positive, ascending."""
    cost = counting.flip_tail_cost(values, counts, at_most)
    if cost > _CHEAP:
        inversion = FlipInversion(values, counts, at_most)
        if inversion.cost() < cost and (tail := inversion.tail()) is not None:
            return tail
    return counting.flip_tail(values, counts, at_most)


def _draw_tail(values: Integers, counts: Integers, draws: int, at_most: int) -> float:
    """P(X <= at_most); values ascending from 0."""
    if at_most < int(lowest_draws(counts, draws) @ values):
        return 0.0
    table_cost = counting.table_tail_cost(counts, draws)
    cost = counting.draw_tail_cost(values, counts, draws, at_most)
    if min(cost, table_cost) > _CHEAP:
        inversion = DrawInversion(values, counts, draws, at_most)
        if inversion.cost() < min(cost, table_cost) and (tail := inversion.tail()) is not None:
            return tail
    count = counting.table_tail if table_cost < cost else counting.draw_tail
    return count(values, counts, draws, at_most)
