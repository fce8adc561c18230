"""The Mann-Whitney test, exact given the observed ties."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from metrics.statistics.exact.result import ExactTest
from metrics.statistics.exact.tails import draw_p
from metrics.statistics.exact.tally import tally
from metrics.statistics.ranks import doubled_midranks, sample


def rank_sum(first: npt.ArrayLike, second: npt.ArrayLike) -> ExactTest:
    """Mann-Whitney test (Wilcoxon rank sum) of two independent samples, two-sided.

    Under the null the ranks of `second` are drawn without replacement from the pooled midranks. The p is that
    distribution's own at every n: nothing is sampled, nothing approximated. With ties it need not be symmetric; both
    of its tails are added.

    Parameters
    ----------
    first, second : float arrays, shapes (n1,) and (n2,)
        Scores, a respondent each, already rounded to 9 decimals by the caller: equality is taken as it stands.
        Nothing missing.

    Returns
    -------
    ExactTest
        `statistic` is U of `second`: the pairs in which `second` is higher, ties counting 1/2. Above n1 n2 / 2 means
        that `second` is the higher one.

    Raises
    ------
    ValueError
        A sample is empty, not one-dimensional, or holds a missing or infinite number.

    References
    ----------
    Mann, H. B. & Whitney, D. R. (1947). On a test of whether one of two random variables is stochastically larger
    than the other. Annals of Mathematical Statistics 18, 50-60.
    """
    low, high = sample(first, "first"), sample(second, "second")
    found = tally(np.concatenate([low, high]), np.arange(low.size + high.size) >= low.size)
    ranks = doubled_midranks(found.counts)
    rank_total = int(ranks @ found.marked)
    u = (rank_total - high.size * (high.size + 1)) / 2
    return ExactTest(u, draw_p(ranks, found.counts, high.size, rank_total))
