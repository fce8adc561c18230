"""The groups of a survey, and the one group of each person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from surveys.instrument import Group, Instrument
from surveys.submissions import Submissions
from surveys.survey import Flags, Integers

NOT_STATED = -1
"""The group of a person who states none."""


def groups_of(instrument: Instrument, parts: Sequence[Submissions]) -> tuple[Group, ...]:
    """The instrument's groups; or those that people typed, sorted by name.

    A typed group is labelled as most people wrote it (of equally many, the first in sorted order), so that the order
    of rows changes nothing.
    """
    if instrument.groups:
        return instrument.groups
    written = Counter(text for part in parts for text in part.spelling.tolist() if text)
    labels: dict[str, str] = {}
    for text in sorted(written, key=lambda text: (-written[text], text)):
        labels.setdefault(text.lower(), text)
    return tuple(Group(name, {"en": labels[name]}) for name in sorted(labels))


def group_places(part: Submissions, groups: Sequence[Group]) -> Integers:
    """The place in `groups` that each submission states; `NOT_STATED` for none."""
    places = {group.name: place for place, group in enumerate(groups)}
    return np.array([places.get(name, NOT_STATED) for name in part.group.tolist()], dtype=np.intp)


def settle_groups(
    people: Sequence[Integers], stated: Sequence[Integers], count: int
) -> tuple[Integers, tuple[Flags, ...]]:
    """One group a person: that of the earliest round that states one.

    Parameters
    ----------
    people, stated : sequences of arrays of int, shape (submissions,), one a round
        Whose each submission is, and the group that it states.
    count : int
        How many people there are.

    Returns
    -------
    group : array of int, shape (count,)
        `NOT_STATED` where no round states one.
    moved : tuple of arrays of bool, one a round
        Submissions that state another group than the person's.
    """
    group = np.full(count, NOT_STATED, dtype=np.intp)
    moved = []
    for person, says in zip(people, stated, strict=True):
        group[person] = np.where(group[person] == NOT_STATED, says, group[person])
        moved.append((says != NOT_STATED) & (says != group[person]))
    return group, tuple(moved)
