"""The Wilcoxon signed-rank test, exact given the observed ties and zeros."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats, Integers, NanPolicy, differences
from metrics.statistics.exact.result import ExactTest
from metrics.statistics.exact.tails import FEW, few_flips_p, sign_flip_p
from metrics.statistics.exact.tally import tally
from metrics.statistics.ranks import doubled_midranks

Zeros = Literal["pratt", "wilcox"]


def wilcoxon(
    before: npt.ArrayLike, after: npt.ArrayLike, *, zeros: Zeros = "pratt", nan_policy: NanPolicy = "raise"
) -> ExactTest:
    """Wilcoxon signed-rank test of paired differences, exact and two-sided.

    Differences are ranked by size, equal ones sharing the mean of their ranks (midrank). Under the null each non-zero
    difference is positive or negative with probability ½, independently, given the sizes. The p is that distribution's
    own at every n: nothing is sampled or approximated.

    Parameters
    ----------
    before, after : array-like, shape (people,)
        Scores of the same people in the same order. Differences are compared to 9 decimals.
    zeros : {"pratt", "wilcox"}
        Zeros are ranked with the rest and their ranks then dropped (Pratt 1959), or dropped before ranking (Wilcoxon
        1945).
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave out the people who lack either round.

    Returns
    -------
    ExactTest
        `statistic` is the sum of the midranks of those who rose. All differences zero: statistic 0, p 1.

    Raises
    ------
    ValueError
        There is no pair, the rounds differ in length, are not one-dimensional or hold an infinite number; or a missing
        one under ``raise``; or `zeros` is neither.

    References
    ----------
    Pratt, J. W. (1959). Remarks on zeros and ties in the Wilcoxon signed rank procedures. JASA 54, 655–667.
    Wilcoxon, F. (1945). Individual comparisons by ranking methods. Biometrics Bulletin 1, 80–83.

    Examples
    --------
    >>> wilcoxon([50.0, 54.0, 50.0, 50.0, 50.0], [62.5, 50.0, 50.0, 57.5, 53.0])
    ExactTest(statistic=11.0, p=0.375)
    """
    if zeros not in ("pratt", "wilcox"):
        raise ValueError(f"zeros: 'pratt' or 'wilcox', not {zeros!r}")
    return wilcoxon_of_differences(differences(before, after, nan_policy), zeros)


def wilcoxon_of_differences(change: Floats, zeros: Zeros = "pratt") -> ExactTest:
    """`wilcoxon` of rounded differences, after minus before, none missing, at least one."""
    if change.size <= FEW:
        few, rises = _few_ranks(change.tolist(), pratt=zeros == "pratt")
        return ExactTest(rises / 2, few_flips_p(few, rises))
    ranks, counts, rises = _ranks(change, pratt=zeros == "pratt")
    return ExactTest(rises / 2, sign_flip_p(ranks, counts, rises))


def rank_totals(change: Floats, zeros: Zeros) -> tuple[int, int]:
    """Twice the sums of the midranks of all rises, and of all changes but those of 0; at least one change."""
    if change.size <= FEW:
        few, rises = _few_ranks(change.tolist(), pratt=zeros == "pratt")
        return rises, sum(few)
    ranks, counts, rises = _ranks(change, pratt=zeros == "pratt")
    return rises, int(ranks @ counts)


def _ranks(change: Floats, *, pratt: bool) -> tuple[Integers, Integers, int]:
    """Twice the midranks of all sizes but 0, ascending, how often each is there, and the sum of those of the rises."""
    moved = tally(np.abs(change), change > 0).without_zero()
    dropped = change.size - int(moved.counts.sum())
    ranks = doubled_midranks(moved.counts, dropped if pratt else 0)
    return ranks, moved.counts, int(ranks @ moved.marked)


def _few_ranks(change: list[float], *, pratt: bool) -> tuple[list[int], int]:
    """Twice the midranks of all non-zero changes, ascending, and the sum of those of the rises."""
    sizes = sorted(map(abs, change))
    last = {size: position for position, size in enumerate(sizes, 1)}
    if len(last) == len(sizes) and sizes[0]:
        return list(range(2, 2 * len(sizes) + 1, 2)), 2 * sum([last[step] for step in change if step > 0])
    zeros = last.get(0.0, 0)
    dropped = 0 if pratt else 2 * zeros
    ends = last.values()
    rank = {size: first + end + 1 - dropped for size, first, end in zip(last, [0, *ends], ends, strict=False)}
    return [rank[size] for size in sizes[zeros:]], sum([rank[step] for step in change if step > 0])
