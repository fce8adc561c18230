"""The permutation of the mean difference: against all splits, counting in whole numbers, and its laws."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.statistics import ExactTest, NoLatticeError, mann_whitney, permutation
from tests.metrics.statistics.exact.counting import close, common, ways_to_draw

DENOMINATORS = (1, 2, 3, 4, 5, 12, 60, 17, 144)
SCORES = st.tuples(st.integers(0, 60), st.sampled_from([1, 2, 3, 4, 12])).map(lambda pair: Fraction(*pair))
SAMPLE = st.lists(SCORES, min_size=1, max_size=18)


def rounded(scores: list[Fraction]) -> np.ndarray:
    return np.array([float(score) for score in scores]).round(9)


@cache
def splits(size: int, drawn: int) -> np.ndarray:
    return np.array(list(combinations(range(size), drawn)))


def by_all_splits(first: list[Fraction], second: list[Fraction]) -> float:
    pooled = [*first, *second]
    unit = math.lcm(*(score.denominator for score in pooled))
    whole = np.array([int(score * unit) for score in pooled])
    size, drawn = len(pooled), len(second)
    away = np.abs(size * whole[splits(size, drawn)].sum(axis=1) - drawn * whole.sum())
    return float(np.mean(away >= abs(size * whole[len(first) :].sum() - drawn * whole.sum())))


def by_whole_numbers(first: list[Fraction], second: list[Fraction]) -> float:
    """By the number of ways to draw so many of the scores with each sum."""
    pooled, drawn = [*first, *second], len(second)
    unit = math.lcm(*(score.denominator for score in pooled))
    whole = [int(score * unit) for score in pooled]
    size, everything, step = len(pooled), sum(whole), common(whole)
    observed = abs(size * sum(whole[len(first) :]) - drawn * everything)
    ways = enumerate(ways_to_draw(whole, drawn))
    far = sum(known for at, known in ways if abs(size * step * at - drawn * everything) >= observed)
    return float(Fraction(far, math.comb(size, drawn)))


def some_scores(generator: np.random.Generator, n: int, unit: int, lift: float = 0.0) -> list[Fraction]:
    steps = np.rint(np.clip(generator.normal(2 + lift, 1.2, n), 0, 4) * unit).astype(int)
    return [Fraction(25 * int(step), unit) for step in steps]


def test_equal_to_all_splits_in_thousands_of_small_samples() -> None:
    generator = np.random.default_rng(2020)
    for _ in range(3000):
        unit = int(generator.choice(DENOMINATORS))
        first, second = (some_scores(generator, int(generator.integers(1, 6)), unit) for _ in range(2))
        found = permutation(rounded(first), rounded(second))
        difference = float(sum(second) / len(second) - sum(first) / len(first))
        assert close((found.statistic, found.p), (difference, by_all_splits(first, second)))


@pytest.mark.parametrize("lift", [0.0, 0.4, 1.5])
@pytest.mark.parametrize(("n1", "n2", "unit"), [(20, 20, 1), (30, 14, 4), (14, 30, 3), (5, 60, 4), (60, 60, 1)])
def test_equal_to_counting_in_whole_numbers(n1: int, n2: int, unit: int, lift: float) -> None:
    generator = np.random.default_rng(n1 + unit)
    first, second = some_scores(generator, n1, unit), some_scores(generator, n2, unit, lift)
    found = permutation(rounded(first), rounded(second))
    assert found.p == pytest.approx(by_whole_numbers(first, second), rel=1e-10)


@pytest.mark.parametrize("n", [20, 40, 60])
def test_tails_far_out_are_relatively_precise(n: int) -> None:
    generator = np.random.default_rng(n)
    first, second = some_scores(generator, n, 2, -0.9), some_scores(generator, n, 2, 1.2)
    known = by_whole_numbers(first, second)
    assert known < 1e-3
    assert permutation(rounded(first), rounded(second)).p == pytest.approx(known, rel=1e-9)


def test_two_distinct_scores_give_the_test_of_the_ranks() -> None:
    first, second = [0.0] * 300 + [100.0] * 200, [0.0] * 250 + [100.0] * 250
    assert permutation(first, second).p == pytest.approx(mann_whitney(first, second).p, rel=1e-12)


@pytest.mark.parametrize(("n1", "n2"), [(1, 1), (3, 4), (60, 50), (250, 250), (30, 400)])
def test_samples_that_do_not_overlap_give_the_smallest_p_there_is(n1: int, n2: int) -> None:
    low, high = np.arange(n1) / 8, 1000 + np.arange(n2)[::-1] / 8
    # The other end is as far out only if the samples are equally large.
    known = (2 if n1 == n2 else 1) / math.comb(n1 + n2, n1)
    assert permutation(low, high).p == pytest.approx(known, rel=1e-9)


@pytest.mark.parametrize(("n1", "n2"), [(3, 4), (8, 8), (20, 20)])
def test_numbers_without_a_common_denominator_are_counted_out(n1: int, n2: int) -> None:
    generator = np.random.default_rng(n1)
    first, second = generator.normal(40, 10, n1).round(9), generator.normal(44, 10, n2).round(9)
    found = permutation(first, second).p
    if n1 + n2 < 17:
        whole = ([Fraction(round(score * 10**9)) for score in sample.tolist()] for sample in (first, second))
        assert found == pytest.approx(by_all_splits(*whole), abs=1e-12)
    else:
        sampled = stats.permutation_test(
            (first, second), lambda a, b: np.mean(b) - np.mean(a), n_resamples=40_000, rng=np.random.default_rng(0)
        )
        assert found == pytest.approx(sampled.pvalue, abs=0.02)


def test_many_numbers_without_a_common_denominator_are_refused() -> None:
    generator = np.random.default_rng(1)
    with pytest.raises(NoLatticeError, match="common denominator"):
        permutation(generator.normal(0, 10, 60).round(9), generator.normal(0, 10, 60).round(9))


def test_everyone_alike() -> None:
    assert permutation([50.0] * 4, [50.0] * 7) == ExactTest(0.0, 1.0)


def test_equal_means_have_p_one() -> None:
    assert permutation([0.0, 100.0], [50.0, 50.0, 50.0]) == ExactTest(0.0, 1.0)


@pytest.mark.parametrize("wrong", [[], [[1.0, 2.0]], [1.0, math.nan], [1.0, -math.inf]])
def test_what_is_no_sample_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match="before"):
        permutation(wrong, [1.0])
    with pytest.raises(ValueError, match="after"):
        permutation([1.0], wrong)


@settings(deadline=None)
@given(SAMPLE, SAMPLE, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_bit(first: list[Fraction], second: list[Fraction], random: Random) -> None:
    shuffled = list(first)
    random.shuffle(shuffled)
    found = permutation(rounded(first), rounded(second))
    assert permutation(rounded(shuffled), rounded(second[::-1])) == found


@settings(deadline=None)
@given(SAMPLE, SAMPLE)
def test_swapping_the_samples_keeps_p_and_turns_the_difference(first: list[Fraction], second: list[Fraction]) -> None:
    swapped, found = (permutation(*map(rounded, pair)) for pair in ((second, first), (first, second)))
    assert (swapped.p, swapped.statistic) == (found.p, -found.statistic)


@settings(deadline=None)
@given(SAMPLE, SAMPLE)
def test_turning_the_scale_keeps_p(first: list[Fraction], second: list[Fraction]) -> None:
    turned = ([100 - score for score in sample] for sample in (first, second))
    found = permutation(rounded(first), rounded(second))
    assert permutation(*map(rounded, turned)).p == pytest.approx(found.p, rel=1e-12)


@settings(deadline=None)
@given(SAMPLE, SAMPLE, st.sampled_from([2, 3, 10]), st.integers(-50, 50))
def test_another_unit_keeps_p(first: list[Fraction], second: list[Fraction], factor: int, shift: int) -> None:
    moved = ([score * factor + shift for score in sample] for sample in (first, second))
    assert permutation(*map(rounded, moved)).p == permutation(rounded(first), rounded(second)).p
