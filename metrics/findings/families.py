"""Families of tests, and p-values adjusted within them (rule 28)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.model.cells import is_side
from metrics.model.settings import ALPHA
from metrics.statistics.adjustment import benjamini_hochberg, holm
from surveys.model.instrument import ALL

if TYPE_CHECKING:
    from metrics.tables.changes import ChangeRow

ADJUSTMENT = {
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
FAMILIES = tuple(ADJUSTMENT)
_OF_ONE_SIDE = ("side_dimensions", "side_items")


def family_of(level: str, group: str, *, is_category: bool = False) -> str:
    """The family that a row's test belongs to; a category is one of a breakdown, not of the stakeholder groups."""
    if is_category:
        return {"index": "categories", "dimension": "category_dimensions", "item": "category_items"}[level]
    if group == ALL:
        return {"index": "primary", "dimension": "dimensions", "item": "items"}[level]
    if is_side(group):
        return {"index": "sides", "dimension": "side_dimensions", "item": "side_items"}[level]
    return {"index": "groups", "dimension": "group_dimensions", "item": "group_items"}[level]


@dataclass(frozen=True)
class Place:
    """Where a row's test stands among those looked at together.

    Attributes
    ----------
    family : str or None
        None in a hidden row.
    size : int or None
        How many rows of the family have a p.
    p_adjusted : float or None
    """

    family: str | None = None
    size: int | None = None
    p_adjusted: float | None = None


def adjusted(rows: Sequence[ChangeRow], categories: Collection[str] = ()) -> list[Place]:
    """Each row's family, its size and the adjusted p, formed over the rows given that have a p, within pair and test.

    The dimensions and items of one side are a family of their own. A hidden row has none. `categories`: the groups
    that are categories of a breakdown.
    """
    families = [
        None if row.n_from is None else family_of(row.level, row.group, is_category=row.group in categories)
        for row in rows
    ]
    members: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, (row, family) in enumerate(zip(rows, families, strict=True)):
        if row.p is not None and family is not None:
            side = row.group if family in _OF_ONE_SIDE else ""
            members[row.from_round, row.to_round, row.test or "", side, family].append(i)
    found = [Place(family) for family in families]
    for (*_, family), where in members.items():
        p = [value for i in where if (value := rows[i].p) is not None]
        method = ADJUSTMENT[family]
        values = p if method == "none" else holm(p) if method == "holm" else benjamini_hochberg(p)
        for i, value in zip(where, values, strict=True):
            found[i] = Place(family, len(where), value)
    return found


def detectable_alpha(place: Place) -> float:
    """The level at which a change could be found: ALPHA divided by the number of rows of a Holm family (rule 26)."""
    holds_all = place.family is not None and ADJUSTMENT[place.family] == "holm"
    return ALPHA / place.size if holds_all and place.size else ALPHA
