"""Items: how many gave each answer, and the shares of trusting, neutral and distrusting answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from metrics.model.cells import Cell
from metrics.model.population import Population, part_of
from metrics.schema.kinds import (
    Count,
    Details,
    Distribution,
    FromOrNone,
    Group,
    Measure,
    Round,
    Share,
    ToOrNone,
)
from metrics.schema.precision import FEW
from metrics.schema.rows import table
from metrics.tables.scores import number, weights
from surveys.model.survey import Flags, Floats, Integers


@table(
    "items",
    is_distribution=True,
    columns="group item from_round to_round round counts non_answers trusting neutral distrusting net",
)
@dataclass(frozen=True)
class ItemRow:
    """Distribution of the answers to one item. Percentages are of scored answers; `counts` by raw score.

    Where weights are on, what is handed on has weighted percentages or counts, never both (rule 40).
    """

    item: Annotated[Measure, Details(heading="measure")]
    group: Group
    round: Round
    from_round: FromOrNone
    to_round: ToOrNone
    counts: Annotated[
        Distribution,
        Details(schema={"description": "People by raw score, as the instrument writes it, unreversed."}),
    ] = None
    non_answers: Count = None
    trusting: Annotated[Share, Details(is_weighted=True)] = None
    neutral: Annotated[Share, Details(is_weighted=True)] = None
    distrusting: Annotated[Share, Details(is_weighted=True)] = None
    net: Annotated[Share, Details(is_weighted=True)] = None

    @property
    def shows_answers(self) -> bool:
        """Whether it is shown how people answered, by counts or by shares."""
        return self.counts is not None or self.trusting is not None


def weighted_or_counted(row: ItemRow, weighted: int) -> ItemRow:
    """A row with its weighted shares alone, or below 30 people with its counts alone.

    Side by side they tell who gave which answer to whoever knows the weights; by themselves, shares of few do.

    Parameters
    ----------
    weighted : int
        How many people with a weight answered.
    """
    if weighted >= FEW:
        return replace(row, counts=None)
    return replace(row, trusting=None, neutral=None, distrusting=None, net=None)


def item_rows(people: Population, cell: Cell, columns: Sequence[int], round_position: int) -> list[ItemRow]:
    """Distributions of several items in one round, over the people who count there."""
    indices = people.form.item_indices(columns)
    answers, masses = _tables(people, cell, columns, indices, round_position)
    missing = _non_answers(people, cell.members, columns, round_position).tolist()
    shares = _shares(people.form.answer_scores[indices], masses)
    keys = [people.form.answer_keys[index] for index in indices.tolist()]
    rows = []
    for k, (column, given) in enumerate(zip(columns, answers.tolist(), strict=True)):
        trusting, neutral, distrusting = (number(share[k]) for share in shares)
        rows.append(
            replace(
                empty_item_row(people, cell, column, round_position),
                counts=dict(zip(keys[k], given, strict=False)),
                non_answers=missing[k],
                trusting=trusting,
                neutral=neutral,
                distrusting=distrusting,
                net=trusting - distrusting if trusting is not None and distrusting is not None else None,
            )
        )
    return rows


def empty_item_row(people: Population, cell: Cell, column: int, round_position: int) -> ItemRow:
    """The row without its numbers, which is the hidden one."""
    return ItemRow(
        people.measures[column].name, cell.name, people.rounds[round_position].name, *people.level_pair(column)
    )


def _tables(
    people: Population, cell: Cell, columns: Sequence[int], indices: Integers, round_position: int
) -> tuple[Integers, Floats]:
    """How many people gave each answer, and their weight, shape (items, answers) each."""
    rows, items, most = np.flatnonzero(cell.members), indices.size, people.form.answer_scores.shape[1]
    given = part_of(people.scored.answers[people.round_indices[round_position]], rows, indices)
    chosen = (given >= 0) & part_of(people.with_measures(round_position), rows, columns)
    code = np.where(chosen, given + most * np.arange(items), items * most).ravel()

    slots = items * most
    counts = np.bincount(code, minlength=slots + 1)[:slots].reshape(items, most)
    weight = weights(people, cell, round_position)
    if weight is None:
        return counts, counts.astype(float)
    each = np.broadcast_to(np.nan_to_num(weight), given.shape).ravel()
    return counts, np.asarray(np.bincount(code, each, slots + 1)[:slots], dtype=float).reshape(items, most)


def _shares(scores: Floats, masses: Floats) -> tuple[Floats, Floats, Floats]:
    """Percentages of answers above, at and below the middle of the scale, of each item; NaN where there is none.

    Never above 100: two sums of the same weights may differ in their last digit.

    `scores`, `masses`: score and weight of each answer, shape (items, answers).
    """
    with np.errstate(invalid="ignore"):
        above, at, below = (
            np.minimum(100.0, 100.0 * np.where(part, masses, 0.0).sum(axis=1) / masses.sum(axis=1))
            for part in (scores > 50, scores == 50, scores < 50)
        )
    return above, at, below


def _non_answers(people: Population, members: Flags, columns: Sequence[int], round_position: int) -> Integers:
    """People of the base who were asked an item in that round and have no scored answer there."""
    rows = np.flatnonzero(members & people.rounds[round_position].present)
    asked = part_of(people.presence.rounds[round_position].asked, rows, columns)
    missing = (
        people.presence.bases(round_position, columns)[rows]
        & asked
        & np.isnan(part_of(people.scores[round_position], rows, columns))
    )
    return np.asarray(np.count_nonzero(missing, axis=0))
