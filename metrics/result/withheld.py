"""Why a row that is shown lacks some of its numbers (rules 2 and 39a): said once a place, not on every row."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.result.result import Protected
from metrics.schema.rows import LEVELS, SPREAD, fields_of
from metrics.tables.changes import ChangeRow
from words import say


def is_in_part(row: ChangeRow) -> bool:
    """Whether a row is shown by its change alone, or without its spread."""
    return row.reason in (LEVELS, SPREAD)


def reasons_withheld(row: ChangeRow) -> tuple[str, ...]:
    """Why a row lacks some of its numbers: ``levels``, ``spread`` or both; none where it is whole, or hidden.

    A row without both has the reason ``levels`` alone: of its spread nothing is there.
    """
    if not is_in_part(row):
        return ()
    spread = [field for field in fields_of(ChangeRow) if field.is_spread]
    lacks_spread = all(getattr(row, field.name) == field.default for field in spread)
    lacks = {LEVELS: row.reason == LEVELS, SPREAD: lacks_spread}
    return tuple(reason for reason, is_lacking in lacks.items() if is_lacking)


def stated_reasons(result: Protected) -> dict[tuple[str, str, str, str | None, str | None], str]:
    """Why rows are not shown, by table, measure or target, group and pair of rounds, as it may be said of them.

    Where levels are withheld and there is no change to be shown alone, as of a rating, all of it is hidden: that has
    the reason ``row`` of all hidden rows (rule 41).
    """
    alone = {(row.measure, row.group, row.from_round, row.to_round) for row in result.changes if row.reason == LEVELS}
    reasons: dict[tuple[str, str, str, str | None, str | None], str] = {}
    for row in result.suppressed:
        where = row.measure, row.group, row.from_round, row.to_round
        is_alone = row.table != "matrix" and where in alone
        reasons[row.table, *where] = "row" if row.reason == LEVELS and not is_alone else row.reason
    return reasons


def why_withheld(rows: Iterable[ChangeRow], language: str, *, levels: bool = True) -> list[str]:
    """What some rows lack and why, a sentence a reason, in the same words for all; none where nothing is withheld.

    It is not said whether few people, answers alike or another row are behind it: that would reveal something.

    Parameters
    ----------
    levels : bool
        Whether levels are said at all where the rows stand: else nobody misses them.
    """
    told = (LEVELS, SPREAD) if levels else (SPREAD,)
    reasons = {reason for row in rows for reason in reasons_withheld(row)}
    return [say(f"findings.withheld_{reason}", language) for reason in told if reason in reasons]
