"""Size and coverage where nothing changed: the t tests that are the default, and exact tests beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from metrics.model.scores import DECIMALS
from metrics.model.settings import ALPHA
from metrics.statistics.asymptotic import (
    MeanChange,
    overlapping_t_of_rounds,
    paired_t_of_columns,
    welch_t_of_samples,
)
from metrics.statistics.asymptotic.brunner_munzel import brunner_munzel_of_samples
from metrics.statistics.exact import (
    mann_whitney_of_samples,
    permutation_of_samples,
    sign_flip_of_differences,
    wilcoxon_of_differences,
)
from surveys.model.survey import Floats
from tests.benchmarks.simulation_models import answers, generator
from tests.benchmarks.simulation_sources import LEVELS, Model, Panel, Rounds, Source
from tests.benchmarks.simulation_tables import Map, Rate, error_of, heading, rejected, table

SIZES = (5, 6, 8, 12, 16, 30)
SAMPLE_SIZES = (8, 16, 30)
MOST = 0.06
SOURCES: tuple[Source, ...] = (Panel(), Model(10), Model(15), Model(20))


@dataclass(frozen=True)
class Errors:
    """What the t tests of the measures of a level did: a share of each measure's runs.

    Attributes
    ----------
    size : sequence of float
        Of all runs, those with p ≤ 0.05. One without spread has none: its row is hidden.
    coverage : sequence of float
        Of the runs with spread, those whose 95 % interval holds 0.
    hidden : sequence of float
        Of all runs, those without spread.
    """

    size: Sequence[float]
    coverage: Sequence[float]
    hidden: Sequence[float]


def errors_of(measures: Sequence[Sequence[MeanChange]]) -> Errors:
    """Errors of t tests, a sequence of runs a measure."""
    size, coverage, hidden = [], [], []
    for runs in measures:
        shown = [one for one in runs if one.se]
        limits = np.array([one.interval() for one in shown])
        size.append(sum(one.p is not None and one.p <= ALPHA for one in shown) / len(runs))
        coverage.append(float(((limits[:, 0] <= 0) & (limits[:, 1] >= 0)).mean()))
        hidden.append(1 - len(shown) / len(runs))
    return Errors(size, coverage, hidden)


def paired(rounds: Rounds) -> list[MeanChange]:
    """The paired t of each run."""
    return paired_t_of_columns((rounds[1] - rounds[0]).T)


def _worst(shares: Sequence[float], runs: int, worst: Callable[[Sequence[float]], float], **bars: float) -> str:
    """The mean over measures and, of several, the worst of them."""
    mean = str(Rate(float(np.mean(shares)), runs, **bars))
    return mean if len(shares) == 1 else f"{mean} ({Rate(worst(shares), runs, **bars)})"


def _paired_row(cell: tuple[Source, str], runs: int, seed: int) -> tuple[list[str], list[str], list[str], list[str]]:
    source, level = cell
    head = [f"{source.name}", level, f"{source.sd_of_change(level):.1f}"]
    size, coverage, above, hidden = list(head), list(head), [], list(head)
    for n in SIZES:
        drawn = source.pairs(generator(seed, "size", source.name, level, n), level, runs, n)
        found = errors_of([paired(one) for one in drawn])
        size.append(_worst(found.size, runs, max, most=MOST))
        coverage.append(_worst(found.coverage, runs, min, least=1 - MOST))
        hidden.append(f"{100 * np.mean(found.hidden):.1f}")
        if max(found.size) > MOST:
            many = sum(share > MOST for share in found.size)
            above.append(
                f"{source.name}, {level}, n = {n}: {many} of {len(drawn)}, at most {100 * max(found.size):.1f}"
            )
    return size, coverage, hidden, above


def paired_size(runs: int, seed: int, mapped: Map) -> str:
    """Size and coverage of the paired t."""
    cells = [(source, level) for source in SOURCES for level in LEVELS]
    found = [row for row in mapped(partial(_paired_row, runs=runs, seed=seed), cells) if isinstance(row, tuple)]
    sizes, coverages, hidden, above = zip(*found, strict=True)
    names = ["people", "measure", "sd of change", *(f"n = {n}" for n in SIZES)]
    listed = "; ".join(one for row in above for one in row)
    return "\n\n".join([
        heading(
            "Paired t: size at 0.05, in per cent",
            "Nothing changed. Where a level has several measures: their mean and, in brackets, the highest. The real "
            "panel has 1 index, 6 dimensions and 16 items of three points; the models an index of 12 items of five "
            "points, dimensions of 3 of them, and items that are middling, low and at the floor. "
            f"{error_of(ALPHA, runs)} a measure, seed {seed}. Bold: above 6 by more than 3 standard errors.",
        ),
        table(names, sizes, 2),
        f"Measures above 6 %: {listed or 'none'}.",
        heading(
            "Paired t: coverage of the 95 % interval, in per cent",
            "The same draws, those left out in which everybody changed alike: such a row is not shown. In brackets the "
            "lowest. Bold: below 94.",
        ),
        table(names, coverages, 2),
        "Left out, in per cent of draws:",
        table(names, [row for row in hidden if any(float(share) >= 0.05 for share in row[3:])], 2),
    ])  # fmt: skip


def p_of_pairs(rounds: Rounds) -> dict[str, Floats]:
    """The p of each test of pairs in each run; 1 where everybody changed alike, as such a row is not shown.

    Runs with the same differences share an exact p, as the order of people does not matter.
    """
    data = np.sort(np.round(rounds[1] - rounds[0], DECIMALS), axis=1)
    hidden = data[:, 0] == data[:, -1]
    distinct, run = np.unique(data, axis=0, return_inverse=True)
    found = {"paired t": np.array([1.0 if one.p is None else one.p for one in paired(rounds)])}
    for name, test in (("sign-flip", sign_flip_of_differences), ("Wilcoxon", wilcoxon_of_differences)):
        found[name] = np.array([test(one).p for one in distinct])[run.reshape(-1)]
    return {name: np.where(hidden, 1.0, p) for name, p in found.items()}


def swapped(random: np.random.Generator, changes: Floats) -> Rounds:
    """Rounds of people each of whose change is turned round by a fair coin: to them nothing happened in between."""
    return np.zeros_like(changes), np.where(random.random(changes.shape) < 0.5, -changes, changes)


def _exact_row(cell: tuple[Source, str], runs: int, seed: int) -> list[object]:
    source, level = cell
    row: list[object] = [source.name, level, f"{source.sd_of_change(level):.1f}"]
    for n in SIZES:
        random = generator(seed, "exact", source.name, level, n)
        each = -(-runs // source.measures(level))
        drawn = [swapped(random, one) for one in source.changes(random, level, each, n)]
        found = [p_of_pairs(one) for one in drawn]
        row.append(" / ".join(str(rejected(np.concatenate([p[test] for p in found]), most=MOST)) for test in found[0]))
    return row


def exact_size(runs: int, seed: int, mapped: Map) -> str:
    """Size of the paired t beside that of the exact tests of pairs."""
    cells = [(source, level) for source in SOURCES for level in LEVELS]
    rows = [row for row in mapped(partial(_exact_row, runs=runs, seed=seed), cells) if isinstance(row, list)]
    names = ["people", "measure", "sd of change", *(f"n = {n}" for n in SIZES)]
    return "\n\n".join([
        heading(
            "Paired t beside exact tests of pairs: size at 0.05, in per cent",
            "Paired t / exact sign-flip of the mean, which every row has as its check / Wilcoxon with "
            "Pratt's zeros. The null of the exact tests is that each person's change could as well have been the "
            "reverse: people are drawn as above, nothing taken off, and a fair coin turns each person's change round. "
            f"All measures of a level together. {error_of(ALPHA, runs)}, seed {seed}. Bold: above 6 by more than 3 "
            "standard errors.",
        ),
        table(names, rows, 2),
    ])  # fmt: skip


def half_found(rounds: Rounds, n: int) -> Rounds:
    """N people a round, half of them in both, of 1.5·n people in two rounds."""
    before, after = rounds[0].copy(), rounds[1].copy()
    after[:, : n // 2] = np.nan
    before[:, n:] = np.nan
    return before, after


def _samples_row(cell: tuple[str, Source, str], runs: int, seed: int) -> list[object]:
    test, source, level = cell
    sd = source.sd_of_score(level) if test == "Welch" else source.sd_of_change(level)
    row: list[object] = [test, source.name, level, f"{sd:.1f}"]
    for n in SAMPLE_SIZES:
        random = generator(seed, "samples", test, source.name, level, n)
        each = -(-runs // source.measures(level))
        if test == "Welch":
            drawn = source.samples(random, level, each, n)
            found = errors_of([[welch_t_of_samples(*one) for one in zip(*some, strict=True)] for some in drawn])
        else:
            drawn = [half_found(some, n) for some in source.pairs(random, level, each, n + n // 2)]
            found = errors_of([[overlapping_t_of_rounds(*one) for one in zip(*some, strict=True)] for some in drawn])
        row += [
            Rate(float(np.mean(found.size)), runs, most=MOST),
            Rate(float(np.mean(found.coverage)), runs, least=1 - MOST),
        ]
    return row


def samples_size(runs: int, seed: int, mapped: Map) -> str:
    """Size and coverage of Welch's t and of the overlapping t."""
    cells: list[tuple[str, Source, str]]
    cells = [("Welch", source, level) for source in (Panel(), Model(15)) for level in LEVELS]
    cells += [("overlapping", source, level) for source in SOURCES for level in LEVELS]
    rows = [row for row in mapped(partial(_samples_row, runs=runs, seed=seed), cells) if isinstance(row, list)]
    names = [
        "t",
        "people",
        "measure",
        "sd",
        *(f"{what}, n = {n}" for n in SAMPLE_SIZES for what in ("size", "coverage")),
    ]
    return "\n\n".join([
        heading(
            "Two samples and partial overlap: size at 0.05 and coverage of the 95 % interval, in per cent",
            "Nothing changed. Welch's t: n people before and n others after; sd is that of a score (the models differ "
            "in how people change, so that all are one to Welch's t). Overlapping t: n people a round, half of them "
            f"in both; sd is that of change. All measures of a level together. {error_of(ALPHA, runs)}, seed {seed}. "
            "Bold: size above 6 by more than 3 standard errors, coverage below 94.",
        ),
        table(names, rows, 3),
    ])  # fmt: skip


