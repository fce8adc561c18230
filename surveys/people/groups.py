"""The groups of a survey, and the one group of each person."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from surveys.coding.submissions import Submissions
from surveys.model.instrument import JOINED, Group, Instrument, is_reserved_group
from surveys.model.survey import Flags, Integers

NO_GROUP = -1
"""The group of a person who states none."""


def with_fit_names(instrument: Instrument, parts: Sequence[Submissions]) -> list[Submissions]:
    """The rounds with typed groups named so that none has, or could be taken for, a name of the program's own.

    The labels of the groups stay as they were typed. An instrument's own groups have been checked already.
    """
    if instrument.groups:
        return list(parts)
    typed = {name for part in parts for name in part.group.tolist() if name}
    names = {"": "", **fit_names(typed)}
    fit = (np.array([names[name] for name in part.group.tolist()], dtype=np.object_) for part in parts)
    return [replace(part, group=group) for part, group in zip(parts, fit, strict=True)]


def fit_names(typed: Iterable[str]) -> dict[str, str]:
    """A name for each that was typed; those that are fit keep theirs, and the others find one that is free."""
    names = sorted(typed)
    fit = {name: name for name in names if _fit_name(name) == name}
    taken = set(fit)
    for name in names:
        if name not in fit:
            wanted = _fit_name(name)
            numbered = (f"{wanted} ({number})" for number in itertools.count(2))
            fit[name] = next(free for free in itertools.chain([wanted], numbered) if free not in taken)
            taken.add(fit[name])
    return fit


def _fit_name(name: str) -> str:
    if JOINED in name:
        name = " ".join(name.replace(JOINED, " ").split())
    return f"group {name}".strip() if not name or is_reserved_group(name) else name


def groups_of(instrument: Instrument, parts: Sequence[Submissions]) -> tuple[Group, ...]:
    """The instrument's groups; or those that people typed, sorted by name.

    A typed group is labelled as most people wrote it (of equally many, the first in sorted order), so that the order
    of rows changes nothing.
    """
    if instrument.groups:
        return instrument.groups
    written = Counter(
        pair for part in parts for pair in zip(part.group.tolist(), part.spelling.tolist(), strict=True) if pair[0]
    )
    labels: dict[str, str] = {}
    for name, text in sorted(written, key=lambda pair: (-written[pair], pair)):
        labels.setdefault(name, text)
    return tuple(Group(name, {"en": labels[name]}) for name in sorted(labels))


def group_indices(part: Submissions, groups: Sequence[Group]) -> Integers:
    """The index in `groups` that each submission states; `NO_GROUP` for none."""
    index_of = {group.name: index for index, group in enumerate(groups)}
    return np.array([index_of.get(name, NO_GROUP) for name in part.group.tolist()], dtype=np.intp)


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
        `NO_GROUP` where no round states one.
    moved : tuple of arrays of bool, one a round
        Submissions that state another group than the person's.
    """
    group = np.full(count, NO_GROUP, dtype=np.intp)
    moved = []
    for person, says in zip(people, stated, strict=True):
        group[person] = np.where(group[person] == NO_GROUP, says, group[person])
        moved.append((says != NO_GROUP) & (says != group[person]))
    return group, tuple(moved)
