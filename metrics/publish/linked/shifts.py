"""Whether few people could surely have answered otherwise: by shifts of whole answers that no number would show.

One of the few answers a question some steps higher, somebody else who is in the same rows of it so many lower: the sum
of the question's answers stays as it is everywhere. Their dimension's and the index's rows move by what an answer of
the one counts more than of the other; these have to stay within what rounding leaves open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from math import ceil, floor

import numpy as np

from metrics.model.cells import Cell
from metrics.model.measures import INDEX_COLUMN
from metrics.publish.linked.kinds import Kinds, KindsOfPeople, Pool
from metrics.publish.linked.told import Line, LineKey, Told
from metrics.schema.precision import NARROW
from surveys.model.survey import Flags

_NEAR = 1e-9
_UNLIMITED = 10**9
_CLOSE = 1e-7
_MOST_BALANCES = 60
"""Shifts of others that are tried against one of the few."""

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


@dataclass(frozen=True)
class _Move:
    """A shift by one step: how often it can be made, and by how much it moves what is told.

    Attributes
    ----------
    round_index : int
    size : float
        Points of the answer.
    own, left : int
        How many steps the person has, and those who balance it.
    pool : tuple, or None
        Of whom the steps the other way are; None where no row of the item holds the person.
    person : tuple
        The round, the person, the item and the way.
    effects : tuple of (place, column, points)
    """

    round_index: int
    size: float
    own: int
    left: int
    pool: tuple[int, ...] | None
    person: tuple[int, int, int, int]
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
        self.kinds = KindsOfPeople(told)
        self._cells: dict[tuple[int, int], list[Cell]] = {}

    def leave_room(self, target: Target, *, is_balanced: bool) -> bool:
        """Whether the few surely could have answered 10 points apart; where not, they still may.

        Parameters
        ----------
        target : Target
        is_balanced : bool
            Whether others who skipped something may answer otherwise too, in any cell.
        """
        needed = NARROW * int(np.count_nonzero(target.few))
        gone = 0.0
        for way in (1, -1):
            gone += _Trial(self, self._told, target, way).reach(needed - gone, is_balanced=is_balanced)
            if gone >= needed - _CLOSE:
                return True
        return False

    def cells(self, place: int, person: int) -> list[Cell]:
        """The cells of a comparison that a person is in."""
        key = place, int(self._told.base[self._told.shares[place].round_index][person])
        if key not in self._cells:
            self._cells[key] = [cell for cell in self._told.cells[place] if cell.members[person]]
        return self._cells[key]

    def moves(self, place: int, few: Sequence[int], person: int, item: int, way: int) -> Iterator[_Move]:
        """The ways in which a person may answer an item higher (or lower), while none of the few balances it."""
        told, index = self._told, self._told.shares[place].round_index
        steps, home = told.steps[index], told.shares[place].home_of[item]
        own = int((steps.above if way > 0 else steps.below)[person, item])
        if home is None or not own:
            return
        kinds, pool = self.kinds.of(index, home), self.kinds.pool(index, home, item)
        size, kind, pattern = float(steps.size[item]), int(kinds.kind[person]), int(pool.bits[person])
        if not pool.is_in_rows[pattern]:
            yield _Move(
                index,
                size,
                own,
                own,
                None,
                (index, person, item, way),
                self._effects(kinds, kind, None, pattern, way * size, index, home),
            )
            return
        for partner, left in self._partners(kinds, pool, few, kind, pattern, item, way, index):
            effects = self._effects(kinds, kind, partner, pattern, way * size, index, home)
            yield _Move(index, size, own, left, (index, home, item, partner, way), (index, person, item, way), effects)

    def _partners(
        self, kinds: Kinds, pool: Pool, few: Sequence[int], kind: int, pattern: int, item: int, way: int, index: int
    ) -> Iterator[tuple[int, int]]:
        """Kinds of people who are in the same rows of an item, with their steps the other way: like ones first."""
        steps = self._told.steps[index]
        left, each = (pool.below, steps.below) if way > 0 else (pool.above, steps.above)
        found = 0
        for other in kinds.like(kind):
            number = int(left[other * pool.width + pattern])
            if number:
                same = [one for one in few if kinds.kind[one] == other and pool.bits[one] == pattern]
                number -= int(each[same, item].sum()) if same else 0
            if number > 0:
                yield other, number
                found += 1
                if found == _MOST_PARTNERS:
                    return

    def _effects(
        self,
        kinds: Kinds,
        kind: int,
        partner: int | None,
        pattern: int,
        points: float,
        index: int,
        home: int,
    ) -> tuple[tuple[int, int, float], ...]:
        key = kind, partner, pattern, points
        if key not in kinds.effects:
            kinds.effects[key] = tuple(self._effects_of(kinds, kind, partner, pattern, points, index, home))
        return kinds.effects[key]

    def _effects_of(
        self,
        kinds: Kinds,
        kind: int,
        partner: int | None,
        pattern: int,
        points: float,
        index: int,
        home: int,
    ) -> Iterator[tuple[int, int, float]]:
        for k, place in enumerate(self._told.places(index)):
            of_rows = (self._told.shares[place].columns[home], kinds.in_dimension), (INDEX_COLUMN, kinds.in_index)
            for number, (column, values) in enumerate(of_rows):
                other = 0.0 if partner is None else float(values[partner, k])
                moved = points * (float(values[kind, k]) - other)
                if column is not None and abs(moved) > _NEAR and pattern >> (3 * k + 1 + number) & 1:
                    yield place, column, moved


class _Trial:
    """How far the scores of a few people can be shifted one way, step by step."""

    def __init__(self, shifts: Shifts, told: Told, target: Target, way: int) -> None:
        self._shifts, self._told, self._target, self._way = shifts, told, target, way
        few = np.flatnonzero(target.few)
        self._few: list[int] = few.tolist()
        self._share = told.shares[target.place].of(few, target.column)
        self._index = told.shares[target.place].round_index
        self._moved: dict[LineKey, float] = defaultdict(float)
        self._blocked: dict[LineKey, float] = {}
        self._blocked_of_few: dict[LineKey, float] = {}
        self._taken: dict[tuple[int, ...], int] = defaultdict(int)

    def reach(self, needed: float, *, is_balanced: bool = False) -> float:
        """Points by which the sum of their scores can be shifted; no more than are needed."""
        total = self._run(chain(self._single(), self._double()), needed)
        if total >= needed - _CLOSE or not is_balanced:
            return total
        for move in islice(self._balances(), _MOST_BALANCES):
            while self._is_relief(move) and self._make((move,), 1):
                total += self._run(self._single(), needed - total)
                if total >= needed - _CLOSE:
                    return total
        return total

    def _run(self, ways: Iterable[tuple[tuple[_Move, ...], float]], needed: float) -> float:
        total = 0.0
        for moves, gain in ways:
            if total >= needed - _CLOSE:
                break
            total += gain * self._make(moves, ceil((needed - total) / gain - _NEAR))
            if self._blocked:
                self._blocked_of_few = self._blocked
        return total

    def _is_relief(self, move: _Move) -> bool:
        """Whether a shift moves a number back that kept the few from being shifted further."""
        return any(points * self._blocked_of_few.get(line.key, 0.0) < 0 for line, points in self._effects(move))

    def _balances(self) -> Iterator[_Move]:
        """Shifts of others who skipped something, against what the few move: the other way, or in the other round."""
        target, told = self._target, self._told
        shares, base = told.shares[target.place], told.base[self._index]
        homes = [k for k, column in enumerate(shares.columns) if target.whole in (INDEX_COLUMN, column)]
        near = base >= 0
        near[self._few] = False
        for place, other in enumerate(told.shares):
            if told.number[place] != told.number[target.place]:
                continue
            way = -self._way if place == target.place else self._way
            for home in homes:
                odd = near & self._shifts.kinds.of(other.round_index, home).is_odd
                for person in np.flatnonzero(odd).tolist():
                    for item in other.members[home]:
                        for move in self._shifts.moves(place, self._few, person, item, way):
                            if move.effects:
                                yield move

    def _single(self) -> Iterator[tuple[tuple[_Move, ...], float]]:
        for person, share in zip(self._few, self._share, strict=True):
            for item in np.flatnonzero(share > 0).tolist():
                for move in self._shifts.moves(self._target.place, self._few, person, item, self._way):
                    yield (move,), float(move.size * share[item])

    def _double(self) -> Iterator[tuple[tuple[_Move, ...], float]]:
        """One answer higher and another of the whole lower that does not count in the measure, by the same person."""
        target, index = self._target, self._index
        if target.column == target.whole:
            return
        shares = self._told.shares[target.place]
        homes = [
            items
            for column, items in zip(shares.columns, shares.members, strict=True)
            if target.whole in (INDEX_COLUMN, column)
        ]
        has = self._told.steps[index].has
        for person, share in zip(self._few, self._share, strict=True):
            others = [item for items in homes for item in items if has[person, item] and share[item] == 0]
            lower = [
                move
                for item in others
                for move in islice(self._shifts.moves(target.place, self._few, person, item, -self._way), 1)
            ]
            for item in np.flatnonzero(share > 0).tolist():
                for first in islice(self._shifts.moves(target.place, self._few, person, item, self._way), 1):
                    for second in lower:
                        if first.size == second.size:
                            yield (first, second), float(first.size * share[item])

    def _make(self, moves: Sequence[_Move], wanted: int) -> int:
        """Makes moves together as often as is wanted and possible; how often."""
        lines: dict[LineKey, tuple[float, Line]] = {}
        for line, points in (one for move in moves for one in self._effects(move)):
            lines[line.key] = points + lines.get(line.key, (0.0, line))[0], line
        left = (most - self._taken[name] for move in moves for name, most in move.limits)
        often = max(min(wanted, *left, self._often(lines)), 0)
        for key, (points, _) in lines.items():
            self._moved[key] += often * points
        for name in (name for move in moves for name, _ in move.limits):
            self._taken[name] += often
        return often

    def _often(self, lines: Mapping[LineKey, tuple[float, Line]]) -> int:
        """How often the numbers that are told leave open to be moved by some points; those that do not are noted."""
        self._blocked = {}
        often = _UNLIMITED
        for key, (points, line) in lines.items():
            if abs(points) > _NEAR:
                end = (line.up - self._moved[key]) if points > 0 else (self._moved[key] - line.down)
                most = floor(end / abs(points) + _NEAR)
                often = min(often, most)
                if most <= 0:
                    self._blocked[key] = points
        return often

    def _effects(self, move: _Move) -> Iterator[tuple[Line, float]]:
        person, weight = move.person[1], self._told.weight[move.round_index]
        for place, column, points in move.effects:
            for cell in self._shifts.cells(place, person):
                for line in self._told.lines(place, cell, column):
                    times = float(np.nan_to_num(weight[person])) if line.is_weighted and weight is not None else 1.0
                    yield line, points * line.factor * times
