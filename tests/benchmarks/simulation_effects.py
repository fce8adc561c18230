"""How often Bonett's interval of Hedges' g_av holds the true value."""

from __future__ import annotations

from functools import partial

from metrics.statistics.effects.hedges import g_av_of_pairs, g_av_of_samples
from tests.benchmarks.simulation_coverage import CHANGES, LEVEL, SIZES, covered
from tests.benchmarks.simulation_models import (
    LOADING,
    STABLE,
    generator,
    pair_of_items,
    sd_of_change,
    shift_for,
    true_hedges_g_av,
)
from tests.benchmarks.simulation_tables import Map, error_of, heading, table


def _item_row(cell: tuple[str, float, int], runs: int, seed: int) -> list[object]:
    shape, change, n = cell
    shift = shift_for(change, shape)
    random = generator(seed, "coverage", cell)
    pairs = pair_of_items(random, (runs, n), shape, shift)
    samples = pair_of_items(random, (runs, n), shape, shift, correlation=0.0)
    row: list[object] = [f"{shape}, {change:+.0f} points" if change else f"{shape}, 0", n]
    row.append(f"{sd_of_change(STABLE / LOADING, shift, (shape,)):.1f}")
    for effects, (before, after) in ((g_av_of_pairs, pairs), (g_av_of_samples, samples)):
        limits = [(effect.low, effect.high) for effect in effects(before.T, after.T)]
        row.append(covered(limits, true_hedges_g_av(shape, shift)))
    return row


def effect_coverage(runs: int, seed: int, mapped: Map) -> str:
    """Coverage of Bonett's interval of Hedges' g_av, on five-point items."""
    cells = [(shape, change, n) for shape in ("middling", "low") for change in CHANGES for n in SIZES]
    rows = [row for row in mapped(partial(_item_row, runs=runs, seed=seed), cells) if isinstance(row, list)]
    names = ["item, true change", "n", "sd of change", "pairs", "two samples"]
    return "\n\n".join([
        heading(
            "Hedges' g_av: coverage of Bonett's 95 % interval, in per cent",
            "Five-point items; pairs, and two samples of n. True values are those of endlessly many people. "
            f"{error_of(LEVEL, runs)}, seed {seed}. Bold: below 93.",
        ),
        table(names, rows),
    ])  # fmt: skip
