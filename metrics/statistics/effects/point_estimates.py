"""Effect sizes of one measure: rank-biserial of pairs, Cliff's delta, Hedges' g_av. Positive means trust rose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats, NanPolicy, differences, pairs, rounded, samples
from metrics.statistics.effects.standardised import Moments, g_av
from metrics.statistics.exact.wilcoxon import rank_totals
from metrics.statistics.ranks import rank_groups


@dataclass(frozen=True)
class Estimate:
    """An effect size or a shift, and how many people it rests on.

    Attributes
    ----------
    value : float or None
        None where it is not defined.
    n_before, n_after : int
        People in each round; of pairs, the same number twice.
    """

    value: float | None
    n_before: int
    n_after: int


def rank_biserial(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> Estimate:
    """Matched-pairs rank-biserial correlation ``(R⁺ − R⁻)/(R⁺ + R⁻)`` (Kerby 2014), zeros dropped before ranking.

    Parameters
    ----------
    before, after : array-like, shape (people,)
        Scores of the same people in the same order. Differences are compared to 9 decimals.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave out the people who lack either round.

    Returns
    -------
    Estimate
        In [−1, 1]: 1 where nobody fell, −1 where nobody rose. None where nobody moved.

    Raises
    ------
    ValueError
        There is no pair, the rounds differ in length, are not one-dimensional or hold an infinite number; or a missing
        one under ``raise``.

    References
    ----------
    Kerby, D. S. (2014). The simple difference formula: an approach to teaching nonparametric correlation.
    Comprehensive Psychology 3, 11.IT.3.1.

    Examples
    --------
    >>> rank_biserial([50.0, 54.0, 50.0, 50.0, 50.0], [62.5, 50.0, 50.0, 57.5, 53.0])
    Estimate(value=0.6, n_before=5, n_after=5)
    """
    change = differences(before, after, nan_policy)
    return Estimate(rank_biserial_of_differences(change), change.size, change.size)


def rank_biserial_of_differences(change: Floats) -> float | None:
    """`rank_biserial` of rounded differences, after minus before, none missing."""
    if not change.any():
        return None
    rises, whole = rank_totals(change, zeros="wilcox")
    return (2 * rises - whole) / whole


def cliffs_delta(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> Estimate:
    """Cliff's delta (Cliff 1993): ``P(after > before) − P(after < before)`` over all pairs of one person of each round.

    Parameters
    ----------
    before, after : array-like, shapes (n,) and (m,)
        Scores of the people of each round. They are compared to 9 decimals.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out.

    Returns
    -------
    Estimate
        In [−1, 1]: 1 where everyone after is above everyone before.

    Raises
    ------
    ValueError
        A round is empty, not one-dimensional, or holds an infinite number; or a missing one under ``raise``.

    References
    ----------
    Cliff, N. (1993). Dominance statistics: ordinal analyses to answer ordinal questions. Psychological Bulletin 114,
    494–509.

    Examples
    --------
    >>> cliffs_delta([40.0, 55.0], [55.0, 62.5, 80.0, 30.0])
    Estimate(value=0.375, n_before=2, n_after=4)
    """
    first, second = (rounded(one) for one in samples(before, after, nan_policy))
    n, m = first.size, second.size
    groups = rank_groups(np.concatenate([first, second]))
    doubled = int(groups.doubled[groups.member[n:]].sum())
    return Estimate((doubled - m * (m + 1)) / (n * m) - 1, n, m)


def hedges_g_av(
    before: npt.ArrayLike, after: npt.ArrayLike, *, paired: bool, nan_policy: NanPolicy = "raise"
) -> Estimate:
    """Hedges' g_av: the change over the root of the mean of both variances (Cumming 2012), unbiased (Hedges 1981).

    Parameters
    ----------
    before, after : array-like, shapes (n,) and (m,)
        Scores of the people of each round.
    paired : bool
        Whether both are of the same people, in the same order: then there are n − 1 degrees of freedom, else those of
        Delacre et al. (2021).
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out; with `paired`, the people who lack either round.

    Returns
    -------
    Estimate
        None where a round has fewer than two people, there are two pairs, or no score differs from another in either
        round.

    Raises
    ------
    ValueError
        A round is empty, not one-dimensional, or holds an infinite number; paired rounds differ in length; or a
        missing value under ``raise``.

    References
    ----------
    Cumming, G. (2012). Understanding the New Statistics. Routledge.
    Delacre, M., Lakens, D., Ley, C., Liu, L. & Leys, C. (2021). Why Hedges' g*s based on the non-pooled standard
    deviation should be reported with Welch's t-test. PsyArXiv.
    Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and related estimators. Journal of
    Educational Statistics 6, 107–128.

    Examples
    --------
    >>> found = hedges_g_av([25.0, 50.0, 50.0, 75.0], [50.0, 50.0, 75.0, 100.0], paired=True)
    >>> print(f"{found.value:.3f} of {found.n_after} pairs")
    0.610 of 4 pairs
    """
    read = pairs if paired else samples
    first, second = read(before, after, nan_policy)
    n, m = first.size, second.size
    if min(n, m) < 2:
        return Estimate(None, n, m)
    value = float(g_av(_moments(first), _moments(second), pairs=paired))
    return Estimate(None if np.isnan(value) else value, n, m)


def _moments(scores: Floats) -> Moments:
    spread = float(scores.var(ddof=1)) if np.ptp(scores) else 0.0
    return Moments(np.asarray(float(scores.size)), np.asarray(scores.mean()), np.asarray(spread))
