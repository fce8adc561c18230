"""What rows of several pairs of rounds reveal by all measures together (rule 2).

The index, the dimensions and the items are linked by arithmetic: a dimension that is shown for some people, and its
items for a few people less, give the answers of these few. So each measure and those that it is the mean of are looked
at together, as sums over people, rounds and parts. What a pair of rounds gives away by itself, at full precision, of
those who skipped a question is not looked for here (rule 40).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt

from metrics.model.cells import Cell
from metrics.model.measures import INDEX_COLUMN, scored_dimension
from metrics.protection.audit.combinations import CLOSE, SumMatrix, all_resting_on_few, row_space
from metrics.protection.audit.structure import strata_of
from metrics.protection.comparison import Comparison
from surveys.model.survey import Flags, Floats, Integers

_MOST_LOOKED_AT = 1_000
"""Combinations that are looked at, in each part those of the fewest kinds of people first."""

_MOST_KINDS = 400
"""Kinds of people that are told apart; those of fewest people who are in rows of many are left out first."""


@dataclass(frozen=True)
class LinkedRow:
    """A row that is shown, of one comparison; `is_open` says whether it may give up what it shows."""

    comparison: int
    cell: Cell
    column: int
    with_levels: bool
    is_open: bool


@dataclass(frozen=True)
class Family:
    """A measure that is the weighted mean of others, by its column and theirs; weights of shape (parts,)."""

    whole: int
    parts: tuple[int, ...]
    weights: Floats


def families_of(comparison: Comparison) -> list[Family]:
    """The index over its dimensions, and each dimension (the index, where there is none) over its items."""
    people = comparison.people
    form = people.survey.instrument
    column = {measure.name: index for index, measure in enumerate(people.measures) if measure.level != "rating"}
    dimension_of = scored_dimension(form)
    weight_of = {dimension.name: dimension.weight for dimension in form.dimensions}
    found = []
    for dimension in dict.fromkeys(dimension_of.values()):
        items = tuple(column[item] for item, its in dimension_of.items() if its == dimension and item in column)
        found.append(Family(column[dimension] if dimension else INDEX_COLUMN, items, np.ones(len(items))))
    dimensions = [name for name in dict.fromkeys(dimension_of.values()) if name]
    if dimensions:
        weights = np.array([weight_of.get(name, 1.0) for name in dimensions])
        found.append(Family(INDEX_COLUMN, tuple(column[name] for name in dimensions), weights))
    return found


class LinkedSums:
    """The sums of a family that rows publish, over kinds of people, rounds and parts.

    Parameters
    ----------
    comparisons : sequence of Comparison
    family : Family
    rows : sequence of LinkedRow
        All that are shown: first those that are not open, then those that are given up last.
    """

    def __init__(self, comparisons: Sequence[Comparison], family: Family, rows: Sequence[LinkedRow]) -> None:
        self._comparisons, self._family, self._threshold = comparisons, family, comparisons[0].threshold
        self._rows = [row for row in rows if row.column in (family.whole, *family.parts)]
        self._rounds = sorted({index for one in comparisons for index in one.people.round_indices})

    def revealing(self) -> LinkedRow | None:
        """The first row with which, beside all before it, something follows of few people; None where nothing does.

        What a pair of rounds gives away alone is left aside, and what all rows together do that are not open.
        """
        if not self._few.any():
            return None
        sums, of_row = self._matrix
        if not sums.rows.size:
            return None
        behind: list[LinkedRow] = [self._rows[k] for k in of_row.tolist()]
        pairs, settled = np.array([row.comparison for row in behind]), sum(not row.is_open for row in behind)
        if settled == len(behind):
            return None
        known = _Known(sums, pairs, settled)
        looked_at: set[bytes] = set()
        for found in islice(all_resting_on_few(known.taken_away(), self._threshold), _MOST_LOOKED_AT):
            people = found.strata.tobytes()
            if people not in looked_at and known.is_new(found.strata):
                return behind[self._first_new(sums, pairs, settled, found.strata)]
            looked_at.add(people)
        return None

    def _first_new(self, sums: SumMatrix, pairs: Integers, settled: int, strata: Flags) -> int:
        """With which sum, all before it given, something new follows of some strata."""
        without, enough = settled, len(sums.rows)
        while enough - without > 1:
            number = (without + enough) // 2
            some = SumMatrix(sums.rows[:number], sums.holder, sums.size)
            if _Known(some, pairs[:number], settled).is_new(strata):
                enough = number
            else:
                without = number
        return enough - 1

    @cached_property
    def _few(self) -> Flags:
        """Who is one of few people in the same rows, those of its parts left aside, shape (people,)."""
        sets = [members for row in self._rows if row.column not in self._family.parts for _, members in self._sets(row)]
        if not sets:
            return np.zeros(self._comparisons[0].people.survey.group.size, dtype=np.bool_)
        stratum, size, _ = strata_of(sets)
        return np.asarray((stratum >= 0) & (size[stratum] < self._threshold))

    def _sets(self, row: LinkedRow) -> list[tuple[int, Flags]]:
        """The people behind a row in each round, by the round's index in the survey."""
        comparison = self._comparisons[row.comparison]
        names = [round_.name for round_ in comparison.people.survey.rounds]
        sets = comparison.layout.sets[comparison.people.measures[row.column].name][row.cell.name]
        return [(names.index(basis.round), members) for basis, members in sets if basis.round is not None]

    @cached_property
    def _matrix(self) -> tuple[SumMatrix, Integers]:
        """All sums, and the index of the row that each is of."""
        sums = [(k, one) for k, row in enumerate(self._rows) for one in self._sums_of(row)]
        table = np.array([one for _, one in sums])
        kinds, size = self._kinds(table)
        table = table[:, kinds]
        holder = np.repeat(np.arange(len(kinds)), table.shape[2] * table.shape[3])
        flat = table.reshape(len(table), -1)
        used = flat.any(axis=0)
        return SumMatrix(flat[:, used], holder[used], size), np.array([k for k, _ in sums])

    def _kinds(self, table: Floats) -> tuple[Integers, Integers]:
        """One person of each kind, who counts the same in all sums, and how many they are.

        Those who are not one of few count as many. Of very many kinds of these, the rarest are left out: less is then
        asked of a combination, so that none is overlooked.
        """
        people = np.ascontiguousarray(table.transpose(1, 0, 2, 3)).reshape(table.shape[1], -1)
        counts = np.flatnonzero(people.any(axis=1))
        _, first, size = np.unique(_values(people[counts]), return_index=True, return_counts=True)
        kinds = counts[first]
        is_few = self._few[kinds]
        size = np.where(is_few, size, np.maximum(size, self._threshold))
        kept = np.argsort(np.where(is_few, -np.inf, -size), kind="stable")[: max(_MOST_KINDS, int(is_few.sum()))]
        return kinds[kept], size[kept]

    def _sums_of(self, row: LinkedRow) -> Iterator[Floats]:
        """The sums of a row, arrays of shape (people, rounds, parts)."""
        levels = []
        sets = self._sets(row)
        is_of_same = all((members == sets[0][1]).all() for _, members in sets)
        for index, members in sets:
            sums = np.zeros((members.size, len(self._rounds), len(self._family.parts)))
            sums[:, self._rounds.index(index)] = members[:, None] * self._share(row, index)
            levels.append(sums if is_of_same else sums / max(int(members.sum()), 1))
        if row.with_levels or len(levels) < 2:
            yield from levels
        else:
            yield levels[1] - levels[0]

    def _share(self, row: LinkedRow, index: int) -> Floats:
        """How much of each part goes into each person's score in a round, shape (people, parts) or (parts,)."""
        parts = list(self._family.parts)
        if row.column in parts:
            return np.asarray(np.array(parts) == row.column, dtype=float)
        people = self._comparisons[row.comparison].people
        scores = people.scores[people.round_indices.index(index)][:, parts]
        share = self._family.weights * ~np.isnan(scores)
        total = share.sum(axis=1, keepdims=True)
        return np.asarray(share / np.where(total > 0, total, 1.0))


