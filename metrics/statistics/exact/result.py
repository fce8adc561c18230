"""What an exact test returns."""

from __future__ import annotations

import math
from dataclasses import dataclass

SMALLEST_P = math.nextafter(0.0, 1.0)


@dataclass(frozen=True)
class ExactTest:
    """A test statistic and its exact two-sided p.

    Attributes
    ----------
    statistic : float
        In the test's own units; never missing.
    p : float
        P(|T - E T| >= |t - E T|) under the null, in (0, 1]. A p below the smallest positive float (4.9e-324) is
        given as that float, never as 0.
    """

    statistic: float
    p: float


def as_p(probability: float) -> float:
    """A computed probability as a p in (0, 1]: rounding above 1 and underflow to 0 are taken back."""
    return min(1.0, max(SMALLEST_P, probability))
