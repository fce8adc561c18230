"""The sign test and McNemar's: against sums of binomial coefficients, SciPy, and the laws they obey."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics.statistics.exact import ExactTest, McNemar, mcnemar_of_counts
from tests.metrics.statistics.exact.differences import sign_flip, sign_test, wilcoxon

COUNT = st.integers(0, 300)


def by_whole_numbers(gained: int, lost: int) -> tuple[float, float]:
    """P(as extreme or more), and P(more extreme) + P(as extreme) / 2."""
    n = gained + lost
    ways = {rises: math.comb(n, rises) for rises in range(n + 1)}
    away = abs(gained - lost)
    more = sum(known for rises, known in ways.items() if abs(2 * rises - n) > away)
    as_extreme = sum(known for rises, known in ways.items() if abs(2 * rises - n) == away)
    return float(Fraction(more + as_extreme, 2**n)), float(Fraction(2 * more + as_extreme, 2 ** (n + 1)))


@pytest.mark.parametrize("n", range(1, 40))
def test_every_table_of_few_discordant_pairs_equals_whole_numbers(n: int) -> None:
    for gained in range(n + 1):
        found = mcnemar_of_counts(gained, n - gained)
        assert (found.p, found.mid_p) == pytest.approx(by_whole_numbers(gained, n - gained), abs=1e-14, rel=1e-13)


@pytest.mark.parametrize(("gained", "lost"), [(700, 660), (900, 100), (1000, 0), (30, 500)])
def test_many_discordant_pairs_equal_whole_numbers(gained: int, lost: int) -> None:
    found = mcnemar_of_counts(gained, lost)
    assert (found.p, found.mid_p) == pytest.approx(by_whole_numbers(gained, lost), rel=1e-11)


def test_a_table_by_hand() -> None:
    # Of 2^6 ways 7 have at most one loss: 2 * 7 / 64; less half of the 2 * 6 as extreme.
    assert (mcnemar_of_counts(5, 1).p, mcnemar_of_counts(5, 1).mid_p) == pytest.approx((0.21875, 0.125))


def test_as_many_gains_as_losses() -> None:
    assert mcnemar_of_counts(3, 3).p == 1.0
    assert mcnemar_of_counts(3, 3).mid_p == pytest.approx(1 - 20 / 128)


def test_no_discordant_pair() -> None:
    assert mcnemar_of_counts(0, 0) == McNemar(0, 0, 1.0, 1.0)


def test_a_p_too_small_for_a_float_is_not_zero() -> None:
    smallest = math.nextafter(0.0, 1.0)
    assert mcnemar_of_counts(2000, 0) == McNemar(2000, 0, smallest, smallest)


@pytest.mark.parametrize("wrong", [(-1, 3), (3, -1)])
def test_a_negative_number_of_pairs_is_refused(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="-1"):
        mcnemar_of_counts(*wrong)


@settings(deadline=None)
@given(COUNT, COUNT)
def test_swapping_the_rounds_changes_nothing(gained: int, lost: int) -> None:
    there, back = mcnemar_of_counts(gained, lost), mcnemar_of_counts(lost, gained)
    assert (there.p, there.mid_p) == (back.p, back.mid_p)


@settings(deadline=None)
@given(COUNT, COUNT)
def test_the_mid_p_is_the_smaller_one(gained: int, lost: int) -> None:
    found = mcnemar_of_counts(gained, lost)
    assert 0.0 < found.mid_p <= found.p <= 1.0


def test_the_sign_test_counts_rises_and_drops_zeros() -> None:
    assert sign_test([1.0, 2.0, 25.0, -0.5, 0.0, 0.0]) == ExactTest(3.0, 0.625)


def test_all_differences_zero() -> None:
    assert sign_test([0.0, -0.0]) == ExactTest(0.0, 1.0)


@pytest.mark.parametrize("n", [5, 40, 900])
def test_equal_to_scipy(n: int) -> None:
    differences = np.random.default_rng(n).normal(0.2, 1, n).round(1)
    rose, moved = int((differences > 0).sum()), int((differences != 0).sum())
    found = sign_test(differences)
    assert found.statistic == rose
    assert found.p == pytest.approx(stats.binomtest(rose, moved).pvalue, rel=1e-11)


@settings(deadline=None)
@given(st.lists(st.sampled_from([-25.0, 0.0, 25.0]), min_size=1, max_size=80))
def test_steps_of_one_size_make_all_tests_of_pairs_the_sign_test(differences: list[float]) -> None:
    known = sign_test(differences).p
    for test in (sign_flip, wilcoxon):
        assert test(differences).p == pytest.approx(known, rel=1e-12)


@pytest.mark.parametrize("wrong", [[], [[1.0, 2.0]], [1.0, math.nan], [1.0, math.inf]])
def test_what_is_no_sample_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match=r"before|after"):
        sign_test(wrong)
