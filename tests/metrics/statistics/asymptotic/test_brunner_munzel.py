"""The Brunner–Munzel test: against R and SciPy, a published example, and the laws of ranks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.statistics.asymptotic import BrunnerMunzel, brunner_munzel_of_samples
from surveys.model.survey import Floats
from tests.metrics.statistics.asymptotic.conftest import Golden, rounded

SAMPLE = st.lists(st.integers(0, 8), min_size=2, max_size=20).map(lambda x: np.array(x, dtype=float))


def test_brunner_munzel_is_that_of_r(golden: Golden) -> None:
    """R 4.5.0, by hand, t reference; positive where the later round is higher."""
    rows = list(golden.tests("brunner_munzel"))
    for row, known in rows:
        first, second = map(rounded, golden.samples(row["measure"], row["group"]))
        found = brunner_munzel_of_samples(first, second)
        assert found.reason is None
        for number in ("statistic", "df", "p"):
            assert getattr(found, number) == pytest.approx(known[number], rel=1e-9, abs=1e-12), (row, number)
    assert len(rows) > 90


def test_the_published_example_has_its_numbers() -> None:
    """Brunner & Munzel 2000, pain scores; R's ``lawstat::brunner.munzel.test``: 3.1375, df 17.683, p 0.005786."""
    active = np.array([1.0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1])
    placebo = np.array([3.0, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4])
    found = brunner_munzel_of_samples(active, placebo)
    assert found.statistic == pytest.approx(3.1375, abs=5e-5)
    assert found.df == pytest.approx(17.683, abs=5e-4)
    assert found.p == pytest.approx(0.005786, abs=5e-7)


@given(SAMPLE, SAMPLE)
def test_brunner_munzel_is_that_of_scipy(first: Floats, second: Floats) -> None:
    found = brunner_munzel_of_samples(first, second)
    if found.reason is None:
        known = stats.brunnermunzel(first, second)
        assert found.statistic == pytest.approx(known.statistic, rel=1e-9, abs=1e-12)
        assert found.p == pytest.approx(known.pvalue, rel=1e-9)
    elif found.reason == "all_equal":
        assert np.unique(np.concatenate([first, second])).size == 1
    else:
        assert found.reason == "no_overlap"
        assert first.max() < second.min() or second.max() < first.min()


@given(SAMPLE, SAMPLE)
def test_laws_of_brunner_munzel(first: Floats, second: Floats) -> None:
    found, back = brunner_munzel_of_samples(first, second), brunner_munzel_of_samples(second, first)
    assert found.reason == back.reason
    assert brunner_munzel_of_samples(first**3 + 7, second**3 + 7) == found
    assert brunner_munzel_of_samples(first[::-1], second[::-1]) == found
    if found.statistic is not None and back.statistic is not None:
        assert back.statistic == pytest.approx(-found.statistic, abs=1e-12)
        assert (back.df, back.p) == pytest.approx((found.df, found.p))


def test_samples_without_overlap_have_no_test() -> None:
    low, high = np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0])
    assert brunner_munzel_of_samples(low, high) == BrunnerMunzel(None, None, None, "no_overlap")
    assert brunner_munzel_of_samples(high, low) == BrunnerMunzel(None, None, None, "no_overlap")
    assert brunner_munzel_of_samples(low, np.array([3.0, 5.0])).reason is None


def test_samples_of_one_value_have_no_test() -> None:
    assert brunner_munzel_of_samples(np.full(3, 50.0), np.full(4, 50.0)).reason == "all_equal"


def test_one_person_in_a_sample_is_too_few() -> None:
    assert brunner_munzel_of_samples(np.array([1.0]), np.array([0.0, 2.0])) == BrunnerMunzel(
        None, None, None, "too_few"
    )
    assert brunner_munzel_of_samples(np.array([0.0, 2.0]), np.array([])).reason == "too_few"
