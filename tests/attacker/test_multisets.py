"""Sets of values that fit, against trying all of them, and against the cases of which the solutions are known."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pytest

from tests.attacker.multisets import Sets


def by_spread(n: int, low: float, high: float) -> Sets:
    """Answers of a five-point item of which n and bounds of the SD (n − 1) are known, in quarters."""

    def squares(total: int) -> tuple[float, float]:
        return tuple((n - 1) * (sd / 25) ** 2 + total * total / n for sd in (low, high))  # type: ignore[return-value]

    return Sets(range(5), n, squares)


def test_five_people_with_mean_55_and_sd_11() -> None:
    """Fours and twos of a five-point item: 50, 50, 50, 50, 75 is all that fits."""
    found = by_spread(5, 10.5, 11.5).first(3, 5 * 54.5 / 25, 5 * 55.5 / 25)
    assert found == [(3, 2, 2, 2, 2)]


def test_more_solutions_where_the_spread_is_large() -> None:
    found = by_spread(9, 30.5, 31.5).first(3, 9 * 49.5 / 25, 9 * 50.5 / 25)
    assert found is not None
    assert len(found) == 3


@pytest.mark.parametrize("seed", range(30))
def test_it_is_what_trying_all_finds(seed: int) -> None:
    draw = np.random.default_rng(seed)
    values = sorted(set(draw.integers(-6, 7, 6).tolist()))
    n = int(draw.integers(1, 6))
    low, width = float(draw.integers(-10, 10)), float(draw.integers(0, 4))
    squares = float(draw.integers(0, 80)), float(draw.integers(80, 140))
    all_sets = list(combinations_with_replacement(values, n))
    signs_of = [(sum(v > 0 for v in s), sum(v == 0 for v in s), sum(v < 0 for v in s)) for s in all_sets]
    signs = signs_of[int(draw.integers(len(signs_of)))] if draw.random() < 0.5 else None
    known = {
        tuple(sorted(some))
        for some, own in zip(all_sets, signs_of, strict=True)
        if low <= sum(some) <= low + width
        and squares[0] <= sum(v * v for v in some) <= squares[1]
        and signs in (None, own)
    }
    found = Sets(values, n, lambda _: squares, signs).first(10_000, low, low + width)
    assert found is not None
    assert {tuple(sorted(some)) for some in found} == known
    assert len(found) == len(known)
