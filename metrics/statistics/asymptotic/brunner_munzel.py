"""The Brunner–Munzel test of two independent samples."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr

from metrics.statistics.arrays import Floats, NanPolicy, rounded, samples
from metrics.statistics.asymptotic.t_tests import satterthwaite
from metrics.statistics.p_values import as_p
from metrics.statistics.ranks import rank_groups

Reason = Literal["too_few", "no_overlap", "all_equal"]


@dataclass(frozen=True)
class BrunnerMunzel:
    """Result of the test; statistic, df and p are None where there is none, and `reason` says why.

    Attributes
    ----------
    statistic, df, p : float or None
        The statistic is positive where people after are higher; p is two-sided.
    reason : {"too_few", "no_overlap", "all_equal"} or None
        Fewer than 2 in a round; every value of one above every value of the other; all values the same.
    """

    statistic: float | None
    df: float | None
    p: float | None
    reason: Reason | None = None


def brunner_munzel(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> BrunnerMunzel:
    """Test whether a person after is as likely to lie above as below a person before, with the t reference.

    Two independent samples, whose variances and shapes may differ (Brunner & Munzel 2000).

    Parameters
    ----------
    before, after : array-like, shapes (n,) and (m,)
        Scores of the people of each round. They are compared to 9 decimals.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out.

    Returns
    -------
    BrunnerMunzel

    Raises
    ------
    ValueError
        A round is empty, not one-dimensional, or holds an infinite number; or a missing one under ``raise``.

    References
    ----------
    Brunner, E. & Munzel, U. (2000). The nonparametric Behrens–Fisher problem: asymptotic theory and a small-sample
    approximation. Biometrical Journal 42, 17–25.

    Examples
    --------
    >>> found = brunner_munzel([40.0, 45.0, 55.0, 60.0], [50.0, 62.5, 70.0, 80.0])
    >>> print(f"{found.statistic:.3f} {found.df:.1f} {found.p:.3f}")
    2.598 4.8 0.050
    """
    first, second = samples(before, after, nan_policy)
    return brunner_munzel_of_samples(rounded(first), rounded(second))


def brunner_munzel_of_samples(before: Floats, after: Floats) -> BrunnerMunzel:
    """`brunner_munzel` of rounded scores, none missing.

    Ranks are counted per distinct value: the difference of a value's rank among all and among its own is the number of
    the other sample below it, ties by half.
    """
    n, m = before.size, after.size
    if min(n, m) < 2:
        return BrunnerMunzel(None, None, None, "too_few")
    member = rank_groups(np.concatenate([before, after])).member
    groups = int(member.max()) + 1
    earlier, later = (np.bincount(part, minlength=groups) for part in (member[:n], member[n:]))
    below_earlier, variance = _placements(earlier, later)
    _, other_variance = _placements(later, earlier)
    if variance + other_variance == 0:
        return BrunnerMunzel(None, None, None, "all_equal" if groups == 1 else "no_overlap")
    # Variances of the two mean placements, each as a share of the other sample.
    a, b = variance / (n * m**2), other_variance / (m * n**2)
    chance_after_above = 1 - below_earlier / m
    statistic = (chance_after_above - 0.5) / sqrt(a + b)
    df = satterthwaite(a, n - 1, b, m - 1)
    return BrunnerMunzel(statistic, df, as_p(2 * float(stdtr(df, -abs(statistic)))))


def _placements(counts: np.ndarray, others: np.ndarray) -> tuple[float, float]:
    """Mean and variance (n − 1) of how many of the `others` lie below each value; counts per distinct value."""
    n = int(counts.sum())
    below = np.cumsum(others) - others / 2
    mean = float((counts * below).sum()) / n
    return mean, float((counts * (below - mean) ** 2).sum()) / (n - 1)
