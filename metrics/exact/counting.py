"""Tail probabilities by adding up: dynamic programming over the totals, and tables of counts for few distinct values.

Only positive numbers are added, so that a tail of 1e-300 is as precise, relatively, as one of 0.1.
"""

from __future__ import annotations

import math
from itertools import accumulate

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from metrics.exact.ranks import Floats, Integers

# Entries in work at a time: what a processor's cache holds.
_BLOCK = 1 << 14
# Items after which the growing mass is scaled down, long before 2^1024.
_RESCALE = 256


def binomial(n: int, p: float) -> Floats:
    """Probabilities of 0, 1, ..., n successes, each relatively precise to about n rounding errors.

    Multiplied up and down from the mode, then divided by their sum: no logarithm of a factorial, whose rounding
    grows with n.
    """
    if n == 1:
        return np.array([1 - p, p])
    mode = min(n, int((n + 1) * p))
    up = np.arange(mode, n)
    down = np.arange(mode, 0, -1)
    above = np.cumprod((n - up) / (up + 1) * (p / (1 - p)))
    below = np.cumprod(down / (n - down + 1) * ((1 - p) / p))
    weights = np.concatenate([below[::-1], [1.0], above])
    return np.asarray(weights / weights.sum())


def flip_tail(values: Integers, counts: Integers, at_most: int) -> float:
    """P(X <= at_most), X the sum of those steps of sizes `values` that a fair coin picks, a toss a step.

    Parameters
    ----------
    values : int64 array, shape (sizes,)
        Positive step sizes, ascending.
    counts : int64 array, shape (sizes,)
        How many steps of each size.
    at_most : int
        Not negative.
    """
    mass = np.zeros(at_most + 1)
    mass[0] = 1.0
    filled = 0
    for value, count in zip(values.tolist(), counts.tolist(), strict=True):
        old = mass[: filled + 1]
        filled = min(at_most, filled + value * count)
        new = np.zeros(filled + 1)
        for taken, chance in enumerate(binomial(count, 0.5)[: at_most // value + 1].tolist()):
            start = taken * value
            part = new[start : start + old.size]
            part += chance * old[: part.size]
        mass[: filled + 1] = new
    return float(mass.sum())


def flip_tail_cost(values: Integers, counts: Integers, at_most: int) -> float:
    """About how many nanoseconds `flip_tail` takes."""
    reached = np.minimum(np.cumsum(values * counts), at_most)
    steps = np.minimum(counts, at_most // values) + 1.0
    return float((steps * (1500 + 0.35 * reached)).sum() + 3000 * values.size)


def draw_tail(values: Integers, counts: Integers, draws: int, at_most: int) -> float:
    """P(X <= at_most), X the sum of `draws` values drawn without replacement.

    The drawn are a Bernoulli sample, given its size: the mass is kept by (drawn so far, sum so far), and
    ``(p / (1 - p))^drawn`` is made a probability by ``(1 - p)^seen`` later.

    Parameters
    ----------
    values : int64 array, shape (sizes,)
        Ascending, not negative.
    counts : int64 array, shape (sizes,)
        How many there are of each value.
    draws, at_most : int
        0 < draws < counts.sum(); at_most not negative.
    """
    items = np.repeat(values, counts).tolist()
    total = len(items)
    least = [0, *accumulate(items)]
    odds, stay = draws / (total - draws), 1 - draws / total
    mass = np.zeros((draws + 1, at_most + 1))
    mass[0, 0] = 1.0
    for seen, value in enumerate(items):
        below, top = max(0, draws - (total - seen)), min(draws, seen + 1)
        while top > below:
            # The most that the rows hold so far, and the most from which the rest, all higher, still ends in the tail.
            held = least[seen] - least[seen - top + 1]
            room = at_most - value - (least[seen + draws - top + 1] - least[seen + 1])
            width = min(held, room) + 1
            if width <= 0:
                break
            bottom = max(below, top - max(1, _BLOCK // width))
            grown = odds * mass[bottom:top, :width]
            mass[bottom + 1 : top + 1, value : value + width] += grown
            top = bottom
        if seen % _RESCALE == _RESCALE - 1:
            mass *= stay**_RESCALE
    scale = stay ** (total % _RESCALE) / binomial(total, draws / total)[draws]
    return float(mass[draws].sum() * scale)


def draw_tail_cost(values: Integers, counts: Integers, draws: int, at_most: int) -> float:
    """About how many nanoseconds `draw_tail` takes."""
    least = np.cumsum(np.repeat(values, counts), dtype=np.float64)
    rows = np.minimum(np.arange(1, least.size + 1), draws)
    held = np.minimum(least - np.concatenate([np.zeros(draws), least])[: least.size], at_most)
    return float((4000 + 0.3 * rows * held).sum())


def table_tail(values: Integers, counts: Integers, draws: int, at_most: int) -> float:
    """P(X <= at_most) as `draw_tail` has it, by the counts drawn of each value: for few distinct values.

    Two values share what the others leave; their part is read from a table of cumulative sums, the others' counts
    are gone through one by one (multivariate hypergeometric).
    """
    total = int(counts.sum())
    chance = draws / total
    order = np.argsort(counts, kind="stable")
    small, large = sorted(order[-2:].tolist())
    left, sums, weights = np.array([draws]), np.array([0]), np.ones(1)
    for j in order[:-2].tolist():
        taken = np.arange(min(int(counts[j]), draws) + 1)
        left = np.subtract.outer(left, taken).ravel()
        sums = np.add.outer(sums, taken * values[j]).ravel()
        weights = np.multiply.outer(weights, binomial(int(counts[j]), chance)[: taken.size]).ravel()
        kept = (left >= 0) & (sums <= at_most)
        left, sums, weights = left[kept], sums[kept], weights[kept]
    room = (at_most - sums - left * values[small]) // (values[large] - values[small])
    inside = room >= 0
    left, weights, room = left[inside], weights[inside], np.minimum(room[inside], min(int(counts[large]), draws))
    rows, row_of = np.unique(left, return_inverse=True)
    shares = _cumulative_shares(int(counts[small]), int(counts[large]), chance, rows, int(room.max()))
    found = weights @ shares[row_of, room]
    return float(found / binomial(total, chance)[draws])


def _cumulative_shares(small: int, large: int, chance: float, rows: Integers, top: int) -> Floats:
    """P(drawn of both = h, drawn of the second <= c), shape (rows, top + 1), for each h in `rows` and c up to `top`."""
    first = binomial(small, chance)
    padded = np.zeros(int(rows.max()) + top + 1)
    padded[top : top + first.size] = first[: padded.size - top]
    shares: Floats = sliding_window_view(padded, top + 1)[rows, ::-1]
    shares *= binomial(large, chance)[: top + 1]
    return np.cumsum(shares, axis=1, out=shares)


def table_tail_cost(counts: Integers, draws: int) -> float:
    """About how many nanoseconds `table_tail` takes; infinite where it would need more memory than is reasonable."""
    kept = np.minimum(np.sort(counts), draws) + 1.0
    states = math.exp(min(50.0, float(np.log(kept[:-2]).sum())))
    return 70 * states + 5 * (draws + 1) * float(kept[-1]) + 1e5 if states < 1e6 else math.inf
