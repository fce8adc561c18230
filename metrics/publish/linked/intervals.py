"""Between which two values the mean of each row lies, by what is published of one round of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from metrics.findings.verdicts import reading_of
from metrics.model.cells import Cell
from metrics.model.measures import INDEX_COLUMN, scored_dimension
from metrics.protection.comparison import Comparison
from metrics.publish.attainable import shown_alike, step_of
from metrics.publish.change_bounds import Shown, change_bounds
from metrics.result.rounding_plan import RoundingPlan, RowKey, Withheld
from metrics.schema.kinds import Precision
from metrics.schema.precision import decimals_for
from metrics.schema.rows import handed_on, without_levels
from metrics.tables.changes import ChangeRow, without_tests
from surveys.model.instrument import INDEX
from surveys.model.survey import Flags, Floats

Interval = tuple[float, float]

_EXACT = 1e-6
"""What is left open of a mean that follows from what is published: nothing but the last bits."""

_OPEN_END = 1e-4
"""How near to the end of what is rounded alike a mean does not count: which way a half is rounded is known."""

OPEN: Interval = (0.0, 100.0)
"""Of a mean of which nothing is published."""


@dataclass(frozen=True)
class Composite:
    """A measure that is the weighted mean of others, by their columns; the weights add up to 1."""

    parent: int
    children: tuple[int, ...]
    weights: Floats


def composites(comparison: Comparison) -> Iterator[Composite]:
    """The index over its dimensions, and each dimension over its items; the index over its items without dimensions."""
    people = comparison.people
    form = people.survey.instrument
    column = {measure.name: index for index, measure in enumerate(people.measures)}
    dimension_of = scored_dimension(form)
    weight_of = {dimension.name: dimension.weight for dimension in form.dimensions}
    dimensions = [m.name for m in people.measures if m.level == "dimension" and weight_of.get(m.name, 1.0) > 0]
    rests_on = people.presence.items_of(set(people.survey.group.tolist()))
    of_index = [name for name in dimensions if rests_on[name] and not people.presence.is_apart(column[name])]
    if of_index:
        weights = np.array([weight_of.get(name, 1.0) for name in of_index])
        yield Composite(INDEX_COLUMN, tuple(column[name] for name in of_index), weights / weights.sum())
    parents: list[str | None] = [*dimensions] or [None]
    for dimension in parents:
        own = [item for item, its in dimension_of.items() if its == dimension and item in column]
        items = tuple(column[item] for item in own if item in rests_on[dimension or INDEX])
        yield Composite(
            column[dimension] if dimension else INDEX_COLUMN, items, np.full(len(items), 1.0 / max(len(items), 1))
        )


class Intervals:
    """What is published of the rows of a comparison in one round, directly and by what they are made of.

    Parameters
    ----------
    comparison : Comparison
    round_position : int
        The round's index in the comparison.
    plan : RoundingPlan
        It may grow.
    changes : Changes
        What is shown of the changes of the comparison.
    """

    def __init__(self, comparison: Comparison, round_position: int, plan: RoundingPlan, changes: Changes) -> None:
        self._comparison, self._plan, self._changes = comparison, plan, changes
        self._position = round_position
        self._scores = comparison.people.scores[round_position]
        self._counted = comparison.people.with_measures(round_position)
        self._asked = comparison.people.presence.rounds[round_position].asked
        self._composites = {composite.parent: composite for composite in composites(comparison)}
        steps = {item.name: step_of(item) for item in comparison.people.survey.instrument.items}
        self._step = [steps.get(measure.name, 0.0) for measure in comparison.people.measures]
        self._people: dict[RowKey, Flags] = {}
        self._mean: dict[RowKey, tuple[int, float]] = {}
        self._of_parts: dict[RowKey, tuple[Floats, float, float]] = {}
        self._known: dict[tuple[str, int, int, int], Interval] = {}
        """By cell, measure, kind of interval and version of the plan."""
        self._own: dict[tuple[RowKey, bool, bool], Interval] = {}
        """By row, whether it is shown and in whole points."""
        self.other: Intervals | None = None
        """Those of the other round of the pair."""

    def people(self, cell: Cell, column: int) -> Flags:
        """Who counts in a row."""
        key = self.key(cell, column)
        if key not in self._people:
            self._people[key] = np.asarray(cell.members & self._counted[:, column])
        return self._people[key]

    def n(self, cell: Cell, column: int) -> int:
        """How many people count in a row."""
        return self.n_and_mean(cell, column)[0]

    def n_and_mean(self, cell: Cell, column: int) -> tuple[int, float]:
        """How many people count in a row, and their mean."""
        key = self.key(cell, column)
        if key not in self._mean:
            values = self._scores[self.people(cell, column), column]
            self._mean[key] = values.size, float(values.mean()) if values.size else 0.0
        return self._mean[key]

    def key(self, cell: Cell, column: int) -> RowKey:
        """The measure and group of a row."""
        return self._comparison.people.measures[column].name, cell.name

    def is_shown(self, cell: Cell, column: int) -> bool:
        """Whether a row is handed on with its levels."""
        key, plan = self.key(cell, column), self._plan
        return self._comparison.shows_levels(cell, column) and key not in plan.hidden and key not in plan.without_levels

    def is_handed_on(self, cell: Cell, column: int) -> bool:
        """Whether anything of a row is handed on."""
        return self._comparison.shows(cell, column) and self.key(cell, column) not in self._plan.hidden

    def can_be_whole(self, cell: Cell, column: int) -> bool:
        """Whether a row is rounded to a decimal, so that it can be rounded to whole points."""
        is_finer = self.is_shown(cell, column) and self.key(cell, column) not in self._plan.whole
        return is_finer and decimals_for(self.n(cell, column)) > 0

    def can_lose_spread(self, cell: Cell, column: int) -> bool:
        """Whether the change of a row is shown with its interval and p, so that these can be left out."""
        key = self.key(cell, column)
        return key not in self._plan.hidden and self._changes.has_spread(key, self._plan)

    def can_lose_levels(self, cell: Cell, column: int) -> bool:
        """Whether a row is shown with its levels, and could be by its change alone."""
        return self.is_shown(cell, column) and self._changes.has_change(self.key(cell, column))

    def of_row(self, cell: Cell, column: int) -> Interval:
        """The interval by a row alone: its rounding; an item's means on its lattice; all where it is hidden."""
        key = self.key(cell, column)
        state = key, self.is_shown(cell, column), key in self._plan.whole
        if state not in self._own:
            self._own[state] = self._of_row(cell, column) if state[1] else OPEN
        return self._own[state]

    def _of_row(self, cell: Cell, column: int) -> Interval:
        n, mean = self.n_and_mean(cell, column)
        if not n:
            return OPEN
        key, measure = self.key(cell, column), self._comparison.people.measures[column]
        decimals = 0 if key in self._plan.whole else decimals_for(n)
        if measure.level == "item":
            is_counted = n >= 2 * self._comparison.threshold
            low, high = (mean, mean) if is_counted else shown_alike(mean, self._step[column] / n, decimals)
            return low - _EXACT, high + _EXACT
        rounded = round(mean, decimals)
        is_closed = decimals == 0 and rounded % 2 == 0  # halves are rounded to even numbers
        half = 0.5 * 10.0**-decimals - (0.0 if is_closed else _OPEN_END)
        return min(mean, rounded - half), max(mean, rounded + half)

    def of_child(self, cell: Cell, column: int) -> Interval:
        """The interval by a row itself and by what it is made of."""
        return self._once(0, cell, column, self._of_child)

    def _of_child(self, cell: Cell, column: int) -> Interval:
        own = self.of_row(cell, column)
        composite = self._composites.get(column)
        return own if composite is None else _both(own, self._by_parts(cell, composite))

    def of_parent(self, cell: Cell, column: int) -> Interval:
        """The interval by a row itself, by its change and, of a dimension, by the index with the other dimensions."""
        return self._once(1, cell, column, self._of_parent)

    def _of_parent(self, cell: Cell, column: int) -> Interval:
        own = _both(self.of_row(cell, column), self._by_change(cell, column))
        index = self._composites.get(INDEX_COLUMN)
        if index is None or column not in index.children or not self.n(cell, INDEX_COLUMN):
            return own
        weights, skipped, beyond = self._parts(cell, index)
        child, slack = index.children.index(column), 100.0 / self.n(cell, INDEX_COLUMN)
        others = [self.of_child(cell, other) for other in index.children if other != column]
        low, high = _both(self.of_row(cell, INDEX_COLUMN), self._by_change(cell, INDEX_COLUMN))
        least, most = _sum(others, np.delete(weights, child))
        weight = float(weights[child])
        if not weight:
            return own
        return _both(own, ((low - most - slack * skipped) / weight, (high - least + slack * beyond) / weight))

    def widens(self, cell: Cell, column: int, grown: set[RowKey], key: RowKey) -> bool:
        """Adds a row to a part of the plan if that leaves a parent's row more room; whether it does."""
        before = self.of_parent(cell, column)
        self._plan.add(grown, [key])
        if self.of_parent(cell, column) != before:
            return True
        self._plan.remove(grown, key)
        return False

    def _by_change(self, cell: Cell, column: int) -> Interval:
        """The interval by that of the other round and by the change between them."""
        if self.other is None or not self.other.n(cell, column):
            return OPEN
        least, most = self._changes.bounds(self.key(cell, column), self._plan)
        if most - least >= OPEN[1]:
            return OPEN
        low, high = self.other.of_child(cell, column)
        low, high = (low - most, high - least) if self._position == 0 else (low + least, high + most)
        mean = self.n_and_mean(cell, column)[1]
        return min(mean, low + _OPEN_END), max(mean, high - _OPEN_END)

    def _by_parts(self, cell: Cell, composite: Composite) -> Interval:
        """The interval of a mean by those of its parts: what is theirs, and what whoever skipped some may have more."""
        weights, skipped, beyond = self._parts(cell, composite)
        n = self.n(cell, composite.parent)
        if not n:
            return OPEN
        low, high = _sum([self.of_child(cell, child) for child in composite.children], weights)
        return low - 100.0 * beyond / n, high + 100.0 * skipped / n

    def _parts(self, cell: Cell, composite: Composite) -> tuple[Floats, float, float]:
        """The weight of each part's mean in that of a row, how much of the row its people skipped, and what is beyond.

        A person's score is the mean of what they answered: that over the weight of all that was asked, and some share
        of what they skipped. Whoever answered parts and has no score is in the means of the parts alone.
        """
        key = self.key(cell, composite.parent)
        if key not in self._of_parts:
            children = list(composite.children)
            has = self._counted[cell.members][:, children]
            parent = self._counted[cell.members, composite.parent]
            asked = np.where(self._asked[cell.members][:, children], composite.weights, 0.0)[parent].sum(axis=1)
            mass = float(asked.max(initial=0.0)) or 1.0
            kept = np.where(has, composite.weights, 0.0).sum(axis=1) / mass
            n = max(int(parent.sum()), 1)
            weights = composite.weights / mass * has.sum(axis=0) / n
            self._of_parts[key] = weights, float((1.0 - kept[parent]).sum()), float(kept[~parent].sum())
        return self._of_parts[key]

    def _once(self, kind: int, cell: Cell, column: int, found: Callable[[Cell, int], Interval]) -> Interval:
        """An interval, found anew only after a row of its cell has become coarser."""
        key = cell.name, column, kind, self._plan.version(cell.name)
        if key not in self._known:
            self._known[key] = found(cell, column)
        return self._known[key]


