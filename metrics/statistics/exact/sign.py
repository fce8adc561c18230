"""Exact tests of counts of rises and falls: the sign test, and McNemar's with its mid-p."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from metrics.statistics.exact.binomial import binomial
from metrics.statistics.exact.result import ExactTest, as_p
from metrics.statistics.ranks import sample


@dataclass(frozen=True)
class McNemar:
    """Two-sided p values of McNemar's test, in (0, 1].

    Attributes
    ----------
    p : float
        Exact.
    mid_p : float
        P(more extreme) + P(as extreme) / 2.
    """

    p: float
    mid_p: float


def sign_test(differences: npt.ArrayLike) -> ExactTest:
    """Sign test of paired differences, two-sided.

    Zeros are dropped; under the null each other difference is positive or negative with probability 1/2 (Dixon & Mood
    1946).

    Parameters
    ----------
    differences : float array, shape (n,)
        Later score minus earlier score, a respondent each, already rounded to 9 decimals by the caller. Nothing
        missing.

    Returns
    -------
    ExactTest
        `statistic` is the number of positive differences. All differences zero: p 1.

    Raises
    ------
    ValueError
        `differences` is empty, not one-dimensional, or holds a missing or infinite number.

    References
    ----------
    Dixon, W. J. & Mood, A. M. (1946). The statistical sign test. JASA 41, 557-566.
    """
    change = sample(differences, "differences")
    rose, fell = int(np.count_nonzero(change > 0)), int(np.count_nonzero(change < 0))
    return ExactTest(float(rose), mcnemar(rose, fell).p)


@lru_cache(maxsize=4096)
def mcnemar(gained: int, lost: int) -> McNemar:
    """McNemar's test of paired yes-or-no answers, two-sided, exact and mid-p.

    Under the null each discordant pair is a gain or a loss with probability 1/2 (McNemar 1947).

    Parameters
    ----------
    gained, lost : int
        Pairs that went from no to yes, and from yes to no; not negative.

    Returns
    -------
    McNemar
        No discordant pair: both 1.

    Raises
    ------
    ValueError
        A negative count.

    References
    ----------
    McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions or percentages.
    Psychometrika 12, 153-157.
    Lancaster, H. O. (1961). Significance tests in discrete distributions. JASA 56, 223-234.
    """
    if min(gained, lost) < 0:
        raise ValueError(f"gained and lost are numbers of pairs: {gained} and {lost} can't be")
    if gained + lost == 0:
        return McNemar(1.0, 1.0)
    chances = binomial(gained + lost, 0.5)[: min(gained, lost) + 1]
    more, as_extreme = float(chances[:-1].sum()), float(chances[-1])
    if gained == lost:
        return McNemar(1.0, as_p(1.0 - as_extreme / 2))
    return McNemar(as_p(2 * (more + as_extreme)), as_p(2 * more + as_extreme))
