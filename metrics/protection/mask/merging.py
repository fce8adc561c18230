"""Which groups are shown, merged or hidden: made from counts alone (rules 4 and 33 to 35)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from metrics.model.cells import Cell, in_order, is_total, side_row, union
from metrics.model.presence import Presence, smallest_count
from surveys import Group, Issue
from surveys.model.instrument import ALL, NOT_STATED
from surveys.model.survey import Flags

_EVERYTHING_HIDDEN = Issue("warning", "everything_hidden")


@dataclass(frozen=True)
class Pattern:
    """The cells of a comparison, ``ALL`` first, then sides, then groups, and notes on them for the reader."""

    cells: tuple[Cell, ...]
    issues: tuple[Issue, ...]

    @property
    def everybody(self) -> Cell:
        """The cell of all people who count."""
        return self.cells[0]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all cells."""
        return frozenset(cell.name for cell in self.cells)

    def groups_of(self, side: str | None) -> tuple[Cell, ...]:
        """The shown groups of a side."""
        return tuple(c for c in self.cells if c.group.side == side and not c.hidden and not is_total(c.name))


def make_pattern(people: Presence, threshold: int) -> Pattern:
    """Merges small groups within their side and leaves out what stays small.

    People of a hidden side, of a hidden group without a side and, where they are few, those who state no group are
    left out of ``ALL``, so that nothing follows by subtraction. Without groups, everybody is ``ALL`` (rule 4).
    """
    if people.form.is_one_group:
        return _one_group(people, threshold)
    groups: list[Cell] = []
    sides: list[Cell] = []
    issues: list[Issue] = []
    for side in dict.fromkeys(group.side for group in people.form.asked_groups):
        own = [Cell(group, people.members(group)) for group in people.form.asked_groups if group.side == side]
        shown, left_out = _merge(people, own, threshold)
        groups += shown
        if side is None:
            groups += _hidden(people, left_out)
        else:
            sides.append(_side_cell(side, own, hidden=not shown))
        if left_out:
            issues.append(_left_out(side))
    stated = _not_stated(people)
    if smallest_count(people, stated.members) >= threshold:
        groups.append(stated)
    elif any((stated.members & round_.present).any() for round_ in people.rounds):
        issues.append(Issue("warning", "left_out_not_stated"))
    counted = [cell.members for cell in groups if not cell.hidden]
    everybody = np.logical_or.reduce(counted) if counted else np.zeros(people.group.size, dtype=bool)
    total = _total(people, everybody, threshold)
    if total.hidden:
        sides, groups = [_hide(cell) for cell in sides], _hidden(people, groups)
        issues.append(_EVERYTHING_HIDDEN)
    cells = (total, *sides, *groups)
    if len({cell.name for cell in cells}) != len(cells):
        raise ValueError("two groups have the same name, so that their rows are not distinct")
    return Pattern(cells, tuple(issues))


def _one_group(people: Presence, threshold: int) -> Pattern:
    """Everybody, none left out; whether the questionnaire asks for groups at all is said."""
    total = _total(people, np.ones(people.group.size, dtype=bool), threshold)
    why = Issue("warning", "one_group_unknown") if people.form.asks_for_groups else Issue("note", "one_group")
    return Pattern((total,), (why, *([_EVERYTHING_HIDDEN] if total.hidden else [])))


def _total(people: Presence, everybody: Flags, threshold: int) -> Cell:
    return Cell(Group(ALL, {}), everybody, hidden=smallest_count(people, everybody) < threshold)


def _merge(people: Presence, cells: Sequence[Cell], threshold: int) -> tuple[list[Cell], list[Cell]]:
    """The groups of one side as they are shown, and those left out.

    The small ones merge; a merger that stays short takes in the smallest shown group of its side. Where that has
    none, or the groups have no side, the small ones are left out.
    """
    count = {cell.name: smallest_count(people, cell.members) for cell in cells}
    small = [cell for cell in cells if count[cell.name] < threshold]
    shown = [cell for cell in cells if count[cell.name] >= threshold]
    if not small:
        return shown, []
    merged = union(cells, small)
    if smallest_count(people, merged.members) < threshold:
        if not shown or merged.group.side is None:
            return shown, small
        nearest = min(shown, key=lambda cell: count[cell.name])
        shown = [cell for cell in shown if cell is not nearest]
        merged = union(cells, [*small, nearest])
    return in_order(cells, [*shown, merged]), []


def _left_out(side: str | None) -> Issue:
    if side is None:
        return Issue("warning", "left_out_groups")
    return Issue("warning", "left_out_side", values={"side": side})


def _side_cell(side: str, cells: Sequence[Cell], *, hidden: bool) -> Cell:
    members = np.logical_or.reduce([cell.members for cell in cells])
    return Cell(Group(side_row(side), {}, side), members, hidden=hidden)


def _not_stated(people: Presence) -> Cell:
    return Cell(Group(NOT_STATED, {}), np.asarray(people.group < 0))


def _hidden(people: Presence, cells: Sequence[Cell]) -> list[Cell]:
    """Groups whose rows are all hidden; those that people typed themselves have none: a name is an answer."""
    return [] if people.form.groups_are_typed else [_hide(cell) for cell in cells]


def _hide(cell: Cell) -> Cell:
    return replace(cell, hidden=True)
