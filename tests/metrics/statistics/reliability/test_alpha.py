"""Cronbach's alpha: a table counted by hand, published values, the laws it obeys, and where it is undefined."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from metrics.statistics.reliability import Alpha, cronbach_alpha, feldt_interval

ATTITUDE = """
43 51 30 39 61 92 45   63 64 51 54 63 73 47   71 70 68 69 76 86 48   61 63 45 47 54 84 35   81 78 56 66 71 83 47
43 55 49 44 54 49 34   58 67 42 56 66 68 35   71 75 50 55 70 66 41   72 82 72 67 71 83 31   67 61 45 47 62 80 41
64 53 53 58 58 67 34   67 60 47 39 59 74 41   69 62 57 42 55 63 25   68 83 83 45 59 77 35   77 77 54 72 79 77 46
81 90 50 72 60 54 36   74 85 64 69 79 79 63   65 60 65 75 55 80 60   65 70 46 57 75 85 46   50 58 68 54 64 78 52
50 40 33 34 43 64 33   64 61 52 62 66 80 41   53 66 52 50 63 80 37   40 37 42 58 50 57 49   63 54 42 48 66 75 33
66 77 66 63 88 76 72   78 75 58 74 80 78 49   48 57 44 45 51 83 38   85 85 71 71 77 74 55   82 82 39 59 64 78 39
"""
"""R's data set `attitude`: a survey of clerks in 30 departments, 7 items (Chatterjee & Price 1977)."""


def tables(people: tuple[int, int] = (3, 12), items: tuple[int, int] = (2, 6)) -> st.SearchStrategy[np.ndarray]:
    shape = st.tuples(st.integers(*people), st.integers(*items))
    return arrays.arrays(np.float64, shape, elements=st.integers(0, 4).map(lambda answer: 25.0 * answer))


def varied(scores: np.ndarray) -> bool:
    return bool((np.ptp(scores, axis=0) > 0).all()) and bool(np.ptp(scores.sum(axis=1)) > 0)


def numbers(found: Alpha) -> list[float]:
    values = [found.alpha, found.low, found.high, found.inter_item_low, found.inter_item_high, found.inter_item_mean]
    return [np.nan if value is None else value for value in (*values, *found.item_rest, *found.if_dropped)]


def test_a_small_table_counted_by_hand() -> None:
    found = cronbach_alpha(np.array([[0.0, 0, 25], [25, 50, 25], [50, 50, 75], [75, 100, 75]]))
    # In quarters of the scale, sums of squares: 5, 8, 4; of products: 6, 4, 4. Total: 17 + 2 · 14 = 45.
    assert found.alpha == pytest.approx(float(Fraction(3, 2) * (1 - Fraction(17, 45))), abs=1e-15)
    assert (found.n, found.items, found.reason) == (4, 3, None)
    assert found.item_rest == pytest.approx([10 / np.sqrt(5 * 20), 10 / np.sqrt(8 * 17), 8 / np.sqrt(4 * 25)])
    dropped = [2 * (1 - Fraction(12, 20)), 2 * (1 - Fraction(9, 17)), 2 * (1 - Fraction(13, 25))]
    assert found.if_dropped == pytest.approx([float(value) for value in dropped])
    between = [6 / np.sqrt(40), 4 / np.sqrt(20), 4 / np.sqrt(32)]
    assert (found.inter_item_low, found.inter_item_high) == pytest.approx((min(between), max(between)))
    assert found.inter_item_mean == pytest.approx(np.mean(between))


def test_the_clerks_are_as_psych_prints_them() -> None:
    found = cronbach_alpha(np.array(ATTITUDE.split(), dtype=float).reshape(30, 7))
    assert found.alpha == pytest.approx(0.84, abs=0.005)
    assert (found.low, found.high) == pytest.approx((0.74, 0.92), abs=0.005)
    assert found.if_dropped == pytest.approx([0.81, 0.80, 0.83, 0.80, 0.80, 0.86, 0.84], abs=0.005)
    assert found.item_rest == pytest.approx([0.67, 0.74, 0.56, 0.71, 0.79, 0.27, 0.46], abs=0.0051)
    assert found.inter_item_mean == pytest.approx(0.43, abs=0.005)


def test_feldts_interval_is_that_of_a_published_example() -> None:
    # MRC Cognition and Brain Sciences Unit, statistics wiki, FAQ/cafun: Chris Evans's R function feldt1.
    assert feldt_interval(0.913, 873, 20) == pytest.approx((0.9044024, 0.9211588), abs=5e-8)


