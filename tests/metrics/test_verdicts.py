"""Findings by rule: each line of the contract's table, and its edges."""

from __future__ import annotations

import pytest

from metrics.findings.verdicts import verdict
from metrics.tables.changes import ChangeRow


def row(change: float, p: float | None, low: float | None, high: float | None, smallest: float = 0.001) -> ChangeRow:
    return ChangeRow(
        "trust_index", "index", "ALL", "pre", "post", n_from=20, n_to=20, change=change,
        ci90_low=low, ci90_high=high, p=p, p_adjusted=p, smallest_p=smallest,
    )  # fmt: skip


def verdict_of(row: ChangeRow) -> str:
    return verdict(row, row.p_adjusted, margin=5.0)


@pytest.mark.parametrize(
    ("change", "p", "low", "high", "smallest", "finding"),
    [
        (8.0, 0.01, 3.0, 13.0, 0.001, "increased"),
        (-8.0, 0.01, -13.0, -3.0, 0.001, "decreased"),
        (2.0, 0.01, 1.0, 3.0, 0.001, "trivial"),
        (1.0, 0.30, -2.0, 4.0, 0.001, "equivalent"),
        (1.0, 0.30, -6.0, 8.0, 0.001, "inconclusive"),
        (0.0, 0.01, -9.0, 9.0, 0.001, "inconclusive"),
        (8.0, 0.05, 3.0, 13.0, 0.001, "increased"),
        (3.0, 0.30, 1.0, 5.0, 0.001, "inconclusive"),
        (8.0, 0.06, 3.0, 13.0, 0.0625, "too_few"),
        (8.0, None, None, None, 0.001, "inconclusive"),
    ],
)
def test_a_finding_follows_its_rule(
    change: float, p: float | None, low: float | None, high: float | None, smallest: float, finding: str
) -> None:
    assert verdict_of(row(change, p, low, high, smallest)) == finding


def test_a_row_without_numbers_is_protected() -> None:
    assert verdict_of(ChangeRow("trust_index", "index", "ALL", "pre", "post")) == "protected"


def test_a_change_that_is_zero_but_for_its_last_bits_is_neither_rise_nor_fall() -> None:
    assert verdict_of(row(4e-15, 0.02, -9.0, 9.0)) == "inconclusive"


def test_an_interval_that_ends_at_the_margin_is_not_inside_it() -> None:
    assert verdict_of(row(1.0, 0.30, -2.0, 5.0 - 1e-15)) == "inconclusive"
