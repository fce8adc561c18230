"""The bounds that an inversion rests on hold: what it leaves out is negligible."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from metrics.statistics.exact.inversion import _flip_span
from metrics.statistics.exact.nodes import BOUNDS, Modulus, Window, open_nodes
from metrics.statistics.exact.tilting import NEGLECT, Steps

LEFT_OUT = np.exp(-NEGLECT)


def some_steps(generator: np.random.Generator, most: int, widest: int) -> Steps:
    values = np.unique(generator.integers(1, widest, generator.integers(1, most)))
    counts = generator.integers(1, generator.integers(2, 60), values.size)
    return Steps(values, counts, generator.uniform(0.05, 0.95, values.size))


def characteristic(steps: Steps, s: float, t: np.ndarray) -> np.ndarray:
    angles = s + np.multiply.outer(t, steps.values)
    return np.asarray(np.prod((1 - steps.chances + steps.chances * np.exp(1j * angles)) ** steps.counts, axis=1))


@pytest.mark.parametrize("bound", BOUNDS.values())
def test_the_logarithm_lies_above_its_bound(bound: tuple[float, float]) -> None:
    y = np.linspace(0, 1, 200_001)[:-1]
    assert np.all(-np.log1p(-y) / 2 >= bound[0] * y + bound[1] * y**2 - 1e-15)


@pytest.mark.parametrize("chance", [0.02, 0.5, 0.9])
def test_what_lies_outside_the_span_is_negligible(chance: float) -> None:
    for n in (50, 400, 3000):
        low, high = Steps(np.array([1]), np.array([n]), np.array([chance])).span()
        outside = stats.binom.cdf(low - 1, n, chance) + stats.binom.sf(high, n, chance)
        assert outside <= 2 * LEFT_OUT
        assert high - low < 24 * np.sqrt(n * chance * (1 - chance)) + 60


@pytest.mark.parametrize("chance", [0.2, 0.5])
def test_what_lies_outside_the_span_of_coins_is_negligible(chance: float) -> None:
    for n in (50, 400, 3000):
        low, high = _flip_span(n * chance, n**0.5 / 2, n)
        assert stats.binom.cdf(low - 1, n, chance) + stats.binom.sf(high, n, chance) <= 2 * LEFT_OUT


@pytest.mark.parametrize("decay", [None, 0.3, 1.0, 30.0])
def test_a_windows_own_sum_is_at_most_the_period_over_the_node(decay: float | None) -> None:
    for length in (1, 2, 7, 90):
        window = Window(40, length, decay or 1e-300, 200)
        nodes = np.arange(1, 101)
        assert np.all(np.abs(window.transform(nodes)) <= window.period / nodes * (1 + 1e-12))


def test_a_windows_own_sum_is_that_of_its_values() -> None:
    nodes = np.arange(101)
    for decay, length in ((1e-300, 33), (0.2, 33), (0.2, 90)):
        window = Window(40, length, decay, 200)
        d = np.arange(length)
        terms = np.exp(-decay * d) * np.exp(-2j * np.pi * np.multiply.outer(nodes, 40 - d) / 200)
        assert window.transform(nodes) == pytest.approx(terms.sum(axis=1), abs=1e-11)
    middle = np.exp(2j * np.pi * nodes * (40 - 16) / 200)
    flat = Window(40, 33, 1e-300, 200)
    assert flat.evenly(nodes) == pytest.approx((flat.transform(nodes) * middle).real, abs=1e-11)


def left_out(terms: np.ndarray, window: Window) -> float:
    """What the nodes and their mirror images would add to the mass, at most."""
    return float(2 * np.abs(terms).sum() / window.period)


@pytest.mark.parametrize("worth", [0, 20_000])
def test_nodes_passed_over_are_negligible(monkeypatch: pytest.MonkeyPatch, worth: int) -> None:
    monkeypatch.setattr("metrics.statistics.exact.nodes._WORTH_CUTTING", worth)
    generator = np.random.default_rng(4)
    skipped = 0
    for _ in range(60):
        steps = some_steps(generator, int(generator.choice([4, 9, 60])), 200)
        tail = Window.of_tail(steps.span(), int(steps.mean), 1 / steps.spread)
        window, nodes = open_nodes(Modulus(steps), tail, steps.values.size, turned=False)
        assert np.all(np.diff(nodes) > 0)
        closed = np.setdiff1d(np.arange(window.period // 2 + 1), nodes)
        terms = characteristic(steps, 0.0, 2 * np.pi * closed / window.period) * window.transform(closed)
        assert left_out(terms, window) <= LEFT_OUT
        skipped += closed.size
    assert skipped > 10_000


def test_nodes_and_arcs_passed_over_are_negligible_whatever_the_rotation() -> None:
    generator = np.random.default_rng(5)
    sizes, skipped = 24, 0
    for _ in range(40):
        some = some_steps(generator, 8, 80)
        if some.values.size == 1:
            continue
        values = some.values - round(float(some.values.mean()))
        steps = Steps(values, 5 * some.counts, some.chances)
        modulus = Modulus(steps)
        tail = Window.of_tail(steps.span(), int(steps.mean), 1 / steps.spread)
        window, nodes = open_nodes(modulus, tail, values.size * sizes, turned=True)
        everything = np.arange(window.period // 2 + 1)
        angles = 2 * np.pi * everything / window.period
        first, length = modulus.arcs(np.exp(1j * np.multiply.outer(values, angles)), window.enough(), sizes)
        for turn in range(sizes):
            within = (turn - first) % sizes < length
            closed = np.union1d(np.setdiff1d(everything, nodes), everything[~within])
            terms = characteristic(steps, 2 * np.pi * turn / sizes, angles[closed]) * window.transform(closed)
            assert left_out(terms, window) <= LEFT_OUT
            skipped += closed.size
    assert skipped > 10_000


def test_equal_chances_need_one_transform_for_the_same_bound() -> None:
    generator = np.random.default_rng(6)
    values = np.unique(generator.integers(-50, 50, 12))
    counts = generator.integers(1, 9, values.size)
    for cells in (32, 40, 48):
        for turned in (False, True):
            modulus = Modulus(Steps(values, counts, np.full(values.size, 0.3)))
            known = modulus.at(2 * np.pi * np.arange(cells // 2 + 1) / cells, turned=turned)
            assert modulus.on_grid(cells, turned=turned) == pytest.approx(known, abs=1e-10)
