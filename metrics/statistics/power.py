"""Power: the smallest change that a t test would probably have found, and the smallest p that a test can give."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from scipy.special import chdtr, chdtri, gammaln, ndtr, stdtrit

_NEAR = 1e-12
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(200)
_FEW, _WIDEST = 5.0, 9.0
"""Degrees of freedom below which the mean is taken over Z, and how far Z reaches."""


def detectable_change(se: float | None, df: float | None, *, alpha: float = 0.05, power: float = 0.80) -> float | None:
    """Return the smallest change that a two-sided t test finds with a given power (Cohen 1988).

    The standard error times the noncentrality at which the test has that power.

    Parameters
    ----------
    se : float or None
        Standard error of the mean change, as in `MeanChange`.
    df : float or None
        Its degrees of freedom.
    alpha : float
        The level of the test.
    power : float
        The probability of finding such a change, above `alpha`.

    Returns
    -------
    float or None
        In the unit of `se`. None where the standard error is missing, or 0: nobody's change differs, so nothing can be
        said of chance.

    Raises
    ------
    ValueError
        A number is NaN, negative or out of its range.

    References
    ----------
    Cohen, J. (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd ed. Erlbaum.

    Examples
    --------
    >>> print(f"{detectable_change(2.5, 30):.2f}")
    7.24
    """
    if se is None or df is None or se == 0:
        return None
    if not (se > 0 and df > 0 and 0 < alpha < power < 1):
        raise ValueError(f"no such t test: se {se}, df {df}, alpha {alpha}, power {power}")
    return se * noncentrality(df, alpha, power)


@lru_cache(maxsize=4096)
def noncentrality(df: float, alpha: float = 0.05, power: float = 0.80) -> float:
    """The noncentrality of t with `df` degrees of freedom at which the two-sided test at `alpha` has that power.

    By Newton's steps, and by halving where one would leave the bounds that are known.
    """
    low, high = 0.0, 4.0
    while power_of(df, high, alpha)[0] < power:
        low, high = high, 2 * high
    delta, moved = high, math.inf
    while moved > _NEAR * high:
        reached, slope = power_of(df, delta, alpha)
        low, high = (delta, high) if reached < power else (low, delta)
        tried = delta + (power - reached) / slope if slope else low
        tried = tried if low < tried < high else (low + high) / 2
        delta, moved = tried, abs(tried - delta)
    return delta


def power_of(df: float, delta: float, alpha: float = 0.05) -> tuple[float, float]:
    """Power of the two-sided t test at noncentrality `delta` and level `alpha`; and its slope there.

    T is (Z + δ)/S with S² = χ²/df. (SciPy's own noncentral t has no number at some degrees of freedom.)
    """
    critical = float(stdtrit(df, 1 - alpha / 2))
    return (_over_normal if df < _FEW else _over_spread)(df, delta, critical)


def _over_spread(df: float, delta: float, critical: float) -> tuple[float, float]:
    """The mean of Φ(δ − c·S) + Φ(−δ − c·S) over S, by Gauss-Legendre quadrature between quantiles of S.

    S is put as x³, so that the density is smooth at 0.
    """
    low, high = (float(chdtri(df, tail)) / df for tail in (1 - 1e-15, 1e-17))
    start, end = low ** (1 / 6), high ** (1 / 6)
    x = start + (end - start) * (_NODES + 1) / 2
    s = x**3
    log_density = np.log(2 * df * s) + (df / 2 - 1) * np.log(df * s**2) - df * s**2 / 2
    density = np.exp(log_density - df / 2 * np.log(2) - gammaln(df / 2)) * 3 * x**2
    mass = density * _WEIGHTS * (end - start) / 2
    above, below = delta - critical * s, -delta - critical * s
    slope = mass @ (np.exp(-(above**2) / 2) - np.exp(-(below**2) / 2)) / math.sqrt(2 * math.pi)
    return float(mass @ (ndtr(above) + ndtr(below))), float(slope)


def _over_normal(df: float, delta: float, critical: float) -> tuple[float, float]:
    """The mean of P(S < |Z + δ|/c) over Z, by Gauss-Legendre quadrature on both sides of −δ, where it has its bend.

    With few degrees of freedom c is large, and what is taken the mean of over S is too steep for the nodes.
    """
    bend = min(max(-delta, -_WIDEST), _WIDEST)
    power = slope = 0.0
    for start, end in ((-_WIDEST, bend), (bend, _WIDEST)):
        z = start + (end - start) * (_NODES + 1) / 2
        mass = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi) * _WEIGHTS * (end - start) / 2
        squared = np.maximum(df * ((z + delta) / critical) ** 2, np.finfo(np.float64).tiny)
        log_density = (df / 2 - 1) * np.log(squared / 2) - squared / 2 - gammaln(df / 2)
        power += float(mass @ chdtr(df, squared))
        slope += float(mass @ (np.exp(log_density) * df * (z + delta) / critical**2))
    return power, slope


def smallest_p_pairs(n: int) -> float:
    """The smallest two-sided p that n pairs could ever give a signed-rank test: ``2^(1−n)``."""
    return float(2.0 ** (1 - n))


def smallest_p_samples(n: int, m: int) -> float:
    """The smallest two-sided p that two samples could ever give: ``2 / C(n+m, n)``."""
    log_ways = math.lgamma(n + m + 1) - math.lgamma(n + 1) - math.lgamma(m + 1)
    return min(1.0, 2 * math.exp(-log_ways))
