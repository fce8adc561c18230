"""A group that is named differently in two rounds, where people type its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

import numpy as np

from surveys.coding.coder import Coder
from surveys.language.spelling import bare_spelling
from surveys.language.wording import normalise
from surveys.model.addresses import column_cells
from surveys.model.issues import Issue
from surveys.people.people import RoundOfPeople

_ALIKE = 0.8
"""The likeness of two names (Ratcliff & Metzener 1988) from which on they may be one group."""
_SHARE, _FEWEST = 0.8, 2
"""The share of a group's people found again, and how many of them, who must all have moved to one new name."""
_MOST_NAMES, _LONGEST = 50, 200
"""Of more names than the first, groups are something else than groups; a longer name is cut off there."""


def named_differently(coder: Coder, rounds: Sequence[RoundOfPeople]) -> Iterator[Issue]:
    """A warning for each pair of typed group names, one only in an earlier round and one only in a later one.

    They must be alike (two spellings of one name, one within the other, or 80 % alike), or four fifths of the people of
    the one, and at least two, must be found again in the other. Each name has one partner.
    Where the instrument lists its groups, a name that it does not have is reported as ``group_unknown``.
    """
    if coder.instrument.groups:
        return
    for earlier, later in combinations(rounds, 2):
        columns = [coder.column_of(one.part.columns, "group") for one in (earlier, later)]
        if columns[0] is None or columns[1] is None:
            continue
        for old, new in _pairs(earlier, later):
            there, here = earlier.part.group == old, later.part.group == new
            table, other = later.part.table, earlier.part.table
            values = {
                "count": int(here.sum()),
                "other": other.file,
                "other_sheet": other.sheet,
                "other_cells": column_cells(other.rows_where(there), columns[0]),
            }
            cells = column_cells(table.rows_where(here), columns[1])
            yield Issue("warning", "group_named_differently", table.file, table.sheet, cells, values)


def _pairs(earlier: RoundOfPeople, later: RoundOfPeople) -> list[tuple[str, str]]:
    """Names that only the earlier round has, each with the name that only the later round has and is probably it."""
    names = [set(one.part.group.tolist()) - {""} for one in (earlier, later)]
    old, new = sorted(names[0] - names[1]), sorted(names[1] - names[0])
    if not old or not new or max(len(old), len(new)) > _MOST_NAMES:
        return []
    moves = _moves(earlier, later)
    likeness = {(one, two): _likeness(one, two, moves) for one in old for two in new}
    pairs = []
    for one in old:
        two = max(new, key=lambda name: likeness[one, name])
        if likeness[one, two] >= _ALIKE and one == max(old, key=lambda name: likeness[name, two]):
            pairs.append((one, two))
    return pairs


def _moves(earlier: RoundOfPeople, later: RoundOfPeople) -> dict[str, Counter[str]]:
    """Of the people of each group who are found again and state one, where they are."""
    _, then, now = np.intersect1d(earlier.person, later.person, assume_unique=True, return_indices=True)
    moves: dict[str, Counter[str]] = {}
    for old, new in zip(earlier.part.group[then].tolist(), later.part.group[now].tolist(), strict=True):
        if old and new:
            moves.setdefault(old, Counter())[new] += 1
    return moves


def _likeness(old: str, new: str, moves: dict[str, Counter[str]]) -> float:
    """How probable it is that two names are one group's, from 0 to 1: by its people, else by the words."""
    moved = moves.get(old, Counter())
    if moved[new] >= max(_FEWEST, _SHARE * moved.total()):
        return 1.0
    one, two = normalise(old), normalise(new)
    words = [set(bare_spelling(text).split()) for text in (old, new)]
    if words[0] <= words[1] or words[1] <= words[0]:
        return _ALIKE + (1 - _ALIKE) * len(words[0] & words[1]) / len(words[0] | words[1])
    return SequenceMatcher(None, one[:_LONGEST], two[:_LONGEST]).ratio()
