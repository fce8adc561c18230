"""How long an exact p takes beside a sampled one: ``scipy.stats.permutation_test``, 9,999 resamples, same statistic.

Run from the project's folder: ``python -m tests.benchmarks.exact_speed``. It prints, for each test, how many times
faster the exact p is, and its time; medians of 5, after one run that is not counted. scipy is given the ranks ready
made and sums whole arrays of resamples at once, its quickest way. A second table is about what somebody would call
instead, ``scipy.stats.wilcoxon`` and ``mannwhitneyu`` with 9,999 resamples, up to a size at which that ends.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Literal

import numpy as np
from scipy import stats

from metrics.statistics.arrays import Floats
from metrics.statistics.exact import (
    ExactTest,
    mann_whitney_of_samples,
    permutation_of_samples,
    sign_flip_of_differences,
    wilcoxon_of_differences,
)

SIZES = (16, 50, 200, 1_000, 5_000, 10_000)
CALLED = 3
"""So many of the sizes scipy's own calls are timed at."""
RESAMPLES = 9_999
ROUNDS = 5
MISSING = 0.04
DIMENSIONS = (3, 4, 5, 4)
"""Items of each dimension of the index."""


def item(n: int, lift: float, generator: np.random.Generator) -> Floats:
    """0-100 scores of `n` people on one five-point item."""
    raw = np.rint(2 + lift / 25 + generator.normal(0, 1.2, n))
    return np.asarray(25 * np.clip(raw, 0, 4))


def index(n: int, lift: float, generator: np.random.Generator) -> Floats:
    """The mean of four dimensions of three to five five-point items, some answers missing."""
    trust = generator.normal(0, 0.7, (n, 1))
    dimensions = []
    for items in DIMENSIONS:
        raw = np.clip(np.rint(2 + lift / 25 + trust + generator.normal(0, 0.9, (n, items))), 0, 4)
        answered = generator.random((n, items)) >= MISSING
        answered[~answered.any(axis=1), 0] = True
        dimensions.append(25 * (raw * answered).sum(axis=1) / answered.sum(axis=1))
    return np.asarray(np.mean(dimensions, axis=0))


def milliseconds(call: Callable[[], object], least: float = 0.0) -> float:
    """The median of five; a call too short for the clock is repeated for `least` seconds each time."""
    start = time.perf_counter()
    call()
    repeats = max(1, int(least / (time.perf_counter() - start)))
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(repeats):
            call()
        taken.append((time.perf_counter() - start) / repeats)
    return 1000 * statistics.median(taken)


def total_of_rises(signed: Floats, axis: int) -> Floats:
    """Wilcoxon's statistic, of signed ranks."""
    return np.asarray(np.maximum(signed, 0).sum(axis=axis))


def mean(differences: Floats, axis: int) -> Floats:
    """The mean."""
    return np.asarray(differences.mean(axis=axis))


def total_of_second(_: Floats, second: Floats, axis: int) -> Floats:
    """The sum of the second sample, which orders its draws as the difference of the means does."""
    return np.asarray(second.sum(axis=axis))


def sampled(
    data: tuple[Floats, ...], kind: Literal["samples", "independent"], statistic: Callable[..., Floats]
) -> Callable[[], float]:
    """A call that samples the p."""
    return lambda: float(
        stats.permutation_test(
            data,
            statistic,
            permutation_type=kind,
            vectorized=True,
            n_resamples=RESAMPLES,
            rng=np.random.default_rng(0),
        ).pvalue
    )


def exact_and_sampled(
    scores: Callable[..., Floats], n: int
) -> dict[str, tuple[Callable[[], ExactTest], Callable[[], float]]]:
    """For each test the exact call and the sampled one: `n` pairs, or two samples of `n` / 2."""
    generator = np.random.default_rng(n)
    before, after = scores(n, 0, generator), scores(n, 3, generator)
    change = (after - before).round(9)
    first, second = before[: n // 2].round(9), after[n // 2 :].round(9)
    signed = np.sign(change) * stats.rankdata(np.abs(change))
    ranks = stats.rankdata(np.concatenate([first, second]))
    split = ranks[: n // 2], ranks[n // 2 :]
    return {
        "wilcoxon": (lambda: wilcoxon_of_differences(change), sampled((signed,), "samples", total_of_rises)),
        "sign_flip": (lambda: sign_flip_of_differences(change), sampled((change,), "samples", mean)),
        "mann_whitney": (
            lambda: mann_whitney_of_samples(first, second),
            sampled(split, "independent", total_of_second),
        ),
        "permutation": (
            lambda: permutation_of_samples(first, second),
            sampled((first, second), "independent", total_of_second),
        ),
    }


def called(scores: Callable[..., Floats], n: int) -> dict[str, tuple[Callable[[], ExactTest], Callable[[], object]]]:
    """For each rank test the exact call and scipy's own with as many resamples: `n` pairs, or two samples."""
    generator = np.random.default_rng(n)
    before, after = scores(n, 0, generator), scores(n, 3, generator)
    change = (after - before).round(9)
    first, second = before[: n // 2].round(9), after[n // 2 :].round(9)

    def resampling() -> stats.PermutationMethod:
        return stats.PermutationMethod(n_resamples=RESAMPLES, rng=np.random.default_rng(0))

    return {
        "wilcoxon": (
            lambda: wilcoxon_of_differences(change),
            lambda: stats.wilcoxon(change, zero_method="pratt", method=resampling()),
        ),
        "mann_whitney": (
            lambda: mann_whitney_of_samples(first, second),
            lambda: stats.mannwhitneyu(first, second, method=resampling()),
        ),
    }


def print_called() -> None:
    """The table of scipy's own calls."""
    print(f"\n{'scipy itself':18}{'scores':8}" + "".join(f"{f'n = {n:,}':>22}" for n in SIZES[:CALLED]))
    for test in ("wilcoxon", "mann_whitney"):
        for scores in (item, index):
            print(f"{test:18}{scores.__name__:8}", end="", flush=True)
            for n in SIZES[:CALLED]:
                exact, own = called(scores, n)[test]
                ours, theirs = milliseconds(exact, least=0.02), milliseconds(own)
                print(f"{theirs / ours:9,.0f}x{theirs:9.1f} ms", end="", flush=True)
            print()


def main() -> None:
    """Print the tables."""
    print(f"{'test':18}{'scores':8}" + "".join(f"{f'n = {n:,}':>22}" for n in SIZES))
    for test in ("wilcoxon", "sign_flip", "mann_whitney", "permutation"):
        for scores in (item, index):
            print(f"{test:18}{scores.__name__:8}", end="", flush=True)
            for n in SIZES:
                exact, drawn = exact_and_sampled(scores, n)[test]
                ours, theirs = milliseconds(exact, least=0.02), milliseconds(drawn)
                print(f"{theirs / ours:9,.0f}x{ours:9.3f} ms", end="", flush=True)
            print()
    print_called()


if __name__ == "__main__":
    main()
