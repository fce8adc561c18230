"""Bounds: whether the mean of a few people is narrowed by rows together, beyond what any one of them tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from metrics.protection.audit.bound_programs import narrow_set
from metrics.protection.audit.structure import CLOSE, Structure
from metrics.schema.points import NARROW
from surveys.model.survey import Flags, Floats

_MOST_PAIRS = 200
"""Pairs of small strata that are bounded together."""


@dataclass(frozen=True)
class Told:
    """What the rows tell of one measure in one round.

    Attributes
    ----------
    structure : Structure
    scores : array of float, shape (people,)
        0–100; those of people in a row are never NaN.
    answers : array of float, shape (answers,), or None
        The scale's values, where the rows tell how many people gave each answer; else they tell mean and SD.
    """

    structure: Structure
    scores: Floats
    answers: Floats | None

    def people(self, parts: Flags) -> Floats:
        """The scores of the people of some strata."""
        inside = self.structure.stratum
        return np.asarray(self.scores[(inside >= 0) & parts[inside]])

    def width(self, parts: Flags, few: int) -> float:
        """How wide a range the mean of `few` of the people of some strata can lie in, if all is told of these together.

        Of a whole distribution, from the lowest answers to the highest; of mean and SD, by the largest deviation of
        a part (Samuelson 1968, for several), within the scale.
        """
        scores = self.people(parts)
        n = scores.size
        if n <= few:
            return 0.0
        if self.answers is not None:
            ordered = np.sort(scores)
            return float(ordered[-few:].mean() - ordered[:few].mean())
        mean, spread = float(scores.mean()), float(scores.std(ddof=1))
        most = spread * np.sqrt((n - 1) * (n - few) / (n * few))
        low = max(0.0, mean - most, (mean * n - 100.0 * (n - few)) / few)
        return float(min(100.0, mean + most, mean * n / few) - low)

    @cached_property
    def row_parts(self) -> Flags:
        """The strata of each row, shape (rows, strata)."""
        return np.asarray(self.structure.rows > 0)


def narrowed(told: Told, threshold: int) -> Flags | None:
    """Strata in which the mean of a few people is narrowed to under 10 points by rows together; None if there are none.

    A row by itself tells something of its people's answers; what is looked for lies beyond that.
    """
    structure = told.structure
    if structure.is_plain:
        return None
    parts: Flags
    for parts in _close_together(told, threshold - 1):
        few = min(threshold - 1, int(structure.size[parts].sum()))
        if told.width(parts, few) < NARROW and structure.follows(parts) and not _told_by_a_row(told, parts, few):
            return parts
    return _narrowed_by_program(told, threshold)


def _told_by_a_row(told: Told, parts: Flags, few: int) -> bool:
    """Whether one row that holds the strata narrows the mean of so many of its people as much."""
    return any(told.width(told.row_parts[row], few) < NARROW for row in told.structure.holding(parts).tolist())


def _close_together(told: Told, few: int) -> Flags:
    """The sets left by subtraction whose people are alike enough for the mean of a few to be narrow.

    Where it is, those who differ are few, by 100 points at most, and by no more than 10 points a head of the few: so
    the sum of squares is below what is asked here.
    """
    sets = told.structure.left
    inside = told.structure.stratum >= 0
    where, scores = told.structure.stratum[inside], told.scores[inside]
    sums = [np.bincount(where, scores**power, told.structure.size.size) for power in (0, 1, 2)]
    n, total, squares = (sets @ one for one in sums)
    return np.asarray(sets[squares - total**2 / n <= 100.0 * NARROW * few + CLOSE])


def _narrowed_by_program(told: Told, threshold: int) -> Flags | None:
    """Small strata that the rows leave open, alone and two together, bounded by linear programming."""
    structure = told.structure
    is_open = np.diag(structure.outside) > CLOSE
    small = np.flatnonzero((structure.size < threshold) & is_open).tolist()
    pairs = [pair for pair in combinations(small, 2) if structure.size[list(pair)].sum() < threshold]
    doubtful = []
    for places in [*((place,) for place in small), *pairs[:_MOST_PAIRS]]:
        parts = np.zeros(structure.size.size, dtype=np.bool_)
        parts[list(places)] = True
        if not _told_by_a_row(told, parts, int(structure.size[parts].sum())):
            doubtful.append(parts)
    if not doubtful:
        return None
    return narrow_set(structure, told.scores, told.answers, np.array(doubtful), NARROW)
