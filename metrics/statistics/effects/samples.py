"""Cliff's delta of two samples with its bootstrap interval, for all measures of a group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.statistics.arrays import Floats
from metrics.statistics.effects.bca import Effect, Influences
from metrics.statistics.effects.distinct_values import DistinctValues, Numbers, answering, pair_sum, running
from metrics.statistics.effects.draws import RESAMPLES
from metrics.statistics.effects.resampling import Measured, effects_of


class PooledScale:
    """The distinct values of two samples, ascending; both samples have a position for each."""

    def __init__(self, values: Floats) -> None:
        self._values = values

    @property
    def positions(self) -> tuple[Floats, ...]:
        """The values, for the first sample and for the second."""
        return self._values, self._values

    @property
    def step(self) -> float:
        """The smallest step between two values; 0 where there is one."""
        return float(np.diff(self._values).min(initial=np.inf)) if self._values.size > 1 else 0.0

    def joined(self, others: Sequence[tuple[Floats, ...]]) -> PooledScale:
        """The scale that holds the values of others as well."""
        return PooledScale(np.unique(np.concatenate([self._values, *(positions[0] for positions in others)])))

    def statistic(self, counts: Sequence[Numbers], people: Sequence[int]) -> Floats:
        """Cliff's delta in each resample: pairs that rise less pairs that fall, over all; NaN where there are none."""
        first, second = counts
        below = running(first)
        reached = below[:-1] + below[1:]
        twice = pair_sum(second, reached, 2.0 * people[0] * people[1])
        pairs = below[-1].astype(np.float64) * second.sum(axis=0, dtype=np.float64)
        with np.errstate(invalid="ignore"):
            return np.asarray((twice - pairs) / pairs)

    def influences(self, measured: Measured) -> tuple[Influences, ...]:
        """Jackknife influences: how far a person's own share of rises less falls is from that of all."""
        first, second = (distinct.counts for distinct in measured.by_sample)
        n, m = first.sum(), second.sum()
        above = (m - 2 * np.cumsum(second) + second) / m
        below = (2 * np.cumsum(first) - first - n) / n
        delta = float(second @ below) / m
        return Influences(above - delta, first), Influences(below - delta, second)


def measured_samples(first: Floats, second: Floats) -> Measured | None:
    """A measure's answers in two rounds on one scale, NaN where missing; None where a round has none."""
    if np.isnan(first).all() or np.isnan(second).all():
        return None
    values = np.unique(np.concatenate([first, second]))
    scale = PooledScale(values[~np.isnan(values)])
    by_sample = tuple(DistinctValues.of(sample, scale.positions[0]) for sample in (first, second))
    return Measured(scale, by_sample)


def two_sample_effects(
    first: Floats, second: Floats, *, seed: int, resamples: int = RESAMPLES, level: float = 0.95
) -> list[Effect]:
    """Cliff's delta of each measure, with a BCa bootstrap interval (Efron 1987); each round is drawn by itself.

    Parameters
    ----------
    first, second : array, shape (people, measures)
        Scores of the people of each round, rounded to 9 decimals; NaN where missing. The rows of one have nothing to
        do with those of the other.
    seed, resamples, level
        As in `paired_effects`.

    Returns
    -------
    list of Effect
        One a measure; None where a round has nobody with the measure. The limits are None too where resamples don't
        differ, or fewer than half of them have a value.
    """
    one, other = answering(first), answering(second)
    measures = [measured_samples(one[:, column], other[:, column]) for column in range(first.shape[1])]
    return effects_of(measures, seed, resamples, level)
