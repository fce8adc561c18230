"""A difference of two changes that is handed on tells no more of them than they tell themselves."""

from __future__ import annotations

import pytest

from metrics import Shared
from metrics.tables.difference_in_change import DifferenceRow, between_shown
from tests.reports.report_cases import result_of
from tests.sample import shared_sample

MADE = DifferenceRow("trust_index", "index", "a", "b", "pre", "post", 3.0, 1.0, 5.0, 2.5, 9.0, 0.03, 0.03)


def _interval(row: DifferenceRow) -> tuple[float | None, float | None, float | None]:
    return row.difference, row.ci_low, row.ci_high


@pytest.mark.parametrize("result", [shared_sample(), result_of("many groups")], ids=["sample", "many groups"])
def test_each_is_the_difference_of_the_two_changes_beside_it(result: Shared) -> None:
    shown = [row for row in result.difference_in_change if row.difference is not None]
    assert shown
    for row in shown:
        pair = result.changes_of((row.from_round, row.to_round))
        first, second = pair[row.measure, row.a].change, pair[row.measure, row.b].change
        assert first is not None
        assert second is not None
        assert row.difference is not None
        assert row.difference == pytest.approx(second - first, abs=0.5)
        if first == int(first) and second == int(second):
            assert row.difference == pytest.approx(second - first, abs=1e-9)
        if row.ci_low is not None and row.ci_high is not None:
            assert row.ci_low <= row.difference <= row.ci_high


def test_its_interval_moves_with_it() -> None:
    assert _interval(between_shown(MADE, 2.0, 6.0)) == (4.0, 2.0, 6.0)


def test_an_interval_that_would_have_half_a_point_is_wider() -> None:
    row = DifferenceRow("trust_index", "index", "a", "b", "pre", "post", 3.0, -1.0, 6.0)
    assert _interval(between_shown(row, 0.0, 3.0)) == (3.0, -1.0, 7.0)


def test_it_has_no_more_decimals_than_fewer_people_allow() -> None:
    assert _interval(between_shown(MADE, 2.3, 6.0)) == (4.0, 2.0, 6.0)


def test_an_interval_stays_on_its_side_of_0() -> None:
    assert _interval(between_shown(MADE, 4.0, 6.0)) == (2.0, 1.0, 4.0)
    over = DifferenceRow("trust_index", "index", "a", "b", "pre", "post", 3.0, 0.0, 6.0)
    assert _interval(between_shown(over, 0.0, 4.0)) == (4.0, 0.0, 7.0)
    below = DifferenceRow("trust_index", "index", "a", "b", "pre", "post", -3.0, -5.0, -1.0)
    assert _interval(between_shown(below, 6.0, 4.0)) == (-2.0, -4.0, -1.0)


def test_an_interval_that_its_difference_has_left_is_not_shown() -> None:
    assert _interval(between_shown(MADE, 6.0, 6.0)) == (0.0, None, None)


def test_what_is_not_shown_stays_so() -> None:
    hidden = DifferenceRow("trust_index", "index", "a", "b", "pre", "post")
    assert between_shown(hidden, 1.0, 2.0) is hidden
    assert between_shown(MADE, None, 2.0) is MADE
