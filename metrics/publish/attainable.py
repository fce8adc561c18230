"""Which values people's answers can give at all (rule 43): the mean of a few lies on a lattice, not anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import ceil, floor, gcd

import numpy as np

from metrics.model.scores import answer_scores
from metrics.schema.precision import ENOUGH, rounded_to
from surveys import Instrument, Item
from surveys.model.survey import Floats

_DIGITS = 6
"""Decimals beyond which two values are one."""

_NEAR = 1e-6
"""Points by which a value may seem to lie outside of bounds for want of digits."""

_DENSE = 200
"""Values of a mean from which on they lie so close that their lattice protects no less than any number would."""

_FINEST = 10**6
"""The largest denominator of a raw score."""


def step_of(item: Item) -> float:
    """Points of the lattice on which sums of an item's scores lie: what all differences of two answers share."""
    raw = [Fraction(score).limit_denominator(_FINEST) for score in item.choices.scores]
    differences = [score - raw[0] for score in raw[1:]]
    base = reduce(lambda one, other: one * other // gcd(one, other), (one.denominator for one in differences), 1)
    common = Fraction(gcd(*(int(one * base) for one in differences)), base)
    return float(100 * common / (raw[-1] - raw[0]))


def shown_alike(mean: float, step: float, decimals: int) -> tuple[float, float]:
    """The least and the greatest mean on a lattice that are shown as one mean is.

    Parameters
    ----------
    mean : float
        It lies on the lattice itself.
    step : float
        Between two means of the lattice, which holds 0 and 100.
    decimals : int
    """
    half = 0.5 * 10.0**-decimals
    shown = rounded_to(mean, decimals)
    first, last = floor((shown - half) / step), ceil((shown + half) / step)
    alike = [step * number for number in range(max(first, 0), min(last, round(100.0 / step)) + 1)]
    alike = [one for one in alike if rounded_to(one, decimals) == shown]
    return min([mean, *alike]), max([mean, *alike])


@dataclass(frozen=True)
class Lattice:
    """The values that a mean of some people can have, ascending; None where they lie too close to count."""

    values: Floats | None

    def within(self, low: float, high: float) -> tuple[float, float]:
        """The outermost values within bounds; the middle twice where there is none."""
        if self.values is None:
            return low, high
        inside = self.values[(self.values >= low - _NEAR) & (self.values <= high + _NEAR)]
        return (float(inside[0]), float(inside[-1])) if inside.size else ((low + high) / 2, (low + high) / 2)

    def has_room(self, low: float, high: float) -> bool:
        """Whether at least two values lie within bounds, the outermost 10 points apart."""
        first, last = self.within(low, high)
        return last - first >= ENOUGH


def lattice_of_mean(parts: Iterable[Lattice], weights: Sequence[float] | Floats) -> Lattice:
    """The values of a weighted mean, each part of which is free to have any of its own."""
    mass = float(np.sum(weights))
    values: Floats = np.zeros(1)
    for part, weight in zip(parts, weights, strict=True):
        if part.values is None:
            return Lattice(None)
        values = np.unique(np.round(np.add.outer(values, part.values * (weight / mass)), _DIGITS))
        if values.size > _DENSE:
            return Lattice(None)
    return Lattice(values)


def lattices_of_items(instrument: Instrument) -> dict[str, Lattice]:
    """The scores of each item's answers, by its name; items with the same answers share one."""
    found: dict[tuple[float, ...], Lattice] = {}
    return {
        item.name: found.setdefault(tuple(scores.tolist()), Lattice(scores))
        for item in instrument.items
        for scores in [np.unique(answer_scores(item))]
    }
