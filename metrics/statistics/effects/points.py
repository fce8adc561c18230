"""Effect sizes of one measure: rank-biserial of pairs, Cliff's delta, Hedges' g_av. Positive means trust rose."""

from __future__ import annotations

import numpy as np

from metrics.statistics.effects.standardised import Moments, g_av
from metrics.statistics.exact.wilcoxon import rank_totals
from metrics.statistics.ranks import rank_groups
from surveys.model.survey import Floats


def rank_biserial(differences: Floats) -> float | None:
    """Matched-pairs rank-biserial ``(R⁺ − R⁻)/(R⁺ + R⁻)`` (Kerby 2014), zeros dropped before ranking.

    Returns None where every difference is zero.
    """
    if not differences.any():
        return None
    rises, whole = rank_totals(differences, zeros="wilcox")
    return (2 * rises - whole) / whole


def cliffs_delta(first: Floats, second: Floats) -> float:
    """Cliff's delta (Cliff 1993): ``P(second > first) − P(second < first)`` over all pairs, from the ranks."""
    ranks = _midranks(np.concatenate([first, second]))
    n, m = first.size, second.size
    u = float(ranks[n:].sum()) - m * (m + 1) / 2
    return 2 * u / (n * m) - 1


def hedges_g_av(before: Floats, after: Floats, *, pairs: bool) -> float | None:
    """Hedges' g_av of one measure: the change over the root of the mean of both variances, unbiased.

    Parameters
    ----------
    before, after : array, shape (people,)
        The answers that count in each round; no missing ones.
    pairs : bool
        Whether both are of the same people, in the same order: then n − 1 degrees of freedom, else those of Delacre
        et al. (2021).

    Returns
    -------
    float or None
        None where a round has fewer than two people, there are two pairs, or no answer differs from another in either
        round.
    """
    if min(before.size, after.size) < 2:
        return None
    first, second = (_moments(answers) for answers in (before, after))
    value = float(g_av(first, second, pairs=pairs))
    return None if np.isnan(value) else value


def _moments(answers: Floats) -> Moments:
    spread = float(answers.var(ddof=1)) if np.ptp(answers) else 0.0
    return Moments(np.asarray(float(answers.size)), np.asarray(answers.mean()), np.asarray(spread))


def _midranks(values: Floats) -> Floats:
    groups = rank_groups(values)
    ranks: Floats = groups.doubled[groups.member] / 2.0
    return ranks
