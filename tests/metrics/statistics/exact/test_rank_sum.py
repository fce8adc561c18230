"""The Mann-Whitney test: against all subsets, exact counting in whole numbers, scipy, and the laws it obeys."""

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
from scipy.special import gammaln

from metrics.statistics import ExactTest, mann_whitney
from tests.metrics.statistics.exact.counting import close, common, doubled_midranks, ways_to_draw

SMALL = st.lists(st.integers(0, 5), min_size=1, max_size=5)
ANY = st.lists(st.integers(-30, 30), min_size=1, max_size=25)


def doubled_ranks(*samples: np.ndarray) -> np.ndarray:
    return doubled_midranks(np.concatenate(samples))


def u_of_second(first: np.ndarray, second: np.ndarray) -> float:
    first, second = np.asarray(first), np.asarray(second)
    return float((second[:, None] > first).sum() + 0.5 * (second[:, None] == first).sum())


@cache
def subsets(size: int, drawn: int) -> np.ndarray:
    return np.array(list(combinations(range(size), drawn)))


def by_all_subsets(first: np.ndarray, second: np.ndarray) -> tuple[float, float]:
    ranks = doubled_ranks(first, second)
    size, drawn = len(ranks), len(second)
    away = np.abs(size * ranks[subsets(size, drawn)].sum(axis=1) - drawn * ranks.sum())
    observed = abs(size * ranks[len(first) :].sum() - drawn * ranks.sum())
    return u_of_second(first, second), float(np.mean(away >= observed))


def by_whole_numbers(first: np.ndarray, second: np.ndarray) -> Fraction:
    """By the number of ways to draw so many of the ranks with each sum."""
    ranks = doubled_ranks(first, second)
    size, drawn, everything = len(ranks), len(second), int(ranks.sum())
    observed = abs(size * int(ranks[len(first) :].sum()) - drawn * everything)
    unit = common(ranks.tolist())
    ways = enumerate(ways_to_draw(ranks.tolist(), drawn))
    far = sum(known for at, known in ways if abs(size * unit * at - drawn * everything) >= observed)
    return Fraction(far, math.comb(size, drawn))


def test_equal_to_all_subsets_in_thousands_of_small_samples() -> None:
    generator = np.random.default_rng(20191015)
    for _ in range(3000):
        widest = generator.integers(1, 9)
        first, second = (generator.integers(0, widest + 1, generator.integers(1, 6)) for _ in range(2))
        statistic, p = by_all_subsets(first, second)
        found = mann_whitney(first, second)
        assert close((found.statistic, found.p), (statistic, p))


@settings(deadline=None)
@given(SMALL, SMALL)
def test_equal_to_all_subsets(first: list[int], second: list[int]) -> None:
    statistic, p = by_all_subsets(np.array(first), np.array(second))
    found = mann_whitney(first, second)
    assert (found.statistic, found.p) == pytest.approx((statistic, p), abs=1e-12, rel=1e-12)


@pytest.mark.parametrize(("n1", "n2", "widest"), [(30, 30, 3), (30, 30, 15), (12, 48, 6), (55, 5, 20), (40, 25, 400)])
@pytest.mark.parametrize("shift", [0.0, 0.4, 1.5])
def test_equal_to_counting_in_whole_numbers(n1: int, n2: int, widest: int, shift: float) -> None:
    generator = np.random.default_rng(n1 + widest)
    first = np.rint(generator.exponential(1, n1) * widest / 3)
    second = np.rint((generator.exponential(1, n2) + shift) * widest / 3)
    assert mann_whitney(first, second).p == pytest.approx(float(by_whole_numbers(first, second)), rel=1e-11)


@pytest.mark.parametrize("shift", [0.0, 0.3, 1.0])
@pytest.mark.parametrize(("n1", "n2"), [(10, 14), (30, 30), (110, 110), (25, 140)])
def test_equal_to_scipy_where_there_are_no_ties(n1: int, n2: int, shift: float) -> None:
    generator = np.random.default_rng(n1)
    first, second = generator.normal(0, 1, n1), generator.normal(shift, 1, n2)
    known = stats.mannwhitneyu(second, first, method="exact")
    found = mann_whitney(first, second)
    assert found.statistic == known.statistic
    assert found.p == pytest.approx(known.pvalue, rel=1e-9)


@pytest.mark.parametrize(("a", "b", "c", "d"), [(8, 2, 1, 5), (300, 200, 250, 250), (400, 600, 350, 650)])
def test_two_distinct_values_give_the_exact_test_of_a_two_by_two_table(a: int, b: int, c: int, d: int) -> None:
    size, ones, drawn = a + b + c + d, b + d, c + d
    hypergeometric = stats.hypergeom(size, ones, drawn)
    possible = np.arange(max(0, drawn - (size - ones)), min(ones, drawn) + 1)
    far = np.abs(size * possible - drawn * ones) >= abs(size * d - drawn * ones)
    known = hypergeometric.pmf(possible[far]).sum()
    assert mann_whitney([0] * a + [1] * b, [0] * c + [1] * d).p == pytest.approx(known, rel=1e-10)


