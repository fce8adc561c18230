"""The rows of a result that are not shown, with what may be said of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from metrics import Protected
from metrics.result.withheld import reasons_withheld
from metrics.schema.rows import LEVELS, SPREAD

RoundPair = tuple[str | None, str | None]
"""The two rounds of a row; None where it names none."""

RowKey = tuple[str, str, str, str | None, str | None]
"""Table, measure or target, group, and the pair of rounds."""


@dataclass(frozen=True)
class HiddenRow:
    """A row that is not shown: of ``scores`` a measure, of ``matrix`` somebody who is rated."""

    table: str
    measure: str
    group: str
    pair: RoundPair
    reason: str

    @property
    def has_change(self) -> bool:
        """Whether its change is shown, alone."""
        return self.reason == LEVELS


def hidden_rows(*results: Protected) -> list[HiddenRow]:
    """The rows that any of some results of the same answers does not show, in the order of the first that has them.

    Those that are shown by their change alone are among them, with a reason of their own.
    """
    reasons = {
        (row.table, row.measure, row.group, row.from_round, row.to_round): row.reason
        for result in reversed(results)
        for row in result.suppressed
    }
    found = _together(chain.from_iterable(map(_keys, results)))
    alone = _by_change_alone(results)

    def reason(key: RowKey) -> str:
        """Where levels are withheld and there is no change to be shown alone, as of a rating, all of it is hidden."""
        stated = reasons.get(key, "row")
        return "row" if stated == LEVELS and key[1:] not in alone else stated

    return [HiddenRow(*key[:3], key[3:], reason(key)) for key, is_shown in found if not is_shown]


def _by_change_alone(results: Sequence[Protected]) -> set[tuple[str, str, str, str]]:
    """Measure, group and pair of the rows that every result that has them shows by their change alone."""
    alone: dict[tuple[str, str, str, str], bool] = {}
    for row in chain.from_iterable(result.changes for result in results):
        key = row.measure, row.group, row.from_round, row.to_round
        alone[key] = alone.get(key, True) and row.reason == LEVELS
    return {key for key, is_alone in alone.items() if is_alone}


def without_interval(result: Protected) -> int:
    """How many rows show change and finding, but no interval and no p, with their levels or without."""
    return sum(SPREAD in reasons_withheld(row) for row in result.changes)


def count_rows(*results: Protected) -> int:
    """How many rows there are, shown or not: changes and ratings, of which each counts once a pair of rounds."""
    return len({key for result in results for key, _ in _keys(result)})


def not_counted_out(result: Protected) -> int:
    """How many rows of questions show mean and finding, but not how many people gave which answer."""
    shown = {key[1:] for key, is_shown in _keys(result) if is_shown}
    few = {(row.item, row.group, row.from_round, row.to_round) for row in result.items if not row.shows_answers}
    return len(few & shown)


def _keys(result: Protected) -> Iterator[tuple[RowKey, bool]]:
    """Each row of levels and ratings, and whether it has a number in every round."""
    levels = ((("scores", r.measure, r.group, r.from_round, r.to_round), r.mean is not None) for r in result.scores)
    ratings = ((("matrix", r.target, r.rater, r.from_round, r.to_round), r.mean is not None) for r in result.matrix)
    for table in (levels, ratings):
        yield from _together(table)


def _together(rows: Iterable[tuple[RowKey, bool]]) -> Iterator[tuple[RowKey, bool]]:
    """Each row once, shown where it is shown every time."""
    shown: dict[RowKey, bool] = {}
    for key, is_shown in rows:
        shown[key] = shown.get(key, True) and is_shown
    yield from shown.items()
