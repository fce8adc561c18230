"""Rows of later pairs of rounds, admitted one by one beside what is shown (rule 2).

The most useful come first: the sides, all together, then groups, then categories; of these pair by pair, larger ones
first. A row is admitted with its levels if no combination of what is shown then rests on a few people, nor gives a row
that is hidden because its people are alike. Else by its change alone, if that is safe. Else it is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import cached_property

import numpy as np

from metrics.model.cells import Cell, is_side, is_total
from metrics.model.measures import INDEX_COLUMN
from metrics.protection.audit.ledger import Ledger
from metrics.protection.audit.linked_pairs import LinkedRow, LinkedSums, families_of
from metrics.protection.audit.published_sums import PublishedSum, sums_of_row, sums_of_sets
from metrics.protection.comparison import Comparison
from metrics.protection.headline_statistics import HeadlineSets, HeadlineStatistic
from metrics.protection.mask.equal_measures import equal_measures
from metrics.protection.mask.reasons import Reason

Place = tuple[int, str]
"""A comparison, by its index, and a cell."""


class Extent(IntEnum):
    """How much of a row is shown."""

    HIDDEN = 0
    CHANGE = 1
    LEVELS = 2


_STEPS = (Extent.LEVELS, Extent.CHANGE)


def admit_later_pairs(comparisons: Sequence[Comparison], by: str | None = None) -> list[Comparison]:
    """The comparisons with the rows of all pairs but the first admitted, or, `by` a breakdown, its rows of all pairs.

    What is hidden in them already stays so; all other rows are as they are. Where there is one pair, it is left to the
    audit.
    """
    if len(comparisons) < 2:
        return list(comparisons)
    admission = _Admission(comparisons, by)
    for column in range(len(comparisons[0].people.measures)):
        admission.admit(column)
    return admission.settled()


class _Admission:
    """How much is shown of each row of the later pairs so far."""

    def __init__(self, comparisons: Sequence[Comparison], by: str | None) -> None:
        self._comparisons, self._by = comparisons, by
        self._measures = comparisons[0].people.measures
        self._column_of = {measure.name: column for column, measure in enumerate(self._measures)}
        self._extent: dict[str, dict[Place, Extent]] = {}
        self._known: dict[bytes, bool] = {}
        self._families = families_of(comparisons[0])

    @cached_property
    def _equal(self) -> list[tuple[Place, list[str]]]:
        """The measures that are the same in a row that is settled here: what one shows, all of them do."""
        found = []
        for index, comparison in enumerate(self._comparisons):
            cells = {cell.name: cell for cell in comparison.settled if self._is_open(index, cell)}
            for name, equal in equal_measures(comparison.people.presence, list(cells.values())).items():
                of = [[one for one in same if comparison.has_row(cells[name], self._column_of[one])] for same in equal]
                found += [((index, name), same) for same in of if same]
        return found

    def admit(self, column: int) -> None:
        """Admits the rows of one measure; those of the index come first, and bind all others."""
        measure = self._measures[column]
        extent = self._extent.setdefault(measure.name, {})
        candidates = sorted(self._candidates(column), key=self._use)
        if not candidates:
            return
        ledger = Ledger(self.all_shown(column), self.all_alike(column), self._comparisons[0].threshold, self._known)
        offers = [
            {level: ledger.offer(self._sums(index, cell, column, level)) for level in _STEPS if level <= most}
            for index, cell, most in candidates
        ]
        at_once = [row for offer, (*_, most) in zip(offers, candidates, strict=True) for row in offer[most]]
        if ledger.admits(at_once):
            extent |= {
                (index, cell.name): most if offer[most] else Extent.HIDDEN
                for offer, (index, cell, most) in zip(offers, candidates, strict=True)
            }
            return
        for offer, (index, cell, _) in zip(offers, candidates, strict=True):
            admitted = (level for level, sums in offer.items() if sums and ledger.admits(sums))
            extent[index, cell.name] = next(admitted, Extent.HIDDEN)

    def all_shown(self, column: int) -> list[PublishedSum]:
        """What all rows of a measure publish that are settled already."""
        return [one for index in range(len(self._comparisons)) for one in self._fixed(index, column)]

    def all_alike(self, column: int) -> list[PublishedSum]:
        """Sums of a measure that may not follow, though they rest on many: of rows whose people are all alike."""
        return [one for comparison in self._comparisons for one in self._alike(comparison, column)]

    def _sums(self, index: int, cell: Cell, column: int, extent: Extent) -> list[PublishedSum]:
        """What a row publishes; nothing where it has no change to be shown by, and so stays hidden."""
        if extent is Extent.CHANGE and not self._has_change(index, column):
            return []
        with_levels = extent is Extent.LEVELS
        return sums_of_row(self._comparisons[index], cell, self._measures[column].name, with_levels=with_levels)

    def _is_open(self, index: int, cell: Cell) -> bool:
        """Whether rows of a cell are settled here."""
        return cell.by == self._by and (index > 0 or self._by is not None)

    def _fixed(self, index: int, column: int) -> Iterator[PublishedSum]:
        comparison = self._comparisons[index]
        for cell in comparison.settled:
            if comparison.shows(cell, column) and not self._is_open(index, cell):
                extent = Extent.LEVELS if comparison.shows_levels(cell, column) else Extent.CHANGE
                yield from self._sums(index, cell, column, extent)

    def _alike(self, comparison: Comparison, column: int) -> Iterator[PublishedSum]:
        measure = self._measures[column].name
        hidden = comparison.hidden[measure]
        for cell in comparison.settled:
            if hidden.get(cell.name) == Reason.ALIKE:
                for with_levels in (True, False) if comparison.people.pair else (True,):
                    yield from sums_of_row(comparison, cell, measure, with_levels=with_levels)

    def _candidates(self, column: int) -> Iterator[tuple[int, Cell, Extent]]:
        """The rows that are not hidden, and the most that may be shown of each: no more than of the index."""
        index_of = self._extent.get(self._measures[INDEX_COLUMN].name, {})
        for index, comparison in enumerate(self._comparisons):
            for cell in comparison.settled:
                if not self._is_open(index, cell) or not comparison.shows(cell, column):
                    continue
                most = Extent.LEVELS
                if column != INDEX_COLUMN and comparison.has_row(cell, INDEX_COLUMN):
                    most = index_of.get((index, cell.name), Extent.HIDDEN)
                if most is not Extent.HIDDEN:
                    yield index, cell, most

    def _use(self, candidate: tuple[int, Cell, Extent]) -> tuple[int, int, int]:
        """The most useful first."""
        index, cell, _ = candidate
        rank = 0 if is_side(cell.name) else 1 if is_total(cell.name) else 2 if cell.by is None else 3
        presence = self._comparisons[index].people.presence
        people = [np.count_nonzero(cell.members & presence.base(k)) for k in range(len(presence.rounds))]
        return rank, index, -int(min(people))

    def settled(self) -> list[Comparison]:
        """The comparisons with what was settled, once no row reveals anything beside those of other measures."""
        self._level_down()
        while self._gives_up_beside_other_measures():
            self._level_down()
        found = []
        for index, comparison in enumerate(self._comparisons):
            hidden = {measure: dict(rows) for measure, rows in comparison.hidden.items()}
            without = {measure: set(cells) for measure, cells in comparison.without_levels.items()}
            for measure, extent in self._extent.items():
                for (where, cell), shown in extent.items():
                    if where == index and shown is Extent.HIDDEN:
                        hidden[measure].setdefault(cell, Reason.PAIR)
                    elif where == index and shown is Extent.CHANGE:
                        without.setdefault(measure, set()).add(cell)
            if index or self._by is not None:
                self._hide_what_the_index_hides(comparison, hidden)
            found.append(replace(comparison, hidden=hidden, without_levels=without))
        return found

    def _gives_up_beside_other_measures(self) -> bool:
        """Whether a row gives up its next step, since all measures together reveal few people."""
        if self._comparisons[0].people.weighted:
            return False
        rows = sorted(self._shown_rows(), key=self._order)
        for family in self._families:
            row = LinkedSums(self._comparisons, family, rows).revealing()
            if row is not None:
                own = self._extent[self._measures[row.column].name]
                place = row.comparison, row.cell.name
                own[place] = Extent(own[place] - 1)
                self._families = [family, *(one for one in self._families if one is not family)]
                return True
        return False

    def _order(self, row: LinkedRow) -> tuple[bool, tuple[int, int, int], int]:
        """What is settled first, then the most useful rows, of each the index first."""
        return row.is_open, self._use((row.comparison, row.cell, Extent.LEVELS)), row.column

    def _shown_rows(self) -> Iterator[LinkedRow]:
        """All rows that are shown, those that are settled and those that were admitted."""
        for index, comparison in enumerate(self._comparisons):
            for cell in comparison.settled:
                for column, measure in enumerate(self._measures):
                    if measure.level == "rating" or not comparison.shows(cell, column):
                        continue
                    extent = Extent.LEVELS if comparison.shows_levels(cell, column) else Extent.CHANGE
                    if is_open := self._is_open(index, cell):
                        extent = self._extent[measure.name].get((index, cell.name), Extent.HIDDEN)
                    if extent is not Extent.HIDDEN:
                        yield LinkedRow(index, cell, column, extent is Extent.LEVELS, is_open)

    def _level_down(self) -> None:
        """No measure shows more of a row than the index does, nor than one that is the same there."""
        while any(self._level(place, same) for place, same in self._equal):
            pass
        index = self._extent[self._measures[INDEX_COLUMN].name]
        for measure, own in self._extent.items():
            for place in own:
                own[place] = min(own[place], index.get(place, own[place]))
                if own[place] is Extent.CHANGE and not self._has_change(place[0], self._column_of[measure]):
                    own[place] = Extent.HIDDEN

    def _level(self, place: Place, same: Sequence[str]) -> bool:
        """Measures that are the same in a row show as much; whether one shows less than before."""
        before = [self._extent[measure].get(place, Extent.HIDDEN) for measure in same]
        least = min(self._at_most(measure, place) for measure in same)
        for measure, own in zip(same, before, strict=True):
            self._extent[measure][place] = min(own, least)
        return any(own > least for own in before)

    def _at_most(self, measure: str, place: Place) -> Extent:
        """How much a measure that is the same as another lets it show: its change, where it has none to show itself."""
        own = self._extent[measure].get(place, Extent.HIDDEN)
        return own if self._has_change(place[0], self._column_of[measure]) else max(own, Extent.CHANGE)

    def _has_change(self, index: int, column: int) -> bool:
        """Whether a row can be shown by its change alone."""
        people = self._comparisons[index].people
        is_rating = self._measures[column].level == "rating"
        return not (is_rating or people.weighted or people.presence.is_apart(column))

    def _hide_what_the_index_hides(self, comparison: Comparison, hidden: dict[str, dict[str, Reason]]) -> None:
        """What is not shown of the index is not shown of any measure of that row."""
        index = self._measures[INDEX_COLUMN].name
        for cell in comparison.settled:
            if cell.by == self._by and cell.name in hidden[index] and comparison.has_row(cell, INDEX_COLUMN):
                for column, measure in enumerate(self._measures):
                    if comparison.has_row(cell, column):
                        hidden[measure.name].setdefault(cell.name, Reason.PAIR)


def admit_statistics(
    comparisons: Sequence[Comparison], statistics: Iterable[HeadlineSets]
) -> frozenset[HeadlineStatistic]:
    """What stands outside the tables, admitted last; returned is what may not be shown.

    Parameters
    ----------
    statistics : iterable of HeadlineSets
        Of the index, in the first comparison.
    """
    admission = _Admission(comparisons, None)
    shown, alike = admission.all_shown(INDEX_COLUMN), admission.all_alike(INDEX_COLUMN)
    ledger = Ledger(shown, alike, comparisons[0].threshold, {})
    offers = [
        (statistic, ledger.offer(sums_of_sets(sets, comparisons[0].people.pair))) for statistic, sets in statistics
    ]
    return frozenset(statistic for statistic, offer in offers if offer and not ledger.admits(offer))
