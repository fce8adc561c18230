"""How exactly a number is handed on (rule 40)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import ceil, floor

FEW = 30
"""Below so many people, points are rounded to whole ones; from there on with one decimal."""

NARROW = 10.0
"""Points within which the mean of a few people may not be known."""

ENOUGH = NARROW - 1e-6
"""Points that are room enough: as many as `NARROW`, whatever the last bits of a sum say."""

P_DECIMALS = 3
SIGNIFICANT = 0.05
"""The p up to which a test finds something; rounding does not cross it."""

_NOISE = 9
"""Decimals beyond which a number holds only floating-point noise."""


def decimals_for(n: int) -> int:
    """Decimals of points that rest on so many people, where they are handed on."""
    return 0 if n < FEW else 1


def rounded_to(value: float, decimals: int) -> float:
    """A number with so many decimals; never a negative zero.

    The last bits do not count: a half that two sums reach in another order is rounded the same way, else 12 in one
    table and 13 in another would give away the exact 12.5.
    """
    return round(round(value, _NOISE), decimals) + 0.0


def rounded(value: float | None, decimals: int) -> float | None:
    """A number, if there is one, with so many decimals."""
    return None if value is None else rounded_to(value, decimals)


def rounded_p(value: float | None) -> float | None:
    """A p with three decimals; below a thousandth, with one digit; one above ``SIGNIFICANT`` stays above it."""
    if value is None or value >= 10.0**-P_DECIMALS:
        nearest = rounded(value, P_DECIMALS)
        is_crossed = value is not None and nearest is not None and value > SIGNIFICANT >= nearest
        return round(SIGNIFICANT + 10.0**-P_DECIMALS, P_DECIMALS) if is_crossed else nearest
    return float(f"{value:.0e}")


Reading = Callable[[float, float], object]
"""What is read off the ends of an interval, such as a finding."""


def sides_of_zero(low: float, high: float) -> tuple[bool, bool]:
    """Whether an interval lies wholly above 0, or wholly below."""
    return low > 0, high < 0


def rounded_interval(low: float, high: float, decimals: int, read: Reading = sides_of_zero) -> tuple[float, float]:
    """The ends of an interval with so many decimals, off which the same can be read as before (rule 30).

    Each end is rounded to the nearest step, and to the one on its other side where otherwise something else would be
    read: an end just above 0 stays above 0 where the finding rests on that, one just below the margin below it. Where
    no two steps keep the reading (the margin is smaller than a step), the sides of 0 are kept, if they can be.

    Parameters
    ----------
    low, high : float
    decimals : int
    read : callable
        What is read off the ends; not to be changed by rounding.

    Returns
    -------
    low, high : float
        In this order of size, never a negative zero.
    """
    low, high = round(low, _NOISE), round(high, _NOISE)
    ways = [pair for pair in product(_steps_around(low, decimals), _steps_around(high, decimals)) if pair[0] <= pair[1]]

    def cost(pair: tuple[float, float]) -> tuple[bool, bool, float]:
        lost = read(*pair) != read(low, high)
        distance = round(abs(pair[0] - low) + abs(pair[1] - high), _NOISE)
        return lost, lost and sides_of_zero(*pair) != sides_of_zero(low, high), distance

    return min(ways, key=cost)


def _steps_around(value: float, decimals: int) -> list[float]:
    """The nearest step first, then the one on the other side of the value; one alone where the value lies on it."""
    scaled = round(value * 10**decimals, _NOISE)
    steps = (floor(scaled) / 10**decimals, ceil(scaled) / 10**decimals)
    return list(dict.fromkeys(round(step, decimals) + 0.0 for step in (value, *steps)))
