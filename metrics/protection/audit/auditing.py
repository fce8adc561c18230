"""The audit's loop: as long as something follows about few people, one more row gives up some of what it shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from metrics.model.cells import Cell, is_side, is_total
from metrics.protection.audit.bounds import PublishedMeasure, narrowed
from metrics.protection.audit.combinations import Combination, SumMatrix, resting_on_few
from metrics.protection.audit.published_sums import as_weighted_matrix, weighted_sums
from metrics.protection.audit.structure import Structure
from metrics.protection.comparison import Comparison
from metrics.protection.headline_statistics import ATTRITION, HeadlineSets, HeadlineStatistic
from metrics.protection.mask.equal_measures import equal_measures
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
class Open:
    """What may be given up in an audit: all else was settled before.

    Attributes
    ----------
    pairs : {"first", "later", "all", "none"}
        Rows of the first pair, of all others, of all; or only what stands outside the tables.
    by : str or None
        The breakdown whose rows; None for those of the stakeholder table.
    """

    pairs: str = "first"
    by: str | None = None

    def holds(self, row: _Row) -> bool:
        """Whether a row may be given up."""
        if isinstance(row.shown, HeadlineStatistic):
            return self.pairs == "none"
        return row.shown.by == self.by and self.pairs in ("all", "later" if row.comparison else "first")


@dataclass(frozen=True)
class _Row:
    """A row of a comparison that is shown, or a side statistic, in one round, and who is behind it.

    With weights, `times` is how often each answer counts, as the row adds them up.
    """

    comparison: int
    shown: Cell | HeadlineStatistic
    members: Flags
    has_spread: bool = True
    times: Floats | None = None

    @cached_property
    def people(self) -> int:
        """How many are behind it."""
        return int(np.count_nonzero(self.members))

    def adds_up(self) -> bytes:
        """Tells what it adds up from what other rows do."""
        return (self.members if self.times is None else self.times).tobytes()


def audit(
    comparisons: Sequence[Comparison],
    what: Open,
    headline_statistics: Sequence[HeadlineSets] = (),
    suppressed: Collection[HeadlineStatistic] = (),
) -> Audited:
    """Rows give up more until no combination rests on 1 to threshold − 1 people, none narrowed to under 10 points.

    Each measure is looked at in each round by itself, over all comparisons that have the round; where levels are
    weighted, its weighted sums beside its plain ones as well, over all rounds at once.

    Parameters
    ----------
    what : Open
        What may be given up.
    headline_statistics : sequence of HeadlineSets, optional
        Shown outside the tables; they are given up first.
    suppressed : collection of HeadlineStatistic, optional
        Those of them that were given up before.
    """
    auditor = _Auditor(comparisons, what, headline_statistics, suppressed)
    for column in range(len(comparisons[0].people.measures)):
        while auditor.gives_up(column):
            pass
    return Audited(auditor.settled(), frozenset(auditor.suppressed), _log(auditor.found))


def _log(found: Collection[str]) -> tuple[tuple[str, str], ...]:
    return tuple((step, MORE_HIDDEN if step in found else PASSED) for step in (RANK, BOUNDS))


class _Auditor:
    """What rows show so far, and what is known of structures that come again: most measures rest on the same people."""

    def __init__(
        self,
        comparisons: Sequence[Comparison],
        what: Open,
        headline_statistics: Sequence[HeadlineSets],
        suppressed: Collection[HeadlineStatistic],
    ) -> None:
        self.comparisons = comparisons
        self.suppressed = set(suppressed)
        self._open = what
        self._side_statistics = headline_statistics
        self._cells = [{cell.name: cell for cell in one.settled} for one in comparisons]
        self._hidden = [{measure: dict(rows) for measure, rows in one.hidden.items()} for one in comparisons]
        self._without_levels = [_sets(one.without_levels) for one in comparisons]
        self._without_spread = [_sets(one.without_spread) for one in comparisons]
        self.found: set[str] = set()
        self._threshold = comparisons[0].threshold
        self._known: dict[bytes, tuple[Structure, Combination | None]] = {}

    def settled(self) -> tuple[Comparison, ...]:
        """The comparisons with what rows show now."""
        return tuple(
            replace(comparison, hidden=hidden, without_levels=levels, without_spread=spread)
            for comparison, hidden, levels, spread in zip(
                self.comparisons, self._hidden, self._without_levels, self._without_spread, strict=True
            )
        )

    def gives_up(self, column: int) -> bool:
        """One more row of a measure gives up something where its rows reveal few people; whether one did."""
        measure = self.comparisons[0].people.measures[column].name
        if self.comparisons[0].people.weighted and self._gives_up_beside_weights(column):
            return True
        for (basis, _), rows in self._rows(measure).items():
            if not any(self._open.holds(row) for row in rows):
                continue
            structure, combination = self._structure(rows)
            if combination is not None:
                self.found.add(RANK)
                self._give_up(measure, rows, combination.weights, RANK)
                return True
            for alike in self._scored_alike(column, rows):
                structure, _ = self._structure(alike)
                parts = self._narrowed(column, basis, structure, alike)
                if parts is not None:
                    self.found.add(BOUNDS)
                    self._give_up(measure, alike, structure.behind(parts), BOUNDS)
                    return True
        return False

    def _gives_up_beside_weights(self, column: int) -> bool:
        """The same by weighted sums beside plain ones, over all rounds."""
        measure = self.comparisons[0].people.measures[column].name
        rows = list(self._rows_beside_weights(column))
        if not any(self._open.holds(row) for row in rows):
            return False
        sums = as_weighted_matrix([row.times for row in rows if row.times is not None])
        combination = resting_on_few(sums, self._threshold)
        if combination is not None:
            self.found.add(RANK)
            self._give_up(measure, rows, combination.weights, RANK)
        return combination is not None

    def _rows_beside_weights(self, column: int) -> Iterator[_Row]:
        """The rows of a measure that are shown, one for each sum of theirs."""
        measure = self.comparisons[0].people.measures[column].name
        for index, comparison in enumerate(self.comparisons):
            for cell in self._cells[index].values():
                if comparison.has_row(cell, column) and cell.name not in self._hidden[index][measure]:
                    for times in weighted_sums(comparison, cell, column):
                        yield _Row(index, cell, cell.members, times=times)
        rounds = [one.name for one in self.comparisons[0].people.survey.rounds]
        for statistic, behind in self._side_statistics if measure == INDEX else ():
            for basis, members in () if statistic in self.suppressed else behind:
                in_round = np.array([float(name == basis.round) for name in rounds])
                yield _Row(0, statistic, members, times=members[:, None] * in_round)

    def _scored_alike(self, column: int, rows: Sequence[_Row]) -> list[list[_Row]]:
        """The rows by the items that feed the measure in their comparisons; those of an item are all scored alike.

        The rank test takes all of them together, as though they were of one measure, and so finds no less.
        """
        found: dict[tuple[int, ...] | None, list[_Row]] = {}
        is_item = self.comparisons[0].people.measures[column].level == "item"
        for row in rows:
            both = self.comparisons[row.comparison].people.asked_in_both
            found.setdefault(None if is_item or both is None else both.feeding, []).append(row)
        return [some for some in found.values() if any(self._open.holds(row) for row in some)]

    def _rows(self, measure: str) -> dict[RowBasis, list[_Row]]:
        """The rows of a measure that are shown with their levels, by what they rest on."""
        found: dict[RowBasis, list[_Row]] = {}
        for index, comparison in enumerate(self.comparisons):
            gone = {*self._hidden[index][measure], *self._without_levels[index].get(measure, ())}
            bare = self._without_spread[index].get(measure, ())
            sets = comparison.layout.sets[measure]
            for cell in self._cells[index].values():
                for basis, members in () if cell.name in gone else sets.get(cell.name, ()):
                    pair = comparison.people.pair if basis == BOTH_ROUNDS else None
                    found.setdefault((basis, pair), []).append(_Row(index, cell, members, cell.name not in bare))
        for statistic, behind in self._side_statistics if measure == INDEX else ():
            for basis, members in () if statistic in self.suppressed else behind:
                found.setdefault((basis, None), []).append(_Row(0, statistic, members))
        return found

    def _structure(self, rows: Sequence[_Row]) -> tuple[Structure, Combination | None]:
        """The structure of some rows, and the combination of them that rests on few people."""
        key = np.packbits(np.array([row.members for row in rows]), axis=1).tobytes()
        if key not in self._known:
            structure = Structure.of([row.members for row in rows])
            sums = SumMatrix(structure.rows, np.arange(structure.size.size), structure.size)
            self._known[key] = (structure, resting_on_few(sums, self._threshold))
        return self._known[key]

    def _narrowed(self, column: int, basis: Basis, structure: Structure, rows: Sequence[_Row]) -> Flags | None:
        """The few people whose mean is narrowed; of answers in one round alone, since others have no distribution."""
        if basis.round is None or basis.weighted or structure.is_plain:
            return None
        people = self.comparisons[rows[0].comparison].people
        if people.measures[column].level == "item":
            index = [round_.name for round_ in people.survey.rounds].index(basis.round)
            scores = people.scored.scores[index][:, column]
        else:
            scores = people.scores[[round_.name for round_ in people.rounds].index(basis.round)][:, column]
        bare = np.array([not row.has_spread for row in rows])
        return narrowed(PublishedMeasure(structure, scores, self._answers(column), bare), self._threshold)

    def _answers(self, column: int) -> Floats | None:
        """The values of an item's scale; None for what has no distribution."""
        people = self.comparisons[0].people
        if people.measures[column].level != "item":
            return None
        values = people.form.answer_scores[people.form.item_indices([column])[0]]
        return np.asarray(np.unique(values[~np.isnan(values)]))

    def _give_up(self, measure: str, rows: Sequence[_Row], weights: Floats, why: str) -> None:
        """The least useful of the rows behind a finding that may, gives up its next step (rules 2 and 37).

        Of those behind the finding, one that adds up the same as a row that stays comes last: it tells nothing more.
        """
        stay = {row.adds_up() for row in rows if row.has_spread and not self._open.holds(row)}
        may = [(row, bool(weight)) for row, weight in zip(rows, weights.tolist(), strict=True) if self._open.holds(row)]
        row, _ = min(may, key=lambda one: (not one[1], one[0].adds_up() in stay, _order(one[0])))
        if isinstance(row.shown, HeadlineStatistic):
            self.suppressed.add(row.shown)
            return
        index, cell = row.comparison, row.shown
        if why == BOUNDS and row.has_spread and (cell.by is not None or index > 0):
            own = [cell.name for cell in self.comparisons[index].layout.breakdowns.get(cell.by or "", (cell,))]
            self._without_spread[index].setdefault(measure, set()).update(own)
        elif index > 0 and self._has_change(index, measure):
            for one in self._followers(index, cell, measure):
                self._without_levels[index].setdefault(one, set()).add(cell.name)
                self._without_spread[index].get(one, set()).discard(cell.name)
        else:
            for one in self._followers(index, cell, measure):
                self._hide(index, cell, one)

    def _hide(self, index: int, cell: Cell, measure: str) -> None:
        hidden = self._hidden[index][measure]
        hidden.setdefault(cell.name, Reason.AUDIT)
        if is_side(cell.name) and not index and ALL in self.comparisons[index].layout.sets[measure]:
            hidden.setdefault(ALL, Reason.AUDIT)

    def _followers(self, index: int, cell: Cell, measure: str) -> set[str]:
        """The measures that give up what one does in a cell: the same under other names; of a later index, all."""
        comparison = self.comparisons[index]
        if index > 0 and measure == INDEX:
            rows = enumerate(comparison.people.measures)
            return {one.name for column, one in rows if comparison.has_row(cell, column)}
        same = equal_measures(comparison.people.presence, [cell])[cell.name]
        return {measure}.union(*(some for some in same if measure in some))

    def _has_change(self, index: int, measure: str) -> bool:
        """Whether a row of a later pair can be shown by its change alone."""
        people = self.comparisons[index].people
        (column,) = (k for k, one in enumerate(people.measures) if one.name == measure)
        return not (people.weighted or people.presence.is_apart(column) or people.measures[column].level == "rating")


def _sets(cells: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    return {measure: set(names) for measure, names in cells.items()}


def _order(row: _Row) -> tuple[bool, int, bool, bool, bool, int]:
    """Rows in the order in which they give up: the least useful first.

    Side statistics, those of attrition before all; then rows of a later pair, a category, the smallest group; a side
    and everybody last.
    """
    if isinstance(row.shown, HeadlineStatistic):
        return False, 0, row.shown.table != ATTRITION, False, False, -row.people
    name = row.shown.name
    is_last = is_side(name) if row.comparison else name == ALL
    return True, -row.comparison, row.shown.by is None, is_total(name), is_last, row.people
