"""Levels: n, mean and standard deviation of each measure, group and round, and the distribution of each item."""

from __future__ import annotations

import numpy as np

from metrics.disclosure.pattern import Cell
from metrics.measures import Measure
from metrics.population import Population
from metrics.rows import ItemRow, ScoreRow
from metrics.scores import DECIMALS
from surveys.survey import Flags, Floats


def score_row(people: Population, cell: Cell, column: int, which: int) -> ScoreRow:
    """n, mean and SD (n − 1; None below 2 people) of one measure in one round."""
    values = answers(people, cell.members, column, which)
    measure = people.measures[column]
    n = values.size
    return ScoreRow(
        measure.name,
        measure.level,
        cell.name,
        people.rounds[which].name,
        *_pair(people),
        n=n,
        mean=float(values.mean()) if n else None,
        sd=float(values.std(ddof=1)) if n > 1 else None,
    )


def empty_score_row(people: Population, cell: Cell, measure: Measure, which: int) -> ScoreRow:
    """The protected row in the place of `score_row`."""
    return ScoreRow(measure.name, measure.level, cell.name, people.rounds[which].name, *_pair(people))


def item_row(people: Population, cell: Cell, column: int, which: int) -> ItemRow:
    """Distribution of one item in one round, over the people who count there."""
    measure, round_ = people.measures[column], people.rounds[which]
    scores = np.round(answers(people, cell.members, column, which), DECIMALS)
    n = scores.size
    trusting, distrusting = (
        (100.0 * float(np.count_nonzero(part)) / n) if n else None for part in (scores > 50, scores < 50)
    )
    return ItemRow(
        measure.name,
        cell.name,
        round_.name,
        *_pair(people),
        counts=_counts(people, cell.members, column, which),
        non_answers=_non_answers(people, cell.members, column, which),
        trusting=trusting,
        neutral=100.0 * float(np.count_nonzero(scores == 50)) / n if n else None,
        distrusting=distrusting,
        net=trusting - distrusting if trusting is not None and distrusting is not None else None,
    )


def empty_item_row(people: Population, cell: Cell, measure: Measure, which: int) -> ItemRow:
    """The protected row in the place of `item_row`."""
    return ItemRow(measure.name, cell.name, people.rounds[which].name, *_pair(people))


def answers(people: Population, members: Flags, column: int, which: int) -> Floats:
    """The scores of a measure that count for a set of people in a round."""
    chosen: Floats = people.scores[which][members & people.with_measures(which)[:, column], column]
    return chosen


def _counts(people: Population, members: Flags, column: int, which: int) -> dict[str, int]:
    measure = people.measures[column]
    place = [item.name for item in people.survey.instrument.items].index(measure.name)
    chosen = members & people.with_measures(which)[:, column]
    raw = people.rounds[which].scores[chosen, place]
    return {
        answer.score: int(np.isclose(raw, float(answer.score), rtol=0, atol=1e-9).sum()) for answer in measure.answers
    }


def _non_answers(people: Population, members: Flags, column: int, which: int) -> int:
    """People of the base to whom the item was put in that round and who have no scored answer there."""
    asked = members & people.base(which) & people.put[which][:, column]
    return int((asked & np.isnan(people.scores[which][:, column])).sum())


def _pair(people: Population) -> tuple[str | None, str | None]:
    """The pair that a level names: under ``matched`` it rests on the people of both rounds."""
    return people.pair if people.pair and people.estimand == "matched" else (None, None)
