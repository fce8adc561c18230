"""Answers that count alike in every number that is handed on, as one unknown each, and the numbers over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csc_array

from metrics.model.cells import Cell
from metrics.model.measures import INDEX_COLUMN
from metrics.publish.linked.handed_on import HandedOn, LineKey
from surveys.model.survey import Floats, Integers

Row = tuple[int, Cell, int]
"""A place, a cell and a column of what is handed on."""


@dataclass(frozen=True)
class Unknowns:
    """The sums of answers of people who are alike, in steps.

    Attributes
    ----------
    round_index, item : arrays of int, shape (unknowns,)
    person : array of int, shape (unknowns,)
        One of the people.
    size : array of float, shape (unknowns,)
        Points of a step.
    of_person : dict
        By round, the unknown of each person's answer to each item, shape (people, items); -1 where there is none.
    """

    round_index: Integers
    item: Integers
    person: Integers
    size: Floats
    of_person: dict[int, Integers]

    @classmethod
    def of(cls, handed_on: HandedOn) -> Unknowns:
        """The unknowns of all rounds of which something is handed on."""
        found = defaultdict[str, list[Any]](list)
        of_person: dict[int, Integers] = {}
        number = 0
        for index in handed_on.rounds:
            steps = handed_on.steps[index]
            of_person[index] = np.full(steps.has.shape, -1, dtype=np.intp)
            has = steps.has & (handed_on.base[index] >= 0)[:, None]
            for item in range(has.shape[1]):
                people = np.flatnonzero(has[:, item])
                _, first, kind = np.unique(
                    _kinds(handed_on, index, item)[people], return_index=True, return_inverse=True
                )
                of_person[index][people, item] = number + kind
                number += first.size
                found["round_index"].append(np.full(first.size, index))
                found["item"].append(np.full(first.size, item))
                found["person"].append(people[first])
                found["size"].append(np.full(first.size, steps.size[item]))
        return cls(**{name: np.concatenate(parts) for name, parts in found.items()}, of_person=of_person)

    def bounds(self, handed_on: HandedOn) -> tuple[Floats, Floats]:
        """How many steps lower, and how many higher, each sum could be."""
        below, above = (np.zeros(self.item.size) for _ in range(2))
        for index, unknown in self.of_person.items():
            has, steps = unknown >= 0, handed_on.steps[index]
            below += sums_by(unknown[has], steps.below[has], below.size)
            above += sums_by(unknown[has], steps.above[has], above.size)
        return below, above


def sums_by(kind: Integers, values: Integers, kinds: int) -> Floats:
    """The sum of some values of each kind, shape (kinds,)."""
    return np.asarray(np.bincount(kind, weights=values, minlength=kinds), dtype=float)


def _kinds(handed_on: HandedOn, index: int, item: int) -> Integers:
    """A number for people who are in the same cells, and whose answers count alike, shape (people,)."""
    kind: Integers = handed_on.base[index]
    for place in handed_on.places(index):
        shares = handed_on.shares[place]
        home, column = shares.home_of[item], shares.item_columns[item]
        counts: list[Floats] = [shares.counted[:, column].astype(float)] if column >= 0 else []
        if home is not None:
            counts.append(np.round(shares.feeds_dimension[:, item] * shares.in_dimension[:, home], 9))
            counts.append(np.round(shares.feeds_index[:, item] * shares.in_index[:, home], 9))
        for one in counts:
            _, level = np.unique(one, return_inverse=True)
            kind = kind * (int(level.max(initial=0)) + 1) + level
    return kind


def rows_handed_on(handed_on: HandedOn) -> Iterator[Row]:
    """All rows of which anything may be handed on."""
    for place, shares in enumerate(handed_on.shares):
        columns = {*shares.item_columns, *(one for one in shares.columns if one is not None), INDEX_COLUMN} - {-1}
        for column in sorted(columns):
            for cell in handed_on.cells[place]:
                if shares.comparison.has_row(cell, column):
                    yield place, cell, column


def lines_over(unknowns: Unknowns, handed_on: HandedOn) -> tuple[csc_array, Floats, dict[LineKey, int]]:
    """By how much a step of each unknown moves each number that is handed on, over the most that any does.

    Returns
    -------
    matrix : sparse array, shape (lines, unknowns)
    most : array of float, shape (lines,)
        Points; 1 where none moves it.
    numbers : dict
        The place of each number among the lines.
    """
    numbers: dict[LineKey, int] = {}
    nothing = np.empty(0, dtype=np.intp)
    rows, columns, values = list[Integers](), list[Integers](), list[Floats]()
    counts: dict[tuple[int, int], tuple[Integers, Floats]] = {}
    for place, cell, column in rows_handed_on(handed_on):
        if (place, column) not in counts:
            counts[place, column] = _counts(unknowns, handed_on, place, column)
        which, points = counts[place, column]
        inside = cell.members[unknowns.person[which]]
        own, points = which[inside], points[inside]
        for line in handed_on.lines(place, cell, column):
            factor = points * line.factor
            weight = handed_on.weight[handed_on.shares[place].round_index]
            if line.is_weighted and weight is not None:
                factor = factor * np.nan_to_num(weight[unknowns.person[own]])
            number = numbers.setdefault(line.key, len(numbers))
            rows.append(np.full(own.size, number))
            columns.append(own)
            values.append(factor)
    where = np.concatenate([nothing, *rows]), np.concatenate([nothing, *columns])
    matrix = coo_array((np.concatenate([np.empty(0), *values]), where), shape=(len(numbers), unknowns.item.size))
    most = np.zeros(len(numbers))
    np.maximum.at(most, matrix.row, np.abs(matrix.data))
    most[most == 0] = 1.0
    matrix.data /= most[matrix.row]
    return csc_array(matrix), most, numbers


def _counts(unknowns: Unknowns, handed_on: HandedOn, place: int, column: int) -> tuple[Integers, Floats]:
    """The unknowns that count in a measure, and the points that a step of each is there."""
    shares = handed_on.shares[place]
    own = np.flatnonzero(unknowns.round_index == shares.round_index)
    person, item = unknowns.person[own], unknowns.item[own]
    points = shares.of(person, column)[np.arange(own.size), item] * unknowns.size[own]
    return own[points != 0], points[points != 0]
