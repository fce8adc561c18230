"""Effect sizes of ranks of one measure: their signs and bounds. R's values are in ``test_effect_golden``."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.statistics import cliffs_delta
from metrics.statistics.effects.rank_effects import cliffs_delta_of_samples, rank_biserial_of_differences

SCORES = st.lists(st.integers(0, 4).map(lambda step: 25.0 * step), min_size=2, max_size=20)
DIFFERENCES = st.lists(st.integers(-4, 4).map(lambda step: 25.0 * step), min_size=1, max_size=20)


@given(SCORES, SCORES)
def test_swapping_rounds_turns_cliffs_delta(one: list[float], other: list[float]) -> None:
    there, back = cliffs_delta(one, other).value, cliffs_delta(other, one).value
    assert there is not None
    assert back is not None
    assert there == pytest.approx(-back, abs=1e-15)
    assert -1 <= there <= 1


@given(DIFFERENCES)
def test_rank_biserial_turns_with_the_signs_and_lies_between_its_bounds(values: list[float]) -> None:
    found, turned = (rank_biserial_of_differences(sign * np.array(values)) for sign in (1, -1))
    assert (found is None) == (turned is None) == (not any(values))
    assert found is None or (turned == -found and -1 <= found <= 1)


def test_nobody_has_no_effect() -> None:
    nobody, somebody = np.zeros(0), np.array([50.0])
    assert rank_biserial_of_differences(nobody) is None
    assert cliffs_delta_of_samples(nobody, somebody) is cliffs_delta_of_samples(somebody, nobody) is None
