"""Sparse matrices that turn how often each person is drawn into how often each rung of many ladders is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array

from metrics.statistics.effects.draws import Counts, counted_in
from metrics.statistics.effects.ladder import Integers, Kinds, Ladder

Singles = npt.NDArray[np.float32]

_TOGETHER = 3
"""Measures that are counted together."""

_MANY = 2000
"""People from which that saves time."""


class Counter:
    """Counts the rungs of several measures that one sample's people stand on.

    A product with a sparse matrix costs one addition for each person and measure, however many rungs there are. Where
    it saves additions, a few measures are counted together: people by the rungs that they stand on in all of them,
    then these kinds of people.

    Parameters
    ----------
    ladders : sequence of Ladder
        Of the same people.
    places : sequence of int array
        For each ladder, the row of the counts that each of its rungs has.
    rows : int
    """

    def __init__(self, ladders: Sequence[Ladder], places: Sequence[Integers], rows: int) -> None:
        people = ladders[0].people
        singly = [np.append(place, -1)[ladder.rung] for ladder, place in zip(ladders, places, strict=True)]
        kind = counted_in(people)
        self._factors = [_ones(singly, rows, kind)]
        if people >= _MANY and len(ladders) > 1:
            together = [_ones(*factor, kind) for factor in _together(ladders, places, rows)]
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


def _together(ladders: Sequence[Ladder], places: Sequence[Integers], rows: int) -> list[tuple[list[Integers], int]]:
    """What `_ones` makes the matrix of that counts kinds of people, by so many measures, and the one of rungs."""
    of_people: list[Integers] = []
    of_kinds: list[list[Integers]] = [[] for _ in range(_TOGETHER)]
    total = 0
    for first in range(0, len(ladders), _TOGETHER):
        kinds = Kinds.of(ladders[first : first + _TOGETHER])
        of_people.append(kinds.member + total)
        total += kinds.counts.size
        for place, rows_of_rung in enumerate(of_kinds):
            measure = first + place
            none = np.full(kinds.counts.size, -1)
            rows_of_rung.append(np.append(places[measure], -1)[kinds.rungs[place]] if measure < len(ladders) else none)
    return [(of_people, total), ([np.concatenate(one) for one in of_kinds], rows)]
