"""Difference in change: against R, by hand, and the laws of a comparison."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from metrics.statistics.asymptotic import (
    MeanChange,
    difference_in_change,
    overlapping_t_of_rounds,
    paired_t_of_differences,
    welch_t_of_samples,
)
from surveys.model.survey import Floats
from tests.metrics.statistics.asymptotic.conftest import Golden

DIFFERENCES = st.lists(st.integers(-20, 20), min_size=2, max_size=15).map(lambda x: np.array(x, dtype=float) * 2.5)
NUMBERS = ("difference", "ci_low", "ci_high", "statistic", "df", "p")


def numbers(found: MeanChange) -> dict[str, float | None]:
    values = (found.change, *found.interval(0.95), found.statistic, found.df, found.p)
    return dict(zip(NUMBERS, values, strict=True))


def change_of(golden: Golden, estimand: str, measure: str, group: str) -> MeanChange:
    if estimand == "matched":
        return paired_t_of_differences(golden.differences(measure, group))
    return (
        overlapping_t_of_rounds(*golden.rounds(measure, group))
        if estimand == "all"
        else welch_t_of_samples(*golden.samples(measure, group))
    )


def test_the_difference_in_change_is_that_of_r(golden: Golden) -> None:
    """R 4.5.0, Welch–Satterthwaite by hand; `b` minus `a`, under each estimand."""
    checked = Counter[str]()
    for row in golden.values["difference_in_change"]:
        a, b = (change_of(golden, row["estimand"], row["measure"], row[which]) for which in ("a", "b"))
        found = difference_in_change(a, b)
        for number in NUMBERS:
            assert numbers(found)[number] == pytest.approx(row[number], rel=1e-9, abs=1e-9), (row, number)
        checked[row["estimand"]] += 1
    assert set(checked) == {"matched", "all", "independent"}
    assert min(checked.values()) > 20


@pytest.mark.filterwarnings("ignore:Precision loss:RuntimeWarning")
@given(DIFFERENCES, DIFFERENCES)
def test_with_pairs_it_is_welchs_test_of_the_differences(first: Floats, second: Floats) -> None:
    assume(np.ptp(first) + np.ptp(second) > 0)
    found = difference_in_change(paired_t_of_differences(first), paired_t_of_differences(second))
    known = stats.ttest_ind(second, first, equal_var=False)
    assert found.p == pytest.approx(known.pvalue, rel=1e-9)
    assert found.df == pytest.approx(known.df, rel=1e-9)
    interval = known.confidence_interval(0.95)
    assert found.interval() == pytest.approx((interval.low, interval.high), rel=1e-9, abs=1e-9)


@given(DIFFERENCES, DIFFERENCES)
def test_swapping_the_groups_turns_the_sign_and_keeps_p(first: Floats, second: Floats) -> None:
    there = difference_in_change(paired_t_of_differences(first), paired_t_of_differences(second))
    back = difference_in_change(paired_t_of_differences(second), paired_t_of_differences(first))
    assert back.change == -there.change
    assert (back.p, back.df) == (there.p, there.df)
    (low, _), (_, high) = back.interval(), there.interval()
    assert low is not None
    assert low == (None if high is None else -high)


def test_a_group_of_one_leaves_the_bare_difference() -> None:
    found = difference_in_change(MeanChange(2.0, None, None), paired_t_of_differences(np.array([5.0, 7.0])))
    assert found.change == 4.0
    assert {numbers(found)[number] for number in NUMBERS[1:]} == {None}


def test_groups_in_which_nobody_differs() -> None:
    still, moved = paired_t_of_differences(np.zeros(4)), paired_t_of_differences(np.full(3, 5.0))
    same, apart = difference_in_change(still, still), difference_in_change(still, moved)
    assert (same.change, *same.interval(), same.statistic, same.p) == (0.0, 0.0, 0.0, 0.0, 1.0)
    assert (apart.change, *apart.interval(), apart.statistic, apart.p) == (5.0, 5.0, 5.0, None, None)


def test_a_known_number_invited_narrows_the_interval_and_the_test_alike() -> None:
    a, b = np.array([5.0, -2.5, 10.0, 0.0]), np.array([0.0, 7.5, 2.5, 2.5, -5.0])
    plain = difference_in_change(paired_t_of_differences(a), paired_t_of_differences(b))
    one = difference_in_change(paired_t_of_differences(a, invited=4), paired_t_of_differences(b))
    both = difference_in_change(paired_t_of_differences(a, invited=4), paired_t_of_differences(b, invited=5))
    assert None not in (one.statistic, plain.statistic, one.p, plain.p)
    assert one.df == plain.df
    assert abs(one.statistic or 0) > abs(plain.statistic or 0)
    assert (one.p or 1) < (plain.p or 0)
    low, narrower = plain.interval()[0], one.interval()[0]
    assert low is not None
    assert narrower is not None
    assert low < narrower < plain.change
    assert both.interval() == (plain.change, plain.change)
