"""Differences between groups: the Kruskal–Wallis test, and Dunn's test of each pair of groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np
from scipy.special import chdtrc, ndtr

from metrics.findings.families import holm
from metrics.statistics.exact.result import as_p
from metrics.statistics.ranks import Floats, rank_groups


@dataclass(frozen=True)
class KruskalWallis:
    """Result of the test; statistic and p are None where all people have the same value.

    Attributes
    ----------
    statistic : float or None
        H, corrected for ties.
    df : int
        Groups less one.
    p : float or None
        From chi-squared with `df` degrees of freedom.
    n : int
        People in all groups.
    """

    statistic: float | None
    df: int
    p: float | None
    n: int


@dataclass(frozen=True)
class DunnPair:
    """One pair of groups by their places in the list given.

    `z` is positive where the second has the higher mean rank; z and both p are None where all people have the same
    value.
    """

    first: int
    second: int
    z: float | None
    p: float | None
    p_adjusted: float | None


@dataclass(frozen=True)
class _Ranked:
    """Groups ranked together: their sizes, mean ranks, and the variance of a rank, corrected for ties."""

    sizes: Floats
    mean_ranks: Floats
    rank_variance: float

    @property
    def n(self) -> int:
        return int(self.sizes.sum())


def kruskal_wallis(samples: Sequence[Floats]) -> KruskalWallis:
    """Whether the groups tend to differ in rank (Kruskal & Wallis 1952), with their correction for ties.

    Where all people have the same value there is no statistic (R and SciPy give NaN).

    Parameters
    ----------
    samples : sequence of arrays
        A group each, without missing values; rounded by the caller, so that equal scores tie.

    Raises
    ------
    ValueError
        There are fewer than 2 groups, or one is empty.
    """
    ranked = _rank(samples)
    df = len(samples) - 1
    if ranked.rank_variance == 0:
        return KruskalWallis(None, df, None, ranked.n)
    away = ranked.mean_ranks - (ranked.n + 1) / 2
    statistic = float((ranked.sizes * away**2).sum()) / ranked.rank_variance
    return KruskalWallis(statistic, df, as_p(float(chdtrc(df, statistic))), ranked.n)


def dunn(samples: Sequence[Floats]) -> list[DunnPair]:
    """Every pair of groups by their mean ranks among all (Dunn 1964), corrected for ties; p adjusted by Holm's method.

    Pairs stand in the order of `samples`: 0–1, 0–2, …, 1–2, …. Parameters and errors are those of `kruskal_wallis`.
    """
    ranked = _rank(samples)
    pairs = list(combinations(range(len(samples)), 2))
    if ranked.rank_variance == 0:
        return [DunnPair(i, j, None, None, None) for i, j in pairs]
    means, shares = ranked.mean_ranks.tolist(), (ranked.rank_variance / ranked.sizes).tolist()
    z = [(means[j] - means[i]) / sqrt(shares[i] + shares[j]) for i, j in pairs]
    p = [as_p(x) for x in (2 * ndtr(-np.abs(z))).tolist()]
    return [DunnPair(i, j, *numbers) for (i, j), *numbers in zip(pairs, z, p, holm(p), strict=True)]


def _rank(samples: Sequence[Floats]) -> _Ranked:
    sizes = np.array([sample.size for sample in samples], dtype=np.float64)
    if sizes.size < 2:
        raise ValueError("at least 2 groups are needed")
    if not sizes.all():
        raise ValueError("a group has no observations")
    groups = rank_groups(np.concatenate(samples))
    starts = np.concatenate([[0], np.cumsum(sizes[:-1])]).astype(np.intp)
    mean_ranks = np.add.reduceat(groups.doubled[groups.member], starts) / (2 * sizes)
    n = groups.member.size
    ties = int((groups.counts**3 - groups.counts).sum())
    return _Ranked(sizes, mean_ranks, (n**3 - n - ties) / (12 * (n - 1)))
