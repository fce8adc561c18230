"""Cluster-robust t test of a mean change: the people of one organisation need not answer independently.

The change is a coefficient of least squares: the constant of the differences, or of all scores on the round. Its
variance is CR2, the bias-reduced linearisation of Bell & McCaffrey (2002), with the Satterthwaite degrees of freedom of
Pustejovsky & Tipton (2018), both under the working model of independent errors of one variance. In these regressions
the fitted values are means, so that ``I − H`` of a cluster splits into one block a mean, each with the one eigenvalue
``1 − n_g/n`` beside ones, and all sums below take time and memory in proportion to the people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import STILL, Floats, Integers, NanPolicy, labels, rounds
from metrics.statistics.asymptotic.mean_change_result import MeanChange
from metrics.statistics.asymptotic.t_tests import paired_t_of_columns, settled


@dataclass(frozen=True)
class _Mean:
    """What the clusters add to the error of one mean; arrays have the shape (clusters, columns).

    Attributes
    ----------
    influence : array
        The adjusted sum of the cluster's residuals, over n; 0 where the cluster has no one.
    expected : array
        The expectation of `influence` squared where errors have variance 1.
    reach : array
        How strongly the cluster's influence shares the error of the mean with the other clusters', a covariance of
        ``−reach_g·reach_h`` between two.
    """

    influence: Floats
    expected: Floats
    reach: Floats


def cluster_robust_change(
    before: npt.ArrayLike, after: npt.ArrayLike, clusters: npt.ArrayLike, *, nan_policy: NanPolicy = "raise"
) -> MeanChange:
    """T test and interval of the change of the mean where people belong to clusters: CR2 with Satterthwaite's df.

    Everyone in either round counts, as in `overlapping_t`. With pairs only, this is the test of the mean difference;
    where moreover each person is a cluster, it is the paired t. R's clubSandwich gives the same with
    ``coef_test(lm(score ~ round), vcov = "CR2", cluster = cluster, test = "Satterthwaite")``.

    Parameters
    ----------
    before, after : array-like, shape (people,)
        Scores, a person at the same index of both; NaN where a person lacks that round.
    clusters : array-like, shape (people,)
        Each person's cluster, such as an organisation: numbers or words.
    nan_policy : {"raise", "omit"}
        ``omit`` leaves out missing scores, never the person's other one, and people without a cluster; ``raise``
        refuses them.

    Returns
    -------
    MeanChange
        Mean of everyone after minus mean of everyone before. One cluster alone, one cluster alone in each of the
        rounds, or one person in a round gives a change and nothing more. `se` is 0 where no cluster departs from
        the means.

    Raises
    ------
    ValueError
        Nobody is in a round; the arrays differ in length, are not one-dimensional or hold an infinite number; or a
        missing value under ``raise``.

    Notes
    -----
    A cluster that holds a whole round fits it exactly and adds nothing there (the inverse root of ``I − H`` is that of
    Moore & Penrose, as in clubSandwich). How clusters differ in that round can't be seen in the data then, `se` leaves
    it out and is far too small: it is no ground for a test.

    References
    ----------
    Bell, R. M. & McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage
    samples. Survey Methodology 28, 169–181.
    Pustejovsky, J. E. & Tipton, E. (2018). Small-sample methods for cluster-robust variance estimation and hypothesis
    testing in fixed effects models. Journal of Business & Economic Statistics 36, 672–683.

    Examples
    --------
    >>> before, after = [40.0, 55.0, 60.0, 45.0, 50.0], [55.0, 62.5, 80.0, 40.0, 70.0]
    >>> cluster_robust_change(before, after, ["Hope", "Hope", "Peace", "Peace", "Law"])
    MeanChange(change=11.5, low=-1.973, high=24.97, statistic=4.093, df=1.8, p=0.06532, se=2.81)
    """
    first, second = rounds(before, after, nan_policy)
    of = labels(clusters, "clusters", nan_policy)
    if of.size != first.size:
        raise ValueError(f"each person has a cluster: {first.size} people can't have {of.size}")
    here, there = (~np.isnan(scores) & (of >= 0) for scores in (first, second))
    if not (here.any() and there.any()):
        raise ValueError("there are no observations")
    return clustered_change_of_rounds(first[here], second[there], of[here], of[there])


def clustered_change_of_differences(differences: Floats, clusters: Integers) -> MeanChange:
    """CR2 of the mean of differences, after minus before, none missing; with no two of one cluster, the paired t.

    Parameters
    ----------
    differences, clusters : arrays, shape (people,)
        Every distinct number is a cluster.
    """
    return clustered_change_of_columns(differences[:, None], clusters)[0]


def clustered_change_of_columns(differences: Floats, clusters: Integers) -> list[MeanChange]:
    """`clustered_change_of_differences` of each column, shape (people, columns); NaN where a person has none there.

    Raises
    ------
    ValueError
        A column has no difference.
    """
    unclustered = paired_t_of_columns(differences)
    _, of = np.unique(clusters, return_inverse=True)
    here = ~np.isnan(differences)
    apart = np.where(here, differences - [found.change for found in unclustered], 0.0)
    sizes = _sums(here.astype(np.float64), of)
    variances, df = _cr2([_mean(_sums(apart, of), sizes)], [1])
    each = zip(unclustered, sizes.max(axis=0), variances.tolist(), df.tolist(), strict=True)
    return [
        found if largest == 1 else _change(found.change, 0.0 if found.se == 0 else variance, freedom)
        for found, largest, variance, freedom in each
    ]


def clustered_change_of_rounds(
    before: Floats, after: Floats, clusters_before: Integers, clusters_after: Integers
) -> MeanChange:
    """`cluster_robust_change` of the scores of each round, none missing.

    Parameters
    ----------
    before, clusters_before : arrays, shape (n,)
        At least one score, and the cluster of each; every distinct number is a cluster, and may be in both rounds.
    after, clusters_after : arrays, shape (m,)
    """
    change = float(after.mean() - before.mean())
    if min(before.size, after.size) < 2:
        return MeanChange(change, None, None)
    _, of = np.unique(np.concatenate([clusters_before, clusters_after]), return_inverse=True)
    many = int(of.max()) + 1
    means = [
        _mean(_sums(_residuals(scores)[:, None], own, many), _sums(np.ones((own.size, 1)), own, many))
        for scores, own in ((before, of[: before.size]), (after, of[before.size :]))
    ]
    variances, df = _cr2(means, [-1, 1])
    return _change(change, float(variances[0]), float(df[0]))


def _change(change: float, variance: float, df: float) -> MeanChange:
    if np.isnan(df):
        return MeanChange(change, None, None)
    return MeanChange(settled(change, variance), sqrt(variance), df)


def _residuals(scores: Floats) -> Floats:
    """Scores less their mean; exactly 0 where all are one value."""
    return np.zeros_like(scores) if np.ptp(scores) < STILL else scores - scores.mean()


def _sums(values: Floats, of: Integers, many: int = 0) -> Floats:
    """Sums of each cluster, shape (clusters, columns), of values of shape (people, columns)."""
    return np.column_stack([np.bincount(of, column, many) for column in values.T])


def _mean(residuals: Floats, sizes: Floats) -> _Mean:
    """One mean's share of the error, from the clusters' sums of residuals and sizes, shape (clusters, columns)."""
    n = sizes.sum(axis=0)
    whole = sizes == n
    root = np.where(whole, 0.0, 1 / np.sqrt(1 - np.where(whole, 0.0, sizes / n)))
    return _Mean(root * residuals / n, np.where(whole, 0.0, sizes) / n**2, root * sizes / n**1.5)


def _cr2(means: Sequence[_Mean], signs: Sequence[int]) -> tuple[Floats, Floats]:
    """Variance and degrees of freedom of a signed sum of means, shape (columns,) each.

    The variance is a sum of squares over clusters, whose expected products under the working model are p_gh: its
    degrees of freedom are ``(Σp_gg)²/Σp_gh²``; NaN where every p is 0, as for one cluster alone.
    """
    influence = np.sum([sign * mean.influence for sign, mean in zip(signs, means, strict=True)], axis=0)
    still = len(influence) * np.abs(influence).max(axis=0) < STILL
    variance = np.where(still, 0.0, (influence**2).sum(axis=0))
    own = np.sum([mean.expected for mean in means], axis=0)
    shared = [_products_of_two(one.reach * other.reach) for one, other in product(means, repeat=2)]
    squares = (own**2).sum(axis=0) + np.sum(shared, axis=0)
    known = squares > 0
    return variance, np.where(known, own.sum(axis=0) ** 2 / np.where(known, squares, 1.0), np.nan)


def _products_of_two(values: Floats) -> Floats:
    """``Σ x_g·x_h`` over all g ≠ h, of each column; no sum is less than a part of it, so that rounding can't grow."""
    return np.asarray(2 * (values[1:] * np.cumsum(values, axis=0)[:-1]).sum(axis=0))
