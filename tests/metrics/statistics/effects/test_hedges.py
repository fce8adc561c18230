"""Hedges' g_av: R's values, the factor J, the laws it obeys, and how often Bonett's interval holds the true value.

Values of R 4.5.0, base package, by the formulas themselves: ``lgamma`` for J, ``var``, ``cor``, ``qnorm(.975)``.
"""

from __future__ import annotations

from math import gamma, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.statistics import HedgesG, hedges_g_av
from metrics.statistics.effects.hedges import g_av_of_pairs, g_av_of_samples, unbiased
from surveys.model.survey import Floats

BEFORE = [25.0, 50.0, 50.0, 75.0, 37.5, 62.5, 40.0, 55.0]
AFTER = [50.0, 50.0, 75.0, 100.0, 50.0, 60.0, 65.0, 45.0]
DRUGS = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
"""``extra`` of R's ``sleep``, by ``group``."""

SCORES = st.lists(st.integers(0, 4).map(lambda step: 25.0 * step), min_size=3, max_size=20)


def three(found: HedgesG) -> list[float | None]:
    return [found.value, found.low, found.high]


@pytest.mark.parametrize(
    ("before", "after", "known"),
    [
        (BEFORE, AFTER, [0.6796785169380213, 0.0173899327989103, 1.4558862244977844]),
        (*DRUGS, [0.774043792531312, 0.284367371795823, 1.379994790903256]),
        (BEFORE[:3], AFTER[:3], [0.857374811659390, -0.494854956693589, 2.804256033452092]),
        ([50.0] * 8, AFTER, [0.866995168290941, -0.235377598599833, 2.069729492550087]),
    ],
    ids=["eight people", "sleep", "three people", "a constant round"],
)
def test_pairs_equal_r(before: list[float], after: list[float], known: list[float]) -> None:
    assert three(hedges_g_av(before, after, paired=True)) == pytest.approx(known, rel=1e-12)


@pytest.mark.parametrize(
    ("before", "after", "known"),
    [
        (BEFORE, AFTER, [0.695222620264273, -0.346882664157194, 1.820158821453889]),
        (BEFORE, AFTER[:5], [0.730320584094671, -0.535875377857710, 2.159799884011787]),
        (*DRUGS, [0.796484647153417, -0.131397746370589, 1.795759909069668]),
    ],
    ids=["eight and eight", "eight and five", "sleep"],
)
def test_two_samples_equal_r(before: list[float], after: list[float], known: list[float]) -> None:
    assert three(hedges_g_av(before, after, paired=False)) == pytest.approx(known, rel=1e-12)


def with_moments(mean: float, sd: float, beside: Floats, r: float = 0.0) -> Floats:
    """Scores with exactly this mean and standard deviation, and this correlation with others."""
    n = beside.size
    other = beside - beside.mean()
    drawn = np.random.default_rng(n).standard_normal(n)
    drawn -= drawn.mean()
    drawn -= other * (drawn @ other) / (other @ other)
    unit, free = (values / np.sqrt(values @ values / (n - 1)) for values in (other, drawn))
    return np.asarray(mean + sd * (r * unit + np.sqrt(1 - r**2) * free))


def test_bonetts_interval_is_that_of_the_examples_of_his_package() -> None:
    """The manual of R's statpsych, "unweighted standardizer".

    ``ci.stdmean.ps(.05, 110.4, 102.1, 15.3, 14.6, .75, 25)``; ``ci.stdmean2(.05, 35.1, 26.7, 7.32, 6.98, 30, 30)``.
    """
    before = with_moments(102.1, 14.6, np.arange(25.0))
    pairs = hedges_g_av(before, with_moments(110.4, 15.3, before, 0.75), paired=True)
    assert [pairs.low, pairs.high] == pytest.approx([0.2394905, 0.8705732], abs=5e-8)
    one, other = (with_moments(mean, sd, np.arange(30.0)) for mean, sd in ((26.7, 6.98), (35.1, 7.32)))
    samples = hedges_g_av(one, other, paired=False)
    assert [samples.low, samples.high] == pytest.approx([0.6170771, 1.731909], abs=5e-7)


def test_the_correction_equals_r_and_the_gamma_formula() -> None:
    known = [0.564189583547756, 0.888202907672751, 0.947213109079273, 0.992478054981403, 0.999249781179434]
    assert unbiased(np.array([2.0, 7.0, 14.5, 100.0, 1000.0])) == pytest.approx(known, rel=1e-11)
    assert unbiased(np.array([2.0, 3.0])) == pytest.approx([1 / sqrt(pi), sqrt(2 / 3) * gamma(1.5)], rel=1e-14)
    df = np.linspace(1.01, 300, 800)
    assert unbiased(df) == pytest.approx([gamma(x / 2) / (sqrt(x / 2) * gamma((x - 1) / 2)) for x in df], rel=2e-13)


