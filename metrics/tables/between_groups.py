"""Groups beside each other: their levels in a round, and their changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from metrics.model.cells import Cell, is_total
from metrics.model.population import Population
from metrics.model.scores import DECIMALS
from metrics.protection.comparison import Comparison
from metrics.schema.kinds import (
    Count,
    Details,
    Flag,
    FromOrNone,
    Group,
    Level,
    Measure,
    People,
    PValue,
    RoundOrNone,
    Statistic,
    ToOrNone,
    Why,
)
from metrics.schema.rows import PROTECTED, ROWS, Subject, hidden_twin, nested_row, table
from metrics.statistics.adjustment import holm
from metrics.statistics.asymptotic import dunn_of_samples, kruskal_wallis_of_samples
from surveys.model.survey import Flags, Floats

LEVELS = ("index", "dimension")
"""Groups are compared by index and dimensions: by item there would be hundreds of tests that nobody asked for."""


@nested_row()
@dataclass(frozen=True)
class DunnRow:
    """Dunn's comparison of two groups: z positive where `b` ranks higher; p adjusted by Holm over the pairs."""

    a: Group
    b: Group
    z: Annotated[Statistic, Details(heading="statistic")]
    p: PValue
    p_adjusted: PValue


@table(
    "between_groups",
    compares_groups=True,
    note="Kruskal–Wallis over the groups shown, of a round's levels or (change) of a pair's changes; z is positive "
    "where b ranks higher.",
)
@dataclass(frozen=True)
class BetweenGroupsRow:
    """Kruskal–Wallis over the groups shown: of one round's levels, or (`change`) of the changes of a pair.

    p is adjusted over the measures of its level in that round or pair (Holm). `reason` says why there is no number.
    """

    measure: Measure
    level: Annotated[Level, Details(schema={"enum": list(LEVELS)})]
    round: RoundOrNone
    change: Flag
    from_round: FromOrNone
    to_round: ToOrNone
    n: People = None
    statistic: Annotated[Statistic, Details(schema={"minimum": 0})] = None
    df: Annotated[Count, Details(cell="number")] = None
    p: PValue = None
    p_adjusted: PValue = None
    dunn: Annotated[tuple[DunnRow, ...], ROWS] = ()
    reason: Annotated[Why, Details(heading="why_empty")] = None


def without_pairs_of_few(row: BetweenGroupsRow, few: Collection[Subject]) -> BetweenGroupsRow:
    """A row without the pairs of which a group is few: z tells their ranks beside their mean (rule 39a).

    The test over three groups or more rests on all of them; of two groups it is that of the pair, and goes with it.

    Parameters
    ----------
    few : collection
        Measures and groups of few people.
    """
    left = tuple(one for one in row.dunn if {(row.measure, one.a), (row.measure, one.b)}.isdisjoint(few))
    is_of_two = len(row.dunn) == 1
    return hidden_twin(row) if is_of_two and not left else replace(row, dunn=left)


def between_round_rows(
    comparison: Comparison, round_position: int, comparisons: Sequence[Comparison]
) -> list[BetweenGroupsRow]:
    """Kruskal–Wallis and Dunn of a round's levels, over everyone in it, in the groups shown (rule 24).

    Where these are a few people more or fewer than a row of that round rests on, in this comparison or another, the
    numbers would tell of the few, and are left out.
    """
    columns = compared_columns(comparison, round_position)
    rows = [
        _of_round(
            comparison,
            [cell for cell in shown_groups(comparison, column) if comparison.shows_levels(cell, column)],
            column,
            round_position,
            comparisons,
        )
        for column in columns
    ]
    return _adjusted(rows)


def between_change_rows(comparison: Comparison) -> list[BetweenGroupsRow]:
    """Kruskal–Wallis and Dunn of the changes, over the pairs, in the groups shown."""
    people = comparison.people
    rows = [_of_changes(people, shown_groups(comparison, column), column) for column in compared_columns(comparison)]
    return _adjusted(rows)


