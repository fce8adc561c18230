"""Tails of X, the sum of `draws` values drawn without replacement: five ways to count them out.

Whole or positive numbers are added and nothing else, so that a tail of 1e-300 is as precise, relatively, as one of 0.1.

In all of them `values` are distinct whole numbers, ascending from 0, `counts` how many there are of each; 0 < draws <
their number; `below` is smaller than the mean and `above` greater. All but `by_adding` give
P(X <= below) + P(X >= above).
"""

from __future__ import annotations

import math
from itertools import accumulate

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from metrics.statistics.arrays import Floats, Integers
from metrics.statistics.exact.binomial import binomial
from metrics.statistics.exact.flips import every_step

# Numbers in work at a time: what a processor's cache holds.
_BLOCK = 1 << 14
# Items after which the growing mass is scaled down, long before 2^1024.
_RESCALE = 256
# Values in all whose numbers of ways are kept as floats.
_COUNTABLE = 1000
# Values of which all sums are listed: 2^20 numbers.
_LISTED = 20
# Numbers in a table: 16 megabytes.
_TABLE = 1 << 21
# Masses kept: 128 megabytes.
_KEPT = 1 << 24


def smallest_sum(values: list[int], counts: list[int], draws: int) -> int:
    """The sum of the `draws` smallest."""
    total = 0
    for value, count in zip(values, counts, strict=True):
        taken = min(count, draws)
        total, draws = total + taken * value, draws - taken
    return total


def largest_sum(values: list[int], counts: list[int], draws: int) -> int:
    """The sum of the `draws` largest."""
    return smallest_sum(values[::-1], counts[::-1], draws)


def by_digits(values: list[int], counts: list[int], draws: int, below: int, above: int) -> float:
    """Counts the ways as the digits of one long whole number, the product of all ``1 + mark base^value``.

    The mark is a power of the base greater than any sum, so that its own power counts the drawn.
    """
    steps = every_step(values, counts)
    everything = math.comb(len(steps), draws)
    width, top = everything.bit_length() + 1, sum(steps[-draws:])
    mark = (top + 1) * width
    kept = (1 << (draws + 1) * mark) - 1
    ways = 1
    for step in steps:
        ways = (ways + (ways << (mark + step * width))) & kept
    ways >>= draws * mark
    # Casting out nines: the digits' sum is the number's remainder by base - 1, as it is less than that.
    nines = (1 << width) - 1
    lower = (ways & ((1 << max(0, below + 1) * width) - 1)) % nines
    return float((lower + (ways >> above * width) % nines) / everything)


def by_digits_cost(size: int, draws: int, top: int) -> float:
    """About how many nanoseconds `by_digits` takes for `size` values, the largest sum being `top`."""
    return size * (300 + 0.025 * draws * (top + 1.0) * size) if size <= 32 else math.inf


