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
from metrics.statistics.exact.means.joint import LONGEST, Law, Pool, law_of
from metrics.statistics.exact.means.shifts import Bounds, PAtShift, Shifts
from metrics.statistics.exact.tails import flips_p
from metrics.statistics.exact.tally import tally

# Up to so many coins the p at each shift is counted out by itself, whatever the lattice; up to so many it can be.
_QUICK, _MOST = 24, 42
# Nanoseconds that this takes for n of them, times 2^(-n / 2): a dozen shifts.
_COUNTING = 1000.0


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


def lowest_of_coins(coins: Coins, scores: Lattice, alpha: float) -> Fraction:
    """The lowest shift with p > `alpha`, in points; `coins` in the units of the lattice.

    Raises
    ------
    NoLatticeError
        There are too many for so fine a lattice.
    """
    start = int(coins.sums.min()) if coins.alone else 0
    unit = math.gcd(*coins.moved(start, 1).sums.tolist()) or 1
    start += unit * round((coins.mean - start) / unit)
    near = coins.moved(start, unit)
    slack = scores.slack // unit
    law = _law(near)
    rows = list(range(1, near.people + 1) if law is None else range(law.first, law.last + 1))
    total = int(near.sums.sum())
    bounds = Bounds(rows, [near.people - row for row in rows], total, 1, slack, mirrored=True)
    p_at = _counted(near, slack) if law is None else bounds.p_by(law)
    shifts = Shifts(p_at, bounds, near.mean, near.spread, points=unit / scores.denominator)
    return (start + unit * shifts.lowest_kept(alpha)) / scores.denominator


def _law(coins: Coins) -> Law | None:
    """The joint law of size and sum; None where it is quicker to count out each p."""
    if coins.sums.size <= _QUICK:
        return None
    law = None
    if coins.alone:
        found = tally(coins.sums, coins.sums > 0)
        counting = _COUNTING * 2.0 ** (coins.sums.size / 2) if coins.sums.size <= _MOST else LONGEST
        law = law_of((Pool(found.values, found.counts, 0.5),), longest=min(counting, LONGEST))
    if law is None and coins.sums.size > _MOST:
        raise NoLatticeError(TOO_LONG)
    return law


def _counted(coins: Coins, slack: int) -> PAtShift:
    return lambda shift: flips_p(
        coins.sums * shift.denominator - coins.sizes * shift.numerator, slack * shift.denominator
    )
