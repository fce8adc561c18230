"""Between which two values a change lies, by all that is shown of its row (rule 43).

A change in whole points lies within half a point of what is shown. But the ends of its interval are the change less
and more a multiple of its standard error, the statistic is the ratio of the two, p follows from that, what could be
detected is a multiple of the standard error, and the effect is the change over the standard deviation: together they
leave it less. Change and standard error are two unknowns under linear constraints; the bounds are at their corners.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, inf, isfinite, log10

import numpy as np
from scipy.special import stdtrit

from metrics.model.settings import T_TESTS
from metrics.schema.kinds import IN_POINTS, RATIO_DECIMALS
from metrics.schema.precision import P_DECIMALS, rounded_to
from metrics.statistics.power import noncentrality
from metrics.tables.changes import ChangeRow
from surveys.model.survey import Floats

Interval = tuple[float, float]

_NEAR = 1e-9
_LEAST_P = 1e-300
_REACH = 0.975
"""The quantile at the end of a 95 % interval."""


@dataclass(frozen=True)
class Shown:
    """A change row in full, and as it is handed on.

    Attributes
    ----------
    full, rounded : ChangeRow
    decimals : int
        Of the points that are handed on.
    deviations : tuple of float, or None
        The standard deviations of both rounds, in full; None where they are not shown.
    """

    full: ChangeRow
    rounded: ChangeRow
    decimals: int
    deviations: tuple[float, float] | None = None


def change_bounds(shown: Shown, *, has_spread: bool = True) -> Interval:
    """The least and the greatest change that fit what is shown of a row; infinite where nothing is.

    Degrees of freedom are taken as known: they follow from the number of people, or nearly so.

    Parameters
    ----------
    shown : Shown
    has_spread : bool
        Whether interval, p, statistic, effect and what could be detected are shown; else the change alone.
    """
    half = 0.5 * 10.0**-shown.decimals
    if shown.full.change is None or shown.rounded.change is None:
        return -inf, inf
    low, high = _around(shown.full.change, shown.rounded.change, half)
    if not has_spread:
        return low, high
    least, most = _of_effect(shown, half)
    low, high = max(low, least), min(high, most)
    lines = [(1.0, 0.0, high), (-1.0, 0.0, -low), (0.0, -1.0, 0.0), *_lines(shown, half)]
    return _range_of_first(np.array(lines), (low, high))


def _around(full: float, rounded: float, half: float) -> Interval:
    """The numbers that are rounded so: within half a step, or a whole one where it was moved to its other side."""
    reach = half if abs(full - rounded) <= half + _NEAR else 2 * half
    return rounded - reach, rounded + reach


def _lines(shown: Shown, half: float) -> Iterator[tuple[float, float, float]]:
    """Constraints a·change + b·error ≤ c, as (a, b, c)."""
    full, rounded = shown.full, shown.rounded
    if full.df is None or full.se is None:
        return
    if rounded.test not in IN_POINTS:
        reach = float(stdtrit(full.df, _REACH))
        for value, end, sign in ((full.ci_low, rounded.ci_low, -1.0), (full.ci_high, rounded.ci_high, 1.0)):
            if value is None or end is None:
                continue
            low, high = _around(value, end, half)
            yield 1.0, sign * reach, high
            yield -1.0, -sign * reach, -low
    if rounded.detectable is not None and full.detectable is not None and rounded.detectable_alpha is not None:
        times = noncentrality(full.df, rounded.detectable_alpha)
        low, high = _around(full.detectable, rounded.detectable, half)
        yield 0.0, times, high
        yield 0.0, -times, -low
    for low, high in _ratios(shown):
        yield -1.0, low, 0.0
        yield 1.0, -high, 0.0


def _ratios(shown: Shown) -> Iterator[Interval]:
    """Between which values the change over its standard error lies, by the statistic and by p."""
    full, rounded = shown.full, shown.rounded
    if rounded.test not in T_TESTS or full.df is None or full.change is None:
        return
    if rounded.statistic is not None and full.statistic is not None:
        yield _around(full.statistic, rounded.statistic, 0.5 * 10.0**-RATIO_DECIMALS)
    if rounded.p is not None and full.p is not None:
        digits = P_DECIMALS if rounded.p >= 10.0**-P_DECIMALS else -floor(log10(max(rounded.p, _LEAST_P)))
        least, most = _around(full.p, rounded.p, 0.5 * 10.0**-digits)
        near, far = (-float(stdtrit(full.df, min(max(p, _LEAST_P), 1.0) / 2)) for p in (most, least))
        yield (near, far) if full.change >= 0 else (-far, -near)


def _of_effect(shown: Shown, half: float) -> Interval:
    """The bounds of the change by Hedges' g and its interval, the middle of which is change over deviation."""
    full, rounded = shown.full, shown.rounded
    if (
        rounded.effect != "hedges_g_av"
        or shown.deviations is None
        or rounded.effect_value is None
        or not full.effect_value
    ):
        return -inf, inf
    spread = float(np.sqrt(np.square(shown.deviations).mean()))
    deviations = [rounded_to(one, shown.decimals) for one in shown.deviations]
    ends = [float(np.sqrt(np.square([max(one + way * half, 0.0) for one in deviations]).mean())) for way in (-1, 1)]
    if full.change is None or not spread:
        return -inf, inf
    reach = 0.5 * 10.0**-RATIO_DECIMALS
    times = full.change / spread / full.effect_value  # 1 over the correction for small numbers
    ratios = [((rounded.effect_value - reach) * times, (rounded.effect_value + reach) * times)]
    if rounded.effect_low is not None and rounded.effect_high is not None:
        middle = (rounded.effect_low + rounded.effect_high) / 2
        ratios.append((middle - reach, middle + reach))
    low, high = max(one[0] for one in ratios), min(one[1] for one in ratios)
    found = [ratio * end for ratio in (low, high) for end in ends]
    return min(found), max(found)


def _range_of_first(lines: Floats, otherwise: Interval) -> Interval:
    """The range of x under lines a·x + b·y ≤ c, at the corners of what they leave; infinite ratios say nothing."""
    lines = lines[np.isfinite(lines).all(axis=1)]
    one, other = np.triu_indices(len(lines), 1)
    (a, b, c), (d, e, f) = lines[one].T, lines[other].T
    across = a * e - b * d
    crossing = np.abs(across) > _NEAR
    points = np.stack([(c * e - b * f)[crossing], (a * f - c * d)[crossing]], axis=1) / across[crossing, None]
    inside = (points @ lines[:, :2].T <= lines[:, 2] + _NEAR * 100).all(axis=1)
    found = points[inside, 0]
    if not found.size or not isfinite(float(found.min())):
        return otherwise
    return float(found.min()), float(found.max())
