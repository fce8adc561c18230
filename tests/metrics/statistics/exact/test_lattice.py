"""The whole numbers behind scores: found from 9 decimals, and never a coarser or finer grid than the scores'."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.statistics.exact import NoLatticeError
from metrics.statistics.exact.lattice import lattice


def rounded(scores: list[Fraction]) -> np.ndarray:
    return np.array([float(score) for score in scores]).round(9)


def is_exact(scores: list[Fraction]) -> bool:
    found = lattice(rounded(scores))
    whole = [Fraction(int(number), found.denominator) for number in found.numbers]
    return whole == scores and found.slack == 0


@pytest.mark.parametrize("scale", [2, 3, 5, 7, 10, 11, 101])
def test_answers_on_a_scale_are_found(scale: int) -> None:
    assert is_exact([Fraction(100 * step, scale - 1) for step in range(scale)])


def test_means_of_dimensions_of_three_to_five_items_are_found() -> None:
    dimensions = [Fraction(25 * total, items) for items in (3, 4, 5) for total in range(0, 4 * items, 3)]
    assert is_exact([sum(some, Fraction()) / 3 for some in product(dimensions, repeat=3)])


def test_weighted_means_with_some_dimensions_missing_are_found() -> None:
    weights = (7, 6, 4, 3)
    scores = [Fraction(100, 3), Fraction(175, 4), Fraction(20), Fraction(50)]
    means = [
        sum((w * s for w, s, kept in zip(weights, scores, present, strict=True) if kept), Fraction())
        / sum(w for w, kept in zip(weights, present, strict=True) if kept)
        for present in product([True, False], repeat=4)
        if sum(present) >= 3
    ]
    assert is_exact(means)
    assert lattice(rounded(means)).denominator != 720_720


@pytest.mark.parametrize("prime", [17, 23, 997, 65_537, 999_983, 1_999_993])
def test_a_denominator_that_is_no_usual_one_is_found(prime: int) -> None:
    generator = np.random.default_rng(prime)
    scores = [Fraction(int(step), prime) for step in generator.integers(-100 * prime, 100 * prime, 40)]
    found = lattice(rounded(scores))
    assert found.denominator == prime
    assert is_exact(scores)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(-2000, 2000), st.integers(1, 14)), min_size=1, max_size=30))
def test_any_small_fractions_are_found(pairs: list[tuple[int, int]]) -> None:
    assert is_exact([Fraction(top, bottom) for top, bottom in pairs])


def test_numbers_without_a_common_denominator_lie_on_the_lattice_of_their_decimals() -> None:
    scores = np.random.default_rng(1).normal(0, 20, 30).round(9)
    found = lattice(scores)
    assert found.denominator == 10**9
    assert found.numbers / 1e9 == pytest.approx(scores, abs=1e-15)
    assert found.slack == 16


def test_two_scores_that_differ_by_a_millionth_are_told_apart() -> None:
    found = lattice(np.array([33.333333333, 33.333334333]))
    assert found.numbers[1] > found.numbers[0]


def test_zeros_alone_lie_on_every_lattice() -> None:
    assert lattice(np.zeros(3)).numbers.tolist() == [0, 0, 0]


def test_scores_too_large_for_nine_decimals_are_refused() -> None:
    with pytest.raises(NoLatticeError, match="9 decimals"):
        lattice(np.array([np.pi * 1e12, np.e * 1e12]))
    assert lattice(np.array([3e10, 5e10])).numbers[0] > 0