def test_the_correction_of_many_people_nears_one() -> None:
    df = np.array([1e4, 1e6, 1e9])
    assert unbiased(df) == pytest.approx(1 - 3 / (4 * df - 1), abs=1e-8)
    assert unbiased(np.array([1e9]))[0] == pytest.approx(1, abs=1e-8)


def test_the_correction_is_not_defined_up_to_one_degree_of_freedom() -> None:
    assert np.isnan(unbiased(np.array([0.0, 0.5, 1.0]))).all()


def test_there_is_none_without_spread_or_with_too_few() -> None:
    same, one = [50.0] * 5, [50.0]
    for found in (
        hedges_g_av(same, same, paired=True),
        hedges_g_av(same, [75.0] * 5, paired=False),
        hedges_g_av(one, same, paired=False),
        hedges_g_av([0.0, 50.0], [25.0, 50.0], paired=True),
        hedges_g_av([50.0, 50.0], [25.0, 50.0], paired=True),
        hedges_g_av([0.1 + 0.2, 0.3], [0.3, 0.3], paired=False),
    ):
        assert three(found) == [None, None, None]


def test_where_nobody_moved_it_is_zero_with_a_point_for_an_interval() -> None:
    assert three(hedges_g_av(BEFORE, BEFORE, paired=True)) == pytest.approx([0, 0, 0], abs=1e-12)


def test_a_person_who_lacks_a_round_counts_in_the_other_of_two_samples_only() -> None:
    before, after = np.array([BEFORE]).T, np.array([AFTER]).T
    after[5:] = np.nan
    assert g_av_of_pairs(before, after) == g_av_of_pairs(before[:5], after[:5])
    assert g_av_of_samples(before, after) == g_av_of_samples(before, after[:5])


def test_a_measure_does_not_depend_on_the_others() -> None:
    scores = np.random.default_rng(1).normal(50, 20, (2, 40, 6))
    scores[scores > 75] = np.nan
    for effects in (g_av_of_pairs, g_av_of_samples):
        whole = effects(scores[0], scores[1])
        assert [whole[index] for index in (4, 1)] == effects(scores[0][:, [4, 1]], scores[1][:, [4, 1]])


@given(SCORES, SCORES, st.booleans())
def test_swapping_rounds_turns_it(one: list[float], other: list[float], paired: bool) -> None:
    size = min(len(one), len(other)) if paired else 20
    there, back = (hedges_g_av(a[:size], b[:size], paired=paired) for a, b in ((one, other), (other, one)))
    turned = [None if x is None else -x for x in (back.value, back.high, back.low)]
    assert three(there) == [None if x is None else pytest.approx(x, abs=1e-9) for x in turned]


@given(SCORES, SCORES, st.booleans(), st.integers(-50, 50), st.sampled_from([0.01, 0.5, 3.0, 1000.0]))
def test_another_unit_changes_nothing(
    one: list[float], other: list[float], paired: bool, shift: int, scale: float
) -> None:
    size = min(len(one), len(other)) if paired else 20
    moved = ([shift + scale * x for x in scores[:size]] for scores in (one, other))
    plain = three(hedges_g_av(one[:size], other[:size], paired=paired))
    assert three(hedges_g_av(*moved, paired=paired)) == [
        None if x is None else pytest.approx(x, abs=1e-6, rel=1e-6) for x in plain
    ]


def simulated(n: int, change: float, seed: int, runs: int = 4_000) -> tuple[Floats, Floats]:
    """Normal scores of pairs, correlation 0.5, shapes (people, runs); the true g_av is `change`."""
    random = np.random.default_rng(seed)
    brought, *own = random.standard_normal((3, n, runs)) * sqrt(0.5)
    return brought + own[0], brought + own[1] + change


@pytest.mark.parametrize(("n", "change"), [(8, 0.0), (8, 0.5), (30, 0.5)])
def test_on_average_it_is_the_true_value_and_the_interval_holds_it(n: int, change: float) -> None:
    before, after = simulated(n, change, seed=20230314)
    for effects, least in ((g_av_of_pairs, 0.92), (g_av_of_samples, 0.92)):
        found = np.array([[one.value, one.low, one.high] for one in effects(before, after)], dtype=np.float64)
        assert found[:, 0].mean() == pytest.approx(change, abs=4 * found[:, 0].std() / sqrt(len(found)))
        assert ((found[:, 1] <= change) & (change <= found[:, 2])).mean() > least
