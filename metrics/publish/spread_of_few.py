"""Whose spread is withheld where a result is handed on since the people are few (rule 40)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from metrics.model.cells import Cell, usefulness
from metrics.model.settings import T_TESTS, Settings
from metrics.protection.audit.combinations import SumMatrix, resting_on_few
from metrics.protection.audit.structure import strata_of
from metrics.protection.comparison import Comparison
from metrics.publish.other_answers import OtherAnswers
from metrics.result.rounding_plan import RoundingPlan, Rounds, RowKey
from metrics.result.tables import Tables
from metrics.tables.changes import ChangeRow
from surveys.model.survey import Flags

_SCALES = ("index", "dimension")

Counts = dict[str, dict[str, int]]
"""The fewest people that a measure rests on in any round, by measure and group."""


def withhold_spread_of_few(
    comparisons: Sequence[Comparison], tables: Tables, settings: Settings, plan: RoundingPlan
) -> None:
    """Adds the rows of people below twice the threshold to the plan, and those of which the spread goes.

    Of an item it goes, and of as many more rows as it takes so that none of few people is left by subtraction. Of a
    dimension and the index all stays where enough sets of answers fit the row; else p, effect and moves go; where too
    few fit even levels and interval, all.
    """
    for comparison in comparisons:
        _of_comparison(comparison, tables, settings, plan)


def _of_comparison(comparison: Comparison, tables: Tables, settings: Settings, plan: RoundingPlan) -> None:
    names = tuple(round_.name for round_ in comparison.people.rounds)
    counts, changes = _rows_of(tables, names)
    withheld, least = plan.of(names), plan.least
    subtraction = _Subtraction(comparison, least)
    withheld.few |= {(measure, group) for measure, own in counts.items() for group, n in own.items() if n < least}
    measures = {one.name: (column, one.level) for column, one in enumerate(comparison.people.measures)}
    for measure in counts:
        column, level = measures[measure]
        if level == "item":
            with_spread = _with_spread(comparison, column, counts[measure], withheld.few)
            gone = (counts[measure].keys() - with_spread) | subtraction.one_more(column, with_spread)
            withheld.without_spread |= {(measure, group) for group in gone}
    _add_determined(comparison, changes, settings, plan)
    of_few = {key for key, row in changes.items() if row.rose is not None and (row.n_matched or 0) < least}
    withheld.without_moves |= of_few - withheld.few
    silent = withheld.without_spread | withheld.without_tests | withheld.without_moves
    withheld_of = {measure for measure, _ in silent}
    for measure in counts:
        column, level = measures[measure]
        if level != "item" and measure not in withheld_of:
            continue
        with_spread = _with_spread(comparison, column, counts[measure], silent)
        withheld.without_moves |= {
            (measure, group) for group in subtraction.one_more(column, with_spread, of_moves=True)
        }


def _with_spread(comparison: Comparison, column: int, shown: Collection[str], silent: Collection[RowKey]) -> set[str]:
    """The cells whose row of a measure tells spread and distribution, of those whose row is shown."""
    measure = comparison.people.measures[column].name
    return {
        cell.name
        for cell in comparison.cells
        if cell.name in shown and (measure, cell.name) not in silent and comparison.shows_spread(cell, column)
    }


def _rows_of(tables: Tables, names: Rounds) -> tuple[Counts, dict[RowKey, ChangeRow]]:
    """The fewest people of each row of a comparison, and its changes; `names`: of its rounds."""
    counts: Counts = {}

    def note(measure: str, group: str, *numbers: int | None) -> None:
        known = [number for number in numbers if number is not None]
        if known:
            own = counts.setdefault(measure, {})
            own[group] = min(own.get(group, known[0]), *known)

    changes = {}
    for change in tables.changes:
        if (change.from_round, change.to_round) == names and change.change is not None:
            note(change.measure, change.group, change.n_from, change.n_to)
            changes[change.measure, change.group] = change
    for level in tables.scores:
        pair = (level.from_round, level.to_round)
        if pair == names or (pair == (None, None) and level.round in names):
            note(level.measure, level.group, level.n)
    return counts, changes


@dataclass
class _Subtraction:
    """Which rows give up spread and distribution too, since those of few people would be left by subtraction.

    As long as a combination of the rows that tell them rests on 1 to `least` − 1 people, one of its rows gives them up:
    a category first, else a group, else everybody, else a side; of these the smallest.

    Attributes
    ----------
    comparison : Comparison
    least : int
        Fewest people that spread and distribution may be of.
    """

    comparison: Comparison
    least: int
    _known: dict[tuple[bytes, ...], str | None] = field(default_factory=dict, init=False)
    """What gives them up, by who counts and the rows that tell them: most measures rest on the same people."""

    def one_more(self, column: int, with_spread: Collection[str], *, of_moves: bool = False) -> set[str]:
        """The cells whose row of a measure gives them up, of those whose row tells them; `of_moves`: of pairs alone."""
        counting = list(self._pairs(column) if of_moves else self._counting(column))
        more: set[str] = set()
        for cells in (self.comparison.stakeholders, self.comparison.cells):
            left = [cell for cell in cells if cell.name in with_spread and cell.name not in more]
            while (given_up := self._given_up(left, counting)) is not None:
                more.add(given_up)
                left = [cell for cell in left if cell.name != given_up]
        return more

    def _counting(self, column: int) -> Iterator[Flags]:
        """Who counts in the rows of a measure: in each round, and there of those with a weight."""
        people = self.comparison.people
        for round_position in people.presence.positions(column):
            yield people.with_measures(round_position)[:, column]
            if people.weighted:
                has_weight = ~np.isnan(people.weight(round_position))
                yield people.with_measures(round_position)[:, column] & has_weight

    def _pairs(self, column: int) -> Iterator[Flags]:
        people = self.comparison.people
        if people.presence.is_paired and self.comparison.has_rows_in(column):
            yield people.in_both[:, column]

    def _given_up(self, cells: Sequence[Cell], counting: Sequence[Flags]) -> str | None:
        """The row to give up, where some rows leave few people; None where they do not."""
        names = "\n".join(cell.name for cell in cells).encode()
        for flags in counting:
            key = names, np.packbits(flags).tobytes()
            if key not in self._known:
                self._known[key] = _least_useful(cells, flags, self.least)
            if (name := self._known[key]) is not None:
                return name
        return None


def _least_useful(cells: Sequence[Cell], counting: Flags, least: int) -> str | None:
    """The row that is of least use in a combination that rests on 1 to `least` − 1 people; None where there is none."""
    sets = [cell.members & counting for cell in cells]
    if not any(one.any() for one in sets):
        return None
    _, size, belongs = strata_of(sets)
    found = resting_on_few(SumMatrix(belongs.astype(float), np.arange(size.size), size), least)
    if found is None:
        return None

    inside = np.flatnonzero(found.weights).tolist()
    return cells[min(inside, key=lambda index: (usefulness(cells[index]), int(sets[index].sum())))].name


def _add_determined(
    comparison: Comparison,
    changes: Mapping[RowKey, ChangeRow],
    settings: Settings,
    plan: RoundingPlan,
) -> None:
    """Adds the rows of the index and the dimensions that too few sets of answers fit, or that are one item's."""
    people = comparison.people
    withheld = plan.of(tuple(round_.name for round_ in people.rounds))
    for cell in comparison.cells:
        rests_on = people.presence.items_of(set(people.survey.group[cell.members].tolist()))
        for column in comparison.columns(cell, _SCALES):
            measure = people.measures[column].name
            key = measure, cell.name
            if key in withheld.without_spread | withheld.hidden or not comparison.shows_spread(cell, column):
                continue
            if len(rests_on[measure]) == 1:
                item = (*rests_on[measure], cell.name)
                if key in withheld.few or item in withheld.without_spread:
                    withheld.without_spread.add(key)
            elif key in withheld.few:
                row, is_whole = changes.get(key), key in withheld.whole
                if people.weighted or (row is not None and row.test not in T_TESTS):
                    withheld.without_spread.add(key)  # no other answers are looked for
                    continue
                others = OtherAnswers(comparison, cell, column, row, settings, is_whole=is_whole)
                if not others.fit():
                    keeps_interval = row is not None and others.fit(with_tests=False)
                    (withheld.without_tests if keeps_interval else withheld.without_spread).add(key)
