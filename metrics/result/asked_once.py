"""In which round a measure was asked, or answered by nobody, that is not compared (rules 9 and 41)."""

from __future__ import annotations

from metrics.result.result import Protected
from metrics.tables.changes import NOT_ANSWERED, ChangeRow


def only_round(result: Protected, row: ChangeRow) -> str | None:
    """The one round of a row's pair in which its group was asked the measure, or any item of it; None if in both."""
    parts = {measure.name for measure in result.measures if row.measure in (measure.name, measure.dimension)}
    pair = (row.from_round, row.to_round)
    asked = {
        score.round
        for score in result.scores
        if score.measure in parts and score.group == row.group and score.round in pair
    }
    return asked.pop() if len(asked) == 1 else None


def unanswered_rounds(row: ChangeRow) -> tuple[str, ...]:
    """The rounds of a row's pair in which nobody at all answered; none where something else is the reason."""
    pair = (row.from_round, row.to_round)
    positions = next((where for where, reason in NOT_ANSWERED.items() if reason == row.reason), ())
    return tuple(pair[position] for position in positions)
