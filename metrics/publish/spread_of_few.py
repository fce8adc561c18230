"""Whose spread is withheld where a result is handed on since the people are few (rule 40)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from metrics.model.cells import is_total, side_row
from metrics.model.settings import T_TESTS, Settings
from metrics.protection.comparison import Comparison
from metrics.publish.other_answers import OtherAnswers
from metrics.result.result import GroupFacts
from metrics.result.rounding_plan import RoundingPlan, Rounds, RowKey
from metrics.result.tables import Tables
from metrics.tables.changes import ChangeRow
from surveys.model.instrument import ALL

_SCALES = ("index", "dimension")

BelongsTo = Mapping[str, tuple[str | None, str | None]]
"""The breakdown and the side of each group."""

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
    belongs_to = {group.name: (group.by, group.side) for group in groups}
    for comparison in comparisons:
        _of_comparison(comparison, tables, belongs_to, settings, plan)


def _of_comparison(
    comparison: Comparison, tables: Tables, belongs_to: BelongsTo, settings: Settings, plan: RoundingPlan
) -> None:
    names = tuple(round_.name for round_ in comparison.people.rounds)
    counts, changes = _rows_of(tables, names)
    withheld, least = plan.of(names), 2 * settings.threshold
    withheld.few |= {(measure, group) for measure, own in counts.items() for group, n in own.items() if n < least}
    items = {one.name for one in comparison.people.measures if one.level == "item"}
    withheld.without_spread |= {(measure, group) for measure, group in withheld.few if measure in items}
    for item in items & counts.keys():
        more = _one_more(item, counts[item], withheld.without_spread, belongs_to, least)
        withheld.without_spread |= {(item, group) for group in more}
    _add_determined(comparison, changes, settings, plan)
    without_moves = withheld.without_spread | withheld.without_tests
    for measure in {measure for measure, _ in without_moves} & counts.keys():
        more = _one_more(measure, counts[measure], without_moves, belongs_to, least)
        withheld.without_moves |= {(measure, group) for group in more}


def _rows_of(tables: Tables, names: Rounds) -> tuple[Counts, dict[RowKey, ChangeRow]]:
    """The fewest people of each row of a comparison, and its changes; `names`: of its rounds."""
    counts: Counts = {}

    def note(measure: str, group: str, *numbers: int | None) -> None:
        known = [number for number in numbers if number is not None]
        if known:
            own = counts.setdefault(measure, {})
            own[group] = min(own.get(group, known[0]), *known)

    changes = {}
    for change in tables.changes:
        if (change.from_round, change.to_round) == names and change.change is not None:
            note(change.measure, change.group, change.n_from, change.n_to)
            changes[change.measure, change.group] = change
    for level in tables.scores:
        pair = (level.from_round, level.to_round)
        if pair == names or (pair == (None, None) and level.round in names):
            note(level.measure, level.group, level.n)
    return counts, changes


def _one_more(
    measure: str,
    count: Mapping[str, int],
    withheld: Collection[RowKey],
    belongs_to: BelongsTo,
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
    changes: Mapping[RowKey, ChangeRow],
    settings: Settings,
    plan: RoundingPlan,
) -> None:
    """Adds the rows of the index and the dimensions that too few sets of answers fit, or that are one item's."""
    people = comparison.people
    withheld = plan.of(tuple(round_.name for round_ in people.rounds))
    for cell in comparison.cells:
        rests_on = people.presence.items_of(set(people.survey.group[cell.members].tolist()))
        for column in comparison.columns(cell, _SCALES):
            measure = people.measures[column].name
            key = measure, cell.name
            gone = plan.without_spread | plan.hidden
            if key in gone or not comparison.shows_spread(cell, column):
                continue
            if len(rests_on[measure]) == 1:
                item = (*rests_on[measure], cell.name)
                withheld.without_spread |= {key} if item in withheld.without_spread else set()
            elif key in withheld.few:
                row, is_whole = changes.get(key), key in plan.whole
                if people.weighted or (row is not None and row.test not in T_TESTS):
                    withheld.without_spread.add(key)  # no other answers are looked for
                    continue
                others = OtherAnswers(comparison, cell, column, row, settings, is_whole=is_whole)
                if not others.fit():
                    keeps_interval = row is not None and others.fit(with_tests=False)
                    (withheld.without_tests if keeps_interval else withheld.without_spread).add(key)
