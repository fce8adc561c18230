"""How often each 95 % interval holds the true value."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from metrics.statistics.asymptotic import weighted_change_of_rounds
from metrics.statistics.reliability.alpha import cronbach_alpha
from surveys.model.survey import Floats
from tests.benchmarks.simulation_models import (
    LOADING,
    STABLE,
    generator,
    items_of,
    pair_of_items,
    sd_of_change,
    shift_for,
    true_alpha,
)
from tests.benchmarks.simulation_tables import Map, Rate, error_of, heading, table

SIZES = (6, 8, 16, 30)
LEVEL, ENOUGH = 0.95, 0.93
CHANGES = (0.0, 12.0)
KINDS = ("pairs", "two samples")
_STRATUM = 0.3, 0.5
"""Share of the first of two strata among those who answer, and among all: weights make up for it."""

Limits = tuple[float | None, float | None]


def covered(limits: Sequence[Limits], true: float) -> Rate:
    """Share of the intervals there are that hold the true value; it should be 93 % at least."""
    known = [(low, high) for low, high in limits if low is not None and high is not None]
    inside = [low - 1e-9 <= true <= high + 1e-9 for low, high in known]
    without = 1 - len(known) / len(limits)
    if not inside:
        return Rate(0.0, 1, without=1.0)
    return Rate(float(np.mean(inside)), len(inside), least=ENOUGH, without=without)


def _strata(random: np.random.Generator, size: tuple[int, int], change: float, correlation: float) -> list[Floats]:
    """Before, after and weights: the first stratum, half of all, answers more rarely and alone changes."""
    first = random.random(size) < _STRATUM[0]
    still = pair_of_items(random, size, "middling", 0.0, correlation)
    moved = pair_of_items(random, size, "middling", shift_for(change / _STRATUM[1], "middling"), correlation)
    weights = np.where(first, _STRATUM[1] / _STRATUM[0], (1 - _STRATUM[1]) / (1 - _STRATUM[0]))
    return [np.where(first, *both) for both in zip(moved, still, strict=True)] + [weights]


def _weighted(change: float, n: int, runs: int, seed: int, correlation: float) -> Rate:
    random = generator(seed, "weighted", change, n, correlation)
    before, after, weights = _strata(random, (runs, n), change, correlation)
    if correlation:
        found = [weighted_change_of_rounds(b, a, w, w) for b, a, w in zip(before, after, weights, strict=True)]
    else:
        nobody = np.full((runs, n), np.nan)
        _, other, others = _strata(random, (runs, n), change, correlation)
        before, after = np.hstack([before, nobody]), np.hstack([nobody, other])
        weights = np.hstack([weights, others])
        found = [weighted_change_of_rounds(b, a, w, w) for b, a, w in zip(before, after, weights, strict=True)]
    return covered([(one.low, one.high) for one in found], change)


def _row(n: int, runs: int, seed: int) -> list[object]:
    found: list[object] = [n]
    for items in (3, 12):
        scores, _ = items_of(generator(seed, "alpha", n, items), (runs, n))
        alphas = (cronbach_alpha(one[:, :items]) for one in scores)
        found.append(covered([(alpha.low, alpha.high) for alpha in alphas], true_alpha(items)))
    for correlation in (STABLE, 0.0):
        found += [_weighted(change, n, runs, seed, correlation) for change in CHANGES]
    return found


def other_coverage(runs: int, seed: int, mapped: Map) -> str:
    """Coverage of Feldt's interval of alpha and of the linearised interval of the weighted change."""
    rows = [row for row in mapped(partial(_row, runs=runs, seed=seed), SIZES) if isinstance(row, list)]
    names = ["n", "alpha, 3 items", "alpha, 12 items"]
    names += [
        f"weighted {kind}, {change:+.0f}" if change else f"weighted {kind}, 0" for kind in KINDS for change in CHANGES
    ]
    return "\n\n".join([
        heading(
            "Alpha and weighted change: coverage of the 95 % interval, in per cent",
            f"Alpha: items of one factor, true alpha {true_alpha(3):.3f} (3 items) and {true_alpha(12):.3f} (12). "
            "Weighted change of an item whose change has a standard deviation of "
            f"{sd_of_change(STABLE / LOADING, 0.0, ('middling',)):.1f} points where nothing changes: half of all "
            "people belong to a stratum that alone changes and is 30 % of those who answer; weights 1.67 and 0.71. "
            f"{error_of(LEVEL, runs)}, seed {seed}. Bold: below 93.",
        ),
        table(names, rows),
    ])  # fmt: skip
