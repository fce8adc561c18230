"""Every exact test against all signs or all splits of small samples with ties and zeros, n up to 10."""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import Literal

import numpy as np
import pytest

from metrics.statistics.exact import (
    mann_whitney_of_samples,
    mcnemar_of_counts,
    permutation_of_samples,
    sign_flip_of_differences,
    sign_test_of_differences,
    wilcoxon_of_differences,
)

CASES = 1500


def midranks(values: np.ndarray) -> np.ndarray:
    """Twice the midranks, whole numbers."""
    return np.array([2 * int((values < v).sum()) + int((values == v).sum()) + 1 for v in values])


def all_signs(steps: np.ndarray, rises: np.ndarray) -> float:
    """P(|T − E T| >= |t − E T|) over all signs, in whole numbers."""
    n = steps.size
    signs = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    away = np.abs(2 * (signs @ steps) - int(steps.sum()))
    return float((away >= abs(2 * int(steps[rises].sum()) - int(steps.sum()))).mean())


def all_splits(values: np.ndarray, second: int) -> float:
    """The same over all splits, the last `second` values being those observed."""
    n = values.size
    sums = np.array([values[list(chosen)].sum() for chosen in combinations(range(n), second)])
    away = np.abs(n * sums - second * int(values.sum()))
    return float((away >= abs(n * int(values[n - second :].sum()) - second * int(values.sum()))).mean())


@pytest.mark.parametrize("zeros", ["pratt", "wilcox"])
def test_wilcoxon_is_all_signs(zeros: Literal["pratt", "wilcox"]) -> None:
    rng = np.random.default_rng(1)
    for _ in range(CASES):
        d = rng.integers(-4, 5, rng.integers(1, 11))
        kept = d if zeros == "pratt" else d[d != 0]
        ranks = midranks(np.abs(kept)) if kept.size else np.zeros(0, dtype=int)
        moved = kept != 0
        known = all_signs(ranks[moved], kept[moved] > 0) if moved.any() else 1.0
        assert wilcoxon_of_differences(d.astype(float) * 12.5, zeros).p == pytest.approx(known, abs=1e-12)


def test_sign_flip_is_all_signs_of_the_scores() -> None:
    rng = np.random.default_rng(2)
    for _ in range(CASES):
        parts = int(rng.choice([1, 3, 7, 12]))
        d = rng.integers(-4 * parts, 4 * parts + 1, rng.integers(1, 11))
        found = sign_flip_of_differences(np.round(d * 25 / parts, 9))
        assert found.p == pytest.approx(all_signs(np.abs(d), d > 0), abs=1e-12)
        assert found.statistic == pytest.approx(d.mean() * 25 / parts, abs=1e-6)


def test_sign_test_is_all_signs_of_ones() -> None:
    rng = np.random.default_rng(3)
    for _ in range(CASES):
        d = rng.integers(-2, 3, rng.integers(1, 11))
        moved = d[d != 0]
        known = all_signs(np.ones(moved.size, dtype=int), moved > 0) if moved.size else 1.0
        assert sign_test_of_differences(d.astype(float)).p == pytest.approx(known, abs=1e-12)
        assert sign_test_of_differences(d.astype(float)).statistic == (d > 0).sum()


def test_mcnemar_is_the_binomial() -> None:
    for gained in range(11):
        for lost in range(11 - gained):
            n = gained + lost
            mass = [comb(n, k) / 2**n for k in range(n + 1)]
            away = abs(2 * gained - n)
            known = sum(m for k, m in enumerate(mass) if abs(2 * k - n) >= away)
            beyond = sum(m for k, m in enumerate(mass) if abs(2 * k - n) > away)
            found = mcnemar_of_counts(gained, lost)
            assert found.p == pytest.approx(known, abs=1e-12)
            if n and gained != lost:
                assert found.mid_p == pytest.approx((known + beyond) / 2, abs=1e-12)


@pytest.mark.parametrize("test", ["ranks", "means"])
def test_two_samples_are_all_splits(test: str) -> None:
    rng = np.random.default_rng(4)
    for _ in range(CASES):
        n = int(rng.integers(2, 11))
        second = int(rng.integers(1, n))
        parts = int(rng.choice([1, 3, 8]))
        values = rng.integers(0, 4 * parts + 1, n)
        scores = np.round(values * 25 / parts, 9)
        first, other = scores[: n - second], scores[n - second :]
        if test == "ranks":
            found, known = mann_whitney_of_samples(first, other).p, all_splits(midranks(values), second)
        else:
            found, known = permutation_of_samples(first, other).p, all_splits(values, second)
        assert found == pytest.approx(known, abs=1e-12)
