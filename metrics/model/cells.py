"""Cells: the sets of people that have rows, and their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from surveys import Group
from surveys.model.instrument import ALL, JOINED, SIDE
from surveys.model.survey import Flags
from words import LANGUAGES, say

_MOST_NAMED = 5
"""Categories of a merger that are named one by one."""


@dataclass(frozen=True)
class Cell:
    """One set of people that has rows: all, a side, a group or category, or a merger of these.

    Attributes
    ----------
    group : Group
        Name (``ALL``, ``SIDE:…``, a group's), label and side.
    members : array of bool, shape (people,)
    merged_from : tuple of str
        Names of the groups of a merger.
    hidden : bool
        Whether its rows are all hidden.
    by : str or None
        Of a category, the breakdown that it is one of; None for everybody, a side or a stakeholder group.
    """

    group: Group
    members: Flags
    merged_from: tuple[str, ...] = ()
    hidden: bool = False
    by: str | None = None

    @property
    def name(self) -> str:
        """The name that rows carry."""
        return self.group.name


def side_row(side: str) -> str:
    """The name that the rows of a side carry."""
    return SIDE + side


def is_side(name: str) -> bool:
    """Whether a row's group is a side."""
    return name.startswith(SIDE)


def usefulness(cell: Cell) -> tuple[bool, bool, bool]:
    """How useful a row of a cell is: sides most, then everybody, then groups, then categories."""
    return cell.by is None, is_total(cell.name), is_side(cell.name)


def side_of(name: str) -> str:
    """The side whose rows carry a name."""
    return name.removeprefix(SIDE)


def is_total(name: str) -> bool:
    """Whether a row's group is everybody or a side, not a group."""
    return name == ALL or is_side(name)


def union(order: Sequence[Cell], cells: Sequence[Cell]) -> Cell:
    """Several groups as one, named in the instrument's order; a single one stays itself."""
    names = {cell.name for cell in cells}
    chosen = [cell for cell in order if cell.name in names]
    if len(chosen) == 1:
        return chosen[0]
    groups = [cell.group for cell in chosen]
    label = _label(groups, is_category=chosen[0].by is not None)
    name = JOINED.join(group.name for group in groups)
    members = np.logical_or.reduce([cell.members for cell in chosen])
    return Cell(Group(name, label, groups[0].side), members, tuple(group.name for group in groups), by=chosen[0].by)


def in_order(order: Sequence[Cell], cells: Sequence[Cell]) -> list[Cell]:
    """Cells in the instrument's order, a merger where its first member was."""
    position = {cell.name: index for index, cell in enumerate(order)}
    return sorted(cells, key=lambda cell: position[(cell.merged_from or (cell.name,))[0]])


def _label(groups: Sequence[Group], *, is_category: bool) -> dict[str, str]:
    """The labels of several groups together; of very many categories, only how many they are."""
    if is_category and len(groups) > _MOST_NAMED:
        return {language: say("findings.categories_together", language, n=len(groups)) for language in LANGUAGES}
    languages = dict.fromkeys(language for group in groups for language in group.label)
    return {lang: " + ".join(group.label.get(lang, group.name) for group in groups) for lang in languages}
