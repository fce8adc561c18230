"""The Wilcoxon signed-rank test, exact given the observed ties and zeros."""

from __future__ import annotations

from itertools import accumulate
from typing import Literal

import numpy.typing as npt

from metrics.exact.moves import FEW, few_moves, moves
from metrics.exact.ranks import doubled_midranks, sample
from metrics.exact.result import ExactTest
from metrics.exact.tails import few_flips_p, sign_flip_p


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
        few = few_moves(change.tolist())
        sums = list(accumulate(few.counts, initial=few.zeros if zeros == "pratt" else 0))
        ranks = [2 * below + count + 1 for below, count in zip(sums, few.counts, strict=False)]
        rank_sum = sum(map(int.__mul__, ranks, few.rises))
        return ExactTest(rank_sum / 2, few_flips_p(ranks, few.counts, rank_sum))
    many = moves(change)
    doubled = doubled_midranks(many.counts, many.zeros if zeros == "pratt" else 0)
    rank_sum = int(doubled @ many.rises)
    return ExactTest(rank_sum / 2, sign_flip_p(doubled, many.counts, rank_sum))
