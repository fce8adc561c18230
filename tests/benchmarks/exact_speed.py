"""How long an exact p takes beside a sampled one: ``scipy.stats.permutation_test``, 9,999 resamples, same statistic.

Run from the project's folder: ``python -m tests.benchmarks.exact_speed``. It prints how many times faster the exact
test is; below 1 it is slower. Ratios, because milliseconds are those of one machine. scipy is given the ranks ready
made and sums whole arrays of resamples at once, its quickest way.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

import numpy as np
from scipy import stats

from metrics.exact import rank_sum, signed_rank
from metrics.exact.ranks import Floats

SIZES = (16, 50, 200, 1000)
LEVELS = {"index, all distinct": 0, "mean of items, 41 levels": 40, "item, 5 levels": 4, "item, 3 levels": 2}
RESAMPLES = 9_999


def scores(n: int, levels: int, lift: float, generator: np.random.Generator) -> Floats:
    """0-100 scores of `n` people on a scale of `levels` + 1 steps (0: as good as continuous)."""
    raw = np.clip(generator.normal(45 + lift, 20, n), 0, 100)
    steps = levels or 10**9
    return np.asarray((np.rint(raw / 100 * steps) / steps * 100).round(9))


def seconds(call: Callable[[], object], rounds: int) -> float:
    """The shortest of some runs, which other programs on the machine disturb least."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def sum_of_rises(signed_ranks: Floats, axis: int) -> Floats:
    """Wilcoxon's statistic."""
    return np.asarray(np.maximum(signed_ranks, 0).sum(axis=axis))


def sum_of_first(first: Floats, _: Floats, axis: int) -> Floats:
    """The rank sum."""
    return np.asarray(first.sum(axis=axis))


def sample(
    data: tuple[Floats, ...], kind: Literal["samples", "independent"], statistic: Callable[..., Floats]
) -> float:
    """The sampled p."""
    test = stats.permutation_test(
        data,
        statistic,
        permutation_type=kind,
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(0),
    )
    return float(test.pvalue)


def compare(n: int, levels: int) -> tuple[float, float]:
    """Sampled time over exact time, for the signed-rank test of n pairs and the Mann-Whitney test of n against n."""
    generator = np.random.default_rng(n + levels)
    before = scores(n, levels, 0, generator)
    after = scores(n, levels, 3, generator)
    change = (after - before).round(9)
    paired = seconds(lambda: signed_rank(change), 7)
    two = seconds(lambda: rank_sum(before, after), 7)
    signed = np.sign(change) * stats.rankdata(np.abs(change))
    pooled = stats.rankdata(np.concatenate([before, after]))
    sampled_paired = seconds(lambda: sample((signed,), "samples", sum_of_rises), 2)
    sampled_two = seconds(lambda: sample((pooled[n:], pooled[:n]), "independent", sum_of_first), 2)
    return sampled_paired / paired, sampled_two / two


def main() -> None:
    """Print the table."""
    print(f"{'scores':26}{'n':>6}{'signed_rank':>14}{'rank_sum, n + n':>18}")
    for label, levels in LEVELS.items():
        for n in SIZES:
            paired, two = compare(n, levels)
            print(f"{label:26}{n:6}{paired:13,.0f}x{two:17,.0f}x")


if __name__ == "__main__":
    main()
