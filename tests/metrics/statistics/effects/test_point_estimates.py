"""Effect sizes of one measure: their formulas, their bounds, and Hedges' correction."""

from __future__ import annotations

from math import gamma, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.statistics import cliffs_delta, hedges_g_av
from metrics.statistics.effects import (
    overlapping_effects,
    paired_effects,
    rank_biserial_of_differences,
    two_sample_effects,
)
from metrics.statistics.effects.standardised import unbiased

SCORES = st.lists(st.integers(0, 4).map(lambda step: 25.0 * step), min_size=2, max_size=20)
DIFFERENCES = st.lists(st.integers(-4, 4).map(lambda step: 25.0 * step), min_size=1, max_size=20)


def test_hedges_correction_equals_the_gamma_formula() -> None:
    df = np.concatenate([np.linspace(1.01, 60, 800), [15.999999, 16.0, 100.0, 300.0]])
    known = [gamma(x / 2) / (sqrt(x / 2) * gamma((x - 1) / 2)) for x in df]
    assert unbiased(df) == pytest.approx(known, rel=2e-13)


def test_hedges_correction_of_many_people_nears_its_approximation() -> None:
    df = np.array([1e4, 1e6, 1e9])
    assert unbiased(df) == pytest.approx(1 - 3 / (4 * df - 1), abs=1e-8)


def test_hedges_correction_is_not_defined_up_to_one_degree_of_freedom() -> None:
    assert np.isnan(unbiased(np.array([0.0, 0.5, 1.0]))).all()


def test_g_av_by_hand() -> None:
    before, after = np.array([25.0, 50.0, 50.0, 75.0]), np.array([50.0, 50.0, 75.0, 100.0])
    spread = sqrt((before.var(ddof=1) + after.var(ddof=1)) / 2)
    correction = gamma(1.5) / (sqrt(1.5) * gamma(1))
    assert hedges_g_av(before, after, paired=True).value == pytest.approx(18.75 / spread * correction)


def test_g_av_is_none_without_spread_or_with_too_few() -> None:
    same, one = np.full(5, 50.0), np.array([50.0])
    assert hedges_g_av(same, same, paired=True).value is None
    assert hedges_g_av(one, same, paired=False).value is None
    assert hedges_g_av(np.array([0.0, 50.0]), np.array([25.0, 50.0]), paired=True).value is None
    assert hedges_g_av(same, np.array([0.0, 25.0, 75.0]), paired=False).value is not None


@given(SCORES, SCORES)
def test_swapping_rounds_turns_every_effect(one: list[float], other: list[float]) -> None:
    size = min(len(one), len(other))
    first, second = np.array(one[:size]), np.array(other[:size])
    there, back = cliffs_delta(first, second).value, cliffs_delta(second, first).value
    assert there is not None
    assert back is not None
    assert there == pytest.approx(-back, abs=1e-15)
    forth, back = rank_biserial_of_differences(second - first), rank_biserial_of_differences(first - second)
    assert (forth is None) == (back is None)
    assert forth is None or back is None or forth == -back
    there, again = (hedges_g_av(*both, paired=False).value for both in ((first, second), (second, first)))
    assert there is None or again is None or there == pytest.approx(-again, abs=1e-12)


@given(DIFFERENCES)
def test_rank_biserial_lies_between_its_bounds(values: list[float]) -> None:
    found = rank_biserial_of_differences(np.array(values))
    assert found is None or -1 <= found <= 1


@given(SCORES, SCORES)
def test_the_effects_of_a_group_are_those_of_its_measures(one: list[float], other: list[float]) -> None:
    size = min(len(one), len(other))
    first, second = np.array(one[:size]), np.array(other[:size])
    columns = first[:, None], second[:, None]
    for resamples in (0, 9):
        found = paired_effects(second[:, None] - first[:, None], seed=0, resamples=resamples)[0].value
        assert found == rank_biserial_of_differences(second - first)
    assert two_sample_effects(*columns, seed=0, resamples=0)[0].value == pytest.approx(
        cliffs_delta(first, second).value, abs=1e-14
    )
    for estimand, pairs in (("all", False), ("matched", True)):
        average = overlapping_effects(*columns, seed=0, resamples=0, estimand=estimand)[0].value
        known = hedges_g_av(first, second, paired=pairs).value
        assert average == (None if known is None else pytest.approx(known, abs=1e-11))
