"""The laws that intervals obey: signs, order, other measures, other people, and the two ways to draw."""

from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest
from scipy import stats

from metrics.statistics.effects import Effect, overlapping_effects, paired_effects, resampling, two_sample_effects
from metrics.statistics.effects.averages import measured_averages
from metrics.statistics.effects.distinct_values import running
from metrics.statistics.effects.paired import measured_pairs
from metrics.statistics.effects.resampling import Measured, resampled_values
from metrics.statistics.effects.samples import measured_samples
from surveys.model.survey import Floats


def survey(people: int, seed: int = 0) -> tuple[Floats, Floats]:
    """Scores of a group in two rounds: five-point, seven-point and yes-no items, means of items, and an index."""
    generator = np.random.default_rng(seed)
    trust = generator.normal(0, 1, (people, 1))
    rounds = []
    for lift in (0.0, 0.3):
        raw = trust + generator.normal(lift, 1, (people, 14))
        five = np.clip(np.rint(raw[:, :8] + 2), 0, 4) * 25.0
        seven = np.clip(np.rint(raw[:, 8:12] + 3), 0, 6) / 6 * 100
        yes = (raw[:, 12:] > 0) * 100.0
        items = np.concatenate([five, seven, yes], axis=1)
        items[generator.random(items.shape) < 0.05] = np.nan
        means = np.stack([np.nanmean(items[:, part], axis=1) for part in (slice(0, 8), slice(4, 12))], axis=1)
        index = np.nanmean(items, axis=1, keepdims=True) + generator.random((people, 1))
        rounds.append(np.concatenate([items, means, index], axis=1))
    return rounds[0], rounds[1]


def turned(effects: list[Effect]) -> list[tuple[float | None, ...]]:
    """Effects of changes of the opposite sign."""
    return [tuple(None if x is None else -x for x in (one.value, one.high, one.low)) for one in effects]


def paired(people: int, seed: int = 0) -> Floats:
    before, after = survey(people, seed)
    return np.round(after - before, 9)


@pytest.mark.parametrize("people", [5, 30, 400])
def test_turning_signs_turns_the_interval_of_pairs_exactly(people: int) -> None:
    differences = paired(people)
    found = paired_effects(differences, seed=3)
    assert turned(paired_effects(-differences, seed=3)) == [astuple(effect) for effect in found]


@pytest.mark.parametrize("people", [5, 30, 400])
def test_turning_scales_turns_the_other_intervals(people: int) -> None:
    before, after = (scores.round(9) for scores in survey(people))
    for effects in (two_sample_effects, overlapping_effects):
        found = effects(before, after, seed=3, resamples=999)
        back = turned(effects(np.round(100 - before, 9), np.round(100 - after, 9), seed=3, resamples=999))
        for effect, other in zip(found, back, strict=True):
            known = [None if x is None else pytest.approx(x, abs=1e-7) for x in other]
            assert [effect.value, effect.low, effect.high] == known


@pytest.mark.parametrize("people", [6, 40, 700, 5_000])
def test_a_measure_does_not_depend_on_the_others(people: int) -> None:
    before, after = (scores.round(9) for scores in survey(people))
    some = [16, 3, 12, 9]
    alone = np.round(after - before, 9)
    assert paired_effects(alone, seed=1, resamples=99)[3] == paired_effects(alone[:, some], seed=1, resamples=99)[1]
    for effects in (two_sample_effects, overlapping_effects):
        whole = effects(before, after, seed=1, resamples=99)
        part = effects(before[:, some], after[:, some], seed=1, resamples=99)
        assert [whole[index] for index in some] == part


def test_scaling_and_shifting_change_no_rank_effect() -> None:
    before, after = (scores.round(9) for scores in survey(50))
    differences = np.round(after - before, 9)
    assert paired_effects(differences * 2, seed=0, resamples=999) == paired_effects(differences, seed=0, resamples=999)
    moved = two_sample_effects(before / 2 + 8, after / 2 + 8, seed=0, resamples=999)
    assert moved == two_sample_effects(before, after, seed=0, resamples=999)


def test_people_without_any_measure_change_nothing() -> None:
    before, after = (scores.round(9) for scores in survey(40))
    nobody = np.full((7, before.shape[1]), np.nan)
    one, other = np.concatenate([nobody, before]), np.concatenate([nobody, after])
    assert paired_effects(other - one, seed=0, resamples=99) == paired_effects(after - before, seed=0, resamples=99)
    for effects in (two_sample_effects, overlapping_effects):
        assert effects(one, other, seed=0, resamples=99) == effects(before, after, seed=0, resamples=99)


def test_matched_people_count_in_both_rounds_only() -> None:
    before, after = survey(60)
    after[::3] = np.nan
    both = ~np.isnan(after).all(axis=1)
    found = overlapping_effects(before, after, seed=0, resamples=99, estimand="matched")
    assert found == overlapping_effects(before[both], after[both], seed=0, resamples=99, estimand="matched")


