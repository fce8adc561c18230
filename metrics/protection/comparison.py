"""One comparison after disclosure control has settled which of its rows are shown: the ground of every table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from metrics.model.cells import Cell
from metrics.model.population import Population
from metrics.protection.mask.by_weight import parts_by_weight
from metrics.protection.mask.categories import breakdown_cells
from metrics.protection.mask.complement import Reason, hidden_categories, hidden_rows
from metrics.protection.mask.later_pairs import ShownSets
from metrics.protection.mask.pattern import Pattern, make_pattern
from metrics.protection.unanimity import unanimous_rows
from surveys import Issue
from surveys.model.survey import Breakdown, Flags

Sets = Mapping[str, Mapping[str, Sequence[tuple[str, Flags]]]]
"""The people behind each row: by measure and cell, a round's name with those who count there."""


ROBUSTNESS, ATTRITION = "robustness", "attrition"


@dataclass(frozen=True)
class Aside:
    """A number that is told beside the tables: the table, what it is there, and the cell."""

    table: str
    what: tuple[str, ...]
    cell: str


@dataclass(frozen=True)
class Comparison:
    """A pair of rounds (or one round), its cells, and the rows that are hidden.

    Attributes
    ----------
    people : Population
    pattern : Pattern
        The stakeholder table: everybody, sides and groups.
    breakdowns : mapping
        The categories of each breakdown that was settled behind it, by the breakdown's name.
    hidden : mapping
        Reasons by measure and cell, those of breakdowns that are not asked for included.
    threshold : int
    rows : mapping
        Columns of the measures that have a row, shown or hidden, by cell.
    sets : mapping
        The people behind each row.
    group_by : str or None
        The breakdown that is asked for.
    """

    people: Population
    pattern: Pattern
    breakdowns: Mapping[str, tuple[Cell, ...]]
    hidden: Mapping[str, Mapping[str, Reason]]
    threshold: int
    rows: Mapping[str, Collection[int]]
    sets: Sets
    group_by: str | None = None

    @property
    def stakeholders(self) -> tuple[Cell, ...]:
        """Everybody, sides and groups, hidden ones included."""
        return self.pattern.cells

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells that have rows in the result, hidden ones included; categories last."""
        return self.pattern.cells + self.breakdowns.get(self.group_by or "", ())

    @property
    def settled(self) -> tuple[Cell, ...]:
        """All cells, those of breakdowns that are not asked for included."""
        return self.pattern.cells + tuple(cell for cells in self.breakdowns.values() for cell in cells)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is to be told of the cells."""
        if self.group_by is None or self.breakdowns.get(self.group_by) or self.pattern.everybody.hidden:
            return self.pattern.issues
        return (*self.pattern.issues, Issue("warning", "breakdown_merged", values={"column": self.group_by}))

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
            for cell in self.stakeholders
            if not cell.hidden
            for some in (first & ~second, second & ~first)
        )

    def is_few(self, number: int) -> bool:
        """Whether a difference of so many people would tell somebody's answer."""
        return 0 < number < self.threshold


def compare(people: Population, threshold: int, earlier: ShownSets) -> Comparison:
    """Settles what is shown of a comparison's stakeholder table, beside earlier ones; notes the sets of what is.

    Made from counts alone, but for rows in which all are alike.
    """
    pattern = make_pattern(people, threshold)
    rows = {cell.name: columns_with_rows(people, cell) for cell in pattern.cells}
    sets = _sets_of_rows(people, pattern.cells, rows, threshold)
    telling = _telling(people, sets, threshold, earlier)
    hidden = hidden_rows(pattern, _counts(sets), threshold, _twins(people, pattern.cells), telling)
    earlier.note(sets, hidden)
    return Comparison(people, pattern, {}, hidden, threshold, rows, sets)


