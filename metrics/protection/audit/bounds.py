"""Bounds: whether rows together narrow the mean of a few people, beyond what any one of them reveals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

import numpy as np

from metrics.protection.audit.bound_programs import narrow_set
from metrics.protection.audit.combinations import CLOSE
from metrics.protection.audit.structure import Structure
from metrics.schema.precision import ENOUGH, NARROW
from surveys.model.survey import Flags, Floats

_MOST_PAIRS = 200
"""Pairs of small strata that are bounded together."""


@dataclass(frozen=True)
class PublishedMeasure:
    """One measure in one round, as its rows publish it.

    Attributes
    ----------
    structure : Structure
    scores : array of float, shape (people,)
        0–100; those of people in a row are never NaN.
    answers : array of float, shape (answers,), or None
        The scale's values, where rows with their spread state how many people gave each answer; else they state mean
        and SD.
    bare : array of bool, shape (rows,), optional
        Which rows state n and mean alone; none where absent.
    """

    structure: Structure
    scores: Floats
    answers: Floats | None
    bare: Flags | None = None

    @cached_property
    def has_spread(self) -> Flags:
        """Which rows state more than n and mean, shape (rows,)."""
        return np.ones(len(self.structure.rows), dtype=np.bool_) if self.bare is None else ~self.bare

    def people(self, parts: Flags) -> Floats:
        """The scores of the people of some strata."""
        inside = self.structure.stratum
        return np.asarray(self.scores[(inside >= 0) & parts[inside]])

    @cached_property
    def with_spread(self) -> Structure:
        """The same people, by the rows with their spread alone."""
        return replace(self.structure, rows=self.structure.rows[self.has_spread])

    def width(self, parts: Flags, few: int, *, has_spread: bool) -> float:
        """How wide a range the mean of `few` of the people of some strata can lie in, if all of these have a row.

        Of a whole distribution, from the lowest answers to the highest; of mean and SD, by the largest deviation of
        a part (Samuelson 1968, for several), within the scale; of a mean alone, by the scale.
        """
        scores = self.people(parts)
        n = scores.size
        if n <= few:
            return 0.0
        if self.answers is not None and has_spread:
            ordered = np.sort(scores)
            return float(ordered[-few:].mean() - ordered[:few].mean())
        mean, spread = float(scores.mean()), float(scores.std(ddof=1)) if has_spread else np.inf
        most = spread * np.sqrt((n - 1) * (n - few) / (n * few))
        low = max(0.0, mean - most, (mean * n - 100.0 * (n - few)) / few)
        return float(min(100.0, mean + most, mean * n / few) - low)

    def width_of_row(self, row: int, few: int) -> float:
        """The same of all people of a row, worked out once."""
        if (row, few) not in self._row_widths:
            parts = self.structure.rows[row] > 0
            self._row_widths[row, few] = self.width(parts, few, has_spread=bool(self.has_spread[row]))
        return self._row_widths[row, few]

    @cached_property
    def _row_widths(self) -> dict[tuple[int, int], float]:
        return {}


def narrowed(published: PublishedMeasure, threshold: int) -> Flags | None:
    """Strata in which rows together narrow the mean of a few people to under 10 points; None if there are none.

    A row by itself reveals something of its people's answers; what is looked for lies beyond that.
    """
    structure = published.structure
    if structure.is_plain:
        return None
    parts: Flags
    for parts in _close_together(published, threshold - 1):
        few = min(threshold - 1, int(structure.size[parts].sum()))
        if (
            published.width(parts, few, has_spread=True) < ENOUGH
            and structure.follows(parts)
            and published.width(parts, few, has_spread=published.with_spread.follows(parts)) < ENOUGH
            and not _reveals_as_much(published, parts, few)
        ):
            return parts
    return _narrowed_by_program(published, threshold)


def _reveals_as_much(published: PublishedMeasure, parts: Flags, few: int) -> bool:
    """Whether one row that holds the strata narrows the mean of so many of its people as much."""
    return any(published.width_of_row(row, few) < ENOUGH for row in published.structure.holding(parts).tolist())


def _close_together(published: PublishedMeasure, few: int) -> Flags:
    """The sets left by subtraction whose people are alike enough for the mean of a few to be narrow.

    Where it is, those who differ are few, by 100 points at most, and by no more than 10 points a head of the few: so
    the sum of squares is below what is asked here.
    """
    sets = published.structure.left
    inside = published.structure.stratum >= 0
    where, scores = published.structure.stratum[inside], published.scores[inside]
    sums = [np.bincount(where, scores**power, published.structure.size.size) for power in (0, 1, 2)]
    n, total, squares = (sets @ one for one in sums)
    return np.asarray(sets[squares - total**2 / n <= 100.0 * NARROW * few + CLOSE])


def _narrowed_by_program(published: PublishedMeasure, threshold: int) -> Flags | None:
    """Small strata that the rows leave open, alone and two together, bounded by linear programming."""
    structure = published.structure
    is_open = np.diag(structure.outside) > CLOSE
    small = np.flatnonzero((structure.size < threshold) & is_open).tolist()
    pairs = [pair for pair in combinations(small, 2) if structure.size[list(pair)].sum() < threshold]
    doubtful = []
    for strata in [*((stratum,) for stratum in small), *pairs[:_MOST_PAIRS]]:
        parts = np.zeros(structure.size.size, dtype=np.bool_)
        parts[list(strata)] = True
        if not _reveals_as_much(published, parts, int(structure.size[parts].sum())):
            doubtful.append(parts)
    if not doubtful:
        return None
    has_counts = published.has_spread & (published.answers is not None)
    return narrow_set(structure, published.scores, published.answers, np.array(doubtful), ENOUGH, has_counts)
