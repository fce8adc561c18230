"""Findings by rule: each line of the contract's table, and its edges."""

from __future__ import annotations

import pytest
from scipy import stats

from metrics.findings.verdicts import verdict
from metrics.statistics.power import detectable_change, noncentrality, power, smallest_p_pairs, smallest_p_samples
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


def test_six_pairs_are_the_fewest_that_can_be_significant() -> None:
    assert smallest_p_pairs(5) > 0.05 >= smallest_p_pairs(6) == 2**-5


def test_two_samples_of_four_are_the_fewest_that_can_be_significant() -> None:
    assert smallest_p_samples(4, 4) == pytest.approx(2 / 70)
    assert smallest_p_samples(3, 3) == pytest.approx(0.1)


def test_the_detectable_change_has_eighty_percent_power() -> None:
    # R 4.5.0: power.t.test(n = 28, sd = 1, power = 0.8, type = "paired", strict = TRUE)$delta * sqrt(28)
    # golden value of event16: se 2.31370733617006, df 27, detectable 6.72433078115015
    assert detectable_change(2.31370733617006, 27) == pytest.approx(6.72433078115015, rel=1e-6)
    assert noncentrality(1e6) == pytest.approx(1.959964 + 0.841621, abs=1e-4)


def test_nothing_is_said_of_what_could_be_seen_where_nobody_moved() -> None:
    assert detectable_change(0.0, 5) is None


def test_the_detectable_change_exists_at_every_number_of_degrees_of_freedom() -> None:
    for df in [0.4, 0.7, *range(1, 1200, 7), 908, *(1 + i / 97 for i in range(1200)), 245.47, 268.04]:
        assert power(df, noncentrality(float(df)))[0] == pytest.approx(0.8, abs=1e-9)


def test_the_power_is_that_of_the_noncentral_t() -> None:
    # scipy.stats 1.17: nct.sf(t.ppf(.975, df), df, nc) + nct.cdf(-t.ppf(.975, df), df, nc)
    for df, delta in ((1, 3.0), (2.5, 2.0), (5, 3.0), (27, 2.9), (500, 2.8)):
        critical = stats.t.ppf(0.975, df)
        expected = stats.nct.sf(critical, df, delta) + stats.nct.cdf(-critical, df, delta)
        assert power(df, delta)[0] == pytest.approx(expected, abs=1e-9)
        around = [power(df, delta + step)[0] for step in (-1e-4, 1e-4)]
        assert power(df, delta)[1] == pytest.approx((around[1] - around[0]) / 2e-4, rel=1e-6)


def test_a_change_that_is_zero_but_for_its_last_bits_is_neither_rise_nor_fall() -> None:
    assert verdict_of(row(4e-15, 0.02, -9.0, 9.0)) == "inconclusive"


def test_an_interval_that_ends_at_the_margin_is_not_inside_it() -> None:
    assert verdict_of(row(1.0, 0.30, -2.0, 5.0 - 1e-15)) == "inconclusive"
