"""Differences between groups: the Kruskal–Wallis test, and Dunn's test of each pair of groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, ndtr

from metrics.statistics.adjustment import holm
from metrics.statistics.arrays import Floats, NanPolicy, rounded
from metrics.statistics.arrays import groups as as_groups
from metrics.statistics.p_values import as_p
from metrics.statistics.ranks import rank_groups


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
    """One pair of groups; z and both p are None where all people have the same value.

    Attributes
    ----------
    first, second : int
        The groups by their positions in the list given, from 0.
    z : float or None
        Positive where the second has the higher mean rank.
    p, p_adjusted : float or None
        Two-sided; and adjusted for all pairs by Holm's method.
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


def kruskal_wallis(
    groups: Sequence[npt.ArrayLike] | npt.ArrayLike, *, nan_policy: NanPolicy = "raise"
) -> KruskalWallis:
    """Kruskal–Wallis test: whether groups tend to differ in rank, corrected for ties (Kruskal & Wallis 1952).

    Where all people have the same value there is no statistic (R and SciPy give NaN).

    Parameters
    ----------
    groups : list or tuple of array-like, or table
        The scores of each group, at least 2 groups; of a table (an array with 2 dimensions, a DataFrame) each column
        is a group. Scores are compared to 9 decimals.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out.

    Returns
    -------
    KruskalWallis

    Raises
    ------
    ValueError
        There are fewer than 2 groups; or a group is empty, not one-dimensional, or holds an infinite number; or a
        missing one under ``raise``.

    References
    ----------
    Kruskal, W. H. & Wallis, W. A. (1952). Use of ranks in one-criterion variance analysis. JASA 47, 583–621.

    Examples
    --------
    >>> found = kruskal_wallis([[40.0, 45.0, 50.0], [55.0, 60.0], [50.0, 70.0, 75.0]])
    >>> print(f"{found.statistic:.3f} {found.df} {found.p:.3f} {found.n}")
    4.498 2 0.106 8
    """
    return kruskal_wallis_of_samples([rounded(sample) for sample in as_groups(groups, nan_policy)])


def kruskal_wallis_of_samples(samples: Sequence[Floats]) -> KruskalWallis:
    """`kruskal_wallis` of rounded scores, none missing.

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


def dunn(groups: Sequence[npt.ArrayLike] | npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> list[DunnPair]:
    """Dunn's test of every pair of groups by their mean ranks among all (Dunn 1964), corrected for ties.

    Parameters
    ----------
    groups, nan_policy
        As in `kruskal_wallis`.

    Returns
    -------
    list of DunnPair
        In the order of `groups`: 0–1, 0–2, …, 1–2, …. `p_adjusted` is Holm's over these pairs.

    Raises
    ------
    ValueError
        As in `kruskal_wallis`.

    References
    ----------
    Dunn, O. J. (1964). Multiple comparisons using rank sums. Technometrics 6, 241–252.

    Examples
    --------
    >>> for pair in dunn([[40.0, 45.0, 50.0], [55.0, 60.0], [50.0, 70.0, 75.0]]):
    ...     print(f"{pair.first}–{pair.second}: z {pair.z:.2f}, p {pair.p:.3f}, adjusted {pair.p_adjusted:.3f}")
    0–1: z 1.50, p 0.134, adjusted 0.267
    0–2: z 2.01, p 0.044, adjusted 0.133
    1–2: z 0.30, p 0.764, adjusted 0.764
    """
    return dunn_of_samples([rounded(sample) for sample in as_groups(groups, nan_policy)])


def dunn_of_samples(samples: Sequence[Floats]) -> list[DunnPair]:
    """`dunn` of rounded scores, none missing; errors as in `kruskal_wallis_of_samples`."""
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
