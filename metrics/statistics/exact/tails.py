"""Two-sided p values of sums on a lattice, each by the exact engine that gets there first.

`sign_flip_p` serves tests of pairs, `draw_p` tests of two samples: with midranks the rank tests, with scores on their
common denominator the permutation tests of the mean. All engines give the same number; only their time differs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from functools import partial

import numpy as np

from metrics.statistics.arrays import Integers
from metrics.statistics.exact import draws as drawing
from metrics.statistics.exact import flips
from metrics.statistics.exact.inversion import MIDDLE, DrawInversion, FlipInversion
from metrics.statistics.exact.lattice import TOO_LONG, NoLatticeError
from metrics.statistics.exact.tally import tally
from metrics.statistics.p_values import as_p

FEW = 68
"""Up to so many pairs Python's own numbers are quicker than arrays."""

# Nanoseconds below which it does not pay to prepare an inversion, and from which on other ways are looked for.
_CHEAP_FLIPS, _CHEAP_DRAWS, _DEAR = 1.6e5, 6e5, 1e7
# Nanoseconds for which nobody waits.
_LONGEST = 1e10
# Nanoseconds below which it does not pay to look for anything quicker than the digits of a number.
_CHEAP_DIGITS = 2e4
# Sizes of which all sums may be listed quickly.
_FEW_SIZES = 6

Option = tuple[float, Callable[[], float]]
"""About how many nanoseconds a way takes, and the way."""


def flips_p(numbers: Integers, slack: int = 0) -> float:
    """P(|S| >= |sum of `numbers`|), S their sum with a fair coin for each sign; in lattice units, shape (n,), n > 0.

    Two sums of heads nearer than `slack` are equal.

    Raises
    ------
    NoLatticeError
        As of `sign_flip_p`.
    """
    if numbers.size <= FEW:
        few = numbers.tolist()
        return few_flips_p(sorted([abs(one) for one in few if one]), sum([one for one in few if one > 0]), slack)
    sizes: Integers = np.abs(numbers)
    moved = tally(sizes, numbers > 0).without_zero()
    return sign_flip_p(moved.values, moved.counts, int(moved.values @ moved.marked), slack)


def sign_flip_p(values: Integers, counts: Integers, total: int, slack: int = 0) -> float:
    """P(|X - E X| >= |total - E X|), X the sum of the `values` whose fair coin fell on heads.

    Parameters
    ----------
    values : int64 array, shape (sizes,)
        Distinct positive sizes, ascending; no entries if nothing moved.
    counts : int64 array, shape (sizes,)
        How many coins of each size.
    total : int
        The observed X.
    slack : int
        A total nearer to E X than the observed one by no more than this counts as equally far.

    Raises
    ------
    NoLatticeError
        No engine has the memory or the time for so many values on so fine a lattice.
    """
    heads = int(values @ counts)
    at_most = min(total, heads - total) + slack
    if 2 * at_most >= heads:
        return 1.0
    unit = math.gcd(*values.tolist())
    values, at_most, heads = values // unit, at_most // unit, heads // unit
    cost, count = _counted(values.tolist(), counts.tolist(), at_most, heads)
    if cost > _CHEAP_FLIPS:
        inversion = FlipInversion(values, counts, at_most)
        if _tried(inversion.cost()) < cost and (tail := inversion.tail()) is not None:
            return as_p(2 * tail)
    return as_p(2 * _done((cost, count)))


