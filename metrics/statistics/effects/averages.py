"""Hedges' g_av of two rounds with its bootstrap interval, for all measures of a group."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

import numpy as np

from metrics.statistics.arrays import Floats
from metrics.statistics.effects.bca import Effect, Influences
from metrics.statistics.effects.distinct_values import DistinctValues, Numbers, answering
from metrics.statistics.effects.draws import RESAMPLES
from metrics.statistics.effects.resampling import Measured, effects_of
from metrics.statistics.effects.standardised import Moments, g_av

_CENTRE = 50.0
_DECIMALS = 12


class AverageScale:
    """The distinct scores of each round, ascending, and whether they are pairs."""

    def __init__(self, first: Floats, second: Floats, pairs: bool) -> None:
        self._values = first, second
        self._pairs = pairs

    @property
    def positions(self) -> tuple[Floats, ...]:
        """The scores of each round."""
        return self._values

    @property
    def step(self) -> float:
        """The smallest step between two scores; 0 where there is one."""
        values = np.unique(np.concatenate(self._values))
        return float(np.diff(values).min()) if values.size > 1 else 0.0

    def joined(self, others: Sequence[tuple[Floats, ...]]) -> AverageScale:
        """The scale that holds the scores of others as well."""
        first, second = (np.unique(np.concatenate(positions)) for positions in zip(self._values, *others, strict=True))
        return AverageScale(first, second, self._pairs)

    def statistic(self, counts: Sequence[Numbers], people: Sequence[int]) -> Floats:  # noqa: ARG002
        """Hedges' g_av in each resample, to 12 decimals, so that equal resamples have equal values; NaN for none."""
        return self._value(*(_sums(one, values) for one, values in zip(counts, self._values, strict=True)))

    def influences(self, measured: Measured) -> tuple[Influences, ...]:
        """Jackknife influences over those who have the measure in a round, or in either if they are the same people."""
        by_sample = measured.by_sample
        sums = [_sums(distinct.counts[:, None], distinct.values) for distinct in by_sample]
        if measured.same_people:
            (types,) = measured.types
            without = [
                one - _own(distinct)[:, position]
                for one, distinct, position in zip(sums, by_sample, types.positions, strict=True)
            ]
            counted = np.any(
                [position < distinct.positions for distinct, position in zip(by_sample, types.positions, strict=True)],
                axis=0,
            )
            return (_influences(self._value(*without)[counted], types.counts[counted]),)
        first = self._value(sums[0] - _own(by_sample[0])[:, :-1], sums[1])
        second = self._value(sums[0], sums[1] - _own(by_sample[1])[:, :-1])
        return _influences(first, by_sample[0].counts), _influences(second, by_sample[1].counts)

    def _value(self, first: Floats, second: Floats) -> Floats:
        return np.round(g_av(Moments.from_sums(first), Moments.from_sums(second), pairs=self._pairs), _DECIMALS)


def _sums(counts: Numbers, scores: Floats) -> Floats:
    """Number, sum and sum of squares of scores about the middle of the scale, shape (3, resamples)."""
    many, about = counts.astype(np.float64, copy=False), scores - _CENTRE
    sums = np.empty((3, many.shape[1]))
    many.sum(axis=0, out=sums[0])
    np.einsum("rc,r->c", many, about, out=sums[1])
    np.einsum("rc,r->c", many, about * about, out=sums[2])
    return sums


def _own(distinct: DistinctValues) -> Floats:
    """What one person of each position adds to the sums; nothing without a position, shape (3, positions + 1)."""
    own = np.zeros((3, distinct.positions + 1))
    own[0, :-1] = 1
    own[1, :-1] = distinct.values - _CENTRE
    own[2] = own[1] * own[1]
    return own


def _influences(without: Floats, counts: Floats) -> Influences:
    """Influences from the values without one person of each kind; types without whom there is none are left out."""
    defined = ~np.isnan(without)
    values, many = without[defined], counts[defined].astype(np.float64)
    mean = fsum((values * many).tolist()) / max(float(many.sum()), 1.0)
    return Influences((float(many.sum()) - 1) * (mean - values), many)


def measured_averages(first: Floats, second: Floats, estimand: str) -> Measured | None:
    """A measure's scores in two rounds, NaN where missing; None where g_av is not defined."""
    one, other = (np.unique(sample[~np.isnan(sample)]) for sample in (first, second))
    scale = AverageScale(one, other, estimand == "matched")
    by_sample = tuple(
        DistinctValues.of(sample, values) for sample, values in zip((first, second), scale.positions, strict=True)
    )
    measured = Measured(scale, by_sample, same_people=estimand != "independent")
    return None if np.isnan(measured.observed) else measured


def overlapping_effects(
    before: Floats,
    after: Floats,
    *,
    seed: int,
    resamples: int = RESAMPLES,
    level: float = 0.95,
    estimand: str = "all",
) -> list[Effect]:
    """Hedges' g_av of each measure, with a BCa bootstrap interval (Efron 1987) that draws people of either round.

    A person who is drawn brings the scores of both rounds.

    Parameters
    ----------
    before, after : array, shape (people, measures)
        Scores of 0 to 100 in each round; NaN where a person lacks the measure there.
    seed, resamples, level
        As in `paired_effects`.
    estimand : {"all", "matched", "independent"}
        ``matched``: only those who have a measure in both rounds count for it, and there are n − 1 degrees of freedom.
        ``independent``: each round's people are drawn by themselves; rows of one round have nothing to do with those
        of the other.

    Returns
    -------
    list of Effect
        One a measure; None where a round has fewer than two people with the measure, where there are two pairs, and
        where no score differs from another in either round. The limits are None too where resamples don't differ, or
        fewer than half have a value.
    """
    one, other = _counting(before, after, estimand)
    measures = [measured_averages(one[:, column], other[:, column], estimand) for column in range(before.shape[1])]
    return effects_of(measures, seed, resamples, level)


def _counting(before: Floats, after: Floats, estimand: str) -> tuple[Floats, Floats]:
    """The scores that count, of the people who have any that do."""
    if estimand == "independent":
        return answering(before), answering(after)
    if estimand == "matched":
        lacking = np.isnan(before) | np.isnan(after)
        before, after = (np.where(lacking, np.nan, scores) for scores in (before, after))
    some = ~(np.isnan(before) & np.isnan(after)).all(axis=1)
    return before[some], after[some]
