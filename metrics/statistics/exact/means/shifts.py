"""The shifts of a sample that a test does not reject: where its p, rising with the shift, passes alpha.

Below the estimate the p of both tests of means never falls as the shift rises. Of a pair of bounds, each a whole number
for every size of a subset, it counts the subsets whose sum is outside:

    sum <= shift size + slack,   sum >= (total - shift rest) / unit - slack.

It rises where the shift reaches a breakpoint, at which one of the bounds is met, and keeps its height up to the next:
the lowest shift with p > alpha is a breakpoint, and belongs to the set.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from metrics.statistics.arrays import Integers
from metrics.statistics.exact.means.joint import Law

PAtShift = Callable[[Fraction], float]

# Points to which an end is sought: it is given to 9 decimals.
_NEAR = 1e-11
# Relative rounding of a p: one that is no more above alpha than this is alpha.
_ROUNDING = 1e-12
WIDEST = 16.0
"""Half an interval's width is below that many times what it is about."""

# What sums of 64 bits may come to.
_LARGEST = 2.0**59
# Every so many steps the range is halved, whatever the p's course says.
_HALVED = 5


@dataclass(frozen=True)
class Bounds:
    """The two bounds on sums, for subsets of sizes ``first, first + 1, ...``; shifts are in lattice units.

    Attributes
    ----------
    sizes, rest : list of int
        For each size the factors of the shift in both bounds, none negative.
    total, unit, slack : int
    mirrored : bool
        The upper bound has the breakpoints of the lower.
    """

    sizes: list[int]
    rest: list[int]
    total: int
    unit: int
    slack: int
    mirrored: bool

    def at(self, shift: Fraction) -> tuple[Integers, Integers]:
        """The sums met or left below, and those met or left above, each of shape (sizes,)."""
        top, bottom = shift.numerator, shift.denominator
        above = [top * size // bottom + self.slack for size in self.sizes]
        every = self.unit * bottom
        whole = self.total * bottom
        below = [-((top * rest - whole) // every) - self.slack for rest in self.rest]
        return np.array(above, dtype=np.int64), np.array(below, dtype=np.int64)

    def p_by(self, law: Law, sign: int) -> PAtShift:
        """The p by the mass of each size and sum; with -1 of sums whose signs are turned."""

        def p_at(shift: Fraction) -> float:
            above, below = self.at(shift)
            return 1 - (law.between(above, below) if sign > 0 else law.between(-below, -above))

        return p_at

    def breakpoint(self, shift: Fraction, *, before: bool = False) -> Fraction:
        """The highest breakpoint up to a shift, or before it."""
        top, bottom = shift.numerator, shift.denominator
        less = int(before)
        found = [((top * size - less) // bottom, size) for size in self.sizes if size]
        if not self.mirrored:
            every, whole = self.unit * bottom, self.total * bottom
            steps = ((rest, -((top * rest - less - whole) // every)) for rest in self.rest if rest)
            found += [(self.total - step * self.unit, rest) for rest, step in steps]
        high = max(number / size for number, size in found)
        near = high - 1e-12 * abs(high)
        return max(Fraction(number, size) for number, size in found if number / size >= near)


@dataclass(frozen=True)
class Shifts:
    """The shifts of a sample, in lattice units.

    Attributes
    ----------
    p_at : callable
        The p at a shift: 1 at the estimate, falling with the shift.
    bounds : Bounds
    estimate : Fraction
    spread : float
        About half the interval's width; above 0.
    points : float
        How many points a lattice unit is.
    largest : float
        What the sums of shifted scores come to at most, in lattice units.
    """

    p_at: PAtShift
    bounds: Bounds
    estimate: Fraction
    spread: float
    points: float
    largest: float

    def lowest_kept(self, alpha: float) -> Fraction:
        """The lowest shift with p > `alpha`, if p falls that low at all.

        It lies between a shift too low and one that is kept, both drawn closer by the line through their ps; where the
        same one is drawn twice, the other's distance to alpha counts half ("Illinois", Dowell & Jarratt 1971). Where
        that hardly helps, the range is halved.
        """
        grid, limit = self._grid(), alpha * (1 + _ROUNDING)
        step = max(1, round(self.spread / grid)) * grid
        high, gap = self.estimate, 1 - limit
        low = round(self.estimate / grid) * grid - step
        while (short := self.p_at(low) - limit) > 0:
            high, gap = self.bounds.breakpoint(low), short
            low, step = low - step, 2 * step
        kept, slow = None, False
        while high - low > 8 * grid and self.bounds.breakpoint(high, before=True) > low:
            width = high - low
            share = 0.5 if slow else short / (short - gap)
            shift = low + min(max(1, round(Fraction(share) * (high - low) / grid)), (high - low) // grid - 1) * grid
            more = self.p_at(shift) - limit
            if more > 0:
                high, gap, short = self.bounds.breakpoint(shift), more, short / 2 if kept is True else short
            else:
                low, short, gap = shift, more, gap / 2 if kept is False else gap
            kept, slow = more > 0, 2 * (high - low) > width
        return high

    def _grid(self) -> Fraction:
        """A power of two far finer than what is asked for, on which sums stay whole numbers of 64 bits."""
        finest = math.ceil(math.log2(self.largest / _LARGEST))
        return Fraction(2) ** max(math.floor(math.log2(_NEAR / self.points)) - 3, finest)


Ends = tuple[Fraction, Fraction]
"""Lowest and highest shift, in points."""


def both_ends(turned: Callable[[int], Shifts], start: Fraction, unit: Fraction, alpha: float) -> Ends:
    """The lowest shift with p > `alpha` of the scores (1), the highest by that of scores with their signs turned (-1).

    `start` and `unit` are what a shift of 0, and of 1 more, is in points.
    """
    return start + unit * turned(1).lowest_kept(alpha), start - unit * turned(-1).lowest_kept(alpha)
