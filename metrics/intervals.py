"""Intervals of a mean change: the paired t, and Welch's t for two samples."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.special import stdtrit

from surveys.survey import Floats


@dataclass(frozen=True)
class MeanChange:
    """A mean change with its standard error and degrees of freedom; both None where n is too small."""

    change: float
    se: float | None
    df: float | None

    def interval(self, level: float) -> tuple[float | None, float | None]:
        """The t interval at a confidence level such as 0.95; a point where nobody's change differs."""
        if self.se is None or self.df is None:
            return None, None
        if self.se == 0:
            return self.change, self.change
        half = float(stdtrit(self.df, 0.5 + level / 2)) * self.se
        return self.change - half, self.change + half


def paired(differences: Floats) -> MeanChange:
    """Mean of paired differences; standard error ``s/√n``, n − 1 degrees of freedom (Student 1908).

    Differences that are all equal have a standard error of exactly 0.
    """
    n = differences.size
    change = float(differences.mean())
    if n < 2:
        return MeanChange(change, None, None)
    spread = 0.0 if np.ptp(differences) < 1e-9 else float(differences.std(ddof=1))
    return MeanChange(change, spread / sqrt(n), n - 1)


def welch(first: Floats, second: Floats) -> MeanChange:
    """Mean of `second` minus mean of `first`; Welch–Satterthwaite degrees of freedom (Welch 1947)."""
    change = float(second.mean() - first.mean())
    if min(first.size, second.size) < 2:
        return MeanChange(change, None, None)
    a, b = (0.0 if np.ptp(x) < 1e-9 else float(x.var(ddof=1)) / x.size for x in (first, second))
    if a + b == 0:
        return MeanChange(change, 0.0, first.size + second.size - 2)
    df = (a + b) ** 2 / (a**2 / (first.size - 1) + b**2 / (second.size - 1))
    return MeanChange(change, sqrt(a + b), df)
