"""The shifts that a permutation test of two samples does not refuse.

A split swaps r people of each sample. Let s be the sum of those it takes out of the second less that of those it puts
in. With a shift d below the difference of the means it is as far out as the observed one upwards where ``s <= d r``,
and downwards where ``s >= (2 (n Y - m X) - d (2 m n - r (n + m))) / (n + m)``, X and Y the sums of both samples. The
last factor of d is never negative, as ``2 m n >= min(n, m) (n + m)``: p falls with d in both, so that the shifts kept
make up one piece whatever n and m.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from metrics.statistics.arrays import Integers
from metrics.statistics.exact.binomial import binomial
from metrics.statistics.exact.lattice import TOO_LONG, Lattice, NoLatticeError
from metrics.statistics.exact.means.joint import LONGEST, Law, Pool, Question
from metrics.statistics.exact.means.laws import law_of
from metrics.statistics.exact.means.shifts import WIDEST, Bounds, Ends, PAtShift, Shifts, both_ends
from metrics.statistics.exact.tails import draw_p
from metrics.statistics.exact.tally import tally

# Up to so many people the p at each shift is counted out by itself, whatever the lattice; up to so many it can be.
_QUICK, _MOST = 22, 40
# Nanoseconds that this takes for n of them, times 2^(-n / 2): some thirty shifts.
_COUNTING = 5000.0


def shifts_of_draws(before: Integers, after: Integers, scores: Lattice, alpha: float) -> Ends:
    """The lowest and the highest shift of `after` with p > `alpha`, in points; samples in the units of the lattice.

    Raises
    ------
    NoLatticeError
        There are too many for so fine a lattice.
    """
    unit = math.gcd(*(before - before.min()).tolist(), *(after - after.min()).tolist())
    if unit == 0:
        estimate = Fraction(int(after[0] - before[0]), scores.denominator)
        return estimate, estimate
    (first, first_start), (second, second_start) = _near_zero(before, unit), _near_zero(after, unit)
    n, m, slack = first.size, second.size, scores.slack // unit
    apart = n * int(second.sum()) - m * int(first.sum())
    law = _law(first, second)
    rows = list(range(min(n, m) + 1) if law is None else range(law.first, law.last + 1))
    rest = [2 * n * m - row * (n + m) for row in rows]
    spread, points = _spread(first, second), unit / scores.denominator
    largest = float(np.abs(first).sum() + np.abs(second).sum()) + m * (abs(apart) / (n * m) + WIDEST * spread)

    def turned(sign: int) -> Shifts:
        bounds = Bounds(rows, rest, 2 * sign * apart, n + m, slack, mirrored=n == m)
        p_at = _counted(sign * first, sign * second, slack) if law is None else bounds.p_by(law, sign)
        estimate = Fraction(sign * apart, n * m)
        return Shifts(p_at, bounds, estimate, spread, points, largest)

    start = Fraction(second_start - first_start, scores.denominator)
    return both_ends(turned, start, Fraction(unit, scores.denominator), alpha)


def _near_zero(scores: Integers, unit: int) -> tuple[Integers, int]:
    """Scores in that unit from near their mean on, and where that is."""
    lowest = int(scores.min())
    steps = (scores - lowest) // unit
    middle = round(int(steps.sum()) / steps.size)
    return steps - middle, lowest + unit * middle


def _spread(first: Integers, second: Integers) -> float:
    """Twice the standard error of the difference of the means."""
    squares = float(np.var(first)) * first.size + float(np.var(second)) * second.size
    return 2 * math.sqrt(squares / (first.size * second.size))


def _law(first: Integers, second: Integers) -> Law | None:
    """The joint law of r and s; None where it is quicker to count out each p."""
    size = first.size + second.size
    if size <= _QUICK:
        return None
    chance = second.size / size
    scale = 1 / float(binomial(size, chance)[second.size])
    asked = Question.of_swaps(Pool.of(-first, chance), Pool.of(second, 1 - chance), scale)
    counting = _COUNTING * 2.0 ** (size / 2) if size <= _MOST else LONGEST
    law = law_of(asked, longest=min(counting, LONGEST))
    if law is None and size > _MOST:
        raise NoLatticeError(TOO_LONG)
    return law


def _counted(first: Integers, second: Integers, slack: int) -> PAtShift:
    marked = np.arange(first.size + second.size) >= first.size

    def p_at(shift: Fraction) -> float:
        moved = first * shift.denominator, second * shift.denominator - shift.numerator
        scores: Integers = np.concatenate(moved)
        found = tally(scores, marked)
        total = int(found.values @ found.marked)
        return draw_p(found.values, found.counts, second.size, total, slack * shift.denominator)

    return p_at
