"""The t tests of a mean change: paired, Welch's, and of partially overlapping samples."""

from __future__ import annotations

from math import sqrt

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import STILL, Floats, NanPolicy, pairs, rounds, samples
from metrics.statistics.asymptotic.finite_population import variance_among_invited
from metrics.statistics.asymptotic.mean_change_result import MeanChange


def paired_t(
    before: npt.ArrayLike, after: npt.ArrayLike, *, invited: int | None = None, nan_policy: NanPolicy = "raise"
) -> MeanChange:
    """Paired t test and interval of the mean change; standard error ``s/√n``, n − 1 degrees of freedom (Student 1908).

    Parameters
    ----------
    before, after : array-like, shape (people,)
        Scores of the same people in the same order.
    invited : int, optional
        How many people could have answered. `finite_se` is then ``√(1 − n/N)`` times the standard error (Cochran
        1977, §2.6).
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave out the people who lack either round.

    Returns
    -------
    MeanChange
        After minus before. One pair gives a change and nothing more.

    Raises
    ------
    ValueError
        There is no pair, or there are more than were invited; the rounds differ in length, are not one-dimensional or
        hold an infinite number; or a missing one under ``raise``.

    References
    ----------
    Student (1908). The probable error of a mean. Biometrika 6, 1–25.
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed. Wiley.

    Examples
    --------
    >>> found = paired_t([40.0, 55.0, 60.0, 45.0], [50.0, 62.5, 60.0, 52.5])
    >>> found
    MeanChange(change=6.25, low=-0.6402, high=13.14, statistic=2.887, df=3, p=0.06318, se=2.165)
    >>> [round(limit, 2) for limit in found.interval(0.90)]
    [1.15, 11.35]
    """
    first, second = pairs(before, after, nan_policy)
    return paired_t_of_differences(second - first, invited)


def paired_t_of_differences(differences: Floats, invited: int | None = None) -> MeanChange:
    """`paired_t` of differences, after minus before, none missing."""
    return paired_t_of_columns(differences[:, None], invited)[0]


def paired_t_of_columns(differences: Floats, invited: int | None = None) -> list[MeanChange]:
    """`paired_t` of each column of differences, shape (people, columns); NaN where a person has none there.

    Raises
    ------
    ValueError
        A column has no difference, or more than were invited.
    """
    missing = np.isnan(differences)
    counts = differences.shape[0] - np.count_nonzero(missing, axis=0)
    _check_sizes(int(counts.min()), int(counts.max()), invited)
    kept = np.where(missing, 0.0, differences)
    changes = kept.sum(axis=0) / counts
    apart = np.where(missing, 0.0, kept - changes)
    variances = (apart * apart).sum(axis=0) / np.maximum(counts - 1, 1)
    variances[np.fmax.reduce(differences) - np.fmin.reduce(differences) < STILL] = 0.0
    each = zip(counts.tolist(), changes.tolist(), variances.tolist(), strict=True)
    return [_of_pairs(n, change, variance, invited) for n, change, variance in each]


def _of_pairs(n: int, change: float, variance: float, invited: int | None) -> MeanChange:
    if n < 2:
        return MeanChange(change, None, None)
    se = sqrt(variance / n)
    finite = None if invited is None else se * sqrt(1 - n / invited)
    return MeanChange(settled(change, variance), se, n - 1, finite)


def welch_t(
    before: npt.ArrayLike, after: npt.ArrayLike, *, invited: int | None = None, nan_policy: NanPolicy = "raise"
) -> MeanChange:
    """Welch's t test and interval of the difference between two independent means (Welch 1947).

    Parameters
    ----------
    before, after : array-like, shapes (n,) and (m,)
        Scores of the people of each round.
    invited : int, optional
        How many people could have answered, in either round, for `finite_se`; the two samples are taken as drawn
        independently of each other.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out.

    Returns
    -------
    MeanChange
        Mean of `after` minus mean of `before`. One person in a round gives a change and nothing more.

    Raises
    ------
    ValueError
        A round is empty, larger than the number invited, not one-dimensional, or holds an infinite number; or a
        missing one under ``raise``.

    References
    ----------
    Welch, B. L. (1947). The generalization of 'Student's' problem when several different population variances are
    involved. Biometrika 34, 28–35.

    Examples
    --------
    >>> welch_t([40.0, 55.0, 60.0], [55.0, 62.5, 80.0, 70.0])
    MeanChange(change=15.21, low=-6.127, high=36.54, statistic=1.892, df=4.525, p=0.1232, se=8.039)
    """
    return welch_t_of_samples(*samples(before, after, nan_policy), invited)


def welch_t_of_samples(before: Floats, after: Floats, invited: int | None = None) -> MeanChange:
    """`welch_t` of scores, none missing."""
    _check_sizes(before.size, after.size, invited)
    change = float(after.mean() - before.mean())
    if min(before.size, after.size) < 2:
        return MeanChange(change, None, None)
    n, m = before.size, after.size
    v1, v2 = _variance(before), _variance(after)
    variance = v1 / n + v2 / m
    df = satterthwaite(v1 / n, n - 1, v2 / m, m - 1)
    finite = None if invited is None else sqrt(variance_among_invited(v1, v2, 0.0, n, m, 0, invited))
    return MeanChange(settled(change, variance), sqrt(variance), df, finite)


