"""The smallest change that so many people could have shown."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma

from scipy.optimize import brentq
from scipy.special import nctdtr, stdtrit

from metrics.settings import ALPHA

POWER = 0.80


def detectable_change(se: float | None, df: float | None) -> float | None:
    """Standard error times the noncentrality at which the two-sided t test has 80 % power (Cohen 1988).

    None where the standard error is missing, or 0 (nobody's change differs, so nothing can be said of chance).
    """
    if se is None or df is None or se == 0:
        return None
    return se * noncentrality(df)


@lru_cache(maxsize=4096)
def noncentrality(df: float) -> float:
    """The noncentrality of t with `df` degrees of freedom at which two-sided α = 0.05 reaches 80 % power."""
    critical = float(stdtrit(df, 1 - ALPHA / 2))

    def shortfall(delta: float) -> float:
        return 1.0 - float(nctdtr(df, delta, critical)) + float(nctdtr(df, delta, -critical)) - POWER

    upper = 8.0
    while shortfall(upper) < 0:
        upper *= 2
    return float(brentq(shortfall, 0.5, upper, xtol=1e-10))


def smallest_p_pairs(n: int) -> float:
    """The smallest two-sided p that n pairs could ever give a signed-rank test: ``2^(1−n)``."""
    return float(2.0 ** (1 - n))


def smallest_p_samples(n: int, m: int) -> float:
    """The smallest two-sided p that two samples could ever give: ``2 / C(n+m, n)``."""
    log_ways = lgamma(n + m + 1) - lgamma(n + 1) - lgamma(m + 1)
    return min(1.0, 2 * exp(-log_ways))
