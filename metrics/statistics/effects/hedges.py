"""Hedges' g_av of two rounds: the change in standard deviations, exactly unbiased, with Bonett's interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import beta, ndtri

from metrics.statistics.arrays import STILL, Floats, NanPolicy, pairs, samples
from metrics.statistics.effects.effect import Effect

_REACH = float(ndtri(0.975))


@dataclass(frozen=True)
class HedgesG:
    """Hedges' g_av, its interval, and how many people it rests on.

    Attributes
    ----------
    value : float or None
        In standard deviations, positive where scores rose; None where it is not defined.
    low, high : float or None
        95 % interval; both None where `value` is.
    n_before, n_after : int
        People in each round; of pairs, the same number twice.
    """

    value: float | None
    low: float | None
    high: float | None
    n_before: int
    n_after: int


def hedges_g_av(
    before: npt.ArrayLike, after: npt.ArrayLike, *, paired: bool, nan_policy: NanPolicy = "raise"
) -> HedgesG:
    """Hedges' g_av: the change over ``s = √((s₁² + s₂²)/2)``, unbiased, with the interval of Bonett (2008).

    Parameters
    ----------
    before, after : array-like, shapes (n,) and (m,)
        Scores of the people of each round.
    paired : bool
        Whether both are of the same people, in the same order.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out; with `paired`, the people who lack either round.

    Returns
    -------
    HedgesG
        The value is d = change/s times ``J = Γ(f/2) / (√(f/2) Γ((f − 1)/2))`` (Hedges 1981). The degrees of freedom f
        are ``2(n − 1)/(1 + r²)`` for pairs, with Pearson's r (Goulet-Pelletier & Cousineau 2018; r is 0 where a round
        is constant), and ``(n − 1)(m − 1)(s₁² + s₂²)² / ((m − 1)s₁⁴ + (n − 1)s₂⁴)`` for two samples (Delacre et al.
        2021). The interval is d ± 1.96 standard errors, from d before J (Bonett 2008), so that its middle lies a
        little further from 0 than the value.

        None where there are fewer than three pairs or two people in a round, where no score differs from another in
        either round, and where there is no more than one degree of freedom.

    Raises
    ------
    ValueError
        A round is empty, not one-dimensional, or holds an infinite number; paired rounds differ in length; or a
        missing value under ``raise``.

    References
    ----------
    Bonett, D. G. (2008). Confidence intervals for standardized linear contrasts of means. Psychological Methods 13,
    99–109.
    Cumming, G. (2012). Understanding the New Statistics. Routledge.
    Delacre, M., Lakens, D., Ley, C., Liu, L. & Leys, C. (2021). Why Hedges' g*s based on the non-pooled standard
    deviation should be reported with Welch's t-test. PsyArXiv.
    Goulet-Pelletier, J.-C. & Cousineau, D. (2018). A review of effect sizes and their confidence intervals, part I:
    the Cohen's d family. The Quantitative Methods for Psychology 14, 242–265; erratum 2020, 16, 422–423.
    Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and related estimators. Journal of
    Educational Statistics 6, 107–128.

    Examples
    --------
    >>> found = hedges_g_av([25.0, 50.0, 50.0, 75.0], [50.0, 50.0, 75.0, 100.0], paired=True)
    >>> print(f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f}) of {found.n_after} pairs")
    0.644 (-0.051 to 1.737) of 4 pairs
    """
    read, effects = (pairs, g_av_of_pairs) if paired else (samples, g_av_of_samples)
    first, second = read(before, after, nan_policy)
    (found,) = effects(first[:, None], second[:, None])
    return HedgesG(found.value, found.low, found.high, first.size, second.size)


@dataclass(frozen=True)
class _Round:
    """Of each measure the number of answers, their mean and variance (n − 1), and how far each is from the mean.

    Distances have the shape (measures, people), 0 where missing: sums along a row of its own do not depend on the other
    measures. Variances that rounding alone can have made are 0; those of fewer than two answers are NaN.
    """

    n: Floats
    mean: Floats
    centred: Floats
    variance: Floats

    @classmethod
    def of(cls, scores: Floats) -> _Round:
        each = np.ascontiguousarray(scores.T)
        missing = np.isnan(each)
        n = np.count_nonzero(~missing, axis=1).astype(np.float64)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = np.where(missing, 0.0, each).sum(axis=1) / n
            centred = np.where(missing, 0.0, each - mean[:, None])
            variance = (centred**2).sum(axis=1) / np.where(n > 1, n - 1, np.nan)
        variance[variance < STILL**2] = 0.0
        return cls(n, mean, centred, variance)


def g_av_of_pairs(before: Floats, after: Floats) -> list[Effect]:
    """`hedges_g_av` of each column of pairs, shape (people, measures); who lacks a round (NaN) is left out of both.

    Bonett's variance of d is ``d²(s₁⁴ + s₂⁴ + 2r²s₁²s₂²)/(8(n − 1)s⁴) + s_d²/((n − 1)s²)``, s_d² being that of the
    changes.
    """
    missing = np.isnan(before) | np.isnan(after)
    first, second = (_Round.of(np.where(missing, np.nan, scores)) for scores in (before, after))
    one, other = first.variance, second.variance
    with np.errstate(invalid="ignore", divide="ignore"):
        covariance = (first.centred * second.centred).sum(axis=1) / (first.n - 1)
        shared = np.where(one * other > 0, covariance**2, 0.0)
        squared_r = np.divide(shared, one * other, out=np.zeros_like(shared), where=one * other > 0)
        of_changes = np.maximum(one + other - 2 * covariance, 0.0)
        of_spread = (one**2 + other**2 + 2 * shared) / (first.n - 1)
        df = np.where(first.n > 2, 2 * (first.n - 1) / (1 + squared_r), np.nan)
        return _effects(first, second, df, of_spread, of_changes / (first.n - 1))


def g_av_of_samples(before: Floats, after: Floats) -> list[Effect]:
    """`hedges_g_av` of each column of two samples, shapes (people, measures) and (others, measures); NaN is missing.

    Bonett's variance of d is ``d²(s₁⁴/(n − 1) + s₂⁴/(m − 1))/(8s⁴) + s₁²/((n − 1)s²) + s₂²/((m − 1)s²)``.
    """
    first, second = _Round.of(before), _Round.of(after)
    one, other, n, m = first.variance, second.variance, first.n - 1, second.n - 1
    with np.errstate(invalid="ignore", divide="ignore"):
        df = n * m * (one + other) ** 2 / (m * one**2 + n * other**2)
        return _effects(first, second, df, one**2 / n + other**2 / m, one / n + other / m)


def _effects(first: _Round, second: _Round, df: Floats, of_spread: Floats, of_change: Floats) -> list[Effect]:
    """Values with their intervals, from the two parts of Bonett's variance times ``8s⁴/d²`` and times ``s²``."""
    square = (first.variance + second.variance) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(square > 0, (second.mean - first.mean) / np.sqrt(square), np.nan)
        half = _REACH * np.sqrt(ratio**2 * of_spread / (8 * square**2) + of_change / square)
    values = ratio * unbiased(df)
    limits = np.stack([values, ratio - half, ratio + half], axis=1)
    return [Effect(None) if row[0] != row[0] else Effect(*row) for row in limits.tolist()]


def unbiased(df: Floats) -> Floats:
    """Hedges' exact correction ``J = Γ(f/2) / (√(f/2) Γ((f − 1)/2))`` (Hedges 1981); NaN up to 1 degree of freedom.

    As ``√π / (√(f/2) B((f − 1)/2, 1/2))``: the beta function keeps digits that a difference of two logarithms of
    gamma loses.
    """
    known = np.where(df - 1 > STILL, df, np.nan)
    return np.asarray(np.sqrt(np.pi / (known / 2)) / beta((known - 1) / 2, 0.5))
