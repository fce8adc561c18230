"""How much more one group changed than another."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Annotated

import numpy as np

from metrics.findings.mean_change import mean_changes
from metrics.model.cells import Cell, is_total
from metrics.model.population import Population
from metrics.model.scores import DECIMALS
from metrics.model.settings import T_TESTS, Settings
from metrics.protection.comparison import Comparison
from metrics.schema.kinds import Change, Details, From, Group, High, Level, Low, Measure, PValue, Statistic, To
from metrics.schema.rows import table
from metrics.statistics.adjustment import holm
from metrics.statistics.asymptotic import MeanChange, difference_in_change
from metrics.tables.between_groups import LEVELS, compared_columns, pair_names, shown_groups
from metrics.tables.changes import sampling_of

_STEP = 0.1
"""The finest step of points that are handed on."""


@table(
    "difference_in_change",
    note="How much more b changed than a, points.",
)
@dataclass(frozen=True)
class DifferenceRow:
    """How much more `b` changed than `a`, in points, with a 95 % interval (Welch–Satterthwaite).

    p is adjusted over the pairs of groups of one measure and pair of rounds (Holm). Where the two share organisations
    there is the difference alone.
    """

    measure: Measure
    level: Annotated[Level, Details(schema={"enum": list(LEVELS)})]
    a: Annotated[Group, Details(heading="first_group")]
    b: Annotated[Group, Details(heading="second_group")]
    from_round: From
    to_round: To
    difference: Change = None
    ci_low: Low = None
    ci_high: High = None
    statistic: Statistic = None
    df: Annotated[Statistic, Details(schema={"minimum": 0})] = None
    p: PValue = None
    p_adjusted: PValue = None


def difference_rows(comparison: Comparison, settings: Settings) -> list[DifferenceRow]:
    """Each pair of shown groups, a before b in the instrument's order: how much more b changed than a."""
    people = comparison.people
    share_organisations = _sharing(people, settings)
    means = {
        cell.name: _means(comparison, cell, settings) for cell in comparison.stakeholders if not is_total(cell.name)
    }
    rows = []
    for column in compared_columns(comparison):
        measure = people.measures[column]
        shown = [(cell, means[cell.name][column]) for cell in shown_groups(comparison, column)]
        pairs = list(combinations(shown, 2))
        found = [
            _without_error(first, second) if share_organisations(a, b) else difference_in_change(first, second)
            for (a, first), (b, second) in pairs
        ]
        adjusted = holm([np.nan if one.p is None else one.p for one in found], nan_policy="omit") if found else []
        for ((a, _), (b, _)), one, p_adjusted in zip(pairs, found, adjusted, strict=True):
            low, high = one.interval()
            rows.append(
                DifferenceRow(
                    measure.name,
                    measure.level,
                    a.name,
                    b.name,
                    *pair_names(people),
                    difference=one.change,
                    ci_low=low,
                    ci_high=high,
                    statistic=one.statistic,
                    df=one.df,
                    p=one.p,
                    p_adjusted=None if one.p is None else p_adjusted,
                )
            )
    return rows


def between_shown(row: DifferenceRow, first: float | None, second: float | None) -> DifferenceRow:
    """A row as it is handed on: the difference of the two changes as they are, its interval as wide around it.

    Rounded from the exact difference, the differences of many groups would say more of each change than is handed on
    of it (rule 40). It has no more decimals than it had. The interval stays on the sides of 0 that it was on; where the
    difference is then outside of it, there is none.
    """
    if row.difference is None or first is None or second is None:
        return row
    points = (row.difference, row.ci_low, row.ci_high)
    is_whole = all(value == int(value) for value in points if value is not None)
    step, digits = (1.0, 0) if is_whole else (_STEP, 1)
    difference = round(round(second - first, DECIMALS), digits) + 0.0
    if row.ci_low is None or row.ci_high is None:
        return replace(row, difference=difference)
    half = step * math.ceil(round((row.ci_high - row.ci_low) / (2 * step), DECIMALS))
    low = _on_side(difference - half, row.ci_low, step)
    high = -_on_side(-(difference + half), -row.ci_high, step)
    if not low <= difference <= high:
        return replace(row, difference=difference, ci_low=None, ci_high=None)
    return replace(row, difference=difference, ci_low=round(low, DECIMALS) + 0.0, ci_high=round(high, DECIMALS) + 0.0)


def _on_side(end: float, before: float, step: float) -> float:
    """A lower end above 0 where it was so before, and nowhere else."""
    return max(end, step) if before > 0 else min(end, 0.0)


def _without_error(first: MeanChange, second: MeanChange) -> MeanChange:
    """The difference alone: where groups share organisations, their changes are not independent of each other."""
    return MeanChange(second.change - first.change, None, None)


def _sharing(people: Population, settings: Settings) -> Callable[[Cell, Cell], bool]:
    """Whether two groups have people of one organisation."""
    known = people.organisations if settings.clusters else None

    def share(a: Cell, b: Cell) -> bool:
        if known is None:
            return False
        one, other = (set(known[cell.members].tolist()) - {-1} for cell in (a, b))
        return not one.isdisjoint(other)

    return share


def _means(comparison: Comparison, cell: Cell, settings: Settings) -> dict[int, MeanChange]:
    """A group's change in each measure that is shown, by column."""
    people = comparison.people
    columns = [column for column in compared_columns(comparison) if comparison.shows_spread(cell, column)]
    if not columns:
        return {}
    before, after = (people.counting(cell.members, columns, round_position) for round_position in (0, 1))
    found = mean_changes(before, after, people.estimand, sampling_of(people, cell, settings, T_TESTS[0]))
    return {column: one.mean for column, one in zip(columns, found, strict=True)}
