"""Whose distribution of answers is withheld where a result is handed on (rule 40)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from metrics.model.cells import is_total, side_row
from metrics.result.result import GroupFacts
from metrics.schema.rows import Subject
from metrics.tables.items import ItemRow
from surveys.model.instrument import ALL


def withheld_distributions(
    items: Iterable[ItemRow], groups: Iterable[GroupFacts], threshold: int
) -> frozenset[Subject]:
    """The items of groups below twice the threshold; where one group of a side is so alone, of one more."""
    least = 2 * threshold
    count: dict[str, dict[str, int]] = {}
    for row in items:
        if row.counts is not None:
            n = sum(row.counts.values())
            by_group = count.setdefault(row.item, {})
            by_group[row.group] = min(n, by_group.get(row.group, n))
    few = {(item, group) for item, by_group in count.items() for group, n in by_group.items() if n < least}
    belongs_to = {group.name: (group.by, group.side) for group in groups}
    for item, by_group in count.items():
        few |= {(item, group) for group in _one_more(item, by_group, few, belongs_to, least)}
    return frozenset(few)


def _one_more(
    item: str,
    count: Mapping[str, int],
    few: set[Subject],
    belongs_to: Mapping[str, tuple[str | None, str | None]],
    least: int,
) -> set[str]:
    """Groups whose distribution is withheld because that of too few would be left of a side's or of everybody's.

    Parameters
    ----------
    count : mapping
        People of each group, side and of all whose distribution could be shown.
    few : set
        Rows whose distribution is withheld already.
    belongs_to : mapping
        The breakdown and the side of each group.
    least : int
        Fewest people of a distribution.
    """
    more: set[str] = set()
    kept = [group for group in count if (item, group) not in few]

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
