"""What whole answers are possible, given all means and changes that are handed on: the last word (rule 43).

*Ways* of answering that fit all numbers are kept: what was found for some people shows the room of many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from enum import Enum
from itertools import product
from math import floor

import numpy as np
from scipy.sparse import csc_array, hstack

from metrics.model.measures import INDEX_COLUMN
from metrics.publish.linked.handed_on import HandedOn
from metrics.publish.linked.room import Few, few_of, room_of_few
from metrics.publish.linked.search import Search
from metrics.publish.linked.targets import Target
from metrics.publish.linked.unknowns import Row, Unknowns, lines_over, rows_handed_on
from metrics.result.rounding_plan import RowKey
from metrics.schema.precision import ENOUGH
from surveys.model.survey import Flags, Floats, Integers

_CLOSE = 1e-6

_LOOSE = 1e-5
"""Of a step, by which other bounds lie outside: more than the solver's tolerance, less than what parts add up to."""

_PART = 0.25
"""Of a step, by which bounds of whole steps lie outside of the last one."""

_MOST_UNKNOWNS, _MOST_AT_WIDEST = 600, 2000
"""Of a search; with weights each person is one, and of large surveys there are very many."""


class Reach(Enum):
    """Among which answers to search: the wider, the longer it takes.

    NEAR
        Those to the measure's own questions, of people in the same cells.
    FAR
        Of all people.
    WIDEST
        And to all questions: made only of later comparisons, where it keeps many rows.
    """

    NEAR = "near"
    FAR = "far"
    WIDEST = "widest"


