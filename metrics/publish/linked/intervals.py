"""Between which two values the mean of each row and its change lie, by what is handed on of that row alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from metrics.findings.verdicts import reading_of
from metrics.model.cells import Cell
from metrics.protection.comparison import Comparison
from metrics.publish.attainable import shown_alike, step_of
from metrics.publish.change_bounds import Shown, change_bounds
from metrics.result.rounding_plan import RowKey, Withheld
from metrics.schema.kinds import Precision
from metrics.schema.precision import decimals_for, rounded_to
from metrics.schema.rows import handed_on, without_levels
from metrics.tables.changes import ChangeRow, without_tests
from surveys.model.survey import Flags

Interval = tuple[float, float]

_EXACT = 1e-6
"""What is left open of a mean that follows from what is published: nothing but the last bits."""

_OPEN_END = 1e-4
"""How near to the end of what is rounded alike a mean does not count: which way a half is rounded is known."""

OPEN: Interval = (0.0, 100.0)
"""Of a mean of which nothing is published."""


class Intervals:
    """What is handed on of the rows of a comparison in one round.

    Parameters
    ----------
    comparison : Comparison
    round_position : int
        The round's index in the comparison.
    changes : Changes
        What is shown of the changes of the comparison.
    """

    def __init__(self, comparison: Comparison, round_position: int, changes: Changes) -> None:
        self._comparison, self._changes, self.withheld = comparison, changes, changes.withheld
        self._scores = comparison.people.scores[round_position]
        self._counted = comparison.people.with_measures(round_position)
        steps = {item.name: step_of(item) for item in comparison.people.survey.instrument.items}
        self._step = [steps.get(measure.name, 0.0) for measure in comparison.people.measures]
        self._people: dict[RowKey, Flags] = {}
        self._mean: dict[RowKey, tuple[int, float]] = {}
        self._own: dict[tuple[RowKey, bool, bool], Interval] = {}
        """By row, whether it is shown and in whole points."""

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
        key, withheld = self.key(cell, column), self.withheld
        is_gone = key in withheld.hidden or key in withheld.without_levels
        return not is_gone and self._comparison.shows_levels(cell, column)

    def is_handed_on(self, cell: Cell, column: int) -> bool:
        """Whether anything of a row is handed on."""
        return self._comparison.shows(cell, column) and self.key(cell, column) not in self.withheld.hidden

    def can_be_whole(self, cell: Cell, column: int) -> bool:
        """Whether a row is rounded to a decimal, so that it can be rounded to whole points."""
        is_finer = self.is_shown(cell, column) and self.key(cell, column) not in self.withheld.whole
        return is_finer and decimals_for(self.n(cell, column)) > 0

    def can_lose_spread(self, cell: Cell, column: int) -> bool:
        """Whether the change of a row is shown with its interval and p, so that these can be left out."""
        key = self.key(cell, column)
        return key not in self.withheld.hidden and self._changes.has_spread(key)

    def can_lose_levels(self, cell: Cell, column: int) -> bool:
        """Whether a row is shown with its levels, and could be by its change alone."""
        return self.is_shown(cell, column) and self._changes.has_change(self.key(cell, column))

    def of_row(self, cell: Cell, column: int) -> Interval:
        """The interval by a row alone: its rounding; an item's means on its lattice; all where it is hidden."""
        key = self.key(cell, column)
        state = key, self.is_shown(cell, column), key in self.withheld.whole
        if state not in self._own:
            self._own[state] = self._of_row(cell, column) if state[1] else OPEN
        return self._own[state]

    def _of_row(self, cell: Cell, column: int) -> Interval:
        n, mean = self.n_and_mean(cell, column)
        if not n:
            return OPEN
        key, measure = self.key(cell, column), self._comparison.people.measures[column]
        decimals = 0 if key in self.withheld.whole else decimals_for(n)
        if measure.level == "item":
            is_counted = n >= 2 * self._comparison.threshold
            low, high = (mean, mean) if is_counted else shown_alike(mean, self._step[column] / n, decimals)
            return low - _EXACT, high + _EXACT
        rounded = rounded_to(mean, decimals)
        is_closed = decimals == 0 and rounded % 2 == 0  # halves are rounded to even numbers
        half = 0.5 * 10.0**-decimals - (0.0 if is_closed else _OPEN_END)
        return min(mean, rounded - half), max(mean, rounded + half)


class Changes:
    """What is shown of the changes of a comparison, by measure and group.

    Parameters
    ----------
    comparison : Comparison
    rows : sequence of ChangeRow
        In full.
    margin : float
        The smallest change that matters, by which the ends of intervals are rounded.
    withheld : Withheld
        What is withheld of the comparison's rows; it may grow.
    """

    def __init__(self, comparison: Comparison, rows: Sequence[ChangeRow], margin: float, withheld: Withheld) -> None:
        self.withheld = withheld
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

    def has_spread(self, key: RowKey) -> bool:
        """Whether the change of a row is shown with its interval, p and effect."""
        cell = self._cells.get(key[1])
        if key not in self._rows or key in self.withheld.without_spread:
            return False
        return cell is not None and self._comparison.shows_spread(cell, self._columns[key[0]])

    def bounds(self, key: RowKey) -> Interval:
        """The least and the greatest change by what is shown of it; infinite where it is not."""
        withheld = self.withheld
        if key not in self._rows or key in withheld.hidden:
            return -np.inf, np.inf
        found = key, key in withheld.whole, self.has_spread(key), key in withheld.without_levels
        if found not in self._bounds:
            has_tests = key not in withheld.without_tests
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
