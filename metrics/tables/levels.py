"""Levels: n, mean and standard deviation of each measure, group and round, and the distribution of each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.model.cells import Cell
from metrics.model.population import Population, part_of
from metrics.result.rows import ItemRow, ScoreRow
from surveys.model.survey import Flags, Floats, Integers


@dataclass(frozen=True)
class Levels:
    """n, mean, SD (n − 1) and effective n of several measures, shape (measures,) each; NaN where there is none."""

    n: Floats
    mean: Floats
    sd: Floats
    n_effective: Floats


def levels(people: Population, cell: Cell, columns: Sequence[int], which: int) -> Levels:
    """Levels of several measures in one round; weighted where the population is (``numbers.md`` rule 13).

    The weighted SD is ``√(Σw(x−m)²/Σw · n/(n−1))``; the effective n is Kish's ``(Σw)²/Σw²`` (Kish 1965).
    """
    rows = np.flatnonzero(cell.members)
    kept = part_of(people.with_measures(which), rows, columns)
    weight = _weights(people, cell, which)
    if weight is not None:
        kept &= ~np.isnan(weight)
        weight = np.nan_to_num(weight)
    scores = np.where(kept, part_of(people.scores[which], rows, columns), 0.0)
    n = np.count_nonzero(kept, axis=0).astype(float)
    mass = n if weight is None else _mass(kept, weight)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = _mass(scores, weight) / mass
        spread = _mass(np.where(kept, scores - mean, 0.0) ** 2, weight) / mass
        sd = np.where(n > 1, np.sqrt(spread * n / (n - 1)), np.nan)
        effective = n if weight is None else mass**2 / _mass(kept, weight**2)
    return Levels(n, mean, sd, effective)


def _weights(people: Population, cell: Cell, which: int) -> Floats | None:
    """Weights of a cell's people, shape (people, 1), NaN where missing; None where levels are not weighted."""
    return people.weight(which)[cell.members][:, None] if people.weighted else None


def _mass(values: Floats | Flags, weight: Floats | None) -> Floats:
    """Sums of columns, weighted or not."""
    return np.asarray((values if weight is None else values * weight).sum(axis=0), dtype=float)


def score_rows(people: Population, cell: Cell, columns: Sequence[int], which: int) -> list[ScoreRow]:
    """Rows of several measures in one round."""
    found = levels(people, cell, columns, which)
    rows = []
    for place, column in enumerate(columns):
        measure = people.measures[column]
        rows.append(
            ScoreRow(
                measure.name,
                measure.level,
                cell.name,
                people.rounds[which].name,
                *named_pair(people),
                n=int(found.n[place]),
                mean=number(found.mean[place]),
                sd=number(found.sd[place]),
                n_effective=number(found.n_effective[place]) if people.weighted else None,
            )
        )
    return rows


def empty_score_row(people: Population, cell: Cell, column: int, which: int) -> ScoreRow:
    """The protected row in the place of one of `score_rows`."""
    measure = people.measures[column]
    return ScoreRow(measure.name, measure.level, cell.name, people.rounds[which].name, *named_pair(people))


def item_rows(people: Population, cell: Cell, columns: Sequence[int], which: int) -> list[ItemRow]:
    """Distributions of several items in one round, over the people who count there."""
    places = people.scored.places_of(columns)
    answers, masses = _tables(people, cell, columns, places, which)
    missing = _non_answers(people, cell.members, columns, which).tolist()
    shares = _shares(people.scored.answer_scores[places], masses)
    keys = [people.scored.answer_keys[place] for place in places.tolist()]
    rows = []
    for k, (column, given) in enumerate(zip(columns, answers.tolist(), strict=True)):
        trusting, neutral, distrusting = (number(share[k]) for share in shares)
        rows.append(
            ItemRow(
                people.measures[column].name,
                cell.name,
                people.rounds[which].name,
                *named_pair(people),
                counts=dict(zip(keys[k], given, strict=False)),
                non_answers=missing[k],
                trusting=trusting,
                neutral=neutral,
                distrusting=distrusting,
                net=trusting - distrusting if trusting is not None and distrusting is not None else None,
            )
        )
    return rows


def empty_item_row(people: Population, cell: Cell, column: int, which: int) -> ItemRow:
    """The protected row in the place of one of `item_rows`."""
    return ItemRow(people.measures[column].name, cell.name, people.rounds[which].name, *named_pair(people))


def named_pair(people: Population) -> tuple[str | None, str | None]:
    """The pair that a level names: under ``matched`` it rests on the people of both rounds."""
    return people.pair if people.pair and people.estimand == "matched" else (None, None)


def number(value: float) -> float | None:
    """A plain number, None for NaN."""
    return None if np.isnan(value) else float(value)


def _tables(
    people: Population, cell: Cell, columns: Sequence[int], places: Integers, which: int
) -> tuple[Integers, Floats]:
    """How many people gave each answer, and their weight, shape (items, answers) each."""
    rows, items, most = np.flatnonzero(cell.members), places.size, people.scored.answer_scores.shape[1]
    given = part_of(people.scored.answers[people.places[which]], rows, places)
    chosen = (given >= 0) & part_of(people.with_measures(which), rows, columns)
    code = np.where(chosen, given + most * np.arange(items), items * most).ravel()

    slots = items * most
    counts = np.bincount(code, minlength=slots + 1)[:slots].reshape(items, most)
    weight = _weights(people, cell, which)
    if weight is None:
        return counts, counts.astype(float)
    each = np.broadcast_to(np.nan_to_num(weight), given.shape).ravel()
    return counts, np.asarray(np.bincount(code, each, slots + 1)[:slots], dtype=float).reshape(items, most)


def _shares(scores: Floats, masses: Floats) -> tuple[Floats, Floats, Floats]:
    """Percentages of answers above, at and below the middle of the scale, of each item; NaN where there is none.

    `scores`, `masses`: score and weight of each answer, shape (items, answers).
    """
    with np.errstate(invalid="ignore"):
        above, at, below = (
            100.0 * np.where(part, masses, 0.0).sum(axis=1) / masses.sum(axis=1)
            for part in (scores > 50, scores == 50, scores < 50)
        )
    return above, at, below


def _non_answers(people: Population, members: Flags, columns: Sequence[int], which: int) -> Integers:
    """People of the base to whom an item was put in that round and who have no scored answer there."""
    rows = np.flatnonzero(members & people.base(which))
    missing = part_of(people.was_asked[which], rows, columns) & np.isnan(part_of(people.scores[which], rows, columns))
    return np.asarray(np.count_nonzero(missing, axis=0))
