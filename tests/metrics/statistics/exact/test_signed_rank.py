"""The signed-rank test: against all sign patterns, exact counting in whole numbers, scipy, and the laws it obeys."""

from __future__ import annotations

import math
from fractions import Fraction
from random import Random
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.statistics.exact import ExactTest
from tests.metrics.statistics.exact.counting import close, common, doubled_midranks, ways_to_each_sum
from tests.metrics.statistics.exact.differences import wilcoxon

SMALL = st.lists(st.integers(-6, 6), min_size=1, max_size=10)
ANY = st.lists(st.integers(-40, 40), min_size=1, max_size=60)


def pratt_ranks(differences: np.ndarray) -> np.ndarray:
    """Twice the midranks of the absolute differences, 0 for the zeros."""
    return np.where(differences == 0, 0, doubled_midranks(np.abs(differences)))


def by_all_sign_patterns(differences: np.ndarray) -> tuple[float, float]:
    """Statistic and p of Pratt's test; of Wilcoxon's, if the zeros are left out first."""
    ranks = pratt_ranks(differences)
    signs = (np.arange(2 ** len(ranks))[:, None] >> np.arange(len(ranks))) & 1
    away = np.abs(2 * (signs @ ranks) - ranks.sum())
    observed = ranks[differences > 0].sum()
    return observed / 2, float(np.mean(away >= abs(2 * observed - ranks.sum())))


