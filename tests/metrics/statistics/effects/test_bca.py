"""BCa intervals equal a slow reference on the same resamples, and scipy's; and where the bootstrap knows nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from scipy import stats

from metrics.statistics.effects import Effect, overlapping_effects, paired_effects, two_sample_effects
from metrics.statistics.effects.averages import measured_averages
from metrics.statistics.effects.bca import Influences, acceleration, bca
from metrics.statistics.effects.paired import measured_pairs
from metrics.statistics.effects.samples import measured_samples
from surveys.model.survey import Floats
from tests.metrics.statistics.effects import slow_intervals as slow

RESAMPLES = 300

Scores = Callable[..., Floats]


def five_point(generator: np.random.Generator, *shape: int, missing: float = 0.1) -> Floats:
    """Scores of five-point items, some missing."""
    scores = generator.integers(0, 5, shape).astype(float) * 25
    scores[generator.random(shape) < missing] = np.nan
    return scores


def fine(generator: np.random.Generator, *shape: int) -> Floats:
    """Scores that hardly ever repeat, some missing."""
    scores = generator.random(shape).round(9) * 100
    scores[generator.random(shape) < 0.1] = np.nan
    return scores


def same(effect: Effect, known: tuple[float, float] | None) -> None:
    if known is None:
        assert (effect.low, effect.high) == (None, None)
    else:
        assert (effect.low, effect.high) == pytest.approx(known, abs=1e-12)


@pytest.mark.parametrize("people", [4, 9, 30, 120])
@pytest.mark.parametrize("scores", [five_point, fine])
def test_rank_biserial_equals_the_slow_reference(people: int, scores: Scores) -> None:
    generator = np.random.default_rng(people)
    differences = np.round(scores(generator, people, 3) - scores(generator, people, 3), 9)
    kept = differences[~np.isnan(differences).all(axis=1)]
    drawn = slow.weights(len(kept), RESAMPLES, seed=5)
    for effect, column in zip(paired_effects(differences, seed=5, resamples=RESAMPLES), kept.T, strict=True):
        assert effect.value == pytest.approx(slow.biserial(column), abs=1e-12)
        same(effect, slow.interval(slow.biserial, [column], [drawn]))


@pytest.mark.parametrize(("first", "second"), [(5, 4), (12, 31), (90, 70)])
@pytest.mark.parametrize("scores", [five_point, fine])
def test_cliffs_delta_equals_the_slow_reference(first: int, second: int, scores: Scores) -> None:
    generator = np.random.default_rng(first)
    one, other = scores(generator, first, 3), scores(generator, second, 3)
    found = two_sample_effects(one, other, seed=2, resamples=RESAMPLES)
    kept = [sample[~np.isnan(sample).all(axis=1)] for sample in (one, other)]
    widest = max(map(len, kept))
    drawn = [slow.weights(len(sample), RESAMPLES, 2, index, widest) for index, sample in enumerate(kept)]
    for effect, a, b in zip(found, kept[0].T, kept[1].T, strict=True):
        assert effect.value == pytest.approx(slow.cliff(a, b), abs=1e-12)
        same(effect, slow.interval(slow.cliff, [a, b], drawn))


@pytest.mark.parametrize("people", [6, 25, 100])
@pytest.mark.parametrize("scores", [five_point, fine])
@pytest.mark.parametrize("pairs", [False, True])
def test_hedges_g_av_equals_the_slow_reference(people: int, scores: Scores, pairs: bool) -> None:
    generator = np.random.default_rng(people)
    before, after = scores(generator, people, 3), scores(generator, people, 3)
    gone = np.isnan(before) | np.isnan(after) if pairs else np.isnan(before) & np.isnan(after)
    kept = ~gone.all(axis=1)
    drawn = slow.weights(int(kept.sum()), RESAMPLES, seed=9)
    estimand = "matched" if pairs else "all"
    found = overlapping_effects(before, after, seed=9, resamples=RESAMPLES, estimand=estimand)
    for column, effect in enumerate(found):
        both = np.stack([before[kept, column], after[kept, column]], axis=1)
        both[gone[kept, column]] = np.nan
        statistic = partial(slow.average, pairs=pairs)
        assert effect.value == pytest.approx(slow.average(both, pairs), abs=1e-11)
        known = slow.interval(statistic, [both], [drawn])
        assert known is not None
        assert (effect.low, effect.high) == pytest.approx(known, abs=1e-9)


def test_jackknives_equal_leaving_everybody_out_in_turn() -> None:
    generator = np.random.default_rng(1)
    for people in (3, 8, 40):
        for scores in (five_point, fine):
            one, other = scores(generator, people), scores(generator, people)
            both = np.stack([one, other], axis=1)
            pairs = measured_pairs(np.round(other - one, 9))
            if pairs is not None and pairs.by_sample[0].counts.sum() > 1:
                known = slow.acceleration(slow.biserial, [np.round(other - one, 9)])
                assert acceleration(pairs.scale.influences(pairs)) == pytest.approx(known, abs=1e-9)
            samples = measured_samples(one, other)
            if samples is not None and min(np.sum(~np.isnan(both), axis=0)) > 1:
                known = slow.acceleration(slow.cliff, [one, other])
                assert acceleration(samples.scale.influences(samples)) == pytest.approx(known, abs=1e-9)
            averages = measured_averages(one, other, "all")
            if averages is not None and people > 5:
                known = slow.acceleration(slow.average, [both])
                assert acceleration(averages.scale.influences(averages)) == pytest.approx(known, abs=1e-9)


def test_rank_biserial_agrees_with_scipy_within_chance() -> None:
    generator = np.random.default_rng(4)
    for differences in (generator.integers(-2, 4, 40).astype(float) * 25, generator.normal(4, 10, 60).round(9)):
        known = stats.bootstrap(
            (differences,), slow.biserial, n_resamples=4_000, method="BCa", vectorized=False, rng=generator
        ).confidence_interval
        found = paired_effects(differences[:, None], seed=0)[0]
        assert (found.low, found.high) == pytest.approx((known.low, known.high), abs=0.04)


def test_cliffs_delta_agrees_with_scipy_within_chance() -> None:
    generator = np.random.default_rng(5)
    one, other = five_point(generator, 40, missing=0), five_point(generator, 50, missing=0)
    known = stats.bootstrap(
        (one, other), slow.cliff, n_resamples=4_000, method="BCa", vectorized=False, rng=generator
    ).confidence_interval
    found = two_sample_effects(one[:, None], other[:, None], seed=0)[0]
    assert (found.low, found.high) == pytest.approx((known.low, known.high), abs=0.04)


def test_hedges_g_av_agrees_with_scipy_within_chance() -> None:
    generator = np.random.default_rng(6)
    before = generator.normal(45, 15, 60)
    after = 0.6 * before + generator.normal(22, 12, 60)
    known = stats.bootstrap(
        (before, after),
        lambda a, b: slow.average(np.stack([a, b], axis=1)),
        n_resamples=4_000,
        method="BCa",
        paired=True,
        vectorized=False,
        rng=generator,
    ).confidence_interval
    found = overlapping_effects(before[:, None], after[:, None], seed=0)[0]
    assert (found.low, found.high) == pytest.approx((known.low, known.high), abs=0.04)


def no_influence() -> tuple[Influences, ...]:
    return (Influences(np.array([1.0, -1.0]), np.array([1.0, 1.0])),)


def test_without_bias_and_skew_the_limits_are_the_quantiles() -> None:
    values = np.random.default_rng(0).permutation(np.linspace(-1, 1, 10_001))
    found = bca(values, 0.0, no_influence, 0.95)
    assert (found.low, found.high) == pytest.approx((-0.95, 0.95), abs=1e-9)
    few = bca(values[:99], float(np.median(values[:99])), no_influence, 0.95)
    assert few.low == pytest.approx(np.quantile(values[:99], 0.025))


def test_limits_are_found_wherever_the_first_resamples_lie() -> None:
    values = np.concatenate([np.linspace(5, 6, 5_000), np.linspace(-1, 5, 5_001)])
    found = bca(values, float(np.median(values)), no_influence, 0.95)
    assert (found.low, found.high) == pytest.approx(np.quantile(values, [0.025, 0.975]), abs=1e-3)


def test_resamples_without_a_value_are_left_out() -> None:
    values = np.linspace(-1, 1, 2_001)
    some = np.concatenate([values, np.full(1_999, np.nan)])
    assert bca(some, 0.0, no_influence, 0.95) == bca(values, 0.0, no_influence, 0.95)


@pytest.mark.parametrize(
    "values",
    [
        np.full(999, 0.5),
        np.full(999, np.nan),
        np.concatenate([np.linspace(0, 1, 499), np.full(500, np.nan)]),
        np.linspace(0.6, 1, 999),
        np.zeros(0),
    ],
    ids=["equal", "undefined", "mostly undefined", "all above what was observed", "none"],
)
def test_no_limits_where_the_bootstrap_knows_nothing(values: Floats) -> None:
    found = bca(values, 0.5, no_influence, 0.95)
    assert (found.low, found.high) == (None, None)


def test_an_acceleration_past_infinity_ends_at_the_outermost_resample() -> None:
    lone = Influences(np.array([9_999.0, -1.0]), np.array([1.0, 9_999.0]))
    turned = Influences(-lone.values, lone.counts)
    values = np.linspace(-1, 1, 2_001)
    assert acceleration((lone,)) == pytest.approx(1 / 6, abs=1e-3)
    assert bca(values, 0.9995, lambda: (lone,), 0.999).high == 1
    assert bca(-values, -0.9995, lambda: (turned,), 0.999).low == -1


def test_a_wider_level_gives_a_wider_interval() -> None:
    differences = np.random.default_rng(8).normal(1, 10, (50, 1)).round(9)
    narrow, wide = (paired_effects(differences, seed=0, level=level)[0] for level in (0.8, 0.99))
    assert narrow.low is not None
    assert narrow.high is not None
    assert wide.low is not None
    assert wide.high is not None
    assert wide.low < narrow.low < narrow.high < wide.high
