"""Counting in whole numbers, and what else the exact tests are held against."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_DIGIT = 8


def ways_to_each_sum(steps: Sequence[int]) -> list[int]:
    """How many of all subsets of some steps have each sum: ∏ (1 + x^step), its coefficients digits of a long integer.

    Returns
    -------
    list of int
        By the sum over what all steps have in common, `common`.
    """
    return ways_to_draw(steps, None)


def ways_to_draw(steps: Sequence[int], drawn: int | None) -> list[int]:
    """How many subsets of so many steps have each sum: ∏ (1 + y x^step), an integer for each power of y.

    Sums are counted in what all steps have in common, `common`; with None, subsets of every size are counted.
    """
    unit = common(steps)
    whole = [step // unit for step in steps]
    width = len(steps) // _DIGIT + 1
    if drawn is None:
        ways = 1
        for step in whole:
            ways += ways << (_DIGIT * step * width)
    else:
        by_number = [1] + [0] * drawn
        for step in whole:
            for taken in reversed(range(drawn)):
                by_number[taken + 1] += by_number[taken] << (_DIGIT * step * width)
        ways = by_number[drawn]
    digits = ways.to_bytes(width * (sum(whole) + 1), "little")
    return [int.from_bytes(digits[at : at + width], "little") for at in range(0, len(digits), width)]


def common(steps: Sequence[int]) -> int:
    """What divides all steps; 1 where all are 0."""
    return math.gcd(*steps) or 1


def doubled_midranks(values: npt.ArrayLike) -> np.ndarray:
    """Twice the midrank of each value: who is below it counts twice, who is level with it, itself included, once."""
    values = np.asarray(values)
    below, level = values[:, None] > values, values[:, None] == values
    return np.asarray(2 * below.sum(axis=1) + level.sum(axis=1) + 1)


def close(found: tuple[float, float], known: tuple[float, float], most: float = 1e-12) -> bool:
    """Whether two pairs of numbers are the same but for some relative, or absolute, error."""
    return all(abs(one - other) <= max(most, most * abs(other)) for one, other in zip(found, known, strict=True))
