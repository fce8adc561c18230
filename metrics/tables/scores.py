"""Levels: n, mean and standard deviation of each measure, group and round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from metrics.model.cells import Cell
from metrics.model.population import Population, part_of
from metrics.schema.kinds import (
    Details,
    EffectiveCount,
    FromOrNone,
    Group,
    Level,
    Measure,
    People,
    Points,
    Round,
    ToOrNone,
)
from metrics.schema.rows import table
from surveys.model.survey import Flags, Floats


@table(
    "scores",
    columns="group measure from_round to_round round n n_effective mean sd",
)
@dataclass(frozen=True)
class ScoreRow:
    """Level of one measure for one group in one round. `from_round`, `to_round` name the pair (matched only).

    With weights on, `n` counts the people with a weight, and `n_effective` is Kish's effective number of them.
    """

    measure: Measure
    level: Annotated[Level, Details(in_workbook=False)]
    group: Group
    round: Round
    from_round: FromOrNone
    to_round: ToOrNone
    n: People = None
    mean: Annotated[Points, Details(schema={"minimum": 0, "maximum": 100}, is_weighted=True)] = None
    sd: Annotated[Points, Details(is_weighted=True, is_spread=True)] = None
    n_effective: Annotated[
        EffectiveCount,
        Details(only="weights", schema={"description": "Kish's effective number of people; null without weights."}),
    ] = None


@dataclass(frozen=True)
class Levels:
    """n, mean, SD (n − 1) and effective n of several measures, shape (measures,) each; NaN where there is none."""

    n: Floats
    mean: Floats
    sd: Floats
    n_effective: Floats


def levels(people: Population, cell: Cell, columns: Sequence[int], round_position: int) -> Levels:
    """Levels of several measures in one round; weighted where the population is (rule 13).

    The weighted SD is ``√(Σw(x−m)²/Σw · n/(n−1))``; the effective n is Kish's ``(Σw)²/Σw²`` (Kish 1965).
    """
    rows = np.flatnonzero(cell.members)
    kept = part_of(people.with_measures(round_position), rows, columns)
    weight = weights(people, cell, round_position)
    if weight is not None:
        kept &= ~np.isnan(weight)
        weight = np.nan_to_num(weight)
    scores = np.where(kept, part_of(people.scores[round_position], rows, columns), 0.0)
    n = np.count_nonzero(kept, axis=0).astype(float)
    mass = n if weight is None else _mass(kept, weight)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = _mass(scores, weight) / mass
        spread = _mass(np.where(kept, scores - mean, 0.0) ** 2, weight) / mass
        sd = np.where(n > 1, np.sqrt(spread * n / (n - 1)), np.nan)
        effective = n if weight is None else mass**2 / _mass(kept, weight**2)
    return Levels(n, mean, sd, effective)


def weights(people: Population, cell: Cell, round_position: int) -> Floats | None:
    """Weights of a cell's people, shape (people, 1), NaN where missing; None where levels are not weighted."""
    return people.weight(round_position)[cell.members][:, None] if people.weighted else None


def _mass(values: Floats | Flags, weight: Floats | None) -> Floats:
    """Sums of columns, weighted or not."""
    return np.asarray((values if weight is None else values * weight).sum(axis=0), dtype=float)


def score_rows(people: Population, cell: Cell, columns: Sequence[int], round_position: int) -> list[ScoreRow]:
    """Rows of several measures in one round."""
    found = levels(people, cell, columns, round_position)
    return [
        replace(
            empty_score_row(people, cell, column, round_position),
            n=int(found.n[index]),
            mean=number(found.mean[index]),
            sd=number(found.sd[index]),
            n_effective=number(found.n_effective[index]) if people.weighted else None,
        )
        for index, column in enumerate(columns)
    ]


def empty_score_row(people: Population, cell: Cell, column: int, round_position: int) -> ScoreRow:
    """The row without its numbers, which is the hidden one."""
    measure = people.measures[column]
    return ScoreRow(
        measure.name, measure.level, cell.name, people.rounds[round_position].name, *people.level_pair(column)
    )


def number(value: float) -> float | None:
    """A plain number, None for NaN."""
    return None if np.isnan(value) else float(value)
