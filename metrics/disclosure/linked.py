"""What the index, the dimensions and the items tell of one another (``numbers.md`` rule 40), and how it is prevented.

A dimension's mean is that of its items for everybody who answered all of them. What is left over is of those who
skipped some: at full precision the answers of the one person who did follow. The rounding of what is handed on leaves
a margin around the leftover; where it is too small, the row is told in whole points, then its items without their
distributions, and at last without one of them. The same holds of the index and its dimensions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.disclosure.audit.narrow import NARROW
from metrics.disclosure.cells import Cell
from metrics.disclosure.coarser import Coarser, Row
from metrics.disclosure.comparison import Comparison
from metrics.disclosure.points import decimals_for
from metrics.measures import scored_dimension
from surveys.instrument import ALL, SIDE
from surveys.survey import Flags, Floats


@dataclass(frozen=True)
class _Family:
    """A measure that is the weighted mean of others, by their columns."""

    parent: int
    children: tuple[int, ...]
    weights: Floats


def coarser_rows(comparisons: Sequence[Comparison]) -> Coarser:
    """The rows that have to be told more coarsely, so that nothing follows from a measure and those it is made of."""
    found = Coarser()
    for comparison in comparisons:
        families = list(_families(comparison))
        for cell in comparison.settled:
            for one in families:
                for which in range(len(comparison.people.rounds)):
                    _Identity(comparison, cell, one, which, found).settle()
    return found


def _families(comparison: Comparison) -> Iterator[_Family]:
    """The index over its dimensions, and each dimension over its items; the index over its items without dimensions."""
    people = comparison.people
    form = people.survey.instrument
    column = {measure.name: place for place, measure in enumerate(people.measures)}
    home = scored_dimension(form)
    weights = {dimension.name: dimension.weight for dimension in form.dimensions}
    dimensions = [m.name for m in people.measures if m.level == "dimension" and weights.get(m.name, 1.0) > 0]
    if dimensions:
        yield _Family(0, tuple(column[d] for d in dimensions), np.array([weights.get(d, 1.0) for d in dimensions]))
    homes: list[str | None] = [*dimensions] or [None]
    for dimension in homes:
        items = tuple(column[item] for item, its in home.items() if its == dimension and item in column)
        yield _Family(column[dimension] if dimension else 0, items, np.ones(len(items)))


@dataclass
class _Identity:
    """One family in one cell and round: what its rows leave over, and the margin that rounding leaves around it."""

    comparison: Comparison
    cell: Cell
    family: _Family
    which: int
    found: Coarser

    def settle(self) -> None:
        """Makes the rows coarser, step by step, until nobody's answers are narrowed."""
        if not self._is_shown(self.family.parent) or not self._is_alike():
            return
        while self._tells():
            self._one_step()

    def _one_step(self) -> None:
        """The parent in whole points; then child by child without its distribution; then one child not at all."""
        shown = [column for column in self.family.children if self._is_shown(column)]
        whole = [column for column in shown if self._has_distribution(column)]
        if self._row(self.family.parent) not in self.found.whole:
            self.found.whole.add(self._row(self.family.parent))
        elif whole:
            self._withhold(max(whole, key=self._count))
        else:
            self._hide(min(shown, key=self._count))

    def _tells(self) -> bool:
        children = [column for column in self.family.children if self._has_row(column)]
        hidden = [column for column in children if not self._is_shown(column)]
        if len(hidden) > 1 or len(hidden) == len(children):  # nothing follows, or nothing is left to follow from
            return False
        return self._tells_of_one(hidden[0]) if hidden else self._tells_of_few()

    def _tells_of_few(self) -> bool:
        """Whether the leftover is that of few people, whose mean the margin narrows."""
        parent = self._people(self.family.parent)
        answered = {column: self._people(column) for column in self.family.children if self._has_row(column)}
        skipped = {column: parent & ~has for column, has in answered.items()}
        odd = np.logical_or.reduce([*skipped.values(), *(has & ~parent for has in answered.values())])
        if not self.comparison.is_few(int(np.count_nonzero(odd))):
            return False
        weight = sum(
            float(w) * np.count_nonzero(skipped[column]) for column, w in self._weighted() if column in skipped
        )
        return bool(weight == 0 or 2 * self._margin() / weight < NARROW)

    def _tells_of_one(self, column: int) -> bool:
        """Whether a hidden row follows from the others so closely that few of its people are narrowed."""
        scores = self.comparison.people.scores[self.which][self._people(column), column]
        n, few = scores.size, self.comparison.threshold - 1
        if n <= few:
            return False
        weight = next(float(w) for place, w in self._weighted() if place == column)
        reach = self._margin() / (weight * n)
        low, high = max(0.0, float(scores.mean()) - reach), min(100.0, float(scores.mean()) + reach)
        lowest, highest = max(0.0, (n * low - 100.0 * (n - few)) / few), min(100.0, n * high / few)
        return highest - lowest < NARROW or 2 * self._margin() / (weight * few) < NARROW

    def _margin(self) -> float:
        """How far the sum of the leftover may lie from what the rounded rows give."""
        own = sum(float(w) for _, w in self._weighted()) * self._count(self.family.parent)
        margin = own * self._half_step(self.family.parent)
        for column, weight in self._weighted():
            if self._is_shown(column) and not self._has_distribution(column):
                margin += float(weight) * self._count(column) * self._half_step(column)
        return margin

    def _half_step(self, column: int) -> float:
        decimals = 0 if self._row(column) in self.found.whole else decimals_for(self._count(column))
        return 0.5 * 10.0**-decimals

    def _has_distribution(self, column: int) -> bool:
        is_item = self.comparison.people.measures[column].level == "item"
        enough = self._count(column) >= 2 * self.comparison.threshold
        return is_item and enough and self._row(column) not in self.found.no_distribution

    def _withhold(self, column: int) -> None:
        self.found.no_distribution.add(self._row(column))
        self.found.whole.add(self._row(column))

    def _hide(self, column: int) -> None:
        """Hides a row, and one more of the same side (rule 36)."""
        self.found.hidden.add(self._row(column))
        measure = self.comparison.people.measures[column].name
        self.found.hidden |= {(measure, name) for name in _one_more(self.comparison, self.cell, column)}

    def _weighted(self) -> Iterator[tuple[int, float]]:
        pairs = zip(self.family.children, self.family.weights.tolist(), strict=True)
        return ((column, weight) for column, weight in pairs if self._has_row(column))

    def _row(self, column: int) -> Row:
        return self.comparison.people.measures[column].name, self.cell.name

    def _has_row(self, column: int) -> bool:
        return self.comparison.has_row(self.cell, column)

    def _is_shown(self, column: int) -> bool:
        return self.comparison.shows(self.cell, column) and self._row(column) not in self.found.hidden

    def _is_alike(self) -> bool:
        """Whether all people of the cell were put the same questions of the family: else its mean is of several."""
        put = self.comparison.people.put[self.which][self.cell.members][:, list(self.family.children)]
        there = put[put.any(axis=1)]
        return bool(there.size) and bool((there == there[0]).all())

    def _people(self, column: int) -> Flags:
        return np.asarray(self.cell.members & self.comparison.people.with_measures(self.which)[:, column])

    def _count(self, column: int) -> int:
        return int(np.count_nonzero(self._people(column)))


def _one_more(comparison: Comparison, cell: Cell, column: int) -> list[str]:
    """The row hidden with another: the smallest shown one of the same side, else the side's and everybody's."""
    others = [
        other
        for other in comparison.settled
        if other.name not in (cell.name, ALL)
        and not other.name.startswith(SIDE)
        and (other.by, other.group.side) == (cell.by, cell.group.side)
        and comparison.shows(other, column)
    ]
    if others and cell.name != ALL and not cell.name.startswith(SIDE):
        return [min(others, key=lambda other: int(np.count_nonzero(other.members))).name]
    return [SIDE + (cell.group.side or ""), ALL]
