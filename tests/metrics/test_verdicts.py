"""Findings by rule: each line of the table, its edges, and that they say what their interval shows."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.findings.verdicts import VERDICTS, verdict, with_findings
from metrics.tables.changes import ChangeRow

POINTS = st.integers(-200, 200).map(lambda tenth: tenth / 10)


@pytest.mark.parametrize(
    ("low", "high", "p", "ruled_out", "finding", "beyond"),
    [
        (3.0, 13.0, 0.01, 5, "increased", False),
        (-13.0, -3.0, 0.01, 5, "decreased", False),
        (5.1, 13.0, 0.01, 5, "increased", True),
        (-13.0, -5.1, 0.01, 5, "decreased", True),
        (5.0, 13.0, 0.01, 5, "increased", False),
        (3.0, 13.0, 0.05, 5, "increased", False),
        (1.0, 3.0, 0.01, 5, "trivial", False),
        (-3.0, -1.0, 0.01, 5, "trivial", False),
        (-2.0, 4.0, 0.30, 5, "equivalent", False),
        (1.0, 4.0, 0.06, 5, "equivalent", False),
        (1.0, 5.0, 0.06, 5, "maybe_increased", False),
        (-8.0, -0.1, 0.06, 5, "maybe_decreased", False),
        (-6.0, 8.0, 0.30, 10, "bounded", False),
        (-4.0, 8.0, 0.30, 5, "not_decreased", False),
        (-8.0, 4.0, 0.30, 5, "not_increased", False),
        (-5.0, 5.0, 1.00, 5, "inconclusive", False),
        (-10.0, 8.0, 0.30, 10, "not_increased", False),
        (-6.0, 8.0, 0.30, 5, "inconclusive", False),
        (0.0, 8.0, 0.06, 5, "not_decreased", False),
        (None, None, None, 5, "inconclusive", False),
    ],
)
def test_a_finding_follows_its_rule(
    low: float | None, high: float | None, p: float | None, ruled_out: float, finding: str, beyond: bool
) -> None:
    assert verdict(low, high, p, 5, ruled_out) == (finding, beyond)


def test_so_few_people_that_no_p_could_be_small_are_too_few_whatever_the_interval() -> None:
    assert verdict(3.0, 13.0, 0.0625, 5, 5, too_few=True) == ("too_few", False)
    assert verdict(None, None, 0.0625, 5, 5, too_few=True) == ("too_few", False)


def test_a_test_and_a_mean_that_disagree_are_mixed() -> None:
    assert verdict(3.0, 13.0, 0.20, 5, 5, mixed=True) == ("mixed", False)


def test_an_end_that_is_a_mark_but_for_its_last_bits_lies_on_it() -> None:
    assert verdict(-2.0, 5.0 - 1e-13, 0.30, 5, 5)[0] == "not_decreased"
    assert verdict(1e-13, 9.0, 0.04, 5, 5)[0] == "not_decreased"


@given(POINTS, POINTS, st.floats(0.001, 1), st.sampled_from([5, 10]))
def test_a_finding_says_what_its_interval_shows(one: float, other: float, p: float, r: float) -> None:
    low, high = min(one, other), max(one, other)
    found, beyond = verdict(low, high, p, 5, r)
    holds_0 = low <= 0 <= high
    assert found in VERDICTS
    says_rise, says_fall = found in ("increased", "maybe_increased"), found in ("decreased", "maybe_decreased")
    assert not says_rise or low > 0
    assert not says_fall or high < 0
    assert found not in ("bounded", "not_decreased", "not_increased", "inconclusive") or holds_0
    assert found not in ("trivial", "equivalent") or (low > -5 and high < 5)
    assert found not in ("bounded", "not_decreased") or low > -r
    assert found not in ("bounded", "not_increased") or high < r
    assert not beyond or low > 5 or high < -5


@given(POINTS, POINTS, st.floats(0.001, 1), st.sampled_from([5, 10]))
def test_a_finding_turns_round_with_its_interval(one: float, other: float, p: float, r: float) -> None:
    low, high = min(one, other), max(one, other)
    swap = {"increased": "decreased", "maybe_increased": "maybe_decreased", "not_increased": "not_decreased"}
    swap |= {after: before for before, after in swap.items()}
    found, beyond = verdict(low, high, p, 5, r)
    assert verdict(-high, -low, p, 5, r) == (swap.get(found, found), beyond)


def _row(test: str, **fields: object) -> ChangeRow:
    return ChangeRow("trust_index", "index", "ALL", "pre", "post", test=test, **fields)  # type: ignore[arg-type]


def _verdict(row: ChangeRow) -> str | None:
    return with_findings([row], 5)[0].verdict


def test_a_row_without_numbers_is_protected() -> None:
    assert _verdict(_row("paired_t")) == "protected"


_RANKS = {"n_from": 40, "n_to": 40, "n_matched": 40, "rose": 36, "same": 0, "fell": 4}


def test_where_most_rose_a_little_and_a_few_fell_far_the_signed_ranks_and_the_mean_disagree() -> None:
    mean = {"change": -2.1, "ci_low": -6.0, "ci_high": 1.8}
    assert _verdict(_row("wilcoxon", p=0.001, effect_value=0.6, **_RANKS, **mean)) == "mixed"
    assert _verdict(_row("sign", p=0.001, statistic=36, **_RANKS, **mean)) == "mixed"
    assert _verdict(_row("paired_t", p=0.28, statistic=-1.1, **_RANKS, **mean)) == "not_increased"


@pytest.mark.parametrize("p", [0.001, 0.2])
def test_a_rank_test_that_points_the_other_way_is_mixed_however_sure_it_is(p: float) -> None:
    mean = {"change": -2.1, "ci_low": -6.0, "ci_high": 1.8}
    assert _verdict(_row("wilcoxon", p=p, effect_value=0.2, **_RANKS, **mean)) == "mixed"
    low = {"n_from": 10, "n_to": 10, "change": 3.0, "ci_low": -2.0, "ci_high": 8.0}
    assert _verdict(_row("mann_whitney", p=p, statistic=30.0, **low)) == "mixed"
    assert _verdict(_row("mann_whitney", p=0.2, statistic=60.0, **low)) == "not_decreased"


def test_every_verdict_can_be_reached() -> None:
    ends = (-20.0, -8.0, -4.0, -1.0, 1.0, 4.0, 8.0, 20.0)
    found = {
        verdict(low, high, p, 5, r)[0] for low, high, p, r in product(ends, ends, (0.01, 0.2), (5, 10)) if low < high
    }
    assert found == set(VERDICTS) - {"protected", "too_few", "mixed"}
