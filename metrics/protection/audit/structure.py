"""The published rows of one measure in one round as linear equations over strata: the people in the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from metrics.protection.audit.combinations import CLOSE
from metrics.protection.audit.remainders import remainders
from surveys.model.survey import Flags, Floats, Integers


@dataclass(frozen=True)
class Structure:
    """Who counts in which row.

    People who are in the same rows are one stratum: the rows do not distinguish them.

    Attributes
    ----------
    stratum : array of int, shape (people,)
        -1 for those who are in no row.
    size : array of int, shape (strata,)
    rows : array of float, shape (rows, strata)
        1 where a stratum is part of a row, else 0.
    """

    stratum: Integers
    size: Integers
    rows: Floats

    @classmethod
    def of(cls, sets: Sequence[Flags]) -> Structure:
        """The structure of some sets of people, a row each; arrays of shape (people,)."""
        stratum, size, belongs = strata_of(sets)
        return cls(stratum, size, belongs.astype(float))

    @cached_property
    def outside(self) -> Floats:
        """The projection onto what the rows leave open, shape (strata, strata).

        A sum over strata follows from the rows if, and only if, this makes nothing of its coefficients: they lie in
        the space that the rows span.
        """
        _, sizes, right = np.linalg.svd(self.rows, full_matrices=False)
        basis = right[sizes > CLOSE * max(1.0, sizes.max(initial=0.0))]
        return np.asarray(np.eye(self.size.size) - basis.T @ basis)

    def follows(self, parts: Flags) -> bool:
        """Whether the sum over some strata follows from the rows."""
        chosen = self.outside[parts][:, parts]
        return bool(chosen.sum() < CLOSE)

    def behind(self, parts: Flags) -> Floats:
        """How much of each row goes into the sum over some strata, shape (rows,)."""
        weights, *_ = np.linalg.lstsq(self.rows.T, parts.astype(float), rcond=None)
        return np.asarray(np.where(np.abs(weights) > CLOSE, weights, 0.0))

    @cached_property
    def left(self) -> Flags:
        """Sets that rows may leave of others, shape (sets, strata)."""
        return remainders(self.rows > 0)

    def holding(self, parts: Flags) -> npt.NDArray[np.intp]:
        """The rows that hold all of some strata."""
        return np.flatnonzero((self.rows[:, parts] > 0).all(axis=1))

    @cached_property
    def is_plain(self) -> bool:
        """Whether each stratum is a row of its own, so that rows together reveal no more than each by itself."""
        alone = self.rows.sum(axis=1) == 1
        return bool(self.rows[alone].any(axis=0).all())


def strata_of(sets: Sequence[Flags]) -> tuple[Integers, Integers, Flags]:
    """The strata of some sets of people, arrays of shape (people,).

    Returns
    -------
    stratum : array of int, shape (people,)
        -1 for those who are in no set.
    size : array of int, shape (strata,)
    belongs : array of bool, shape (sets, strata)
    """
    belongs = np.array(sets)
    anywhere = np.flatnonzero(belongs.any(axis=0))
    _, first, inverse, size = np.unique(
        _keys(belongs[:, anywhere]), return_index=True, return_inverse=True, return_counts=True
    )
    stratum = np.full(belongs.shape[1], -1, dtype=np.intp)
    stratum[anywhere] = inverse
    return stratum, size, belongs[:, anywhere[first]]


def _keys(belongs: Flags) -> npt.NDArray[Any]:
    """A key a person, the same for those who are in the same rows; of flags of shape (rows, people)."""
    packed = np.packbits(belongs, axis=0)
    word = np.dtype(np.uint64).itemsize
    if packed.shape[0] <= word:  # numbers are compared many times as quickly as bytes
        padded = np.zeros((packed.shape[1], word), dtype=np.uint8)
        padded[:, : packed.shape[0]] = packed.T
        return padded.view(np.uint64).ravel()
    rows = np.ascontiguousarray(packed.T)
    return rows.view([("", rows.dtype)] * rows.shape[1]).ravel()
