"""How long effect sizes with BCa intervals of 9,999 resamples take: a whole table of rows for each kind of effect.

Run ``python -m tests.benchmarks.effect_speed`` from the project's folder; it prints a table, the shortest of some runs.
``… effect_speed coverage`` says instead how often the intervals hold the true effect of five-point answers.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.statistics.effects import Effect, overlapping_effects, paired_effects, two_sample_effects
from surveys.model.survey import Floats

SIMULATED = 500
SIZES = (10, 30, 100)
RISE = 0.25


@dataclass(frozen=True)
class Case:
    """A survey: people in groups, five-point items in dimensions, and an index."""

    people: int
    items: int
    groups: int
    dimensions: int
    runs: int

    def __str__(self) -> str:
        return f"{self.people:,} × {self.items} × {self.groups}"

    def rounds(self) -> tuple[Floats, Floats]:
        """Scores of everybody in two rounds, shape (people, measures)."""
        generator = np.random.default_rng(0)
        trust = generator.normal(0, 1, (self.people, 1))
        before, after = (self._round(trust + lift, generator) for lift in (0.0, RISE))
        return before, after

    def _round(self, trust: Floats, generator: np.random.Generator) -> Floats:
        answers = np.clip(np.rint(2 + 0.8 * trust + generator.normal(0, 0.9, (self.people, self.items))), 0, 4) * 25
        answers[generator.random(answers.shape) < 0.03] = np.nan
        parts = np.array_split(np.arange(self.items), self.dimensions)
        dimensions = np.stack([_mean(answers[:, part]) for part in parts], axis=1)
        return np.concatenate([answers, dimensions, _mean(dimensions)[:, None]], axis=1)

    def cells(self) -> list[slice]:
        """Everybody, and each group."""
        return [slice(None), *(slice(group, None, self.groups) for group in range(self.groups))]


CASES = (Case(400, 60, 8, 7, 5), Case(10_000, 40, 12, 5, 3), Case(40, 20, 8, 4, 5), Case(100_000, 40, 12, 5, 1))


def _mean(scores: Floats) -> Floats:
    has = ~np.isnan(scores)
    total = np.where(has, scores, 0.0).sum(axis=1)
    return np.asarray(np.where(has.any(axis=1), total / np.maximum(has.sum(axis=1), 1), np.nan))


def pairs(before: Floats, after: Floats) -> list[Effect]:
    """Rank-biserial."""
    return paired_effects(np.round(after - before, 9), seed=0)


def samples(before: Floats, after: Floats) -> list[Effect]:
    """Cliff's delta; a tenth of the people did not come back."""
    return two_sample_effects(before.round(9), after[: max(1, len(after) * 9 // 10)].round(9), seed=0)


def averages(before: Floats, after: Floats) -> list[Effect]:
    """Hedges' g_av; a tenth of the people did not come back."""
    after = after.copy()
    after[::10] = np.nan
    return overlapping_effects(before, after, seed=0)


EFFECTS = {"rank-biserial": pairs, "Cliff's delta": samples, "Hedges' g_av": averages}


def seconds(case: Case, effects: Callable[[Floats, Floats], list[Effect]]) -> float:
    """The shortest of some runs over all rows, which other programs on the machine disturb least."""
    before, after = case.rounds()
    taken = []
    for _ in range(case.runs):
        start = time.perf_counter()
        for cell in case.cells():
            effects(before[cell], after[cell])
        taken.append(time.perf_counter() - start)
    return min(taken)


def table(cases: Sequence[Case]) -> None:
    """Print seconds a table of rows."""
    print(f"{'people × items × groups':26}{'rows':>6}" + "".join(f"{name:>16}" for name in EFFECTS))
    for case in cases:
        rows = (case.items + case.dimensions + 1) * (case.groups + 1)
        taken = "".join(f"{seconds(case, effects):14.2f} s" for effects in EFFECTS.values())
        print(f"{case!s:26}{rows:6}{taken}", flush=True)


def five_point(generator: np.random.Generator, people: int, studies: int) -> tuple[Floats, Floats]:
    """Answers of people to one five-point item in two rounds, a column a study."""
    trust = generator.normal(0, 1, (people, studies))
    one, other = (
        np.clip(np.rint(2 + trust + generator.normal(lift, 0.8, trust.shape)), 0, 4) * 25 for lift in (0, RISE)
    )
    return one, other


def coverage() -> None:
    """Print how often intervals of simulated studies hold the effect in a population, and how many have one.

    Of two samples, each is of half of the people.
    """
    generator = np.random.default_rng(1)
    print(f"{'n':>5}" + "".join(f"{name:>22}" for name in EFFECTS))
    for people in SIZES:
        line = ""
        for effects in (paired_effects_of, other_people_effects, overlapping_effects):
            population = five_point(generator, 1_000_000, 1)
            (truth,) = effects(*population, seed=0, resamples=0)
            held = []
            for _ in range(SIMULATED):
                (found,) = effects(*five_point(generator, people, 1), seed=int(generator.integers(2**31)))
                if found.low is not None and found.high is not None and truth.value is not None:
                    held.append(found.low <= truth.value <= found.high)
            line += f"{np.mean(held):14.1%} of {len(held):4}"
        print(f"{people:5}{line}", flush=True)


def paired_effects_of(before: Floats, after: Floats, *, seed: int, resamples: int = 9_999) -> list[Effect]:
    """Rank-biserial of two rounds."""
    return paired_effects(np.round(after - before, 9), seed=seed, resamples=resamples)


def other_people_effects(before: Floats, after: Floats, *, seed: int, resamples: int = 9_999) -> list[Effect]:
    """Cliff's delta of one half of the people before and the other half after."""
    half = len(before) // 2
    return two_sample_effects(before[:half], after[half:], seed=seed, resamples=resamples)


if __name__ == "__main__":
    if sys.argv[1:] == ["coverage"]:
        coverage()
    else:
        table(CASES)
