"""The Hodges-Lehmann shift: against all pairs, and the laws it obeys."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.statistics.effects import hodges_lehmann_of_differences, hodges_lehmann_of_samples, shift
from surveys.model.survey import Floats

FIVE = st.lists(st.integers(-4, 4).map(lambda step: 25.0 * step), min_size=1, max_size=40)
THIRDS = st.lists(st.integers(-30, 30).map(lambda step: round(100 * step / 7, 9)), min_size=1, max_size=40)
ANY = st.lists(st.integers(-(10**11), 10**11).map(lambda step: step / 1e9), min_size=1, max_size=40)


def of_pairs(differences: Floats) -> float:
    one, other = np.triu_indices(differences.size)
    return float(np.median((differences[one] + differences[other]) / 2))


def of_samples(first: Floats, second: Floats) -> float:
    return float(np.median(second[None, :] - first[:, None]))


@pytest.mark.parametrize("few", [0, 2_000])
@given(st.one_of(FIVE, THIRDS, ANY), st.one_of(FIVE, THIRDS, ANY))
@settings(max_examples=300, deadline=None)
def test_the_shift_is_the_median_over_all_pairs(few: int, one: list[float], other: list[float]) -> None:
    first, second = np.array(one), np.array(other)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shift, "_FEW", few)
        assert hodges_lehmann_of_differences(first) == pytest.approx(of_pairs(first), abs=1e-9)
        assert hodges_lehmann_of_samples(first, second) == pytest.approx(of_samples(first, second), abs=1e-9)


@pytest.mark.parametrize("people", [61, 400, 901])
def test_the_shift_of_many_people_is_the_median_over_all_pairs(people: int) -> None:
    generator = np.random.default_rng(people)
    for differences in (
        generator.integers(-4, 5, people).astype(float) * 25,
        generator.normal(2, 20, people).round(9),
        np.concatenate([generator.normal(-50, 1, people), generator.normal(50, 1, people)]).round(9),
        np.where(generator.random(people) < 0.5, 0.0, generator.normal(0, 1, people)).round(9),
    ):
        assert hodges_lehmann_of_differences(differences) == pytest.approx(of_pairs(differences), abs=1e-9)
        half = differences[: people // 2], differences[people // 2 :]
        assert hodges_lehmann_of_samples(*half) == pytest.approx(of_samples(*half), abs=1e-9)


def test_nobody_has_no_shift() -> None:
    nobody, somebody = np.zeros(0), np.ones(3)
    assert hodges_lehmann_of_differences(nobody) is None
    assert hodges_lehmann_of_samples(nobody, somebody) is None
    assert hodges_lehmann_of_samples(somebody, nobody) is None


@given(st.one_of(FIVE, THIRDS))
def test_turning_signs_turns_the_shift(values: list[float]) -> None:
    differences = np.array(values)
    found = hodges_lehmann_of_differences(differences)
    assert found is not None
    assert hodges_lehmann_of_differences(-differences) == -found


@given(st.one_of(FIVE, THIRDS), st.one_of(FIVE, THIRDS))
def test_swapping_samples_turns_the_shift(one: list[float], other: list[float]) -> None:
    first, second = np.array(one), np.array(other)
    found = hodges_lehmann_of_samples(first, second)
    assert found is not None
    assert hodges_lehmann_of_samples(second, first) == -found


def test_order_does_not_matter() -> None:
    generator = np.random.default_rng(2)
    differences = generator.normal(0, 10, 500).round(9)
    assert hodges_lehmann_of_differences(differences) == hodges_lehmann_of_differences(
        generator.permutation(differences)
    )