class Changes:
    """What is shown of the changes of a comparison, by measure and group.

    Parameters
    ----------
    comparison : Comparison
    rows : sequence of ChangeRow
        In full.
    margin : float
        The smallest change that matters, by which the ends of intervals are rounded.
    """

    def __init__(self, comparison: Comparison, rows: Sequence[ChangeRow], margin: float) -> None:
        pair = comparison.people.pair
        self._rows = {
            (row.measure, row.group): row
            for row in rows
            if (row.from_round, row.to_round) == pair and row.change is not None
        }
        self._comparison, self._margin = comparison, margin
        self._columns = {measure.name: column for column, measure in enumerate(comparison.people.measures)}
        self._cells = {cell.name: cell for cell in comparison.settled}
        self._bounds: dict[tuple[RowKey, bool, bool, bool], Interval] = {}

    def has_change(self, key: RowKey) -> bool:
        """Whether a row has a change."""
        return key in self._rows

    def change(self, key: RowKey) -> float:
        """The change of a row that has one."""
        return self._rows[key].change or 0.0

    def has_spread(self, key: RowKey, plan: RoundingPlan) -> bool:
        """Whether the change of a row is shown with its interval, p and effect."""
        cell = self._cells.get(key[1])
        if key not in self._rows or key in plan.without_spread or key in self._withheld(plan).without_spread:
            return False
        return cell is not None and self._comparison.shows_spread(cell, self._columns[key[0]])

    def _withheld(self, plan: RoundingPlan) -> Withheld:
        """What is withheld of few people."""
        return plan.of(tuple(round_.name for round_ in self._comparison.people.rounds))

    def bounds(self, key: RowKey, plan: RoundingPlan) -> Interval:
        """The least and the greatest change by what is shown of it; infinite where it is not."""
        if key not in self._rows or key in plan.hidden:
            return -np.inf, np.inf
        found = key, key in plan.whole, self.has_spread(key, plan), key in plan.without_levels
        if found not in self._bounds:
            has_tests = key not in self._withheld(plan).without_tests
            self._bounds[found] = self._of(*found, has_tests=has_tests)
        return self._bounds[found]

    def _of(self, key: RowKey, is_whole: bool, has_spread: bool, has_no_levels: bool, *, has_tests: bool) -> Interval:
        row = self._rows[key] if has_tests else without_tests(self._rows[key])
        row = without_levels(row) if has_no_levels else row
        precision = Precision(is_whole=is_whole, test=row.test, read=reading_of(row, self._margin))
        decimals = replace(precision, people=min(row.n_from or 0, row.n_to or 0)).decimals
        return change_bounds(
            Shown(row, handed_on(row, precision), decimals, self._deviations(key)), has_spread=has_spread
        )

    def _deviations(self, key: RowKey) -> tuple[float, float] | None:
        """The standard deviations of both rounds, which levels tell; weighted ones say nothing of the effect."""
        people, cell, column = self._comparison.people, self._cells.get(key[1]), self._columns[key[0]]
        if people.weighted or cell is None or not self._comparison.shows_levels(cell, column):
            return None
        one, other = (
            float(people.scores[position][cell.members & people.with_measures(position)[:, column], column].std(ddof=1))
            for position in (0, 1)
        )
        return one, other


def _sum(parts: Sequence[Interval], weights: Floats) -> Interval:
    low, high = (sum(float(w) * part[end] for w, part in zip(weights, parts, strict=True)) for end in (0, 1))
    return low, high


def _both(one: Interval, other: Interval) -> Interval:
    return max(one[0], other[0]), min(one[1], other[1])
