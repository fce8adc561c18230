"""P-values adjusted for how many tests were made."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import NanPolicy, probabilities


def holm(p: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> list[float]:
    """Holm's step-down adjusted p-values, in the order given; as R's ``p.adjust(method = "holm")``.

    The i-th smallest p times ``m + 1 − i``, never below the one before it (Holm 1979). Holds the probability of any
    false finding among the m tests.

    Parameters
    ----------
    p : array-like, shape (tests,)
        P-values, in [0, 1].
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out: they stay NaN and count as no test.

    Returns
    -------
    list of float
        In [p, 1].

    Raises
    ------
    ValueError
        A p is below 0 or above 1, there is more than one dimension; or a missing value under ``raise``.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6,
    65–70.

    Examples
    --------
    >>> [round(one, 4) for one in holm([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.09, 0.09, 0.5]
    """
    return _adjusted(p, _holm, nan_policy)


def benjamini_hochberg(p: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> list[float]:
    """Benjamini and Hochberg's adjusted p-values, in the order given; as R's ``p.adjust(method = "BH")``.

    The i-th smallest p times ``m / i``, never above the one after it (Benjamini & Hochberg 1995). Holds the share of
    false findings among all findings.

    Parameters
    ----------
    p : array-like, shape (tests,)
        P-values, in [0, 1].
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out: they stay NaN and count as no test.

    Returns
    -------
    list of float
        In [p, 1].

    Raises
    ------
    ValueError
        A p is below 0 or above 1, there is more than one dimension; or a missing value under ``raise``.

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach to
    multiple testing. Journal of the Royal Statistical Society B 57, 289–300.

    Examples
    --------
    >>> [round(one, 4) for one in benjamini_hochberg([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.0533, 0.0533, 0.5]
    """
    return _adjusted(p, _benjamini_hochberg, nan_policy)


def _adjusted(p: npt.ArrayLike, method: Callable[[list[float]], list[float]], nan_policy: NanPolicy) -> list[float]:
    """The p-values adjusted by a method; those that are missing stay NaN."""
    array = probabilities(p, nan_policy)
    known = ~np.isnan(array)
    array[known] = method(array[known].tolist())
    found: list[float] = array.tolist()
    return found


def _holm(p: list[float]) -> list[float]:
    adjusted = [0.0] * len(p)
    running = 0.0
    for rank, i in enumerate(sorted(range(len(p)), key=p.__getitem__)):
        running = max(running, (len(p) - rank) * p[i])
        adjusted[i] = min(1.0, running)
    return adjusted


def _benjamini_hochberg(p: list[float]) -> list[float]:
    adjusted = [0.0] * len(p)
    running = 1.0
    descending = sorted(range(len(p)), key=p.__getitem__, reverse=True)
    for position, i in enumerate(descending):
        running = min(running, len(p) / (len(p) - position) * p[i])
        adjusted[i] = running
    return adjusted
