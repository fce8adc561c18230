"""The values of many measures' statistics in the same resamples of a group's people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Protocol

import numpy as np

from metrics.statistics.effects.bca import Effect, Influences, bca
from metrics.statistics.effects.counting import Counter
from metrics.statistics.effects.draws import Counts, Lottery, ahead, blocks, side_by_side, stream
from metrics.statistics.effects.ladder import Kinds, Ladder, Numbers
from surveys.model.survey import Floats

_FEW = 16
"""Up to so many rungs a measure is counted together with others."""

_MOST = 24
"""So many measures are counted together at most: their sums stay in a processor's cache."""

_WORTH_A_THREAD = 200
"""People from which a second thread pays."""

_PEOPLE_A_KIND = 2000
"""People whose draws cost as much as drawing how often one kind of them is there."""


class Scale(Protocol):
    """The distinct values of one measure or of several, each sample's in the order that a rank statistic needs."""

    @property
    def rungs(self) -> tuple[Floats, ...]:
        """The values of each sample's rungs, in order."""

    @property
    def step(self) -> float:
        """The smallest step between values: measures that share it share most of their values."""

    def joined(self, others: Sequence[tuple[Floats, ...]]) -> Scale:
        """The scale that holds the values of others as well, from their rungs."""

    def statistic(self, counts: Sequence[Numbers], people: Sequence[int]) -> Floats:
        """Its value from the counts of each sample's rungs, shape (rungs, resamples); NaN where it has none.

        `people`, the size of each sample, bounds the counts.
        """

    def influences(self, measured: Measured) -> tuple[Influences, ...]:
        """Jackknife influences of the people of each sample that is drawn by itself."""


@dataclass(frozen=True)
class Measured:
    """One measure: its scale, and where each sample's people stand on it.

    Attributes
    ----------
    unranked : int
        How many have the measure and stand on no rung.
    same_people : bool
        Whether both samples are answers of the same people, who are drawn once.
    """

    scale: Scale
    ladders: tuple[Ladder, ...]
    unranked: int = 0
    same_people: bool = False

    @property
    def people(self) -> list[int]:
        """The size of each sample, with those who lack the measure."""
        return [ladder.people for ladder in self.ladders]

    @cached_property
    def observed(self) -> float:
        """The value of its statistic; NaN where it has none."""
        return float(self.scale.statistic([ladder.counts[:, None] for ladder in self.ladders], self.people)[0])

    @cached_property
    def kinds(self) -> list[Kinds]:
        """The kinds of people in each sample that is drawn by itself."""
        groups = [self.ladders] if self.same_people else [(ladder,) for ladder in self.ladders]
        return [Kinds.of(group) for group in groups]


def effects_of(measures: Sequence[Measured | None], seed: int, resamples: int, level: float) -> list[Effect]:
    """The observed value of each measure's statistic, with its interval; None where a measure has no value."""
    found = [(place, measure) for place, measure in enumerate(measures) if measure is not None]
    values = resampled_values([measure for _, measure in found], seed, resamples)
    effects = [Effect(None)] * len(measures)
    for row, (place, measure) in enumerate(found):
        interval = bca(values[row], measure.observed, partial(measure.scale.influences, measure), level)
        effects[place] = Effect(measure.observed, interval.low, interval.high)
    return effects


def resampled_values(measures: Sequence[Measured], seed: int, resamples: int) -> Floats:
    """Values in each resample, shape (measures, resamples); NaN where a statistic is not defined.

    There are two ways to draw, of the same law. People are drawn, and what is drawn serves all measures. Or, where
    there are many people and few distinct values, the measure's histogram is drawn, which costs the same however many
    people there are. Which one it is depends on the measure alone, so that its values don't depend on other measures.
    """
    values = np.empty((len(measures), resamples))
    if not resamples:
        return values
    own = [place for place, measure in enumerate(measures) if _has_few_kinds(measure)]
    shared = sorted(set(range(len(measures))) - set(own))

    def draw_own(place: int) -> None:
        values[place] = _by_histogram(measures[place], seed, resamples)

    side_by_side(draw_own, own)
    if shared:
        _by_people(measures, shared, seed, values)
    return values


