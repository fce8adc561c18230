"""How exactly a number is handed on (rule 40)."""

from __future__ import annotations

FEW = 30
"""Below so many people, points are rounded to whole ones; from there on with one decimal."""

NARROW = 10.0
"""Points within which the mean of a few people may not be known."""

P_DECIMALS = 3


def decimals_for(n: int) -> int:
    """Decimals of points that rest on so many people, where they are handed on."""
    return 0 if n < FEW else 1


def rounded(value: float | None, decimals: int) -> float | None:
    """A number with so many decimals; never a negative zero."""
    return None if value is None else round(value, decimals) + 0.0


def rounded_p(value: float | None) -> float | None:
    """A p with three decimals; below a thousandth, with one digit."""
    if value is None or value >= 10.0**-P_DECIMALS:
        return rounded(value, P_DECIMALS)
    return float(f"{value:.0e}")
