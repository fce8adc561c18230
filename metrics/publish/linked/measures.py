"""What the index, the dimensions and the items reveal of one another (rules 40, 43), and its prevention.

A dimension's mean is that of its items for everybody who answered all of them. The rest is of those who skipped some:
at full precision, it reveals the answers of the one person who skipped. Likewise it reveals an item that is hidden
where all others of its dimension are shown. So whole answers are looked for that fit all that is handed on, and that
lie 10 points apart in the mean of these people. Where there are none, what costs least goes first: decimals; beside a
hidden row, one more of the same whole; interval and p; levels, so that the change alone is left; the row of the
measure; the question that was skipped; at last the index. What turns out not to have been needed is put back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from metrics.model.cells import Cell, is_total, side_row
from metrics.model.measures import INDEX_COLUMN
from metrics.protection.comparison import Comparison
from metrics.publish.linked.handed_on import HandedOn
from metrics.publish.linked.intervals import Changes, Intervals
from metrics.publish.linked.possible_answers import PossibleAnswers, Reach
from metrics.publish.linked.ratings import add_ratings
from metrics.publish.linked.targets import Target, targets_in
from metrics.result.rounding_plan import RoundingPlan, RowKey
from metrics.tables.changes import ChangeRow
from surveys.model.instrument import ALL

Step = tuple[set[RowKey], tuple[RowKey, ...]]
"""A set of the plan, and the rows that are added to it together."""

_MOST_PUT_BACK = 30
"""Steps of a stage up to which those that were not needed are looked for."""

_Place = tuple[int, Cell]
_Can = Callable[[Intervals, Cell, int], bool]
"""Whether a row, by its cell and column, can be handed on more coarsely in some way."""


def coarsen_linked_measures(
    comparisons: Sequence[Comparison], changes: Sequence[ChangeRow], margin: float, plan: RoundingPlan
) -> None:
    """Adds the rows to hand on more coarsely, so that nothing follows from a measure and those that it is made of.

    Parameters
    ----------
    comparisons : sequence of Comparison
    changes : sequence of ChangeRow
        The officer's: interval, p and effect bound a change more closely than its own rounding does.
    margin : float
        The smallest change that matters, by which the ends of intervals are rounded.
    plan : RoundingPlan
        What of few people is withheld already stands in it.
    """
    settled: list[tuple[Comparison, Changes]] = []
    for comparison in comparisons:
        withheld = plan.of(tuple(round_.name for round_ in comparison.people.rounds))
        settled.append((comparison, Changes(comparison, changes, margin, withheld)))
        handed_on = HandedOn(settled, plan)
        _coarsen_all(handed_on, list(targets_in(handed_on)))
        add_ratings(comparison, plan)


def _coarsen_all(handed_on: HandedOn, targets: Sequence[Target]) -> None:
    """Adds rows of the last comparison to the plan until all targets have room enough.

    Only whole points may leave less room than what was shown before (the mean 50.496 lies below 50.55, and below 50.5):
    after these all targets are looked at again.
    """
    if not targets:
        return
    possible, whole = PossibleAnswers(handed_on), handed_on.withheld.whole
    possible.look_for_many(targets)
    settled, number = 0, 0
    while settled < len(targets):
        target, before = targets[number % len(targets)], len(whole)
        if not _is_open(possible, target):
            _coarsen(handed_on, possible, target)
        settled = settled + 1 if len(whole) == before else 1
        number += 1


def _is_open(possible: PossibleAnswers, target: Target) -> bool:
    """Whether a target has room enough, or follows from less than linked measures."""
    return (
        possible.leave_room(target, Reach.NEAR)
        or possible.is_known_from_one_row(target)
        or possible.leave_room(target, Reach.WIDEST)
        or (target.is_hidden and possible.is_known_without_whole(target))
    )


def _coarsen(handed_on: HandedOn, possible: PossibleAnswers, target: Target) -> None:
    """Makes rows coarser, the least costly first, until a target has room; what was not needed is put back.

    At last none of the measures that are linked is handed on of this comparison, beside which the earlier were settled.
    """
    withheld = handed_on.withheld

    def is_enough(grown: set[RowKey], reach: Reach = Reach.FAR) -> bool:
        # A near search is quick; a farther one is made where more than decimals and intervals would go.
        is_dear = bool(handed_on.open) or grown is withheld.hidden or grown is withheld.without_levels
        return possible.leave_room(target, Reach.NEAR) or (is_dear and possible.leave_room(target, reach))

    stages: list[list[Step]] = []
    for stage in _Stages(handed_on, target):
        if new := _added(handed_on.plan, stage):
            stages.append(new)
            if is_enough(new[-1][0], Reach.WIDEST):
                break
    for stage in reversed(stages):
        if len(stage) <= _MOST_PUT_BACK:
            _put_back(handed_on.plan, stage, is_enough, is_needed=stage is stages[-1])


def _added(plan: RoundingPlan, stage: Sequence[Step]) -> list[Step]:
    """Adds the rows of some steps that are not yet added; what was."""
    new: list[Step] = []
    for grown, keys in stage:
        left = tuple(key for key in keys if key not in grown)
        plan.add(grown, left)
        new += [(grown, left)] if left else []
    return new


def _put_back(
    plan: RoundingPlan, steps: Sequence[Step], is_enough: Callable[[set[RowKey]], bool], *, is_needed: bool = False
) -> None:
    """Takes the rows of those steps out again without which what is left is enough: half of them at a time.

    `is_needed`: not all of them can be.
    """
    if not is_needed:
        for grown, keys in steps:
            for key in keys:
                plan.remove(grown, key)
        if is_enough(steps[0][0]):
            return
        for grown, keys in steps:
            plan.add(grown, keys)
    half = len(steps) // 2
    if half:
        _put_back(plan, steps[half:], is_enough)
        _put_back(plan, steps[:half], is_enough)


class _Stages:
    """What may go of the open comparison, stage by stage; within each the least useful rows first: groups, sides, all.

    First those of the measure that a target is part of, and of the index, in the cells that hold any of it.
    """

    def __init__(self, handed_on: HandedOn, target: Target) -> None:
        self._handed_on, self._target, self._withheld = handed_on, target, handed_on.withheld
        self._shares = handed_on.shares[target.place]
        self._columns = list(dict.fromkeys((target.whole, INDEX_COLUMN)))
        self._dimensions = [one for one in self._shares.wholes if one != INDEX_COLUMN]
        self._every = handed_on.open_cells()
        self._cells = [(place, cell) for place, cell in self._every if (cell.members & target.few).any()]
        self._cells.sort(key=self._use)

    def _use(self, one: _Place) -> tuple[bool, bool, int]:
        place, cell = one
        return cell.name == ALL, is_total(cell.name), self._handed_on.rows(place).n(cell, self._target.column)

    def __iter__(self) -> Iterator[list[Step]]:
        """Last, all of the measure and what it is made of; of later comparisons, of every measure."""
        shares, target = self._shares, self._target
        yield from self._of_later() if self._handed_on.open else self._of_first()
        wholes = shares.wholes if self._handed_on.open else [target.whole, *shares.parts_of(target.whole)]
        made_of = [part for whole in wholes if whole in shares.wholes for part in shares.parts_of(whole)]
        rows = dict.fromkeys([*made_of, target.column, *wholes, INDEX_COLUMN])
        last = sorted(rows, key=lambda column: (column == INDEX_COLUMN, column in self._dimensions))
        yield self._hidden(last, self._every)

    def _of_first(self) -> Iterator[list[Step]]:
        target, withheld = self._target, self._withheld
        for column in self._columns:
            yield self._steps(withheld.whole, Intervals.can_be_whole, [column])
        yield from self._one_more()
        for column in self._columns:
            yield self._steps(withheld.without_spread, Intervals.can_lose_spread, [column])
        for column in self._columns:
            yield self._steps(withheld.without_levels, Intervals.can_lose_levels, [column])
        if target.whole != INDEX_COLUMN:
            yield self._hidden([target.whole])
        if not target.is_hidden:
            yield from _questions(self._handed_on, target, self._cells)
        yield self._hidden([INDEX_COLUMN])

    def _of_later(self) -> Iterator[list[Step]]:
        """All that is less than a row at once: beside what is settled it takes long to look at each."""
        target, withheld, columns = self._target, self._withheld, self._columns
        yield [
            *self._steps(withheld.whole, Intervals.can_be_whole, columns),
            *self._steps(withheld.without_spread, Intervals.can_lose_spread, columns),
            *self._steps(withheld.without_levels, Intervals.can_lose_levels, columns),
        ]
        yield from self._one_more()
        if target.whole != INDEX_COLUMN:
            yield self._hidden([target.whole])
        yield self._hidden(self._shares.parts_of(target.whole))
        yield self._hidden(self._dimensions)
        yield self._hidden([INDEX_COLUMN])

    def _one_more(self) -> Iterator[list[Step]]:
        target, handed_on = self._target, self._handed_on
        if target.is_hidden and handed_on.number[target.place] == handed_on.open:
            yield _one_more_hidden(handed_on, target)

    def _hidden(self, of: Iterable[int], where: Sequence[_Place] | None = None) -> list[Step]:
        return self._steps(self._withheld.hidden, Intervals.is_handed_on, of, where)

    def _steps(
        self, grown: set[RowKey], can: _Can, of: Iterable[int], where: Sequence[_Place] | None = None
    ) -> list[Step]:
        """The rows of some measures that can be in a set of the plan, one a step."""
        cells = self._cells if where is None else where
        rows = [(self._handed_on.rows(place), cell, column) for column in of for place, cell in cells]
        found = dict.fromkeys(own.key(cell, column) for own, cell, column in rows if can(own, cell, column))
        return [(grown, (key,)) for key in found]


def _one_more_hidden(handed_on: HandedOn, target: Target) -> list[Step]:
    """One more part of the whole, wherever the target is hidden: beside the whole, the sum of the two alone follows.

    That which is hidden in most of these cells, then that which fewest answered.
    """
    rows = handed_on.rows(target.place)
    cells = handed_on.hidden(target.place, target.column)
    keys = {
        part: {rows.key(cell, part): rows.n(cell, part) for cell in cells if rows.is_shown(cell, part)}
        for part in handed_on.shares[target.place].parts_of(target.whole)
    }
    left = [part for part, shown in keys.items() if shown]
    if not left:
        return []
    least = min(left, key=lambda part: (len(keys[part]), sum(keys[part].values())))
    return [(handed_on.withheld.hidden, tuple(keys[least]))]


def _questions(handed_on: HandedOn, target: Target, cells: Sequence[tuple[int, Cell]]) -> Iterator[list[Step]]:
    """The question (or dimension) that most of the few skipped, or (of a part) have, a cell and its complement each."""
    shares = handed_on.shares[target.place]
    parts = shares.parts_of(target.whole) if target.column == target.whole else [target.column]
    number = {part: int(np.count_nonzero(target.few & ~shares.counted[:, part])) for part in parts}
    for part in sorted(parts, key=lambda one: -number[one]):
        found: dict[tuple[RowKey, ...], None] = {}
        for place, cell in cells:
            if handed_on.rows(place).is_handed_on(cell, part):
                found[tuple(_with_one_more(handed_on, place, cell, part))] = None
        yield [(handed_on.withheld.hidden, keys) for keys in found]


def _with_one_more(handed_on: HandedOn, place: int, cell: Cell, column: int) -> Iterator[RowKey]:
    """A row and the one that is hidden with it (rule 36)."""
    rows = handed_on.rows(place)
    measure = rows.key(cell, column)[0]
    yield measure, cell.name
    others = [
        other
        for other in handed_on.cells[place]
        if other is not cell
        and not is_total(other.name)
        and (other.by, other.group.side) == (cell.by, cell.group.side)
        and rows.is_shown(other, column)
    ]
    more = min(others, key=lambda other: rows.n(other, column), default=None)
    if more is not None and not is_total(cell.name):
        yield measure, more.name
    else:
        yield from ((measure, name) for name in (side_row(cell.group.side or ""), ALL) if name != cell.name)
