"""Difference in change: against R, by hand, and the laws of a comparison."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from metrics.statistics.asymptotic import MeanChange, difference_in_change, overlapping, paired, welch
from surveys.model.survey import Floats
from tests.metrics.statistics.asymptotic.conftest import Golden

DIFFERENCES = st.lists(st.integers(-20, 20), min_size=2, max_size=15).map(lambda x: np.array(x, dtype=float) * 2.5)
NUMBERS = ("difference", "ci_low", "ci_high", "statistic", "df", "p")


def change_of(golden: Golden, estimand: str, measure: str, group: str) -> MeanChange:
    if estimand == "matched":
        return paired(golden.differences(measure, group))
    return overlapping(*golden.rounds(measure, group)) if estimand == "all" else welch(*golden.samples(measure, group))


def test_the_difference_in_change_is_that_of_r(golden: Golden) -> None:
    """R 4.5.0, Welch–Satterthwaite by hand; `b` minus `a`, under each estimand."""
    checked = Counter[str]()
    for row in golden.values["difference_in_change"]:
        a, b = (change_of(golden, row["estimand"], row["measure"], row[which]) for which in ("a", "b"))
        found = difference_in_change(a, b)
        for number in NUMBERS:
            assert getattr(found, number) == pytest.approx(row[number], rel=1e-9, abs=1e-9), (row, number)
        checked[row["estimand"]] += 1
    assert set(checked) == {"matched", "all", "independent"}
    assert min(checked.values()) > 20


@pytest.mark.filterwarnings("ignore:Precision loss:RuntimeWarning")
@given(DIFFERENCES, DIFFERENCES)
def test_with_pairs_it_is_welchs_test_of_the_differences(first: Floats, second: Floats) -> None:
    assume(np.ptp(first) + np.ptp(second) > 0)
    found = difference_in_change(paired(first), paired(second))
    known = stats.ttest_ind(second, first, equal_var=False)
    assert found.p == pytest.approx(known.pvalue, rel=1e-9)
    assert found.df == pytest.approx(known.df, rel=1e-9)
    interval = known.confidence_interval(0.95)
    assert (found.ci_low, found.ci_high) == pytest.approx((interval.low, interval.high), rel=1e-9, abs=1e-9)


@given(DIFFERENCES, DIFFERENCES)
def test_swapping_the_groups_turns_the_sign_and_keeps_p(first: Floats, second: Floats) -> None:
    there = difference_in_change(paired(first), paired(second))
    back = difference_in_change(paired(second), paired(first))
    assert back.difference == -there.difference
    assert (back.p, back.df) == (there.p, there.df)
    assert back.ci_low is not None
    assert back.ci_low == (None if there.ci_high is None else -there.ci_high)


def test_a_group_of_one_leaves_the_bare_difference() -> None:
    found = difference_in_change(MeanChange(2.0, None, None), paired(np.array([5.0, 7.0])))
    assert found.difference == 4.0
    assert {getattr(found, number) for number in NUMBERS[1:]} == {None}


def test_groups_in_which_nobody_differs() -> None:
    still, moved = paired(np.zeros(4)), paired(np.full(3, 5.0))
    same, apart = difference_in_change(still, still), difference_in_change(still, moved)
    assert (same.difference, same.ci_low, same.ci_high, same.statistic, same.p) == (0.0, 0.0, 0.0, 0.0, 1.0)
    assert (apart.difference, apart.ci_low, apart.ci_high, apart.statistic, apart.p) == (5.0, 5.0, 5.0, None, None)


def test_a_known_number_invited_narrows_the_interval_and_leaves_the_test() -> None:
    a, b = np.array([5.0, -2.5, 10.0, 0.0]), np.array([0.0, 7.5, 2.5, 2.5, -5.0])
    plain = difference_in_change(paired(a), paired(b))
    one = difference_in_change(paired(a, invited=4), paired(b))
    both = difference_in_change(paired(a, invited=4), paired(b, invited=5))
    assert (one.statistic, one.df, one.p) == (plain.statistic, plain.df, plain.p)
    assert plain.ci_low is not None
    assert one.ci_low is not None
    assert plain.ci_low < one.ci_low < plain.difference
    assert (both.ci_low, both.ci_high) == (plain.difference, plain.difference)
