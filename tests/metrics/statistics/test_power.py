"""What so few people could have shown: the detectable change against R and SciPy, and the smallest p."""

from __future__ import annotations

import pytest
from scipy import integrate, stats

from metrics.statistics.power import detectable_change, noncentrality, power_of, smallest_p_pairs, smallest_p_samples


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
        assert power_of(df, noncentrality(float(df)))[0] == pytest.approx(0.8, abs=1e-9)


def test_the_power_is_that_of_the_noncentral_t() -> None:
    # scipy.stats 1.17: nct.sf(t.ppf(.975, df), df, nc) + nct.cdf(-t.ppf(.975, df), df, nc)
    for df, delta in ((1, 3.0), (2.5, 2.0), (5, 3.0), (27, 2.9), (500, 2.8)):
        critical = stats.t.ppf(0.975, df)
        expected = stats.nct.sf(critical, df, delta) + stats.nct.cdf(-critical, df, delta)
        assert power_of(df, delta)[0] == pytest.approx(expected, abs=1e-9)
        around = [power_of(df, delta + step)[0] for step in (-1e-4, 1e-4)]
        assert power_of(df, delta)[1] == pytest.approx((around[1] - around[0]) / 2e-4, rel=1e-6)


@pytest.mark.parametrize("df", [1, 1.01, 1.5, 2, 3, 4.99, 5, 5.01, 8, 100])
@pytest.mark.parametrize("alpha", [0.05, 0.05 / 3, 0.05 / 60])
def test_the_power_of_a_strict_level_is_right_at_few_degrees_of_freedom_too(df: float, alpha: float) -> None:
    # Of T = (Z + δ)/S by scipy.integrate.quad over Z: SciPy's and R's noncentral t end at δ of about 37.
    delta, critical = noncentrality(df, alpha), stats.t.ppf(1 - alpha / 2, df)
    bend = max(-delta, -10.0)

    def density(z: float) -> float:
        return float(stats.norm.pdf(z) * stats.chi2.cdf(df * ((z + delta) / critical) ** 2, df))

    power = sum(integrate.quad(density, *ends, epsabs=1e-12, limit=300)[0] for ends in ((-10.0, bend), (bend, 10.0)))
    assert power == pytest.approx(0.8, abs=1e-9)


def test_a_higher_power_and_a_stricter_level_need_a_larger_change() -> None:
    plain = detectable_change(1.0, 20.0)
    surer, stricter = detectable_change(1.0, 20.0, power=0.9), detectable_change(1.0, 20.0, alpha=0.01)
    assert plain is not None
    assert surer is not None
    assert stricter is not None
    assert plain < surer < stricter
    assert power_of(20.0, surer)[0] == pytest.approx(0.9)
    assert power_of(20.0, stricter, alpha=0.01)[0] == pytest.approx(0.8)
