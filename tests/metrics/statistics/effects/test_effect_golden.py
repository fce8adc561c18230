"""The effect beside each test, against R 4.5.0 by hand from the same spreadsheets (``tests/data/golden``)."""

from __future__ import annotations

from math import exp, lgamma, sqrt
from typing import Any

import numpy as np
import pytest

from metrics.model.settings import TESTS
from metrics.statistics.effects import EFFECTS, Effect, effect_of, effects_of
from surveys.model.survey import Floats

CHOICES = [(estimand, test) for estimand, tests in TESTS.items() for test in tests]


def test_effects_of_ranks_come_with_tests_of_ranks_only() -> None:
    ranks = {"wilcoxon": "rank_biserial", "mann_whitney": "cliffs_delta", "brunner_munzel": "cliffs_delta"}
    assert {test: effect_of(test) for _, test in CHOICES} == {
        test: ranks.get(test, "hedges_g_av") for _, test in CHOICES
    }
    assert {effect_of(test) for _, test in CHOICES} == set(EFFECTS)


def correction(df: float) -> float:
    return exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)


def known_value(row: dict[str, Any], test: str, before: Floats, after: Floats) -> float | None:
    """R's value; its g_av of pairs has J at n − 1 degrees of freedom, which is here taken to 2(n − 1)/(1 + r²)."""
    value: float | None = row["effects"][effect_of(test)]["value"]
    if value is None or row["estimand"] != "matched" or effect_of(test) != "hedges_g_av":
        return value
    both = ~np.isnan(before) & ~np.isnan(after)
    one, other = before[both], after[both]
    r = float(np.corrcoef(one, other)[0, 1]) if np.ptp(one) > 0 and np.ptp(other) > 0 else 0.0
    df = one.size - 1
    return value / correction(df) * correction(2 * df / (1 + r * r))


@pytest.mark.parametrize(("estimand", "test"), CHOICES)
def test_effects_equal_r(golden: Any, estimand: str, test: str) -> None:
    checked = 0
    for before, after, rows in golden.cells(estimand):
        found = effects_of(before, after, estimand, test)
        for column, (effect, row) in enumerate(zip(found, rows, strict=True)):
            if effect_of(test) in row["effects"]:
                known = known_value(row, test, before[:, column], after[:, column])
                assert effect.value == (None if known is None else pytest.approx(known, abs=1e-9)), row
                checked += 1
    assert checked > 80


@pytest.mark.parametrize(("estimand", "test"), CHOICES)
def test_an_interval_stands_beside_g_av_of_pairs_and_of_two_samples_only(golden: Any, estimand: str, test: str) -> None:
    has_interval = effect_of(test) == "hedges_g_av" and estimand != "all"
    for before, after, _ in golden.cells(estimand):
        for effect in effects_of(before, after, estimand, test):
            assert (effect.low is not None) == (effect.high is not None) == (has_interval and effect.value is not None)


def test_measures_that_nobody_has_have_no_effect() -> None:
    nothing, some = np.full((9, 1), np.nan), np.arange(9.0)[:, None]
    for estimand, test in CHOICES:
        assert effects_of(nothing, some, estimand, test) == effects_of(some, nothing, estimand, test) == [Effect(None)]
        assert effects_of(np.zeros((0, 2)), np.zeros((0, 2)), estimand, test) == [Effect(None)] * 2
