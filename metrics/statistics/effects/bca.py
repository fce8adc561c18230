"""Bias-corrected and accelerated (BCa) bootstrap intervals (Efron 1987)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor, fsum

import numpy as np
from scipy.special import ndtr, ndtri

from metrics.statistics.arrays import Floats


@dataclass(frozen=True)
class Interval:
    """Limits of a confidence interval; both None where the bootstrap knows nothing."""

    low: float | None
    high: float | None


@dataclass(frozen=True)
class Effect:
    """An effect size with its interval.

    Attributes
    ----------
    value : float or None
        None where it is not defined: nobody has the measure, or nobody's answer moved or differs.
    low, high : float or None
        None where `value` is, where no interval was asked for, and where the bootstrap knows nothing.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Influences:
    """Jackknife influences of one sample's people, those that are equal counted together.

    Attributes
    ----------
    values : array, shape (types,)
        ``(n − 1)(mean of the leave-one-out values − the leave-one-out value)``.
    counts : array, shape (types,)
        How many people have each.
    """

    values: Floats
    counts: Floats


def acceleration(samples: tuple[Influences, ...]) -> float:
    """``Σ_j ΣU³/n_j³ / (6 (Σ_j ΣU²/n_j²)^1.5)`` (Efron and Tibshirani 1993, eq. 14.15 and 15.36).

    0 where nobody has any influence. Sums are rounded once, so that the order of people changes no bit.
    """
    cubes = squares = 0.0
    for sample in samples:
        n = max(float(sample.counts.sum()), 1.0)
        second = sample.counts * sample.values**2
        cubes += fsum((second * sample.values).tolist()) / n**3
        squares += fsum(second.tolist()) / n**2
    return cubes / (6 * squares**1.5) if squares > 0 else 0.0


def bca(resampled: Floats, observed: float, jackknife: Callable[[], tuple[Influences, ...]], level: float) -> Interval:
    """The interval from the values of a statistic in the resamples.

    Resamples in which it is not defined (NaN) are left out. The interval is None where fewer than half are defined, or
    where those that are do not differ: then the bootstrap knows nothing of chance.

    The bias correction counts resamples equal to the observed value half. Quantiles are interpolated linearly at
    ``(B − 1)α``. Limits are found from both ends alike: turning all signs swaps them exactly.
    """
    ordered = np.sort(resampled)
    ordered = ordered[: ordered.size - np.count_nonzero(np.isnan(ordered))]
    if 2 * ordered.size < resampled.size or ordered.size == 0:
        return Interval(None, None)
    doubled = sum(int(ordered.searchsorted(observed, side)) for side in ("left", "right"))
    if doubled in (0, 2 * ordered.size) or ordered[0] == ordered[-1]:
        return Interval(None, None)
    accelerated = acceleration(jackknife())
    bias = _normal_quantile(doubled, 2 * ordered.size)
    reach = -float(ndtri((1 - level) / 2))
    below, above = _normal_share(bias, -reach, accelerated), _normal_share(-bias, -reach, -accelerated)
    return Interval(_quantile(ordered, below), 0.0 - _quantile(-ordered[::-1], above))


def _normal_quantile(part: int, whole: int) -> float:
    """Φ⁻¹(part / whole), with the sign turned exactly where part is whole − part."""
    if 2 * part <= whole:
        return float(ndtri(part / whole))
    return -float(ndtri((whole - part) / whole))


def _normal_share(bias: float, reach: float, accelerated: float) -> float:
    """The share of resamples below a limit: Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))).

    Where a(z₀ + z) reaches 1, the formula has passed infinity: the limit is the outermost resample.
    """
    moved = bias + reach
    left = 1 - accelerated * moved
    if left <= 0:
        return 1.0 if moved > 0 else 0.0
    return float(ndtr(bias + moved / left))


def _quantile(ordered: Floats, share: float) -> float:
    """The value below which a share of all is found, interpolated linearly at (n − 1) share."""
    position = (ordered.size - 1) * share
    first = floor(position)
    low, high = float(ordered[first]), float(ordered[min(first + 1, ordered.size - 1)])
    return low + (position - first) * (high - low)
