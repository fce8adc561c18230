"""Levels: n, mean and standard deviation of each measure, group and round, and the distribution of each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.disclosure.pattern import Cell
from metrics.measures import score_key
from metrics.population import Population
from metrics.rows import ItemRow, ScoreRow
from surveys.survey import Flags, Floats


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
    chosen = np.flatnonzero(cell.members)[:, None], np.asarray(columns)[None, :]
    kept = people.with_measures(which)[chosen]
    weight = np.ones(kept.shape[0])
    if people.weighted:
        weight = people.weight(which)[cell.members]
        kept &= ~np.isnan(weight)[:, None]
        weight = np.nan_to_num(weight)
    scores = np.where(kept, people.scores[which][chosen], 0.0)
    n = kept.sum(axis=0).astype(float)
    mass = weight @ kept
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = weight @ scores / mass
        spread = weight @ np.where(kept, scores - mean, 0.0) ** 2 / mass
        sd = np.where(n > 1, np.sqrt(spread * n / (n - 1)), np.nan)
        effective = mass**2 / (weight**2 @ kept)
    return Levels(n, mean, sd, effective)


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
    form = people.survey.instrument
    names = [item.name for item in form.items]
    places = [names.index(people.measures[column].name) for column in columns]
    answers, masses = _tables(people, cell, columns, places, which)
    missing = _non_answers(people, cell.members, columns, which)
    rows = []
    for k, (column, place) in enumerate(zip(columns, places, strict=True)):
        item = form.items[place]
        counts = {score_key(score): int(answers[level, k]) for level, score in enumerate(item.choices.scores)}
        shares = _shares(people.scored.answer_scores[place], masses[: len(counts), k])
        trusting, neutral, distrusting = shares or (None, None, None)
        rows.append(
            ItemRow(
                people.measures[column].name,
                cell.name,
                people.rounds[which].name,
                *named_pair(people),
                counts=counts,
                non_answers=int(missing[k]),
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
    people: Population, cell: Cell, columns: Sequence[int], places: Sequence[int], which: int
) -> tuple[Floats, Floats]:
    """How many people gave each answer, and their weight, shape (answers, items) each."""
    rows = np.flatnonzero(cell.members)[:, None]
    given = people.scored.answers[people.places[which]][rows, np.asarray(places)[None, :]]
    given = np.where(people.with_measures(which)[rows, np.asarray(columns)[None, :]], given, -1)
    weight = np.nan_to_num(people.weight(which)[cell.members]) if people.weighted else np.ones(rows.size)
    most = max(len(item.choices.scores) for item in people.survey.instrument.items)
    chose = [given == level for level in range(most)]
    return np.array([flags.sum(axis=0) for flags in chose]), np.array([weight @ flags for flags in chose])


def _shares(scores: Floats, masses: Floats) -> tuple[float, float, float] | None:
    """Percentages of answers above, at and below the middle of the scale, by score and weight of each answer."""
    mass = float(masses.sum())
    if not mass:
        return None
    above, at, below = (100.0 * float(masses[part].sum()) / mass for part in (scores > 50, scores == 50, scores < 50))
    return above, at, below


def _non_answers(people: Population, members: Flags, columns: Sequence[int], which: int) -> Floats:
    """People of the base to whom an item was put in that round and who have no scored answer there."""
    rows = np.flatnonzero(members & people.base(which))[:, None]
    asked = people.put[which][rows, np.asarray(columns)[None, :]]
    missing = np.isnan(people.scores[which][rows, np.asarray(columns)[None, :]])
    return np.asarray((asked & missing).sum(axis=0), dtype=float)