def test_a_seed_gives_one_result_and_another_seed_another() -> None:
    differences = paired(40)
    assert paired_effects(differences, seed=4) == paired_effects(differences, seed=4)
    assert paired_effects(differences, seed=4) != paired_effects(differences, seed=5)


def test_one_processor_gives_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    differences = paired(900)
    many = paired_effects(differences, seed=4, resamples=3_000)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert paired_effects(differences, seed=4, resamples=3_000) == many


def test_intervals_hold_the_value_and_lie_in_the_bounds() -> None:
    before, after = (scores.round(9) for scores in survey(80))
    for effects in (paired_effects(np.round(after - before, 9), seed=0), two_sample_effects(before, after, seed=0)):
        for effect in effects:
            assert effect.value is not None
            assert effect.low is not None
            assert effect.high is not None
            assert -1 <= effect.low <= effect.value <= effect.high <= 1


def kinds_of_measures(people: int) -> list[Measured | None]:
    before, after = (scores.round(9) for scores in survey(people))
    return [
        measured_pairs(np.round(after - before, 9)[:, 0]),
        measured_samples(before[:, 0], after[: people * 2 // 3, 0]),
        measured_averages(before[:, 12], after[:, 12], "all"),
    ]


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_both_ways_to_draw_have_one_law(monkeypatch: pytest.MonkeyPatch, kind: int) -> None:
    measure = kinds_of_measures(600)[kind]
    assert measure is not None
    by_people = resampled_values([measure], 0, 6_000)[0]
    monkeypatch.setattr(resampling, "_PEOPLE_A_TYPE", 1)
    by_histogram = resampled_values([measure], 0, 6_000)[0]
    assert stats.ks_2samp(by_people, by_histogram).pvalue > 1e-3


def test_many_people_with_few_kinds_are_drawn_by_their_histogram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resampling, "Resampler", None)
    differences = np.random.default_rng(0).integers(-4, 5, (100_000, 1)).astype(float) * 25
    (effect,) = paired_effects(differences, seed=0)
    assert effect.low is not None
    assert effect.high is not None
    assert effect.high - effect.low == pytest.approx(2 * 1.96 * 1.16 / np.sqrt(100_000), rel=0.1)


def test_sums_of_many_people_are_exact() -> None:
    generator = np.random.default_rng(1)
    differences = generator.normal(1, 10, (9_000, 1)).round(9)
    measure = measured_pairs(differences[:, 0])
    assert measure is not None
    assert measure.observed == pytest.approx(stats_biserial(differences[:, 0]), abs=1e-15)
    values = resampled_values([measure], 0, 40)[0]
    assert np.ptp(values) > 0
    whole = np.rint(values * 9_000 * 9_001)
    assert values == pytest.approx(whole / (9_000 * 9_001), abs=1e-15)


def stats_biserial(differences: Floats) -> float:
    ranks = stats.rankdata(np.abs(differences))
    return float((np.sign(differences) * ranks).sum() / ranks.sum())


@pytest.mark.parametrize("rows", [1, 16, 47, 49, 64, 900])
def test_running_sums_of_many_rows_are_exact(rows: int) -> None:
    counts = np.random.default_rng(rows).integers(0, 9, (rows, 33)).astype(np.float32)
    known = np.concatenate([np.zeros((1, 33)), np.cumsum(counts, axis=0)])
    assert (running(counts) == known).all()
    assert (running(counts, 0.5) == known + 0.5).all()


def test_measures_that_nobody_has_or_that_did_not_move_have_no_effect() -> None:
    nothing = np.full((9, 1), np.nan)
    still = np.zeros((9, 1))
    nobody = [Effect(None)]
    assert paired_effects(nothing, seed=0) == paired_effects(still, seed=0) == nobody
    assert two_sample_effects(nothing, still, seed=0) == two_sample_effects(still, nothing, seed=0) == nobody
    assert overlapping_effects(nothing, still, seed=0) == overlapping_effects(still, still, seed=0) == nobody
    assert paired_effects(np.zeros((0, 3)), seed=0) == [Effect(None)] * 3
    assert two_sample_effects(np.zeros((0, 2)), np.zeros((0, 2)), seed=0) == [Effect(None)] * 2
    assert overlapping_effects(np.zeros((0, 2)), np.zeros((0, 2)), seed=0) == [Effect(None)] * 2
    assert paired_effects(np.zeros((4, 0)), seed=0) == []


def test_a_value_without_an_interval() -> None:
    assert paired_effects(np.array([[25.0], [25.0], [50.0]]), seed=0) == [Effect(1.0)]
    assert two_sample_effects(np.array([[1.0]]), np.array([[2.0]]), seed=0) == [Effect(1.0)]
    lone = np.array([[25.0], [0.0], [0.0], [0.0]])
    assert paired_effects(lone, seed=0) == [Effect(1.0)]
    assert paired_effects(paired(30), seed=0, resamples=0)[0].low is None
