"""What is handed on gives the same finding: ends of intervals keep their side of every mark, p its side of 0.05."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.findings.verdicts import RULED_OUT, VERDICTS, verdict
from metrics.publish.rounding import rounded_tables
from metrics.publish.shared import shared
from metrics.result.points import SpokenPoints
from metrics.result.rounding_plan import RoundingPlan
from metrics.result.tables import TABLES, Tables
from metrics.schema.precision import Reading, rounded_interval, rounded_p, rounded_to
from metrics.schema.rows import SPREAD
from metrics.tables.changes import ChangeRow
from tests.reports.made_results import KINDS, made_result
from tests.sample import sample_result

POINTS = st.one_of(st.floats(-15, 15), st.integers(-30, 30).map(lambda half: half / 2), st.floats(-0.2, 0.2))
MARGINS = st.sampled_from([1.5, 2.0, 2.5, 3.3, 5.0, 7.0, 10.0])


def reading(p: float, margin: float = 5.0, times: float = 2.0) -> Reading:
    return lambda low, high: verdict(low, high, p, margin, margin * times)


@pytest.mark.parametrize("half", [12.5, 12.500000000000002, 12.499999999999998])
def test_the_last_bits_do_not_decide_how_a_half_is_rounded(half: float) -> None:
    """12 in one table and 13 in another would give away the exact 12.5."""
    assert rounded_to(half, 0) == 12.0


@pytest.mark.parametrize(
    ("ends", "p", "expected"),
    [
        ((3.2, 10.8), 0.01, (3, 11)),
        ((0.3, 10.8), 0.01, (1, 11)),
        ((0.3, 10.8), 0.20, (1, 11)),
        ((-10.8, -0.3), 0.01, (-11, -1)),
        ((-0.3, 0.4), 0.50, (0, 0)),
        ((-2.0, 4.7), 0.50, (-2, 4)),
        ((-4.7, 2.0), 0.50, (-4, 2)),
        ((5.2, 12.0), 0.01, (6, 12)),
        ((5.2, 5.3), 0.01, (6, 6)),
        ((4.8, 4.9), 0.01, (4, 4)),
        ((0.2, 0.4), 0.01, (1, 1)),
        ((-6.0, 9.7), 0.50, (-6, 9)),
        ((0.0, 5.0), 0.50, (0, 5)),
        # No finding rests on these marks: the end is rounded to the nearest step.
        ((10.3, 18.7), 0.01, (10, 19)),
        ((1.1, 9.8), 0.20, (1, 10)),
        ((-4.6, 11.0), 0.50, (-5, 11)),
    ],
)
def test_an_end_is_rounded_to_the_nearest_step_that_leaves_the_finding(
    ends: tuple[float, float], p: float, expected: tuple[float, float]
) -> None:
    assert rounded_interval(*ends, 0, reading(p)) == expected


def test_an_end_halfway_between_two_steps_is_said_as_it_is_shown() -> None:
    """The number nearest to 13.65 that a computer has lies above it: to one decimal it is 13.7, wherever it is told."""
    assert rounded_interval(4.0, 13.65, 1) == (4.0, round(13.65, 1)) == (4.0, 13.7)
    row = ChangeRow(
        "m", "index", "g", "pre", "post", 40, 40, 40, mean_from=50.0, mean_to=58.8, change=8.8, ci_low=4.0,
        ci_high=13.65, p_adjusted=0.001, test="paired_t", verdict="increased",
    )  # fmt: skip
    for digit in range(10):
        end = replace(row, ci_high=13.05 + digit / 10)
        assert SpokenPoints(sample_result(), end, "en").ends["high"] == f"+{round(round(13.05 + digit / 10, 9), 1)}"


def test_with_a_decimal_the_step_is_a_tenth() -> None:
    assert rounded_interval(0.03, 4.98, 1, reading(0.01)) == (0.1, 4.9)


def test_where_no_step_leaves_the_finding_the_sides_of_0_are_kept() -> None:
    assert rounded_interval(0.1, 0.2, 0, reading(0.01, margin=0.3)) == (1, 1)
    assert rounded_interval(-3.0, 0.4, 0, reading(0.5, margin=0.5)) == (-3, 0)


@given(POINTS, POINTS, st.sampled_from([0, 1]), MARGINS, st.sampled_from([1, 2]), st.sampled_from([0.01, 0.3]))
def test_ends_are_steps_next_to_what_they_were_in_their_order(
    one: float, other: float, decimals: int, margin: float, times: int, p: float
) -> None:
    ends, read = (min(one, other), max(one, other)), reading(p, margin, times)
    found = rounded_interval(*ends, decimals, read)
    assert found[0] <= found[1]
    for end, was in zip(found, ends, strict=True):
        assert end == round(end, decimals)
        assert abs(end - was) < 10.0**-decimals + 1e-8
    assert rounded_interval(*found, decimals, read) == found


@pytest.mark.parametrize(("p", "expected"), [
    (0.0504, 0.051), (0.05, 0.05), (0.0496, 0.05), (0.0512, 0.051), (0.05 + 1e-9, 0.051), (0.000456, 0.0005),
])  # fmt: skip
def test_a_p_stays_on_its_side_of_5_in_100(p: float, expected: float) -> None:
    assert rounded_p(p) == expected


def _handed_on(row: ChangeRow, margin: float, *, is_whole: bool = False) -> ChangeRow:
    rows: dict[str, Any] = dict.fromkeys(TABLES, ()) | {"changes": (row,)}
    tables = Tables(**rows)
    plan = RoundingPlan()
    plan.of((row.from_round, row.to_round)).whole |= {(row.measure, row.group)} if is_whole else set()
    return rounded_tables(tables, plan, margin).changes[0]


@given(
    ends=st.tuples(POINTS, POINTS).map(sorted),
    where=st.floats(0, 1),
    p=st.one_of(st.floats(1e-6, 1), st.floats(0.049, 0.051)),
    level=st.sampled_from(list(RULED_OUT)),
    people=st.sampled_from([5, 29, 30, 400]),
    margin=MARGINS,
    is_whole=st.booleans(),
)
def test_the_finding_of_a_row_follows_from_the_numbers_that_are_handed_on(
    ends: list[float], where: float, p: float, level: str, people: int, margin: float, is_whole: bool
) -> None:
    low, high = ends
    row = ChangeRow(
        "m", level, "g", "pre", "post", people, people, people, change=low + where * (high - low), ci_low=low,
        ci_high=high, p_adjusted=p, test="paired_t", verdict="increased",
    )  # fmt: skip
    marks = margin, margin * RULED_OUT[level]
    found = _handed_on(row, margin, is_whole=is_whole)
    assert verdict(found.ci_low, found.ci_high, found.p_adjusted, *marks) == verdict(low, high, p, *marks)
    assert found.ci_low is not None
    assert found.change is not None
    assert found.ci_high is not None
    assert found.ci_low <= found.change <= found.ci_high


@pytest.mark.parametrize("kind", ["matched", "all", "independent", *KINDS])
def test_every_row_of_a_made_result_says_what_its_numbers_say(kind: str) -> None:
    result = shared(made_result(kind))
    margin = result.settings.margin
    for row in result.changes:
        if row.reason == SPREAD:
            assert {row.ci_low, row.ci_high, row.p_adjusted, row.beyond_margin} == {None}
        elif row.verdict not in ("protected", "too_few", "mixed") and row.p_adjusted is not None:
            found = verdict(row.ci_low, row.ci_high, row.p_adjusted, margin, margin * RULED_OUT[row.level])
            assert (row.verdict, row.beyond_margin) == found
        assert row.verdict in VERDICTS
