"""One comparison after disclosure control has settled which of its rows are shown: the ground of every table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from metrics.disclosure.complement import Reason, hidden_rows
from metrics.disclosure.later_pairs import ShownSets
from metrics.disclosure.pattern import Cell, Pattern, make_pattern
from metrics.population import Population
from surveys.survey import Flags


@dataclass(frozen=True)
class Comparison:
    """A pair of rounds (or one round), its cells, and the rows that are hidden.

    Attributes
    ----------
    people : Population
    pattern : Pattern
    hidden : mapping
        Reasons by measure and cell.
    threshold : int
    rows : mapping
        Columns of the measures that have a row, shown or hidden, by cell.
    """

    people: Population
    pattern: Pattern
    hidden: Mapping[str, Mapping[str, Reason]]
    threshold: int
    rows: Mapping[str, Collection[int]]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, hidden ones included."""
        return self.pattern.cells

    def has_row(self, cell: Cell, column: int) -> bool:
        """Whether a measure has a row in a cell, shown or hidden."""
        return column in self.rows[cell.name]

    def columns(self, cell: Cell, levels: Collection[str]) -> list[int]:
        """Columns of the measures of some levels that have a row in a cell."""
        return [
            column
            for column, measure in enumerate(self.people.measures)
            if measure.level in levels and self.has_row(cell, column)
        ]

    def reason(self, cell: Cell, column: int) -> Reason | None:
        """Why a row is hidden; None where it is shown."""
        return self.hidden[self.people.measures[column].name].get(cell.name)

    def shown(self, cell: Cell, levels: Collection[str]) -> list[int]:
        """Columns of the measures of some levels whose row in a cell is shown."""
        return [column for column in self.columns(cell, levels) if self.reason(cell, column) is None]

    def shows(self, cell: Cell, column: int) -> bool:
        """Whether a measure has a row in a cell, and it is shown."""
        return self.has_row(cell, column) and self.reason(cell, column) is None

    @cached_property
    def few_came_or_went(self) -> bool:
        """Whether 1 to threshold − 1 people of all, a side or a shown group are in one round alone (rule 38)."""
        if not self.people.pair:
            return False
        first, second = (round_.present for round_ in self.people.rounds)
        return any(
            self.is_few(int((cell.members & some).sum()))
            for cell in self.cells
            if not cell.hidden
            for some in (first & ~second, second & ~first)
        )

    def is_few(self, number: int) -> bool:
        """Whether a difference of so many people would tell somebody's answer."""
        return 0 < number < self.threshold


def compare(people: Population, threshold: int, earlier: ShownSets) -> Comparison:
    """Settles what is shown of a comparison, beside earlier ones; notes the sets of what is.

    Made from counts alone.
    """
    pattern = make_pattern(people, threshold)
    places = range(len(people.rounds))
    rows = {cell.name: columns_with_rows(people, cell) for cell in pattern.cells}
    counted = [np.ascontiguousarray(people.with_measures(which).T) for which in places]
    counted += [np.ascontiguousarray(people.in_both.T)] if people.estimand == "all" else []
    sets = {
        measure.name: {
            cell.name: _sets(people, cell, [flags[column] for flags in counted])
            for cell in pattern.cells
            if column in rows[cell.name]
        }
        for column, measure in enumerate(people.measures)
    }
    counts = {
        measure: {
            name: min(int(np.count_nonzero(members)) for _, members in behind) for name, behind in by_cell.items()
        }
        for measure, by_cell in sets.items()
    }
    telling = earlier.telling(sets, threshold)
    hidden = hidden_rows(pattern, counts, threshold, _twins(people, pattern), telling)
    for measure, by_cell in sets.items():
        for name, behind in by_cell.items():
            if name in hidden[measure]:
                earlier.hide(measure, name, behind)
            else:
                earlier.add(measure, behind)
    return Comparison(people, pattern, hidden, threshold, rows)


def columns_with_rows(people: Population, cell: Cell) -> frozenset[int]:
    """Columns of the measures that were put to a cell; one that is hidden altogether has a protected row of each."""
    put = np.any([flags[cell.members].any(axis=0) for flags in people.put], axis=0)
    if cell.hidden:
        put |= np.array([measure.level != "rating" for measure in people.measures])
    return frozenset(np.flatnonzero(put).tolist())


def _sets(people: Population, cell: Cell, counted: Sequence[Flags]) -> list[tuple[str, Flags]]:
    """The people behind a row in each round; under ``all`` also those in both, on whom rises and falls rest.

    With weights on, also those with a weight and those without: levels rest on the first, changes on all. `counted`:
    who has the measure in each round, and under ``all`` in both.
    """
    sets = [(round_.name, cell.members & flags) for round_, flags in zip(people.rounds, counted, strict=False)]
    if people.weighted:
        weights = [~np.isnan(people.weight(which)) for which in range(len(sets))]
        sets += [
            (name, members & part)
            for (name, members), known in zip(sets, weights, strict=True)
            for part in (known, ~known)
            if (members & part).any()
        ]
    if people.estimand == "all":
        sets.append(("", cell.members & counted[-1]))
    return sets


def _twins(people: Population, pattern: Pattern) -> dict[str, list[frozenset[str]]]:
    """By cell, the measures that rest on the same items there, and so are the same.

    An item that nobody of the cell answered in a round makes no difference there.
    """
    names = [item.name for item in people.survey.instrument.items]
    twins: dict[str, list[frozenset[str]]] = {}
    for cell in pattern.cells:
        groups = set(people.survey.group[cell.members].tolist())
        items_of = people.scored.items_of(groups)
        found: dict[frozenset[str], None] = {}
        for which, round_ in enumerate(people.rounds):
            given = np.asarray(~np.isnan(round_.scores[cell.members & people.base(which)]).all(axis=0))
            answered = {name for name, was_given in zip(names, given, strict=True) if was_given}
            alike: dict[frozenset[str], set[str]] = {}
            for measure, items in items_of.items():
                alike.setdefault(items & answered, set()).add(measure)
            found |= dict.fromkeys(frozenset(same) for items, same in alike.items() if items and len(same) > 1)
        twins[cell.name] = list(found)
    return twins
