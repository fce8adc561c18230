"""How the answers to an item moved: McNemar for trusting or not, Stuart–Maxwell for the whole distribution."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.disclosure.cells import Cell
from metrics.population import Population, part_of
from metrics.rows import ItemTestRow
from metrics.statistics.asymptotic.stuart_maxwell import stuart_maxwell_of_tables
from metrics.statistics.exact import mcnemar_of_counts
from surveys.survey import Integers


def item_test_rows(people: Population, cell: Cell, columns: Sequence[int]) -> list[ItemTestRow]:
    """Tests of several items over the people who answered in both rounds (``numbers.md`` rule 24).

    Trusting counts against the rest, neutral included.
    """
    moves = _moves(people, cell, columns)
    trusting = people.scored.answer_scores[people.scored.places_of(columns)] > 50
    gained = moves.sum(axis=(1, 2), where=~trusting[:, :, None] & trusting[:, None, :])
    lost = moves.sum(axis=(1, 2), where=trusting[:, :, None] & ~trusting[:, None, :])
    counts = zip(moves.sum(axis=(1, 2)).tolist(), gained.tolist(), lost.tolist(), strict=True)
    rows = []
    for column, (n, up, down), whole in zip(
        columns, counts, stuart_maxwell_of_tables(moves.astype(float)), strict=True
    ):
        binary = mcnemar_of_counts(up, down)
        rows.append(
            ItemTestRow(
                people.measures[column].name,
                cell.name,
                people.rounds[0].name,
                people.rounds[1].name,
                n=n,
                mcnemar_p=binary.p,
                mcnemar_midp=binary.mid_p,
                stuart_maxwell=whole.statistic,
                df=whole.df,
                p=whole.p,
            )
        )
    return rows


def _moves(people: Population, cell: Cell, columns: Sequence[int]) -> Integers:
    """Pairs by answer before and answer after, shape (items, answers, answers)."""
    rows, places = np.flatnonzero(cell.members), people.scored.places_of(columns)
    before, after = (part_of(people.scored.answers[one], rows, places).astype(np.intp) for one in people.places)
    items, answers = places.size, people.scored.answer_scores.shape[1]
    code = (np.arange(items) * answers + before) * answers + after
    counted = part_of(people.in_both, rows, columns)
    return np.bincount(code[counted], minlength=items * answers**2).reshape(items, answers, answers)


def empty_item_test_row(people: Population, cell: Cell, column: int) -> ItemTestRow:
    """The protected row in the place of one of `item_test_rows`."""
    return ItemTestRow(people.measures[column].name, cell.name, people.rounds[0].name, people.rounds[1].name)
