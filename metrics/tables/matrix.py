"""Mutual trust: how each group and side rates the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from metrics.model.cells import Cell
from metrics.model.population import Population
from metrics.model.ratings import rated_target, rating_name
from metrics.schema.kinds import Details, FromOrNone, Group, People, Points, Round, ToOrNone
from metrics.schema.rows import table
from metrics.tables.scores import levels, number


@table(
    "matrix",
    subjects=lambda row: ((rating_name(row.target), row.rater),),
    columns="rater target from_round to_round round n mean",
    note="How each group and side rates the others.",
)
@dataclass(frozen=True)
class MatrixRow:
    """How one group or side rates another in one round: mean item score, 0–100."""

    rater: Group
    target: Group
    round: Round
    from_round: FromOrNone
    to_round: ToOrNone
    n: People = None
    mean: Annotated[Points, Details(schema={"minimum": 0, "maximum": 100}, is_weighted=True)] = None


def matrix_rows(people: Population, cell: Cell, columns: Sequence[int], round_position: int) -> list[MatrixRow]:
    """A rater's ratings in one round: n and mean of the people who rate (rule 31)."""
    found = levels(people, cell, columns, round_position)
    return [
        replace(
            empty_matrix_row(people, cell, column, round_position),
            n=int(found.n[index]),
            mean=number(found.mean[index]),
        )
        for index, column in enumerate(columns)
    ]


def empty_matrix_row(people: Population, cell: Cell, column: int, round_position: int) -> MatrixRow:
    """The row without its numbers, which is the hidden one."""
    return MatrixRow(cell.name, _target(people, column), people.rounds[round_position].name, *people.level_pair(column))


def _target(people: Population, column: int) -> str:
    return rated_target(people.measures[column].name)
