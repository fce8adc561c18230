"""Between which two values the mean of each row lies, by what is published of one round of a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.model.cells import Cell
from metrics.model.measures import INDEX_COLUMN, scored_dimension
from metrics.protection.comparison import Comparison
from metrics.result.rounding_plan import RoundingPlan, RowKey
from metrics.schema.precision import decimals_for
from surveys.model.instrument import INDEX
from surveys.model.survey import Flags, Floats

Interval = tuple[float, float]

_EXACT = 1e-6
"""What is left open of a mean whose distribution is published: nothing but the last bits."""

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
    which : int
        The round's index in the comparison.
    plan : RoundingPlan
        It may grow.
    """

    def __init__(self, comparison: Comparison, round_position: int, plan: RoundingPlan) -> None:
        self._comparison, self._plan = comparison, plan
        self._scores = comparison.people.scores[round_position]
        self._counted = comparison.people.with_measures(round_position)
        self._composites = {composite.parent: composite for composite in composites(comparison)}
        self._people: dict[RowKey, Flags] = {}
        self._mean: dict[RowKey, tuple[int, float]] = {}
        self._regular: dict[RowKey, bool] = {}
        self._children: dict[tuple[RowKey, bool, int], Interval] = {}
        """By row, whether it is rounded to whole points, and how many rows are hidden: nothing else matters."""

    def people(self, cell: Cell, column: int) -> Flags:
        """Who counts in a row."""
        key = self.key(cell, column)
        if key not in self._people:
            self._people[key] = np.asarray(cell.members & self._counted[:, column])
        return self._people[key]

    def n(self, cell: Cell, column: int) -> int:
        """How many people count in a row."""
        return self._n_and_mean(cell, column)[0]

    def _n_and_mean(self, cell: Cell, column: int) -> tuple[int, float]:
        key = self.key(cell, column)
        if key not in self._mean:
            values = self._scores[self.people(cell, column), column]
            self._mean[key] = values.size, float(values.mean()) if values.size else 0.0
        return self._mean[key]

    def key(self, cell: Cell, column: int) -> RowKey:
        """The measure and group of a row."""
        return self._comparison.people.measures[column].name, cell.name

    def is_shown(self, cell: Cell, column: int) -> bool:
        """Whether a row is handed on."""
        return self._comparison.shows(cell, column) and self.key(cell, column) not in self._plan.hidden

    def can_be_whole(self, cell: Cell, column: int) -> bool:
        """Whether a row is rounded to a decimal, so that it can be rounded to whole points."""
        is_finer = self.is_shown(cell, column) and self.key(cell, column) not in self._plan.whole
        return is_finer and decimals_for(self.n(cell, column)) > 0

    def of_row(self, cell: Cell, column: int) -> Interval:
        """The interval by a row alone: its rounding, a point where it has a distribution, all where it is hidden."""
        n, mean = self._n_and_mean(cell, column)
        if not n or not self.is_shown(cell, column):
            return OPEN
        is_item = self._comparison.people.measures[column].level == "item"
        if is_item and n >= 2 * self._comparison.threshold:
            return mean - _EXACT, mean + _EXACT
        decimals = 0 if self.key(cell, column) in self._plan.whole else decimals_for(n)
        rounded, half = round(mean, decimals), 0.5 * 10.0**-decimals
        return rounded - half, rounded + half

    def of_child(self, cell: Cell, column: int) -> Interval:
        """The interval by a row itself and by what it is made of."""
        row = self.key(cell, column)
        key = row, row in self._plan.whole, len(self._plan.hidden)
        if key not in self._children:
            self._children[key] = self._of_child(cell, column)
        return self._children[key]

    def _of_child(self, cell: Cell, column: int) -> Interval:
        own = self.of_row(cell, column)
        composite = self._composites.get(column)
        if composite is None or not self._is_regular(cell, composite):
            return own
        parts = [self.of_row(cell, child) for child in composite.children]
        return _both(own, _sum(parts, composite.weights))

    def of_parent(self, cell: Cell, column: int) -> Interval:
        """The interval by a row itself and, of a dimension, by the index with the other dimensions."""
        own = self.of_row(cell, column)
        index = self._composites.get(INDEX_COLUMN)
        if index is None or column not in index.children or not self._is_regular(cell, index):
            return own
        child = index.children.index(column)
        others = [other for other in index.children if other != column]
        low, high = self.of_row(cell, INDEX_COLUMN)
        least, most = _sum([self.of_child(cell, other) for other in others], np.delete(index.weights, child))
        weight = float(index.weights[child])
        return _both(own, ((low - most) / weight, (high - least) / weight))

    def _is_regular(self, cell: Cell, composite: Composite) -> bool:
        """Whether the same people count in a row and in all that it is made of."""
        key = self.key(cell, composite.parent)
        if key not in self._regular:
            parent = self.people(cell, composite.parent)
            self._regular[key] = bool(parent.any()) and all(
                (self.people(cell, child) == parent).all() for child in composite.children
            )
        return self._regular[key]


def _sum(parts: Sequence[Interval], weights: Floats) -> Interval:
    low, high = (sum(float(w) * part[end] for w, part in zip(weights, parts, strict=True)) for end in (0, 1))
    return low, high


def _both(one: Interval, other: Interval) -> Interval:
    return max(one[0], other[0]), min(one[1], other[1])
