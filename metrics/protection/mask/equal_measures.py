"""Measures that are the same in a cell, because they rest on the same items there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.model.cells import Cell
from metrics.model.presence import Presence


def equal_measures(people: Presence, cells: Sequence[Cell]) -> dict[str, list[frozenset[str]]]:
    """By cell, the sets of measures that rest on the same items there.

    An item that nobody of the cell answered in a round makes no difference there.
    """
    names = [item.name for item in people.form.instrument.items]
    equal: dict[str, list[frozenset[str]]] = {}
    for cell in cells:
        asked = np.logical_or.reduce([round_.asked[cell.members].any(axis=0) for round_ in people.rounds])
        with_rows = {measure.name for measure, is_asked in zip(people.measures, asked, strict=True) if is_asked}
        items_of = people.items_of(set(people.group[cell.members].tolist()))
        found: dict[frozenset[str], None] = {}
        for round_position in range(len(people.rounds)):
            given = people.answered(cell.members, round_position)
            answered = {name for name, was_given in zip(names, given, strict=True) if was_given}
            same: dict[frozenset[str], set[str]] = {}
            for measure, items in items_of.items():
                if measure in with_rows:
                    same.setdefault(items & answered, set()).add(measure)
            found |= dict.fromkeys(frozenset(some) for items, some in same.items() if items and len(some) > 1)
        equal[cell.name] = list(found)
    return equal