class PossibleAnswers:
    """The ways of answering that fit all that is handed on.

    Parameters
    ----------
    handed_on : HandedOn
        It may become less.
    """

    def __init__(self, handed_on: HandedOn) -> None:
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
        self._items = {item.name for item in handed_on.shares[0].comparison.people.survey.instrument.items}
        self._state = handed_on.plan.state
        self._ways = np.zeros((1, self.unknowns.item.size))
        self._moved = np.zeros((1, len(self._numbers)))
        """By how much each way moves each number."""
        self._fits = np.ones(1, dtype=bool)
        self._below, self._above = self.unknowns.bounds(handed_on)
        self._fews: dict[Target, Few] = {}
        self._own_cell: dict[Target, Integers] = {}
        self._shut: dict[tuple[bytes, ...], bool] = {}
        """Whether a cell leaves no room, by all that this rests on."""
        self._failed: set[tuple[bytes, ...]] = set()
        """Searches that found no room."""

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
            together = defaultdict[bytes, list[Few]](list)
            for target in targets:
                if not self._few(target).is_wide(self._ways[self._fits]):
                    index = self._handed_on.shares[target.place].round_index
                    inside = self._questions(target) & (self.unknowns.round_index == index)
                    together[inside.tobytes()].append(self._few(target))
            for inside, some in together.items():
                if len(some) > 1:
                    own = _thinned(np.frombuffer(inside, dtype=bool))
                    own[np.concatenate([few.unknowns for few in some])] = True
                    self._look_for_several(np.flatnonzero(own), some)

    def _look_for_several(self, inside: Integers, some: Sequence[Few]) -> None:
        points = np.zeros(self.unknowns.item.size)
        for number, few in enumerate(some):
            points[few.unknowns] += few.points * (-1) ** number
        lines = self._lines(inside, ())
        program = Search(
            points[inside],
            self._below[inside],
            self._above[inside],
            self._matrix[:, inside][lines],
            self._low[lines],
            self._high[lines],
        )
        steps = program.farthest(1.0, is_quick=True)
        if steps is not None:
            way = np.zeros(points.size)
            way[inside] = steps
            self._add(way)

    def leave_room(self, target: Target, reach: Reach) -> bool:
        """Whether two ways of answering lie 10 points apart in the mean of a target (of the few most of a hidden row).

        Parameters
        ----------
        target : Target
        reach : Reach
            Among which answers to search.
        """
        self._follow_plan()
        few = self._few(target)
        if few.is_wide(self._ways[self._fits]):
            return True
        if reach is Reach.NEAR:
            return self._search(few, self._near(target))
        reaches = [self._questions(target)]
        if self._handed_on.open:
            reaches = [reaches[0] & self._in_rounds(target), *reaches]
            if reach is Reach.WIDEST:
                reaches.append(np.ones_like(reaches[0]))
        return any(
            not self._is_shut(target, where, ()) and self._search(few, where, is_quick=where is not reaches[-1])
            for where in reaches
        )

    def is_known_without_whole(self, target: Target) -> bool:
        """Whether it is certain that a target has no room even by what is handed on without its whole and the index."""
        self._follow_plan()
        free, few, where = {target.whole, INDEX_COLUMN}, self._few(target), self._questions(target)
        if self._is_shut(target, where, free):
            return True
        inside = np.flatnonzero(where)
        if inside.size > _MOST_AT_WIDEST:
            return False
        return not few.leaves_room(*self._program(few, inside, self._lines(inside, free)).bounds())

    def is_known_from_one_row(self, target: Target) -> bool:
        """Whether one row of the measure that holds a target leaves it less than 10 points by itself."""
        few = int(np.count_nonzero(target.few))
        rows = self._handed_on.rows(target.place)
        return not target.is_beyond and any(
            room_of_few(*rows.of_row(cell, target.column), rows.n(cell, target.column), few) < ENOUGH
            for cell in self._handed_on.cells[target.place]
            if rows.is_shown(cell, target.column) and not target.few[~rows.people(cell, target.column)].any()
        )

    def _few(self, target: Target) -> Few:
        if target not in self._fews:
            self._fews[target] = few_of(target, self._handed_on, self.unknowns, self._below, self._above)
        return self._fews[target]

    def _follow_plan(self) -> None:
        """Takes over what the plan has changed since."""
        plan = self._handed_on.plan
        if plan.state != self._state:
            changed = plan.changed_since(self._state)
            self._follow(changed)
            if any(measure in self._items for measure, _ in changed):
                self._handed_on.count_again()
                self._below, self._above = self.unknowns.bounds(self._handed_on)
                self._fews.clear()
            self._fits, self._state = self._fit(self._ways, self._moved), plan.state

    def _follow(self, keys: Iterable[RowKey]) -> None:
        """Takes over what is handed on of some rows."""
        for key in keys:
            self._low[self._of_row[key]], self._high[self._of_row[key]] = -np.inf, np.inf
            for line in (line for row in self._rows[key] for line in self._handed_on.lines(*row)):
                number = self._numbers[line.key]
                low, high = line.down / self._most[number], line.up / self._most[number]
                if self._is_whole[number]:
                    low, high, beyond = -floor(_CLOSE - low), floor(high + _CLOSE), _PART
                else:
                    beyond = _LOOSE
                self._low[number], self._high[number] = low - beyond, high + beyond

    def _of_whole_steps(self) -> Flags:
        """Which numbers any step moves by as much: between whole steps their bounds may lie anywhere."""
        lines = self._matrix.tocsr()
        parts = np.abs(np.abs(lines.data) - 1.0) > _CLOSE
        is_whole = np.ones(lines.shape[0], dtype=bool)
        is_whole[np.repeat(np.arange(lines.shape[0]), np.diff(lines.indptr))[parts]] = False
        return is_whole

    def _fit(self, ways: Floats, moved: Floats) -> Flags:
        """Which ways move no number too far, and no answer to where the counts say that none is."""
        inside = (moved >= self._low - _CLOSE) & (moved <= self._high + _CLOSE)
        could = (ways >= -self._below) & (ways <= self._above)
        return np.asarray(inside.all(axis=1) & could.all(axis=1))

    def _near(self, target: Target) -> Flags:
        """The unknowns of the measure's own questions, of people in the same cells as a target's.

        What somebody in a hidden row may have more, others have less where the same is hidden.
        """
        handed_on, people = self._handed_on, target.few
        if target.is_hidden:
            people = np.any([cell.members for cell in handed_on.hidden(target.place, target.column)], axis=0)
        base = handed_on.cells_of[handed_on.shares[target.place].round_index]
        alike = np.isin(base[self.unknowns.person], base[people])
        return self._questions(target) & self._in_rounds(target) & alike

    def _questions(self, target: Target) -> Flags:
        """The unknowns of the questions that a target's measure is made of, and of those beside them."""
        shares = self._handed_on.shares[target.place]
        items = np.array(shares.item_columns) == target.column
        for column, members in zip(shares.columns, shares.members, strict=True):
            if target.column in (INDEX_COLUMN, column, *(shares.item_columns[item] for item in members)):
                items[members] = True
        return np.asarray(items[self.unknowns.item])

    def _in_rounds(self, target: Target) -> Flags:
        """The unknowns of the rounds that are compared where the target is."""
        people = self._handed_on.shares[target.place].comparison.people
        return np.isin(self.unknowns.round_index, people.round_indices)

    def _is_shut(self, target: Target, among: Flags, free: Collection[int]) -> bool:
        """Whether the numbers of the smallest cell that holds a target leave no room: then no search finds any.

        They are those that no other of the unknowns among which to search move.
        """
        if target not in self._own_cell:
            self._own_cell[target] = np.flatnonzero(self._questions(target) & self._of_cell(target))
        own, few = self._own_cell[target], self._few(target)
        own = own[among[own]]
        lines = self._lines(own, free)
        lines = lines[self._moved_by(own)[lines] == self._moved_by(np.flatnonzero(among))[lines]]
        state = self._state_of(few, own, lines)
        if state not in self._shut:
            program = self._program(few, own, lines)
            self._shut[state] = not program.is_large and not few.leaves_room(*program.bounds())
        return self._shut[state]

    def _of_cell(self, target: Target) -> Flags:
        """The unknowns of the people in the smallest cell that holds a target; in each comparison, of that name."""
        handed_on = self._handed_on
        holding = [cell for cell in handed_on.cells[target.place] if not target.few[~cell.members].any()]
        if not holding:
            return np.ones(self.unknowns.person.size, dtype=bool)
        name = min(holding, key=lambda cell: int(np.count_nonzero(cell.members))).name
        places = handed_on.places(handed_on.shares[target.place].round_index)
        same = [cell.members for place in places for cell in handed_on.cells[place] if cell.name == name]
        return np.asarray(np.any(same, axis=0)[self.unknowns.person])

    def _moved_by(self, inside: Integers) -> Integers:
        """How many of some unknowns move each number."""
        return np.bincount(self._matrix[:, inside].indices, minlength=self._matrix.shape[0])

    def _search(self, few: Few, where: Flags, *, is_quick: bool = False) -> bool:
        """Looks for ways among some unknowns, all others as they are.

        Quickly: of many unknowns, only whole steps next to the best parts of steps are tried.

        Returns
        -------
        bool
            Whether there is room.
        """
        where = _thinned(where, _MOST_AT_WIDEST if where.all() else _MOST_UNKNOWNS)
        where[few.unknowns] = True
        inside = np.flatnonzero(where)
        lines = self._lines(inside, ())
        state = (*self._state_of(few, inside, lines), bytes([is_quick]))
        if state in self._failed:
            return False
        program = self._program(few, inside, lines)
        signs = (1.0, -1.0) if few.mean < 50.0 else (-1.0, 1.0)
        passes = (True,) if is_quick or not program.is_large else (True, False)
        for is_rough, sign in product(passes, signs):
            steps = program.farthest(sign, is_quick=is_rough)
            if steps is None:
                continue
            way = np.zeros(self.unknowns.item.size)
            np.add.at(way, np.concatenate([inside, few.unknowns]), steps)
            self._add(way)
            if few.is_wide(self._ways[self._fits]):
                return True
        self._failed.add(state)
        return False

    def _state_of(self, few: Few, inside: Integers, lines: Integers) -> tuple[bytes, ...]:
        """All that a search rests on."""
        bounds = self._below[inside], self._above[inside], self._low[lines], self._high[lines]
        return tuple(one.tobytes() for one in (few.unknowns, few.points, few.below, few.above, inside, lines, *bounds))

    def _program(self, few: Few, inside: Integers, lines: Integers) -> Search:
        """A search among some unknowns: the answers of the few are parted from others' of the same unknown."""
        matrix = self._matrix[:, inside]
        below, above = self._below[inside], self._above[inside]
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
        self._fits = np.append(self._fits, self._fit(way[None, :], moved))


def _thinned(inside: Flags, most: int = _MOST_UNKNOWNS) -> Flags:
    """Some unknowns, evenly taken, of very many: what a few of the others can balance is enough to show room."""
    chosen = np.flatnonzero(inside)
    found = np.zeros_like(inside)
    found[chosen[:: chosen.size // most + 1]] = True
    return found
