"""Groups beside each other: their levels in a round, their changes, and each pair's difference in change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from metrics.changes import counting, invited_to
from metrics.disclosure.cells import Cell, is_total
from metrics.disclosure.comparison import Comparison
from metrics.evidence import mean_changes
from metrics.population import Population
from metrics.rows import BetweenGroupsRow, DifferenceRow, DunnRow
from metrics.scores import DECIMALS
from metrics.settings import Settings
from metrics.statistics.asymptotic import MeanChange, difference_in_change, dunn_of_samples, kruskal_wallis_of_samples
from surveys.survey import Floats

LEVELS = ("index", "dimension")
"""Groups are compared by index and dimensions: by item there would be hundreds of tests that nobody asked for."""


def between_round_rows(comparison: Comparison, which: int) -> list[BetweenGroupsRow]:
    """Kruskal–Wallis and Dunn of a round's levels, over everyone in it, in the groups shown (``numbers.md`` rule 24).

    Where these are a few people more than the shown rows rest on, the numbers would tell of the few, and are left out.
    """
    columns = _compared(comparison.people)
    return [_of_round(comparison, _shown(comparison, column), column, which) for column in columns]


def between_change_rows(comparison: Comparison) -> list[BetweenGroupsRow]:
    """Kruskal–Wallis and Dunn of the changes, over the pairs, in the groups shown."""
    people = comparison.people
    return [_of_changes(people, _shown(comparison, column), column) for column in _compared(people)]


def difference_rows(comparison: Comparison, settings: Settings) -> list[DifferenceRow]:
    """Each pair of shown groups, a before b in the instrument's order: how much more b changed than a."""
    people = comparison.people
    means = {
        cell.name: _means(comparison, cell, settings) for cell in comparison.stakeholders if not is_total(cell.name)
    }
    rows = []
    for column in _compared(people):
        measure = people.measures[column]
        shown = [(cell, means[cell.name][column]) for cell in _shown(comparison, column)]
        for (a, first), (b, second) in combinations(shown, 2):
            found = difference_in_change(first, second)
            low, high = found.interval(0.95)
            rows.append(
                DifferenceRow(
                    measure.name,
                    measure.level,
                    a.name,
                    b.name,
                    *_pair(people),
                    difference=found.change,
                    ci_low=low,
                    ci_high=high,
                    statistic=found.statistic,
                    df=found.df,
                    p=found.p,
                )
            )
    return rows


def _means(comparison: Comparison, cell: Cell, settings: Settings) -> dict[int, MeanChange]:
    """A group's change in each measure that is shown, by column."""
    people = comparison.people
    columns = [column for column in _compared(people) if comparison.shows(cell, column)]
    if not columns:
        return {}
    before, after = (counting(people, cell, columns, which) for which in (0, 1))
    found = mean_changes(before, after, people.estimand, invited_to(people, cell, settings))
    return dict(zip(columns, found, strict=True))


def _compared(people: Population) -> list[int]:
    """Columns of the measures in which groups are compared."""
    return [column for column, measure in enumerate(people.measures) if measure.level in LEVELS]


def _shown(comparison: Comparison, column: int) -> list[Cell]:
    """The groups whose row of a measure is shown."""
    return [cell for cell in comparison.stakeholders if not is_total(cell.name) and comparison.shows(cell, column)]


def _of_round(comparison: Comparison, cells: Sequence[Cell], column: int, which: int) -> BetweenGroupsRow:
    people = comparison.people
    measure, round_, scores = people.measures[column], people.rounds[which], people.scores[which][:, column]
    row = BetweenGroupsRow(measure.name, measure.level, round_.name, False, None, None)
    everyone = ~np.isnan(scores) & round_.present
    uncounted = everyone & ~people.with_measures(which)[:, column]
    if any(comparison.is_few(int((cell.members & uncounted).sum())) for cell in cells):
        return replace(row, reason="protected")
    return _tested(row, {cell.name: scores[cell.members & everyone] for cell in cells})


def _of_changes(people: Population, cells: Sequence[Cell], column: int) -> BetweenGroupsRow:
    measure = people.measures[column]
    row = BetweenGroupsRow(measure.name, measure.level, None, True, *_pair(people))
    differences = people.scores[1][:, column] - people.scores[0][:, column]
    return _tested(row, {cell.name: differences[cell.members & people.in_both[:, column]] for cell in cells})


def _tested(row: BetweenGroupsRow, samples: Mapping[str, Floats]) -> BetweenGroupsRow:
    """The row with its numbers; Dunn's pairs stand in the order of the groups' names."""
    if len(samples) < 2:
        return replace(row, reason="one_group")
    names = sorted(samples)
    rounded = [np.round(samples[name], DECIMALS) for name in names]
    whole = kruskal_wallis_of_samples(rounded)
    pairs = [DunnRow(names[d.first], names[d.second], d.z, d.p, d.p_adjusted) for d in dunn_of_samples(rounded)]
    reason = None if whole.statistic is not None else "all_alike"
    return replace(
        row, n=whole.n, statistic=whole.statistic, df=whole.df, p=whole.p, dunn=tuple(pairs), reason=reason
    )  # fmt: skip


def _pair(people: Population) -> tuple[str, str]:
    return people.rounds[0].name, people.rounds[1].name
