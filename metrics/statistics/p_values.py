"""Computed probabilities as p-values."""

from __future__ import annotations

import math

SMALLEST_P = math.nextafter(0.0, 1.0)


def as_p(probability: float) -> float:
    """A computed probability as a p in (0, 1]: rounding above 1 and underflow to 0 are taken back."""
    return min(1.0, max(SMALLEST_P, probability))
