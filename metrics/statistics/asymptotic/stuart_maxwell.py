"""The Stuart–Maxwell test: whether an item's whole distribution is the same in both rounds, from pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from metrics.statistics.exact.result import as_p
from surveys.model.survey import Floats


@dataclass(frozen=True)
class StuartMaxwell:
    """Chi-squared statistic, its degrees of freedom and p."""

    statistic: float
    df: int
    p: float


def stuart_maxwell(table: npt.ArrayLike) -> StuartMaxwell:
    """Marginal homogeneity of a square table of pairs (Stuart 1955; Maxwell 1970).

    Categories without a discordant pair tell nothing and are dropped; the covariance has a generalised inverse, and
    its rank is the degrees of freedom (one less than the categories for each set of them that people moved among).
    Nobody moved: the statistic is 0 with 0 degrees of freedom, and p is 1.

    Parameters
    ----------
    table : array, shape (categories, categories)
        Pairs by answer before (rows) and after (columns).

    Raises
    ------
    ValueError
        The table is not square, or holds a negative or missing number.
    """
    pairs = np.asarray(table, dtype=np.float64)
    if pairs.ndim != 2 or pairs.shape[0] != pairs.shape[1]:
        raise ValueError(f"a square table is needed, not one of shape {pairs.shape}")
    if not (pairs >= 0).all():
        raise ValueError("a count is missing or negative")
    return stuart_maxwell_of(pairs[None])[0]


def stuart_maxwell_of(tables: Floats) -> list[StuartMaxwell]:
    """`stuart_maxwell` of many tables of counts, shape (tables, categories, categories)."""
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
