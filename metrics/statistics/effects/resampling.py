"""The values of many measures' statistics in the same resamples of a group's people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Protocol

import numpy as np

from metrics.statistics.arrays import Floats
from metrics.statistics.effects.bca import Effect, Influences, bca
from metrics.statistics.effects.counting import Counter
from metrics.statistics.effects.distinct_values import DistinctValues, Numbers, PersonTypes
from metrics.statistics.effects.draws import Counts, Resampler, ahead, blocks, side_by_side, stream

_FEW = 16
"""Up to so many positions a measure is counted together with others."""

_MOST = 24
"""So many measures are counted together at most: their sums stay in a processor's cache."""

_WORTH_A_THREAD = 200
"""People from which a second thread pays."""

_PEOPLE_A_TYPE = 2000
"""People whose draws cost as much as drawing how often one kind of them is there."""


class Scale(Protocol):
    """The distinct values of one measure or of several, each sample's in the order that a rank statistic needs."""

    @property
    def positions(self) -> tuple[Floats, ...]:
        """The values of each sample's positions, in order."""

    @property
    def step(self) -> float:
        """The smallest step between values: measures that share it share most of their values."""

    def joined(self, others: Sequence[tuple[Floats, ...]]) -> Scale:
        """The scale that holds the values of others as well, from their positions."""

    def statistic(self, counts: Sequence[Numbers], people: Sequence[int]) -> Floats:
        """Its value from the counts of each sample's positions, shape (positions, resamples); NaN where it has none.

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
        How many have the measure and have no position.
    same_people : bool
        Whether both samples are answers of the same people, who are drawn once.
    """

    scale: Scale
    by_sample: tuple[DistinctValues, ...]
    unranked: int = 0
    same_people: bool = False

    @property
    def people(self) -> list[int]:
        """The size of each sample, with those who lack the measure."""
        return [distinct.people for distinct in self.by_sample]

    @cached_property
    def observed(self) -> float:
        """The value of its statistic; NaN where it has none."""
        return float(self.scale.statistic([distinct.counts[:, None] for distinct in self.by_sample], self.people)[0])

    @cached_property
    def types(self) -> list[PersonTypes]:
        """The types of people in each sample that is drawn by itself."""
        groups = [self.by_sample] if self.same_people else [(distinct,) for distinct in self.by_sample]
        return [PersonTypes.of(group) for group in groups]


def effects_of(measures: Sequence[Measured | None], seed: int, resamples: int, level: float) -> list[Effect]:
    """The observed value of each measure's statistic, with its interval; None where a measure has no value."""
    found = [(index, measure) for index, measure in enumerate(measures) if measure is not None]
    values = resampled_values([measure for _, measure in found], seed, resamples)
    effects = [Effect(None)] * len(measures)
    for row, (index, measure) in enumerate(found):
        interval = bca(values[row], measure.observed, partial(measure.scale.influences, measure), level)
        effects[index] = Effect(measure.observed, interval.low, interval.high)
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
    own = [index for index, measure in enumerate(measures) if _has_few_types(measure)]
    shared = sorted(set(range(len(measures))) - set(own))

    def draw_own(index: int) -> None:
        values[index] = _by_histogram(measures[index], seed, resamples)

    side_by_side(draw_own, own)
    if shared:
        _by_people(measures, shared, seed, values)
    return values


def _has_few_types(measure: Measured) -> bool:
    """Whether drawing types costs less than drawing and counting people."""
    return _PEOPLE_A_TYPE * max(types.counts.size for types in measure.types) <= max(measure.people)


def _by_histogram(measure: Measured, seed: int, resamples: int) -> Floats:
    """Values of one measure, from how many people of each kind are drawn."""
    counts: list[Floats] = []
    for sample, types in enumerate(measure.types):
        people = types.counts.sum()
        drawn = stream(seed, sample).multinomial(int(people), types.counts / people, size=resamples)
        for positions in types.positions:
            of_positions = [
                drawn[:, positions == position].sum(axis=1)
                for position in range(measure.by_sample[len(counts)].positions)
            ]
            counts.append(np.stack(of_positions).astype(np.float64))
    return measure.scale.statistic(counts, measure.people)


class _Batch:
    """Measures that are counted together, on one scale that holds all their values."""

    def __init__(self, measures: Sequence[Measured], rows: Sequence[int]) -> None:
        self.rows = list(rows)
        chosen = [measures[row] for row in rows]
        self._scale = chosen[0].scale.joined([measure.scale.positions for measure in chosen[1:]])
        self._people = chosen[0].people
        self._counters = []
        for sample, positions in enumerate(self._scale.positions):
            ascending = np.argsort(positions)
            by_sample = [measure.by_sample[sample] for measure in chosen]
            rows_of = [
                ascending[np.searchsorted(positions, distinct.values, sorter=ascending)] * len(rows) + index
                for index, distinct in enumerate(by_sample)
            ]
            self._counters.append(Counter(by_sample, rows_of, positions.size * len(rows)))

    def values(self, drawn: Sequence[Counts]) -> Floats:
        """Values of each of its measures, shape (measures, resamples)."""
        counts = []
        for counter, positions, weights in zip(self._counters, self._scale.positions, drawn, strict=True):
            counts.append(counter.count(weights).reshape(positions.size, -1))
        return self._scale.statistic(counts, self._people).reshape(len(self.rows), -1)


def _batches(measures: Sequence[Measured], shared: Sequence[int]) -> list[_Batch]:
    """Measures with few distinct values by their smallest step; the others one by one."""
    alike: dict[object, list[int]] = defaultdict(list)
    for row in shared:
        few = max(distinct.positions for distinct in measures[row].by_sample) <= _FEW
        alike[round(measures[row].scale.step, 6) if few else f"measure {row}"].append(row)
    parts = [rows[start : start + _MOST] for rows in alike.values() for start in range(0, len(rows), _MOST)]
    return [_Batch(measures, part) for part in parts]


def _by_people(measures: Sequence[Measured], shared: Sequence[int], seed: int, values: Floats) -> None:
    """Fill in the values of some measures, block by block of resamples of the same people."""
    batches = _batches(measures, shared)
    samples, people = len(measures[shared[0]].by_sample), measures[shared[0]].people
    same = measures[shared[0]].same_people
    resamplers = [Resampler(size) for size in (people[:1] if same else people)]

    def draw(numbered: tuple[int, slice]) -> list[Counts]:
        number, block = numbered
        width = block.stop - block.start
        drawn = [resampler.draw(stream(seed, sample, number), width) for sample, resampler in enumerate(resamplers)]
        return drawn * samples if same else drawn

    numbered = list(enumerate(blocks(max(people), values.shape[1])))
    for (_, block), drawn in zip(numbered, ahead(draw, numbered, max(people) >= _WORTH_A_THREAD), strict=True):
        for batch in batches:
            values[batch.rows, block] = batch.values(drawn)
