"""All that is handed on of means and changes, as bounds on sums of people's scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from metrics.model.cells import Cell
from metrics.protection.audit.structure import strata_of
from metrics.protection.comparison import Comparison
from metrics.publish.linked.intervals import Changes, Intervals
from metrics.publish.linked.shares import AnswerSteps, Shares
from metrics.result.rounding_plan import RoundingPlan, Withheld
from metrics.schema.precision import decimals_for, rounded_to
from surveys.model.survey import Flags, Floats, Integers

_OPEN_END = 1e-4
"""Points at either end of a weighted mean's rounding that do not count."""

LineKey = tuple[int, int, int, str]
"""Of a number that is handed on: the comparison, the position of the round (-1: a change; -2 and -3: weighted means),
the column and the cell."""


@dataclass(frozen=True)
class Line:
    """What is handed on of one number, as it bounds the scores of one round.

    Attributes
    ----------
    key : LineKey
        The same of a change in both rounds.
    factor : float
        What one person's score counts in it; where `is_weighted`, times the person's weight.
    down, up : float
        By how much the number may be less (0 or below) and more than it is.
    """

    key: LineKey
    factor: float
    down: float
    up: float
    is_weighted: bool = False


class HandedOn:
    """What is handed on of all comparisons of a survey, as the plan has it.

    Parameters
    ----------
    comparisons : sequence of (Comparison, Changes)
        Those that are settled, and last the one whose rows may be handed on more coarsely.
    plan : RoundingPlan
        It may grow.
    """

    def __init__(self, comparisons: Sequence[tuple[Comparison, Changes]], plan: RoundingPlan) -> None:
        self.plan = plan
        self.open = len(comparisons) - 1
        """The number of the comparison whose rows may be handed on more coarsely."""
        self.shares: list[Shares] = []
        """Of each round of each comparison; their places are used below."""
        self.number: list[int] = []
        """The number of the comparison of each."""
        self._rows: list[Intervals] = []
        self._changes = [changes for _, changes in comparisons]
        for number, (comparison, changes) in enumerate(comparisons):
            for position in range(len(comparison.people.rounds)):
                self.shares.append(Shares(comparison, position))
                self._rows.append(Intervals(comparison, position, changes))
                self.number.append(number)
        self.cells = [[cell for cell in one.comparison.settled if not cell.hidden] for one in self.shares]
        self._places: dict[int, list[int]] = {}
        for place, one in enumerate(self.shares):
            self._places.setdefault(one.round_index, []).append(place)
        first = {one.round_index: one for one in self.shares}
        self.rounds = sorted(first)
        self._all_steps = {index: AnswerSteps.of(one) for index, one in first.items()}
        self.steps = self._steps()
        """By round, the steps by which answers may be other than they are, by the counts that are handed on."""
        self.weight = {index: self._weights(one) for index, one in first.items()}
        self.cells_of = {index: self._cells_of(index) for index in self.rounds}
        """By round, a number for people in the same cells; -1 for those in none."""
        self.base = {index: self._base(index) for index in self.rounds}
        """By round, a number for people in the same cells, with the same weight; -1 for those in none."""

    def count_again(self) -> None:
        """Takes over which rows of the plan show how many gave which answer."""
        self.steps = self._steps()

    @property
    def withheld(self) -> Withheld:
        """What is withheld of the comparison whose rows may be handed on more coarsely."""
        return self._changes[self.open].withheld

    def open_cells(self) -> list[tuple[int, Cell]]:
        """The cells whose rows may be handed on more coarsely, each with a place, once a round."""
        places = [place for place, number in enumerate(self.number) if number == self.open]
        return [(place, cell) for place in places for cell in self.cells[place]]

    def places(self, round_index: int) -> list[int]:
        """The places of a round in all comparisons."""
        return self._places[round_index]

    def hidden(self, place: int, column: int) -> list[Cell]:
        """The cells that have a row of a measure which is hidden, though the cell itself is not."""
        comparison = self.shares[place].comparison
        return [c for c in self.cells[place] if comparison.has_row(c, column) and not comparison.shows(c, column)]

    def rows(self, place: int) -> Intervals:
        """What is shown of the rows of a comparison in a round."""
        return self._rows[place]

    def _weights(self, shares: Shares) -> Floats | None:
        people = shares.comparison.people
        return people.weight(shares.position) if people.weighted else None

    def _steps(self) -> dict[int, AnswerSteps]:
        return {index: steps.among(self._counted(index)) for index, steps in self._all_steps.items()}

    def _counted(self, round_index: int) -> Iterator[tuple[Flags, int]]:
        """The people and the item of each row that shows how many gave which answer: what nobody gave is known."""
        for place in self.places(round_index):
            comparison, rows = self.shares[place].comparison, self._rows[place]
            for item, column in enumerate(self.shares[place].item_columns):
                for cell in self.cells[place] if column >= 0 else ():
                    is_gone = rows.key(cell, column) in rows.withheld.without_spread or not rows.is_shown(cell, column)
                    is_of_many = rows.n(cell, column) >= 2 * comparison.threshold
                    if is_of_many and not is_gone and comparison.has_row(cell, column):
                        yield rows.people(cell, column), item

    def _cells_of(self, round_index: int) -> Integers:
        sets = {
            cell.members.tobytes(): cell.members for place in self.places(round_index) for cell in self.cells[place]
        }
        if not sets:
            return np.full(self.shares[0].counted.shape[0], -1, dtype=np.intp)
        return strata_of(list(sets.values()))[0]

    def _base(self, round_index: int) -> Integers:
        base, weight = self.cells_of[round_index], self.weight[round_index]
        if weight is None:
            return base
        _, level = np.unique(np.nan_to_num(weight, nan=-1.0), return_inverse=True)
        return np.where(base < 0, base, base * (int(level.max(initial=0)) + 1) + level)

    def lines(self, place: int, cell: Cell, column: int) -> Iterator[Line]:
        """What is handed on of a measure in a cell that says something of a round."""
        rows, number = self._rows[place], self.number[place]
        n, mean = rows.n_and_mean(cell, column)
        if not n:
            return
        if rows.is_shown(cell, column):
            low, high = rows.of_row(cell, column)
            key = number, self.shares[place].position, column, cell.name
            yield Line(key, 1.0 / n, min(low - mean, 0.0), max(high - mean, 0.0))
            yield from self._weighted(place, cell, column)
        if len(self.shares[place].comparison.people.rounds) < 2:
            return
        least, most = self._changes[number].bounds(rows.key(cell, column))
        if isfinite(least) and isfinite(most):
            change, sign = (
                self._changes[number].change(rows.key(cell, column)),
                1.0 if self.shares[place].position else -1.0,
            )
            yield Line((number, -1, column, cell.name), sign / n, min(least - change, 0.0), max(most - change, 0.0))

    def _weighted(self, place: int, cell: Cell, column: int) -> Iterator[Line]:
        shares = self.shares[place]
        weight = self.weight[shares.round_index]
        if weight is None:
            return
        own = self._rows[place].people(cell, column) & ~np.isnan(weight)
        if not own.any():
            return
        mean = float(np.average(shares.comparison.people.scores[shares.position][own, column], weights=weight[own]))
        key = self._rows[place].key(cell, column)
        decimals = 0 if key in self._rows[place].withheld.whole else decimals_for(int(np.count_nonzero(own)))
        off, half = rounded_to(mean, decimals) - mean, 0.5 * 10.0**-decimals - _OPEN_END
        name = self.number[place], -2 - shares.position, column, cell.name
        yield Line(name, 1.0 / float(weight[own].sum()), min(off - half, 0.0), max(off + half, 0.0), is_weighted=True)
