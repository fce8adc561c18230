"""People by what their answers count, and how far each kind's answers leave room."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from metrics.publish.linked.told import Told
from surveys.model.survey import Flags, Floats, Integers


@dataclass
class Kinds:
    """People by what they count in a home's rows and the index's, in a round.

    Attributes
    ----------
    kind : array of int, shape (people,)
    in_dimension, in_index : arrays of float, shape (kinds, places)
    of_base : dict
        The kinds of the people who are in the same cells.
    base, number : arrays of int, shape (kinds,)
        In which cells they are, and how many.
    """

    kind: Integers
    in_dimension: Floats
    in_index: Floats
    of_base: dict[int, list[int]]
    base: Integers
    number: Integers
    pools: dict[int, Pool] = field(default_factory=dict)
    effects: dict[tuple[int, int | None, int, float], tuple[tuple[int, int, float], ...]] = field(default_factory=dict)
    _like: dict[int, list[int]] = field(default_factory=dict)

    @cached_property
    def is_odd(self) -> Flags:
        """Who is of another kind than most people in the same cells, shape (people,)."""
        most = {base: max(kinds, key=lambda one: self.number[one]) for base, kinds in self.of_base.items()}
        return np.asarray(np.isin(self.kind, list(most.values()), invert=True))

    def like(self, kind: int) -> list[int]:
        """The kinds of those who are in the same cells, those most alike first and, among these, the most numerous."""
        if kind not in self._like:
            others = np.array(self.of_base[int(self.base[kind])])
            apart = np.abs(self.in_dimension[others] - self.in_dimension[kind]).sum(axis=1)
            apart = np.round(apart + np.abs(self.in_index[others] - self.in_index[kind]).sum(axis=1), 9)
            self._like[kind] = others[np.lexsort((-self.number[others], apart))].tolist()
        return self._like[kind]


@dataclass(frozen=True)
class Pool:
    """How many steps the people of each kind have left in an item, who are in the same rows of it.

    Attributes
    ----------
    bits : array of int, shape (people,)
        Whether somebody is in the item's rows, and whether the answer counts in the dimension and in the index, in each
        comparison: three bits each.
    width : int
        How many such numbers there are.
    is_in_rows : array of bool, shape (width,)
    above, below : arrays of int, shape (kinds · width,)
    """

    bits: Integers
    width: int
    is_in_rows: Flags
    above: Integers
    below: Integers


class KindsOfPeople:
    """The kinds of people in each round, by what they count in a home."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._kinds: dict[tuple[int, int], Kinds] = {}

    def of(self, round_index: int, home: int) -> Kinds:
        """The kinds of people in a round, by what they count in a home."""
        key = round_index, home
        if key not in self._kinds:
            self._kinds[key] = self._kinds_of(*key)
        return self._kinds[key]

    def _kinds_of(self, round_index: int, home: int) -> Kinds:
        places = self._told.places(round_index)
        base = self._told.base[round_index]
        columns = [self._told.shares[place].in_dimension[:, home] for place in places]
        columns += [self._told.shares[place].in_index[:, home] for place in places]
        kind = base
        for column in columns:
            _, level = np.unique(np.round(column, 9), return_inverse=True)
            kind = np.where(base < 0, -1, kind * (int(level.max(initial=0)) + 1) + level)
        known, first, kind, number = np.unique(kind, return_index=True, return_inverse=True, return_counts=True)
        values = np.array([column[first] for column in columns]).T.reshape(known.size, 2 * len(places))
        of_base: dict[int, list[int]] = defaultdict(list)
        for one, person in enumerate(first.tolist()):
            of_base[int(base[person])].append(one)
        return Kinds(kind, values[:, : len(places)], values[:, len(places) :], of_base, base[first], number)

    def pool(self, round_index: int, home: int, item: int) -> Pool:
        """What the people of each kind have left in an item."""
        kinds = self.of(round_index, home)
        if item not in kinds.pools:
            steps, places = self._told.steps[round_index], self._told.places(round_index)
            flags = np.stack([self._told.shares[place].flags(item) for place in places], axis=1)
            width = 2 ** (3 * len(places))
            bits = flags.reshape(len(flags), -1) @ (2 ** np.arange(3 * len(places)))
            which, size = kinds.kind * width + bits, (int(kinds.kind.max(initial=0)) + 1) * width
            above, below = (
                np.bincount(which, weights=one[:, item], minlength=size).astype(np.intp)
                for one in (steps.above, steps.below)
            )
            is_in_rows = (np.arange(width)[:, None] >> 3 * np.arange(len(places)) & 1).any(axis=1)
            kinds.pools[item] = Pool(bits, width, np.asarray(is_in_rows), above, below)
        return kinds.pools[item]
