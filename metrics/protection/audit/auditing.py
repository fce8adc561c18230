"""The audit's loop: as long as somebody could be told, one more row is hidden."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from metrics.model.cells import Cell, is_total
from metrics.protection.audit.bounds import Told, narrowed
from metrics.protection.audit.rank_test import few_determined
from metrics.protection.audit.structure import Structure
from metrics.protection.comparison import ATTRITION, Aside, Comparison
from surveys.model.instrument import ALL, INDEX, SIDE
from surveys.model.survey import Flags, Floats

Asides = Sequence[tuple[Aside, Sequence[tuple[str, Flags]]]]

RANK, BOUNDS = "rank", "bounds"
PASSED, MORE_HIDDEN = "passed", "more_hidden"


@dataclass(frozen=True)
class Audited:
    """The comparisons with what the audit hid, what it withheld beside them, and its log.

    The log tells which test found that more had to be hidden.
    """

    comparisons: tuple[Comparison, ...]
    withheld: frozenset[Aside]
    log: tuple[tuple[str, str], ...]

    def then(self, later: Audited) -> Audited:
        """A later audit that went on from this one, with what both found in its log."""
        found = {step for step, outcome in (*self.log, *later.log) if outcome == MORE_HIDDEN}
        return replace(later, log=_log(found))


@dataclass(frozen=True)
class _Row:
    """A row that is shown, in one round: where it stands, and who is behind it; or a number beside the tables."""

    comparison: int
    cell: Cell | Aside
    members: Flags


def audit(
    comparisons: Sequence[Comparison],
    asides: Asides = (),
    withheld: Collection[Aside] = (),
    by: str | None = None,
) -> Audited:
    """Hides further rows until no set of 1 to threshold − 1 people is determined, or narrowed to under 10 points.

    Each measure is looked at in each round by itself, over all comparisons that have the round.

    Parameters
    ----------
    asides : sequence of (Aside, sequence of (str, array of bool)), optional
        Numbers of the index that are told beside the tables: a round's name with the people behind each. They are
        given up first.
    withheld : collection of Aside, optional
        Those of them that were given up before.
    by : str, optional
        A breakdown whose categories alone may be hidden: all else was settled, and audited, before it.
    """
    auditor = _Auditor(comparisons, asides, withheld, by)
    for column in range(len(comparisons[0].people.measures)):
        while auditor.hides_one(column):
            pass
    audited = tuple(
        replace(comparison, hidden=hidden) for comparison, hidden in zip(comparisons, auditor.hidden, strict=True)
    )
    return Audited(audited, frozenset(auditor.withheld), _log(auditor.found))


def _log(found: Collection[str]) -> tuple[tuple[str, str], ...]:
    return tuple((step, MORE_HIDDEN if step in found else PASSED) for step in (RANK, BOUNDS))


class _Auditor:
    """Rows hidden so far, and what is known of structures that come again: most measures rest on the same people."""

    def __init__(
        self, comparisons: Sequence[Comparison], asides: Asides, withheld: Collection[Aside], by: str | None
    ) -> None:
        self.comparisons = comparisons
        self.withheld = set(withheld)
        self._by = by
        self._asides = asides
        self.hidden = [{measure: dict(rows) for measure, rows in one.hidden.items()} for one in comparisons]
        self.found: set[str] = set()
        self._threshold = comparisons[0].threshold
        self._known: dict[bytes, tuple[Structure, Flags | None]] = {}

    def hides_one(self, column: int) -> bool:
        """Hides one more row of a measure where its rows tell of somebody; returns whether one was hidden."""
        measure = self.comparisons[0].people.measures[column].name
        for round_, rows in self._rows(measure).items():
            if not rows:
                continue
            structure, parts = self._structure(rows)
            step = RANK
            if parts is None:
                step, parts = BOUNDS, self._narrowed(column, round_, structure)
            if parts is not None:
                self.found.add(step)
                self._hide(measure, rows, structure, parts)
                return True
        return False

    def _rows(self, measure: str) -> dict[str, list[_Row]]:
        """The rows of a measure that are shown, by round; those of both rounds together by their names."""
        found: dict[str, list[_Row]] = {}
        for place, comparison in enumerate(self.comparisons):
            cells = {cell.name: cell for cell in comparison.settled}
            for name, behind in comparison.sets[measure].items():
                if name in self.hidden[place][measure]:
                    continue
                for round_, members in behind:
                    key = round_ or " ".join(comparison.people.pair or ())
                    found.setdefault(key, []).append(_Row(place, cells[name], members))
        for aside, behind in self._asides if measure == INDEX else ():
            for round_, members in behind if aside not in self.withheld else ():
                found.setdefault(round_, []).append(_Row(0, aside, members))
        return found

    def _structure(self, rows: Sequence[_Row]) -> tuple[Structure, Flags | None]:
        """The structure of some rows, and the few people whose sum follows from it."""
        key = np.packbits(np.array([row.members for row in rows]), axis=1).tobytes()
        if key not in self._known:
            structure = Structure.of([row.members for row in rows])
            self._known[key] = (structure, few_determined(structure, self._threshold))
        return self._known[key]

    def _narrowed(self, column: int, round_: str, structure: Structure) -> Flags | None:
        people = self.comparisons[0].people
        places = {one.name: place for place, one in enumerate(people.survey.rounds)}
        if round_ not in places or structure.is_plain:
            return None
        told = Told(structure, people.scored.scores[places[round_]][:, column], self._answers(column))
        return narrowed(told, self._threshold)

    def _answers(self, column: int) -> Floats | None:
        """The values of an item's scale; None for what has no distribution."""
        people = self.comparisons[0].people
        if people.measures[column].level != "item":
            return None
        place = people.scored.places_of([column])[0]
        values = people.scored.answer_scores[place]
        return np.asarray(np.unique(values[~np.isnan(values)]))

    def _hide(self, measure: str, rows: Sequence[_Row], structure: Structure, parts: Flags) -> None:
        """Hides one of the rows from which some strata follow."""
        weights = structure.behind(parts)
        behind = [row for row, weight in zip(rows, weights.tolist(), strict=True) if weight]
        row = min(self._open(behind) or self._open(rows), key=_order)
        if isinstance(row.cell, Aside):
            self.withheld.add(row.cell)
            return
        hidden = self.hidden[row.comparison][measure]
        hidden[row.cell.name] = "audit"
        if row.cell.name.startswith(SIDE) and ALL in self.comparisons[row.comparison].sets[measure]:
            hidden.setdefault(ALL, "audit")

    def _open(self, rows: Sequence[_Row]) -> list[_Row]:
        """Those of some rows that may be hidden."""
        return [row for row in rows if self._by is None or (isinstance(row.cell, Cell) and row.cell.by == self._by)]


def _order(row: _Row) -> tuple[bool, int, bool, bool, bool, int]:
    """Rows in the order in which they are given up.

    What is told beside the tables first, of those who stayed or left before all; then of a later pair, a category, the
    smallest group; a side and everybody last.
    """
    if isinstance(row.cell, Aside):
        return False, 0, row.cell.table != ATTRITION, False, False, -int(np.count_nonzero(row.members))
    total = is_total(row.cell.name)
    is_all, n = row.cell.name == ALL, int(np.count_nonzero(row.members))
    return True, -row.comparison, row.cell.by is None, total, is_all, n
