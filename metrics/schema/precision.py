"""How exactly a number is handed on (rule 40)."""

from __future__ import annotations

from itertools import product
from math import ceil, floor

FEW = 30
"""Below so many people, points are rounded to whole ones; from there on with one decimal."""

NARROW = 10.0
"""Points within which the mean of a few people may not be known."""

P_DECIMALS = 3
SIGNIFICANT = 0.05
"""The p that rounding does not cross: `metrics.model.settings.ALPHA`."""

_NOISE = 9
"""Decimals beyond which a number holds only floating-point noise."""


def decimals_for(n: int) -> int:
    """Decimals of points that rest on so many people, where they are handed on."""
    return 0 if n < FEW else 1


def rounded(value: float | None, decimals: int) -> float | None:
    """A number with so many decimals; never a negative zero."""
    return None if value is None else round(value, decimals) + 0.0


def rounded_p(value: float | None) -> float | None:
    """A p with three decimals; below a thousandth, with one digit; one above ``SIGNIFICANT`` stays above it."""
    if value is None or value >= 10.0**-P_DECIMALS:
        nearest = rounded(value, P_DECIMALS)
        is_crossed = value is not None and nearest is not None and value > SIGNIFICANT >= nearest
        return round(SIGNIFICANT + 10.0**-P_DECIMALS, P_DECIMALS) if is_crossed else nearest
    return float(f"{value:.0e}")


def rounded_interval(
    low: float, high: float, decimals: int, margin: float | None = None, ruled_out: float | None = None
) -> tuple[float, float]:
    """The ends of an interval with so many decimals, each on the side of every mark that it was on.

    The marks are 0, ±`margin` and ±`ruled_out`, by which a finding is read off the interval (rule 30). An end is
    rounded to the nearest step, and to the step on its other side where a strict side would be lost: above 0 stays
    above 0, below the margin stays below it. What is not above a mark may come to lie on it, as no finding rests on
    that. So an interval gives the same finding as before, wherever the margin is larger than a step (one point, or a
    tenth). Where it is not, marks may collide: 0 is kept first, then ±`margin`, then ±`ruled_out`.

    Returns
    -------
    low, high : float
        In this order of size, never a negative zero.
    """
    low, high = round(low, _NOISE), round(high, _NOISE)
    marks = [sorted({-mark, mark}) for mark in (0.0, margin, ruled_out) if mark is not None]
    ways = [pair for pair in product(_steps_around(low, decimals), _steps_around(high, decimals)) if pair[0] <= pair[1]]

    def cost(pair: tuple[float, float]) -> tuple[list[bool], float]:
        lost = [
            any((low > mark) != (pair[0] > mark) or (high < mark) != (pair[1] < mark) for mark in both)
            for both in marks
        ]
        return lost, round(abs(pair[0] - low) + abs(pair[1] - high), _NOISE)

    return min(ways, key=cost)


def _steps_around(value: float, decimals: int) -> list[float]:
    """The nearest step first, then the one on the other side of the value; one alone where the value lies on it."""
    scaled = round(value * 10**decimals, _NOISE)
    steps = (round(scaled), floor(scaled), ceil(scaled))
    return list(dict.fromkeys(round(step / 10**decimals, decimals) + 0.0 for step in steps))