def by_table(values: list[int], counts: list[int], draws: int, below: int, above: int) -> float:
    """Goes through the numbers drawn of each value but the two commonest (multivariate hypergeometric).

    Those two share what the others leave; their part is read from tables of cumulative sums.
    """
    size = sum(counts)
    chance = draws / size
    *rarer, one, other = sorted(zip(counts, values, strict=True))
    (small, small_count), (large, large_count) = sorted([one[::-1], other[::-1]])
    spare = sum(min(count, draws) for count, _ in rarer)
    lower, upper = _shares(small_count, large_count, chance, draws, spare)
    width = lower.shape[1]
    row, room = np.array([(draws + spare) * width]), np.array([below - draws * small])
    weights, last = np.ones(1), np.ones(1)
    for count, value in rarer:
        taken = np.arange(min(count, draws) + 1)
        row = np.subtract.outer(row.ravel(), taken * width)
        room = np.subtract.outer(room.ravel(), taken * (value - small))
        weights = np.multiply.outer(weights, last).ravel()
        last = binomial(count, chance)[: taken.size]
    step, apart, found = large - small, above - below, 0.0
    row, room = row.reshape(weights.size, -1), room.reshape(weights.size, -1)
    rows = max(1, _BLOCK // last.size)
    for start in range(0, weights.size, rows):
        part = slice(start, start + rows)
        share = lower.take(_within(room[part] // step + 1, width) + row[part])
        share += upper.take(_within((room[part] + (apart + step - 1)) // step, width) + row[part])
        found += float(np.einsum("i,ij,j->", weights[part], share, last))
    return found / float(binomial(size, chance)[draws])


def _within(indices: Integers, width: int) -> Integers:
    np.minimum(indices, width - 1, out=indices)
    return np.maximum(indices, 0, out=indices)


def _shares(small: int, large: int, chance: float, draws: int, spare: int) -> tuple[Floats, Floats]:
    """P(drawn of both = h, of the second < c), and >= c, for c up to all of the second and one more.

    Rows h = -spare ... draws, empty below 0.
    """
    width = min(large, draws) + 1
    first = binomial(small, chance)
    padded = np.zeros(draws + width)
    padded[width - 1 :][: first.size] = first[: draws + 1]
    joint = sliding_window_view(padded, width)[:, ::-1] * binomial(large, chance)[:width]
    lower, upper = np.zeros((2, spare + draws + 1, width + 1))
    np.cumsum(joint, axis=1, out=lower[spare:, 1:])
    np.cumsum(joint[:, ::-1], axis=1, out=upper[spare:, -2::-1])
    return lower, upper


def by_table_cost(counts: list[int], draws: int) -> float:
    """About how many nanoseconds `by_table` takes; infinite if it needs too much memory."""
    if len(counts) > 12:
        return math.inf
    kept = sorted(min(count, draws) + 1.0 for count in counts)
    states = math.prod(kept[:-2])
    table = (draws + sum(kept[:-2])) * kept[-1]
    return 60_000 + 10 * states + 12 * table if states < 2e6 and table < _TABLE else math.inf


def by_halves(values: list[int], counts: list[int], draws: int, below: int, above: int) -> float:
    """Adds up the ways to each number drawn and sum, for the values below the median and for those above it.

    A sum is ``draws median - a + b``, a what the lower ones lack and b what the upper ones have over.
    """
    steps = every_step(values, counts)
    middle = len(steps) // 2
    median = steps[middle]
    lacking = _ways([median - step for step in steps[:middle][::-1]], draws)
    over = _ways([step - median for step in steps[middle:]], draws)
    drawn = np.arange(max(0, draws - len(steps) + middle), min(draws, middle) + 1)
    lacking, over = lacking[drawn], over[draws - drawn]
    lower = _pairs_up_to(lacking, over, below - draws * median)
    upper = _pairs_up_to(over, lacking, draws * median - above)
    return (lower + upper) / math.comb(len(steps), draws)


def _pairs_up_to(one: Floats, other: Floats, most: int) -> float:
    """The sum of all ``one[k, a] other[k, b]`` with ``b - a <= most``."""
    width = other.shape[1]
    # From this a on every b counts.
    whole = min(max(0, width - 1 - most), one.shape[1])
    start = max(0, -most)
    part = one[:, start:whole]
    cumulative = np.cumsum(other, axis=1)
    found = np.einsum("ij,ij->", part, cumulative[:, most + start :][:, : part.shape[1]]) if part.size else 0.0
    return float(found + one[:, whole:].sum(axis=1) @ cumulative[:, -1])


def _ways(steps: list[int], draws: int) -> Floats:
    """The number of ways to draw k of the steps, ascending, with the sum s, at [k, s]."""
    most = min(draws, len(steps))
    ways = np.zeros((most + 1, sum(steps) + 1))
    ways[0, 0] = 1.0
    sums = [0, *accumulate(steps)]
    for seen, step in enumerate(steps):
        top = min(seen + 1, most)
        while top > 0:
            width = sums[seen] - sums[seen - top + 1] + 1
            bottom = max(0, top - max(1, _BLOCK // width))
            ways[bottom + 1 : top + 1, step : step + width] += ways[bottom:top, :width]
            top = bottom
    return ways


def by_halves_cost(values: list[int], counts: list[int], draws: int) -> float:
    """About how many nanoseconds `by_halves` takes; infinite if it needs too much memory."""
    size = sum(counts)
    if size > _COUNTABLE:
        return math.inf
    steps = every_step(values, counts)
    middle = size // 2
    wide = sum(steps) - (size - middle) * steps[middle]
    entries = (min(draws, middle) + 1.0) * wide
    return 50_000 + 2500 * size + (0.12 * size + 3) * entries if entries < _KEPT else math.inf


def by_lists(values: list[int], counts: list[int], draws: int, below: int, above: int) -> float:
    """Lists all sums of each half of the values and counts the pairs far out: for a lattice of any length."""
    steps = every_step(values, counts)
    one, other = _listed(steps[::2]), _listed(steps[1::2])
    found = 0
    for drawn, sums in enumerate(one[: draws + 1]):
        if draws - drawn < len(other):
            partners = other[draws - drawn]
            found += int(np.searchsorted(partners, below - sums, side="right").sum())
            found += partners.size * sums.size - int(np.searchsorted(partners, above - sums, side="left").sum())
    return found / math.comb(len(steps), draws)


def _listed(steps: list[int]) -> list[Integers]:
    """The sums of all subsets, ascending, by their size."""
    sums = [np.zeros(1, dtype=np.int64)]
    for step in steps:
        moved = [part + step for part in sums]
        sums = [sums[0], *(np.concatenate(pair) for pair in zip(sums[1:], moved, strict=False)), moved[-1]]
        for part in sums:
            part.sort(kind="stable")
    return sums


def by_lists_cost(size: int) -> float:
    """About how many nanoseconds `by_lists` takes; infinite if it needs too much memory."""
    return 20_000 + 7500 * size + 150 * 2.0 ** ((size + 1) // 2) if size <= 2 * _LISTED else math.inf


def by_adding(values: list[int], counts: list[int], draws: int, below: int) -> float:
    """P(X <= below), a possible sum, adding up the mass at each number drawn and sum, no farther than the tail reaches.

    What is kept of a sum is its excess over the smallest of so many values: an excess only grows, so that few numbers
    drawn and few sums are left in a far tail. The drawn are a Bernoulli sample, given its size: ``(p / (1 - p))^drawn``
    is made a probability by ``(1 - p)^seen`` later.
    """
    items = every_step(values, counts)
    size = len(items)
    least = [0, *accumulate(items)]
    room = below - least[draws]
    odds, stay = draws / (size - draws), 1 - draws / size
    mass = np.zeros((draws + 1, room + 1))
    mass[0, 0] = 1.0
    for seen, value in enumerate(items):
        for drawn in range(min(draws - 1, seen), max(-1, draws - size + seen - 1), -1):
            shift = value - items[drawn]
            if shift > room:
                break
            most = least[seen] - least[seen - drawn] - least[drawn]
            width = min(most, room - shift) + 1
            mass[drawn + 1, shift : shift + width] += odds * mass[drawn, :width]
        if seen % _RESCALE == _RESCALE - 1:
            mass *= stay**_RESCALE
    scale = stay ** (size % _RESCALE) / binomial(size, draws / size)[draws]
    return float(mass[draws].sum() * scale)


def by_adding_cost(values: list[int], counts: list[int], draws: int, below: int) -> float:
    """About how many nanoseconds `by_adding` takes; infinite if it needs too much memory."""
    items = np.repeat(values, counts)
    room = below - int(items[:draws].sum())
    if (draws + 1.0) * (room + 1.0) > _KEPT:
        return math.inf
    rows = np.minimum(np.arange(items.size), draws - 1) + 1 - np.searchsorted(items[:draws], items - room)
    return float(rows.sum()) * (2000 + 0.3 * room) + 300.0 * items.size
