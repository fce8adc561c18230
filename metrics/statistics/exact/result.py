"""What an exact test returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ExactTest:
    """A test statistic and its exact two-sided p.

    Attributes
    ----------
    statistic : float
        In the test's own units; never missing.
    p : float
        P(|T − E T| ≥ |t − E T|) under the null, in (0, 1]. A p below the smallest positive float (4.9e-324) is that
        float, never 0.
    """

    statistic: float
    p: float
