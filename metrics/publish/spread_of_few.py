"""Whose spread is withheld where a result is handed on since the people are few (rule 40)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial

from metrics.model.cells import Cell, is_total, side_row
from metrics.model.settings import T_TESTS, Settings
from metrics.protection.comparison import Comparison
from metrics.publish.other_answers import other_answers_fit
from metrics.result.result import GroupFacts
from metrics.result.rounding_plan import RoundingPlan, RowKey
from metrics.result.tables import Tables
from metrics.tables.changes import ChangeRow
from surveys.model.instrument import ALL

_SCALES = ("index", "dimension")

Counts = dict[str, dict[str, int]]
"""The fewest people that a measure rests on in any round, by measure and group."""


def withhold_spread_of_few(
    comparisons: Sequence[Comparison],
    tables: Tables,
    groups: Iterable[GroupFacts],
    settings: Settings,
    plan: RoundingPlan,
) -> None:
    """Adds the rows of people below twice the threshold to the plan, and those of which the spread goes.

    Of an item it goes; where one group of a side is so alone, of one more. Of a dimension and the index all stays where
    enough sets of answers fit the row; else p, effect and moves go; where too few fit even levels and interval, all.
    """
    least = 2 * settings.threshold
    counts = _fewest(tables)
    plan.few |= {(measure, group) for measure, own in counts.items() for group, n in own.items() if n < least}
    belongs_to = {group.name: (group.by, group.side) for group in groups}
    items = {one.name for one in comparisons[0].people.measures if one.level == "item"} & counts.keys()
    plan.without_spread |= {(measure, group) for measure, group in plan.few if measure in items}
    for item in items:
        more = _one_more(item, counts[item], plan.without_spread, belongs_to, least)
        plan.without_spread |= {(item, group) for group in more}
    changes: dict[tuple[RowKey, tuple[str, str]], ChangeRow] = {
        ((row.measure, row.group), (row.from_round, row.to_round)): row
        for row in tables.changes
        if row.change is not None
    }
    for comparison in comparisons:
        _add_determined(comparison, changes, settings, plan)
    without_moves = plan.without_spread | plan.without_tests
    for measure in {measure for measure, _ in without_moves} & counts.keys():
        more = _one_more(measure, counts[measure], without_moves, belongs_to, least)
        plan.without_moves |= {(measure, group) for group in more}


def _fewest(tables: Tables) -> Counts:
    counts: Counts = {}

    def note(measure: str, group: str, *numbers: int | None) -> None:
        known = [number for number in numbers if number is not None]
        if known:
            own = counts.setdefault(measure, {})
            own[group] = min(own.get(group, known[0]), *known)

    for change in tables.changes:
        note(change.measure, change.group, change.n_from, change.n_to)
    for level in tables.scores:
        note(level.measure, level.group, level.n)
    return counts


def _one_more(
    measure: str,
    count: Mapping[str, int],
    withheld: Collection[RowKey],
    belongs_to: Mapping[str, tuple[str | None, str | None]],
    least: int,
) -> set[str]:
    """Groups of which counts are withheld because those of too few would be left of a side's or of everybody's.

    Parameters
    ----------
    count : mapping
        People of each group, side and of all whose row is shown.
    withheld : collection
        Rows of which they are withheld already.
    belongs_to : mapping
        The breakdown and the side of each group.
    least : int
        Fewest people that counts may be of.
    """
    more: set[str] = set()
    kept = [group for group in count if (measure, group) not in withheld]

    def complete(total: str, parts: Sequence[str], otherwise: Sequence[str]) -> None:
        """Withholds parts until what a total leaves of them is enough, or nothing."""
        left = sorted((part for part in parts if part in kept), key=lambda part: count[part])
        while total in kept and 0 < count[total] - sum(count[part] for part in left) < least:
            more.update([left.pop(0)] if left else otherwise)
            if not left:
                break

    for by, side in dict.fromkeys(belongs_to.values()):
        total = side_row(side) if side is not None and by is None else ALL
        complete(total, [group for group in belongs_to if belongs_to[group] == (by, side)], [total, ALL])
    sides = [group for group in count if is_total(group) and group != ALL]
    shown = [side for side in sides if side in kept and side not in more]
    if sides and 0 < count.get(ALL, 0) - sum(count[side] for side in shown) < least:
        more.add(ALL)
    return more & set(count)


def _add_determined(
    comparison: Comparison,
    changes: Mapping[tuple[RowKey, tuple[str, str]], ChangeRow],
    settings: Settings,
    plan: RoundingPlan,
) -> None:
    """Adds the rows of the index and the dimensions that too few sets of answers fit, or that are one item's."""
    people = comparison.people
    for cell in comparison.cells:
        rests_on = people.presence.items_of(set(people.survey.group[cell.members].tolist()))
        for column in comparison.columns(cell, _SCALES):
            measure = people.measures[column].name
            key = measure, cell.name
            if key in plan.without_spread or key in plan.hidden or not comparison.shows_spread(cell, column):
                continue
            if len(rests_on[measure]) == 1:
                item = (*rests_on[measure], cell.name)
                plan.without_spread |= {key} if item in plan.without_spread else set()
            elif key in plan.few:
                row = changes.get((key, people.pair)) if people.pair else None
                _withhold(comparison, cell, column, row, settings, plan)


def _withhold(
    comparison: Comparison, cell: Cell, column: int, row: ChangeRow | None, settings: Settings, plan: RoundingPlan
) -> None:
    """Withholds the tests of a row, or its spread, where otherwise too few sets of answers fit it.

    With weights, and by tests of ranks, signs or flips, no other answers are looked for.
    """
    key = comparison.people.measures[column].name, cell.name
    is_t_test = row is None or row.test in T_TESTS
    fits = partial(other_answers_fit, comparison, cell, column, row, settings, is_whole=key in plan.whole)
    if comparison.people.weighted or not is_t_test:
        plan.without_spread.add(key)
    elif not fits():
        (plan.without_tests if row is not None and fits(with_tests=False) else plan.without_spread).add(key)
