"""Permutation tests of means: exact on the lattice of the scores' common denominator."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from metrics.statistics.exact.lattice import lattice
from metrics.statistics.exact.result import ExactTest
from metrics.statistics.exact.tails import FEW, draw_p, few_flips_p, sign_flip_p
from metrics.statistics.exact.tally import tally
from metrics.statistics.ranks import Integers, sample


def sign_flip(differences: npt.ArrayLike) -> ExactTest:
    """Sign-flip permutation test of the mean of paired differences, two-sided.

    Under the null each difference is positive or negative with probability 1/2, independently, given its size (Fisher
    1935, section 21). The p is that distribution's own at every n: nothing is sampled, nothing approximated.

    Parameters
    ----------
    differences : float array, shape (n,)
        Later score minus earlier score, a respondent each, already rounded to 9 decimals by the caller. Nothing
        missing.

    Returns
    -------
    ExactTest
        `statistic` is the mean difference. All differences zero: statistic 0, p 1.

    Raises
    ------
    ValueError
        `differences` is empty, not one-dimensional, or holds a missing or infinite number.
    NoLatticeError
        The differences have no common denominator within reach, and there are too many to count out. (A ValueError.)

    References
    ----------
    Fisher, R. A. (1935). The Design of Experiments. Oliver & Boyd.
    """
    change = sample(differences, "differences")
    steps = lattice(change)
    mean = int(steps.numbers.sum()) / (steps.denominator * change.size)
    if change.size <= FEW:
        numbers = steps.numbers.tolist()
        few = sorted([abs(number) for number in numbers if number])
        return ExactTest(mean, few_flips_p(few, sum([number for number in numbers if number > 0]), steps.slack))
    sizes: Integers = np.abs(steps.numbers)
    moved = tally(sizes, steps.numbers > 0).without_zero()
    return ExactTest(mean, sign_flip_p(moved.values, moved.counts, int(moved.values @ moved.marked), steps.slack))


def mean_permutation(first: npt.ArrayLike, second: npt.ArrayLike) -> ExactTest:
    """Permutation test of the difference between the means of two independent samples, two-sided.

    Under the null the scores of `second` are drawn without replacement from the pooled ones (Pitman 1937). The p is
    that distribution's own at every n: nothing is sampled, nothing approximated. It need not be symmetric; both of its
    tails are added.

    Parameters
    ----------
    first, second : float arrays, shapes (n1,) and (n2,)
        Scores, a respondent each, already rounded to 9 decimals by the caller. Nothing missing.

    Returns
    -------
    ExactTest
        `statistic` is the mean of `second` minus that of `first`.

    Raises
    ------
    ValueError
        A sample is empty, not one-dimensional, or holds a missing or infinite number.
    NoLatticeError
        The scores have no common denominator within reach, and there are too many to count out. (A ValueError.)

    References
    ----------
    Pitman, E. J. G. (1937). Significance tests which may be applied to samples from any populations. Supplement to the
    Journal of the Royal Statistical Society 4, 119-130.
    """
    low, high = sample(first, "first"), sample(second, "second")
    pooled = lattice(np.concatenate([low, high]))
    found = tally(pooled.numbers, np.arange(low.size + high.size) >= low.size)
    total, everything = int(found.values @ found.marked), int(found.values @ found.counts)
    apart = total * low.size - (everything - total) * high.size
    mean = apart / (pooled.denominator * low.size * high.size)
    return ExactTest(mean, draw_p(found.values, found.counts, high.size, total, pooled.slack))
