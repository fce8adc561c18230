"""What whole answers are possible, given all means and changes that are handed on: the last word (rule 43).

*Ways* of answering that fit all numbers are kept: what was found for some people shows the room of many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import floor

import numpy as np
from scipy.sparse import csc_array, hstack

from metrics.model.measures import INDEX_COLUMN
from metrics.publish.linked.handed_on import HandedOn
from metrics.publish.linked.search import Search
from metrics.publish.linked.targets import Target
from metrics.publish.linked.unknowns import Row, Unknowns, lines_over, rows_handed_on, sums_by
from metrics.result.rounding_plan import RowKey
from metrics.schema.precision import NARROW
from surveys.model.survey import Flags, Floats, Integers

_CLOSE = 1e-6
_ENOUGH = NARROW - _CLOSE
"""Points of room; of a change, any two values that it can have are enough."""

_PART = 0.25
"""Of a step, by which bounds of whole steps lie outside of the last one."""

_MOST_UNKNOWNS = 600
"""Of a search; with weights each person is one, and of large surveys there are very many."""


@dataclass(frozen=True)
class _Few:
    """The answers of a target that count in its measure.

    Attributes
    ----------
    mean : float
    people, few : int
        Of the target; and how many of them may be known together: the most that are few.
    needed : float
        Points of room that are enough.
    unknowns : array of int, shape (own,)
    points : array of float, shape (own,)
        By how much a step moves the mean.
    below, above : arrays of float, shape (own,)
        How many steps lower and higher they could be.
    below_others, above_others : arrays of float, shape (own,)
        The same of all others whose answers are of the same unknown.
    """

    mean: float
    people: int
    few: int
    needed: float
    unknowns: Integers
    points: Floats
    below: Floats
    above: Floats
    below_others: Floats
    above_others: Floats

    def is_wide(self, ways: Floats) -> bool:
        """Whether few of the people have 10 points of room, by the least and the greatest mean in some ways."""
        if not self.unknowns.size:
            return True  # nothing is left of them beside the parts
        own = ways[:, self.unknowns]
        up, down = np.minimum(self.above, own + self.below_others), np.maximum(-self.below, own - self.above_others)
        is_higher = self.points > 0  # of a change, answers of the round before count against it
        most = np.where(is_higher, up, down) @ self.points
        least = np.where(is_higher, down, up) @ self.points
        return self.leaves_room(float(least.min()), float(most.max()))

    def leaves_room(self, least: float, most: float) -> bool:
        """Whether few of the people have 10 points of room where the mean of all may be so much lower or higher."""
        if self.people == self.few:
            return most - least >= self.needed
        low, high = self.mean + least, self.mean + most
        return room_of_few(low, high, self.people, self.few) >= self.needed


def room_of_few(low: float, high: float, people: int, few: int) -> float:
    """How far the mean of a few people may vary, whose mean with some others lies between two values."""
    least = (people * low - 100.0 * (people - few)) / few
    return min(people * high / few, 100.0) - max(least, 0.0)


class PossibleAnswers:
    """The ways of answering that fit all that is handed on.

    Parameters
    ----------
    handed_on : HandedOn
        It may become less.
    targets : sequence of Target
        Of whom is asked.
    """

    def __init__(self, handed_on: HandedOn, targets: Sequence[Target]) -> None:
        self._handed_on = handed_on
        self.unknowns = Unknowns.of(handed_on)
        self._matrix, self._most, self._numbers = lines_over(self.unknowns, handed_on)
        self._low, self._high = (np.zeros(len(self._numbers)) for _ in range(2))
        self._is_whole = self._of_whole_steps()
        self._column = np.array([column for _, _, column, _ in self._numbers], dtype=np.intp)
        """The measure's column of each number."""
        self._rows = defaultdict[RowKey, list[Row]](list)
        self._of_row = defaultdict[RowKey, list[int]](list)
        """The numbers of each row, by its key in the plan."""
        for place, cell, column in rows_handed_on(handed_on):
            self._rows[handed_on.rows(place).key(cell, column)].append((place, cell, column))
        for (comparison, _, column, cell_name), number in self._numbers.items():
            place = handed_on.number.index(comparison)
            measure = handed_on.shares[place].comparison.people.measures[column].name
            self._of_row[measure, cell_name].append(number)
        self._follow(self._rows)
        self._state = handed_on.plan.state
        self._ways = np.zeros((1, self.unknowns.item.size))
        self._moved = np.zeros((1, len(self._numbers)))
        """By how much each way moves each number."""
        self._fits = np.ones(1, dtype=bool)
        self._few = {target: self._few_of(target) for target in targets}
        self._of_own_cell: dict[Target, tuple[Integers, Flags]] = {}
        self._known: dict[tuple[bytes, ...], bool] = {}

    def ways(self) -> Floats:
        """The ways that were found and fit, steps by which each unknown differs from the true sum; one of none."""
        self._follow_plan()
        return np.asarray(self._ways[self._fits])

    def look_for_many(self, targets: Sequence[Target]) -> None:
        """Looks for ways in which all targets of a measure's questions in a round move at once, half of them up.

        One such search clears most, so that few are left to be looked at by themselves.
        """
        self._follow_plan()
        for _ in range(2):
            together = defaultdict[bytes, list[_Few]](list)
            for target in targets:
                if not self._few[target].is_wide(self._ways[self._fits]):
                    index = self._handed_on.shares[target.place].round_index
                    inside = self._near(target, is_far=True) & (self.unknowns.round_index == index)
                    together[inside.tobytes()].append(self._few[target])
            for inside, some in together.items():
                if len(some) > 1:
                    own = _thinned(np.frombuffer(inside, dtype=bool))
                    own[np.concatenate([few.unknowns for few in some])] = True
                    self._look_for_several(np.flatnonzero(own), some)

    def _look_for_several(self, inside: Integers, some: Sequence[_Few]) -> None:
        points = np.zeros(self.unknowns.item.size)
        for number, few in enumerate(some):
            points[few.unknowns] += few.points * (-1) ** number  # of a change, those of this round alone
        lines = self._lines(inside, ())
        program = Search(
            points[inside],
            self.unknowns.below[inside],
            self.unknowns.above[inside],
            self._matrix[:, inside][lines],
            self._low[lines],
            self._high[lines],
        )
        steps = program.farthest(1.0, is_quick=True)
        if steps is not None:
            way = np.zeros(points.size)
            way[inside] = steps
            self._add(way)

    def leave_room(self, target: Target, *, is_far: bool, is_beside_whole: bool = True) -> bool:
        """Whether two ways of answering lie 10 points apart in the mean of a target (of the few most of a hidden row).

        Parameters
        ----------
        target : Target
        is_far : bool
            Whether to search among the answers of people in other cells too.
        is_beside_whole : bool
            Whether the numbers of what the measure is part of are to fit, too.
        """
        self._follow_plan()
        few = self._few[target]
        if few.is_wide(self._ways[self._fits]):
            return True
        free = set() if is_beside_whole else {target.whole, INDEX_COLUMN}
        if is_far and self._is_shut(few, *self._own_cell(target, free)):
            return False
        inside = _thinned(self._near(target, is_far=is_far))
        inside[few.unknowns] = True
        own = np.flatnonzero(inside)
        return self._search(few, own, self._lines(own, free))

    def is_known_from_one_row(self, target: Target) -> bool:
        """Whether one row of the measure that holds a target leaves it less than 10 points by itself."""
        few = int(np.count_nonzero(target.few))
        rows = self._handed_on.rows(target.place)
        return not target.is_beyond and any(
            room_of_few(*rows.of_row(cell, target.column), rows.n(cell, target.column), few) < NARROW
            for cell in self._handed_on.cells[target.place]
            if rows.is_shown(cell, target.column) and not target.few[~rows.people(cell, target.column)].any()
        )

    def _few_of(self, target: Target) -> _Few:
        handed_on, all_of = self._handed_on, self.unknowns
        people = np.flatnonzero(target.few)
        places = [(target.place, 1.0), *([(target.place - 1, -1.0)] if target.is_change else [])]
        parts = [self._own(people, place, target, sign) for place, sign in places]
        own, points, below, above, counts = (np.concatenate(one) for one in zip(*parts, strict=True))
        order = np.argsort(own)
        own, below, above = own[order], below[order], above[order]
        points = points[order] / max(float(counts[counts > 0].sum()), float(-counts[counts < 0].sum()), 1e-9)
        others = all_of.below[own] - below, all_of.above[own] - above
        most = handed_on.shares[target.place].comparison.threshold - 1
        known = float(points @ below), people.size, min(people.size, most), _CLOSE if target.is_change else _ENOUGH
        return _Few(*known, own, points, below, above, *others)

    def _own(
        self, people: Integers, place: int, target: Target, sign: float
    ) -> tuple[Integers, Floats, Floats, Floats, Floats]:
        """The unknowns of people's answers that count for a target; points of a step; steps below and above them.

        Last, what each answer counts, shape (answers,).
        """
        shares, all_of = self._handed_on.shares[place], self.unknowns
        is_beyond = target.is_beyond and target.column == target.whole
        counts = (shares.beyond_parts if is_beyond else shares.of)(people, target.column)
        which, item = np.nonzero(np.round(counts, 9))
        unknown = all_of.of_person[shares.round_index][people[which], item]
        own, first, kind = np.unique(unknown, return_index=True, return_inverse=True)
        steps = self._handed_on.steps[shares.round_index]
        below, above = (sums_by(kind, one[people[which], item], own.size) for one in (steps.below, steps.above))
        each = sign * counts[which, item]
        return own, each[first] * all_of.size[own], below, above, each

    def _follow_plan(self) -> None:
        """Takes over what the plan has changed since."""
        plan = self._handed_on.plan
        if plan.state != self._state:
            self._follow(plan.changed_since(self._state))
            self._fits, self._state = self._fit(self._moved), plan.state

    def _follow(self, keys: Iterable[RowKey]) -> None:
        """Takes over what is handed on of some rows."""
        for key in keys:
            self._low[self._of_row[key]], self._high[self._of_row[key]] = -np.inf, np.inf
            for line in (line for row in self._rows[key] for line in self._handed_on.lines(*row)):
                number = self._numbers[line.key]
                low, high = line.down / self._most[number], line.up / self._most[number]
                if self._is_whole[number]:
                    low, high = -floor(_CLOSE - low) - _PART, floor(high + _CLOSE) + _PART
                self._low[number], self._high[number] = low, high

    def _of_whole_steps(self) -> Flags:
        """Which numbers any step moves by as much: between whole steps their bounds may lie anywhere."""
        lines = self._matrix.tocsr()
        parts = np.abs(np.abs(lines.data) - 1.0) > _CLOSE
        is_whole = np.ones(lines.shape[0], dtype=bool)
        is_whole[np.repeat(np.arange(lines.shape[0]), np.diff(lines.indptr))[parts]] = False
        return is_whole

    def _fit(self, moved: Floats) -> Flags:
        inside = (moved >= self._low - _CLOSE) & (moved <= self._high + _CLOSE)
        return np.asarray(inside.all(axis=1))

    def _near(self, target: Target, *, is_far: bool) -> Flags:
        """Among which unknowns to search: those of the measure's own questions, of people in the same cells.

        What somebody in a hidden row may have more, others have less where the same is hidden.
        """
        handed_on, all_of, shares = self._handed_on, self.unknowns, self._handed_on.shares[target.place]
        items = np.zeros(len(shares.item_columns), dtype=bool)
        for column, members in zip(shares.columns, shares.members, strict=True):
            if target.column in (INDEX_COLUMN, column, *(shares.item_columns[item] for item in members)):
                items[members] = True
        own = items[all_of.item]
        if is_far:
            return own
        own &= np.isin(all_of.round_index, shares.comparison.people.round_indices)
        base, people = handed_on.cells_of[shares.round_index], target.few
        if target.is_hidden:
            people = np.any([cell.members for cell in handed_on.hidden(target.place, target.column)], axis=0)
        return own & np.isin(base[all_of.person], base[people])

    def _own_cell(self, target: Target, free: Collection[int]) -> tuple[Integers, Integers]:
        """The unknowns of the people in the smallest cell that holds a target, and the numbers that no others move.

        In each comparison, the cell of that name.
        """
        if target not in self._of_own_cell:
            handed_on, inside = self._handed_on, self._near(target, is_far=True)
            every = self._moved_by(inside)
            holding = [cell for cell in handed_on.cells[target.place] if not target.few[~cell.members].any()]
            if holding:
                smallest = min(holding, key=lambda cell: int(np.count_nonzero(cell.members)))
                places = handed_on.places(handed_on.shares[target.place].round_index)
                same = [c.members for place in places for c in handed_on.cells[place] if c.name == smallest.name]
                inside &= np.any(same, axis=0)[self.unknowns.person]
            self._of_own_cell[target] = np.flatnonzero(inside), self._moved_by(inside) == every
        own, is_own = self._of_own_cell[target]
        lines = self._lines(own, free)
        return own, lines[is_own[lines]]

    def _moved_by(self, inside: Flags) -> Integers:
        """How many of some unknowns move each number."""
        return np.bincount(self._matrix[:, np.flatnonzero(inside)].indices, minlength=self._matrix.shape[0])

    def _is_shut(self, few: _Few, inside: Integers, lines: Integers) -> bool:
        """Whether some numbers leave no room, which none but some unknowns move: then no search among more finds any."""
        state = self._state_of(few, inside, lines)
        if state not in self._known:
            program = self._program(few, inside, lines)
            self._known[state] = not program.is_large and not few.leaves_room(*program.bounds())
        return self._known[state]

    def _search(self, few: _Few, inside: Integers, lines: Integers) -> bool:
        """Looks for ways among some unknowns, all others as they are, that fit some numbers; whether there is room."""
        state = self._state_of(few, inside, lines)
        if state in self._known:
            return self._known[state]
        program = self._program(few, inside, lines)
        known = np.zeros((1, self.unknowns.item.size))
        signs = (1.0, -1.0) if few.mean < 50.0 else (-1.0, 1.0)
        for is_quick, sign in product((True, False) if program.is_large else (True,), signs):
            steps = program.farthest(sign, is_quick=is_quick)
            if steps is None:
                continue
            way = np.zeros(self.unknowns.item.size)
            np.add.at(way, np.concatenate([inside, few.unknowns]), steps)
            known = np.vstack([known, way])
            self._add(way)
            if few.is_wide(known) or few.is_wide(self._ways[self._fits]):
                return True
        self._known[state] = False
        return False

    def _state_of(self, few: _Few, inside: Integers, lines: Integers) -> tuple[bytes, ...]:
        return (
            few.unknowns.tobytes(),
            few.points.tobytes(),
            inside.tobytes(),
            lines.tobytes(),
            self._low[lines].tobytes(),
            self._high[lines].tobytes(),
        )

    def _program(self, few: _Few, inside: Integers, lines: Integers) -> Search:
        """A search among some unknowns: the answers of the few are parted from others' of the same unknown."""
        matrix = self._matrix[:, inside]
        below, above = self.unknowns.below[inside], self.unknowns.above[inside]
        own = np.searchsorted(inside, few.unknowns)
        below[own], above[own] = few.below_others, few.above_others
        return Search(
            np.concatenate([np.zeros(inside.size), few.points]),
            np.concatenate([below, few.below]),
            np.concatenate([above, few.above]),
            csc_array(hstack([matrix, matrix[:, own]], format="csr")[lines]),
            self._low[lines],
            self._high[lines],
        )

    def _lines(self, inside: Integers, free: Collection[int]) -> Integers:
        """The numbers that some unknowns move, but for those of some measures."""
        is_moved = np.zeros(self._matrix.shape[0], dtype=bool)
        is_moved[self._matrix[:, inside].indices] = True
        return np.flatnonzero(is_moved & np.isfinite(self._high) & ~np.isin(self._column, list(free)))

    def _add(self, way: Floats) -> None:
        moved = (self._matrix @ way)[None, :]
        self._ways, self._moved = np.vstack([self._ways, way]), np.vstack([self._moved, moved])
        self._fits = np.append(self._fits, self._fit(moved))


def _thinned(inside: Flags) -> Flags:
    """Some unknowns, evenly taken, of very many: what a few of the others can balance is enough to show room."""
    chosen = np.flatnonzero(inside)
    found = np.zeros_like(inside)
    found[chosen[:: chosen.size // _MOST_UNKNOWNS + 1]] = True
    return found
