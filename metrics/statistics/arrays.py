"""Arrays in: what the statistics accept, what missing values mean, and what is refused.

Every public function reads its arguments here once. The functions behind it (``…_of_differences``, ``…_of_samples``,
…) take clean arrays and check nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

NanPolicy = Literal["raise", "omit"]
"""What to do with missing values (NaN, None, NA): refuse them, or leave them out."""

DECIMALS = 9
"""Scores, and differences of scores, are compared after rounding to so many decimals, so that equal ones tie."""

STILL = 10.0**-DECIMALS
"""Scores closer together than this are equal; only rounding sets them apart."""


def rounded(values: Floats) -> Floats:
    """`values` to 9 decimals, so that equal ones tie."""
    return np.asarray(np.round(values, DECIMALS))


def sample(values: npt.ArrayLike, name: str, nan_policy: NanPolicy) -> Floats:
    """One value a person, shape (people,), at least one; without those missing under ``omit``."""
    array = _numbers(values, name, dimensions=1)
    missing = _missing(array, name, nan_policy)
    present: Floats = _some(array[~missing], name)
    return present


def samples(before: npt.ArrayLike, after: npt.ArrayLike, nan_policy: NanPolicy) -> tuple[Floats, Floats]:
    """Two rounds of different people, shapes (n,) and (m,)."""
    return sample(before, "before", nan_policy), sample(after, "after", nan_policy)


def pairs(before: npt.ArrayLike, after: npt.ArrayLike, nan_policy: NanPolicy) -> tuple[Floats, Floats]:
    """Two rounds of the same people in the same order; under ``omit`` without those who lack either round."""
    first, second = rounds(before, after, nan_policy)
    both = ~(np.isnan(first) | np.isnan(second))
    return _some(first[both], "before and after"), second[both]


def differences(before: npt.ArrayLike, after: npt.ArrayLike, nan_policy: NanPolicy) -> Floats:
    """After minus before of each pair, rounded so that equal differences tie."""
    first, second = pairs(before, after, nan_policy)
    return rounded(second - first)


def rounds(before: npt.ArrayLike, after: npt.ArrayLike, nan_policy: NanPolicy) -> tuple[Floats, Floats]:
    """Two rounds of the same people in the same order; under ``omit`` NaN stays where a person lacks a round."""
    first, second = (_numbers(x, name, dimensions=1) for x, name in ((before, "before"), (after, "after")))
    _same_length(before=first, after=second)
    for array, name in ((first, "before"), (second, "after")):
        _missing(array, name, nan_policy)
    return _some(first, "before and after"), second


def categories(before: npt.ArrayLike, after: npt.ArrayLike, nan_policy: NanPolicy) -> Integers:
    """Which of the distinct answers, ascending, the same people gave in each round, shape (2, people).

    Answers are numbers or words; under ``omit`` without the people who lack either round.
    """
    first, second = (_labels(x, name) for x, name in ((before, "before"), (after, "after")))
    _same_length(before=first, after=second)
    absent = [_missing(array, name, nan_policy) for array, name in ((first, "before"), (second, "after"))]
    kept = ~(absent[0] | absent[1])
    given = np.stack([_some(first[kept], "before and after"), second[kept]])
    try:
        _, indices = np.unique(given, return_inverse=True)
    except TypeError as error:
        raise ValueError("before and after: answers are either numbers or words") from error
    return indices.reshape(given.shape).astype(np.int64)


def labels(values: npt.ArrayLike, name: str, nan_policy: NanPolicy) -> Integers:
    """Which of the distinct labels, ascending, each person has, shape (people,).

    Labels are numbers or words; under ``omit`` −1 where one is missing.
    """
    array = _labels(values, name)
    found = ~_missing(array, name, nan_policy)
    try:
        _, indices = np.unique(array[found], return_inverse=True)
    except TypeError as error:
        raise ValueError(f"{name}: labels are either numbers or words") from error
    of = np.full(array.size, -1, dtype=np.int64)
    of[found] = indices
    return of


def groups(values: Sequence[npt.ArrayLike] | npt.ArrayLike, nan_policy: NanPolicy) -> list[Floats]:
    """One sample a group: the members of a list or tuple, or the columns of a table."""
    if isinstance(values, list | tuple):
        listed: Sequence[npt.ArrayLike] = values
    else:
        listed = list(_numbers(np.asarray(values), "groups", dimensions=2).T)
    if len(listed) < 2:
        raise ValueError("at least 2 groups are needed")
    return [sample(one, f"group {number}", nan_policy) for number, one in enumerate(listed)]


def complete_cases(items: npt.ArrayLike, nan_policy: NanPolicy) -> Floats:
    """Scores of shape (people, items); under ``omit`` without the people who lack an item."""
    table = _numbers(items, "items", dimensions=2)
    if not table.shape[1]:
        raise ValueError("items: there are no observations")
    return table[~_missing(table, "items", nan_policy).any(axis=1)]


def probabilities(values: npt.ArrayLike, nan_policy: NanPolicy) -> Floats:
    """P-values, shape (tests,), in [0, 1]; under ``omit`` NaN stays where one is missing."""
    array = _numbers(values, "p", dimensions=1)
    _missing(array, "p", nan_policy)
    if ((array < 0) | (array > 1)).any():
        raise ValueError("p: a probability lies between 0 and 1")
    return array


def _numbers(values: npt.ArrayLike, name: str, dimensions: int) -> Floats:
    array = np.asarray(values)
    if array.ndim != dimensions:
        raise ValueError(f"{name}: {dimensions} dimension(s) are needed, not {array.ndim}")
    if array.dtype.kind == "O":
        array = np.where(_absent(array), np.nan, array)
    if array.dtype.kind not in "biufO" or _has_text(array):
        raise ValueError(f"{name}: numbers are needed, not text or dates")
    try:
        numbers: Floats = array.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: numbers are needed") from error
    if np.isinf(numbers).any():
        raise ValueError(f"{name}: every observation has to be a finite number")
    return numbers


def _has_text(array: Any) -> bool:
    return array.dtype.kind == "O" and any(isinstance(value, str) for value in array.flat)


def _labels(values: npt.ArrayLike, name: str) -> Any:
    array = np.asarray(values)
    if array.dtype.kind == "U" and array is not values:
        array = np.asarray(values, dtype=object)  # as text, a NaN among words would be the word "nan"
    if array.ndim != 1:
        raise ValueError(f"{name}: 1 dimension(s) are needed, not {array.ndim}")
    if array.dtype.kind == "f" and np.isinf(array).any():
        raise ValueError(f"{name}: every observation has to be a finite number")
    return array


def _absent(array: Any) -> Flags:
    """Where a value is missing: None, NA, or one that differs from itself, as NaN does."""
    if array.dtype.kind != "O":
        return np.asarray(array != array)
    flat = [value is None or type(value).__name__ == "NAType" or bool(value != value) for value in array.ravel()]
    return np.array(flat, dtype=np.bool_).reshape(array.shape)


def _missing(array: Any, name: str, nan_policy: NanPolicy) -> Flags:
    if nan_policy not in ("raise", "omit"):
        raise ValueError(f"nan_policy: 'raise' or 'omit', not {nan_policy!r}")
    missing = _absent(array)
    if nan_policy == "raise" and missing.any():
        many = np.count_nonzero(missing)
        raise ValueError(f'{name}: {many} missing value(s); nan_policy="omit" leaves them out')
    return missing


def _same_length(**arrays: Any) -> None:
    (one, first), (other, second) = arrays.items()
    if first.size != second.size:
        raise ValueError(f"{one} and {other} are of the same people: {first.size} and {second.size} values can't be")


def _some(array: Any, name: str) -> Any:
    if not array.size:
        raise ValueError(f"{name}: there are no observations")
    return array
