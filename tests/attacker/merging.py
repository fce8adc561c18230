"""Which groups rules 4 and 33 to 35 show, merge or hide: counted anew from the rules, for the attacker alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from surveys import Group
from surveys.model.survey import Flags

Count = Callable[[Flags], int]
"""The smallest of the numbers that decide whether a set of people is small."""


@dataclass(frozen=True)
class Cells:
    """The people of everybody, of each side and of each shown group (mergers by joined name), and of hidden groups."""

    everybody: Flags
    sides: dict[str, Flags]
    groups: dict[str, Flags]
    hidden: dict[str, Flags]
    side_of: dict[str, str | None]


def settle(groups: Sequence[Group], members: dict[str, Flags], stated: Flags, count: Count, threshold: int) -> Cells:
    """The cells of one comparison; `members` by group, `stated` who states any group."""
    shown: dict[str, Flags] = {}
    hidden: dict[str, Flags] = {}
    sides: dict[str, Flags] = {}
    side_of: dict[str, str | None] = {}
    for side in dict.fromkeys(group.side for group in groups):
        names = [group.name for group in groups if group.side == side]
        found = _merged(names, members, count, threshold, has_side=side is not None)
        shown |= found
        left = set(names) - {part for name in found for part in name.split("+")}
        hidden |= {name: members[name] for name in names if name in left}
        side_of |= dict.fromkeys([*names, *found], side)
        if side is not None and found:
            sides[side] = _union(names, members)
    nobody = np.zeros_like(stated)
    everybody = np.logical_or.reduce([*shown.values(), nobody])
    if count(~stated) >= threshold:
        everybody = everybody | ~stated
        shown["not_stated"] = ~stated
    if count(everybody) < threshold:
        return Cells(nobody, {}, {}, {**hidden, **shown}, side_of)
    return Cells(everybody, sides, shown, hidden, side_of)


def _merged(
    names: list[str], members: dict[str, Flags], count: Count, threshold: int, *, has_side: bool
) -> dict[str, Flags]:
    """The shown groups of one side."""
    size = {name: count(members[name]) for name in names}
    small = [name for name in names if size[name] < threshold]
    shown = {name: members[name] for name in names if name not in small}
    if not small:
        return shown
    if count(_union(small, members)) < threshold:
        if not shown or not has_side:
            return shown
        nearest = min(shown, key=lambda name: (size[name], names.index(name)))
        del shown[nearest]
        small = [name for name in names if name in (*small, nearest)]
    return {**shown, "+".join(small): _union(small, members)}


def _union(names: Sequence[str], members: dict[str, Flags]) -> Flags:
    joined: Flags = np.logical_or.reduce([members[name] for name in names])
    return joined
