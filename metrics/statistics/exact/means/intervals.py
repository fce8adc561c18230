"""Confidence intervals of a mean change that invert the exact tests of means (Hartigan 1969).

A shift is in the interval where the test of the shifted scores has p > alpha. Those shifts make up one piece: on either
side of the estimate p never rises as the shift moves away.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from metrics.statistics.arrays import STILL, Floats, Integers, rounded
from metrics.statistics.exact.lattice import lattice
from metrics.statistics.exact.means.clusters import by_cluster
from metrics.statistics.exact.means.shifted_coins import Coins, shifts_of_coins
from metrics.statistics.exact.means.shifted_draws import shifts_of_draws
from metrics.statistics.exact.means.shifts import Ends

Interval = tuple[float | None, float | None]
"""Lower and upper end in points, both within; None and None where no shift can be refused."""

# From here on a rounding error is nothing beside it.
_LEAST_ALPHA = 1e-6


def sign_flip_interval(differences: Floats, alpha: float = 0.05) -> Interval:
    """The shifts of paired differences that the exact sign-flip test of the mean has p > `alpha` for.

    Parameters
    ----------
    differences : float array, shape (people,)
        Of rounded scores, in points, none missing, at least one.
    alpha : float
        One minus the level; 1e-6 or more.

    Returns
    -------
    tuple of float, or of None
        Lower and upper end in points, to 9 decimals; both belong to the interval. 0 is inside exactly where
        `sign_flip_of_differences` has p > `alpha`. Where all people changed alike, both ends are that change: any
        other has p = 2^(1 - n). None and None where even that is more than `alpha`, so that every shift is inside.

    Raises
    ------
    NoLatticeError
        The differences have no common denominator within reach, and are too many to count out.

    References
    ----------
    Hartigan, J. A. (1969). Using subsample values as typical values. Journal of the American Statistical Association
    64, 1303–1317.
    """
    if not _refuses(2 ** (differences.size - 1), alpha):
        return None, None
    steps = lattice(differences)
    ones = np.ones_like(steps.numbers)
    return _in_points(shifts_of_coins(Coins(steps.numbers, ones), steps, alpha))


def sign_flip_interval_of_clusters(differences: Floats, clusters: Integers, alpha: float = 0.05) -> Interval:
    """`sign_flip_interval` for the test that turns the signs of whole clusters, `sign_flip_of_clusters`.

    Parameters
    ----------
    differences : float array, shape (people,)
    clusters : array, shape (people,)
        Each person's cluster.
    alpha : float

    Returns
    -------
    tuple of float, or of None
        As of `sign_flip_interval`, with the number of clusters for n. Alike are clusters with the same mean change.

    Raises
    ------
    NoLatticeError
        The differences have no common denominator within reach, and the clusters are too many to count out.
    """
    steps = lattice(differences)
    sums, sizes = by_cluster(steps.numbers, clusters)
    if not _refuses(2 ** (sums.size - 1), alpha):
        return None, None
    return _in_points(shifts_of_coins(Coins(sums, sizes), steps, alpha))


def permutation_interval(before: Floats, after: Floats, alpha: float = 0.05) -> Interval:
    """The shifts of a second sample that the exact permutation test of the means has p > `alpha` for.

    Parameters
    ----------
    before, after : float arrays, shapes (n,) and (m,)
        Rounded scores, in points, none missing, at least one in each round.
    alpha : float
        One minus the level; 1e-6 or more.

    Returns
    -------
    tuple of float, or of None
        Lower and upper end of the rise from `before` to `after`, in points, to 9 decimals; both belong to the interval.
        0 is inside exactly where `permutation_of_samples` has p > `alpha`. Where all scores of each round are equal,
        both ends are their difference. None and None where the smallest p there can be, 1 / C(n + m, n), or twice that
        if n = m, is more than `alpha`.

    Raises
    ------
    NoLatticeError
        The scores have no common denominator within reach, and are too many to count out.

    References
    ----------
    Hartigan, J. A. (1969). Using subsample values as typical values. Journal of the American Statistical Association
    64, 1303–1317.
    """
    n, m = before.size, after.size
    if not _refuses(math.comb(n + m, n) // (2 if n == m else 1), alpha):
        return None, None
    pooled = lattice(np.concatenate([before, after]))
    first, second = pooled.numbers[:n], pooled.numbers[n:]
    return _in_points(shifts_of_draws(first, second, pooled, alpha))


def _refuses(patterns: int, alpha: float) -> bool:
    """Whether one of so many patterns is rare enough.

    Raises
    ------
    ValueError
        alpha is no probability, or so small that a transform's error of 1e-13 would count.
    """
    if not _LEAST_ALPHA <= alpha < 1:
        raise ValueError(f"alpha: a probability from {_LEAST_ALPHA:g} to below 1 is needed, not {alpha}")
    return patterns * Fraction(alpha) >= 1


def _in_points(ends: Ends) -> Interval:
    low, high = ends
    return _above(low), 0.0 - _above(-high)


def _above(lowest: Fraction) -> float:
    """A lower end to 9 decimals; one above 0 stays above it, so that the interval holds 0 only if the set does."""
    end = float(rounded(np.array(float(lowest)))) + 0.0
    return max(end, STILL) if lowest > 0 else end
