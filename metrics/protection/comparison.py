"""One comparison after disclosure control has settled which of its rows are shown: the ground of every table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from metrics.model.cells import Cell
from metrics.model.population import Population
from metrics.protection.mask.layout import Layout
from metrics.protection.mask.merging import Pattern
from metrics.protection.mask.reasons import Reason
from metrics.protection.other_reasons import has_no_answers, is_put_to, unanswered_items
from surveys import Issue
from surveys.model.survey import Flags


@dataclass(frozen=True)
class Comparison:
    """A pair of rounds (or one round), its rows, and those that are hidden.

    Attributes
    ----------
    people : Population
    layout : Layout
        All rows that there could be, those of breakdowns that are not settled yet included.
    hidden : mapping
        Reasons by measure and cell, those of breakdowns that are not asked for included.
    breakdowns : tuple of str
        The breakdowns settled so far; the last is the one asked for.
    without_levels : mapping
        By measure, the cells whose row is shown by its change alone (rule 2).
    without_spread : mapping
        By measure, the cells whose row shows means, change and finding, and nothing of rule 39a.
    """

    people: Population
    layout: Layout
    hidden: Mapping[str, Mapping[str, Reason]]
    breakdowns: tuple[str, ...] = ()
    without_levels: Mapping[str, Collection[str]] = field(default_factory=dict)
    without_spread: Mapping[str, Collection[str]] = field(default_factory=dict)

    @property
    def threshold(self) -> int:
        """Fewest people that a number may rest on."""
        return self.layout.threshold

    @property
    def pattern(self) -> Pattern:
        """The cells of the stakeholder table, with notes on them."""
        return self.layout.pattern

    @property
    def group_by(self) -> str | None:
        """The breakdown that is asked for."""
        return self.breakdowns[-1] if self.breakdowns else None

    @property
    def stakeholders(self) -> tuple[Cell, ...]:
        """Everybody, sides and groups, hidden ones included."""
        return self.layout.stakeholders

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells that have rows in the result, hidden ones included; categories last."""
        return self.stakeholders + self._categories(self.breakdowns[-1:])

    @property
    def settled(self) -> tuple[Cell, ...]:
        """All cells settled so far, those of breakdowns that are not asked for included."""
        return self.stakeholders + self._categories(self.breakdowns)

    def _categories(self, breakdowns: Collection[str]) -> tuple[Cell, ...]:
        return tuple(cell for name in breakdowns for cell in self.layout.breakdowns[name])

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Notes on the cells for the reader."""
        if self.group_by is None or self.layout.breakdowns[self.group_by] or self.pattern.everybody.hidden:
            return self.pattern.issues
        return (*self.pattern.issues, Issue("warning", "breakdown_merged", values={"column": self.group_by}))

    def has_row(self, cell: Cell, column: int) -> bool:
        """Whether a measure has a row in a cell, shown or hidden."""
        return column in self.layout.columns[cell.name]

    def is_listed(self, cell: Cell, column: int) -> bool:
        """Whether the tables list the row, shown or hidden.

        Not where the form does not put the measure to the cell, or nobody answered it: nothing of it is protected.
        """
        return (
            self.has_row(cell, column)
            and (not cell.hidden or is_put_to(self.people, cell, column))
            and not self.unanswered_in(cell, column)
        )

    def unanswered_in(self, cell: Cell, column: int) -> tuple[int, ...]:
        """The positions of the rounds in which nobody can have a measure, since the whole round left it unanswered.

        Empty of a cell that is hidden altogether, and of a measure that has no row for another reason.
        """
        if cell.hidden or not self.has_row(cell, column):
            return ()
        return tuple(
            round_position
            for round_position in self.people.presence.positions(column)
            if (items := self._unanswered_items[round_position]).any()
            and has_no_answers(self.people, cell, column, round_position, items)
        )

    @cached_property
    def _unanswered_items(self) -> tuple[Flags, ...]:
        """The items that nobody answered in each round, shape (items,)."""
        return tuple(
            unanswered_items(self.people, round_position, self.threshold)
            for round_position in range(len(self.people.rounds))
        )

    def has_rows_in(self, column: int, *round_position: int) -> bool:
        """Whether a measure's rows stand in a round, or (without one) in the comparison of both."""
        people = self.people.presence
        return round_position[0] in people.positions(column) if round_position else not people.is_apart(column)

    def lacks(self, cell: Cell, column: int) -> bool:
        """Whether a cell was asked of a measure, but too little of it in both rounds to compare it."""
        return self.people.presence.lacks(cell.members, column)

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

    def shows(self, cell: Cell, column: int) -> bool:
        """Whether a measure has a row in a cell, and it is shown."""
        return self.has_row(cell, column) and self.reason(cell, column) is None

    def shows_levels(self, cell: Cell, column: int) -> bool:
        """Whether a row is shown with its levels, not by its change alone."""
        return self.shows(cell, column) and cell.name not in self.without_levels.get(self._name(column), ())

    def shows_spread(self, cell: Cell, column: int) -> bool:
        """Whether a row is shown with all that rule 39a names."""
        return self.shows(cell, column) and cell.name not in self.without_spread.get(self._name(column), ())

    def shows_distribution(self, cell: Cell, column: int) -> bool:
        """Whether a row tells how many people gave which answer."""
        return self.shows_levels(cell, column) and self.shows_spread(cell, column)

    def _name(self, column: int) -> str:
        return self.people.measures[column].name

    def is_few(self, number: int) -> bool:
        """Whether a difference of so many people would reveal somebody's answer."""
        return self.layout.is_few(number)
