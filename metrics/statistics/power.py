"""The smallest change that so many people could have shown."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from scipy.special import chdtri, gammaln, ndtr, stdtrit

from metrics.model.settings import ALPHA

POWER = 0.80
_NEAR = 1e-12
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(200)


def detectable_change(se: float | None, df: float | None) -> float | None:
    """Standard error times the noncentrality at which the two-sided t test has 80 % power (Cohen 1988).

    None where the standard error is missing, or 0 (nobody's change differs, so nothing can be said of chance).
    """
    if se is None or df is None or se == 0:
        return None
    return se * noncentrality(df)


@lru_cache(maxsize=4096)
def noncentrality(df: float) -> float:
    """The noncentrality of t with `df` degrees of freedom at which two-sided α = 0.05 reaches 80 % power.

    By Newton's steps, and by halving where one would leave the bounds that are known.
    """
    low, high = 0.0, 4.0
    while power(df, high)[0] < POWER:
        low, high = high, 2 * high
    delta, moved = high, math.inf
    while moved > _NEAR * high:
        reached, slope = power(df, delta)
        low, high = (delta, high) if reached < POWER else (low, delta)
        tried = delta + (POWER - reached) / slope if slope else low
        tried = tried if low < tried < high else (low + high) / 2
        delta, moved = tried, abs(tried - delta)
    return delta


def power(df: float, delta: float) -> tuple[float, float]:
    """Power of the two-sided t test at noncentrality `delta`, its critical value that of α = 0.05; and its slope there.

    T is (Z + δ)/S with S² = χ²/df, so the power is the mean of Φ(δ − c·S) + Φ(−δ − c·S) over S, by Gauss-Legendre
    quadrature between quantiles of S. (SciPy's own noncentral t has no number at some degrees of freedom.) S is put
    as x³, so that the density is smooth at 0 even at one degree of freedom.
    """
    low, high = (float(chdtri(df, tail)) / df for tail in (1 - 1e-15, 1e-17))
    start, end = low ** (1 / 6), high ** (1 / 6)
    x = start + (end - start) * (_NODES + 1) / 2
    s = x**3
    log_density = np.log(2 * df * s) + (df / 2 - 1) * np.log(df * s**2) - df * s**2 / 2
    density = np.exp(log_density - df / 2 * np.log(2) - gammaln(df / 2)) * 3 * x**2
    mass = density * _WEIGHTS * (end - start) / 2
    above, below = delta - _critical(df) * s, -delta - _critical(df) * s
    slope = mass @ (np.exp(-(above**2) / 2) - np.exp(-(below**2) / 2)) / math.sqrt(2 * math.pi)
    return float(mass @ (ndtr(above) + ndtr(below))), float(slope)


def _critical(df: float) -> float:
    return float(stdtrit(df, 1 - ALPHA / 2))


def smallest_p_pairs(n: int) -> float:
    """The smallest two-sided p that n pairs could ever give a signed-rank test: ``2^(1−n)``."""
    return float(2.0 ** (1 - n))


def smallest_p_samples(n: int, m: int) -> float:
    """The smallest two-sided p that two samples could ever give: ``2 / C(n+m, n)``."""
    log_ways = math.lgamma(n + m + 1) - math.lgamma(n + 1) - math.lgamma(m + 1)
    return min(1.0, 2 * math.exp(-log_ways))


def smallest_p_t(n: int, m: int) -> float:
    """The smallest two-sided p of a t test: there is no least one from 2 values in each round on, no test below."""
    return 0.0 if min(n, m) >= 2 else 1.0