def _adjusted(rows: Sequence[BetweenGroupsRow]) -> list[BetweenGroupsRow]:
    """Rows of one round or pair with p adjusted over the measures of each level (rule 24)."""
    found = list(rows)
    for level in LEVELS:
        where = [i for i, row in enumerate(rows) if row.level == level and row.p is not None]
        values = holm([value for i in where if (value := rows[i].p) is not None]) if where else []
        for i, p_adjusted in zip(where, values, strict=True):
            found[i] = replace(found[i], p_adjusted=p_adjusted)
    return found


def compared_columns(comparison: Comparison, *round_position: int) -> list[int]:
    """Columns of the measures in which groups are compared: in a round, or (without one) in their changes."""
    people = comparison.people
    return [
        column
        for column, measure in enumerate(people.measures)
        if measure.level in LEVELS
        and people.presence.has_rows[column]
        and comparison.has_rows_in(column, *round_position)
    ]


def shown_groups(comparison: Comparison, column: int) -> list[Cell]:
    """The groups whose row of a measure is shown with its spread, on which tests of several groups rest."""
    return [
        cell for cell in comparison.stakeholders if not is_total(cell.name) and comparison.shows_spread(cell, column)
    ]


def _of_round(
    comparison: Comparison,
    cells: Sequence[Cell],
    column: int,
    round_position: int,
    comparisons: Sequence[Comparison],
) -> BetweenGroupsRow:
    people = comparison.people
    measure, round_, scores = (
        people.measures[column],
        people.rounds[round_position],
        people.scores[round_position][:, column],
    )
    bare = BetweenGroupsRow(measure.name, measure.level, round_.name, False, None, None)
    everyone = ~np.isnan(scores) & round_.present
    for cell in cells:
        for counted in _level_sets(comparisons, cell.name, column, round_.name):
            apart = (everyone & cell.members & ~counted, counted & ~(everyone & cell.members))
            if any(comparison.is_few(int(np.count_nonzero(some))) for some in apart):
                return replace(bare, reason=PROTECTED)
    return _tested(bare, {cell.name: scores[cell.members & everyone] for cell in cells})


def _level_sets(comparisons: Sequence[Comparison], name: str, column: int, round_: str) -> Iterator[Flags]:
    """Who counts in the levels of a measure in a round that are shown of a cell, in each comparison."""
    for one in comparisons:
        for position in one.people.presence.positions(column):
            if one.people.rounds[position].name != round_:
                continue
            for cell in one.stakeholders:
                if cell.name == name and one.shows_levels(cell, column):
                    counted = cell.members & one.people.with_measures(position)[:, column]
                    yield counted
                    if one.people.weighted:
                        yield counted & ~np.isnan(one.people.weight(position))


def _of_changes(people: Population, cells: Sequence[Cell], column: int) -> BetweenGroupsRow:
    measure = people.measures[column]
    bare = BetweenGroupsRow(measure.name, measure.level, None, True, *pair_names(people))
    differences = people.scores[1][:, column] - people.scores[0][:, column]
    return _tested(bare, {cell.name: differences[cell.members & people.in_both[:, column]] for cell in cells})


def _tested(bare: BetweenGroupsRow, samples: Mapping[str, Floats]) -> BetweenGroupsRow:
    """A row with its numbers; Dunn's pairs stand in the order of the groups' names."""
    if len(samples) < 2:
        return replace(bare, reason="one_group")
    names = sorted(samples)
    rounded = [np.round(samples[name], DECIMALS) for name in names]
    whole = kruskal_wallis_of_samples(rounded)
    pairs = [DunnRow(names[d.first], names[d.second], d.z, d.p, d.p_adjusted) for d in dunn_of_samples(rounded)]
    reason = None if whole.statistic is not None else "all_alike"
    return replace(
        bare, n=whole.n, statistic=whole.statistic, df=whole.df, p=whole.p, dunn=tuple(pairs), reason=reason
    )  # fmt: skip


def pair_names(people: Population) -> tuple[str, str]:
    """The two rounds by name."""
    return people.rounds[0].name, people.rounds[1].name
