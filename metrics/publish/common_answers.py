"""What a total tells of hidden rows whose people are all alike (rule 39).

Whoever sees that a row is hidden though nobody is few knows that one of the hidden rows is of people who all gave the
same answer, or changed alike. Then what a total's distribution leaves of those that are shown may not have only one
answer that all of them could have given. Nor may what their means leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from metrics.model.cells import Cell, is_side, is_total, side_row
from metrics.protection.comparison import Comparison
from metrics.protection.mask.reasons import Reason
from metrics.protection.unanimity import are_alike, parts_of_totals, rows_of_one_way
from metrics.result.rounding_plan import RoundingPlan, RowKey
from metrics.result.tables import Tables
from metrics.schema.kinds import Precision
from metrics.tables.changes import ChangeRow
from metrics.tables.items import ItemRow
from metrics.tables.scores import ScoreRow
from surveys.model.instrument import ALL
from surveys.model.survey import Flags

_LEAST = 2
"""How many answers must be left as the common one."""

_HIGHEST = 100.0


def withhold_common_answers(comparisons: Sequence[Comparison], tables: Tables, plan: RoundingPlan) -> None:
    """Adds to the plan the totals that would tell which answer all of a hidden row's people gave.

    Their distribution and spread go; where their means tell it, their rows.
    """
    for comparison in comparisons:
        rows = _Rows(comparison, tables, plan)
        for cell in comparison.cells:
            for column, measure in enumerate(comparison.people.measures):
                is_alike = comparison.hidden[measure.name].get(cell.name) == Reason.ALIKE
                if is_alike and measure.level != "rating":
                    rows.withhold(cell, column)


def withhold_moves_of_one_way(comparisons: Sequence[Comparison], plan: RoundingPlan) -> None:
    """Adds to the plan the rows that would tell, by how many rose or fell, that all of their people moved one way."""
    for comparison in comparisons:
        withheld = plan.of(tuple(round_.name for round_ in comparison.people.rounds))
        for measure, groups in rows_of_one_way(comparison).items():
            withheld.without_moves |= {(measure, group) for group in groups}


class _Rows:
    """The rows of one comparison, as they are handed on by a plan that may grow."""

    def __init__(self, comparison: Comparison, tables: Tables, plan: RoundingPlan) -> None:
        self._comparison, self._people, self._plan = comparison, comparison.people, plan
        names = tuple(round_.name for round_ in comparison.people.rounds)
        self._withheld = plan.of(names)

        def is_here(row: ScoreRow | ItemRow) -> bool:
            pair = row.from_round, row.to_round
            return pair == names or (pair == (None, None) and row.round in names)

        self._items = {(row.item, row.group, row.round): row for row in tables.items if is_here(row)}
        self._levels = {(row.measure, row.group, row.round): row for row in tables.scores if is_here(row)}
        self._changes = {
            (row.measure, row.group): row for row in tables.changes if (row.from_round, row.to_round) == names
        }
        self._totals = list(parts_of_totals(comparison))

    def withhold(self, cell: Cell, column: int) -> None:
        """Withholds what tells the answer, or the change, that a hidden row's people have in common."""
        measure, people = self._people.measures[column], self._people
        for round_position in people.presence.positions(column):
            members = cell.members & people.with_measures(round_position)[:, column]
            is_alike = are_alike(people.scores[round_position][members, column])
            if measure.level == "item" and is_alike:
                self._of_answers(cell, column, people.rounds[round_position].name, int(members.sum()))
        pairs = self._pairs(cell, column)
        if pairs.any() and are_alike(people.scores[1][pairs, column] - people.scores[0][pairs, column]):
            self._of_moves(cell, measure.name, int(pairs.sum()))

    def _pairs(self, cell: Cell, column: int) -> Flags:
        is_compared = self._people.presence.is_paired and self._comparison.stands_in(column)
        return cell.members & self._people.in_both[:, column] if is_compared else np.zeros_like(cell.members)

    def _of_answers(self, cell: Cell, column: int, round_: str, n: int) -> None:
        item = self._people.measures[column].name

        def counts(group: str) -> Mapping[str, int] | None:
            row = self._items.get((item, group, round_))
            return row.counts if row is not None and self._shows_spread((item, group)) else None

        self._of_counts(cell, item, n, counts)
        scores = self._people.form.answer_scores[self._people.form.item_indices([column])[0]]
        for total, parts in self._around(cell):
            left = self._sum_left(item, round_, total, parts, cell)
            if left is not None and _possible(scores[~np.isnan(scores)].tolist(), n, *left) < _LEAST:
                self._plan.hidden.add((item, total))

    def _of_moves(self, cell: Cell, measure: str, n: int) -> None:
        def moves(group: str) -> Mapping[str, int] | None:
            row = self._changes.get((measure, group))
            return None if row is None else self._moves(row)

        self._of_counts(cell, measure, n, moves)

    def _moves(self, row: ChangeRow) -> Mapping[str, int] | None:
        key, withheld = (row.measure, row.group), self._withheld
        if not self._shows_spread(key) or key in withheld.without_tests or key in withheld.without_moves:
            return None
        if row.rose is None or row.same is None or row.fell is None:
            return None
        return {"rose": row.rose, "same": row.same, "fell": row.fell}

    def _shows_spread(self, key: RowKey) -> bool:
        plan = self._plan
        return key not in plan.hidden | plan.without_spread and key not in self._withheld.without_spread

    def _of_counts(self, cell: Cell, measure: str, n: int, told: Callable[[str], Mapping[str, int] | None]) -> None:
        """Withholds the spread of totals whose counts, less those of the rows shown, leave one answer to n people."""
        for total, parts in self._around(cell):
            whole = told(total)
            if whole is None:
                continue
            left = dict(whole)
            for part in self._telling(parts, cell, lambda name: told(name) is not None):
                for answer, count in (told(part) or {}).items():
                    left[answer] -= count
            if sum(count >= n for count in left.values()) < _LEAST:
                self._withheld.without_spread.add((measure, total))

    def _sum_left(
        self, item: str, round_: str, total: str, parts: Sequence[str], cell: Cell
    ) -> tuple[int, float, float] | None:
        """How many people the means shown leave of a total, and between what their scores add up; None if hidden."""
        whole = self._sum(item, total, round_)
        if whole is None:
            return None
        n, low, high = whole
        for part in self._telling(parts, cell, lambda name: self._sum(item, name, round_) is not None):
            own = self._sum(item, part, round_)
            if own is not None:
                n, low, high = n - own[0], low - own[2], high - own[1]
        return n, low, high

    def _sum(self, item: str, group: str, round_: str) -> tuple[int, float, float] | None:
        """How many people a row has, and between what their scores add up by its mean as it is handed on."""
        row = self._levels.get((item, group, round_))
        if row is None or row.n is None or row.mean is None or (item, group) in self._plan.hidden:
            return None
        decimals = Precision(row.n, (item, group) in self._plan.whole).decimals
        half = 0.5 * 10.0**-decimals
        mean = round(row.mean, decimals)
        return row.n, row.n * (mean - half), row.n * (mean + half)

    def _around(self, cell: Cell) -> Iterator[tuple[str, Sequence[str]]]:
        """The totals that hold a row, each with the rows that are taken from it."""
        own_side = side_row(cell.group.side or "")
        for total, parts in self._totals:
            is_own = total == own_side and cell.by is None and not is_total(cell.name)
            if is_own or (total == ALL and (cell.name in parts or (cell.by is None and own_side in parts))):
                yield total, parts

    def _telling(self, parts: Sequence[str], cell: Cell, tells: Callable[[str], bool]) -> Iterator[str]:
        """The parts of a total that tell what is shown; of the row's own side, and of one that doesn't, its groups."""
        groups_of = {total: own for total, own in self._totals if is_side(total)}
        own_side = side_row(cell.group.side or "")
        for part in parts:
            if is_side(part) and (part == own_side or not tells(part)):
                yield from (group for group in groups_of[part] if tells(group))
            elif tells(part):
                yield part


def _possible(answers: Sequence[float], n: int, people: int, low: float, high: float) -> int:
    """How many answers n of some people can have in common, by between what all their scores add up."""
    others = people - n
    return sum(low - n * answer <= _HIGHEST * others and high - n * answer >= 0 for answer in answers)
