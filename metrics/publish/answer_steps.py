"""By how much one answer moves a person's score in a dimension or the index, and how far the answers leave room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from metrics.model.measures import INDEX_COLUMN
from metrics.model.population import Population
from metrics.model.scores import DECIMALS, Scoring
from surveys.model.instrument import Item
from surveys.model.survey import Flags, Floats

_SAME = 1e-6
"""Points by which steps that are the same differ at most."""


@dataclass(frozen=True)
class Steps:
    """By how much an answer moves a score, and how far some people can be moved by such steps.

    Attributes
    ----------
    size : float
        Points; 0 where nobody can be moved.
    above, below : arrays, shape (people,)
        How many steps up and down each person's answers leave room for.
    """

    size: float
    above: Floats
    below: Floats


def steps_of(people: Population, members: Flags, column: int, round_position: int) -> Steps:
    """The steps of some people's scores in the index or a dimension, in a round.

    By one answer to one question, on a list whose answers lie equally far apart: by 25/k points in a dimension of which
    somebody answered k five-point questions. Where steps differ, those count that most people can make.
    """
    is_apart = people.presence.is_apart(column)
    scorings = people.scored.scorings
    scoring = scorings[people.round_indices[round_position]] if is_apart else people.scorings[round_position]
    if column == INDEX_COLUMN:
        each = list(_in_index(scoring, members))
    else:
        alone = np.ones(int(np.count_nonzero(members)))
        each = list(_in_dimension(scoring, people.measures[column].name, members, alone))
    none = (np.zeros((1, int(np.count_nonzero(members)))),) * 3
    sizes, above, below = (np.array(part) for part in zip(*each, strict=True)) if each else none
    known, counts = np.unique(np.round(sizes[sizes > 0], 7), return_counts=True)
    size = float(known[counts.argmax()]) if known.size else 0.0
    own = (sizes > 0) & (np.abs(sizes - size) < _SAME)
    exact = float(sizes[own].flat[0]) if size else 0.0
    return Steps(exact, np.where(own, above, 0.0).sum(axis=0), np.where(own, below, 0.0).sum(axis=0))


_ByPerson = tuple[Floats, Floats, Floats]
"""The size of each person's steps, and how many there are up and down; shape (people,) each."""


def _in_index(scoring: Scoring, members: Flags) -> Iterator[_ByPerson]:
    present = ~np.isnan(scoring.dimensions[members])
    mass = (present * scoring.weights).sum(axis=1)
    for position, name in enumerate(scoring.members):
        own = present[:, position] * scoring.weights[position]
        yield from _in_dimension(scoring, name, members, own / np.where(mass > 0, mass, 1.0))


def _in_dimension(scoring: Scoring, dimension: str | None, members: Flags, weight: Floats) -> Iterator[_ByPerson]:
    """By each distance of answers; `weight`: by how much of the dimension's move the measure moves, shape (people,)."""
    indices = scoring.members[dimension]
    scores = scoring.items[members][:, indices]
    answered = ~np.isnan(scores)
    count = np.maximum(answered.sum(axis=1), 1)
    gaps = np.array([_gap(scoring.instrument.items[index]) for index in indices])
    for gap in sorted({*gaps.tolist()} - {0.0}):
        has = answered & (gaps == gap)
        above, below = (np.round(np.where(has, left, 0.0).sum(axis=1) / gap) for left in (100.0 - scores, scores))
        yield np.where(has.any(axis=1), weight * gap / count, 0.0), above, below


def _gap(item: Item) -> float:
    """Points between two answers of an item; 0 where they do not lie equally far apart."""
    apart = np.diff(np.array(item.choices.scores))
    is_even = apart.size > 0 and float(np.ptp(apart)) < 10.0**-DECIMALS
    return round(100.0 / apart.size, DECIMALS) if is_even else 0.0
