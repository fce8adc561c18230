"""Type-I error and power of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

import numpy as np

from metrics.findings.evidence import evidence
from metrics.model.scores import DECIMALS
from metrics.model.settings import ALPHA
from surveys.model.survey import Floats
from tests.benchmarks.simulation_models import (
    SHAPES,
    answers,
    generator,
    index_change,
    mean_change,
    pair_of_indices,
    pair_of_items,
    shift_for,
)
from tests.benchmarks.simulation_tables import Rate, beyond, heading, standard_error, table

SIZES = (6, 10, 16, 30, 60)
POWER_SIZES = (8, 16, 30, 60)
NAMES = {
    "wilcoxon": "Wilcoxon (Pratt)",
    "sign_flip": "sign-flip",
    "paired_t": "paired t",
    "sign": "sign",
    "mann_whitney": "Mann–Whitney",
    "permutation": "permutation",
    "welch_t": "Welch t",
    "brunner_munzel": "Brunner–Munzel",
    "overlapping_t": "overlapping t",
}
OF_PAIRS = ("wilcoxon", "sign_flip", "paired_t", "sign")
OF_SAMPLES = ("mann_whitney", "permutation", "welch_t", "brunner_munzel")
TESTS = (*OF_PAIRS, *OF_SAMPLES, "overlapping_t")


class Map(Protocol):
    """`map`, or that of a pool of processes."""

    def __call__(self, work: Callable[..., object], cells: Iterable[object], /) -> Iterable[object]:
        """The results in the order of the cells."""


def p_values(before: Floats, after: Floats, estimand: str, test: str) -> Floats:
    """The product's p of each run, shape (runs,); NaN where it gives none.

    Runs with the same differences, or the same two samples, share one p: order of people does not matter.
    """
    n, m = before.shape[1], after.shape[1]
    if estimand == "matched":
        data = np.sort(np.round(after - before, DECIMALS), axis=1)
        before, after = np.zeros_like(before), data
    elif estimand == "independent":
        data = np.concatenate([np.sort(before, axis=1), np.sort(after, axis=1)], axis=1)
        before = np.hstack([data[:, :n], np.full((len(data), m), np.nan)])
        after = np.hstack([np.full((len(data), n), np.nan), data[:, n:]])
    else:
        data = np.concatenate([before, after], axis=1)
    _, first, run = np.unique(data, axis=0, return_index=True, return_inverse=True)
    found = [evidence(before[one], after[one], estimand, test).tested.p for one in first]
    return np.array(found, dtype=np.float64)[run.reshape(-1)]


def rejected(p: Floats, **bars: float) -> Rate:
    """Share of all runs with p ≤ 0.05; a run without a p does not reject."""
    return Rate(float((p <= ALPHA).mean()), p.size, without=float(np.isnan(p).mean()), **bars)


def overlap(before: Floats, after: Floats) -> tuple[Floats, Floats]:
    """Half of the people in both rounds, a quarter only before, a quarter only after; the others are left out."""
    n = before.shape[1]
    pairs, single = n // 2, n // 4
    before, after = before[:, : pairs + 2 * single].copy(), after[:, : pairs + 2 * single].copy()
    after[:, pairs : pairs + single] = np.nan
    before[:, pairs + single :] = np.nan
    return before, after


def _null_row(cell: tuple[str, int], runs: int, seed: int) -> list[object]:
    shape, n = cell
    random = generator(seed, "null", cell)
    pairs = pair_of_items(random, (runs, n), shape)
    samples = pair_of_items(random, (runs, n), shape, correlation=0.0)
    return [
        shape,
        f"n = {n}",
        *(rejected(p_values(*pairs, "matched", test), most=ALPHA) for test in OF_PAIRS),
        *(rejected(p_values(*samples, "independent", test), most=ALPHA) for test in OF_SAMPLES),
        rejected(p_values(*overlap(*pairs), "all", "overlapping_t"), most=ALPHA),
    ]


def type_one_error(runs: int, seed: int, mapped: Map) -> str:
    """Share of runs under no change in which each test finds one at 0.05."""
    cells = [(shape, n) for shape in SHAPES for n in reversed(SIZES)]
    rows = _in_order(mapped(partial(_null_row, runs=runs, seed=seed), cells), len(SIZES))
    names = ["answers", "n", *(NAMES[test] for test in TESTS)]
    return "\n\n".join([
        heading(
            "Type-I error at 0.05, in per cent",
            f"Five-point items without any change. Pairs: rounds of one person, latent correlation 0.5. Two samples: n "
            f"in each. Overlapping: n/2 pairs, n/4 in one round only on each side. {runs:,} runs, seed {seed}; Monte "
            f"Carlo standard error {100 * standard_error(ALPHA, runs):.2f}. “none”: per cent of runs that gave no p "
            "(counted as not significant).",
        ),
        table(names, rows),
        beyond(names, rows, "Above 5 % by more than 3 standard errors"),
    ])  # fmt: skip


def _spread_row(n: int, runs: int, seed: int) -> list[object]:
    random = generator(seed, "spread", n)
    wide = answers(random.standard_normal((runs, n)), "wide")
    narrow = answers(random.standard_normal((runs, 2 * n)), "narrow")
    found = (rejected(p_values(narrow, wide, "independent", test), most=ALPHA) for test in OF_SAMPLES)
    return [f"n = {n} and {2 * n}", f"{3 * n} people", *found]


def unequal_spread(runs: int, seed: int, mapped: Map) -> str:
    """Type-I error of the tests of two samples where the smaller sample has the wider spread."""
    sizes = SIZES[:-1]
    rows = _in_order(mapped(partial(_spread_row, runs=runs, seed=seed), sizes[::-1]), len(sizes))
    names = ["sizes", "people", *(NAMES[test] for test in OF_SAMPLES)]
    return "\n\n".join([
        heading(
            "Two samples with one mean but unequal spread: rejections at 0.05, in per cent",
            "Outside the null of the exact tests, which is that both rounds have one distribution. The smaller sample "
            "has the wider spread, shares 30, 15, 10, 15, 30 % against 5, 20, 50, 20, 5 %: a hard case for them. "
            f"{runs:,} runs, seed {seed}; Monte Carlo standard error {100 * standard_error(ALPHA, runs):.2f}.",
        ),
        table(names, rows),
        beyond(names, rows, "Above 5 % by more than 3 standard errors"),
    ])  # fmt: skip


def _power_row(cell: tuple[str, float, int], runs: int, seed: int) -> list[object]:
    data, shift, n = cell
    random = generator(seed, "power", cell)
    if data == "index":
        pairs = pair_of_indices(random, (runs, n), shift)
        change = index_change(shift)
    else:
        pairs = pair_of_items(random, (runs, n), data, shift)
        change = mean_change(data, shift)
    label = "index of 12 items" if data == "index" else f"item, {data}"
    found = (rejected(p_values(*pairs, "matched", test)) for test in OF_PAIRS)
    return [f"{label}, +{change:.1f} points", f"n = {n}", *found]


def power(runs: int, seed: int, mapped: Map) -> str:
    """Share of runs with a change in which each test of pairs finds one at 0.05."""
    shifts = {"middling": (5.0, 12.0), "low": (5.0, 12.0), "index": (4.0, 8.0)}
    cells = [
        (data, shift_for(change, None if data == "index" else data), n)
        for data, changes in shifts.items()
        for change in changes
        for n in reversed(POWER_SIZES)
    ]
    rows = _in_order(mapped(partial(_power_row, runs=runs, seed=seed), cells), len(POWER_SIZES))
    names = ["data, true change", "n", *(NAMES[test] for test in OF_PAIRS)]
    return "\n\n".join([
        heading(
            "Power at 0.05, pairs, in per cent",
            f"A small and a medium true change. {runs:,} runs, seed {seed}; Monte Carlo standard error at most "
            f"{100 * standard_error(0.5, runs):.2f}. Below n = 6 no test of ranks or signs can reach 0.05. All tests "
            "of a row saw the same data.",
        ),
        table(names, rows),
    ])  # fmt: skip


def _in_order(found: Iterable[object], block: int) -> Sequence[list[object]]:
    """Rows with sizes ascending: they are reckoned largest first, so that two processes end together."""
    rows = [row for row in found if isinstance(row, list)]
    return [row for start in range(0, len(rows), block) for row in rows[start : start + block][::-1]]
