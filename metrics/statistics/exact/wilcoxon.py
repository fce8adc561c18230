"""The Wilcoxon signed-rank test, exact given the observed ties and zeros."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from metrics.statistics.exact.result import ExactTest
from metrics.statistics.exact.tails import FEW, few_flips_p, sign_flip_p
from metrics.statistics.exact.tally import tally
from metrics.statistics.ranks import Floats, Integers, doubled_midranks, sample


def signed_rank(differences: npt.ArrayLike, zeros: Literal["pratt", "wilcox"] = "pratt") -> ExactTest:
    """Wilcoxon signed-rank test of paired differences, two-sided.

    Differences are ranked by size, equal ones sharing the mean of their ranks (midrank). Under the null each non-zero
    difference is positive or negative with probability 1/2, independently, given the sizes. The p is that
    distribution's own at every n: nothing is sampled, nothing approximated.

    Parameters
    ----------
    differences : float array, shape (n,)
        Later score minus earlier score, a respondent each, already rounded to 9 decimals by the caller: equality
        of absolute differences is taken as it stands. Nothing missing.
    zeros : {"pratt", "wilcox"}
        Zeros are ranked with the rest and their ranks then dropped (Pratt 1959), or dropped before ranking (Wilcoxon
        1945).

    Returns
    -------
    ExactTest
        `statistic` is the sum of the midranks of the positive differences. All differences zero: statistic 0,
        p 1.

    Raises
    ------
    ValueError
        `differences` is empty, not one-dimensional, or holds a missing or infinite number; or `zeros` is neither.

    References
    ----------
    Pratt, J. W. (1959). Remarks on zeros and ties in the Wilcoxon signed rank procedures. JASA 54, 655-667.
    Wilcoxon, F. (1945). Individual comparisons by ranking methods. Biometrics Bulletin 1, 80-83.
    """
    if zeros not in ("pratt", "wilcox"):
        raise ValueError(f"zeros: 'pratt' or 'wilcox', not {zeros!r}")
    change = sample(differences, "differences")
    if change.size <= FEW:
        few, rises = _few_ranks(change.tolist(), pratt=zeros == "pratt")
        return ExactTest(rises / 2, few_flips_p(few, rises))
    ranks, counts, rises = _ranks(change, pratt=zeros == "pratt")
    return ExactTest(rises / 2, sign_flip_p(ranks, counts, rises))


def rank_totals(change: Floats, zeros: Literal["pratt", "wilcox"]) -> tuple[int, int]:
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
    last = {size: place for place, size in enumerate(sizes, 1)}
    if len(last) == len(sizes) and sizes[0]:
        return list(range(2, 2 * len(sizes) + 1, 2)), 2 * sum([last[step] for step in change if step > 0])
    zeros = last.get(0.0, 0)
    dropped = 0 if pratt else 2 * zeros
    ends = last.values()
    rank = {size: first + end + 1 - dropped for size, first, end in zip(last, [0, *ends], ends, strict=False)}
    return [rank[size] for size in sizes[zeros:]], sum([rank[step] for step in change if step > 0])