def _has_few_kinds(measure: Measured) -> bool:
    """Whether drawing kinds costs less than drawing and counting people."""
    return _PEOPLE_A_KIND * max(kinds.counts.size for kinds in measure.kinds) <= max(measure.people)


def _by_histogram(measure: Measured, seed: int, resamples: int) -> Floats:
    """Values of one measure, from how many people of each kind are drawn."""
    counts: list[Floats] = []
    for sample, kinds in enumerate(measure.kinds):
        people = kinds.counts.sum()
        drawn = stream(seed, sample).multinomial(int(people), kinds.counts / people, size=resamples)
        for rungs in kinds.rungs:
            of_rungs = [drawn[:, rungs == rung].sum(axis=1) for rung in range(measure.ladders[len(counts)].rungs)]
            counts.append(np.stack(of_rungs).astype(np.float64))
    return measure.scale.statistic(counts, measure.people)


class _Sheet:
    """Measures that are counted together, on one scale that holds all their values."""

    def __init__(self, measures: Sequence[Measured], rows: Sequence[int]) -> None:
        self.rows = list(rows)
        chosen = [measures[row] for row in rows]
        self._scale = chosen[0].scale.joined([measure.scale.rungs for measure in chosen[1:]])
        self._people = chosen[0].people
        self._counters = []
        for sample, rungs in enumerate(self._scale.rungs):
            ascending = np.argsort(rungs)
            ladders = [measure.ladders[sample] for measure in chosen]
            places = [
                ascending[np.searchsorted(rungs, ladder.values, sorter=ascending)] * len(rows) + place
                for place, ladder in enumerate(ladders)
            ]
            self._counters.append(Counter(ladders, places, rungs.size * len(rows)))

    def values(self, drawn: Sequence[Counts]) -> Floats:
        """Values of each of its measures, shape (measures, resamples)."""
        counts = []
        for counter, rungs, weights in zip(self._counters, self._scale.rungs, drawn, strict=True):
            counts.append(counter.count(weights).reshape(rungs.size, -1))
        return self._scale.statistic(counts, self._people).reshape(len(self.rows), -1)


def _sheets(measures: Sequence[Measured], shared: Sequence[int]) -> list[_Sheet]:
    """Measures with few distinct values by their smallest step; the others one by one."""
    alike: dict[object, list[int]] = defaultdict(list)
    for row in shared:
        few = max(ladder.rungs for ladder in measures[row].ladders) <= _FEW
        alike[round(measures[row].scale.step, 6) if few else f"measure {row}"].append(row)
    parts = [rows[start : start + _MOST] for rows in alike.values() for start in range(0, len(rows), _MOST)]
    return [_Sheet(measures, part) for part in parts]


def _by_people(measures: Sequence[Measured], shared: Sequence[int], seed: int, values: Floats) -> None:
    """Fill in the values of some measures, block by block of resamples of the same people."""
    sheets = _sheets(measures, shared)
    samples, people = len(measures[shared[0]].ladders), measures[shared[0]].people
    same = measures[shared[0]].same_people
    lotteries = [Lottery(size) for size in (people[:1] if same else people)]

    def draw(numbered: tuple[int, slice]) -> list[Counts]:
        number, block = numbered
        width = block.stop - block.start
        drawn = [lottery.draw(stream(seed, sample, number), width) for sample, lottery in enumerate(lotteries)]
        return drawn * samples if same else drawn

    numbered = list(enumerate(blocks(max(people), values.shape[1])))
    for (_, block), drawn in zip(numbered, ahead(draw, numbered, max(people) >= _WORTH_A_THREAD), strict=True):
        for sheet in sheets:
            values[sheet.rows, block] = sheet.values(drawn)
