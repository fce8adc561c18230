"""Intervals that invert the exact tests of means: against all patterns and whole numbers, and their laws."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations, pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.statistics.arrays import Floats
from metrics.statistics.exact import (
    NoLatticeError,
    permutation_interval,
    permutation_of_samples,
    sign_flip_interval,
    sign_flip_interval_of_clusters,
    sign_flip_of_clusters,
    sign_flip_of_differences,
)
from metrics.statistics.exact.means.joint import Pool, Question
from metrics.statistics.exact.means.table import Table
from metrics.statistics.exact.means.transform import Transform
from tests.metrics.statistics.exact.counting import close

FIVE_POINTS = st.integers(-4, 4).map(lambda step: Fraction(25 * step))
TWELFTHS = st.integers(-60, 60).map(lambda step: Fraction(step, 12))
CHANGES = st.one_of(st.lists(FIVE_POINTS, min_size=1, max_size=30), st.lists(TWELFTHS, min_size=1, max_size=30))
SAMPLE = st.lists(TWELFTHS, min_size=1, max_size=14) | st.lists(FIVE_POINTS, min_size=1, max_size=14)
ALPHAS = st.sampled_from([0.05, 0.05, 0.1, 0.0625, 0.3])

Ends = tuple[float | None, float | None]


def rounded(scores: Iterable[Fraction]) -> np.ndarray:
    return np.array([float(score) for score in scores], dtype=np.float64).round(9)


def fives(generator: np.random.Generator, low: int, high: int, n: int) -> Floats:
    """Multiples of 5 from 5 `low` to below 5 `high`."""
    return np.asarray(5.0 * generator.integers(low, high, n), dtype=np.float64)


def nearly(found: Ends, known: Ends) -> bool:
    """Whether two intervals are the same to 9 decimals."""
    if None in (*found, *known):
        return found == known
    return bool(np.allclose(np.array(found, float), np.array(known, float), rtol=0, atol=2e-9))


def holds_zero(interval: Ends) -> bool:
    low, high = interval
    return low is None or high is None or low <= 0 <= high


def by_all_subsets(sums: list[Fraction], sizes: list[int], alpha: float) -> Ends:
    """The subsets' means in order: as many of them as may be refused lie outside, on either side."""
    coins = range(len(sums))
    subsets = [subset for size in coins for subset in combinations(coins, size + 1)]
    means = sorted(sum(sums[i] for i in subset) / sum(sizes[i] for i in subset) for subset in subsets)
    refused = math.floor(Fraction(alpha) * 2 ** (len(sums) - 1))
    return (float(means[refused - 1]), float(means[-refused])) if refused else (None, None)


def p_of_splits(before: list[Fraction], after: list[Fraction], shift: Fraction) -> Fraction:
    pooled = [*before, *(score - shift for score in after)]
    middle = sum(pooled) * Fraction(len(after), len(pooled))
    away = abs(sum(pooled[len(before) :]) - middle)
    far = [abs(sum(drawn) - middle) >= away for drawn in combinations(pooled, len(after))]
    return Fraction(sum(far), len(far))


def by_all_splits(before: list[Fraction], after: list[Fraction], alpha: float) -> Ends:
    """The p at each shift at which it can change, between any two, and beyond them all."""
    n, m = len(before), len(after)
    everyone, total = [*before, *after], sum(after, Fraction(0))
    at: set[Fraction] = set()
    for drawn in combinations(range(n + m), m):
        stayed = sum(one >= n for one in drawn)
        taken = sum((everyone[one] for one in drawn), Fraction(0))
        # T(d) = taken - d stayed is as far from its mean as total - d m.
        if stayed < m:
            at.add((total - taken) / (m - stayed))
        if (n + m) * (stayed + m) != 2 * m * m:
            both = (n + m) * (taken + total) - 2 * m * sum(everyone)
            at.add(Fraction(both) / ((n + m) * (stayed + m) - 2 * m * m))
    points = sorted(at)
    beside = [(one + other) / 2 for one, other in pairwise(points)]
    if p_of_splits(before, after, points[0] - 1) > alpha:
        return None, None
    every = sorted([*points, *beside])
    kept = [p_of_splits(before, after, shift) > alpha for shift in every]
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    assert all(kept[first : last + 1])
    return float(every[first]), float(every[last])


