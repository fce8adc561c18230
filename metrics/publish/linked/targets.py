"""The few people who skipped part of a measure, or have part of it and not the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.model.measures import INDEX_COLUMN
from metrics.publish.linked.shares import Shares
from metrics.publish.linked.told import Told
from surveys.model.survey import Flags


@dataclass(frozen=True)
class Target:
    """Few people who skipped part of a measure, or have it and not that which it is part of.

    Attributes
    ----------
    few : array of bool, shape (people,)
    place : int
        Of the round and comparison in what is told.
    column : int
        Of the measure.
    whole : int
        The column of what it is part of; `column` itself where they skipped a part.
    """

    few: Flags
    place: int
    column: int
    whole: int


def targets_in(told: Told) -> Iterator[Target]:
    """The sets of few people who skipped part of a measure, or have part of it and not the whole; each once.

    With weights, also those of them who have one: they alone are in the weighted rows.
    """
    seen: set[tuple[bytes, int, int]] = set()
    for place, shares in enumerate(told.shares):
        comparison, weight = shares.comparison, told.weight[shares.round_index]
        for column, whole, sets in _sets(shares):
            if weight is not None:
                sets = np.hstack([sets, sets & ~np.isnan(weight)[:, None]])
            for cell in told.cells[place]:
                if not (comparison.shows_levels(cell, column) and comparison.shows_levels(cell, whole)):
                    continue
                numbers = cell.members.astype(float) @ sets
                for k in np.flatnonzero((numbers > 0) & (numbers < comparison.threshold)).tolist():
                    few = cell.members & sets[:, k]
                    key = few.tobytes(), column, shares.round_index
                    if key not in seen:
                        seen.add(key)
                        yield Target(few, place, column, whole)


def _sets(shares: Shares) -> Iterator[tuple[int, int, Flags]]:
    """Columns of a measure and of its whole, and who may be known: sets of people, shape (people, sets)."""
    people = shares.comparison.people
    round_ = people.survey.rounds[shares.round_index]
    put = people.presence.rounds[shares.position].asked
    weights = people.scorings[shares.position].weights
    of_index = [home for home, column in enumerate(shares.columns) if column is not None and weights[home] > 0]
    for home, items in enumerate(shares.members):
        column = shares.columns[home]
        column = INDEX_COLUMN if column is None else column
        children = [shares.item_columns[item] for item in items]
        raw = round_.was_asked[:, items] & np.isnan(round_.scores[:, items])
        yield from _of_whole(shares, column, children, raw | (put[:, children] & ~shares.counted[:, children]), raw)
    if len(of_index) > 1:
        children = [column for home in of_index if (column := shares.columns[home]) is not None]
        lacking = np.column_stack([~shares.has_home(home) for home in of_index])
        yield from _of_whole(shares, INDEX_COLUMN, children, lacking | ~shares.counted[:, children], lacking)


def _of_whole(
    shares: Shares, column: int, children: Sequence[int], skipped: Flags, plainly: Flags
) -> Iterator[tuple[int, int, Flags]]:
    own = shares.counted[:, [column]]
    every = np.column_stack([skipped, plainly, skipped.any(axis=1)]) & own
    yield column, column, every
    for child in children:
        yield child, column, shares.counted[:, [child]] & ~own
