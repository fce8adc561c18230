"""Where simulated people come from: a real panel, or a model; each gives people of whom nothing changed on average.

The real panel is that of the General Social Survey, 2006 and 2008, in the folder of test data, scored by the product.
People are drawn from it with replacement; its mean change is taken off, so that the true change is 0 and everything
else is as people answered: skewed, lumpy, and correlated as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np

from metrics.model.scored_survey import ScoredSurvey
from surveys import Upload, read_survey
from surveys.model.survey import Floats
from tests.benchmarks.simulation_models import (
    ITEM_SHAPES,
    ITEMS,
    LOADING,
    correlation_for,
    items_of,
    pair_of_items,
    sd_of_change,
    sd_of_score,
)
from tests.machine import SHARED, find_shared_data

LEVELS = ("index", "dimension", "item")
DIMENSIONS = 4
FLOOR = "at the floor"
WIDE = ITEMS // DIMENSIONS

Rounds = tuple[Floats, Floats]
"""Scores before and after, shapes (runs, people)."""


class Source(Protocol):
    """People to draw."""

    @property
    def name(self) -> str:
        """What they are called in a table."""

    def measures(self, level: str) -> int:
        """How many measures of a level there are."""

    def sd_of_change(self, level: str) -> float:
        """Standard deviation of a person's change, the mean of the level's measures."""

    def sd_of_score(self, level: str) -> float:
        """Standard deviation of a person's score in the first round, the mean of the level's measures."""

    def pairs(self, random: np.random.Generator, level: str, runs: int, n: int) -> list[Rounds]:
        """So many runs of n people in both rounds, of each measure of the level; true change 0."""

    def changes(self, random: np.random.Generator, level: str, runs: int, n: int) -> list[Floats]:
        """The changes of such people as they are, of each measure; shape (runs, people)."""

    def samples(self, random: np.random.Generator, level: str, runs: int, n: int) -> list[Rounds]:
        """So many runs of n people before and n others after, of each measure of the level; true change 0."""


@dataclass(frozen=True)
class Model:
    """Five-point answers, the index's change having a standard deviation of so many points (`simulation_models`).

    Dimensions are of three items, of two kinds; items are middling and low, and one stands at the floor, which feeds no
    index.
    """

    sd: float

    @property
    def name(self) -> str:
        return f"five points, index {self.sd:g}"

    @cached_property
    def correlation(self) -> float:
        """Of people's trust in both rounds."""
        return correlation_for(self.sd)

    def measures(self, level: str) -> int:
        return len(_shapes(level))

    def sd_of_change(self, level: str) -> float:
        return float(np.mean([sd_of_change(self.correlation, 0.0, shapes) for shapes in _shapes(level)]))

    def sd_of_score(self, level: str) -> float:
        return float(np.mean([sd_of_score(shapes) for shapes in _shapes(level)]))

    def pairs(self, random: np.random.Generator, level: str, runs: int, n: int) -> list[Rounds]:
        return self._made(random, level, (runs, n), self.correlation)

    def changes(self, random: np.random.Generator, level: str, runs: int, n: int) -> list[Floats]:
        return [after - before for before, after in self.pairs(random, level, runs, n)]

    def samples(self, random: np.random.Generator, level: str, runs: int, n: int) -> list[Rounds]:
        return self._made(random, level, (runs, n), 0.0)

    @staticmethod
    def _made(random: np.random.Generator, level: str, size: tuple[int, int], correlation: float) -> list[Rounds]:
        if level == "item":
            kinds = (shape for (shape,) in _shapes(level))
            return [pair_of_items(random, size, shape, 0.0, LOADING * correlation) for shape in kinds]
        before, after = items_of(random, size, 0.0, correlation)
        if level == "index":
            return [(before.mean(axis=-1), after.mean(axis=-1))]
        columns = slice(0, WIDE), slice(WIDE, 2 * WIDE)
        return [(before[..., some].mean(axis=-1), after[..., some].mean(axis=-1)) for some in columns]


def _shapes(level: str) -> list[tuple[str, ...]]:
    if level == "index":
        return [ITEM_SHAPES]
    return [ITEM_SHAPES[:WIDE], ITEM_SHAPES[WIDE : 2 * WIDE]] if level == "dimension" else [*_alone(), (FLOOR,)]


def _alone() -> list[tuple[str, ...]]:
    return [(shape,) for shape in ITEM_SHAPES[:2]]


@dataclass(frozen=True)
class Panel:
    """The real panel; measures are its index, its dimensions and its items."""

    name: str = "real panel"

    def measures(self, level: str) -> int:
        return len(_matched(level))

    def sd_of_change(self, level: str) -> float:
        return float(np.mean([(after - before).std() for before, after in _matched(level)]))

    def sd_of_score(self, level: str) -> float:
        return float(np.mean([before.std() for before, _ in _everyone(level)]))

    def pairs(self, random: np.random.Generator, level: str, runs: int, n: int) -> list[Rounds]:
        drawn = [(random.integers(before.size, size=(runs, n)), before, after) for before, after in _matched(level)]
        return [(before[who], after[who] - (after - before).mean()) for who, before, after in drawn]

    def changes(self, random: np.random.Generator, level: str, runs: int, n: int) -> list[Floats]:
        return [random.choice(after - before, (runs, n)) for before, after in _matched(level)]

    def samples(self, random: np.random.Generator, level: str, runs: int, n: int) -> list[Rounds]:
        centred = [(before - before.mean(), after - after.mean()) for before, after in _everyone(level)]
        return [(random.choice(before, (runs, n)), random.choice(after, (runs, n))) for before, after in centred]


@lru_cache
def _scores(level: str) -> Rounds:
    """Scores of everybody in both rounds, shapes (people, measures); NaN where missing."""
    shared = find_shared_data()
    if shared is None:
        raise SystemExit(f"the panel is in the folder of test data: say where that is in {SHARED}")
    files = [shared / "data" / "gss_panel" / f"{name}.xlsx" for name in ("pre_2006", "post_2008", "instrument")]
    before, after, form = (Upload.from_path(path) for path in files)
    scored = ScoredSurvey(read_survey([before, after], form))
    columns = [column for column, measure in enumerate(scored.measures) if measure.level == level]
    return scored.scores[0][:, columns], scored.scores[1][:, columns]


def _matched(level: str) -> list[Rounds]:
    """Each measure of those who have it in both rounds."""
    return [
        (before[both], after[both])
        for before, after in zip(*(scores.T for scores in _scores(level)), strict=True)
        if (both := ~np.isnan(before + after)).any()
    ]


def _everyone(level: str) -> list[Rounds]:
    """Each measure of those who have it in either round."""
    return [
        (before[~np.isnan(before)], after[~np.isnan(after)])
        for before, after in zip(*(scores.T for scores in _scores(level)), strict=True)
    ]