def ways_by_size_and_sum(values: list[int]) -> Counter[tuple[int, int]]:
    ways = Counter({(0, 0): 1})
    for value in values:
        for (size, total), known in list(ways.items()):
            ways[size + 1, total + value] += known
    return ways


def by_whole_numbers(values: list[int], unit: int, alpha: float = 0.05) -> Ends:
    """The mean at which as many subsets as may be refused are reached, counted by size and sum."""
    ways = ways_by_size_and_sum(values)
    refused = math.floor(Fraction(alpha) * 2 ** (len(values) - 1))
    groups: Counter[Fraction] = Counter()
    for (size, total), known in ways.items():
        if size:
            groups[Fraction(total, size * unit)] += known
    ends = []
    for means in (sorted(groups), sorted(groups, reverse=True)):
        left = refused
        for mean in means:
            left -= groups[mean]
            if left <= 0:
                ends.append(float(mean))
                break
    return ends[0], ends[1]


def test_pairs_are_equal_to_all_sign_patterns() -> None:
    generator = np.random.default_rng(1969)
    for _ in range(300):
        unit, factor = int(generator.choice([1, 3, 4, 12, 60])), int(generator.choice([1, 25]))
        steps = factor * generator.integers(-4, 5, generator.integers(1, 9))
        changes = [Fraction(int(step), unit) for step in steps]
        alpha = float(generator.choice([0.05, 0.05, 0.1, 0.0625, 0.3]))
        known = by_all_subsets(changes, [1] * len(changes), alpha)
        assert nearly(sign_flip_interval(rounded(changes), alpha), known)


def test_clusters_are_equal_to_all_sign_patterns() -> None:
    generator = np.random.default_rng(1970)
    for _ in range(200):
        unit, size = int(generator.choice([1, 3, 12])), int(generator.integers(5, 25))
        changes = [Fraction(25 * int(step), unit) for step in generator.integers(-4, 6, size)]
        clusters = generator.integers(0, 8, size)
        found = sign_flip_interval_of_clusters(rounded(changes), clusters)
        names = sorted(set(clusters.tolist()))
        sums = [sum(one for one, name in zip(changes, clusters, strict=True) if name == each) for each in names]
        sizes = [int((clusters == each).sum()) for each in names]
        assert nearly(found, by_all_subsets([Fraction(one) for one in sums], sizes, 0.05))


def test_two_samples_are_equal_to_all_splits() -> None:
    generator = np.random.default_rng(1971)
    for n, m in [(1, 1), (1, 19), (19, 1), (2, 4), (4, 2), (3, 3), (3, 4), (4, 3), (4, 4), (2, 6), (5, 3), (5, 5)] * 2:
        unit = int(generator.choice([1, 3, 4, 12]))
        before = [Fraction(25 * int(step), unit) for step in generator.integers(0, 5, n)]
        after = [Fraction(25 * int(step), unit) for step in generator.integers(0, 5, m) + generator.choice([0, 3])]
        alpha = float(generator.choice([0.05, 0.2, 0.5]))
        known = by_all_splits(before, after, alpha)
        assert nearly(permutation_interval(rounded(before), rounded(after), alpha), known)


@pytest.mark.parametrize(
    ("n", "unit", "widest"), [(23, 1, 4), (30, 1, 4), (45, 1, 4), (60, 3, 12), (35, 4, 16), (90, 1, 3)]
)
def test_many_pairs_are_equal_to_counting_in_whole_numbers(n: int, unit: int, widest: int) -> None:
    steps = np.random.default_rng(n).integers(-widest, widest + 2, n).tolist()
    known = by_whole_numbers([25 * step for step in steps], unit)
    assert nearly(sign_flip_interval(rounded(Fraction(25 * step, unit) for step in steps)), known)


