"""Cronbach's alpha and what goes with it, all from one covariance matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import fdtri

from metrics.statistics.arrays import Flags, Floats, NanPolicy, complete_cases

FEWEST_CASES = 3
NO_VARIANCE = 1e-12
"""Of a sum of items: a variance below this share of its terms is rounding."""


@dataclass(frozen=True)
class Alpha:
    """Cronbach's alpha of some items, and how each item bears on it.

    Attributes
    ----------
    n, items : int
        Respondents, all with every item, and items.
    alpha, low, high : float or None
        Raw alpha and Feldt's 95 % interval; None where it is undefined, with its `reason`.
    reason : str or None
        ``too_few_complete_cases`` (below 3), ``items_constant`` (all of them), ``single_item`` or ``total_constant``
        (the items cancel out).
    item_rest : tuple of float or None, an item each
        Correlation with the sum of the other items; None where either is constant.
    if_dropped : tuple of float or None, an item each
        Alpha of the other items; None where they are fewer than 2 or their sum is constant.
    inter_item_low, inter_item_high, inter_item_mean : float or None
        Of the correlations between any two items that vary; None where there are no two.
    """

    n: int
    items: int
    alpha: float | None
    low: float | None
    high: float | None
    reason: str | None
    item_rest: tuple[float | None, ...]
    if_dropped: tuple[float | None, ...]
    inter_item_low: float | None
    inter_item_high: float | None
    inter_item_mean: float | None


def cronbach_alpha(items: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> Alpha:
    """Cronbach's raw alpha (1951) of complete cases, with Feldt's interval and each item's part in it.

    ``k/(k − 1) · (1 − Σ variances of the items / variance of their sum)``.

    Parameters
    ----------
    items : array-like, shape (people, items)
        Scores, all turned the same way. Items that are constant count: leave them out beforehand if they should not.
    nan_policy : {"raise", "omit"}
        Refuse missing scores, or leave out the people who lack an item.

    Returns
    -------
    Alpha
        Below 3 people, and where it is undefined, alpha is None and `reason` says why.

    Raises
    ------
    ValueError
        `items` has no column, is not two-dimensional, or holds an infinite number; or a missing one under ``raise``.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16, 297–334.
    Feldt, L. S., Woodruff, D. J. & Salih, F. A. (1987). Statistical inference for coefficient alpha. Applied
    Psychological Measurement 11, 93–103.

    Examples
    --------
    >>> found = cronbach_alpha([[0, 0, 25], [25, 50, 25], [50, 50, 75], [75, 100, 75]])
    >>> print(f"{found.alpha:.2f} ({found.low:.2f} to {found.high:.2f})")
    0.93 (0.56 to 1.00)
    """
    cases = complete_cases(items, nan_policy)
    return alpha_of_covariance(item_covariance(cases), cases.shape[0])


def item_covariance(scores: Floats) -> Floats:
    """Covariance (n − 1) of complete cases, shape (items, items); exactly 0 for constant items and below 2 people."""
    people, items = scores.shape
    if people < 2:
        return np.zeros((items, items))
    centred = scores - scores.mean(axis=0)
    # A mean of equal numbers may be off by rounding, which would leave a constant item a variance.
    centred[:, scores.min(axis=0) == scores.max(axis=0)] = 0.0
    covariance: Floats = centred.T @ centred / (people - 1)
    return covariance


def alpha_of_covariance(covariance: Floats, n: int) -> Alpha:
    """`cronbach_alpha` of a covariance matrix.

    Parameters
    ----------
    covariance : array, shape (items, items)
        From `item_covariance`.
    n : int
        Respondents behind it.
    """
    items = covariance.shape[0]
    reason = _why_undefined(covariance, n)
    sums = _Sums.of(covariance)
    alpha = None if reason else _ratio(items, float(np.trace(covariance)), sums.total)
    low, high = (None, None) if alpha is None else feldt_interval(alpha, n, items)
    between = None if n < FEWEST_CASES else _inter_item(covariance)
    return Alpha(
        n=n,
        items=items,
        alpha=alpha,
        low=low,
        high=high,
        reason=reason,
        item_rest=_item_rest(covariance, sums) if n >= FEWEST_CASES else (None,) * items,
        if_dropped=_if_dropped(covariance, sums) if n >= FEWEST_CASES else (None,) * items,
        inter_item_low=None if between is None else float(between.min()),
        inter_item_high=None if between is None else float(between.max()),
        inter_item_mean=None if between is None else float(between.mean()),
    )


def feldt_interval(alpha: float, n: int, items: int, level: float = 0.95) -> tuple[float, float]:
    """Feldt's interval of alpha (Feldt, Woodruff & Salih 1987, eqs. 6 and 7; Feldt 1965).

    ``1 − (1 − alpha)·F`` at the upper and the lower quantile of F with n − 1 and (n − 1)(items − 1) degrees of
    freedom; `n` and `items` are at least 2.
    """
    between, within = n - 1, (n - 1) * (items - 1)
    upper, lower = fdtri(between, within, 0.5 + level / 2), fdtri(between, within, 0.5 - level / 2)
    return 1 - (1 - alpha) * float(upper), 1 - (1 - alpha) * float(lower)


@dataclass(frozen=True)
class _Sums:
    """Variances of the sum of all items, and of the sum without each item; 0 where they are rounding."""

    total: float
    without: Floats

    @classmethod
    def of(cls, covariance: Floats) -> _Sums:
        total, size = float(covariance.sum()), float(np.abs(covariance).sum())
        without = total - 2 * covariance.sum(axis=1) + np.diag(covariance)
        floor = NO_VARIANCE * size
        return cls(total if total > floor else 0.0, np.where(without > floor, without, 0.0))


def _why_undefined(covariance: Floats, n: int) -> str | None:
    if n < FEWEST_CASES:
        return "too_few_complete_cases"
    if not np.diag(covariance).any():
        return "items_constant"
    if covariance.shape[0] < 2:
        return "single_item"
    return None if _Sums.of(covariance).total else "total_constant"


def _ratio(items: int, variances: float, total: float) -> float:
    return items / (items - 1) * (1 - variances / total)


def _item_rest(covariance: Floats, sums: _Sums) -> tuple[float | None, ...]:
    variances = np.diag(covariance)
    size = np.sqrt(variances * sums.without)
    shared = covariance.sum(axis=1) - variances
    found = np.clip(shared / np.where(size > 0, size, 1.0), -1.0, 1.0)
    return _known(found, size > 0)


def _if_dropped(covariance: Floats, sums: _Sums) -> tuple[float | None, ...]:
    items = int(covariance.shape[0])
    others = items - 1
    if others < 2:
        return (None,) * items
    variances = np.diag(covariance)
    known = sums.without > 0
    ratio = (variances.sum() - variances) / np.where(known, sums.without, 1.0)
    return _known(others / (others - 1) * (1 - ratio), known)


def _inter_item(covariance: Floats) -> Floats | None:
    """The correlations between any two items that vary, each once; None where there are no two."""
    varies = np.diag(covariance) > 0
    if varies.sum() < 2:
        return None
    deviation = np.sqrt(np.diag(covariance)[varies])
    correlation = covariance[np.ix_(varies, varies)] / np.outer(deviation, deviation)
    between: Floats = np.clip(correlation[np.triu_indices(deviation.size, 1)], -1.0, 1.0)
    return between


def _known(values: Floats, known: Flags) -> tuple[float | None, ...]:
    return tuple(float(value) if is_known else None for value, is_known in zip(values, known, strict=True))
