"""Whether few people could surely have answered otherwise: by shifts of whole answers that no number would show.

One of the few answers a question some steps higher, somebody else who is in the same rows of it so many lower: the sum
of the question's answers stays as it is everywhere. Their dimension's and the index's rows move by what an answer of
the one counts more than of the other; these have to stay within what rounding leaves open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, floor

import numpy as np

from metrics.model.cells import Cell
from metrics.model.measures import INDEX_COLUMN
from metrics.publish.linked.told import Line, LineKey, Told
from metrics.schema.precision import NARROW
from surveys.model.survey import Flags, Floats, Integers

_NEAR = 1e-9
_CLOSE = 1e-7
_MOST_PARTNERS = 3
"""Kinds of people that are looked at to balance a shift."""


@dataclass(frozen=True)
class Target:
    """Few people who skipped part of a measure, or have it and not that which it is part of.

    Attributes
    ----------
    few : array of bool, shape (people,)
    place : int
        Of the round and comparison in what is told.
    column : int
        Of the measure.
    whole : int
        The column of what it is part of; `column` itself where they skipped a part.
    """

    few: Flags
    place: int
    column: int
    whole: int


@dataclass
class _Kinds:
    """People by what they count in a home's rows and the index's, in a round.

    Attributes
    ----------
    kind : array of int, shape (people,)
    in_dimension, in_index : arrays of float, shape (kinds, places)
    of_base : dict
        The kinds of the people who are in the same cells.
    """

    kind: Integers
    in_dimension: Floats
    in_index: Floats
    of_base: dict[int, list[int]]
    pools: dict[int, _Pool] = field(default_factory=dict)


@dataclass(frozen=True)
class _Pool:
    """How many steps the people of each kind have left in an item, who are in the same rows of it.

    Attributes
    ----------
    flags : array of bool, shape (people, places, 3)
        Whether somebody is in the item's rows, and whether the answer counts in the dimension and in the index.
    bits : array of int, shape (people,)
        The same as a number.
    width : int
        How many such numbers there are.
    above, below : arrays of int, shape (kinds · width,)
    """

    flags: Flags
    bits: Integers
    width: int
    above: Integers
    below: Integers


@dataclass(frozen=True)
class _Move:
    """A shift by one step: how often it can be made, and by how much it moves what is told.

    Attributes
    ----------
    size : float
        Points of the answer.
    own, left : int
        How many steps the person has, and those who balance it.
    pool : tuple, or None
        Of whom the steps the other way are; None where no row of the item holds the person.
    person : tuple
        The person, the item and the way.
    effects : tuple of (place, column, points)
    """

    size: float
    own: int
    left: int
    pool: tuple[int, int, int, int] | None
    person: tuple[int, int, int]
    effects: tuple[tuple[int, int, float], ...]

    @property
    def limits(self) -> Iterator[tuple[tuple[int, ...], int]]:
        """What is used up by it, and how much of that there is."""
        yield self.person, self.own
        if self.pool is not None:
            yield self.pool, self.left


class Shifts:
    """The shifts that what is told leaves open."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._kinds: dict[tuple[int, int], _Kinds] = {}
        self._cells: dict[tuple[int, int], list[Cell]] = {}

    def leave_room(self, target: Target) -> bool:
        """Whether the few surely could have answered 10 points apart; where not, they still may."""
        needed = NARROW * int(np.count_nonzero(target.few))
        gone = 0.0
        for way in (1, -1):
            gone += _Trial(self, self._told, target, way).reach(needed - gone)
            if gone >= needed - _CLOSE:
                return True
        return False

    def kinds(self, round_index: int, home: int) -> _Kinds:
        """The kinds of people in a round, by what they count in a home."""
        key = round_index, home
        if key not in self._kinds:
            self._kinds[key] = self._kinds_of(*key)
        return self._kinds[key]

    def _kinds_of(self, round_index: int, home: int) -> _Kinds:
        places = self._told.places(round_index)
        base = self._told.base[round_index]
        columns = [self._told.shares[place].in_dimension[:, home] for place in places]
        columns += [self._told.shares[place].in_index[:, home] for place in places]
        kind = base
        for column in columns:
            _, level = np.unique(np.round(column, 9), return_inverse=True)
            kind = np.where(base < 0, -1, kind * (int(level.max(initial=0)) + 1) + level)
        known, first, kind = np.unique(kind, return_index=True, return_inverse=True)
        values = np.array([column[first] for column in columns]).T.reshape(known.size, 2 * len(places))
        of_base: dict[int, list[int]] = defaultdict(list)
        for number, person in enumerate(first.tolist()):
            of_base[int(base[person])].append(number)
        return _Kinds(kind, values[:, : len(places)], values[:, len(places) :], of_base)

    def pool(self, round_index: int, home: int, item: int) -> _Pool:
        """What the people of each kind have left in an item."""
        kinds = self.kinds(round_index, home)
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
            kinds.pools[item] = _Pool(flags, bits, width, above, below)
        return kinds.pools[item]

    def cells(self, place: int, person: int) -> list[Cell]:
        """The cells of a comparison that a person is in."""
        key = place, int(self._told.base[self._told.shares[place].round_index][person])
        if key not in self._cells:
            self._cells[key] = [cell for cell in self._told.cells[place] if cell.members[person]]
        return self._cells[key]

    def moves(self, target: Target, few: Integers, person: int, item: int, way: int) -> Iterator[_Move]:
        """The ways in which one of the few may answer an item higher (or lower)."""
        told, index = self._told, self._told.shares[target.place].round_index
        steps, home = told.steps[index], told.shares[target.place].home_of[item]
        own = int((steps.above if way > 0 else steps.below)[person, item])
        if home is None or not own:
            return
        kinds, pool = self.kinds(index, home), self.pool(index, home, item)
        size, kind = float(steps.size[item]), int(kinds.kind[person])
        partners: Iterable[tuple[int | None, int]] = [(None, own)]
        if pool.flags[person, :, 0].any():
            partners = self._partners(kinds, pool, few, person, item, way, index)
        for partner, left in partners:
            effects = []
            for k, place in enumerate(told.places(index)):
                of_rows = (told.shares[place].columns[home], kinds.in_dimension), (INDEX_COLUMN, kinds.in_index)
                for number, (column, values) in enumerate(of_rows):
                    other = 0.0 if partner is None else float(values[partner, k])
                    moved = way * size * (float(values[kind, k]) - other)
                    if column is not None and abs(moved) > _NEAR and pool.flags[person, k, 1 + number]:
                        effects.append((place, column, moved))
            name = None if partner is None else (home, item, partner, way)
            yield _Move(size, own, left, name, (person, item, way), tuple(effects))

    def _partners(
        self, kinds: _Kinds, pool: _Pool, few: Integers, person: int, item: int, way: int, index: int
    ) -> Iterator[tuple[int, int]]:
        """Kinds of people who are in the same rows of an item, with their steps the other way: like ones first."""
        steps = self._told.steps[index]
        left, each = (pool.below, steps.below) if way > 0 else (pool.above, steps.above)
        kind, bits = int(kinds.kind[person]), int(pool.bits[person])
        found = []
        for other in kinds.of_base[int(self._told.base[index][person])]:
            number = int(left[other * pool.width + bits])
            number -= sum(int(each[one, item]) for one in few.tolist() if kinds.kind[one] == other and pool.bits[one] == bits)
            if number > 0:
                apart = np.abs(kinds.in_dimension[other] - kinds.in_dimension[kind]).sum()
                apart += np.abs(kinds.in_index[other] - kinds.in_index[kind]).sum()
                found.append((float(apart), -number, other))
        for _, number, other in sorted(found)[:_MOST_PARTNERS]:
            yield other, -number