def some_coins(generator: np.random.Generator, clustered: bool) -> Question:
    values = generator.integers(-40, 41, 70)
    sizes = generator.integers(1, 6, 70) if clustered else np.ones_like(values)
    return Question.of_coins(Pool.of(values, 0.5, sizes))


def some_swaps(generator: np.random.Generator) -> Question:
    return Question.of_swaps(
        Pool.of(generator.integers(-9, 10, 60), 0.4), Pool.of(generator.integers(-9, 8, 40), 0.6), 9.0
    )


@pytest.mark.parametrize("kind", ["pairs", "clusters", "samples"])
def test_both_ways_to_a_joint_law_give_the_same_masses(kind: str) -> None:
    generator = np.random.default_rng(3)
    asked = some_swaps(generator) if kind == "samples" else some_coins(generator, kind == "clusters")
    added, transformed = Table.of(asked), Transform.of(asked, math.inf)
    assert transformed is not None
    sizes = np.arange(asked.first, asked.last + 1)
    for shift in (-3.0, -0.4, 0.0, 0.7, 5.0):
        above = np.floor(shift * sizes).astype(int)
        for width in (1, 2, 30, 400, 10**6):
            bounds = above, above + width
            assert added.between(*bounds) == pytest.approx(transformed.between(*bounds), abs=1e-11)


def shifts_beside(interval: Ends) -> list[tuple[float, float]]:
    """For both ends the twentieths inside and outside: on them the test by itself has a short lattice."""
    low, high = interval
    assert low is not None
    assert high is not None
    first, last = math.ceil(20 * low), math.floor(20 * high)
    return [(first / 20, (first - 1) / 20), (last / 20, (last + 1) / 20)]


@pytest.mark.parametrize(("n", "m"), [(16, 16), (13, 20), (25, 9), (60, 60), (40, 95), (300, 200)])
def test_the_ends_of_two_samples_are_where_the_test_begins_to_refuse(n: int, m: int) -> None:
    generator = np.random.default_rng(n)
    before, after = fives(generator, 0, 13, n), fives(generator, 1, 14, m)
    for inside, outside in shifts_beside(permutation_interval(before, after)):
        assert permutation_of_samples(before, np.round(after - inside, 9)).p > 0.05
        assert permutation_of_samples(before, np.round(after - outside, 9)).p <= 0.05


@pytest.mark.parametrize("n", [30, 90, 400, 3000])
def test_the_ends_of_pairs_are_where_the_test_begins_to_refuse(n: int) -> None:
    change = fives(np.random.default_rng(n), -12, 14, n)
    for inside, outside in shifts_beside(sign_flip_interval(change)):
        assert sign_flip_of_differences(np.round(change - inside, 9)).p > 0.05
        assert sign_flip_of_differences(np.round(change - outside, 9)).p <= 0.05


