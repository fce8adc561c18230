"""How exactly points of the 0–100 scale are handed on (rule 40)."""

from __future__ import annotations

FEW = 30
"""Below so many people, points are told whole; from there on with one decimal."""

NARROW = 10.0
"""Points within which the mean of a few people may not be known."""


def decimals_for(n: int) -> int:
    """Decimals with which points are told that rest on so many people."""
    return 0 if n < FEW else 1


def rounded(value: float | None, decimals: int) -> float | None:
    """A number with so many decimals; never a negative zero."""
    return None if value is None else round(value, decimals) + 0.0