def by_whole_numbers(differences: np.ndarray) -> Fraction:
    """By the number of ways to each sum of ranks."""
    ranks = pratt_ranks(differences)
    tail = min(int(ranks[side].sum()) for side in (differences > 0, differences < 0))
    steps = ranks[ranks > 0].tolist()
    below = sum(ways_to_each_sum(steps)[: tail // common(steps) + 1])
    return min(Fraction(1), Fraction(2 * below, 2 ** len(steps)))


def test_equal_to_all_sign_patterns_in_thousands_of_small_samples() -> None:
    generator = np.random.default_rng(20230314)
    for _ in range(3000):
        differences = generator.integers(-4, 5, generator.integers(1, 11)) * generator.choice([1, 2, 7])
        statistic, p = by_all_sign_patterns(differences)
        found = wilcoxon(differences)
        assert close((found.statistic, found.p), (statistic, p))
        statistic, p = by_all_sign_patterns(differences[differences != 0])
        found = wilcoxon(differences, zeros="wilcox")
        assert close((found.statistic, found.p), (statistic, p))


@settings(deadline=None)
@given(SMALL)
def test_equal_to_all_sign_patterns(differences: list[int]) -> None:
    statistic, p = by_all_sign_patterns(np.array(differences))
    found = wilcoxon(differences)
    assert (found.statistic, found.p) == pytest.approx((statistic, p), abs=1e-12, rel=1e-12)


@pytest.mark.parametrize(("n", "widest"), [(60, 5), (60, 40), (90, 12), (120, 3), (120, 15), (120, 10_000)])
@pytest.mark.parametrize("shift", [0.0, 0.1, 0.6])
def test_equal_to_counting_in_whole_numbers(n: int, widest: int, shift: float) -> None:
    differences = np.rint(np.random.default_rng(n + widest).normal(shift, 1, n) * widest / 3)
    assert wilcoxon(differences).p == pytest.approx(float(by_whole_numbers(differences)), rel=1e-12)


@pytest.mark.parametrize("shift", [0.0, 0.05, 0.2, 0.5])
@pytest.mark.parametrize("n", [16, 50, 200, 500])
def test_equal_to_scipy_where_there_are_no_ties(n: int, shift: float) -> None:
    differences = np.random.default_rng(n).normal(shift, 1, n)
    known = stats.wilcoxon(differences, method="exact")
    found = wilcoxon(differences)
    assert found.p == pytest.approx(known.pvalue, rel=1e-9)
    assert min(found.statistic, n * (n + 1) / 2 - found.statistic) == known.statistic


@pytest.mark.parametrize(("positive", "negative"), [(1, 0), (9, 1), (60, 40), (500, 500), (530, 470), (900, 100)])
def test_differences_of_one_size_give_the_sign_test(positive: int, negative: int) -> None:
    known = stats.binomtest(positive, positive + negative).pvalue
    found = wilcoxon([25.0] * positive + [-25.0] * negative)
    assert found.p == pytest.approx(known, rel=1e-11)
    assert found.statistic == positive * (positive + negative + 1) / 2


@pytest.mark.parametrize("n", [1, 2, 6, 60, 500, 1000])
def test_all_positive_gives_the_smallest_p_there_is(n: int) -> None:
    assert wilcoxon(np.arange(1, n + 1)).p == pytest.approx(2.0 ** (1 - n), rel=1e-12)


def test_a_p_too_small_for_a_float_is_not_zero() -> None:
    assert wilcoxon(np.arange(1, 2001)).p == math.nextafter(0.0, 1.0)


def test_few_negatives_among_a_thousand_are_counted_exactly() -> None:
    differences = np.arange(1.0, 1001.0)
    differences[:2] *= -1
    # The negatives' ranks sum to 3 or less in five ways: none, {1}, {2}, {3}, {1, 2}.
    assert wilcoxon(differences).p == pytest.approx(5 * 2.0**-999, rel=1e-12)


def test_a_long_sum_far_out_in_the_tail_is_relatively_precise() -> None:
    differences = np.random.default_rng(7).normal(0.9, 1, 250).round(9)
    assert wilcoxon(differences).p == pytest.approx(float(by_whole_numbers(differences)), rel=1e-11)


def test_one_huge_difference_decides_no_more_than_its_rank() -> None:
    differences = np.array([1.0, -1.0] * 30 + [1e6])
    assert wilcoxon(differences).p == pytest.approx(float(by_whole_numbers(differences)), rel=1e-12)


def test_zeros_are_ranked_and_then_dropped() -> None:
    assert wilcoxon([0, 0, 0, 1, 2]) == ExactTest(9.0, 0.5)


def test_wilcoxons_zeros_are_dropped_before_ranking() -> None:
    assert wilcoxon([0, 0, 0, 1, 2], zeros="wilcox") == ExactTest(3.0, 0.5)


@pytest.mark.parametrize("n", [30, 100, 600])
def test_wilcoxons_zeros_are_as_if_not_there(n: int) -> None:
    differences = np.random.default_rng(n).integers(-4, 6, n)
    assert wilcoxon(differences, zeros="wilcox") == wilcoxon(differences[differences != 0])


@pytest.mark.parametrize("zeros", ["pratt", "wilcox"])
def test_all_differences_zero(zeros: Literal["pratt", "wilcox"]) -> None:
    assert wilcoxon([0.0, 0.0, -0.0], zeros) == ExactTest(0.0, 1.0)
    assert wilcoxon(np.zeros(200), zeros) == ExactTest(0.0, 1.0)


def test_another_rule_for_zeros_is_refused() -> None:
    with pytest.raises(ValueError, match="zsplit"):
        wilcoxon([1.0, 2.0], zeros="zsplit")  # type: ignore[arg-type]


def test_a_balanced_sample_has_p_one() -> None:
    assert wilcoxon([1, -1, 2, -2]).p == 1.0


@pytest.mark.parametrize("wrong", [[], [[1.0, 2.0]], [1.0, math.nan], [1.0, math.inf]])
def test_what_is_no_sample_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match=r"before|after"):
        wilcoxon(wrong)


@settings(deadline=None)
@given(ANY, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_bit(differences: list[int], random: Random) -> None:
    shuffled = list(differences)
    random.shuffle(shuffled)
    assert wilcoxon(shuffled) == wilcoxon(differences)


@settings(deadline=None)
@given(ANY)
def test_turning_every_sign_keeps_p_and_mirrors_the_statistic(differences: list[int]) -> None:
    turned = wilcoxon([-d for d in differences])
    found = wilcoxon(differences)
    assert turned.p == found.p
    assert turned.statistic + found.statistic == pratt_ranks(np.array(differences)).sum() / 2


@settings(deadline=None)
@given(ANY, st.integers(1, 1000))
def test_a_positive_factor_changes_nothing(differences: list[int], factor: int) -> None:
    assert wilcoxon([d * factor for d in differences]) == wilcoxon(differences)


@settings(deadline=None)
@given(ANY)
def test_p_is_a_probability_above_zero(differences: list[int]) -> None:
    assert 0.0 < wilcoxon(differences).p <= 1.0


@settings(deadline=None)
@given(ANY)
def test_only_the_order_of_absolute_differences_matters(differences: list[int]) -> None:
    cubes = [d**3 for d in differences]
    assert wilcoxon(cubes) == wilcoxon(differences)
