"""The shifts that a sign-flip test does not refuse.

With a shift d below the mean change, a pattern of signs that turns the people S is as far out as the observed one,
upwards, where the sum of S's differences is at most d |S|; as many patterns are so far out downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from metrics.statistics.arrays import Integers
from metrics.statistics.exact.lattice import TOO_LONG, Lattice, NoLatticeError
from metrics.statistics.exact.means.joint import LONGEST, Law, Pool, Question
from metrics.statistics.exact.means.laws import law_of
from metrics.statistics.exact.means.shifts import WIDEST, Bounds, Ends, PAtShift, Shifts, both_ends
from metrics.statistics.exact.tails import flips_p

# Up to so many coins the p at each shift is counted out by itself, whatever the lattice; up to so many it can be.
_QUICK, _MOST = 24, 42
# Nanoseconds that this takes for n of them, times 2^(-n / 2): some thirty shifts.
_COUNTING = 3000.0


@dataclass(frozen=True)
class Coins:
    """Those who turn signs together: the sums of their differences, and how many they are; shape (coins,)."""

    sums: Integers
    sizes: Integers

    @property
    def people(self) -> int:
        """All of them."""
        return int(self.sizes.sum())

    @property
    def mean(self) -> Fraction:
        """The mean change."""
        return Fraction(int(self.sums.sum()), self.people)

    @property
    def alone(self) -> bool:
        """Whether each is one person."""
        return self.people == self.sizes.size

    @property
    def spread(self) -> float:
        """Twice the mean's standard error; 0 exactly where all coins have the same mean."""
        if (self.sums * self.people == int(self.sums.sum()) * self.sizes).all():
            return 0.0
        return 2 * math.sqrt(float(np.square(self.sums - float(self.mean) * self.sizes).sum())) / self.people

    def moved(self, start: int, unit: int) -> Coins:
        """All differences less `start`, in that unit."""
        return Coins((self.sums - start * self.sizes) // unit, self.sizes)


def shifts_of_coins(coins: Coins, scores: Lattice, alpha: float) -> Ends:
    """The lowest and the highest shift with p > `alpha`, in points; `coins` in the units of the lattice.

    Raises
    ------
    NoLatticeError
        There are too many for so fine a lattice.
    """
    if coins.spread == 0:
        return coins.mean / scores.denominator, coins.mean / scores.denominator
    start = int(coins.sums.min()) if coins.alone else 0
    unit = math.gcd(*coins.moved(start, 1).sums.tolist())
    start += unit * round((coins.mean - start) / unit)
    near, slack = coins.moved(start, unit), scores.slack // unit
    law = _law(near)
    rows = list(range(1, near.people + 1) if law is None else range(law.first, law.last + 1))
    rest = [near.people - row for row in rows]
    largest = float(np.abs(near.sums).sum()) + near.people * (abs(float(near.mean)) + WIDEST * near.spread)

    def turned(sign: int) -> Shifts:
        bounds = Bounds(rows, rest, sign * int(near.sums.sum()), 1, slack, mirrored=law is None)
        p_at = _counted(near, sign, slack) if law is None else bounds.p_by(law, sign)
        return Shifts(p_at, bounds, sign * near.mean, near.spread, unit / scores.denominator, largest)

    return both_ends(turned, Fraction(start, scores.denominator), Fraction(unit, scores.denominator), alpha)


def _law(coins: Coins) -> Law | None:
    """The joint law of size and sum; None where it is quicker to count out each p."""
    many = coins.sums.size
    if many <= _QUICK:
        return None
    counting = _COUNTING * 2.0 ** (many / 2) if many <= _MOST else LONGEST
    law = law_of(Question.of_coins(Pool.of(coins.sums, 0.5, coins.sizes)), longest=min(counting, LONGEST))
    if law is None and many > _MOST:
        raise NoLatticeError(TOO_LONG)
    return law


def _counted(coins: Coins, sign: int, slack: int) -> PAtShift:
    """The p at each shift by itself."""
    sums = sign * coins.sums
    return lambda shift: flips_p(sums * shift.denominator - coins.sizes * shift.numerator, slack * shift.denominator)
