"""Effect sizes of ranks: rank-biserial of pairs, Cliff's delta of two samples. Positive means trust rose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats, NanPolicy, differences, rounded, samples
from metrics.statistics.exact.wilcoxon import rank_totals
from metrics.statistics.ranks import rank_groups


@dataclass(frozen=True)
class Estimate:
    """An effect size of ranks, and how many people it rests on.

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
    return Estimate(cliffs_delta_of_samples(first, second), first.size, second.size)


def cliffs_delta_of_samples(before: Floats, after: Floats) -> float | None:
    """`cliffs_delta` of rounded scores, none missing; None where a round has nobody."""
    n, m = before.size, after.size
    if not (n and m):
        return None
    groups = rank_groups(np.concatenate([before, after]))
    doubled = int(groups.doubled[groups.member[n:]].sum())
    return (doubled - m * (m + 1)) / (n * m) - 1
