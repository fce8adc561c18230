"""Families of tests, and p-values adjusted within them (rule 28)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from metrics.model.cells import is_side
from metrics.statistics.adjustment import benjamini_hochberg, holm
from surveys.model.instrument import ALL

if TYPE_CHECKING:
    from metrics.tables.changes import ChangeRow

_ADJUSTMENT = {
    "primary": "none",
    "sides": "holm",
    "groups": "holm",
    "dimensions": "holm",
    "side_dimensions": "holm",
    "items": "bh",
    "side_items": "bh",
    "group_dimensions": "bh",
    "group_items": "bh",
    "categories": "holm",
    "category_dimensions": "bh",
    "category_items": "bh",
}
FAMILIES = tuple(_ADJUSTMENT)


def family_of(level: str, group: str, *, is_category: bool = False) -> str:
    """The family that a row's test belongs to; a category is one of a breakdown, not of the stakeholder groups."""
    if is_category:
        return {"index": "categories", "dimension": "category_dimensions", "item": "category_items"}[level]
    if group == ALL:
        return {"index": "primary", "dimension": "dimensions", "item": "items"}[level]
    if is_side(group):
        return {"index": "sides", "dimension": "side_dimensions", "item": "side_items"}[level]
    return {"index": "groups", "dimension": "group_dimensions", "item": "group_items"}[level]


def adjusted(rows: Sequence[ChangeRow], categories: Collection[str] = ()) -> list[tuple[str | None, float | None]]:
    """Each row's family and adjusted p, formed over the rows given that have a p, within pair and test.

    A hidden row has neither. `categories`: the groups that are categories of a breakdown.
    """
    members: dict[tuple[str, str, str | None, str], list[int]] = defaultdict(list)
    families = [
        None if row.n_from is None else family_of(row.level, row.group, is_category=row.group in categories)
        for row in rows
    ]
    for i, (row, family) in enumerate(zip(rows, families, strict=True)):
        if row.p is not None and family is not None:
            members[row.from_round, row.to_round, row.test, family].append(i)
    found: dict[int, float] = {}
    for (*_, family), where in members.items():
        p = [value for i in where if (value := rows[i].p) is not None]
        method = _ADJUSTMENT[family]
        values = p if method == "none" else holm(p) if method == "holm" else benjamini_hochberg(p)
        found.update(zip(where, values, strict=True))
    return [(family, found.get(i)) for i, family in enumerate(families)]