class _Known:
    """What of few people is given away anyway: by each pair of rounds alone, and by the sums that are settled.

    Parameters
    ----------
    sums : SumMatrix
    pairs : array of int, shape (sums,)
        The comparison that each sum is of.
    settled : int
        How many sums, the first ones, are shown whatever else is.
    """

    def __init__(self, sums: SumMatrix, pairs: Integers, settled: int) -> None:
        self._sums = sums
        together = [sums.rows[pairs == pair] for pair in np.unique(pairs)]
        if np.unique(pairs[:settled]).size > 1:
            together.append(sums.rows[:settled])
        self._spaces = [row_space(rows) for rows in together]

    def taken_away(self) -> SumMatrix:
        """The sums without what is given away anyway of one stratum alone."""
        rows, holders = [], []
        for stratum in range(self._sums.size.size):
            own = np.flatnonzero(self._sums.holder == stratum)
            columns = self._sums.rows[:, own]
            known = self._of(own)
            if len(known):
                left = np.linalg.svd(known, full_matrices=True)[2][len(known) :]
                columns = columns @ left.T
            rows.append(columns)
            holders.append(np.full(columns.shape[1], stratum))
        return SumMatrix(np.hstack(rows), np.concatenate(holders), self._sums.size)

    def is_new(self, strata: Flags) -> bool:
        """Whether all sums together give away more of some strata."""
        own = np.flatnonzero(strata[self._sums.holder])
        return len(_inside(self._together, own)) > len(self._of(own))

    @cached_property
    def _together(self) -> Floats:
        return row_space(self._sums.rows)

    def _of(self, columns: Integers) -> Floats:
        """What is given away anyway of some columns, shape (ways, columns)."""
        return row_space(np.vstack([_inside(space, columns) for space in self._spaces]))


def _inside(space: Floats, columns: Integers) -> Floats:
    """A basis of what lies in a space, given by an orthonormal basis, and on some columns alone."""
    if not columns.size or not space.size:
        return np.zeros((0, columns.size))
    _, sizes, right = np.linalg.svd(space[:, columns], full_matrices=False)
    return np.asarray(right[sizes > 1 - CLOSE])


def _values(rows: Floats) -> npt.NDArray[np.void]:
    """Each row as one value."""
    joined = np.ascontiguousarray(np.round(rows, 9) + 0.0)
    return joined.view(np.dtype((np.void, joined.dtype.itemsize * joined.shape[1]))).ravel()
