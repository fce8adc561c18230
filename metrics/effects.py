"""Effect sizes: matched-pairs rank-biserial, and Cliff's delta for two samples. Positive means trust rose."""

from __future__ import annotations

import numpy as np

from metrics.exact.ranks import rank_groups
from surveys.survey import Floats


def rank_biserial(differences: Floats) -> float | None:
    """Matched-pairs rank-biserial ``(R⁺ − R⁻)/(R⁺ + R⁻)`` (Kerby 2014), zeros dropped before ranking.

    Returns None where every difference is zero.
    """
    moved = differences[differences != 0]
    if moved.size == 0:
        return None
    ranks = _midranks(np.abs(moved))
    rises = float(ranks[moved > 0].sum())
    return (2 * rises - float(ranks.sum())) / float(ranks.sum())


def cliffs_delta(first: Floats, second: Floats) -> float:
    """Cliff's delta (Cliff 1993): ``P(second > first) − P(second < first)`` over all pairs, from the ranks."""
    ranks = _midranks(np.concatenate([first, second]))
    n, m = first.size, second.size
    u = float(ranks[n:].sum()) - m * (m + 1) / 2
    return 2 * u / (n * m) - 1


def _midranks(values: Floats) -> Floats:
    groups = rank_groups(values)
    ranks: Floats = groups.doubled[groups.member] / 2.0
    return ranks
