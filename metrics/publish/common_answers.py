"""What rows tell of hidden ones within them whose people are all alike (rule 39).

Whoever sees that a row is hidden though nobody is few knows that one of the hidden rows is of people who all gave the
same answer, or changed alike. Then what the distribution of a row around it leaves of those that are shown may not have
only one answer that all of them could have given. Nor may what their means leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from metrics.model.cells import Cell, is_total
from metrics.model.scores import DECIMALS
from metrics.protection.comparison import Comparison
from metrics.protection.unanimity import are_alike, rows_of_one_way
from metrics.result.rounding_plan import RoundingPlan, RowKey
from metrics.result.tables import Tables
from metrics.schema.kinds import Precision
from metrics.schema.precision import rounded_to
from metrics.tables.changes import ChangeRow
from metrics.tables.items import ItemRow
from metrics.tables.scores import ScoreRow
from surveys.model.survey import Flags, Floats

_LEAST = 2
"""How many answers must be left as the common one."""

_HIGHEST = 100.0

Said = TypeVar("Said")


def withhold_common_answers(comparisons: Sequence[Comparison], tables: Tables, plan: RoundingPlan) -> None:
    """Adds to the plan the rows around a hidden one that would tell which answer all of its people gave.

    Their distribution and spread go; where their means tell it, their rows.
    """
    rows = [_Rows(comparison, tables, plan) for comparison in comparisons]
    for number, comparison in enumerate(comparisons):
        for cell in comparison.cells:
            for column, measure in enumerate(comparison.people.measures):
                if comparison.has_row(cell, column) and comparison.reason(cell, column) and measure.level != "rating":
                    _withhold(comparison, cell, column, rows[number:])
        _withhold_one_way(comparison, rows[number], plan)


def _withhold_one_way(comparison: Comparison, rows: _Rows, plan: RoundingPlan) -> None:
    """Withholds how many moved in rows that would tell which way all people of another moved."""
    people = comparison.people
    withheld = plan.of(tuple(round_.name for round_ in people.rounds)).without_moves
    for cell in comparison.cells if people.presence.is_paired else ():
        for column, measure in enumerate(people.measures):
            if (measure.name, cell.name) in withheld and comparison.shows(cell, column):
                pairs = cell.members & people.in_both[:, column]
                moved = np.round(people.scores[1][pairs, column] - people.scores[0][pairs, column], DECIMALS)
                if (moved > 0).all() or (moved < 0).all():
                    rows.withhold_moves(cell.name, pairs, column, withheld)


def _withhold(comparison: Comparison, cell: Cell, column: int, around: Sequence[_Rows]) -> None:
    """Withholds what tells the answer, or the change, that a hidden row's people have in common, if they have.

    Whatever it is hidden for: it may be small in one round, and its people all alike in the other. Rows of later
    comparisons may tell it too; those of earlier ones stay as they are, for later rows are hidden for their sake.

    Parameters
    ----------
    around : sequence of _Rows
        The rows of the comparison itself first, then those of later ones.
    """
    people = comparison.people
    for round_position in people.presence.positions(column) if people.measures[column].level == "item" else ():
        members = cell.members & people.with_measures(round_position)[:, column]
        if _are_many_alike(comparison, people.scores[round_position][members, column]):
            for number, rows in enumerate(around):
                round_ = people.rounds[round_position].name
                rows.withhold_answers(cell.name, members, column, round_, means_too=not number)
    if people.presence.is_paired and comparison.has_rows_in(column):
        pairs = cell.members & people.in_both[:, column]
        if _are_many_alike(comparison, people.scores[1][pairs, column] - people.scores[0][pairs, column]):
            around[0].withhold_moves(cell.name, pairs, column)


def _are_many_alike(comparison: Comparison, values: Floats) -> bool:
    """Whether all of some values are one, and nobody would think that they are hidden since they are few."""
    return values.size >= comparison.threshold and are_alike(values)


@dataclass(frozen=True)
class _Hidden:
    """The people of a hidden row, who are all alike, and who counts in the rows around them; shape (people,) each."""

    name: str
    members: Flags
    counting: Flags

    @property
    def n(self) -> int:
        """How many they are."""
        return int(np.count_nonzero(self.members))


def withhold_moves_of_one_way(comparisons: Sequence[Comparison], plan: RoundingPlan) -> None:
    """Adds to the plan the rows that would tell, by how many rose or fell, that all of their people moved one way."""
    for comparison in comparisons:
        withheld = plan.of(tuple(round_.name for round_ in comparison.people.rounds))
        for measure, groups in rows_of_one_way(comparison).items():
            withheld.without_moves |= {(measure, group) for group in groups}


class _Rows:
    """The rows of one comparison, as they are handed on by a plan that may grow."""

    def __init__(self, comparison: Comparison, tables: Tables, plan: RoundingPlan) -> None:
        self._comparison, self._people = comparison, comparison.people
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

    def withhold_answers(self, name: str, members: Flags, column: int, round_: str, *, means_too: bool) -> None:
        """Withholds what tells which answer all of some people, of a hidden row, gave in a round.

        `means_too`: whether rows whose means tell it are hidden.
        """
        people = self._people
        names = [people.rounds[position].name for position in people.presence.positions(column)]
        if round_ not in names:
            return
        position = people.presence.positions(column)[names.index(round_)]
        hidden = _Hidden(name, members, people.with_measures(position)[:, column])
        item = people.measures[column].name

        def counts(group: str) -> Mapping[str, int] | None:
            row = self._items.get((item, group, round_))
            return row.counts if row is not None and self._shows_spread((item, group)) else None

        def sums(group: str) -> tuple[int, float, float] | None:
            return self._sum(item, group, round_)

        self._of_counts(hidden, item, counts)
        scores = self._people.form.answer_scores[self._people.form.item_indices([column])[0]]
        for total, parts in self._around(hidden, sums) if means_too else ():
            number, low, high = total[1]
            for _, own in parts:
                number, low, high = number - own[0], low - own[2], high - own[1]
            if _possible(scores[~np.isnan(scores)].tolist(), hidden.n, number, low, high) < _LEAST:
                self._withheld.hidden.add((item, total[0]))

    def withhold_moves(self, name: str, members: Flags, column: int, grown: set[RowKey] | None = None) -> None:
        """Withholds what tells how all of some people changed: the spread of rows around, or what `grown` is of."""
        measure = self._people.measures[column].name

        def moves(group: str) -> Mapping[str, int] | None:
            row = self._changes.get((measure, group))
            return None if row is None else self._moves(row)

        self._of_counts(_Hidden(name, members, self._people.in_both[:, column]), measure, moves, grown)

    def _moves(self, row: ChangeRow) -> Mapping[str, int] | None:
        key, withheld = (row.measure, row.group), self._withheld
        if not self._shows_spread(key) or key in withheld.without_tests or key in withheld.without_moves:
            return None
        if row.rose is None or row.same is None or row.fell is None:
            return None
        return {"rose": row.rose, "same": row.same, "fell": row.fell}

    def _shows_spread(self, key: RowKey) -> bool:
        return key not in self._withheld.hidden | self._withheld.without_spread

    def _of_counts(
        self,
        hidden: _Hidden,
        measure: str,
        said_of: Callable[[str], Mapping[str, int] | None],
        grown: set[RowKey] | None = None,
    ) -> None:
        """Withholds the spread of rows whose counts, less those of others shown, leave hidden people one answer."""
        grown = self._withheld.without_spread if grown is None else grown
        for (total, whole), parts in self._around(hidden, said_of):
            left = dict(whole)
            for _, own in parts:
                for answer, count in own.items():
                    left[answer] -= count
            if sum(count >= hidden.n for count in left.values()) < _LEAST:
                grown.add((measure, total))

    def _sum(self, item: str, group: str, round_: str) -> tuple[int, float, float] | None:
        """How many people a row has, and between what their scores add up by its mean as it is handed on."""
        row = self._levels.get((item, group, round_))
        if row is None or row.n is None or row.mean is None or (item, group) in self._withheld.hidden:
            return None
        decimals = Precision(row.n, (item, group) in self._withheld.whole).decimals
        half = 0.5 * 10.0**-decimals
        mean = rounded_to(row.mean, decimals)
        return row.n, row.n * (mean - half), row.n * (mean + half)

    def _around(
        self, hidden: _Hidden, said_of: Callable[[str], Said | None]
    ) -> Iterator[tuple[tuple[str, Said], list[tuple[str, Said]]]]:
        """The rows that hold hidden people, each with those that are taken from it, and with what each tells.

        Within a row, sides before groups before categories are taken from it, the larger first, as long as they have
        nobody in common with these nor with one another; then categories first.
        """
        sets = {one.name: one.members & hidden.counting for one in self._comparison.cells}
        known = {name: what for name in sets if name != hidden.name and (what := said_of(name)) is not None}
        by_use = sorted(
            (one for one in self._comparison.cells if one.name in known),
            key=lambda one: (one.by is not None, not is_total(one.name), -int(sets[one.name].sum())),
        )
        by_category = sorted(by_use, key=lambda one: one.by is None)
        for total in by_use:
            if (hidden.members & ~sets[total.name]).any():
                continue
            for order in (by_use, by_category):
                free, parts = sets[total.name] & ~hidden.members, []
                for one in order:
                    own = sets[one.name]
                    if own.any() and not (own & ~free).any():
                        free = free & ~own
                        parts.append((one.name, known[one.name]))
                yield (total.name, known[total.name]), parts


def _possible(answers: Sequence[float], n: int, people: int, low: float, high: float) -> int:
    """How many answers n of some people can have in common, by between what all their scores add up."""
    others = people - n
    return sum(low - n * answer <= _HIGHEST * others and high - n * answer >= 0 for answer in answers)
