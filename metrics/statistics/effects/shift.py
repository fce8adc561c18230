"""The Hodges–Lehmann shift: the median of all averages of two differences, or of all differences of two people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np
import numpy.typing as npt

from surveys.model.survey import Floats

Integers = npt.NDArray[np.int64]

_LATTICE = 1e9
_FEW = 2000
_FEW_SUMS = 70**2


def hodges_lehmann_pairs(differences: Floats) -> float | None:
    """Median of the n(n + 1)/2 Walsh averages ``(dᵢ + dⱼ)/2``, i ≤ j (Hodges and Lehmann 1963).

    Parameters
    ----------
    differences : array, shape (people,)
        Rounded to 9 decimals, none missing. The median is exact on their lattice, for any number of people.

    Returns
    -------
    float or None
        None where there is nobody.
    """
    if differences.size == 0:
        return None
    if differences.size**2 <= _FEW_SUMS:
        whole = np.rint(differences * _LATTICE)
        return _median(np.add.outer(whole, whole)[_upper(whole.size)]) / 2 / _LATTICE
    values, counts = _on_lattice(differences)
    if values.size**2 <= _FEW:
        weights = np.multiply.outer(counts, counts)
        weights[np.diag_indices(values.size)] += counts
        return _middle(np.add.outer(values, values).ravel(), weights.ravel() / 2) / 2 / _LATTICE
    sums = _Sums(values, counts, values, counts, 2 * values, counts)
    return sums.median(2) / 2 / _LATTICE


def hodges_lehmann_samples(first: Floats, second: Floats) -> float | None:
    """Median of the nm differences ``second − first`` (Hodges and Lehmann 1963).

    Parameters
    ----------
    first, second : array, shape (people,)
        Scores of each round, rounded to 9 decimals, none missing. The median is exact on their lattice.

    Returns
    -------
    float or None
        None where a round has nobody.
    """
    if not (first.size and second.size):
        return None
    values, counts = _on_lattice(-first)
    none = np.zeros(0, np.int64)
    return _Sums(values, counts, *_on_lattice(second), none, none).median(1) / _LATTICE


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

    Sums are counted, and found between two bounds, by their places in ascending values: none is ever listed but the
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
            pairs, interpolate = int((self._places(high) - self._places(low)).sum()), not interpolate
        return self._between(low, high, [place - below for place in wanted])

    def _places(self, bound: int) -> Integers:
        """For each value of `one`, how many values of `other` make a sum up to the bound with it."""
        return np.searchsorted(self.other, bound - self.one, side="right")

    def _count(self, bound: int) -> int:
        counts = np.concatenate([[0], np.cumsum(self.other_counts)])
        single = self.single_counts[: np.searchsorted(self.single, bound, side="right")]
        return int(self.one_counts @ counts[self._places(bound)] + single.sum())

    def _highest(self, bound: int) -> int:
        places = self._places(bound)
        some = places > 0
        return int((self.one[some] + self.other[places[some] - 1]).max())

    def _lowest_above(self, bound: int) -> int:
        places = self._places(bound)
        some = places < self.other.size
        return int((self.one[some] + self.other[places[some]]).min())

    def _between(self, low: int, high: int, wanted: list[int]) -> float:
        """Mean of the sums at two places, counted from `low`, of those above it and up to `high`."""
        start, stop = self._places(low), self._places(high)
        many = stop - start
        one = np.repeat(np.arange(self.one.size), many)
        other = np.arange(one.size) + np.repeat(start - np.cumsum(many) + many, many)
        alone = slice(*np.searchsorted(self.single, [low, high], side="right"))
        sums = np.concatenate([self.one[one] + self.other[other], self.single[alone]])
        weights = np.concatenate([self.one_counts[one] * self.other_counts[other], self.single_counts[alone]])
        order = np.argsort(sums, kind="stable")
        places = np.searchsorted(np.cumsum(weights[order]), wanted)
        first, second = sums[order[places]].tolist()
        return float((first + second) / 2)