def overlapping_t(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    *,
    equal_variances: bool = False,
    invited: int | None = None,
    nan_policy: NanPolicy = "raise",
) -> MeanChange:
    """T test of partially overlapping samples: everyone in either round counts, and pairs count as pairs.

    T_new2 of Derrick, Russ, Toher & White (2017), or T_new1 with equal variances. With pairs only, from 3 on, T_new2
    is the paired t; with no pairs it is Welch's.

    Parameters
    ----------
    before, after : array-like, shape (people,)
        Scores, a person at the same index of both; NaN where a person lacks that round.
    equal_variances : bool
        Pool the two variances (T_new1).
    invited : int, optional
        How many people could have answered, the same people in both rounds, for `finite_se` (Tam 1984).
    nan_policy : {"raise", "omit"}
        ``omit`` leaves out missing scores, never the person's other one; ``raise`` refuses them.

    Returns
    -------
    MeanChange
        Mean of everyone after minus mean of everyone before. One person in a round gives a change and nothing more.

    Raises
    ------
    ValueError
        Nobody is in a round, or more than were invited; the rounds differ in length, are not one-dimensional or hold an
        infinite number; or a missing one under ``raise``.

    References
    ----------
    Derrick, B., Russ, B., Toher, D. & White, P. (2017). Test statistics for the comparison of means for two samples
    that include both paired and independent observations. Journal of Modern Applied Statistical Methods 16, 137–157.
    Tam, S. M. (1984). On covariances from overlapping samples. The American Statistician 38, 288–289.

    Examples
    --------
    >>> nan = float("nan")
    >>> found = overlapping_t([40.0, 55.0, 60.0, 45.0, nan], [50.0, 62.5, 60.0, nan, 75.0], nan_policy="omit")
    >>> print(f"{found.change:.3f} points, df {found.df:.2f}, p {found.p:.3f}")
    11.875 points, df 2.98, p 0.057
    """
    return overlapping_t_of_rounds(*rounds(before, after, nan_policy), equal_variances, invited)


def overlapping_t_of_rounds(
    before: Floats, after: Floats, equal_variances: bool = False, invited: int | None = None
) -> MeanChange:
    """`overlapping_t` of rounds of the same people, NaN where a person lacks one."""
    here, there = ~np.isnan(before), ~np.isnan(after)
    first, second = before[here], after[there]
    n, m = first.size, second.size
    pairs = int(np.count_nonzero(here & there))
    if pairs == n == m and pairs > 2 and (not equal_variances or np.ptp(second - first) < STILL):
        return paired_t_of_differences(second - first, invited)
    _check_sizes(n, m, invited)
    change = float(second.mean() - first.mean())
    if min(n, m) < 2:
        return MeanChange(change, None, None)
    v1, v2 = _variance(first), _variance(second)
    # The paper's n_a + n_b are those in one round only, n_c the pairs, γ Welch's degrees of freedom.
    single = n + m - 2 * pairs
    if equal_variances:
        v1 = v2 = ((n - 1) * v1 + (m - 1) * v2) / (n + m - 2)
        df = pairs - 1 + (single + pairs - 1) * single / (n + m)
    else:
        df = pairs - 1 + (satterthwaite(v1 / n, n - 1, v2 / m, m - 1) - pairs + 1) * single / (n + m)
    together = overlap_correlation(before, after) * sqrt(v1 * v2)
    variance = max(0.0, (v1 * m + v2 * n - 2 * together * pairs) / (n * m))
    finite = None if invited is None else sqrt(variance_among_invited(v1, v2, together, n, m, pairs, invited))
    return MeanChange(settled(change, variance), sqrt(variance), df, finite)


def overlap_correlation(before: Floats, after: Floats) -> float:
    """Pearson's r of those in both rounds; 0 below 3 of them, or where either round is constant among them.

    Parameters
    ----------
    before, after : arrays, shape (people,)
        NaN where the person lacks that round.
    """
    both = ~(np.isnan(before) | np.isnan(after))
    x, y = before[both], after[both]
    if x.size < 3 or np.ptp(x) < STILL or np.ptp(y) < STILL:
        return 0.0
    x, y = x - x.mean(), y - y.mean()
    r = float((x * y).sum()) / sqrt(float((x * x).sum()) * float((y * y).sum()))
    return max(-1.0, min(1.0, r))


def satterthwaite(a: float, df_a: float, b: float, df_b: float) -> float:
    """Degrees of freedom of a sum of two variances of means, `a` and `b` (Satterthwaite 1946).

    Where both are 0, ``df_a + df_b``.
    """
    if a + b == 0:
        return df_a + df_b
    return (a + b) ** 2 / (a**2 / df_a + b**2 / df_b)


def _check_sizes(n: int, m: int, invited: int | None) -> None:
    if min(n, m) == 0:
        raise ValueError("there are no observations")
    if invited is not None and max(n, m) > invited:
        raise ValueError(f"{max(n, m)} people answered, more than the {invited} invited")


def _variance(values: Floats) -> float:
    """Variance over n − 1; exactly 0 where all are one value."""
    return 0.0 if np.ptp(values) < STILL else float(values.var(ddof=1))


def settled(change: float, variance: float) -> float:
    """The change; exactly 0 where nobody's change differs and it is 0 but for rounding."""
    return 0.0 if variance == 0 and abs(change) < STILL else change
