"""The standardised difference of two rounds: Hedges' g_av from their moments, exactly unbiased."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.statistics.arrays import Floats

_SERIES = (1 / 64, -5 / 2048, 61 / 49152, -1385 / 1048576, 50521 / 20971520, -2702765 / 402653184)
"""``(−1)^(k+1) S_k / (4k · 16^k)``, k = 1, 2, …; S are the secant numbers 1, 5, 61, …"""

_SERIES_FROM = 16.0
_NO_SPREAD = 2e-10


@dataclass(frozen=True)
class Moments:
    """Numbers of answers, their means and their variances (n − 1), in one round of many resamples or of one."""

    n: Floats
    mean: Floats
    variance: Floats

    @classmethod
    def from_sums(cls, sums: Floats) -> Moments:
        """From numbers, sums and sums of squares, shape (3, …), of scores about the middle of a scale of 0 to 100.

        A variance that rounding alone can have made is 0; it is NaN for fewer than two answers.
        """
        n, total, squares = sums
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = total / n
            variance = (squares - total * mean) / (n - 1)
        variance[variance < _NO_SPREAD] = 0
        variance[n < 2] = np.nan
        return cls(n, mean, variance)


def g_av(first: Moments, second: Moments, *, pairs: bool) -> Floats:
    """Hedges' g_av: the change in means over ``√((s₁² + s₂²)/2)`` (Cumming 2012), times `unbiased`.

    Degrees of freedom are n − 1 for pairs, else those of `welch_df`. NaN where a round has fewer than two answers,
    neither has any spread, or there is no more than 1 degree of freedom (two pairs): J is not defined there.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.sqrt((first.variance + second.variance) / 2)
        df = np.asarray(first.n - 1.0) if pairs else welch_df(first, second)
        raw = np.where(spread > 0, (second.mean - first.mean) / spread, np.nan)
    return np.asarray(raw * unbiased(df))


def unbiased(df: Floats) -> Floats:
    """Hedges' exact correction ``J = Γ(df/2) / (√(df/2) Γ((df − 1)/2))`` (Hedges 1981); NaN up to 1 degree of freedom.

    From 16 degrees of freedom by the asymptotic series of a ratio of gamma functions in ``(2df − 3)/4``, whose error
    is below 3e-14 there; the difference of two logarithms of gamma loses more. Below, by ``Γ(x + 1) = x Γ(x)`` from 16
    degrees of freedom more.
    """
    df = np.asarray(df)
    few = ~(df >= _SERIES_FROM)
    if few.all():
        return _from_above(df)
    factor = _by_series(np.where(few, _SERIES_FROM, df))
    if few.any():
        factor[few] = _from_above(df[few])
    return factor


def _from_above(df: Floats) -> Floats:
    low = np.where(df > 1, df, np.nan)
    high = low + _SERIES_FROM
    factor = _by_series(high) * np.sqrt(high / low)
    for step in range(0, int(_SERIES_FROM), 2):
        factor *= (low + (step - 1)) / (low + step)
    return np.asarray(factor)


def _by_series(df: Floats) -> Floats:
    w = (2 * df - 3) / 4
    square = 1 / (w * w)
    series = _SERIES[-1] * square
    for coefficient in _SERIES[-2::-1]:
        series += coefficient
        series *= square
    return np.asarray(np.exp(series) * np.sqrt(2 * w / df))


def welch_df(first: Moments, second: Moments) -> Floats:
    """``(n − 1)(m − 1)(s₁² + s₂²)² / ((m − 1)s₁⁴ + (n − 1)s₂⁴)`` (Delacre et al. 2021); NaN without spread."""
    n, m = first.n - 1, second.n - 1
    one, other = first.variance, second.variance
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(n * m * (one + other) ** 2 / (m * one**2 + n * other**2))