def test_a_wider_level_gives_a_wider_interval() -> None:
    narrow, wide = feldt_interval(0.8, 30, 4, 0.9), feldt_interval(0.8, 30, 4)
    assert wide[0] < narrow[0] < 0.8 < narrow[1] < wide[1]


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_items_and_people_changes_nothing(scores: np.ndarray, random: object) -> None:
    assume(varied(scores))
    seed = np.random.default_rng(random.randrange(10**6))  # type: ignore[attr-defined]
    people, items = seed.permutation(scores.shape[0]), seed.permutation(scores.shape[1])
    plain, mixed = cronbach_alpha(scores), cronbach_alpha(scores[np.ix_(people, items)])
    assert mixed.alpha == pytest.approx(plain.alpha, abs=1e-9)
    for new, old in enumerate(items):
        assert mixed.item_rest[new] == pytest.approx(plain.item_rest[old], abs=1e-9)
        assert mixed.if_dropped[new] == pytest.approx(plain.if_dropped[old], abs=1e-9)


@given(tables(), st.sampled_from([0.04, 1.0, 3.0]), st.integers(-50, 50))
def test_another_unit_another_zero_or_the_scale_turned_round_changes_nothing(
    scores: np.ndarray, unit: float, zero: int
) -> None:
    assume(varied(scores))
    plain = numbers(cronbach_alpha(scores))
    assert numbers(cronbach_alpha(unit * scores + zero)) == pytest.approx(plain, abs=1e-8, nan_ok=True)
    assert numbers(cronbach_alpha(100 - scores)) == pytest.approx(plain, abs=1e-8, nan_ok=True)


@given(tables(items=(3, 6)))
def test_alpha_if_dropped_is_alpha_of_the_others_and_item_rest_their_correlation(scores: np.ndarray) -> None:
    assume(varied(scores))
    found = cronbach_alpha(scores)
    for item in range(scores.shape[1]):
        others = np.delete(scores, item, axis=1)
        assert found.if_dropped[item] == pytest.approx(cronbach_alpha(others).alpha, abs=1e-9)
        if np.ptp(others.sum(axis=1)) > 0:
            known = np.corrcoef(scores[:, item], others.sum(axis=1))[0, 1]
            assert found.item_rest[item] == pytest.approx(known, abs=1e-9)
        else:
            assert found.item_rest[item] is None


@given(tables())
def test_alpha_lies_within_its_interval_and_below_1(scores: np.ndarray) -> None:
    assume(varied(scores))
    found = cronbach_alpha(scores)
    assert found.alpha is not None
    assert found.low is not None
    assert found.high is not None
    assert found.alpha <= 1 + 1e-12
    assert found.low <= found.alpha + 1e-12
    assert found.alpha <= found.high + 1e-12 or found.n == 3


def test_equal_items_have_an_alpha_of_1() -> None:
    found = cronbach_alpha(np.repeat([[0.0], [25], [100]], 4, axis=1))
    assert found.alpha == pytest.approx(1)
    assert (found.low, found.high) == pytest.approx((1, 1))
    assert found.item_rest == pytest.approx((1,) * 4)


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        (np.zeros((0, 3)), "too_few_complete_cases"),
        (np.array([[0.0, 25], [50, 75]]), "too_few_complete_cases"),
        (np.full((5, 3), 100 / 3), "items_constant"),
        (np.array([[0.0], [50], [75]]), "single_item"),
        (np.array([[0.0, 100], [25, 75], [100, 0]]), "total_constant"),
        (np.array([[100 / 3, 200 / 3], [200 / 3, 100 / 3], [0, 100]]), "total_constant"),
    ],
)
def test_where_there_is_no_alpha_there_is_a_reason(scores: np.ndarray, reason: str) -> None:
    found = cronbach_alpha(scores)
    assert found.reason == reason
    assert (found.alpha, found.low, found.high) == (None, None, None)
    assert len(found.item_rest) == len(found.if_dropped) == scores.shape[1]


def test_two_items_have_no_alpha_without_one_of_them() -> None:
    found = cronbach_alpha(np.array([[0.0, 25], [50, 50], [75, 100]]))
    assert found.alpha is not None
    assert found.if_dropped == (None, None)


def test_an_item_whose_others_cancel_out_has_no_item_rest_correlation() -> None:
    found = cronbach_alpha(np.array([[0.0, 25, 75], [50, 50, 50], [75, 100, 0]]))
    assert found.item_rest[0] is None
    assert found.if_dropped[0] is None
    assert None not in found.item_rest[1:]


def test_a_constant_item_has_no_correlations() -> None:
    third = 100 / 3
    found = cronbach_alpha(np.array([[0.0, 25, third], [50, 50, third], [75, 100, third]]))
    assert found.item_rest[2] is None
    assert found.inter_item_low == found.inter_item_high == pytest.approx(found.item_rest[0])


def test_a_missing_score_is_refused() -> None:
    with pytest.raises(ValueError, match="missing value"):
        cronbach_alpha(np.array([[0.0, np.nan], [50, 50], [75, 100]]))
