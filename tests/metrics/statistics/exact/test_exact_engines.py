"""The engines behind the exact tests agree with whole numbers and with one another."""

from __future__ import annotations

import math
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from metrics.statistics.exact import NoLatticeError, draws, flips, inversion, tails
from metrics.statistics.exact.binomial import binomial
from metrics.statistics.exact.inversion import DrawInversion, FlipInversion

ROOT = Path(__file__).resolve().parents[4]

Flips = tuple[list[int], list[int], int]
Draws = tuple[list[int], list[int], int, int, int]


def some_flips(generator: np.random.Generator, most: int = 12, often: int = 60) -> Flips:
    """Sizes, counts and a total below the middle, often far out."""
    widest = int(generator.choice([5, 60, 900]))
    values = np.unique(generator.integers(1, widest, generator.integers(1, most)))
    counts = generator.integers(1, generator.integers(2, often), values.size)
    at_most = int(values @ counts * 0.499 * generator.random() ** generator.choice([0.3, 1, 4]))
    return values.tolist(), counts.tolist(), at_most


def some_draws(generator: np.random.Generator, widest: int, often: int = 60) -> Draws:
    """Values from 0, counts, a number drawn, and a total on each side of the mean, often far out."""
    values = np.unique(np.append(generator.integers(1, widest, generator.integers(1, 5)), 0))
    counts = generator.integers(1, generator.integers(2, often), values.size)
    drawn = int(generator.integers(1, max(2, counts.sum() // 2)))
    mean = drawn * int(values @ counts) / int(counts.sum())
    asked = values.tolist(), counts.tolist(), drawn
    least, most = draws.smallest_sum(*asked), draws.largest_sum(*asked)
    out = generator.random() ** generator.choice([0.3, 1, 5])
    below, above = math.floor(least + (mean - least) * out), math.ceil(most - (most - mean) * out)
    return *asked, min(below, math.ceil(mean) - 1), max(above, math.floor(mean) + 1)


def by_ways_of_flips(values: list[int], counts: list[int], at_most: int) -> float:
    """The number of ways to each total, a step at a time."""
    ways = Counter({0: 1})
    for step in flips.every_step(values, counts):
        for total, known in list(ways.items()):
            ways[total + step] += known
    return _share(sum(known for total, known in ways.items() if total <= at_most), 2 ** sum(counts))


def by_ways_of_draws(values: list[int], counts: list[int], drawn: int, below: int, above: int) -> float:
    """The number of ways to each number drawn and sum, a value at a time."""
    ways = Counter({(0, 0): 1})
    for step in flips.every_step(values, counts):
        for (taken, total), known in list(ways.items()):
            if taken < drawn:
                ways[taken + 1, total + step] += known
    far = sum(known for (taken, total), known in ways.items() if taken == drawn and not below < total < above)
    return _share(far, math.comb(sum(counts), drawn))


def _share(ways: int, everything: int) -> float:
    return float(Fraction(ways, everything))


def mirrored(values: list[int], counts: list[int], drawn: int, above: int) -> Draws:
    """The upper tail as a lower one."""
    turned = [values[-1] - value for value in reversed(values)]
    return turned, counts[::-1], drawn, drawn * values[-1] - above, 0


def test_counting_all_ways_counts_each_once() -> None:
    assert by_ways_of_flips([1, 2], [2, 1], 2) == 5 / 8
    assert by_ways_of_draws([0, 1, 3], [1, 1, 1], 2, 1, 4) == 2 / 3


def test_all_ways_to_count_flips_equal_whole_numbers() -> None:
    generator = np.random.default_rng(1)
    for _ in range(400):
        values, counts, at_most = some_flips(generator, 7, 12)
        known = by_ways_of_flips(values, counts, at_most)
        steps = flips.every_step(values, counts)
        if len(steps) <= 68:
            assert flips.by_digits(steps, at_most) == pytest.approx(known, rel=1e-14)
        assert flips.by_adding(values, counts, at_most) == pytest.approx(known, rel=1e-13)
        assert flips.by_lists(values, counts, at_most) == pytest.approx(known, rel=1e-13)


@pytest.mark.parametrize("away", [0.0, 0.3, 2.0, 5.0, 7.5, 15.0])
@pytest.mark.parametrize("counts", [[4275, 1187, 125, 4], [90, 800, 1700, 600], [3000, 2, 1, 1]])
def test_lists_without_unusual_sums_equal_adding_up(counts: list[int], away: float) -> None:
    values = [4, 7, 15, 16]
    spread = math.sqrt(sum(count * value**2 for count, value in zip(counts, values, strict=True))) / 2
    at_most = int(sum(map(math.prod, zip(counts, values, strict=True))) / 2 - 1 - away * spread)
    known = flips.by_adding(values, counts, at_most)
    assert flips.by_lists(values, counts, at_most) == pytest.approx(known, rel=1e-12)


def test_inversion_equals_adding_up_for_coin_flips() -> None:
    generator = np.random.default_rng(2)
    for _ in range(400):
        values, counts, at_most = some_flips(generator)
        known = flips.by_adding(values, counts, at_most)
        found = FlipInversion(np.array(values), np.array(counts), at_most).tail()
        assert found is None or found == pytest.approx(known, rel=1e-9)


def test_inversion_equals_adding_up_where_many_nodes_are_passed_over() -> None:
    generator = np.random.default_rng(3)
    for away in (0.1, 1.0, 3.9, 4.1, 6.0, 9.0):
        values = np.unique(generator.integers(1, 700, 240))
        counts = generator.integers(1, 3, values.size)
        spread = math.sqrt(float(counts @ values**2)) / 2
        at_most = int(values @ counts / 2 - away * spread)
        known = flips.by_adding(values.tolist(), counts.tolist(), at_most)
        assert FlipInversion(values, counts, at_most).tail() == pytest.approx(known, rel=1e-9)


@pytest.mark.parametrize("rows", [120, 700, 1500])
def test_doubled_midranks_are_inverted_with_their_second_peak(rows: int) -> None:
    # But for some ties they are even, so that the characteristic function is large at half a period too.
    generator = np.random.default_rng(rows)
    counts = np.where(generator.random(rows) < 0.03, 2, 1)
    ranks = 2 * np.cumsum(counts) - counts + 1
    at_most = int(ranks @ counts / 2 - 1.7 * math.sqrt(float(counts @ ranks.astype(float) ** 2)) / 2)
    known = flips.by_adding(ranks.tolist(), counts.tolist(), at_most)
    assert FlipInversion(ranks, counts, at_most).tail() == pytest.approx(known, rel=1e-10)


def test_all_ways_to_count_draws_equal_whole_numbers() -> None:
    generator = np.random.default_rng(4)
    for _ in range(300):
        asked = some_draws(generator, int(generator.choice([4, 20])), 7)
        known = by_ways_of_draws(*asked)
        size = sum(asked[1])
        if size <= 32:
            assert draws.by_digits(*asked) == pytest.approx(known, rel=1e-14)
        if size <= 20:
            assert draws.by_lists(*asked) == pytest.approx(known, rel=1e-14)
        assert draws.by_halves(*asked) == pytest.approx(known, rel=1e-13)
        assert draws.by_table(*asked) == pytest.approx(known, rel=1e-12)
        assert both_tails_by_adding(*asked) == pytest.approx(known, rel=1e-12)


def both_tails_by_adding(values: list[int], counts: list[int], drawn: int, below: int, above: int) -> float:
    lower = draws.by_adding(values, counts, drawn, below) if below >= draws.smallest_sum(values, counts, drawn) else 0.0
    if above > draws.largest_sum(values, counts, drawn):
        return lower
    return lower + draws.by_adding(*mirrored(values, counts, drawn, above)[:4])


@cache
def draws_with_tails() -> list[tuple[Draws, float, float]]:
    """Draws with P of both tails by tables, and of the lower one by adding up; 0 where no sum is so small."""
    generator = np.random.default_rng(5)
    found = []
    for _ in range(300):
        asked = some_draws(generator, int(generator.choice([4, 30, 300])))
        values, counts, drawn, below, _ = asked
        has_lower = below >= draws.smallest_sum(values, counts, drawn)
        lower = draws.by_adding(values, counts, drawn, below) if has_lower else 0.0
        found.append((asked, draws.by_table(*asked), lower))
    return found


@pytest.mark.parametrize("picked", [0, 400])
def test_inversion_equals_tables_for_draws(monkeypatch: pytest.MonkeyPatch, picked: int) -> None:
    monkeypatch.setattr(inversion, "_PICKED", picked)
    for (values, counts, drawn, below, above), known, lower in draws_with_tails():
        inverted = DrawInversion(np.array(values), np.array(counts), drawn, below, above)
        assert inverted.outside() == pytest.approx(known, rel=1e-9, abs=1e-13)
        if below < draws.smallest_sum(values, counts, drawn):
            continue
        tail = DrawInversion(np.array(values), np.array(counts), drawn, below).tail()
        assert tail is None or tail == pytest.approx(lower, rel=1e-9)


@pytest.mark.parametrize(("n1", "n2", "levels"), [(1669, 1025, 3), (900, 400, 4)])
def test_inversion_equals_tables_in_large_samples(n1: int, n2: int, levels: int) -> None:
    generator = np.random.default_rng(levels)
    counts = generator.multinomial(n1 + n2, generator.dirichlet(np.full(levels, 5.0)))
    values = np.concatenate([[0], np.cumsum(counts[1:] + counts[:-1])])
    mean = n2 * int(values @ counts) / (n1 + n2)
    for away in (0.5, 3.0, 12.0):
        below = int(mean - away * n2**0.5 * values.std())
        known = draws.by_table(values.tolist(), counts.tolist(), n2, below, 10**9)
        assert DrawInversion(values, counts, n2, below).tail() == pytest.approx(known, rel=1e-9)


def test_few_against_many_are_inverted_as_they_are_added_up() -> None:
    generator = np.random.default_rng(6)
    values = np.unique(np.append(generator.integers(1, 4000, 700), 0))
    counts = generator.integers(1, 4, values.size)
    mean = 45 * int(values @ counts) / int(counts.sum())
    below, above = math.floor(mean - 9000), math.ceil(mean + 9000)
    known = both_tails_by_adding(values.tolist(), counts.tolist(), 45, below, above)
    assert DrawInversion(values, counts, 45, below, above).outside() == pytest.approx(known, rel=1e-10)


@pytest.mark.parametrize("p", [0.003, 0.5, 0.97])
@pytest.mark.parametrize("n", [1, 2, 30, 2000])
def test_binomial_probabilities(n: int, p: float) -> None:
    known = stats.binom.pmf(np.arange(n + 1), n, p)
    near = known > 1e-250
    assert binomial(n, p)[near] == pytest.approx(known[near], rel=1e-9)


def test_an_inversion_that_could_be_imprecise_gives_way_to_adding_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inversion, "_LEAST_MASS", 2.0)
    monkeypatch.setattr(tails, "_CHEAP_FLIPS", 0.0)
    monkeypatch.setattr(tails, "_CHEAP_DRAWS", 0.0)
    monkeypatch.setattr(FlipInversion, "cost", lambda _: 0.0)
    monkeypatch.setattr(DrawInversion, "cost", lambda _: 0.0)
    values, counts = np.arange(1, 61), np.full(60, 2)
    assert FlipInversion(values, counts, 100).tail() is None
    assert tails.sign_flip_p(values, counts, 100) == 2 * flips.by_adding(values.tolist(), counts.tolist(), 100)
    assert DrawInversion(values - 1, counts, 20, 130).tail() is None
    known = 2 * draws.by_adding((values - 1).tolist(), counts.tolist(), 20, 130)
    assert tails.draw_p(values, counts, 20, 150) == pytest.approx(known, rel=1e-12)


@pytest.mark.parametrize("cheap", [0.0, math.inf])
def test_the_choice_of_engine_changes_no_p(monkeypatch: pytest.MonkeyPatch, cheap: float) -> None:
    monkeypatch.setattr(tails, "_CHEAP_FLIPS", cheap)
    monkeypatch.setattr(tails, "_CHEAP_DRAWS", cheap)
    generator = np.random.default_rng(7)
    for _ in range(60):
        values, counts, at_most = some_flips(generator)
        known = min(1.0, 2 * flips.by_adding(values, counts, at_most))
        assert tails.sign_flip_p(np.array(values), np.array(counts), at_most) == pytest.approx(known, rel=1e-9)
        levels, often, drawn, _, _ = some_draws(generator, 30)
        people = np.sort(generator.permutation(flips.every_step(levels, often))[: 2 * drawn])
        total, mean = int(people[:drawn].sum()), Fraction(drawn * int(np.dot(levels, often)), sum(often))
        away = abs(total - mean)
        known = draws.by_table(levels, often, drawn, math.floor(mean - away), math.ceil(mean + away)) if away else 1.0
        assert tails.draw_p(np.array(levels), np.array(often), drawn, total) == pytest.approx(known, rel=1e-9)


def test_what_no_engine_can_count_is_refused() -> None:
    generator = np.random.default_rng(8)
    values = np.unique(generator.integers(1, 10**11, 300))
    counts = np.ones_like(values)
    with pytest.raises(NoLatticeError, match="common denominator"):
        tails.sign_flip_p(values, counts, int(values.sum() * 0.4))
    with pytest.raises(NoLatticeError, match="common denominator"):
        tails.draw_p(values, counts, 150, int(values.sum() * 0.4))


def test_the_exact_tests_load_no_more_than_they_need() -> None:
    # scipy.stats takes a second to load, and a screen waits for it.
    code = f"""
import sys, types
package = types.ModuleType("metrics")
package.__path__ = [{str(ROOT / "metrics")!r}]
sys.modules["metrics"] = package
import metrics.statistics.exact
print("scipy.stats" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout.strip() == "False"
