"""What the index, the dimensions and the items reveal of one another (rule 40), and its prevention.

A dimension's mean is that of its items for everybody who answered all of them. The rest is of those who skipped some:
at full precision, it reveals the answers of the one person who skipped. The rounding of the dimension's mean leaves
them room, and so does what is shown of its change and of the index. Room is enough where at least two values that
their answers can give lie within the bounds, the outermost 10 points apart (rule 43). Where it is not, the mean is
rounded to whole points, then its change loses interval and p, at last the row is left out; where the index tells as
much, the questions that were skipped are. The same holds of the index over its dimensions, and of an item that is
hidden where all others of its dimension are shown: there, one more item is hidden with it.

Most are cleared by a shift which no row would show: those who skipped answer higher, others who are in the same rows
answer so much lower that each item's sum stays as it is; the dimension's sum moves by the share that was skipped. The
others are bounded by a linear program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from metrics.model.cells import Cell, is_total, side_row
from metrics.model.measures import INDEX_COLUMN
from metrics.protection.comparison import Comparison
from metrics.publish.attainable import Lattice
from metrics.publish.linked.intervals import OPEN, Changes, Composite, Interval, Intervals, composites
from metrics.publish.linked.lattices import Lattices
from metrics.publish.linked.program import LinkedProgram, RoundedMean
from metrics.publish.linked.ratings import add_ratings
from metrics.publish.linked.skippers import Skippers
from metrics.result.rounding_plan import RoundingPlan, RowKey
from metrics.schema.precision import NARROW
from metrics.tables.changes import ChangeRow
from surveys.model.instrument import ALL
from surveys.model.survey import Flags, Floats


def coarsen_linked_measures(
    comparisons: Sequence[Comparison], changes: Sequence[ChangeRow], margin: float, plan: RoundingPlan
) -> None:
    """Adds the rows to hand on more coarsely, so that nothing follows from a measure and those that it is made of.

    Parameters
    ----------
    comparisons : sequence of Comparison
    changes : sequence of ChangeRow
        The officer's: interval, p and effect bound a change more closely than its own rounding does.
    margin : float
        The smallest change that matters, by which the ends of intervals are rounded.
    plan : RoundingPlan
        What of few people is withheld already stands in it.
    """
    pairs = [(one, Changes(one, changes, margin)) for one in comparisons]
    skippers = Skippers(pairs, plan)
    size, whole = -1, -1
    while size != plan.size and whole != len(plan.whole):
        _add_composites(pairs, plan)
        size, whole = plan.size, len(plan.whole)
        skippers.protect()
    for comparison in comparisons:
        add_ratings(comparison, plan)


def _add_composites(comparisons: Sequence[tuple[Comparison, Changes]], plan: RoundingPlan) -> None:
    """Adds rows of the index and the dimensions, until no composite in any round reveals anything.

    A row that is rounded to whole points is so in all rounds, and whole points may end where one decimal did not: the
    mean 50.496 lies below 50.55, and below 50.5. So what was looked at before a row was added is looked at again.
    """
    looks = [look for comparison, changes in comparisons for look in _looks(comparison, changes, plan)]
    settled, number = 0, 0
    while settled < len(looks):
        before = plan.size
        looks[number % len(looks)]()
        settled = settled + 1 if before == plan.size else 1
        number += 1


def _looks(comparison: Comparison, changes: Changes, plan: RoundingPlan) -> Iterator[Callable[[], None]]:
    """What adds rows of one composite in one round, for each of them."""
    positions = range(len(comparison.people.rounds))
    rounds = [Intervals(comparison, position, plan, changes) for position in positions]
    if len(rounds) == 2:
        rounds[0].other, rounds[1].other = rounds[1], rounds[0]
    lattices = [Lattices(comparison, position) for position in positions]
    for composite in composites(comparison):
        for position, (rows, lattice) in enumerate(zip(rounds, lattices, strict=True)):
            identity = _Identity(comparison, composite, position, plan, rows, lattice)
            yield partial(_settle, identity)


def _settle(identity: _Identity) -> None:
    while (found := identity.first_revealing()) is not None:
        identity.coarsen(found)


@dataclass(frozen=True)
class Revealing:
    """What rows of a parent reveal.

    Attributes
    ----------
    cells : tuple of Cell
        Whose rows of the parent do, those that leave least room first.
    few : array of bool, shape (people,), or None
        Of whom: few people who skipped a child.
    child : int
        Index of a child, where its hidden row is what follows.
    """

    cells: tuple[Cell, ...]
    few: Flags | None = None
    child: int = -1


class _Identity:
    """One composite in one round of a comparison: what its rows leave over, and the room that rounding leaves it."""

    def __init__(
        self,
        comparison: Comparison,
        composite: Composite,
        round_position: int,
        plan: RoundingPlan,
        rows: Intervals,
        lattices: Lattices,
    ) -> None:
        self._comparison, self._composite, self._plan = comparison, composite, plan
        self._rows = rows
        people, children = comparison.people, list(composite.children)
        self._scores = people.scores[round_position]
        self._counted = people.with_measures(round_position)
        self._parent = self._counted[:, composite.parent]
        self._answered = ~np.isnan(self._scores[:, children]) & people.presence.bases(round_position, children)
        self._has = self._counted[:, children]
        asked = people.presence.rounds[round_position].asked[:, children]
        whole = np.where(asked, composite.weights, 0.0).sum(axis=1)
        skipped = np.where(asked & ~self._has, composite.weights, 0.0).sum(axis=1)
        kept = np.where(self._has, composite.weights, 0.0).sum(axis=1)
        share = np.where(self._parent, skipped, kept) / np.where(whole > 0, whole, 1.0)
        self._share: Floats = np.where(whole > 0, share, 0.0)
        """By how much of a shift of somebody's answers the sum of the parent moves."""
        self._lattices = lattices
        self._cleared: set[bytes] = set()
        self._published: list[tuple[Cell, Interval]] = []
        self._slacks: dict[str, tuple[float, float]] = {}

    def first_revealing(self) -> Revealing | None:
        """What the rows of the parent leave too little room; None where they leave enough to all."""
        program: LinkedProgram | None = None
        self._published = self._parents()
        self._slacks = {cell.name: self._slack(cell, ends) for cell, ends in self._published}
        return self._first_revealing_hidden(program)

    def _round_to_whole(self, cell: Cell) -> None:
        """Rounds the parent's row of a cell to whole points; all others stay as they are."""
        self._plan.add(self._plan.whole, [self._rows.key(cell, self._composite.parent)])
        rounded = self._rows.of_parent(cell, self._composite.parent)
        self._published = [(one, rounded if one is cell else ends) for one, ends in self._published]
        self._slacks[cell.name] = self._slack(cell, rounded)

    def coarsen(self, revealing: Revealing) -> None:
        """Makes one row coarser, or hides one, so that what the parent's row of a cell reveals has more room.

        What costs least comes first: a decimal; one more question with one that is hidden; interval and p; the levels,
        so that the change alone is left; the parent's row; a question that was skipped; at last the index.
        """
        rows, parent, plan = self._rows, self._composite.parent, self._plan
        self._cleared.clear()
        if self._widened(revealing.cells, plan.whole, rows.can_be_whole):
            return
        if revealing.few is None and self._hide_alike(revealing.child):
            return
        if self._widened(revealing.cells, plan.without_spread, rows.can_lose_spread):
            return
        if self._widened(revealing.cells, plan.without_levels, rows.can_lose_levels):
            return
        cell = revealing.cells[0]
        if rows.is_handed_on(cell, parent) and parent != INDEX_COLUMN:
            plan.add(plan.hidden, [rows.key(cell, parent)])
        elif revealing.few is None or not self._hide_skipped(revealing.few):
            plan.add(plan.hidden, [rows.key(cell, INDEX_COLUMN)])

    def _widened(self, cells: Sequence[Cell], grown: set[RowKey], can_be: Callable[[Cell, int], bool]) -> bool:
        """Makes a row of the parent or of the index coarser in one way, if that leaves more room; whether it does."""
        parent = self._composite.parent
        return any(
            can_be(cell, column) and self._rows.widens(cell, parent, grown, self._rows.key(cell, column))
            for cell in cells
            for column in (parent, INDEX_COLUMN)
        )

    def _hide_skipped(self, few: Flags) -> bool:
        """Hides the question that most of the few skipped, in the smallest cell that shows it; whether one does."""
        skipped = (few & self._parent)[:, None] & ~self._has
        for child in np.argsort(-skipped.sum(axis=0), kind="stable").tolist():
            column = self._composite.children[child]
            showing = [
                cell
                for cell in self._comparison.settled
                if (cell.members & few).any() and self._rows.is_shown(cell, column)
            ]
            if skipped[:, child].any() and showing:
                self._hide_row(min(showing, key=lambda cell: self._rows.n(cell, column)), column)
                return True
        return False

    def _hide_row(self, cell: Cell, column: int) -> None:
        """Hides the row of a child and one more of its side (rule 36)."""
        others = [
            other
            for other in self._comparison.settled
            if other is not cell
            and not is_total(other.name)
            and (other.by, other.group.side) == (cell.by, cell.group.side)
            and self._rows.is_shown(other, column)
        ]
        more = min(others, key=lambda other: self._rows.n(other, column), default=None)
        named = [more.name] if more and not is_total(cell.name) else [side_row(cell.group.side or ""), ALL]
        measure = self._rows.key(cell, column)[0]
        self._plan.add(self._plan.hidden, [(measure, name) for name in (cell.name, *named)])

    def _hide_alike(self, child: int) -> bool:
        """Hides one more child wherever a child is hidden: the parent's rows tell the sum of the two alone.

        That which is hidden in most of these cells, then that which fewest answered. Whether one was left to hide.
        """
        cells = self._hidden(self._composite.children[child])
        keys = {
            column: {self._rows.key(cell, column) for cell in cells if self._rows.is_shown(cell, column)}
            for column in self._composite.children
        }
        left = [column for column, shown in keys.items() if shown]
        if not left:
            return False
        least = min(left, key=lambda column: (len(keys[column]), sum(self._rows.n(cell, column) for cell in cells)))
        self._plan.add(self._plan.hidden, keys[least])
        return True

    @cached_property
    def _skippers(self) -> list[Flags]:
        """The few people of a cell who skipped a child, or any: each set whose mean the rows could narrow."""
        odd = (self._share > 0) & (self._parent | self._has.any(axis=1))
        skipped = [odd, *(odd & (self._has[:, child] != self._parent) for child in range(self._has.shape[1]))]
        found: dict[bytes, Flags] = {}
        for cell in self._comparison.settled:
            for some in skipped:
                few = some & cell.members
                if self._comparison.is_few(int(np.count_nonzero(few))):
                    found.setdefault(few.tobytes(), few)
        return list(found.values())

    def _ranges(self, few: Flags, mean: float, rows: Sequence[Cell]) -> tuple[list[float], list[float]]:
        """Between which values each row of the parent leaves the mean of few people, had no item's sum changed."""
        slacks = [self._slacks[cell.name] for cell in rows]
        moves = [self._moves(few & cell.members) for cell in rows]
        lows = [max(mean - down / move, 0.0) for (_, down), move in zip(slacks, moves, strict=True)]
        highs = [min(mean + up / move, 100.0) for (up, _), move in zip(slacks, moves, strict=True)]
        return lows, highs

    def _mean(self, few: Flags) -> float:
        """The mean of few people in the parent; of those who lack it, of the children that they answered."""
        known = self._scores[self._parent & few, self._composite.parent]
        lacking = few & ~self._parent
        if lacking.any():
            others = self._scores[lacking][:, list(self._composite.children)]
            weights = np.where(self._answered[lacking], self._composite.weights, 0.0)
            known = np.concatenate([known, (np.nan_to_num(others) * weights).sum(axis=1) / weights.sum(axis=1)])
        return float(known.mean())

    def _moves(self, few: Flags) -> float:
        return float(self._share[few].sum())

    def _slack(self, cell: Cell, ends: Interval) -> tuple[float, float]:
        """How much higher and lower the sum of the parent's row could be, by what is published of its mean."""
        values = self._scores[self._rows.people(cell, self._composite.parent), self._composite.parent]
        mean = float(values.mean())
        return values.size * (ends[1] - mean), values.size * (mean - ends[0])

    def _program(self, parents: Sequence[tuple[Cell, Interval]]) -> LinkedProgram:
        """What all rows of the children, and some of the parent, leave possible."""
        rows, parent = self._rows, self._composite.parent
        means = [RoundedMean(rows.people(cell, parent), None, *ends) for cell, ends in parents]
        means += [
            RoundedMean(rows.people(cell, column), child, *rows.of_child(cell, column))
            for child, column in enumerate(self._composite.children)
            for cell in self._comparison.settled
            if self._comparison.has_row(cell, column) and rows.people(cell, column).any()
        ]
        return LinkedProgram(means, self._answered, self._composite.weights)

    def _parents(self) -> list[tuple[Cell, Interval]]:
        """The cells of whose parent anything is published, by its own row or by the index, with its interval."""
        found = []
        for cell in self._comparison.settled:
            if not cell.hidden and self._rows.n(cell, self._composite.parent):
                ends = self._rows.of_parent(cell, self._composite.parent)
                found += [(cell, ends)] if ends != OPEN else []
        return found

    def _first_revealing_hidden(self, program: LinkedProgram | None) -> Revealing | None:
        """The first child that is hidden in a cell and follows too closely from the parent's rows, not from its own."""
        for child, column in enumerate(self._composite.children):
            for cell in self._hidden(column):
                members = cell.members & self._counted[:, column]
                key = members.tobytes() + bytes([child % 256])
                if key in self._cleared or not members.any():
                    continue
                rows = [one for one, _ in self._published if (one.members & members).any()]
                if not rows or self._has_room(cell, child):
                    continue
                program = program or self._program(self._published)
                n, truth = int(np.count_nonzero(members)), float(self._scores[members, column].mean())
                lattice = self._lattices.of_children(members, column)
                enough = partial(self._is_wide, n, lattice)
                is_of_parent = not program.is_wide(members, child, truth, enough)
                if is_of_parent and self._program(()).is_wide(members, child, truth, enough):
                    by_size = sorted(rows, key=lambda one: self._rows.n(one, self._composite.parent))
                    return Revealing(tuple(by_size), child=child)
                self._cleared.add(key)
        return None

    def _has_room(self, cell: Cell, child: int) -> bool:
        """Whether a hidden row surely has room: what it has more, another hidden row of its side has less.

        Only the parent's rows of these two move. Without breakdowns, whose rows would part them otherwise.
        """
        column = self._composite.children[child]
        own = cell.members & self._counted[:, column]
        n, total = int(np.count_nonzero(own)), float(self._scores[own, column].sum())
        for other in self._hidden(column) if not self._comparison.breakdowns else ():
            if (other.members & cell.members).any() or other.group.side != cell.group.side:
                continue
            up, down = (
                min(self._free(one, child), self._free(two, child, down=True))
                for one, two in ((cell, other), (other, cell))
            )
            low, high = max(0.0, (total - down) / n), min(100.0, (total + up) / n)
            if self._is_wide(n, self._lattices.of_children(own, column), low, high):
                return True
        return False

    def _free(self, cell: Cell, child: int, *, down: bool = False) -> float:
        """By how much the sum of a child in a cell may rise (or fall), by what the parent's row there leaves open."""
        column = self._composite.children[child]
        own = cell.members & self._counted[:, column]
        values = self._scores[own, column]
        most = float(values.sum() if down else (100.0 - values).sum())
        if cell.name not in self._slacks or not own.any():
            return most
        answered = (self._answered[own] * self._composite.weights).sum(axis=1)
        share = float((self._composite.weights[child] / answered).max())
        return min(most, self._slacks[cell.name][int(down)] / share)

    def _hidden(self, column: int) -> list[Cell]:
        """The cells that have a row of a measure which is hidden, though the cell itself is not."""
        return [
            cell
            for cell in self._comparison.settled
            if not cell.hidden and self._comparison.has_row(cell, column) and not self._comparison.shows(cell, column)
        ]

    def _is_wide(self, n: int, lattice: Lattice, low: float, high: float) -> bool:
        return self._width(*lattice.within(low, high), n) >= NARROW

    def _width(self, low: float, high: float, n: int) -> float:
        """The range of the mean of the most people who are few, of n whose mean lies between two values."""
        few = min(self._comparison.threshold - 1, n)
        return min(100.0, n * high / few) - max(0.0, (n * low - 100.0 * (n - few)) / few)
