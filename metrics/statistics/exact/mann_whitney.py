"""The Mann–Whitney test, exact given the observed ties."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats, NanPolicy, rounded, samples
from metrics.statistics.exact.result import ExactTest
from metrics.statistics.exact.tails import draw_p
from metrics.statistics.exact.tally import tally
from metrics.statistics.ranks import doubled_midranks


def mann_whitney(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> ExactTest:
    """Mann–Whitney test (Wilcoxon rank sum) of two independent samples, exact and two-sided.

    Under the null the ranks of `after` are drawn without replacement from the pooled midranks. The p is that
    distribution's own at every n: nothing is sampled or approximated. With ties it need not be symmetric; both tails
    are added.

    Parameters
    ----------
    before, after : array-like, shapes (n,) and (m,)
        Scores of the people of each round. They are compared to 9 decimals.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out.

    Returns
    -------
    ExactTest
        `statistic` is U of `after`: the pairs in which `after` is higher, ties counting ½. Above nm/2, `after` is the
        higher one.

    Raises
    ------
    ValueError
        A round is empty, not one-dimensional, or holds an infinite number; or a missing one under ``raise``.

    References
    ----------
    Mann, H. B. & Whitney, D. R. (1947). On a test of whether one of two random variables is stochastically larger
    than the other. Annals of Mathematical Statistics 18, 50–60.

    Examples
    --------
    >>> mann_whitney([40.0, 55.0], [55.0, 62.5, 80.0])
    ExactTest(statistic=5.5, p=0.3)
    """
    first, second = samples(before, after, nan_policy)
    return mann_whitney_of_samples(rounded(first), rounded(second))


def mann_whitney_of_samples(before: Floats, after: Floats) -> ExactTest:
    """`mann_whitney` of rounded scores, none missing, at least one in each round."""
    n, m = before.size, after.size
    found = tally(np.concatenate([before, after]), np.arange(n + m) >= n)
    ranks = doubled_midranks(found.counts)
    rank_total = int(ranks @ found.marked)
    u = (rank_total - m * (m + 1)) / 2
    return ExactTest(u, draw_p(ranks, found.counts, m, rank_total))
