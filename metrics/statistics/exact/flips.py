"""P(X <= at_most), X the sum of those steps that fair coins pick, a coin a step: three ways to count it out.

Whole or positive numbers are added and nothing else, so that a tail of 1e-300 is as precise, relatively, as one of 0.1.
Most count two halves of the steps apart: P(A + B <= t) is the sum over a of P(A = a) P(B <= t - a).

In all of them `values` are the positive sizes of the steps, ascending, `counts` how many steps of each size, and
`at_most` is not negative and below the middle.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import chain, repeat

import numpy as np

from metrics.statistics.arrays import Floats, Integers
from metrics.statistics.exact.binomial import binomial
from metrics.statistics.exact.tilting import Steps, flip_decay, tilt

# Up to so many steps the number of ways to one sum fits into 32 bits: it is C(n, n / 2) at most (Erdos 1945).
_FITS = 34
# Up to so many odd steps it is quicker to add them one by one.
_FEW_ODD = 12
# Up to so many steps it is quicker not to halve them.
_WHOLE = 28
# Steps after which masses are scaled down, long before 2^1024.
_RESCALE = 512
# Steps in a half of which all sums are listed: 2^21 numbers.
_LISTED = 21
# Sums of all steps, half by half, from which on unusual ones are left out.
_LONG = 1 << 22
# Sizes up to which the cost of each is looked at.
_FEW_SIZES = 16
# Totals whose masses are kept: 128 megabytes.
_KEPT = 1 << 24


def every_step(values: list[int], counts: list[int]) -> list[int]:
    """Each step's size, ascending."""
    return list(chain.from_iterable(map(repeat, values, counts)))


def by_digits(steps: list[int], at_most: int) -> float:
    """Counts the ways to each total as the digits of one long whole number, the product of all ``1 + base^step``."""
    n = len(steps)
    if n > _WHOLE:
        return math.ldexp(_by_digits_of_halves(steps, at_most), -n)
    width = max(n, 2)
    ways = _product(steps, width) & ((1 << (at_most + 1) * width) - 1)
    # Casting out nines: the digits' sum is the number's remainder by base - 1, as it is less than that.
    return math.ldexp(ways % ((1 << width) - 1), -n)


def by_digits_cost(n: int, heads: int) -> float:
    """About how many nanoseconds `by_digits` takes for `n` steps of that sum; infinite for too many, or too large."""
    if heads >= _KEPT:
        return math.inf
    if n <= _WHOLE:
        return n * (200 + 0.02 * n * heads)
    return n * (200 + 0.25 * heads) + 4 * heads + 8000 if n <= 2 * _FITS else math.inf


def _product(steps: list[int], width: int) -> int:
    ways = 1
    for step in steps:
        ways += ways << (step * width)
    return ways


def _by_digits_of_halves(steps: list[int], at_most: int) -> float:
    """The number of ways to totals up to `at_most`.

    Doubled midranks are even but for some ties: without those the numbers are half as long.
    """
    odd = [step for step in steps if step & 1]
    unit = 2 if len(odd) <= _FEW_ODD else 1
    if unit == 2:
        steps = [step >> 1 for step in steps if not step & 1]
    cumulative = np.cumsum(_ways(steps[1::2]))
    return _joined(_ways(steps[::2]), cumulative, at_most, unit, odd if unit == 2 else [])


def _ways(steps: list[int]) -> Floats:
    size = 4 * (sum(steps) + 1)
    digits = _product(steps, 32).to_bytes(size, "little")
    return np.frombuffer(digits, dtype="<u4").astype(np.float64)


def _joined(one: Floats, cumulative: Floats, at_most: int, unit: int = 1, single: Iterable[int] = ()) -> float:
    """The mass up to `at_most` of two halves and single steps.

    `one` is the mass of the first half at 0, `unit`, 2 `unit` ..., `cumulative` that of the second up to there.
    """
    up_to = np.repeat(cumulative, unit)[: at_most + 1]
    if up_to.size <= at_most:
        up_to = np.concatenate([up_to, np.full(at_most + 1 - up_to.size, cumulative[-1])])
    for step in single:
        if step <= at_most:
            up_to[step:] += up_to[:-step]
    part = up_to[at_most::-unit][: one.size]
    return float(one[: part.size] @ part)


def by_adding(values: list[int], counts: list[int], at_most: int) -> float:
    """Adds up the mass at each total, size by size (Streitberg & Roehmel 1986), for each half of the sizes."""
    groups = list(zip(values, counts, strict=True))
    (one, one_log), (other, other_log) = _masses(groups[::2], at_most), _masses(groups[1::2], at_most)
    return math.ldexp(_joined(one, np.cumsum(other), at_most), one_log + other_log)


def _masses(groups: list[tuple[int, int]], at_most: int) -> tuple[Floats, int]:
    """The masses at 0, 1, ... up to `at_most`, and the power of 2 to multiply them by."""
    mass = np.zeros(min(sum(value * count for value, count in groups), at_most) + 1)
    mass[0] = 1.0
    filled, grown = 1, 0
    for value, count in groups:
        if _folding_cost(value, count, filled) < _stepping_cost(count, filled):
            steps = np.zeros(count * value + 1)
            steps[::value] = binomial(count, 0.5)
            folded = np.convolve(mass[:filled], steps)[: mass.size]
            filled = folded.size
            mass[:filled] = folded
            continue
        for _ in range(count):
            filled = min(mass.size, filled + value)
            if value < filled:
                mass[value:filled] += mass[: filled - value]
            grown += 1
            if grown == _RESCALE:
                mass *= 2.0**-_RESCALE
                grown = 0
    return mass, -grown


