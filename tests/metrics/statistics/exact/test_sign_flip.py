"""The sign-flip permutation of the mean: against all sign patterns, counting in whole numbers, and its laws."""

from __future__ import annotations

import math
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.statistics.exact import ExactTest, NoLatticeError
from tests.metrics.statistics.exact.counting import close, common, ways_to_each_sum
from tests.metrics.statistics.exact.differences import sign_flip

DENOMINATORS = (1, 2, 3, 4, 5, 12, 60, 17, 144)
SCORES = st.tuples(st.integers(-60, 60), st.sampled_from([1, 2, 3, 4, 12])).map(lambda pair: Fraction(*pair))


def rounded(differences: list[Fraction]) -> np.ndarray:
    return np.array([float(difference) for difference in differences]).round(9)


def by_all_sign_patterns(differences: list[Fraction]) -> float:
    unit = math.lcm(*(difference.denominator for difference in differences))
    sizes = np.array([int(abs(difference) * unit) for difference in differences])
    signs = 2 * ((np.arange(2 ** len(sizes))[:, None] >> np.arange(len(sizes))) & 1) - 1
    return float(np.mean(np.abs(signs @ sizes) >= abs(int(sum(differences) * unit))))


def by_whole_numbers(differences: list[Fraction]) -> float:
    """By the number of sign patterns to each sum of those that count as rises."""
    unit = math.lcm(*(difference.denominator for difference in differences))
    whole = [int(difference * unit) for difference in differences]
    sizes = [abs(size) for size in whole]
    everything, unit = sum(sizes), common(sizes)
    ways = enumerate(ways_to_each_sum(sizes))
    far = sum(known for at, known in ways if abs(2 * unit * at - everything) >= abs(sum(whole)))
    return float(Fraction(far, 2 ** len(whole)))


def test_equal_to_all_sign_patterns_in_thousands_of_small_samples() -> None:
    generator = np.random.default_rng(2019)
    for _ in range(3000):
        unit = int(generator.choice(DENOMINATORS))
        widest = int(generator.choice([2, 4, 40]))
        steps = generator.integers(-widest, widest + 1, generator.integers(1, 11)).tolist()
        differences = [Fraction(25 * step, unit) for step in steps]
        found = sign_flip(rounded(differences))
        mean = float(sum(differences) / len(differences))
        assert close((found.statistic, found.p), (mean, by_all_sign_patterns(differences)))


def test_thirds_that_add_up_to_a_whole_tie_with_it() -> None:
    # Of ±1/3 ±1/3 ±1/3 ±1 a half lies as far out as 0 = 1 - 3/3 or farther, all but none: decimals would miss a tie.
    assert sign_flip([33.333333333, 33.333333333, 33.333333333, -100.0]).p == 1.0
    assert sign_flip([66.666666667, 33.333333333, -100.0]).p == 1.0
    assert sign_flip([66.666666667, 33.333333333, 100.0]).p == 0.25


@pytest.mark.parametrize("shift", [0.0, 0.3, 1.2])
@pytest.mark.parametrize(("n", "unit"), [(20, 1), (45, 3), (80, 4), (130, 12), (200, 1)])
def test_equal_to_counting_in_whole_numbers(n: int, unit: int, shift: float) -> None:
    steps = np.rint(np.random.default_rng(n).normal(shift, 1, n) * unit * 1.4).astype(int).tolist()
    differences = [Fraction(25 * step, unit) for step in steps]
    assert sign_flip(rounded(differences)).p == pytest.approx(by_whole_numbers(differences), rel=1e-10)


@pytest.mark.parametrize("falls", [0, 1, 5, 20, 45])
def test_tails_far_out_are_relatively_precise(falls: int) -> None:
    generator = np.random.default_rng(falls)
    steps = generator.integers(1, 60, 150)
    steps[:falls] *= -1
    differences = [Fraction(int(step), 12) for step in steps]
    known = by_whole_numbers(differences)
    assert known < 1e-3
    assert sign_flip(rounded(differences)).p == pytest.approx(known, rel=1e-9)


@pytest.mark.parametrize(("positive", "negative"), [(1, 0), (9, 1), (60, 40), (530, 470)])
def test_differences_of_one_size_give_the_sign_test(positive: int, negative: int) -> None:
    known = stats.binomtest(positive, positive + negative).pvalue
    assert sign_flip([25.0] * positive + [-25.0] * negative).p == pytest.approx(known, rel=1e-11)


@pytest.mark.parametrize("n", [1, 5, 30, 400])
def test_all_rises_give_the_smallest_p_there_is(n: int) -> None:
    assert sign_flip(np.arange(1, n + 1) / 4).p == pytest.approx(2.0 ** (1 - n), rel=1e-12)


@pytest.mark.parametrize("n", [1, 7, 24, 42])
def test_numbers_without_a_common_denominator_are_counted_out(n: int) -> None:
    differences = np.random.default_rng(n).normal(3, 10, n).round(9)
    whole = [Fraction(round(difference * 10**9)) for difference in differences.tolist()]
    known = (
        by_all_sign_patterns(whole)
        if n < 20
        else stats.permutation_test(
            (differences,), np.mean, permutation_type="samples", n_resamples=40_000, rng=np.random.default_rng(0)
        ).pvalue
    )
    assert sign_flip(differences).p == pytest.approx(known, abs=1e-12 if n < 20 else 0.02)


def test_many_numbers_without_a_common_denominator_are_refused() -> None:
    with pytest.raises(NoLatticeError, match="common denominator"):
        sign_flip(np.random.default_rng(1).normal(0, 10, 60).round(9))


def test_all_differences_zero() -> None:
    assert sign_flip([0.0, -0.0, 0.0]) == ExactTest(0.0, 1.0)


def test_a_balanced_sample_has_p_one() -> None:
    assert sign_flip([25, -25, 50, -50]) == ExactTest(0.0, 1.0)


@pytest.mark.parametrize("wrong", [[], [[1.0, 2.0]], [1.0, math.nan], [1.0, math.inf]])
def test_what_is_no_sample_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match=r"before|after"):
        sign_flip(wrong)


@settings(deadline=None)
@given(st.lists(SCORES, min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_bit(differences: list[Fraction], random: Random) -> None:
    shuffled = list(differences)
    random.shuffle(shuffled)
    assert sign_flip(rounded(shuffled)) == sign_flip(rounded(differences))


@settings(deadline=None)
@given(st.lists(SCORES, min_size=1, max_size=40))
def test_turning_every_sign_keeps_p_and_turns_the_mean(differences: list[Fraction]) -> None:
    turned, found = sign_flip(-rounded(differences)), sign_flip(rounded(differences))
    assert (turned.p, turned.statistic) == (found.p, -found.statistic)


@settings(deadline=None)
@given(st.lists(SCORES, min_size=1, max_size=40), st.sampled_from([2, 3, 10, 144]))
def test_a_positive_factor_keeps_p(differences: list[Fraction], factor: int) -> None:
    scaled = sign_flip(rounded([difference * factor for difference in differences]))
    assert scaled.p == sign_flip(rounded(differences)).p


@settings(deadline=None)
@given(st.lists(SCORES, min_size=1, max_size=40), st.integers(1, 5))
def test_zeros_change_no_p(differences: list[Fraction], zeros: int) -> None:
    assert sign_flip(rounded([*differences, *[Fraction(0)] * zeros])).p == sign_flip(rounded(differences)).p
