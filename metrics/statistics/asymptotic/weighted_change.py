"""Weighted means of a round, and the change of the weighted mean with its linearised interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import STILL, Flags, Floats, NanPolicy, rounds
from metrics.statistics.asymptotic.mean_change_result import MeanChange
from metrics.statistics.asymptotic.t_tests import satterthwaite


@dataclass(frozen=True)
class WeightedChange:
    """The change of the weighted mean between two rounds, in points.

    Attributes
    ----------
    change : float or None
        None where a round has nobody with a value and a weight.
    low, high : float or None
        95 % interval; None below 2 people in a round.
    n_effective_from, n_effective_to : float
        Kish's effective number of people in each round.
    """

    change: float | None
    low: float | None
    high: float | None
    n_effective_from: float
    n_effective_to: float


@dataclass(frozen=True)
class _Round:
    """A round's weighted mean, who counts there, and what each person adds to the mean's error (0 for the rest)."""

    counted: Flags
    n: int
    mean: float
    n_effective: float
    influence: Floats


def effective_n(weights: Floats) -> float:
    """How many equally weighted people weigh as much: ``(Σw)²/Σw²`` (Kish 1965, §11.7); 0 without any.

    Parameters
    ----------
    weights : array, shape (people,)
        Those that are NaN, 0 or negative do not count.
    """
    w = _of_usual_size(weights[weights > 0])
    return float(w.sum()) ** 2 / float((w * w).sum()) if w.size else 0.0


def _of_usual_size(weights: Floats) -> Floats:
    """The weights times the power of two that makes the largest about 1.

    It changes no weighted number, not even its last digit: only shares of weights count, and a power of two is exact.
    Sums of very large weights would overflow, squares of very small ones vanish.
    """
    _, exponent = np.frexp(weights.max(initial=0.0))
    scaled: Floats = np.ldexp(weights, -exponent)
    return scaled


def weighted_change(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    weights_before: npt.ArrayLike,
    weights_after: npt.ArrayLike,
    *,
    nan_policy: NanPolicy = "raise",
) -> WeightedChange:
    """Weighted mean after minus weighted mean before, with a linearised (Taylor) 95 % interval.

    A weighted mean is a ratio of two weighted sums; its error is the sum of what each person adds,
    ``w(y − m)/Σw`` (Binder 1983; Särndal, Swensson & Wretman 1992, §5.7). A person in both rounds adds the difference
    of both, so that the covariance of the rounds counts: ``n/(n−1)·Σu²`` over the n people in either, with n − 1
    degrees of freedom. Where nobody is in both, the rounds are two strata with Satterthwaite's degrees of freedom.
    Equal weights give the paired t interval for pairs only, and Welch's for two samples.

    Parameters
    ----------
    before, after : array-like, shape (people,)
        Scores, a person at the same index of both.
    weights_before, weights_after : array-like, shape (people,)
        The people's weights in each round; 0 counts nobody.
    nan_policy : {"raise", "omit"}
        ``omit`` leaves a person out of a round in which the score or the weight is missing; ``raise`` refuses them.

    Returns
    -------
    WeightedChange

    Raises
    ------
    ValueError
        The arrays differ in length, are not one-dimensional or hold an infinite number, a weight is negative; or a
        missing one under ``raise``.

    References
    ----------
    Binder, D. A. (1983). On the variances of asymptotically normal estimators from complex surveys. International
    Statistical Review 51, 279–292.
    Särndal, C.-E., Swensson, B. & Wretman, J. (1992). Model Assisted Survey Sampling. Springer.

    Examples
    --------
    >>> found = weighted_change([40.0, 55.0, 60.0], [50.0, 62.5, 60.0], [1.0, 2.0, 1.0], [1.0, 2.0, 1.0])
    >>> print(f"{found.change:.2f} points ({found.low:.2f} to {found.high:.2f})")
    6.25 points (-3.90 to 16.40)
    """
    first, second = rounds(before, after, nan_policy)
    weights = rounds(weights_before, weights_after, nan_policy)
    if first.size != weights[0].size:
        raise ValueError(f"each person has a weight: {first.size} people can't have {weights[0].size}")
    if any((weight < 0).any() for weight in weights):
        raise ValueError("a weight is negative")
    return weighted_change_of_rounds(first, second, *weights)


def weighted_change_of_rounds(
    before: Floats, after: Floats, weights_before: Floats, weights_after: Floats
) -> WeightedChange:
    """`weighted_change` of rounds of the same people.

    Whose score is NaN, or whose weight is NaN, 0 or negative, does not count in that round.
    """
    first, second = _round(before, weights_before), _round(after, weights_after)
    effective = first.n_effective, second.n_effective
    if min(first.n, second.n) == 0:
        return WeightedChange(None, None, None, *effective)
    low, high = _mean_change(first, second).interval(0.95)
    return WeightedChange(second.mean - first.mean, low, high, *effective)


def _mean_change(first: _Round, second: _Round) -> MeanChange:
    change = second.mean - first.mean
    if min(first.n, second.n) < 2:
        return MeanChange(change, None, None)
    if not (first.counted & second.counted).any():
        a, b = (_sum_of_squares(x.influence, x.n) for x in (first, second))
        return MeanChange(change, sqrt(a + b), satterthwaite(a, first.n - 1, b, second.n - 1))
    people = int(np.count_nonzero(first.counted | second.counted))
    return MeanChange(change, sqrt(_sum_of_squares(second.influence - first.influence, people)), people - 1)


def _sum_of_squares(influence: Floats, n: int) -> float:
    """``n/(n−1)·Σu²``; exactly 0 where nobody adds anything but rounding."""
    if n * float(np.abs(influence).max()) < STILL:
        return 0.0
    return float((influence**2).sum()) * n / (n - 1)


def _round(values: Floats, weights: Floats) -> _Round:
    counted = _counted(values, weights)
    w = _of_usual_size(np.where(counted, weights, 0.0))
    x = np.where(counted, values, 0.0)
    total = float(w.sum())
    mean = float((w * x).sum()) / total if total else 0.0
    influence = w * (x - mean) / (total or 1.0)
    return _Round(counted, int(np.count_nonzero(counted)), mean, effective_n(w), influence)


def _counted(values: Floats, weights: Floats) -> Flags:
    counted: Flags = (weights > 0) & ~np.isnan(values)
    return counted