@pytest.mark.parametrize(("n1", "n2"), [(1, 1), (3, 4), (60, 50), (250, 250), (30, 400)])
def test_samples_that_do_not_overlap_give_the_smallest_p_there_is(n1: int, n2: int) -> None:
    found = mann_whitney(np.arange(n1), np.arange(n1, n1 + n2))
    assert found.statistic == n1 * n2
    assert found.p == pytest.approx(2 / math.comb(n1 + n2, n1), rel=1e-9)


def all_tables(first: np.ndarray, second: np.ndarray) -> float:
    """P(|T - E T| >= |t - E T|) over all numbers drawn of three values (multivariate hypergeometric)."""
    values, counts = np.unique(np.concatenate([first, second]), return_counts=True)
    size, drawn = int(counts.sum()), second.size
    low, middle = np.ogrid[: counts[0] + 1, : counts[1] + 1]
    high = drawn - low - middle
    possible = (high >= 0) & (high <= counts[2])
    high = np.clip(high, 0, counts[2])

    def ways(of: int) -> np.ndarray:
        """The logarithm of how many ways there are to take each number of so many."""
        taken = np.arange(of + 1)
        return np.asarray(gammaln(of + 1) - gammaln(taken + 1) - gammaln(of - taken + 1))

    chance = np.exp(ways(counts[0])[low] + ways(counts[1])[middle] + ways(counts[2])[high] - ways(size)[drawn])
    ranks = 2 * np.cumsum(counts) - counts + 1
    observed = sum(int(rank) * int((second == value).sum()) for rank, value in zip(ranks, values, strict=True))
    center = drawn * int(counts @ ranks)
    away = np.abs(size * (low * ranks[0] + middle * ranks[1] + high * ranks[2]) - center)
    return float(chance[possible & (away >= abs(size * observed - center))].sum())


@pytest.mark.parametrize("shift", [0.0, 0.01, 0.25])
def test_very_large_samples_of_three_values_are_all_tables(shift: float) -> None:
    generator = np.random.default_rng(3)
    first, second = (np.clip(np.rint(generator.normal(1 + lift, 1, 5000)), 0, 2) for lift in (0, shift))
    assert mann_whitney(first, second).p == pytest.approx(all_tables(first, second), rel=1e-9)


def test_a_p_too_small_for_a_float_is_not_zero() -> None:
    assert mann_whitney(np.arange(700), np.arange(700, 1400)).p == math.nextafter(0.0, 1.0)


def test_one_answer_against_many() -> None:
    assert mann_whitney(np.arange(1500), [1500.0]).p == pytest.approx(2 / 1501, rel=1e-12)


def test_everyone_alike() -> None:
    assert mann_whitney([50.0] * 4, [50.0] * 7) == ExactTest(14.0, 1.0)


def test_one_huge_score_decides_no_more_than_its_rank() -> None:
    first, second = np.array([0.0] * 20 + [1.0] * 5), np.array([0.0] * 15 + [1.0] * 9 + [1e9])
    assert mann_whitney(first, second).p == pytest.approx(float(by_whole_numbers(first, second)), rel=1e-12)


def test_skewed_ties_give_unequal_tails_that_are_both_added() -> None:
    # 7 of 8 answers are 0, one is 1: second holds it with probability 1/4, which lies farther out than not.
    assert mann_whitney([0, 0, 0, 0, 0, 0], [0, 1]).p == pytest.approx(0.25)
    assert mann_whitney([0, 0, 0, 0, 0, 1], [0, 0]).p == pytest.approx(1.0)


@pytest.mark.parametrize("wrong", [[], [[1.0, 2.0]], [1.0, math.nan], [1.0, -math.inf]])
def test_what_is_no_sample_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match="before"):
        mann_whitney(wrong, [1.0])
    with pytest.raises(ValueError, match="after"):
        mann_whitney([1.0], wrong)


@settings(deadline=None)
@given(ANY, ANY, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_bit(first: list[int], second: list[int], random: Random) -> None:
    shuffled = list(first)
    random.shuffle(shuffled)
    assert mann_whitney(shuffled, second[::-1]) == mann_whitney(first, second)


@settings(deadline=None)
@given(ANY, ANY)
def test_swapping_the_samples_keeps_p_and_mirrors_u(first: list[int], second: list[int]) -> None:
    swapped, found = mann_whitney(second, first), mann_whitney(first, second)
    assert swapped.p == found.p
    assert swapped.statistic + found.statistic == len(first) * len(second)


@settings(deadline=None)
@given(ANY, ANY)
def test_turning_the_scale_keeps_p_and_mirrors_u(first: list[int], second: list[int]) -> None:
    turned = mann_whitney([-x for x in first], [-x for x in second])
    found = mann_whitney(first, second)
    assert turned.p == found.p
    assert turned.statistic + found.statistic == len(first) * len(second)


@settings(deadline=None)
@given(ANY, ANY, st.integers(1, 1000), st.integers(-500, 500))
def test_another_unit_changes_nothing(first: list[int], second: list[int], factor: int, shift: int) -> None:
    moved = ([x * factor + shift for x in sample] for sample in (first, second))
    assert mann_whitney(*moved) == mann_whitney(first, second)


@settings(deadline=None)
@given(ANY, ANY)
def test_p_is_a_probability_above_zero_and_u_counts_pairs(first: list[int], second: list[int]) -> None:
    found = mann_whitney(first, second)
    assert 0.0 < found.p <= 1.0
    assert found.statistic == u_of_second(np.array(first), np.array(second))
