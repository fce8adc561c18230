"""Permutation tests of means: exact on the lattice of the scores' common denominator."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from metrics.exact.lattice import lattice
from metrics.exact.moves import FEW, few_moves, moves
from metrics.exact.ranks import sample
from metrics.exact.result import ExactTest
from metrics.exact.tails import draw_p, few_flips_p, sign_flip_p


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
        few = few_moves(steps.numbers.tolist())
        rises = sum(map(int.__mul__, few.sizes, few.rises))
        return ExactTest(mean, few_flips_p(few.sizes, few.counts, rises, steps.slack))
    many = moves(steps.numbers)
    return ExactTest(mean, sign_flip_p(many.sizes, many.counts, int(many.sizes @ many.rises), steps.slack))


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
    values, counts = np.unique(pooled.numbers, return_counts=True)
    total, everything = int(pooled.numbers[low.size :].sum()), int(pooled.numbers.sum())
    apart = total * low.size - (everything - total) * high.size
    mean = apart / (pooled.denominator * low.size * high.size)
    return ExactTest(mean, draw_p(values, counts, high.size, total, pooled.slack))
