"""The Stuart–Maxwell test: whether an item's whole distribution is the same in both rounds, from pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from metrics.exact.result import as_p


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
    moved = pairs + pairs.T
    np.fill_diagonal(moved, 0.0)
    discordant = moved.sum(axis=1)
    used = discordant > 0
    if not used.any():
        return StuartMaxwell(0.0, 0, 1.0)
    shift = (pairs.sum(axis=1) - pairs.sum(axis=0))[used]
    covariance = np.diag(discordant[used]) - moved[np.ix_(used, used)]
    values, vectors = np.linalg.eigh(covariance)
    kept = values > values[-1] * values.size * np.finfo(np.float64).eps
    df = int(np.count_nonzero(kept))
    statistic = float(((shift @ vectors[:, kept]) ** 2 / values[kept]).sum())
    return StuartMaxwell(statistic, df, as_p(float(chdtrc(df, statistic))))
