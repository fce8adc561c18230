"""Type-I error of the t tests where the trust of an organisation's people moves together."""

from __future__ import annotations

from functools import partial
from itertools import cycle, islice
from math import sqrt

import numpy as np

from metrics.model.settings import ALPHA
from metrics.statistics.asymptotic import (
    MeanChange,
    clustered_change_of_columns,
    clustered_change_of_rounds,
    paired_t_of_columns,
    welch_t_of_samples,
)
from surveys.model.survey import Floats, Integers
from tests.benchmarks.simulation_models import STABLE, generator, items_from, sd_of_change
from tests.benchmarks.simulation_tables import Map, Rate, beyond, error_of, heading, rejected, table

SIZES = (8, 12, 16, 30)
CORRELATIONS = (0.3, 0.5)
MOST = 0.06
COLLEAGUES = ("2 each", "3 each", "1 to 5", "half of all in one")

_OF_LATENT = 0.75
"""What is left of a correlation of latent trust in an index, to which each item adds error of its own; measured."""


def organisations_of(colleagues: str, n: int) -> Integers:
    """The organisation of each of n people."""
    if colleagues == "half of all in one":
        return np.concatenate([np.zeros(n // 2, dtype=np.int64), np.arange(1, n - n // 2 + 1)])
    sizes = {"2 each": (2,), "3 each": (3,), "1 to 5": (1, 2, 3, 4, 5)}[colleagues]
    return np.repeat(np.arange(n), list(islice(cycle(sizes), n)))[:n]


def round_of(random: np.random.Generator, brought: Floats, organisations: Integers, correlation: float) -> Floats:
    """An index of people who bring some trust, shape (runs, people); what moves it is correlated among colleagues."""
    runs = len(brought)
    shared = random.standard_normal((runs, int(organisations.max()) + 1))[:, organisations]
    moved = sqrt(correlation) * shared + sqrt(1 - correlation) * random.standard_normal(brought.shape)
    return np.asarray(items_from(random, brought + sqrt(1 - STABLE) * moved).mean(axis=-1))


def measured_correlation(changes: Floats, organisations: Integers) -> float:
    """Mean product of the changes of two colleagues over their variance, where the true change is 0."""
    together = (organisations[:, None] == organisations) & ~np.eye(organisations.size, dtype=np.bool_)
    products = changes.T @ changes / len(changes)
    return float(products[together].mean() / np.diag(products).mean())


def _rate(found: list[MeanChange], **bars: float) -> Rate:
    return rejected(np.array([np.nan if one.p is None else one.p for one in found]), **bars)


def _row(cell: tuple[str, float, int], runs: int, seed: int) -> list[object]:
    colleagues, correlation, n = cell
    random = generator(seed, "clusters", cell)
    of = organisations_of(colleagues, n)
    brought = [sqrt(STABLE) * random.standard_normal((runs, n)) for _ in range(2)]
    before, after, others = (round_of(random, brought[who], of, correlation / _OF_LATENT) for who in (0, 0, 1))
    changes = after - before
    samples = list(zip(before, others, strict=True))
    return [
        f"{colleagues}, {correlation}",
        f"n = {n}",
        f"{measured_correlation(changes, of):.2f}",
        _rate(paired_t_of_columns(changes.T)),
        _rate(clustered_change_of_columns(changes.T, of), most=MOST),
        _rate([welch_t_of_samples(*sample) for sample in samples]),
        _rate([clustered_change_of_rounds(*sample, of, of) for sample in samples], most=MOST),
    ]


def clustered_error(runs: int, seed: int, mapped: Map) -> str:
    """Share of runs under no change in which the t tests find one at 0.05, with and without heed to organisations."""
    cells = [(one, correlation, n) for one in COLLEAGUES for correlation in CORRELATIONS for n in SIZES]
    rows = [row for row in mapped(partial(_row, runs=runs, seed=seed), cells) if isinstance(row, list)]
    names = ["colleagues, correlation", "n", "measured", "paired t", "CR2, pairs", "Welch t", "CR2, two samples"]
    return "\n\n".join([
        heading(
            "Organisations: size at 0.05, in per cent",
            f"Nothing changed. The index, its change with a standard deviation of {sd_of_change(STABLE):.1f} points. "
            "What moves a person's trust between rounds is correlated among the colleagues of an organisation "
            "(measured: of the index's changes). Two samples: n other people of the same organisations after. "
            f"{error_of(ALPHA, runs)}, seed {seed}. Bold: CR2 above 6 by more than 3 standard errors.",
        ),
        table(names, rows),
        beyond(names, rows, "CR2 above 6 % by more than 3 standard errors"),
    ])  # fmt: skip
