"""The engines behind the exact tests agree with one another, and the bounds they rest on hold."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from metrics.exact import counting, inversion, tails
from metrics.exact.inversion import DrawInversion, FlipInversion, lowest_draws
from metrics.exact.nodes import Modulus, Window, open_nodes
from metrics.exact.tilting import NEGLECT, Steps

ROOT = Path(__file__).resolve().parents[3]


def some_sizes(generator: np.random.Generator, most: int, widest: int) -> tuple[np.ndarray, np.ndarray]:
    values = np.unique(generator.integers(1, widest, generator.integers(1, most)))
    return values, generator.integers(1, generator.integers(2, 60), values.size)


def some_draws(generator: np.random.Generator, widest: int) -> tuple[np.ndarray, np.ndarray, int, int]:
    """Values from 0, counts, draws and a total below the mean, often far out."""
    values = np.unique(np.append(generator.integers(1, widest, generator.integers(1, 4)), 0))
    counts = generator.integers(1, generator.integers(2, 60), values.size)
    size = int(counts.sum())
    draws = int(generator.integers(1, max(2, size // 2)))
    least = int(lowest_draws(counts, draws) @ values)
    mean = draws * int(values @ counts) / size
    return values, counts, draws, int(least + (mean - least) * generator.random() ** generator.choice([0.3, 1, 5]))


def test_inversion_equals_adding_up_for_coin_flips() -> None:
    generator = np.random.default_rng(1)
    for _ in range(400):
        values, counts = some_sizes(generator, 12, int(generator.choice([5, 60, 900])))
        at_most = int(values @ counts * 0.499 * generator.random() ** generator.choice([0.3, 1, 4]))
        known = counting.flip_tail(values, counts, at_most)
        assert FlipInversion(values, counts, at_most).tail() == pytest.approx(known, rel=1e-9)


def test_inversion_and_tables_equal_adding_up_for_draws() -> None:
    generator = np.random.default_rng(2)
    for _ in range(300):
        values, counts, draws, at_most = some_draws(generator, int(generator.choice([4, 30, 300])))
        known = counting.draw_tail(values, counts, draws, at_most)
        assert counting.table_tail(values, counts, draws, at_most) == pytest.approx(known, rel=1e-12)
        assert DrawInversion(values, counts, draws, at_most).tail() == pytest.approx(known, rel=1e-9)


@pytest.mark.parametrize(("n1", "n2", "levels"), [(1669, 1025, 3), (900, 400, 4)])
def test_inversion_equals_tables_in_large_samples(n1: int, n2: int, levels: int) -> None:
    generator = np.random.default_rng(levels)
    counts = generator.multinomial(n1 + n2, generator.dirichlet(np.full(levels, 5.0)))
    values = np.concatenate([[0], np.cumsum(counts[1:] + counts[:-1])])
    mean = n2 * int(values @ counts) / (n1 + n2)
    for away in (0.5, 3.0, 12.0):
        at_most = int(mean - away * n2**0.5 * values.std())
        known = counting.table_tail(values, counts, n2, at_most)
        assert DrawInversion(values, counts, n2, at_most).tail() == pytest.approx(known, rel=1e-9)


@pytest.mark.parametrize("p", [0.003, 0.5, 0.97])
@pytest.mark.parametrize("n", [1, 2, 30, 2000])
def test_binomial_probabilities(n: int, p: float) -> None:
    known = stats.binom.pmf(np.arange(n + 1), n, p)
    near = known > 1e-250
    assert counting.binomial(n, p)[near] == pytest.approx(known[near], rel=1e-9)


def test_what_lies_outside_the_span_is_negligible() -> None:
    generator = np.random.default_rng(3)
    for chance in (0.02, 0.5, 0.9):
        n = int(generator.integers(50, 3000))
        low, high = Steps(np.array([1]), np.array([n]), np.array([chance])).span()
        outside = stats.binom.cdf(low - 1, n, chance) + stats.binom.sf(high, n, chance)
        assert outside <= 2 * np.exp(-NEGLECT)
        assert high - low < 24 * np.sqrt(n * chance * (1 - chance)) + 60


def characteristic(steps: Steps, s: float, t: np.ndarray) -> np.ndarray:
    angles = s + np.multiply.outer(t, steps.values)
    return np.asarray(np.prod((1 - steps.chances + steps.chances * np.exp(1j * angles)) ** steps.counts, axis=1))


def test_nodes_passed_over_are_negligible() -> None:
    generator = np.random.default_rng(4)
    skipped = 0
    for _ in range(60):
        values, counts = some_sizes(generator, 9, 200)
        steps = Steps(values, counts, generator.uniform(0.1, 0.9, values.size))
        tail = Window.of_tail(steps, int(steps.mean), 1 / steps.spread)
        window, nodes = open_nodes(Modulus(steps), tail, turned=False)
        closed = np.setdiff1d(np.arange(window.period // 2 + 1), nodes)
        terms = characteristic(steps, 0.0, 2 * np.pi * closed / window.period) * window.transform(closed)
        assert np.all(np.abs(terms) <= np.exp(-NEGLECT) * (1 + 1e-6))
        skipped += closed.size
    assert skipped > 10_000


def test_nodes_and_arcs_passed_over_are_negligible_whatever_the_rotation() -> None:
    generator = np.random.default_rng(5)
    sizes, skipped = 24, 0
    for _ in range(40):
        values, counts, _, _ = some_draws(generator, 80)
        values = values - round(float(values.mean()))
        steps = Steps(values, 5 * counts, generator.uniform(0.1, 0.9, values.size))
        modulus = Modulus(steps)
        window, nodes = open_nodes(modulus, Window.of_tail(steps, int(steps.mean), 1 / steps.spread), turned=True)
        everything = np.arange(window.period // 2 + 1)
        angles = 2 * np.pi * everything / window.period
        first, length = modulus.arcs(np.exp(1j * np.multiply.outer(values, angles)), window.enough(angles), sizes)
        for turn in range(sizes):
            within = (turn - first) % sizes < length
            closed = np.union1d(np.setdiff1d(everything, nodes), everything[~within])
            terms = characteristic(steps, 2 * np.pi * turn / sizes, angles[closed]) * window.transform(closed)
            assert np.all(np.abs(terms) <= np.exp(-NEGLECT) * (1 + 1e-6))
            skipped += closed.size
    assert skipped > 10_000


def test_an_inversion_that_could_be_imprecise_gives_way_to_adding_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inversion, "_LEAST_MASS", 2.0)
    monkeypatch.setattr(tails, "_CHEAP", 0.0)
    monkeypatch.setattr(FlipInversion, "cost", lambda _: 0.0)
    monkeypatch.setattr(DrawInversion, "cost", lambda _: 0.0)
    values, counts = np.array([1, 2, 3]), np.array([4, 3, 2])
    assert FlipInversion(values, counts, 3).tail() is None
    assert tails.sign_flip_p(values, counts, 3) == 2 * counting.flip_tail(values, counts, 3)
    assert DrawInversion(values - 1, counts, 4, 1).tail() is None
    assert tails.draw_p(values, counts, 4, 5) > counting.draw_tail(values - 1, counts, 4, 1)


def test_scores_on_a_common_denominator_give_the_permutation_test_of_the_mean() -> None:
    generator = np.random.default_rng(6)
    first, second = generator.integers(0, 30, 9), generator.integers(5, 40, 8)
    pooled = np.concatenate([first, second])
    sums = pooled[np.array(list(combinations(range(17), 8)))].sum(axis=1)
    away = np.abs(17 * sums - 8 * pooled.sum()) >= abs(17 * second.sum() - 8 * pooled.sum())
    values, counts = np.unique(pooled, return_counts=True)
    assert tails.draw_p(values, counts, 8, int(second.sum())) == pytest.approx(float(away.mean()), rel=1e-12)


def test_the_exact_tests_load_no_more_than_they_need() -> None:
    # scipy.stats takes a second to load, and a screen waits for it.
    code = f"""
import sys, types
package = types.ModuleType("metrics")
package.__path__ = [{str(ROOT / "metrics")!r}]
sys.modules["metrics"] = package
import metrics.exact
print("scipy.stats" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout.strip() == "False"
