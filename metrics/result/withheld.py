"""Why a row that is shown lacks some of its numbers (rules 2 and 39a): said once a place, not on every row."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.schema.rows import LEVELS, SPREAD
from metrics.tables.changes import ChangeRow
from words import say


def is_in_part(row: ChangeRow) -> bool:
    """Whether a row is shown by its change alone, or without its spread."""
    return row.reason in (LEVELS, SPREAD)


def why_withheld(rows: Iterable[ChangeRow], language: str) -> list[str]:
    """What some rows lack and why, a sentence a reason, in the same words for all; none where nothing is withheld.

    It is not said whether few people, answers alike or another row are behind it: that would reveal something.
    """
    reasons = {row.reason for row in rows}
    return [say(f"findings.withheld_{reason}", language) for reason in (LEVELS, SPREAD) if reason in reasons]
