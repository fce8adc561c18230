"""What the index, the dimensions and the items tell of one another (``numbers.md`` rule 40), and how it is prevented.

A dimension's mean is that of its items for everybody who answered all of them. What is left over is of those who
skipped some: at full precision, the answers of the one person who did follow. The rounding of the dimension's mean
leaves them room; where it is too little, the mean is told in whole points, and at last not at all. The same holds of
the index over its dimensions, and of an item that is hidden where all others of its dimension are told.

Most are cleared by a shift which no row would show: those who skipped answer higher, others who are in the same rows
answer so much lower that each item's sum stays as it is; the dimension's sum moves by the share that was skipped. The
others are bounded by a linear program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.disclosure.audit.narrow import NARROW
from metrics.disclosure.cells import Cell
from metrics.disclosure.coarser import Coarser
from metrics.disclosure.comparison import Comparison
from metrics.disclosure.linked_program import LinkedProgram
from metrics.disclosure.linked_program import Told as LinkedTold
from metrics.disclosure.points import decimals_for
from metrics.measures import scored_dimension
from surveys.survey import Flags, Floats

_EXACT = 1e-6
"""What is left open of a mean whose distribution is told: nothing but the last bits."""


def coarser_rows(comparisons: Sequence[Comparison]) -> Coarser:
    """The rows that have to be told more coarsely, so that nothing follows from a measure and those it is made of."""
    found = Coarser()
    for comparison in comparisons:
        for family in _families(comparison):
            for which in range(len(comparison.people.rounds)):
                identity = _Identity(comparison, family, which, found)
                while (cell := identity.telling()) is not None:
                    identity.coarsen(cell)
    return found


@dataclass(frozen=True)
class _Family:
    """A measure that is the weighted mean of others, by their columns; the weights add up to 1."""

    parent: int
    children: tuple[int, ...]
    weights: Floats


def _families(comparison: Comparison) -> Iterator[_Family]:
    """The index over its dimensions, and each dimension over its items; the index over its items without dimensions."""
    people = comparison.people
    form = people.survey.instrument
    column = {measure.name: place for place, measure in enumerate(people.measures)}
    home = scored_dimension(form)
    weight_of = {dimension.name: dimension.weight for dimension in form.dimensions}
    dimensions = [m.name for m in people.measures if m.level == "dimension" and weight_of.get(m.name, 1.0) > 0]
    if dimensions:
        weights = np.array([weight_of.get(name, 1.0) for name in dimensions])
        yield _Family(0, tuple(column[name] for name in dimensions), weights / weights.sum())
    homes: list[str | None] = [*dimensions] or [None]
    for dimension in homes:
        items = tuple(column[item] for item, its in home.items() if its == dimension and item in column)
        yield _Family(column[dimension] if dimension else 0, items, np.full(len(items), 1.0 / max(len(items), 1)))


class _Identity:
    """One family in one round of a comparison: what its rows leave over, and the room that rounding leaves it."""

    def __init__(self, comparison: Comparison, family: _Family, which: int, found: Coarser) -> None:
        self._comparison, self._family, self._which, self._found = comparison, family, which, found
        people, children = comparison.people, list(family.children)
        self._scores = people.scores[which]
        self._counted = people.with_measures(which)
        self._parent = self._counted[:, family.parent]
        self._answered = ~np.isnan(self._scores[:, children]) & people.base(which)[:, None]
        self._has = self._counted[:, children]
        put = people.put[which][:, children]
        whole = np.where(put, family.weights, 0.0).sum(axis=1)
        skipped = np.where(put & ~self._has, family.weights, 0.0).sum(axis=1)
        kept = np.where(self._has, family.weights, 0.0).sum(axis=1)
        share = np.where(self._parent, skipped, kept) / np.where(whole > 0, whole, 1.0)
        self._share: Floats = np.where(whole > 0, share, 0.0)
        """By how much of a shift of somebody's answers the sum of the parent moves."""
        self._cleared: set[bytes] = set()

    def telling(self) -> Cell | None:
        """The cell whose row of the parent leaves too little room to few people; None where all have enough."""
        program: LinkedProgram | None = None
        for few in self._skippers():
            rows = [cell for cell in self._told(self._family.parent) if (few & cell.members & self._parent).any()]
            if few.tobytes() in self._cleared or not rows or self._room(few, rows) >= NARROW:
                continue
            tightest = min(rows, key=lambda cell: sum(self._slack(cell)) / self._moves(few & cell.members))
            if self._can_be_whole(tightest):
                return tightest
            program = program or self._program()
            low, high = program.range_of(few, None)
            if high - low < NARROW:
                return tightest
            self._cleared.add(few.tobytes())
        return self._telling_of_hidden(program)

    def coarsen(self, cell: Cell) -> None:
        """Tells the parent's row of a cell in whole points; not at all where it is so told already."""
        rows = self._found.whole if self._can_be_whole(cell) else self._found.hidden
        rows.add(self._key(cell, self._family.parent))
        self._cleared.clear()

    def _can_be_whole(self, cell: Cell) -> bool:
        """Whether the parent's row of a cell is told with a decimal, so that it can be told without."""
        told_whole = self._key(cell, self._family.parent) in self._found.whole
        return not told_whole and decimals_for(self._n(cell, self._family.parent)) > 0

    def _skippers(self) -> Iterator[Flags]:
        """The few people of a cell who skipped a child, or any: each set whose mean the rows could narrow."""
        odd = (self._share > 0) & (self._parent | self._has.any(axis=1))
        skipped = [odd, *(odd & (self._has[:, place] != self._parent) for place in range(self._has.shape[1]))]
        seen: set[bytes] = set()
        for cell in self._comparison.settled:
            for some in skipped:
                few = some & cell.members
                if self._comparison.is_few(int(np.count_nonzero(few))) and few.tobytes() not in seen:
                    seen.add(few.tobytes())
                    yield few

    def _room(self, few: Flags, rows: Sequence[Cell]) -> float:
        """Points by which the mean of few people may surely lie higher or lower, all rows of the parent together."""
        inside = self._parent & few
        known = self._scores[inside, self._family.parent]
        others = self._scores[few & ~self._parent][:, list(self._family.children)]
        values = np.concatenate([known, np.nanmean(others, axis=1)]) if others.size else known
        moves = [self._moves(few & cell.members) for cell in rows]
        slack = [self._slack(cell) for cell in rows]
        up, down = (min(one[way] / move for one, move in zip(slack, moves, strict=True)) for way in (0, 1))
        return float(min(up, 100.0 - values.mean()) + min(down, values.mean()))

    def _moves(self, few: Flags) -> float:
        return float(self._share[few].sum())

    def _slack(self, cell: Cell) -> tuple[float, float]:
        """How much higher and lower the sum of the parent's row could be, for all that its rounded mean tells."""
        values = self._scores[cell.members & self._parent, self._family.parent]
        low, high = self._ends(cell, self._family.parent)
        mean = float(values.mean())
        return values.size * (high - mean), values.size * (mean - low)

    def _ends(self, cell: Cell, column: int) -> tuple[float, float]:
        """Between which the mean of a row lies, as it is told."""
        values = self._scores[cell.members & self._counted[:, column], column]
        mean = float(values.mean())
        is_item = self._comparison.people.measures[column].level == "item"
        if is_item and values.size >= 2 * self._comparison.threshold:
            return mean - _EXACT, mean + _EXACT
        decimals = 0 if self._key(cell, column) in self._found.whole else decimals_for(values.size)
        told, half = round(mean, decimals), 0.5 * 10.0**-decimals
        return told - half, told + half

    def _program(self) -> LinkedProgram:
        children = [(place, column) for place, column in enumerate(self._family.children)]
        told = [
            LinkedTold(cell.members & self._counted[:, column], place, *self._ends(cell, column))
            for place, column in [(None, self._family.parent), *children]
            for cell in self._told(column)
        ]
        return LinkedProgram(told, self._answered, self._family.weights)

    def _told(self, column: int) -> list[Cell]:
        """The cells whose row of a measure is told."""
        return [cell for cell in self._comparison.settled if self._is_shown(cell, column) and self._n(cell, column)]

    def _telling_of_hidden(self, program: LinkedProgram | None) -> Cell | None:
        """The cell from whose parent's row a child that is hidden there follows too closely."""
        for place, column in enumerate(self._family.children):
            for cell in self._hidden(column):
                members = cell.members & self._counted[:, column]
                key = members.tobytes() + bytes([place % 256])
                if key in self._cleared or not members.any():
                    continue
                rows = [one for one in self._told(self._family.parent) if (one.members & members).any()]
                if not rows or self._has_room(cell, place):
                    continue
                program = program or self._program()
                low, high = program.range_of(members, place)
                if self._width(low, high, int(np.count_nonzero(members))) < NARROW:
                    return min(rows, key=lambda one: self._n(one, self._family.parent))
                self._cleared.add(key)
        return None

    def _has_room(self, cell: Cell, place: int) -> bool:
        """Whether a hidden row surely has room: what it has more, another hidden row of its side has less.

        Only the parent's rows of these two move. Without breakdowns, whose rows would part them otherwise.
        """
        column = self._family.children[place]
        own = cell.members & self._counted[:, column]
        n, total = int(np.count_nonzero(own)), float(self._scores[own, column].sum())
        for other in self._hidden(column) if not self._comparison.breakdowns else ():
            if (other.members & cell.members).any() or other.group.side != cell.group.side:
                continue
            up, down = (
                min(self._free(one, place), self._free(two, place, down=True))
                for one, two in ((cell, other), (other, cell))
            )
            low, high = max(0.0, (total - down) / n), min(100.0, (total + up) / n)
            if self._width(low, high, n) >= NARROW:
                return True
        return False

    def _free(self, cell: Cell, place: int, *, down: bool = False) -> float:
        """By how much the sum of a child in a cell may rise (or fall), for all that the parent's row there tells."""
        column = self._family.children[place]
        own = cell.members & self._counted[:, column]
        values = self._scores[own, column]
        most = float(values.sum() if down else (100.0 - values).sum())
        if not self._is_shown(cell, self._family.parent) or not own.any():
            return most
        answered = (self._answered[own] * self._family.weights).sum(axis=1)
        share = float((self._family.weights[place] / answered).max())
        return min(most, self._slack(cell)[int(down)] / share)

    def _hidden(self, column: int) -> list[Cell]:
        """The cells that have a row of a measure which is hidden, though the cell itself is not."""
        return [
            cell
            for cell in self._comparison.settled
            if not cell.hidden and self._comparison.has_row(cell, column) and not self._comparison.shows(cell, column)
        ]

    def _width(self, low: float, high: float, n: int) -> float:
        """The range of the mean of the most people who are few, of n whose mean lies between two values."""
        few = min(self._comparison.threshold - 1, n)
        return min(100.0, n * high / few) - max(0.0, (n * low - 100.0 * (n - few)) / few)

    def _n(self, cell: Cell, column: int) -> int:
        return int(np.count_nonzero(cell.members & self._counted[:, column]))

    def _key(self, cell: Cell, column: int) -> tuple[str, str]:
        return self._comparison.people.measures[column].name, cell.name

    def _is_shown(self, cell: Cell, column: int) -> bool:
        return self._comparison.shows(cell, column) and self._key(cell, column) not in self._found.hidden
