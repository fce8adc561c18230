"""The few people who skipped part of a measure, and what is handed on more coarsely so that they stay unknown.

Whole answers that fit all that is handed on show their room. Where there is no room, what costs least goes first:
decimals; interval and p; levels, so that the change alone is left; the row of the measure; the question that was
skipped; at last the index. What turns out not to have been needed is put back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from metrics.model.cells import Cell, is_total, side_row
from metrics.model.measures import INDEX_COLUMN
from metrics.protection.comparison import Comparison
from metrics.publish.linked.intervals import Changes
from metrics.publish.linked.possible_answers import PossibleAnswers
from metrics.publish.linked.targets import Target, targets_in
from metrics.publish.linked.told import Told
from metrics.result.rounding_plan import RoundingPlan, RowKey
from metrics.schema.precision import NARROW
from surveys.model.instrument import ALL

Step = tuple[set[RowKey], tuple[RowKey, ...]]
"""A set of the plan, and the rows that are added to it together."""


class Skippers:
    """The few people of a survey who skipped part of a measure.

    Parameters
    ----------
    comparisons : sequence of (Comparison, Changes)
    plan : RoundingPlan
        It may grow.
    """

    def __init__(self, comparisons: Sequence[tuple[Comparison, Changes]], plan: RoundingPlan) -> None:
        self._told = Told(comparisons, plan)
        self._targets = list(targets_in(self._told))
        self._check = _Check(self._told)

    def protect(self) -> None:
        """Adds rows to the plan until everybody who skipped part of a measure has room enough (rule 43).

        Only whole points may leave less room than what was shown before (the mean 50.496 lies below 50.55, and below
        50.5): after these everybody is looked at again.
        """
        targets, whole = self._targets, self._told.plan.whole
        settled, number = 0, 0
        while settled < len(targets):
            target, before = targets[number % len(targets)], len(whole)
            if not self._check.is_open(target):
                _coarsen(self._told, self._check, target)
            settled = settled + 1 if len(whole) == before else 1
            number += 1


class _Check:
    """Whether few people have room enough."""

    def __init__(self, told: Told) -> None:
        self._told = told

    @cached_property
    def _possible(self) -> PossibleAnswers:
        return PossibleAnswers(self._told)

    def is_open(self, target: Target, *, is_far: bool = True) -> bool:
        """Whether 10 points are left to them, in whole answers of everybody; or one row alone tells as much.

        Parameters
        ----------
        target : Target
        is_far : bool
            Whether to search among the answers of people in other cells too.
        """
        return (
            self._possible.leave_room(target, is_far=False)
            or _is_told_alone(self._told, target)
            or (is_far and self._possible.leave_room(target, is_far=True))
        )


def _is_told_alone(told: Told, target: Target) -> bool:
    """Whether one row of the measure that holds the few leaves them less than 10 points by itself."""
    few = int(np.count_nonzero(target.few))
    for cell in told.cells[target.place]:
        rows = told.rows(target.place)
        own = rows.people(cell, target.column)
        if rows.is_shown(cell, target.column) and not target.few[~own].any():
            n, (low, high) = rows.n(cell, target.column), rows.of_row(cell, target.column)
            least, most = max((n * low - 100.0 * (n - few)) / few, 0.0), min(n * high / few, 100.0)
            if most - least < NARROW:
                return True
    return False


def _coarsen(told: Told, check: _Check, target: Target) -> None:
    """Makes rows coarser, the least costly first, until few people have room; what was not needed is put back.

    At last nothing of their measure, of what it is part of, and of the index is handed on of anybody.
    """
    plan = told.plan
    added: list[Step] = []
    for stage in _stages(told, target):
        number = len(added)
        for grown, keys in stage:
            new = tuple(key for key in keys if key not in grown)
            if new:
                plan.add(grown, new)
                added.append((grown, new))
        if len(added) > number and check.is_open(target, is_far=False):
            break
    for grown, keys in reversed(added):
        for key in keys:
            plan.remove(grown, key)
        if not check.is_open(target, is_far=False):
            plan.add(grown, keys)


def _stages(told: Told, target: Target) -> Iterator[list[Step]]:
    """What may go, stage by stage; within each the least useful rows first: groups, sides, all."""
    plan, places = told.plan, told.places(told.shares[target.place].round_index)
    columns = dict.fromkeys((target.whole, INDEX_COLUMN))
    cells = [(place, cell) for place in places for cell in told.cells[place] if (cell.members & target.few).any()]
    cells.sort(key=lambda one: (one[1].name == ALL, is_total(one[1].name), told.rows(one[0]).n(one[1], target.column)))

    def steps(grown: set[RowKey], name: str, of: Sequence[int]) -> list[Step]:
        found = {
            told.rows(place).key(cell, column): None
            for column in reversed(of)
            for place, cell in cells
            if getattr(told.rows(place), name)(cell, column)
        }
        return [(grown, (key,)) for key in found]

    every = list(columns)
    for grown, name in (
        (plan.whole, "can_be_whole"),
        (plan.without_spread, "can_lose_spread"),
        (plan.without_levels, "can_lose_levels"),
    ):
        for column in every:
            yield steps(grown, name, [column])
    if target.whole != INDEX_COLUMN:
        yield steps(plan.hidden, "is_handed_on", [target.whole])
    yield from _questions(told, target, cells)
    yield steps(plan.hidden, "is_handed_on", [INDEX_COLUMN])
    cells = [(place, cell) for place in places for cell in told.cells[place]]
    yield steps(plan.hidden, "is_handed_on", [target.column, target.whole, INDEX_COLUMN])


def _questions(told: Told, target: Target, cells: Sequence[tuple[int, Cell]]) -> Iterator[list[Step]]:
    """The question (or dimension) that most of the few skipped, or (of a part) have, a cell and its complement each."""
    shares = told.shares[target.place]
    if target.column != target.whole:
        parts = [target.column]
    elif target.column == INDEX_COLUMN and shares.columns != [None]:
        parts = [column for column in shares.columns if column is not None]
    else:
        own = [INDEX_COLUMN if column is None else column for column in shares.columns]
        parts = [shares.item_columns[item] for item in shares.members[own.index(target.column)]]
    few = target.few
    number = {part: int(np.count_nonzero(few & ~shares.counted[:, part])) for part in parts}
    for part in sorted(parts, key=lambda one: -number[one]):
        found: dict[tuple[RowKey, ...], None] = {}
        for place, cell in cells:
            if told.rows(place).is_handed_on(cell, part):
                found[tuple(_with_one_more(told, place, cell, part))] = None
        yield [(told.plan.hidden, keys) for keys in found]


def _with_one_more(told: Told, place: int, cell: Cell, column: int) -> Iterator[RowKey]:
    """A row and the one that is hidden with it (rule 36)."""
    rows = told.rows(place)
    measure = rows.key(cell, column)[0]
    yield measure, cell.name
    others = [
        other
        for other in told.cells[place]
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
