"""The same intervals, slowly: people repeated, ranks from scipy, everybody left out in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import gamma, nan, sqrt

import numpy as np
from scipy import stats

from metrics.statistics.effects.draws import Resampler, blocks, stream
from surveys.model.survey import Floats

Statistic = Callable[..., float]


def weights(people: int, resamples: int, seed: int, sample: int = 0, widest: int | None = None) -> Floats:
    """How often each person is drawn, shape (people, resamples), block by block as the product draws."""
    resampler = Resampler(people)
    parts = blocks(widest or people, resamples)
    drawn = [resampler.draw(stream(seed, sample, i), part.stop - part.start) for i, part in enumerate(parts)]
    return np.concatenate(drawn, axis=1).astype(float)


def biserial(differences: Floats) -> float:
    moved = differences[(differences != 0) & ~np.isnan(differences)]
    if moved.size == 0:
        return nan
    ranks = stats.rankdata(np.abs(moved))
    return float((ranks[moved > 0].sum() - ranks[moved < 0].sum()) / ranks.sum())


def cliff(first: Floats, second: Floats) -> float:
    one, other = first[~np.isnan(first)], second[~np.isnan(second)]
    return float(np.sign(other[None, :] - one[:, None]).mean()) if one.size and other.size else nan


def average(both: Floats, pairs: bool = False) -> float:
    """Hedges' g_av of people's scores in two rounds, shape (people, 2)."""
    one, other = (scores[~np.isnan(scores)] for scores in both.T)
    if min(one.size, other.size) < 2 or not (np.ptp(one) or np.ptp(other)):
        return nan
    a, b, n, m = one.var(ddof=1), other.var(ddof=1), one.size - 1, other.size - 1
    df = n if pairs else n * m * (a + b) ** 2 / (m * a**2 + n * b**2)
    if df <= 1:
        return nan
    unbiased = gamma(df / 2) / sqrt(df / 2) / gamma((df - 1) / 2)
    return float((other.mean() - one.mean()) / sqrt((a + b) / 2) * unbiased)


def interval(statistic: Statistic, samples: list[Floats], drawn: list[Floats]) -> tuple[float, float] | None:
    """BCa by its textbook formulas; None where the bootstrap knows nothing. Rows of samples are people."""
    observed = round(statistic(*samples), 12)
    resampled = np.array([statistic(*resample) for resample in _resamples(samples, drawn)]).round(12)
    values = np.sort(resampled[~np.isnan(resampled)])
    if 2 * values.size < resampled.size or np.ptp(values) == 0:
        return None
    bias = stats.norm.ppf((np.sum(values < observed) + np.sum(values == observed) / 2) / values.size)
    skew = acceleration(statistic, samples)
    z = bias + stats.norm.ppf([0.025, 0.975])
    low, high = stats.norm.cdf(bias + z / (1 - skew * z))
    return float(np.quantile(values, low)), float(np.quantile(values, high))


def acceleration(statistic: Statistic, samples: list[Floats]) -> float:
    cubes = squares = 0.0
    for index, sample in enumerate(samples):
        has = [i for i, row in enumerate(sample) if not np.isnan(row).all()]
        without = np.array([statistic(*_without(samples, index, i)) for i in has])
        without = without[~np.isnan(without)]
        if without.size:
            influence = (without.size - 1) * (without.mean() - without)
            cubes += np.sum(influence**3) / without.size**3
            squares += np.sum(influence**2) / without.size**2
    return float(cubes / (6 * squares**1.5)) if squares else 0.0


def _without(samples: list[Floats], index: int, person: int) -> list[Floats]:
    return [np.delete(sample, person, axis=0) if i == index else sample for i, sample in enumerate(samples)]


def _resamples(samples: list[Floats], drawn: list[Floats]) -> Iterator[list[Floats]]:
    for column in range(drawn[0].shape[1]):
        yield [
            np.repeat(sample, counts[:, column].astype(int), axis=0)
            for sample, counts in zip(samples, drawn, strict=True)
        ]
