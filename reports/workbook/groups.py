"""The sheets of the groups, and of the rows that are not shown."""

from __future__ import annotations

from metrics import Protected, group_label, measure_label, party_label, side_label
from metrics.result import GroupFacts, Suppression
from metrics.schema.rows import LEVELS
from reports.workbook.column import Column
from reports.workbook.names import breakdown_label, group_column
from reports.workbook.sheet import Table, in_words
from words import say


def groups(result: Protected, language: str) -> Table:
    """The groups with their sides, and the mergers with their members."""

    def members(group: GroupFacts) -> str | None:
        return ", ".join(group_label(result, name, language) for name in group.merged_from) or None

    def by(group: GroupFacts) -> str | None:
        return breakdown_label(result, language) if group.by else None

    columns = [
        group_column(result, language, field="name"),
        Column("side", "text", lambda group: side_label(result, group.side, language) if group.side else None),
        *([Column("breakdown", "text", by)] if any(group.by for group in result.groups) else []),
        Column("merged_from", "sentence", members),
    ]
    return Table(result.groups, columns)


def hidden(result: Protected, language: str) -> Table:
    """The rows that are not shown, and why."""

    def what(row: Suppression) -> str:
        if row.table == "matrix":
            return party_label(result, row.measure, language)
        return measure_label(result, row.measure, language, row.group)

    columns = [
        group_column(result, language),
        Column("measure", "text", what),
        Column("table", "text", lambda row: say(f"headings.sheet_{row.table}", language)),
        Column("reason", "sentence", lambda row: in_words("reason", _reason(row), language)),
    ]
    return Table(result.suppressed, columns)


def _reason(row: Suppression) -> str:
    """Why a row is not shown; a rating has no change that would be shown alone."""
    return "pair" if row.table == "matrix" and row.reason == LEVELS else row.reason