def with_breakdown(
    comparison: Comparison, breakdown: Breakdown, earlier: ShownSets, later: Sequence[ShownSets]
) -> Comparison:
    """The comparison with the categories of one more breakdown; nothing that was settled before it is changed.

    Parameters
    ----------
    earlier : ShownSets
        What comparisons before this one show.
    later : sequence of ShownSets
        The same for those behind it: the sets of what is shown are noted there.
    """
    people, threshold = comparison.people, comparison.threshold
    cells: tuple[Cell, ...] = ()
    if not comparison.pattern.everybody.hidden:
        shown = [cell for cell in comparison.settled if not cell.hidden]
        cells = tuple(breakdown_cells(people, breakdown, shown, threshold))
    rows = {cell.name: columns_with_rows(people, cell) for cell in cells}
    sets = _sets_of_rows(people, cells, rows, threshold)
    counts, telling = _counts(sets), _telling(people, sets, threshold, earlier)
    hidden = {
        measure: hidden_categories(cells, counts[measure], threshold, telling[measure], settled)
        for measure, settled in comparison.hidden.items()
    }
    for ledger in later:
        ledger.note(sets, hidden)
    return replace(
        comparison,
        breakdowns={**comparison.breakdowns, breakdown.name: cells},
        hidden={measure: {**settled, **hidden[measure]} for measure, settled in comparison.hidden.items()},
        rows={**comparison.rows, **rows},
        sets={measure: {**settled, **sets[measure]} for measure, settled in comparison.sets.items()},
        group_by=breakdown.name,
    )


def _counts(sets: Sets) -> dict[str, dict[str, int]]:
    """The smallest n of each row."""
    return {
        measure: {
            name: min(int(np.count_nonzero(members)) for _, members in behind) for name, behind in by_cell.items()
        }
        for measure, by_cell in sets.items()
    }


def _telling(people: Population, sets: Sets, threshold: int, earlier: ShownSets) -> dict[str, dict[str, Reason]]:
    """Rows that would tell of somebody: beside those of an earlier pair, or because all are alike."""
    telling: dict[str, dict[str, Reason]] = {}
    for reason, found in (("pair", earlier.telling(sets, threshold)), ("alike", unanimous_rows(people, sets))):
        for measure, names in found.items():
            telling.setdefault(measure, {}).update(dict.fromkeys(names, reason))
    return telling


def _sets_of_rows(
    people: Population, cells: Sequence[Cell], rows: Mapping[str, Collection[int]], threshold: int
) -> dict[str, dict[str, list[tuple[str, Flags]]]]:
    counted = [np.ascontiguousarray(people.with_measures(which).T) for which in range(len(people.rounds))]
    counted += [np.ascontiguousarray(people.in_both.T)] if people.estimand == "all" else []
    return {
        measure.name: {
            cell.name: _sets(people, cell, [flags[column] for flags in counted], threshold)
            for cell in cells
            if column in rows[cell.name]
        }
        for column, measure in enumerate(people.measures)
    }


def columns_with_rows(people: Population, cell: Cell) -> frozenset[int]:
    """Columns of the measures that were put to a cell; one that is hidden altogether has a protected row of each.

    Who rates whom is told of stakeholder groups and sides alone.
    """
    put = np.any([flags[cell.members].any(axis=0) for flags in people.was_asked], axis=0)
    rates = np.array([measure.level == "rating" for measure in people.measures])
    if cell.hidden:
        put |= ~rates
    if cell.by is not None:
        put &= ~rates
    return frozenset(np.flatnonzero(put).tolist())


def _sets(people: Population, cell: Cell, counted: Sequence[Flags], threshold: int) -> list[tuple[str, Flags]]:
    """The people behind a row in each round; under ``all`` also those in both, on whom rises and falls rest.

    With weights on, also those whom weighted numbers tell of. `counted`: who has the measure in each round, and under
    ``all`` in both.
    """
    sets = [(round_.name, cell.members & flags) for round_, flags in zip(people.rounds, counted, strict=False)]
    if people.weighted:
        for which, (name, members) in enumerate(list(sets)):
            sets += parts_by_weight(name, members, people.weight(which), threshold)
    if people.estimand == "all":
        sets.append(("", cell.members & counted[-1]))
    return sets


def _twins(people: Population, cells: Sequence[Cell]) -> dict[str, list[frozenset[str]]]:
    """By cell, the measures that rest on the same items there, and so are the same.

    An item that nobody of the cell answered in a round makes no difference there.
    """
    names = [item.name for item in people.survey.instrument.items]
    twins: dict[str, list[frozenset[str]]] = {}
    for cell in cells:
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
