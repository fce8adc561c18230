"""Scores as whole numbers: the lattice of their common denominator, recovered from numbers rounded to 9 decimals.

Scores are rational: answers on a scale, means of some of them, weighted means of those. As multiples of one over their
common denominator their sums are compared in whole numbers, so that no tie is split or made by rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.statistics.arrays import Floats, Integers

# A multiple of 1 to 14 and of 16: the denominators of nearly all scores.
_USUAL = 720_720
# Up to here a score that fits by chance is rare: 1 in 250, and all scores have to fit.
_LARGEST = 2_000_000
_BLOCK = 1 << 16
_DECIMALS = 10**9
# Scores are rounded to 9 decimals, so that half of this is usual.
_ERROR = 1e-9
_TOO_LARGE = 2.0**61


TOO_LONG = "so many scores without a small common denominator: an exact p can't be counted out"
"""What a `NoLatticeError` says of scores."""


class NoLatticeError(ValueError):
    """The scores have no common denominator within reach, and are too many for the p to be counted out."""


@dataclass(frozen=True)
class Lattice:
    """Scores as multiples of ``1 / denominator``.

    Attributes
    ----------
    numbers : int64 array
        The scores times the denominator, in the order given.
    denominator : int
    slack : int
        Two sums that differ by no more than this are equal as far as the scores' decimals tell: 0 on a common
        denominator; on the lattice of the decimals, half a unit for each score.
    """

    numbers: Integers
    denominator: int
    slack: int


def lattice(scores: Floats) -> Lattice:
    """The whole numbers behind `scores`.

    A common denominator of up to two million is found if there is one; otherwise the ninth decimal is the unit.

    Raises
    ------
    NoLatticeError
        A score is too large for that, some 2e9 divided by the number of scores.
    """
    denominator, numbers, slack = _USUAL, _multiples(scores, _USUAL), 0
    if numbers is None:
        denominator = _smallest_denominator(np.unique(np.abs(scores))) or _DECIMALS
        numbers = np.rint(scores * denominator)
        slack = scores.size // 2 + 1 if denominator == _DECIMALS else 0
    if scores.size * float(np.abs(numbers).max()) > _TOO_LARGE:
        raise NoLatticeError("scores this large cannot be compared to 9 decimals")
    return Lattice(numbers.astype(np.int64), denominator, slack)


def _multiples(scores: Floats, denominator: int) -> Floats | None:
    """The scores as multiples of ``1 / denominator``; None if they are none, as far as their decimals tell."""
    scaled = scores * denominator
    numbers: Floats = np.rint(scaled)
    error = _ERROR * denominator + np.spacing(np.abs(scaled))
    return numbers if (np.abs(scaled - numbers) <= error).all() else None


def _smallest_denominator(scores: Floats) -> int | None:
    """The smallest common denominator; None if there is none up to the largest thought of."""
    for start in range(1, _LARGEST, _BLOCK):
        left = np.arange(start, start + _BLOCK, dtype=np.float64)
        for score in scores.tolist():
            scaled = score * left
            left = left[np.abs(scaled - np.rint(scaled)) <= _ERROR * left + np.spacing(scaled)]
            if not left.size:
                break
        else:
            return int(left[0])
    return None
