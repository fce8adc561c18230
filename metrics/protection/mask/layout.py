"""The rows that a comparison could have, before any is hidden: its cells, its measures, and the people behind each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from metrics.model.cells import Cell, is_side
from metrics.model.presence import Presence
from metrics.protection.mask.categories import breakdown_cells
from metrics.protection.mask.merging import Pattern, make_pattern
from metrics.protection.mask.row_sets import BOTH_ROUNDS, Basis, CountedSet, RowSets
from metrics.protection.mask.weights import sets_by_weight
from surveys.model.survey import Breakdown, Flags, Floats


@dataclass(frozen=True)
class Layout:
    """The rows that a comparison could have.

    Attributes
    ----------
    people : Presence
    threshold : int
        Fewest people that a number may rest on.
    pattern : Pattern
        The cells of the stakeholder table: everybody, sides and groups.
    breakdowns : mapping
        The categories of each breakdown, by its name, in the form's order.
    columns : mapping
        Columns of the measures that have a row, by cell.
    sets : mapping
        The people behind each row.
    """

    people: Presence
    threshold: int
    pattern: Pattern
    breakdowns: Mapping[str, tuple[Cell, ...]]
    columns: Mapping[str, Collection[int]]
    sets: RowSets

    @property
    def stakeholders(self) -> tuple[Cell, ...]:
        """Everybody, sides and groups, hidden ones included."""
        return self.pattern.cells

    @property
    def headline_cells(self) -> tuple[Cell, ...]:
        """The cells that carry the headline: each side; where there are none, all together."""
        sides = tuple(cell for cell in self.stakeholders if is_side(cell.name))
        return sides or (self.pattern.everybody,)

    def sets_of(self, cells: Iterable[Cell]) -> RowSets:
        """The people behind the rows of some cells."""
        names = {cell.name for cell in cells}
        return {
            measure: {name: behind for name, behind in by_cell.items() if name in names}
            for measure, by_cell in self.sets.items()
        }

    def is_few(self, number: int) -> bool:
        """Whether a difference of so many people would reveal somebody's answer."""
        return 0 < number < self.threshold

    @cached_property
    def few_came_or_went(self) -> bool:
        """Whether 1 to threshold − 1 people of all, a side or a shown group are in one round alone (rule 38)."""
        if not self.people.pair:
            return False
        first, second = (round_.present for round_ in self.people.rounds)
        return any(
            self.is_few(int(np.count_nonzero(cell.members & some)))
            for cell in self.stakeholders
            if not cell.hidden
            for some in (first & ~second, second & ~first)
        )


def lay_out(
    people: Presence,
    threshold: int,
    breakdowns: Iterable[Breakdown] = (),
    weights: Sequence[Floats] | None = None,
) -> Layout:
    """Settles which cells there are, merged where they are small, and which rows they could have.

    Parameters
    ----------
    breakdowns : iterable of Breakdown, optional
        In the form's order: the cells of each depend on those before it.
    weights : sequence of array, optional
        Each person's weight in each round, where levels are weighted.
    """
    pattern = make_pattern(people, threshold)
    cells = list(pattern.cells)
    categories: dict[str, tuple[Cell, ...]] = {}
    for breakdown in breakdowns:
        shown = [cell for cell in cells if not cell.hidden]
        of_it = () if pattern.everybody.hidden else tuple(breakdown_cells(people, breakdown, shown, threshold))
        categories[breakdown.name] = of_it
        cells += of_it
    columns = {cell.name: columns_with_rows(people, cell) for cell in cells}
    sets = _sets_of_rows(people, cells, columns, threshold, weights)
    return Layout(people, threshold, pattern, categories, columns, sets)


def columns_with_rows(people: Presence, cell: Cell) -> frozenset[int]:
    """Columns of the measures that a cell was asked; one that is hidden altogether has a hidden row of each.

    Only stakeholder groups and sides have rows of who rates whom.
    """
    asked = np.any([round_.asked[cell.members].any(axis=0) for round_ in people.rounds], axis=0)
    rates = np.array([measure.level == "rating" for measure in people.measures])
    if cell.hidden:
        asked |= ~rates & people.has_rows
    if cell.by is not None:
        asked &= ~rates
    return frozenset(np.flatnonzero(asked).tolist())


def _sets_of_rows(
    people: Presence,
    cells: Sequence[Cell],
    columns: Mapping[str, Collection[int]],
    threshold: int,
    weights: Sequence[Floats] | None,
) -> dict[str, dict[str, list[CountedSet]]]:
    counted = [
        np.ascontiguousarray(people.with_measures(round_position).T) for round_position in range(len(people.rounds))
    ]
    both = np.ascontiguousarray(people.in_both.T) if people.estimand == "all" else None
    return {
        measure.name: {
            cell.name: _sets(
                people,
                cell,
                {round_position: counted[round_position][column] for round_position in people.positions(column)},
                None if both is None or people.is_apart(column) else both[column],
                threshold,
                weights,
            )
            for cell in cells
            if column in columns[cell.name]
        }
        for column, measure in enumerate(people.measures)
    }


def _sets(
    people: Presence,
    cell: Cell,
    counted: Mapping[int, Flags],
    both: Flags | None,
    threshold: int,
    weights: Sequence[Floats] | None,
) -> list[CountedSet]:
    """The people behind a row in each round, by its position.

    With weights, also those of whom weighted numbers reveal something; under ``all`` also those in both rounds, on whom
    rises and falls rest.
    """
    sets = [
        CountedSet(Basis(people.rounds[round_position].name), cell.members & flags)
        for round_position, flags in counted.items()
    ]
    if weights is not None:
        for (basis, members), round_position in zip(list(sets), counted, strict=True):
            sets += sets_by_weight(basis, members, weights[round_position], threshold)
    if both is not None:
        sets.append(CountedSet(BOTH_ROUNDS, cell.members & both))
    return sets