_OF_SAMPLES: dict[str, Callable[[Floats, Floats], object]] = {
    "Welch t": welch_t_of_samples,
    "permutation": permutation_of_samples,
    "Mann–Whitney": mann_whitney_of_samples,
    "Brunner–Munzel": brunner_munzel_of_samples,
}


def _spread_row(n: int, runs: int, seed: int) -> list[object]:
    random = generator(seed, "spread", n)
    wide = answers(random.standard_normal((runs, n)), "wide")
    narrow = answers(random.standard_normal((runs, 2 * n)), "narrow")
    row: list[object] = [f"{n} and {2 * n}", f"{wide.std():.1f} and {narrow.std():.1f}"]
    for test in _OF_SAMPLES.values():
        found = [getattr(test(*one), "p", None) for one in zip(narrow, wide, strict=True)]
        row.append(rejected(np.array([np.nan if p is None else p for p in found]), most=MOST))
    return row


def unequal_spread(runs: int, seed: int, mapped: Map) -> str:
    """Size of the tests of two samples where the smaller sample has the wider spread."""
    rows = [row for row in mapped(partial(_spread_row, runs=runs, seed=seed), SAMPLE_SIZES) if isinstance(row, list)]
    names = ["people", "sd of a score", *_OF_SAMPLES]
    return "\n\n".join([
        heading(
            "Two samples with one mean but unequal spread: rejections at 0.05, in per cent",
            "The null of the permutation test and of Mann–Whitney is that both rounds have one distribution; here only "
            "the means are equal. Five-point items, the smaller sample with the wider spread: a hard case. "
            f"{error_of(ALPHA, runs)}, seed {seed}. Bold: above 6 by more than 3 standard errors.",
        ),
        table(names, rows),
    ])  # fmt: skip
