"""Sparse matrices that turn how often each person is drawn into how often each position of many samples is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array

from metrics.statistics.arrays import Integers
from metrics.statistics.effects.distinct_values import DistinctValues, PersonTypes
from metrics.statistics.effects.draws import Counts, counted_in

Singles = npt.NDArray[np.float32]

_TOGETHER = 3
"""Measures that are counted together."""

_MANY = 2000
"""People from which that saves time."""


class Counter:
    """Counts how often each position of several measures is drawn, of one sample's people.

    A product with a sparse matrix costs one addition for each person and measure, however many positions there are.
    Where it saves additions, a few measures are counted together: people by their positions in all of them, then these
    types of people.

    Parameters
    ----------
    by_sample : sequence of DistinctValues
        Of the same people.
    rows_of : sequence of int array
        For each sample, the row of the counts that each of its positions has.
    rows : int
    """

    def __init__(self, by_sample: Sequence[DistinctValues], rows_of: Sequence[Integers], rows: int) -> None:
        people = by_sample[0].people
        singly = [
            np.append(of_sample, -1)[distinct.position] for distinct, of_sample in zip(by_sample, rows_of, strict=True)
        ]
        kind = counted_in(people)
        self._factors = [_ones(singly, rows, kind)]
        if people >= _MANY and len(by_sample) > 1:
            together = [_ones(*factor, kind) for factor in _together(by_sample, rows_of, rows)]
            if sum(factor.nnz for factor in together) < sum(factor.nnz for factor in self._factors):
                self._factors = together

    def count(self, drawn: Counts) -> Singles:
        """Counts of all rows, shape (rows, resamples), from how often people are drawn, shape (people, resamples)."""
        for factor in self._factors:
            drawn = factor @ drawn
        return drawn.astype(np.float32, copy=False)


def _ones(columns: Sequence[Integers], rows: int, kind: type[np.uint16] | type[np.float32]) -> csc_array:
    """Ones at (column[i], i) for each column and i; none where that is negative."""
    row = np.stack(columns, axis=1).astype(np.int32)
    kept = row >= 0
    ends = np.concatenate([[0], np.cumsum(np.count_nonzero(kept, axis=1))]).astype(np.int32)
    row = row[kept]
    return csc_array((np.ones(row.size, kind), row, ends), shape=(rows, columns[0].size))


def _together(
    by_sample: Sequence[DistinctValues], rows_of: Sequence[Integers], rows: int
) -> list[tuple[list[Integers], int]]:
    """What `_ones` makes the matrix of that counts types of people, by so many measures, and the one of positions."""
    of_people: list[Integers] = []
    of_types: list[list[Integers]] = [[] for _ in range(_TOGETHER)]
    total = 0
    for first in range(0, len(by_sample), _TOGETHER):
        types = PersonTypes.of(by_sample[first : first + _TOGETHER])
        of_people.append(types.member + total)
        total += types.counts.size
        for index, rows_of_position in enumerate(of_types):
            measure = first + index
            none = np.full(types.counts.size, -1)
            rows_of_position.append(
                np.append(rows_of[measure], -1)[types.positions[index]] if measure < len(by_sample) else none
            )
    return [(of_people, total), ([np.concatenate(one) for one in of_types], rows)]