def few_flips_p(steps: list[int], total: int, slack: int = 0) -> float:
    """`sign_flip_p` for so few coins that it would take longer to make arrays of them; each coin's value, ascending."""
    heads = sum(steps)
    at_most = min(total, heads - total) + slack
    if 2 * at_most >= heads:
        return 1.0
    unit = math.gcd(*steps)
    if unit > 1:
        steps, at_most, heads = [step // unit for step in steps], at_most // unit, heads // unit
    cost = flips.by_digits_cost(len(steps), heads)
    if cost < _CHEAP_DIGITS or (cost < 4 * _CHEAP_DIGITS and len(set(steps)) > _FEW_SIZES):
        return as_p(2 * flips.by_digits(steps, at_most))
    groups = Counter(steps)
    return as_p(2 * _done(_counted(list(groups), list(groups.values()), at_most, heads)))


def _counted(values: list[int], counts: list[int], at_most: int, heads: int) -> Option:
    """The quickest way to count P(X <= at_most) out; `heads` is the sum of all steps."""
    options: list[Option] = [
        (flips.by_adding_cost(values, counts, at_most, heads), partial(flips.by_adding, values, counts, at_most)),
        (flips.by_lists_cost(counts), partial(flips.by_lists, values, counts, at_most)),
    ]
    digits = flips.by_digits_cost(sum(counts), heads)
    if digits < math.inf:
        options.append((digits, partial(flips.by_digits, flips.every_step(values, counts), at_most)))
    return min(options, key=_cost)


def draw_p(values: Integers, counts: Integers, draws: int, total: int, slack: int = 0) -> float:
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
    slack : int
        A total nearer to E X than the observed one by no more than this counts as equally far.

    Raises
    ------
    NoLatticeError
        No engine has the memory or the time for so many values on so fine a lattice.
    """
    size, everything = int(counts.sum()), int(values @ counts)
    if 2 * draws > size:
        draws, total = size - draws, everything - total
    lowest = int(values[0])
    values = values - lowest
    unit = math.gcd(*values.tolist()) or 1
    values = values // unit
    total, everything = (total - draws * lowest) // unit, (everything - size * lowest) // unit
    away = abs(size * total - draws * everything) - size * slack // unit
    if away <= 0:
        return 1.0
    below, above = (draws * everything - away) // size, -((-draws * everything - away) // size)
    if above - below == 1:
        return 1.0
    options = [_drawn(values.tolist(), counts.tolist(), draws, below, above)]
    if _cost(options[0]) > _CHEAP_DRAWS:
        if away <= MIDDLE * size * _spread(values, counts, draws):
            inversion = DrawInversion(values, counts, draws, below, above)
            options.append((_tried(inversion.cost()), inversion.outside))
        if _cost(min(options, key=_cost)) > _DEAR or len(options) == 1:
            options.append(_both_tails(values, counts, draws, below, above))
    return as_p(_done(min(options, key=_cost)))


def _drawn(values: list[int], counts: list[int], draws: int, below: int, above: int) -> Option:
    """The quickest way to count P(X <= below) + P(X >= above) out at once."""
    size, asked = sum(counts), (values, counts, draws, below, above)
    most = drawing.largest_sum(values, counts, draws)
    return min(
        (drawing.by_digits_cost(size, draws, most), partial(drawing.by_digits, *asked)),
        (drawing.by_table_cost(counts, draws), partial(drawing.by_table, *asked)),
        (drawing.by_halves_cost(values, counts, draws), partial(drawing.by_halves, *asked)),
        (drawing.by_lists_cost(size), partial(drawing.by_lists, *asked)),
        key=_cost,
    )


def _both_tails(values: Integers, counts: Integers, draws: int, below: int, above: int) -> Option:
    """The quickest way for each tail by itself."""
    lower_cost, lower = _one_tail(values, counts, draws, below)
    mirrored = values[-1] - values[::-1]
    if np.array_equal(mirrored, values) and np.array_equal(counts[::-1], counts):
        return lower_cost, lambda: 2 * lower()
    upper_cost, upper = _one_tail(mirrored, counts[::-1], draws, draws * int(values[-1]) - above)
    return lower_cost + upper_cost, lambda: lower() + upper()


def _one_tail(values: Integers, counts: Integers, draws: int, below: int) -> Option:
    """The quickest way to P(X <= below)."""
    if below < drawing.smallest_sum(values.tolist(), counts.tolist(), draws):
        return 0.0, float
    asked = values.tolist(), counts.tolist(), draws, below
    adding: Option = drawing.by_adding_cost(*asked), partial(drawing.by_adding, *asked)
    if _cost(adding) <= _CHEAP_DRAWS:
        return adding
    inversion = DrawInversion(values, counts, draws, below)

    def inverted() -> float:
        tail = inversion.tail()
        return _done(adding) if tail is None else tail

    return min((_tried(inversion.cost()), inverted), adding, key=_cost)


def _spread(values: Integers, counts: Integers, draws: int) -> float:
    """Standard deviation of the sum of `draws` values drawn without replacement."""
    size = int(counts.sum())
    away = values - float(values @ counts) / size
    return math.sqrt(draws * (size - draws) / (size - 1) * float(counts @ away**2) / size)


def _tried(cost: float) -> float:
    """An inversion's cost, if that is only long: it is a guess, and the inversion sees itself what it has to do."""
    return cost if cost == math.inf else min(cost, _LONGEST)


def _cost(option: Option) -> float:
    return option[0]


def _done(option: Option) -> float:
    """What the way gives.

    Raises
    ------
    NoLatticeError
        It needs too much memory, or time.
    """
    cost, count = option
    if cost > _LONGEST:
        raise NoLatticeError(TOO_LONG)
    return count()
