"""Which categories of a breakdown are shown, merged or hidden (rule 37): made from counts alone.

The stakeholder table binds: nothing of it is changed here. All breakdowns that a survey has are settled one after
another in the form's order, asked for or not, so that two results of the same answers, each with another breakdown,
reveal no more than one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from metrics.model.cells import Cell, in_order, union
from metrics.model.measures import INDEX_COLUMN
from metrics.model.presence import Presence, smallest_count
from metrics.protection.mask.row_sets import is_alone
from surveys.model.survey import Breakdown, Flags

_FEWEST_SHOWN = 2
"""A table of one category would repeat everybody's row."""


def breakdown_cells(people: Presence, breakdown: Breakdown, shown: Sequence[Cell], threshold: int) -> list[Cell]:
    """The categories of a breakdown among the people who count, mergers where their first members were.

    Parameters
    ----------
    shown : sequence of Cell
        The rows shown so far, everybody's first: those of the stakeholder table, and of earlier breakdowns.

    Returns
    -------
    list of Cell
        Empty where fewer than two categories would be left. What people typed themselves and is hidden is left out: a
        name is an answer.
    """
    cells = _merged(people, list(_stated(people, breakdown, shown[0].members)), threshold)
    if len(cells) < _FEWEST_SHOWN:
        return []
    hidden = {cell.name for cell in cells if any(_reveals_few(people, cell, other, threshold) for other in shown)}
    if is_alone([_size(people, cell) for cell in cells if cell.name in hidden], threshold):
        left = [cell for cell in cells if cell.name not in hidden]
        hidden.add(min(left, key=lambda cell: smallest_count(people, cell.members)).name)
    marked = [replace(cell, hidden=cell.name in hidden) for cell in cells]
    return [cell for cell in marked if not (cell.hidden and breakdown.typed)]


def _stated(people: Presence, breakdown: Breakdown, everybody: Flags) -> Iterator[Cell]:
    """A cell a category that anyone who counts is in; those who state none last."""
    found = [*enumerate(breakdown.categories), (-1, breakdown.not_stated)]
    for index, group in found:
        members = np.asarray((breakdown.category == index) & everybody)
        if any((members & round_.present).any() for round_ in people.rounds):
            yield Cell(group, members, by=breakdown.name)


def _merged(people: Presence, cells: Sequence[Cell], threshold: int) -> list[Cell]:
    """Small categories merged with one another, and with the smallest of the others where they stay few."""
    count = {cell.name: smallest_count(people, cell.members) for cell in cells}
    small = [cell for cell in cells if count[cell.name] < threshold]
    shown = [cell for cell in cells if count[cell.name] >= threshold]
    while small and shown and smallest_count(people, union(cells, small).members) < threshold:
        nearest = min(shown, key=lambda cell: count[cell.name])
        shown.remove(nearest)
        small.append(nearest)
    if not small:
        return shown
    merged = union(cells, small)
    if smallest_count(people, merged.members) < threshold:
        return []
    return in_order(cells, [*shown, merged])


def _size(people: Presence, cell: Cell) -> int:
    return min(int(np.count_nonzero(cell.members & round_.present)) for round_ in people.rounds)


def _reveals_few(people: Presence, cell: Cell, other: Cell, threshold: int) -> bool:
    """Whether one of two rows lies within the other and leaves 1 to `threshold` − 1 people, in any count."""
    for base in _bases(people):
        one, two = cell.members & base, other.members & base
        more, less = int(np.count_nonzero(one & ~two)), int(np.count_nonzero(two & ~one))
        if min(more, less) == 0 and 0 < max(more, less) < threshold:
            return True
    return False


def _bases(people: Presence) -> Iterator[Flags]:
    """The people who count in a row: head count, and those with an index, in each round and in both."""
    for round_position, round_ in enumerate(people.rounds):
        yield round_.present
        yield people.with_measures(round_position)[:, INDEX_COLUMN]
    if people.is_paired:
        yield people.matched
        yield people.in_both[:, INDEX_COLUMN]
