"""The Brunner–Munzel test of two independent samples."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from scipy.special import stdtr

from metrics.statistics.asymptotic.t_tests import satterthwaite
from metrics.statistics.exact.result import as_p
from metrics.statistics.ranks import Floats, rank_groups

Reason = Literal["too_few", "no_overlap", "all_equal"]


@dataclass(frozen=True)
class BrunnerMunzel:
    """Result of the test; statistic, df and p are None where there is none, and `reason` says why.

    Attributes
    ----------
    statistic, df, p : float or None
        The statistic is positive where the second sample is higher; p is two-sided.
    reason : {"too_few", "no_overlap", "all_equal"} or None
        Fewer than 2 in a sample; every value of one above every value of the other; all values the same.
    """

    statistic: float | None
    df: float | None
    p: float | None
    reason: Reason | None = None


def brunner_munzel(first: Floats, second: Floats) -> BrunnerMunzel:
    """Whether a person of `second` is as likely to lie above as below one of `first`, with the t reference.

    Variances and shapes may differ (Brunner & Munzel 2000). Ranks are counted per distinct value: the difference of a
    value's rank among all and among its own is the number of the other sample below it, ties by half.

    Parameters
    ----------
    first, second : arrays, shapes (n,) and (m,)
        Without missing values; rounded by the caller, so that equal scores tie.
    """
    n, m = first.size, second.size
    if min(n, m) < 2:
        return BrunnerMunzel(None, None, None, "too_few")
    member = rank_groups(np.concatenate([first, second])).member
    groups = int(member.max()) + 1
    ours, theirs = (np.bincount(part, minlength=groups) for part in (member[:n], member[n:]))
    below_ours, variance = _placements(ours, theirs)
    _, other_variance = _placements(theirs, ours)
    if variance + other_variance == 0:
        return BrunnerMunzel(None, None, None, "all_equal" if groups == 1 else "no_overlap")
    # Variances of the two mean placements, each as a share of the other sample.
    a, b = variance / (n * m**2), other_variance / (m * n**2)
    chance_second_above = 1 - below_ours / m
    statistic = (chance_second_above - 0.5) / sqrt(a + b)
    df = satterthwaite(a, n - 1, b, m - 1)
    return BrunnerMunzel(statistic, df, as_p(2 * float(stdtr(df, -abs(statistic)))))


def _placements(counts: np.ndarray, others: np.ndarray) -> tuple[float, float]:
    """Mean and variance (n − 1) of how many of the `others` lie below each value; counts per distinct value."""
    n = int(counts.sum())
    below = np.cumsum(others) - others / 2
    mean = float((counts * below).sum()) / n
    return mean, float((counts * (below - mean) ** 2).sum()) / (n - 1)
