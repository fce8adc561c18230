"""How long the exact tests of means take, and the intervals that invert them.

Run from the project's folder: ``python -m tests.benchmarks.interval_speed``. Medians of 5, in milliseconds, after one
run that is not counted: p, then interval. Pairs: n; two samples: n / 2 each; clusters: n people, some five in each.
Beside the item and the index of `exact_speed` there are scores on two lattices finer than answers make: normal ones,
standard deviation 15 points, on multiples of 1/60 and 1/5040 of a point.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

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
from tests.benchmarks.exact_speed import index, item, milliseconds

SIZES = (10, 30, 100, 1_000, 10_000)
IN_A_CLUSTER = 5


def normal(denominator: int, n: int, lift: float, generator: np.random.Generator) -> Floats:
    """Normal scores on a lattice."""
    scores = np.clip(50 + lift + generator.normal(0, 15, n), 0, 100)
    return np.asarray(np.rint(scores * denominator) / denominator)


SCORES: dict[str, Callable[[int, float, np.random.Generator], Floats]] = {
    "item": item,
    "index": index,
    "1/60": partial(normal, 60),
    "1/5040": partial(normal, 5040),
}


def calls(scores: str, n: int) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """For each test its p and its interval."""
    generator = np.random.default_rng(n)
    before, after = SCORES[scores](n, 0, generator), SCORES[scores](n, 3, generator)
    change, clusters = (after - before).round(9), np.arange(n) * 2 // (2 * IN_A_CLUSTER - np.arange(n) % 3)
    first, second = before[: n // 2].round(9), after[n // 2 :].round(9)
    return {
        "pairs": (lambda: sign_flip_of_differences(change), lambda: sign_flip_interval(change)),
        "samples": (lambda: permutation_of_samples(first, second), lambda: permutation_interval(first, second)),
        "clusters": (
            lambda: sign_flip_of_clusters(change, clusters),
            lambda: sign_flip_interval_of_clusters(change, clusters),
        ),
    }


def timed(call: Callable[[], object]) -> str:
    """Milliseconds, or a dash for what is out of reach."""
    try:
        return f"{milliseconds(call, least=0.02):.2f}"
    except NoLatticeError:
        return "–"


def main() -> None:
    """Print the table."""
    print(f"{'':10}{'scores':8}" + "".join(f"{f'n = {n:,}':>20}" for n in SIZES))
    for test in ("pairs", "samples", "clusters"):
        for scores in SCORES:
            print(f"{test:10}{scores:8}", end="", flush=True)
            for n in SIZES:
                p, interval = calls(scores, n)[test]
                print(f"{timed(p):>9} {timed(interval):>10}", end="", flush=True)
            print()


if __name__ == "__main__":
    main()
