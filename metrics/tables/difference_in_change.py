"""How much more one group changed than another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

from metrics.findings.evidence import mean_changes
from metrics.model.cells import Cell, is_total
from metrics.model.settings import Settings
from metrics.protection.comparison import Comparison
from metrics.schema.kinds import Details, From, Group, Level, Measure, Points, PValue, Statistic, To
from metrics.schema.rows import table
from metrics.statistics.asymptotic import MeanChange, difference_in_change
from metrics.tables.between_groups import LEVELS, compared_columns, pair_names, shown_groups


@table(
    "difference_in_change",
    note="How much more b changed than a, points.",
)
@dataclass(frozen=True)
class DifferenceRow:
    """How much more `b` changed than `a`, in points, with a 95 % interval (Welch–Satterthwaite)."""

    measure: Measure
    level: Annotated[Level, Details(schema={"enum": list(LEVELS)})]
    a: Annotated[Group, Details(heading="first_group")]
    b: Annotated[Group, Details(heading="second_group")]
    from_round: From
    to_round: To
    difference: Points = None
    ci_low: Points = None
    ci_high: Points = None
    statistic: Statistic = None
    df: Annotated[Statistic, Details(schema={"minimum": 0})] = None
    p: PValue = None


def difference_rows(comparison: Comparison, settings: Settings) -> list[DifferenceRow]:
    """Each pair of shown groups, a before b in the instrument's order: how much more b changed than a."""
    people = comparison.people
    means = {
        cell.name: _means(comparison, cell, settings) for cell in comparison.stakeholders if not is_total(cell.name)
    }
    rows = []
    for column in compared_columns(comparison):
        measure = people.measures[column]
        shown = [(cell, means[cell.name][column]) for cell in shown_groups(comparison, column)]
        for (a, first), (b, second) in combinations(shown, 2):
            found = difference_in_change(first, second)
            low, high = found.interval(0.95)
            rows.append(
                DifferenceRow(
                    measure.name,
                    measure.level,
                    a.name,
                    b.name,
                    *pair_names(people),
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
    columns = [column for column in compared_columns(comparison) if comparison.shows(cell, column)]
    if not columns:
        return {}
    before, after = (people.counting(cell.members, columns, round_position) for round_position in (0, 1))
    found = mean_changes(before, after, people.estimand, people.invited(cell.members, settings.invited))
    return dict(zip(columns, found, strict=True))
