"""Results of which rows are shown in part: by their change alone, without their spread, without who rose or fell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TypeVar

from metrics import ChangeRow, ItemRow, Protected, ScoreRow, Shared, sentence, shared
from metrics.model.cells import is_total
from metrics.result import Suppression
from metrics.result.result import _SEAL
from metrics.schema.rows import LEVELS, SPREAD, hidden_twin, without_levels, without_spread
from metrics.tables.changes import without_moves
from metrics.tables.item_tests import ItemTestRow
from surveys.model.instrument import ALL
from tests.charts.survey_rounds import result_with

Kept = TypeVar("Kept", bound=Protected)
OfPair = TypeVar("OfPair", ScoreRow, ItemRow, ItemTestRow)
ONE_WAY = "moves"
"""Of a row whose people all moved one way."""


def ways(group: str, measure: str, pair: tuple[str | None, str | None]) -> frozenset[str]:
    """What a row is shown without: later pairs without levels, of groups without spread too; of the headline's pair
    groups and the second side without spread, the first side's competence without who rose or fell."""
    if pair != ("pre", "post"):
        return frozenset({LEVELS} if is_total(group) else {LEVELS, SPREAD})
    if group == "SIDE:civil_society":
        return frozenset({ONE_WAY} if measure == "competence" else ())
    return frozenset() if group == ALL else frozenset({SPREAD})


def in_part(row: ChangeRow, without: Iterable[str]) -> ChangeRow:
    """A change without what is withheld of it."""
    if row.change is None:
        return row
    row = without_moves(row) if ONE_WAY in without else row
    row = without_levels(row) if LEVELS in without else row
    return without_spread(row) if SPREAD in without else row


def shown_in_part(result: Kept) -> Kept:
    """A result of three rounds whose rows are shown as `ways` has it, with the reasons in what is suppressed."""
    found: list[ChangeRow] = []
    for row in result.changes:
        part = in_part(row, ways(row.group, row.measure, (row.from_round, row.to_round)))
        found.append(replace(part, sentence=sentence(result, part)))
    later = [pair for pair in result.pairs if pair != ("pre", "post")]
    return replace(
        result,
        changes=tuple(found),
        scores=tuple(_score(row) for row in result.scores),
        items=tuple(_distribution(row) for row in result.items),
        item_tests=tuple(_distribution(row) for row in result.item_tests),
        matrix=tuple(hidden_twin(row) if (row.from_round, row.to_round) in later else row for row in result.matrix),
        gaps=tuple(hidden_twin(row) if (row.from_round, row.to_round) in later else row for row in result.gaps),
        suppressed=(*result.suppressed, *_suppressed(result)),
        seal=_SEAL,
    )


def _score(row: ScoreRow) -> ScoreRow:
    without = ways(row.group, row.measure, (row.from_round, row.to_round))
    if LEVELS in without:
        return hidden_twin(row)
    return without_spread(row) if SPREAD in without else row


def _distribution(row: OfPair) -> OfPair:
    item = row.item if isinstance(row, ItemRow | ItemTestRow) else row.measure
    without = ways(row.group, item, (row.from_round, row.to_round))
    return hidden_twin(row) if without - {ONE_WAY} else row


def _suppressed(result: Protected) -> Iterable[Suppression]:
    """The reasons of the rows that `shown_in_part` empties."""
    had = {(row.table, row.measure, row.group, row.from_round, row.to_round) for row in result.suppressed}
    keys = [("scores", row.measure, row.group, row.from_round, row.to_round) for row in result.scores]
    keys += [("items", row.item, row.group, row.from_round, row.to_round) for row in result.items]
    keys += [("matrix", row.target, row.rater, row.from_round, row.to_round) for row in result.matrix]
    for table, measure, group, from_round, to_round in dict.fromkeys(keys):
        without = ways(group, measure, (from_round, to_round))
        reason = LEVELS if LEVELS in without else SPREAD if SPREAD in without and table == "items" else None
        if reason and (table, measure, group, from_round, to_round) not in had:
            yield Suppression(table, measure, group, reason, from_round, to_round)


@cache
def officers_in_part() -> Protected:
    """The sample in three rounds, shown in part, in full numbers."""
    return shown_in_part(result_with("three"))


@cache
def shared_in_part() -> Shared:
    """The sample in three rounds, shown in part, as it is handed on."""
    return shown_in_part(shared(result_with("three")))
