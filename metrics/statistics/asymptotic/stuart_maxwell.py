"""The Stuart–Maxwell test: whether an item's whole distribution is the same in both rounds, from pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from metrics.statistics.arrays import Floats, NanPolicy, categories
from metrics.statistics.p_values import as_p


@dataclass(frozen=True)
class StuartMaxwell:
    """Chi-squared statistic, its degrees of freedom and p.

    Attributes
    ----------
    statistic : float
        Not negative; it says nothing of the direction.
    df : int
        Degrees of freedom, 0 where nobody moved.
    p : float
        From chi-squared, in (0, 1].
    """

    statistic: float
    df: int
    p: float


def stuart_maxwell(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> StuartMaxwell:
    """Stuart–Maxwell test: whether an item's distribution is the same in both rounds (Stuart 1955; Maxwell 1970).

    Categories without a discordant pair say nothing and are dropped. The covariance has a generalised inverse, and its
    rank is the degrees of freedom: one less than the categories for each set of them that people moved among.

    Parameters
    ----------
    before, after : array-like, shape (people,)
        Answers of the same people in the same order: numbers or words, each distinct one a category.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave out the people who lack either round.

    Returns
    -------
    StuartMaxwell
        Nobody moved: the statistic is 0 with 0 degrees of freedom, and p is 1.

    Raises
    ------
    ValueError
        There is no pair, the rounds differ in length, are not one-dimensional or hold an infinite number; or a missing
        one under ``raise``.

    References
    ----------
    Stuart, A. (1955). A test for homogeneity of the marginal distributions in a two-way classification. Biometrika 42,
    412–416.
    Maxwell, A. E. (1970). Comparing the classification of subjects by two independent judges. British Journal of
    Psychiatry 116, 651–655.

    Examples
    --------
    >>> found = stuart_maxwell([1, 1, 1, 2, 2, 3, 3, 2], [2, 2, 3, 3, 1, 3, 3, 2])
    >>> print(f"{found.statistic:.3f} {found.df} {found.p:.3f}")
    2.286 2 0.319
    """
    first, second = categories(before, after, nan_policy)
    many = int(max(first.max(), second.max())) + 1
    table = np.bincount(first * many + second, minlength=many**2).reshape(many, many).astype(np.float64)
    return stuart_maxwell_of_tables(table[None])[0]


def stuart_maxwell_of_tables(tables: Floats) -> list[StuartMaxwell]:
    """`stuart_maxwell` of many tables of pairs by answer before and answer after, shape (tables, before, after)."""
    moved = tables + tables.transpose(0, 2, 1)
    every = np.arange(tables.shape[1])
    moved[:, every, every] = 0.0
    discordant = moved.sum(axis=2)
    covariance = -moved
    covariance[:, every, every] = discordant
    values, vectors = np.linalg.eigh(covariance)
    kept = values > values[:, -1:] * every.size * np.finfo(np.float64).eps
    shift = tables.sum(axis=2) - tables.sum(axis=1)
    along = np.einsum("tc,tcv->tv", shift, vectors)
    statistics = np.where(kept, along**2 / np.where(kept, values, 1.0), 0.0).sum(axis=1)
    dfs = np.count_nonzero(kept, axis=1)
    p = np.where(dfs > 0, chdtrc(np.maximum(dfs, 1), statistics), 1.0)
    found = zip(statistics.tolist(), dfs.tolist(), p.tolist(), strict=True)
    return [StuartMaxwell(statistic, df, as_p(chance)) for statistic, df, chance in found]
