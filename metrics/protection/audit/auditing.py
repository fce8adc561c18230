"""The audit's loop: as long as something follows about few people, one more row is hidden."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from metrics.model.cells import Cell, is_side, is_total
from metrics.protection.audit.bounds import PublishedMeasure, narrowed
from metrics.protection.audit.rank_test import few_determined
from metrics.protection.audit.structure import Structure
from metrics.protection.comparison import Comparison
from metrics.protection.headline_statistics import ATTRITION, HeadlineSets, HeadlineStatistic
from metrics.protection.mask.reasons import Reason
from metrics.protection.mask.row_sets import BOTH_ROUNDS, Basis
from surveys.model.instrument import ALL, INDEX
from surveys.model.survey import Flags, Floats

RANK, BOUNDS = "rank", "bounds"
PASSED, MORE_HIDDEN = "passed", "more_hidden"

RowBasis = tuple[Basis, tuple[str, str] | None]
"""What rows rest on that are looked at together; of numbers of both rounds, with the pair of these."""


@dataclass(frozen=True)
class Audited:
    """The comparisons with what the audit hid, the side statistics that it suppressed, and its log.

    The log says which test found that more had to be hidden.
    """

    comparisons: tuple[Comparison, ...]
    suppressed: frozenset[HeadlineStatistic]
    log: tuple[tuple[str, str], ...]

    def then(self, later: Audited) -> Audited:
        """A later audit that went on from this one, with what both found in its log."""
        found = {step for step, outcome in (*self.log, *later.log) if outcome == MORE_HIDDEN}
        return replace(later, log=_log(found))


@dataclass(frozen=True)
class _Row:
    """A row of a comparison that is shown, or a side statistic, in one round, and who is behind it."""

    comparison: int
    shown: Cell | HeadlineStatistic
    members: Flags


def audit(
    comparisons: Sequence[Comparison],
    headline_statistics: Sequence[HeadlineSets] = (),
    suppressed: Collection[HeadlineStatistic] = (),
    by: str | None = None,
) -> Audited:
    """Hides further rows until no set of 1 to threshold − 1 people is determined, or narrowed to under 10 points.

    Each measure is looked at in each round by itself, over all comparisons that have the round.

    Parameters
    ----------
    headline_statistics : sequence of HeadlineSets, optional
        Shown outside the tables; they are given up first.
    suppressed : collection of HeadlineStatistic, optional
        Those of them that were given up before.
    by : str, optional
        A breakdown whose categories alone may be hidden: all else was settled, and audited, before it.
    """
    auditor = _Auditor(comparisons, headline_statistics, suppressed, by)
    for column in range(len(comparisons[0].people.measures)):
        while auditor.hides_one(column):
            pass
    audited = tuple(
        replace(comparison, hidden=hidden) for comparison, hidden in zip(comparisons, auditor.hidden, strict=True)
    )
    return Audited(audited, frozenset(auditor.suppressed), _log(auditor.found))


def _log(found: Collection[str]) -> tuple[tuple[str, str], ...]:
    return tuple((step, MORE_HIDDEN if step in found else PASSED) for step in (RANK, BOUNDS))


class _Auditor:
    """Rows hidden so far, and what is known of structures that come again: most measures rest on the same people."""

    def __init__(
        self,
        comparisons: Sequence[Comparison],
        headline_statistics: Sequence[HeadlineSets],
        suppressed: Collection[HeadlineStatistic],
        by: str | None,
    ) -> None:
        self.comparisons = comparisons
        self.suppressed = set(suppressed)
        self._by = by
        self._side_statistics = headline_statistics
        self._cells = [{cell.name: cell for cell in one.settled} for one in comparisons]
        self.hidden = [{measure: dict(rows) for measure, rows in one.hidden.items()} for one in comparisons]
        self.found: set[str] = set()
        self._threshold = comparisons[0].threshold
        self._known: dict[bytes, tuple[Structure, Flags | None]] = {}

    def hides_one(self, column: int) -> bool:
        """Hides one more row of a measure where its rows reveal few people; returns whether one was hidden."""
        measure = self.comparisons[0].people.measures[column].name
        for (basis, _), rows in self._rows(measure).items():
            structure, parts = self._structure(rows)
            if parts is not None:
                self.found.add(RANK)
                self._hide(measure, rows, structure, parts)
                return True
            for alike in self._scored_alike(column, rows):
                structure, _ = self._structure(alike)
                parts = self._narrowed(column, basis, structure, self.comparisons[alike[0].comparison])
                if parts is not None:
                    self.found.add(BOUNDS)
                    self._hide(measure, alike, structure, parts)
                    return True
        return False

    def _scored_alike(self, column: int, rows: Sequence[_Row]) -> list[list[_Row]]:
        """The rows by the items that feed the measure in their comparisons; those of an item are all scored alike.

        The rank test takes all of them together, as though they were of one measure, and so finds no less.
        """
        found: dict[tuple[int, ...] | None, list[_Row]] = {}
        is_item = self.comparisons[0].people.measures[column].level == "item"
        for row in rows:
            both = self.comparisons[row.comparison].people.asked_in_both
            found.setdefault(None if is_item or both is None else both.feeding, []).append(row)
        return list(found.values())

    def _rows(self, measure: str) -> dict[RowBasis, list[_Row]]:
        """The rows of a measure that are shown, by what they rest on."""
        found: dict[RowBasis, list[_Row]] = {}
        for index, comparison in enumerate(self.comparisons):
            hidden = self.hidden[index][measure]
            sets = comparison.layout.sets[measure]
            for cell in self._cells[index].values():
                for basis, members in () if cell.name in hidden else sets.get(cell.name, ()):
                    pair = comparison.people.pair if basis == BOTH_ROUNDS else None
                    found.setdefault((basis, pair), []).append(_Row(index, cell, members))
        for statistic, behind in self._side_statistics if measure == INDEX else ():
            for basis, members in () if statistic in self.suppressed else behind:
                found.setdefault((basis, None), []).append(_Row(0, statistic, members))
        return found

    def _structure(self, rows: Sequence[_Row]) -> tuple[Structure, Flags | None]:
        """The structure of some rows, and the few people whose sum follows from it."""
        key = np.packbits(np.array([row.members for row in rows]), axis=1).tobytes()
        if key not in self._known:
            structure = Structure.of([row.members for row in rows])
            self._known[key] = (structure, few_determined(structure, self._threshold))
        return self._known[key]

    def _narrowed(self, column: int, basis: Basis, structure: Structure, of: Comparison) -> Flags | None:
        """The few people whose mean is narrowed; of answers in one round alone, since others have no distribution."""
        if basis.round is None or basis.weighted or structure.is_plain:
            return None
        people = of.people
        if people.measures[column].level == "item":
            index = [round_.name for round_ in people.survey.rounds].index(basis.round)
            scores = people.scored.scores[index][:, column]
        else:
            scores = people.scores[[round_.name for round_ in people.rounds].index(basis.round)][:, column]
        return narrowed(PublishedMeasure(structure, scores, self._answers(column)), self._threshold)

    def _answers(self, column: int) -> Floats | None:
        """The values of an item's scale; None for what has no distribution."""
        people = self.comparisons[0].people
        if people.measures[column].level != "item":
            return None
        values = people.form.answer_scores[people.form.item_indices([column])[0]]
        return np.asarray(np.unique(values[~np.isnan(values)]))

    def _hide(self, measure: str, rows: Sequence[_Row], structure: Structure, parts: Flags) -> None:
        """Hides one of the rows from which some strata follow."""
        weights = structure.behind(parts)
        behind = [row for row, weight in zip(rows, weights.tolist(), strict=True) if weight]
        row = min(self._open(behind) or self._open(rows), key=_order)
        if isinstance(row.shown, HeadlineStatistic):
            self.suppressed.add(row.shown)
            return
        hidden = self.hidden[row.comparison][measure]
        hidden[row.shown.name] = Reason.AUDIT
        if is_side(row.shown.name) and ALL in self.comparisons[row.comparison].layout.sets[measure]:
            hidden.setdefault(ALL, Reason.AUDIT)

    def _open(self, rows: Sequence[_Row]) -> list[_Row]:
        """Those of some rows that may be hidden."""
        return [row for row in rows if self._by is None or (isinstance(row.shown, Cell) and row.shown.by == self._by)]


def _order(row: _Row) -> tuple[bool, int, bool, bool, bool, int]:
    """Rows in the order in which they are given up.

    Side statistics first, those of attrition before all; then rows of a later pair, a category, the smallest group; a
    side and everybody last.
    """
    if isinstance(row.shown, HeadlineStatistic):
        return False, 0, row.shown.table != ATTRITION, False, False, -int(np.count_nonzero(row.members))
    name, n = row.shown.name, int(np.count_nonzero(row.members))
    return True, -row.comparison, row.shown.by is None, is_total(name), name == ALL, n
