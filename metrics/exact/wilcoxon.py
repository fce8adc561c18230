"""The Wilcoxon signed-rank test with Pratt's zeros, exact given the observed ties and zeros."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from metrics.exact.ranks import rank_groups, sample
from metrics.exact.result import ExactTest
from metrics.exact.tails import sign_flip_p


def signed_rank(differences: npt.ArrayLike) -> ExactTest:
    """Wilcoxon signed-rank test of paired differences, two-sided.

    Zeros are ranked with the rest by absolute difference, and their ranks are then dropped (Pratt 1959). Under the
    null each non-zero difference is positive or negative with probability 1/2, independently, given the absolute
    differences. The p is that distribution's own at every n: nothing is sampled, nothing approximated.

    Parameters
    ----------
    differences : float array, shape (n,)
        Later score minus earlier score, a respondent each, already rounded to 9 decimals by the caller: equality
        of absolute differences is taken as it stands. Nothing missing.

    Returns
    -------
    ExactTest
        `statistic` is the sum of the Pratt midranks of the positive differences. All differences zero: statistic 0,
        p 1.

    Raises
    ------
    ValueError
        `differences` is empty, not one-dimensional, or holds a missing or infinite number.

    References
    ----------
    Pratt, J. W. (1959). Remarks on zeros and ties in the Wilcoxon signed rank procedures. JASA 54, 655-667.
    """
    change = sample(differences, "differences")
    groups = rank_groups(np.abs(change))
    rises = int(groups.doubled[groups.member[change > 0]].sum())
    zeros = int(np.count_nonzero(change == 0))
    moved = slice(1, None) if zeros else slice(None)
    return ExactTest(rises / 2, sign_flip_p(groups.doubled[moved], groups.counts[moved], rises))