@pytest.mark.parametrize("n", [35, 90, 1500])
def test_the_ends_of_clusters_are_where_the_test_begins_to_refuse(n: int) -> None:
    generator = np.random.default_rng(n)
    change, clusters = fives(generator, -12, 14, n), generator.integers(0, n // 2, n)
    for inside, outside in shifts_beside(sign_flip_interval_of_clusters(change, clusters)):
        assert sign_flip_of_clusters(np.round(change - inside, 9), clusters).p > 0.05
        assert sign_flip_of_clusters(np.round(change - outside, 9), clusters).p <= 0.05


@settings(deadline=None, max_examples=300)
@given(CHANGES, ALPHAS)
def test_zero_is_inside_exactly_where_the_sign_flip_test_keeps_it(changes: list[Fraction], alpha: float) -> None:
    found = sign_flip_interval(rounded(changes), alpha)
    p = sign_flip_of_differences(rounded(changes)).p
    assert holds_zero(found) == (p > alpha * (1 + 1e-12))


@settings(deadline=None, max_examples=200)
@given(CHANGES, ALPHAS, st.randoms(use_true_random=False))
def test_zero_is_inside_exactly_where_the_test_of_clusters_keeps_it(
    changes: list[Fraction], alpha: float, random: Random
) -> None:
    clusters = np.array([random.randrange(12) for _ in changes])
    found = sign_flip_interval_of_clusters(rounded(changes), clusters, alpha)
    p = sign_flip_of_clusters(rounded(changes), clusters).p
    assert holds_zero(found) == (p > alpha * (1 + 1e-12))


@settings(deadline=None, max_examples=300)
@given(SAMPLE, SAMPLE, ALPHAS)
def test_zero_is_inside_exactly_where_the_permutation_test_keeps_it(
    before: list[Fraction], after: list[Fraction], alpha: float
) -> None:
    found = permutation_interval(rounded(before), rounded(after), alpha)
    p = permutation_of_samples(rounded(before), rounded(after)).p
    assert holds_zero(found) == (p > alpha * (1 + 1e-12))


@settings(deadline=None)
@given(CHANGES, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_no_bit(changes: list[Fraction], random: Random) -> None:
    order = list(range(len(changes)))
    random.shuffle(order)
    scores, clusters = rounded(changes), np.array([random.randrange(8) for _ in changes])
    assert sign_flip_interval(scores[order]) == sign_flip_interval(scores)
    of_clusters = sign_flip_interval_of_clusters(scores, clusters)
    assert sign_flip_interval_of_clusters(scores[order], clusters[order]) == of_clusters
    assert sign_flip_interval_of_clusters(scores, 99 - clusters) == of_clusters


@settings(deadline=None)
@given(SAMPLE, SAMPLE, st.randoms(use_true_random=False))
def test_the_order_of_a_sample_changes_no_bit(before: list[Fraction], after: list[Fraction], random: Random) -> None:
    found = permutation_interval(rounded(before), rounded(after))
    random.shuffle(before)
    random.shuffle(after)
    assert permutation_interval(rounded(before), rounded(after)) == found


@settings(deadline=None)
@given(CHANGES, TWELFTHS)
def test_a_shift_of_all_differences_moves_the_interval(changes: list[Fraction], shift: Fraction) -> None:
    low, high = sign_flip_interval(rounded(changes))
    moved = None if low is None else low + float(shift), None if high is None else high + float(shift)
    assert nearly(sign_flip_interval(rounded(change + shift for change in changes)), moved)


@settings(deadline=None)
@given(SAMPLE, SAMPLE, TWELFTHS)
def test_a_shift_of_a_sample_moves_the_interval(before: list[Fraction], after: list[Fraction], shift: Fraction) -> None:
    low, high = permutation_interval(rounded(before), rounded(after))
    moved = None if low is None else low + float(shift), None if high is None else high + float(shift)
    assert nearly(permutation_interval(rounded(before), rounded(score + shift for score in after)), moved)


def turned(interval: Ends) -> Ends:
    low, high = interval
    return None if high is None else 0.0 - high, None if low is None else 0.0 - low


@settings(deadline=None)
@given(CHANGES)
def test_turning_every_sign_turns_the_interval(changes: list[Fraction]) -> None:
    assert sign_flip_interval(-rounded(changes)) == turned(sign_flip_interval(rounded(changes)))


@settings(deadline=None)
@given(SAMPLE, SAMPLE)
def test_exchanging_the_samples_turns_the_interval(before: list[Fraction], after: list[Fraction]) -> None:
    found = permutation_interval(rounded(before), rounded(after))
    assert nearly(permutation_interval(rounded(after), rounded(before)), turned(found))


@settings(deadline=None)
@given(CHANGES)
def test_clusters_of_one_person_each_are_the_pairs(changes: list[Fraction]) -> None:
    scores, alone = rounded(changes), np.arange(len(changes))
    assert sign_flip_of_clusters(scores, alone) == sign_flip_of_differences(scores)
    assert sign_flip_interval_of_clusters(scores, alone) == sign_flip_interval(scores)


def test_equal_differences_leave_their_own_value_alone() -> None:
    assert sign_flip_interval(np.full(6, 12.5)) == (12.5, 12.5)
    assert sign_flip_interval(np.full(5, 12.5)) == (None, None)
    assert sign_flip_interval(np.zeros(400)) == (0.0, 0.0)
    assert permutation_interval(np.full(4, 25.0), np.full(4, 50.0)) == (25.0, 25.0)
    assert permutation_interval(np.full(40, 25.0), np.full(60, 0.0)) == (-25.0, -25.0)
    assert sign_flip_interval_of_clusters(np.full(70, 12.5), np.arange(70) % 30) == (12.5, 12.5)


def test_a_constant_sample_beside_one_that_is_not() -> None:
    low, high = permutation_interval(np.full(200, 50.0), np.array([50.0, 75.0] * 100))
    assert low is not None
    assert high is not None
    assert 0 < low < 12.5 < high < 25


@pytest.mark.parametrize(("n", "m", "known"), [(3, 3, False), (4, 4, True), (3, 4, True), (2, 4, False), (1, 19, True)])
def test_too_few_people_have_no_interval(n: int, m: int, known: bool) -> None:
    """2 / C(6, 3) = 0.1, 2 / C(8, 4) = 0.029, 1 / C(7, 3) = 0.029, 1 / C(6, 2) = 0.067, 1 / 20 = 0.05."""
    generator = np.random.default_rng(0)
    before, after = fives(generator, 0, 5, n), fives(generator, 0, 5, m)
    found = permutation_interval(before, after, 0.05 + 1e-9)
    assert (None not in found) == known


def test_too_few_clusters_have_no_interval() -> None:
    changes = np.arange(40.0)
    assert sign_flip_interval_of_clusters(changes, np.arange(40) % 5) == (None, None)
    assert None not in sign_flip_interval_of_clusters(changes, np.arange(40) % 6)


@pytest.mark.parametrize("n", [7, 20, 34])
def test_pairs_without_a_common_denominator_are_counted_out(n: int) -> None:
    changes = np.random.default_rng(n).normal(3, 10, n).round(9)
    low, high = sign_flip_interval(changes)
    assert low is not None
    assert high is not None
    for inside, outside in ((low + 1e-6, low - 1e-6), (high - 1e-6, high + 1e-6)):
        assert sign_flip_of_differences((changes - inside).round(9)).p > 0.05
        assert sign_flip_of_differences((changes - outside).round(9)).p <= 0.05


def test_many_numbers_without_a_common_denominator_are_refused() -> None:
    generator = np.random.default_rng(1)
    changes = generator.normal(0, 10, 60).round(9)
    with pytest.raises(NoLatticeError, match="common denominator"):
        sign_flip_interval(changes)
    with pytest.raises(NoLatticeError, match="common denominator"):
        permutation_interval(changes[:30], changes[30:])
    with pytest.raises(NoLatticeError, match="common denominator"):
        sign_flip_interval_of_clusters(np.tile(changes, 2), np.arange(120) % 50)


@pytest.mark.parametrize("alpha", [0.0, 1e-9, 1.0, -0.05, math.nan])
def test_what_is_no_level_is_refused(alpha: float) -> None:
    with pytest.raises(ValueError, match="alpha"):
        sign_flip_interval(np.arange(9.0), alpha)


def test_the_test_of_clusters_turns_them_whole() -> None:
    # Clusters' sums 3, 4, -1: of the 8 patterns only +3 +4 -1, +3 +4 +1 and their mirror images come to 6 or more.
    found = sign_flip_of_clusters(np.array([1.0, 2.0, 4.0, -1.0]), np.array([7, 7, 3, 5]))
    assert close((found.statistic, found.p), (1.5, 0.5))


@pytest.mark.parametrize("kind", ["pairs", "clusters"])
def test_many_people_have_an_interval_near_that_of_the_t(kind: str) -> None:
    generator = np.random.default_rng(5)
    changes = (25 * generator.integers(-4, 5, 2000)).astype(float) / 12
    clusters = np.arange(2000) if kind == "pairs" else np.arange(2000) // 5
    low, high = sign_flip_interval_of_clusters(changes.round(9), clusters)
    sums = np.bincount(clusters, changes - changes.mean())
    error = math.sqrt(float(sums @ sums)) / 2000
    assert low == pytest.approx(changes.mean() - 1.96 * error, abs=0.03 * error)
    assert high == pytest.approx(changes.mean() + 1.96 * error, abs=0.03 * error)