def by_adding_cost(values: list[int], counts: list[int], at_most: int, heads: int) -> float:
    """About how many nanoseconds `by_adding` takes, `heads` the sum of all steps; infinite without enough memory."""
    top = min(heads / 2.0, at_most)
    if top >= _KEPT:
        return math.inf
    filled = top / 2
    if len(counts) > _FEW_SIZES:
        return _stepping_cost(sum(counts), filled) + 3 * top + 15_000
    groups = zip(values, counts, strict=True)
    folds = sum(min(_folding_cost(value, count, filled), _stepping_cost(count, filled)) for value, count in groups)
    return folds + 3 * top + 15_000


def _folding_cost(value: int, count: int, filled: float) -> float:
    """About how many nanoseconds it takes to fold `count` steps at once into a mass of that length."""
    return 7000 + 0.2 * filled * value * count


def _stepping_cost(count: int, filled: float) -> float:
    """The same for one step after the other."""
    return count * (1200 + 0.4 * filled)


def by_lists(values: list[int], counts: list[int], at_most: int) -> float:
    """Lists the sums of each half of the sizes: for few sizes, or few steps on a lattice of any length.

    From many sums on those are left out that take of some size so many or so few steps that they come to less than
    1e-12 of the tail.
    """
    if max(counts) == 1:
        pairs = np.searchsorted(every_sum(values[::2]), at_most - every_sum(values[1::2]), side="right")
        return math.ldexp(int(pairs.sum()), -len(values))
    groups: list[_Group] = [(value, count, 0, count) for value, count in zip(values, counts, strict=True)]
    if _length(groups) > _LONG:
        groups = _usual(values, counts, at_most)
    halves: tuple[list[_Group], ...] = [], []
    for group in sorted(groups, key=_sums_of, reverse=True):
        halves[_length(halves[1]) < _length(halves[0])].append(group)
    (one, chances), (other, weights) = map(_listed, halves)
    order = other.argsort()
    cumulative = np.concatenate([[0.0], np.cumsum(weights[order])])
    index = np.searchsorted(other[order], at_most - one, side="right")
    return float(np.einsum("i,i->", chances, cumulative[index]))


def every_sum(steps: list[int]) -> Integers:
    """The sums of all subsets, ascending: two sorted runs are quickly one."""
    sums = np.zeros(1, dtype=np.int64)
    for step in steps:
        sums = np.concatenate([sums, sums + step])
        sums.sort(kind="stable")
    return sums


def by_lists_cost(counts: list[int]) -> float:
    """About how many nanoseconds `by_lists` takes; infinite if it needs too much memory."""
    if len(counts) > 2 * _LISTED:
        return math.inf
    length = math.sqrt(math.prod(count + 1.0 for count in counts))
    usual = counts if length <= math.sqrt(_LONG) else [min(count, round(2 * _reach(count)) + 1) for count in counts]
    length = max(math.sqrt(math.prod(count + 1.0 for count in usual)), max(usual) + 1.0)
    return 10_000 + 4000 * len(counts) + 80 * length if length <= 1 << _LISTED else math.inf


_Group = tuple[int, int, int, int]
"""Equal steps: their size, how many there are, and the fewest and the most of them that are looked at."""


def _sums_of(group: _Group) -> int:
    _, _, fewest, most = group
    return most - fewest + 1


def _length(groups: list[_Group]) -> int:
    return math.prod(map(_sums_of, groups))


def _usual(values: list[int], counts: list[int], at_most: int) -> list[_Group]:
    """The steps, with those numbers of them alone that are usual where the total is near to `at_most`.

    Tilted so that its mean is there, the number of steps of a size is outside with a probability below 2 exp(-40)
    (Hoeffding 1963); the tail comes to 1e-4 or more, each of its totals t weighed by exp(-decay (at_most - t)).
    """
    fair = Steps(np.array(values), np.array(counts), np.full(len(values), 0.5))
    means = tilt(fair, -flip_decay(fair, at_most) * fair.values.astype(np.float64)).chances * counts
    usual: list[_Group] = []
    for value, count, mean in zip(values, counts, means.tolist(), strict=True):
        reach = _reach(count)
        usual.append((value, count, max(0, math.floor(mean - reach)), min(count, math.ceil(mean + reach))))
    return usual


def _reach(count: int) -> float:
    """How far the number of so many coins' heads may stray from its mean: 9 standard deviations of fair ones."""
    return 4.5 * math.sqrt(count)


def _listed(groups: list[_Group]) -> tuple[Integers, Floats]:
    """All sums of groups of equal steps that are looked at, and the probability of each."""
    sums, chances = np.zeros(1, dtype=np.int64), np.ones(1)
    for value, count, fewest, most in groups:
        sums = np.add.outer(sums, np.arange(fewest * value, (most + 1) * value, value)).ravel()
        chances = np.multiply.outer(chances, binomial(count, 0.5)[fewest : most + 1]).ravel()
    return sums, chances
