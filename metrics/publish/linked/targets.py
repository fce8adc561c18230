"""Of whom something may follow from linked measures: those who skipped part of a measure, and rows that are hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from metrics.publish.linked.handed_on import HandedOn
from metrics.publish.linked.shares import Shares
from surveys.model.survey import Flags, Floats


@dataclass(frozen=True, eq=False)
class Target:
    """People whose mean in a measure may follow from what it is made of, or is part of.

    Attributes
    ----------
    few : array of bool, shape (people,)
        Few people who skipped part of the measure, or have it and not that which it is part of; or all of a hidden row.
    place : int
        Of the round and comparison in what is handed on.
    column : int
        Of the measure.
    whole : int
        The column of what it is part of; `column` itself where they skipped a part, or where it is part of nothing.
    is_hidden : bool
        Whether they are the people of a hidden row.
    is_beyond : bool
        Whether it is what their answers count in the measure beyond the rows of its parts that may follow.
    is_change : bool
        Whether it is the change of that, from the first round of the comparison to this one.
    """

    few: Flags
    place: int
    column: int
    whole: int
    is_hidden: bool = False
    is_beyond: bool = False
    is_change: bool = False


def targets_in(handed_on: HandedOn) -> Iterator[Target]:
    """All targets, those who skipped first; each once."""
    seen: set[tuple[bytes, int, int, int, bool]] = set()
    for target in (*_skippers(handed_on), *_hidden(handed_on)):
        pair = handed_on.number[target.place] if target.is_change else -1
        key = target.few.tobytes(), target.column, handed_on.shares[target.place].round_index, pair, target.is_beyond
        if key not in seen:
            seen.add(key)
            yield target


def _skippers(handed_on: HandedOn) -> Iterator[Target]:
    """The sets of few people who skipped part of a measure, or have part of it and not the whole.

    With weights, also those of them who have one, since they alone are in the weighted rows, and all who have none.
    Where the change alone is shown, that is looked at; and an answer of somebody who gave none to the same question in
    the other round.
    """
    later = [one.position > 0 and one.comparison.people.presence.is_paired for one in handed_on.shares]
    for place, shares in enumerate(handed_on.shares):
        comparison, weight = shares.comparison, handed_on.weight[shares.round_index]
        has_more = shares.has_more
        for column, whole, sets in _sets(shares) if weight is None else _sets_beside_weights(shares, weight):
            for cell in handed_on.cells[place]:
                if not (comparison.shows(cell, column) and comparison.shows(cell, whole)):
                    continue
                has_levels = comparison.shows_levels(cell, column) and comparison.shows_levels(cell, whole)
                to = place if shares.position else place + 1
                numbers = cell.members.astype(float) @ sets
                for k in np.flatnonzero((numbers > 0) & (numbers < comparison.threshold)).tolist():
                    few = cell.members & sets[:, k]
                    if has_levels:
                        yield Target(few, place, column, whole)
                    if has_levels and column == whole and column in shares.wholes and (few & has_more).any():
                        yield Target(few, place, column, whole, is_beyond=True)
                    if not has_levels and to < len(later) and later[to]:
                        yield Target(few, to, column, whole, is_beyond=True, is_change=True)


def _hidden(handed_on: HandedOn) -> Iterator[Target]:
    """The people of each hidden row of a part, though its cell is not hidden."""
    for place, shares in enumerate(handed_on.shares):
        for whole in shares.wholes:
            for column in shares.parts_of(whole):
                for cell in handed_on.hidden(place, column):
                    own = cell.members & shares.counted[:, column]
                    if own.any():
                        yield Target(own, place, column, whole, is_hidden=True)


def _sets(shares: Shares) -> Iterator[tuple[int, int, Flags]]:
    """Columns of a measure and of its whole, and who may be known: sets of people, shape (people, sets)."""
    people = shares.comparison.people
    round_ = people.survey.rounds[shares.round_index]
    put = people.presence.rounds[shares.position].asked
    for whole in shares.wholes:
        parts = shares.parts_of(whole)
        if set(parts) <= set(shares.item_columns):
            items = [shares.item_columns.index(part) for part in parts]
            lacking = round_.was_asked[:, items] & np.isnan(round_.scores[:, items])
            skipped = lacking | (put[:, parts] & ~shares.counted[:, parts])
        else:
            lacking = np.column_stack([~shares.has_home(shares.columns.index(part)) for part in parts])
            skipped = lacking | ~shares.counted[:, parts]
        own = shares.counted[:, [whole]]
        yield whole, whole, np.column_stack([skipped, lacking, skipped.any(axis=1)]) & own
        for part in parts:
            yield part, whole, shares.counted[:, [part]] & ~own


def _sets_beside_weights(shares: Shares, weight: Floats) -> Iterator[tuple[int, int, Flags]]:
    """The same where those who have a weight have rows of their own; and of every measure, those who have none."""
    has_none = np.isnan(weight)[:, None]
    for column, whole, sets in _sets(shares):
        yield column, whole, np.hstack([sets, sets & ~has_none])
    for column in sorted({*shares.wholes, *shares.item_columns} - {-1}):
        yield column, column, shares.counted[:, [column]] & has_none
