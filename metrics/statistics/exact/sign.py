"""Exact tests of counts of rises and falls: the sign test, and McNemar's with its mid-p."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats, NanPolicy, differences, pairs
from metrics.statistics.exact.binomial import binomial
from metrics.statistics.exact.result import ExactTest
from metrics.statistics.p_values import as_p


@dataclass(frozen=True)
class McNemar:
    """Discordant pairs, and the two-sided p-values of McNemar's test.

    Attributes
    ----------
    gained, lost : int
        Pairs that went from no to yes, and from yes to no.
    p : float
        Exact, in (0, 1].
    mid_p : float
        P(more extreme) + ½ P(as extreme), in (0, 1].
    """

    gained: int
    lost: int
    p: float
    mid_p: float


def sign_test(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> ExactTest:
    """Sign test of paired differences, exact and two-sided.

    Zeros are dropped; under the null each other difference is positive or negative with probability ½ (Dixon & Mood
    1946).

    Parameters
    ----------
    before, after : array-like, shape (people,)
        Scores of the same people in the same order. Differences are compared to 9 decimals.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave out the people who lack either round.

    Returns
    -------
    ExactTest
        `statistic` is the number of people who rose. All differences zero: p 1.

    Raises
    ------
    ValueError
        There is no pair, the rounds differ in length, are not one-dimensional or hold an infinite number; or a missing
        one under ``raise``.

    References
    ----------
    Dixon, W. J. & Mood, A. M. (1946). The statistical sign test. JASA 41, 557–566.

    Examples
    --------
    >>> sign_test([50.0, 54.0, 50.0, 50.0, 50.0], [62.5, 50.0, 50.0, 57.5, 53.0])
    ExactTest(statistic=3.0, p=0.625)
    """
    return sign_test_of_differences(differences(before, after, nan_policy))


def sign_test_of_differences(change: Floats) -> ExactTest:
    """`sign_test` of rounded differences, after minus before, none missing, at least one."""
    rose, fell = int(np.count_nonzero(change > 0)), int(np.count_nonzero(change < 0))
    return ExactTest(float(rose), mcnemar_of_counts(rose, fell).p)


def mcnemar(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> McNemar:
    """McNemar's test of paired yes-or-no answers, two-sided, exact and mid-p.

    Under the null each discordant pair is a gain or a loss with probability ½ (McNemar 1947; the mid-p is Lancaster's,
    1961).

    Parameters
    ----------
    before, after : array-like of bool, or of 0 and 1, shape (people,)
        Answers of the same people in the same order.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave out the people who lack either round.

    Returns
    -------
    McNemar
        No discordant pair: both p are 1.

    Raises
    ------
    ValueError
        There is no pair, the rounds differ in length, are not one-dimensional, or hold anything but yes and no; or a
        missing value under ``raise``.

    References
    ----------
    McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions or percentages.
    Psychometrika 12, 153–157.
    Lancaster, H. O. (1961). Significance tests in discrete distributions. JASA 56, 223–234.

    Examples
    --------
    >>> mcnemar([False, False, False, True, True], [True, True, True, True, False])
    McNemar(gained=3, lost=1, p=0.625, mid_p=0.375)
    """
    first, second = pairs(before, after, nan_policy)
    if not np.isin((first, second), (0, 1)).all():
        raise ValueError("before and after: only True and False, or 1 and 0, are yes and no")
    return mcnemar_of_counts(int(np.count_nonzero(second > first)), int(np.count_nonzero(second < first)))


@lru_cache(maxsize=4096)
def mcnemar_of_counts(gained: int, lost: int) -> McNemar:
    """`mcnemar` of the numbers of discordant pairs.

    Raises
    ------
    ValueError
        A negative count.
    """
    if min(gained, lost) < 0:
        raise ValueError(f"gained and lost are numbers of pairs: {gained} and {lost} can't be")
    if gained + lost == 0:
        return McNemar(gained, lost, 1.0, 1.0)
    chances = binomial(gained + lost, 0.5)[: min(gained, lost) + 1]
    more, as_extreme = float(chances[:-1].sum()), float(chances[-1])
    if gained == lost:
        return McNemar(gained, lost, 1.0, as_p(1.0 - as_extreme / 2))
    return McNemar(gained, lost, as_p(2 * (more + as_extreme)), as_p(2 * more + as_extreme))
