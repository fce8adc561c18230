"""Permutation tests of means: exact on the lattice of the scores' common denominator."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats, NanPolicy, differences, rounded, samples
from metrics.statistics.exact.lattice import lattice
from metrics.statistics.exact.result import ExactTest
from metrics.statistics.exact.tails import draw_p, flips_p
from metrics.statistics.exact.tally import tally


def sign_flip(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> ExactTest:
    """Sign-flip permutation test of the mean of paired differences, exact and two-sided.

    Under the null each difference is positive or negative with probability ½, independently, given its size (Fisher
    1935, section 21). The p is that distribution's own at every n: nothing is sampled or approximated.

    Parameters
    ----------
    before, after : array-like, shape (people,)
        Scores of the same people in the same order. Differences are compared to 9 decimals.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave out the people who lack either round.

    Returns
    -------
    ExactTest
        `statistic` is the mean of after minus before. All differences zero: statistic 0, p 1.

    Raises
    ------
    ValueError
        There is no pair, the rounds differ in length, are not one-dimensional or hold an infinite number; or a missing
        one under ``raise``.
    NoLatticeError
        The differences have no common denominator within reach, and are too many to count out. (A ValueError.)

    References
    ----------
    Fisher, R. A. (1935). The Design of Experiments. Oliver & Boyd.

    Examples
    --------
    >>> sign_flip([50.0, 54.0, 50.0, 50.0, 50.0], [62.5, 50.0, 50.0, 57.5, 53.0])
    ExactTest(statistic=3.8, p=0.375)
    """
    return sign_flip_of_differences(differences(before, after, nan_policy))


def sign_flip_of_differences(change: Floats) -> ExactTest:
    """`sign_flip` of rounded differences, after minus before, none missing, at least one."""
    steps = lattice(change)
    mean = int(steps.numbers.sum()) / (steps.denominator * change.size)
    return ExactTest(mean, flips_p(steps.numbers, steps.slack))


def permutation(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> ExactTest:
    """Permutation test of the difference between the means of two independent samples, exact and two-sided.

    Under the null the scores of `after` are drawn without replacement from the pooled ones (Pitman 1937). The p is
    that distribution's own at every n: nothing is sampled or approximated. It need not be symmetric; both tails are
    added.

    Parameters
    ----------
    before, after : array-like, shapes (n,) and (m,)
        Scores of the people of each round. They are compared to 9 decimals.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out.

    Returns
    -------
    ExactTest
        `statistic` is the mean of `after` minus that of `before`.

    Raises
    ------
    ValueError
        A round is empty, not one-dimensional, or holds an infinite number; or a missing one under ``raise``.
    NoLatticeError
        The scores have no common denominator within reach, and are too many to count out. (A ValueError.)

    References
    ----------
    Pitman, E. J. G. (1937). Significance tests which may be applied to samples from any populations. Supplement to the
    Journal of the Royal Statistical Society 4, 119–130.

    Examples
    --------
    >>> permutation([40.0, 55.0], [55.0, 62.5, 81.5])
    ExactTest(statistic=18.833333333333332, p=0.3)
    """
    first, second = samples(before, after, nan_policy)
    return permutation_of_samples(rounded(first), rounded(second))


def permutation_of_samples(before: Floats, after: Floats) -> ExactTest:
    """`permutation` of rounded scores, none missing, at least one in each round."""
    n, m = before.size, after.size
    pooled = lattice(np.concatenate([before, after]))
    found = tally(pooled.numbers, np.arange(n + m) >= n)
    total, everything = int(found.values @ found.marked), int(found.values @ found.counts)
    apart = total * n - (everything - total) * m
    mean = apart / (pooled.denominator * n * m)
    return ExactTest(mean, draw_p(found.values, found.counts, m, total, pooled.slack))