class _Trial:
    """How far the scores of a few people can be shifted one way, step by step."""

    def __init__(self, shifts: Shifts, told: Told, target: Target, way: int) -> None:
        self._shifts, self._told, self._target, self._way = shifts, told, target, way
        self._few = np.flatnonzero(target.few)
        self._share = told.shares[target.place].of(self._few, target.column)
        self._index = told.shares[target.place].round_index
        self._moved: dict[LineKey, float] = defaultdict(float)
        self._taken: dict[tuple[int, ...], int] = defaultdict(int)

    def reach(self, needed: float) -> float:
        """Points by which the sum of their scores can be shifted; no more than are needed."""
        total = 0.0
        for moves, gain in (*self._single(), *self._double()):
            if total < needed - _CLOSE:
                total += gain * self._make(moves, ceil((needed - total) / gain - _NEAR))
        return total

    def _single(self) -> Iterator[tuple[tuple[_Move, ...], float]]:
        for person, share in zip(self._few.tolist(), self._share, strict=True):
            for item in np.flatnonzero(share > 0).tolist():
                for move in self._shifts.moves(self._target, self._few, person, item, self._way):
                    yield (move,), float(move.size * share[item])

    def _double(self) -> Iterator[tuple[tuple[_Move, ...], float]]:
        """One answer higher and another lower that does not count in the measure, by the same person."""
        has = self._told.steps[self._index].has
        for person, share in zip(self._few.tolist(), self._share, strict=True):
            for item, other in product(np.flatnonzero(share > 0).tolist(), np.flatnonzero(has[person] & (share == 0)).tolist()):
                moves = (
                    next(self._shifts.moves(self._target, self._few, person, one, way), None)
                    for one, way in ((item, self._way), (other, -self._way))
                )
                first, second = moves
                if first is not None and second is not None and first.size == second.size:
                    yield (first, second), float(first.size * share[item])

    def _make(self, moves: Sequence[_Move], wanted: int) -> int:
        """Makes moves together as often as is wanted and possible; how often."""
        often = wanted
        for move in moves:
            often = min(often, *(most - self._taken[name] for name, most in move.limits))
        if often <= 0:
            return 0
        lines: dict[LineKey, tuple[float, Line]] = {}
        for move in moves:
            for line, points in self._effects(move):
                lines[line.key] = points + lines.get(line.key, (0.0, line))[0], line
        for key, (points, line) in lines.items():
            end = (line.up - self._moved[key]) if points > 0 else (self._moved[key] - line.down)
            if abs(points) > _NEAR:
                often = min(often, floor(end / abs(points) + _NEAR))
        if often <= 0:
            return 0
        for key, (points, _) in lines.items():
            self._moved[key] += often * points
        for move in moves:
            for name, _ in move.limits:
                self._taken[name] += often
        return often

    def _effects(self, move: _Move) -> Iterator[tuple[Line, float]]:
        person, weight = move.person[0], self._told.weight[self._index]
        for place, column, points in move.effects:
            for cell in self._shifts.cells(place, person):
                for line in self._told.lines(place, cell, column):
                    times = float(np.nan_to_num(weight[person])) if line.is_weighted and weight is not None else 1.0
                    yield line, points * line.factor * times
