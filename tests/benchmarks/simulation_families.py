"""Errors over families of tests, and of the findings (verdicts)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np

from metrics.findings.evidence import evidence
from metrics.findings.verdicts import VERDICTS, with_findings
from metrics.model.settings import ALPHA, TESTS
from metrics.tables.changes import ChangeRow
from surveys.model.instrument import ALL, SIDE
from surveys.model.survey import Floats
from tests.benchmarks.simulation_errors import NAMES, Map, overlap
from tests.benchmarks.simulation_models import STABLE, generator, items_of, pair_of_indices, pair_of_items, shift_for
from tests.benchmarks.simulation_tables import Rate, beyond, heading, standard_error, table

GROUPS = 5
DIMENSIONS = 4
GROUP_SIZES = (6, 10, 16)
MARGIN = 5.0
SIZES = (5, 6, 10, 16, 30, 60)
LARGE = 200
"""A size at which findings of no change are made; for pairs only."""
FAMILIES = ("primary", "sides", "groups", "dimensions", "items")

_SIDES = {f"{SIDE}one": slice(0, 3), f"{SIDE}other": slice(3, GROUPS)}
_ESTIMANDS = {"matched": "pairs", "all": "everyone", "independent": "two samples"}


def change_row(
    before: Floats, after: Floats, estimand: str, test: str, level: str = "index", group: str = ALL
) -> ChangeRow:
    """A row of the change table as the product fills it, before families and finding."""
    found = evidence(before, after, estimand, test)
    low, high = found.mean.interval(0.90)
    return ChangeRow(
        "measure",
        level,
        group,
        "pre",
        "post",
        n_from=found.n_from,
        n_to=found.n_to,
        change=found.mean.change,
        ci90_low=low,
        ci90_high=high,
        test=test,
        p=found.tested.p,
        smallest_p=found.smallest_p,
    )


def _survey(before: Floats, after: Floats, test: str) -> list[ChangeRow]:
    """Rows of a survey of matched people, shapes (groups, people, items)."""
    measures = [("index", ALL, slice(None), slice(None))]
    measures += [("index", name, where, slice(None)) for name, where in _SIDES.items()]
    measures += [("index", f"group {index}", slice(index, index + 1), slice(None)) for index in range(GROUPS)]
    items = before.shape[2]
    wide = items // DIMENSIONS
    measures += [("dimension", ALL, slice(None), slice(start, start + wide)) for start in range(0, items, wide)]
    measures += [("item", ALL, slice(None), slice(index, index + 1)) for index in range(items)]
    rows = []
    for level, group, people, columns in measures:
        one, other = (scores[people, :, columns].mean(axis=2).reshape(-1) for scores in (before, after))
        rows.append(change_row(one, other, "matched", test, level, group))
    return rows


def _family_row(cell: tuple[str, int], runs: int, seed: int) -> list[object]:
    test, n = cell
    before, after = items_of(generator(seed, "families", n), (runs * GROUPS, n))
    shape = (runs, GROUPS, n, before.shape[2])
    found = []
    for one, other in zip(before.reshape(shape), after.reshape(shape), strict=True):
        rows = with_findings(_survey(one, other, test), MARGIN)
        found.append({row.family for row in rows if row.p_adjusted is not None and row.p_adjusted <= ALPHA})
    rates: list[object] = [Rate(float(np.mean([name in one for one in found])), runs, most=ALPHA) for name in FAMILIES]
    corrected = {"sides", "groups", "dimensions"}
    anywhere = Rate(float(np.mean([bool(corrected & one) for one in found])), runs)
    return [NAMES[test], f"{GROUPS} groups of {n}", *rates, anywhere]


def familywise_error(runs: int, seed: int, mapped: Map) -> str:
    """Share of surveys without any change in which a family holds at least one adjusted p of at most 0.05."""
    cells = [(test, n) for test in ("wilcoxon", "paired_t") for n in GROUP_SIZES]
    rows = [row for row in mapped(partial(_family_row, runs=runs, seed=seed), cells) if isinstance(row, list)]
    names = ["test", "survey", *FAMILIES, "sides, groups or dimensions"]
    return "\n\n".join([
        heading(
            "Familywise error under the complete null, in per cent",
            "Surveys of matched people in 5 groups of two sides, 12 items of one factor in 4 dimensions, nobody's true "
            "trust changed. A family errs where any of its adjusted p is at most 0.05: Holm for 2 sides, 5 groups, 4 "
            "dimensions; Benjamini-Hochberg for 12 items (its false discovery rate here); `primary` is a single test. "
            "The last column joins three families, which are not corrected for each other. "
            f"{runs:,} surveys, seed {seed}; Monte Carlo standard error {100 * standard_error(ALPHA, runs):.2f}.",
        ),
        table(names, rows),
        beyond(names, rows, "Above 5 % by more than 3 standard errors"),
    ])  # fmt: skip


def _verdict_row(cell: tuple[str, str, float, int], runs: int, seed: int) -> list[object]:
    estimand, data, change, n = cell
    random = generator(seed, "verdict", cell)
    correlation = 0.0 if estimand == "independent" else STABLE
    if data == "index":
        before, after = pair_of_indices(random, (runs, n), shift_for(change), correlation)
    else:
        before, after = pair_of_items(random, (runs, n), data, shift_for(change, data), correlation)
    test = TESTS[estimand][0]
    if estimand == "independent":
        nobody = np.full_like(before, np.nan)
        before, after = np.hstack([before, nobody]), np.hstack([nobody, after])
    elif estimand == "all":
        before, after = overlap(before, after)
    rows = (change_row(one, other, estimand, test) for one, other in zip(before, after, strict=True))
    found = [with_findings([row], MARGIN)[0].verdict for row in rows]
    shares = {name: found.count(name) / runs for name in VERDICTS}
    moved = shares["increased"] + shares["decreased"]
    small = shares["equivalent"] + shares["trivial"]
    return [
        f"{_ESTIMANDS[estimand]}, {data}, +{change:.0f}",
        f"n = {n}",
        *(Rate(shares[name], runs) for name in VERDICTS[1:]),
        Rate(moved, runs, most=ALPHA) if change == 0 else Rate(shares["decreased"], runs, most=ALPHA / 2),
        Rate(small, runs, most=ALPHA) if change >= MARGIN else "",
    ]


def verdict_errors(runs: int, seed: int, mapped: Map) -> str:
    """How often each finding is made when the true change is none, the margin, and twice the margin."""
    kinds = {
        ("matched", "index"): (*SIZES, LARGE),
        ("matched", "low"): (*SIZES, LARGE),
        ("all", "index"): SIZES[1:],
        ("independent", "low"): SIZES,
    }
    changes = (0.0, MARGIN, 2 * MARGIN)
    cells = [(*kind, change, n) for kind, sizes in kinds.items() for change in changes for n in sizes]
    rows = list(_heavy_first(partial(_verdict_row, runs=runs, seed=seed), cells, mapped))
    names = ["estimand, data, true change", "n", *VERDICTS[1:], "wrong direction", "called small"]
    return "\n\n".join([
        heading(
            "Findings by true change, in per cent",
            "Margin 5 points, default tests (exact Wilcoxon; overlapping t with n/2 pairs and n/4 more in each round; "
            "exact Mann–Whitney with n in each round), a family of one. An index of 12 items, or an item (low). “wrong "
            "direction”: at no change, increased or decreased (bar 5); else decreased (bar 2.5). “called small”: "
            "equivalent or trivial although the true change is the margin or more (bar 5: two one-sided "
            f"tests). {runs:,} runs, seed {seed}; Monte Carlo standard error at 5 %: "
            f"{100 * standard_error(ALPHA, runs):.2f}.",
        ),
        table(names, rows),
        beyond(names, rows, "Above its bar by more than 3 standard errors"),
    ])  # fmt: skip


def _heavy_first(
    work: partial[list[object]], cells: list[tuple[str, str, float, int]], mapped: Map
) -> Iterable[list[object]]:
    """Rows in the order of the cells, the largest reckoned first so that two processes end together."""
    order = sorted(range(len(cells)), key=lambda index: -cells[index][3])
    found = dict(zip(order, mapped(work, [cells[index] for index in order]), strict=True))
    return [row for index in range(len(cells)) if isinstance(row := found[index], list)]
