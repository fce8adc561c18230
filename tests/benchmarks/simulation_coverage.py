"""How often each 95 % interval holds the true value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from metrics.statistics.asymptotic import (
    overlapping_t_of_rounds,
    paired_t_of_differences,
    weighted_change_of_rounds,
    welch_t_of_samples,
)
from metrics.statistics.effects.hedges import g_av_of_pairs, g_av_of_samples
from metrics.statistics.reliability.alpha import cronbach_alpha
from surveys.model.survey import Floats
from tests.benchmarks.simulation_errors import SIZES, Map, overlap
from tests.benchmarks.simulation_models import (
    generator,
    items_of,
    mean_change,
    pair_of_items,
    shift_for,
    true_alpha,
    true_hedges_g_av,
)
from tests.benchmarks.simulation_tables import Rate, beyond, heading, standard_error, table

LEVEL, ENOUGH = 0.95, 0.93
CHANGES = (0.0, 12.0)
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


def _mean_intervals(pairs: tuple[Floats, Floats], samples: tuple[Floats, Floats]) -> Iterator[list[Limits]]:
    yield [paired_t_of_differences(after - before).interval(LEVEL) for before, after in zip(*pairs, strict=True)]
    yield [welch_t_of_samples(before, after).interval(LEVEL) for before, after in zip(*samples, strict=True)]
    yield [
        overlapping_t_of_rounds(before, after).interval(LEVEL) for before, after in zip(*overlap(*pairs), strict=True)
    ]


def _effect_intervals(pairs: tuple[Floats, Floats], samples: tuple[Floats, Floats]) -> Iterator[list[Limits]]:
    for effects, (before, after) in ((g_av_of_pairs, pairs), (g_av_of_samples, samples)):
        yield [(effect.low, effect.high) for effect in effects(before.T, after.T)]


def _item_row(cell: tuple[str, float, int], runs: int, seed: int) -> list[object]:
    shape, change, n = cell
    shift = shift_for(change, shape)
    random = generator(seed, "coverage", cell)
    pairs = pair_of_items(random, (runs, n), shape, shift)
    samples = pair_of_items(random, (runs, n), shape, shift, correlation=0.0)
    found = [covered(limits, mean_change(shape, shift)) for limits in _mean_intervals(pairs, samples)]
    found += [covered(limits, true_hedges_g_av(shape, shift)) for limits in _effect_intervals(pairs, samples)]
    return [f"{shape}, +{change:.0f} points", f"n = {n}", *found]


def coverage(runs: int, seed: int, mapped: Map) -> str:
    """Coverage of the intervals of the mean change and of the effect sizes, on five-point items."""
    cells = [(shape, change, n) for shape in ("middling", "low") for change in CHANGES for n in SIZES]
    rows = [row for row in mapped(partial(_item_row, runs=runs, seed=seed), cells) if isinstance(row, list)]
    names = ["answers, true change", "n", "paired t", "Welch t", "overlapping t", "g_av, pairs", "g_av, two samples"]
    return "\n\n".join([
        heading(
            "Coverage of 95 % intervals, five-point items, in per cent",
            "t intervals of the mean change, and Bonett's of Hedges' g_av; pairs with a latent correlation of 0.5, and "
            f"two samples of n. {runs:,} runs, seed {seed}; Monte Carlo standard error at 95 %: "
            f"{100 * standard_error(LEVEL, runs):.2f}. True values are those of endlessly many people. “none”: per "
            "cent of runs without an interval (left out).",
        ),
        table(names, rows),
        beyond(names, rows, "Below 93 %"),
    ])  # fmt: skip


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


def _other_row(n: int, runs: int, seed: int) -> list[object]:
    found: list[object] = ["all", f"n = {n}"]
    for items in (3, 12):
        scores, _ = items_of(generator(seed, "alpha", n, items), (runs, n))
        alphas = (cronbach_alpha(one[:, :items]) for one in scores)
        found.append(covered([(alpha.low, alpha.high) for alpha in alphas], true_alpha(items)))
    for correlation in (0.5, 0.0):
        found += [_weighted(change, n, runs, seed, correlation) for change in CHANGES]
    return found


def other_coverage(runs: int, seed: int, mapped: Map) -> str:
    """Coverage of Feldt's interval of alpha and of the linearised interval of the weighted change."""
    rows = [row for row in mapped(partial(_other_row, runs=runs, seed=seed), SIZES) if isinstance(row, list)]
    names = ["", "n", "Feldt, 3 items", "Feldt, 12 items"]
    names += [f"weighted {kind}, +{change:.0f}" for kind in ("pairs", "two samples") for change in CHANGES]
    return "\n\n".join([
        heading(
            "Coverage of 95 % intervals of alpha and of the weighted change, in per cent",
            f"Alpha: items of one factor, true alpha {true_alpha(3):.3f} (3 items) and {true_alpha(12):.3f} (12). "
            "Weighted change: half of all people belong to a stratum that alone changes and is 30 % of those who "
            f"answer; weights 1.67 and 0.71. {runs:,} runs, seed {seed}; Monte Carlo standard error at 95 %: "
            f"{100 * standard_error(LEVEL, runs):.2f}.",
        ),
        table(names, rows),
        beyond(names, rows, "Below 93 %"),
    ])  # fmt: skip
