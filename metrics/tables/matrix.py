"""Mutual trust: how each group and side rates the others, and the gap between the two directions."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.model.cells import Cell
from metrics.model.population import Population
from metrics.model.ratings import RATING
from metrics.protection.comparison import Comparison
from metrics.result.rows import GapRow, MatrixRow
from metrics.tables.scores import levels, named_pair, number
from surveys.model.instrument import ALL, SIDE


def matrix_rows(people: Population, cell: Cell, columns: Sequence[int], which: int) -> list[MatrixRow]:
    """A rater's ratings in one round: n and mean of the people who rate (rule 31)."""
    found = levels(people, cell, columns, which)
    return [
        MatrixRow(cell.name, target, round_, from_round, to_round, int(found.n[place]), number(found.mean[place]))
        for place, (target, round_, from_round, to_round) in enumerate(
            (_target(people, column), people.rounds[which].name, *named_pair(people)) for column in columns
        )
    ]


def empty_matrix_row(people: Population, cell: Cell, column: int, which: int) -> MatrixRow:
    """The protected row in the place of one of `matrix_rows`."""
    return MatrixRow(cell.name, _target(people, column), people.rounds[which].name, *named_pair(people))


def gap_rows(comparison: Comparison, rows: Sequence[MatrixRow]) -> list[GapRow]:
    """Reciprocity gaps of a comparison's ratings: ``gap(A, B) = A rates B − B rates A``.

    Of two groups or two sides, A before B in the instrument's order. None for a merged rater, whom nobody rates. They
    explore: until both wordings are shown to be comparable, a gap may lie in the words.
    """
    order = [cell.name for cell in comparison.stakeholders if cell.name != ALL and not cell.merged_from]
    by_key = {(row.rater, row.target, row.round): row for row in rows}
    gaps = []
    for place, a in enumerate(order):
        for b in order[place + 1 :]:
            for round_ in comparison.people.rounds if a.startswith(SIDE) == b.startswith(SIDE) else ():
                there, back = by_key.get((a, b, round_.name)), by_key.get((b, a, round_.name))
                if there is not None and back is not None:
                    gaps.append(_gap(there, back))
    return gaps


def _gap(there: MatrixRow, back: MatrixRow) -> GapRow:
    gap = None if there.mean is None or back.mean is None else there.mean - back.mean
    shown = (there.mean, back.mean) if gap is not None else (None, None)
    return GapRow(there.rater, there.target, there.round, there.from_round, there.to_round, *shown, gap)


def _target(people: Population, column: int) -> str:
    return people.measures[column].name.removeprefix(RATING)
