"""The Hodges–Lehmann shift: the median of all averages of two differences, or of all differences of two people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np
import numpy.typing as npt

from metrics.statistics.arrays import Floats, Integers, NanPolicy, differences, rounded, samples
from metrics.statistics.effects.point_estimates import Estimate

_LATTICE = 1e9
_FEW = 2000
_FEW_SUMS = 70**2


def hodges_lehmann_pairs(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> Estimate:
    """Hodges–Lehmann shift of pairs: the median of the n(n + 1)/2 Walsh averages ``(dᵢ + dⱼ)/2``, i ≤ j.

    Parameters
    ----------
    before, after : array-like, shape (people,)
        Scores of the same people in the same order; d is after minus before, to 9 decimals. The median is exact on
        their lattice, for any number of people.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave out the people who lack either round.

    Returns
    -------
    Estimate
        In the unit of the scores.

    Raises
    ------
    ValueError
        There is no pair, the rounds differ in length, are not one-dimensional or hold an infinite number; or a missing
        one under ``raise``.

    References
    ----------
    Hodges, J. L. & Lehmann, E. L. (1963). Estimates of location based on rank tests. Annals of Mathematical Statistics
    34, 598–611.

    Examples
    --------
    >>> hodges_lehmann_pairs([50.0, 54.0, 50.0, 50.0], [62.5, 50.0, 50.0, 57.5])
    Estimate(value=4.0, n_before=4, n_after=4)
    """
    change = differences(before, after, nan_policy)
    return Estimate(hodges_lehmann_of_differences(change), change.size, change.size)


def hodges_lehmann_of_differences(change: Floats) -> float | None:
    """`hodges_lehmann_pairs` of rounded differences, after minus before, none missing; None where there are none."""
    if change.size == 0:
        return None
    if change.size**2 <= _FEW_SUMS:
        whole = np.rint(change * _LATTICE)
        return _median(np.add.outer(whole, whole)[_upper(whole.size)]) / 2 / _LATTICE
    values, counts = _on_lattice(change)
    if values.size**2 <= _FEW:
        weights = np.multiply.outer(counts, counts)
        weights[np.diag_indices(values.size)] += counts
        return _middle(np.add.outer(values, values).ravel(), weights.ravel() / 2) / 2 / _LATTICE
    sums = _Sums(values, counts, values, counts, 2 * values, counts)
    return sums.median(2) / 2 / _LATTICE


def hodges_lehmann_samples(before: npt.ArrayLike, after: npt.ArrayLike, *, nan_policy: NanPolicy = "raise") -> Estimate:
    """Hodges–Lehmann shift of two independent samples: the median of the nm differences ``after − before``.

    Parameters
    ----------
    before, after : array-like, shapes (n,) and (m,)
        Scores of the people of each round, to 9 decimals. The median is exact on their lattice.
    nan_policy : {"raise", "omit"}
        Refuse missing values, or leave them out.

    Returns
    -------
    Estimate
        In the unit of the scores.

    Raises
    ------
    ValueError
        A round is empty, not one-dimensional, or holds an infinite number; or a missing one under ``raise``.

    References
    ----------
    Hodges, J. L. & Lehmann, E. L. (1963). Estimates of location based on rank tests. Annals of Mathematical Statistics
    34, 598–611.

    Examples
    --------
    >>> hodges_lehmann_samples([40.0, 55.0], [55.0, 62.5, 80.0])
    Estimate(value=18.75, n_before=2, n_after=3)
    """
    first, second = samples(before, after, nan_policy)
    return Estimate(hodges_lehmann_of_samples(rounded(first), rounded(second)), first.size, second.size)


def hodges_lehmann_of_samples(before: Floats, after: Floats) -> float | None:
    """`hodges_lehmann_samples` of rounded scores, none missing; None where a round has nobody."""
    if not (before.size and after.size):
        return None
    values, counts = _on_lattice(-before)
    none = np.zeros(0, np.int64)
    return _Sums(values, counts, *_on_lattice(after), none, none).median(1) / _LATTICE


@lru_cache(maxsize=128)
def _upper(size: int) -> tuple[Integers, Integers]:
    return np.triu_indices(size)


def _median(values: Floats) -> float:
    """The median of some whole numbers."""
    low, high = (values.size - 1) // 2, values.size // 2
    values.partition([low, high])
    return float(values[low] + values[high]) / 2


def _on_lattice(values: Floats) -> tuple[Integers, Integers]:
    """Distinct values as whole numbers of the ninth decimal, ascending, and how often each is there."""
    distinct, counts = np.unique(np.rint(values * _LATTICE).astype(np.int64), return_counts=True)
    return distinct, counts.astype(np.int64)


def _middle(values: Integers, weights: Floats) -> float:
    """The median of values that are there so many times; of every value twice half as often, it is the same."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    total = round(float(reached[-1]))
    first, second = values[order[np.searchsorted(reached, [(total + 1) // 2, total // 2 + 1])]].tolist()
    return float(first + second) / 2


@dataclass(frozen=True)
class _Sums:
    """All sums of one of `one` and one of `other`, weighted by their counts, and single values besides.

    Sums are counted, and found between two bounds, by their ranks in ascending values: none is ever listed but the
    few that are left when the bounds have closed in.
    """

    one: Integers
    one_counts: Integers
    other: Integers
    other_counts: Integers
    single: Integers
    single_counts: Integers

    def median(self, weight: int) -> float:
        """The median, where each value is there `weight` times as often as it counts.

        The bounds close in by interpolation and by halving in turn.
        """
        total = int(self.one_counts.sum() * self.other_counts.sum() + self.single_counts.sum()) // weight
        wanted = weight * ((total + 1) // 2), weight * (total // 2 + 1)
        low, high = int(self.one[0] + self.other[0]) - 1, int(self.one[-1] + self.other[-1])
        below, upto = 0, total * weight
        pairs, interpolate = prod((self.one.size, self.other.size)), True
        while pairs > max(_FEW, 4 * self.other.size) and high - low > 1:
            share = (sum(wanted) / 2 - below) / (upto - below) if interpolate else 0.5
            middle = min(max(low + int((high - low) * share), low + 1), high - 1)
            counted = self._count(middle)
            if counted >= wanted[1]:
                high, upto = middle, counted
            elif counted < wanted[0]:
                low, below = middle, counted
            else:
                return (self._highest(middle) + self._lowest_above(middle)) / 2
            pairs, interpolate = int((self._counts_up_to(high) - self._counts_up_to(low)).sum()), not interpolate
        return self._between(low, high, [rank - below for rank in wanted])

    def _counts_up_to(self, bound: int) -> Integers:
        """For each value of `one`, how many values of `other` make a sum up to the bound with it."""
        return np.searchsorted(self.other, bound - self.one, side="right")

    def _count(self, bound: int) -> int:
        counts = np.concatenate([[0], np.cumsum(self.other_counts)])
        single = self.single_counts[: np.searchsorted(self.single, bound, side="right")]
        return int(self.one_counts @ counts[self._counts_up_to(bound)] + single.sum())

    def _highest(self, bound: int) -> int:
        counts = self._counts_up_to(bound)
        some = counts > 0
        return int((self.one[some] + self.other[counts[some] - 1]).max())

    def _lowest_above(self, bound: int) -> int:
        counts = self._counts_up_to(bound)
        some = counts < self.other.size
        return int((self.one[some] + self.other[counts[some]]).min())

    def _between(self, low: int, high: int, wanted: list[int]) -> float:
        """Mean of the sums of two ranks, counted from `low`, of those above it and up to `high`."""
        start, stop = self._counts_up_to(low), self._counts_up_to(high)
        many = stop - start
        one = np.repeat(np.arange(self.one.size), many)
        other = np.arange(one.size) + np.repeat(start - np.cumsum(many) + many, many)
        alone = slice(*np.searchsorted(self.single, [low, high], side="right"))
        sums = np.concatenate([self.one[one] + self.other[other], self.single[alone]])
        weights = np.concatenate([self.one_counts[one] * self.other_counts[other], self.single_counts[alone]])
        order = np.argsort(sums, kind="stable")
        indices = np.searchsorted(np.cumsum(weights[order]), wanted)
        first, second = sums[order[indices]].tolist()
        return float((first + second) / 2)
