"""Rows that have no number, though there is nothing in them to protect (rule 41): not asked, or answered by nobody.

Only what is known of the whole round says that nobody answered: that a single group gave no answer would tell what each
of its people did.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from metrics.model.asked_in_both import enough
from metrics.model.cells import Cell, is_side, side_of
from metrics.model.measures import INDEX_COLUMN, items_by_measure
from metrics.model.population import Population
from metrics.model.ratings import rated_target
from surveys.model.survey import Flags, Integers


def is_put_to(people: Population, cell: Cell, column: int) -> bool:
    """Whether the form puts any item of a measure to a group of a cell, in any of the rounds.

    Everybody, those who state no group and categories of a breakdown are put all.
    """
    groups = _groups_of(people, cell)
    if not groups:
        return True
    name = people.measures[column].name
    own = people.form.items_of(set(groups))[name]
    asked_in: Flags = people.scored.asked_in[np.ix_(people.round_indices, groups)]
    asked: Flags = np.asarray(asked_in.any(axis=(0, 1)))
    return any(item.name in own for item, was in zip(people.form.instrument.items, asked, strict=True) if was)


def _groups_of(people: Population, cell: Cell) -> list[int]:
    names = cell.merged_from or (cell.name,)
    side = side_of(cell.name) if is_side(cell.name) else None
    return [
        index
        for index, group in enumerate(people.form.groups)
        if cell.by is None and (group.name in names or (side is not None and group.side == side))
    ]


def unanswered_items(people: Population, round_position: int, threshold: int) -> Flags:
    """Which items were put to `threshold` people of a round or more, and answered by none; shape (items,)."""
    round_, index = people.rounds[round_position], people.round_indices[round_position]
    put = round_.was_asked & people.scored.asked_in[index][people.survey.group]
    return np.asarray((put.sum(axis=0) >= threshold) & np.isnan(round_.scores).all(axis=0))


def has_no_answers(people: Population, cell: Cell, column: int, round_position: int, unanswered: Flags) -> bool:
    """Whether nobody of a cell can have a measure in a round, since items of it are `unanswered` by the whole round.

    Of a dimension or a rating, since fewer than half of its items are left. Never of the index: without one, people are
    few.
    """
    items = _items(people, column)
    if column == INDEX_COLUMN or not unanswered[items].any():
        return False
    here = cell.members & people.rounds[round_position].present
    put = people.rounds[round_position].was_asked[here]
    if people.measures[column].level == "rating":
        index, target = people.round_indices[round_position], rated_target(people.measures[column].name)
        put = put & people.scored.put_about(index, target)[here]
    answerable = put & ~unanswered
    if people.asked_in_both is not None and _is_fed(people, column):
        answerable &= people.asked_in_both.feeds[here]
    return bool(put[:, items].any() and not enough(answerable[:, items], put[:, items]).any())


def _is_fed(people: Population, column: int) -> bool:
    """Whether a measure rests on the items asked in both rounds alone."""
    return people.measures[column].level != "item" and not people.presence.is_apart(column)


def _items(people: Population, column: int) -> Integers:
    """The indices of the items of a measure; of a rating, of all."""
    names: Collection[str] | None = items_by_measure(people.form.instrument).get(people.measures[column].name)
    items = people.form.instrument.items
    return np.array([i for i, item in enumerate(items) if names is None or item.name in names], dtype=np.intp)
