"""What the paired t gains over exact tests of pairs, and what it costs."""

from __future__ import annotations

from functools import partial

import numpy as np
from scipy.stats import rankdata

from metrics.model.scores import DECIMALS
from metrics.model.settings import ALPHA
from surveys.model.survey import Floats
from tests.benchmarks.simulation_models import correlation_for, generator, items_of, shift_for
from tests.benchmarks.simulation_size import p_of_pairs
from tests.benchmarks.simulation_tables import Map, error_of, heading, rejected, table

SIZES = (5, 8, 16)
CHANGES = (0.0, 10.0)
SD = 12.5


def wilcoxon_p(changes: Floats, mid: bool = False) -> Floats:
    """P of Wilcoxon's test with Pratt's zeros in each run, shape (runs, people), from the law of the sum of ranks.

    With `mid`, what is just as far from the middle as what was seen counts half (Lancaster 1961).
    """
    changes = np.round(changes, DECIMALS)
    ranks = np.rint(2 * rankdata(np.abs(changes), axis=1)).astype(np.int64) * (changes != 0)
    totals = np.arange(changes.shape[1] * (changes.shape[1] + 1) + 1)
    mass = np.zeros((len(changes), totals.size))
    mass[:, 0] = 1.0
    for rank in ranks.T:
        before = totals - rank[:, None]
        mass = (mass + np.where(before >= 0, np.take_along_axis(mass, np.maximum(before, 0), axis=1), 0.0)) / 2
    middle = ranks.sum(axis=1, keepdims=True)
    seen = np.abs(2 * (ranks * (changes > 0)).sum(axis=1, keepdims=True) - middle)
    apart = np.abs(2 * totals - middle)
    weights = (apart > seen) + (0.5 if mid else 1.0) * (apart == seen)
    return np.asarray((mass * weights).sum(axis=1))


def _row(cell: tuple[float, int], runs: int, seed: int) -> list[object]:
    true, n = cell
    shift = shift_for(true)
    before, after = items_of(generator(seed, "gains", cell), (runs, n), shift, correlation_for(SD, shift))
    rounds = before.mean(axis=-1), after.mean(axis=-1)
    found = p_of_pairs(rounds) | {"Wilcoxon, mid-p": wilcoxon_p(rounds[1] - rounds[0], mid=True)}
    return [f"{true:+g}" if true else "0", n, *(rejected(p) for p in found.values())]


def gains_and_costs(runs: int, seed: int, mapped: Map) -> str:
    """Size and power of the tests of pairs."""
    cells = [(true, n) for true in CHANGES for n in SIZES]
    rows = [row for row in mapped(partial(_row, runs=runs, seed=seed), cells) if isinstance(row, list)]
    names = ["true change", "n", "paired t", "sign-flip, exact", "Wilcoxon, exact", "Wilcoxon, mid-p"]
    return "\n\n".join([
        heading(
            "What t gains and costs: p at most 0.05, in per cent",
            f"The index, its change with a standard deviation of {SD:g} points. At 0 it is size, at +10 power. All "
            f"tests of a row saw the same data. {error_of(ALPHA, runs)} at 5 %, {100 * (0.25 / runs) ** 0.5:.2f} at "
            f"50 %, seed {seed}.",
        ),
        table(names, rows),
    ])  # fmt: skip
