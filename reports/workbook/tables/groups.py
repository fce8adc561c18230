"""The sheets of the groups, and of the rows that are not shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics import Protected, group_label, measure_label, party_label, side_label
from metrics.result import GroupFacts
from metrics.result.names import say_of_index
from metrics.result.withheld import stated_reasons
from reports.content.basis.settings import breakdown_label
from reports.workbook.columns import Column, Table, in_words
from reports.workbook.tables.names import group_column, pair_column


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


@dataclass(frozen=True)
class _Hidden:
    """What is not shown of a measure, or of a rating, of a group between two rounds: the sheets that would have it."""

    measure: str
    group: str
    from_round: str | None
    to_round: str | None
    reason: str
    is_rating: bool
    tables: tuple[str, ...] = ()


def hidden(result: Protected, language: str) -> Table:
    """What is not shown, and why: a line for all sheets that would have it."""

    def what(line: _Hidden) -> str:
        if line.is_rating:
            return party_label(result, line.measure, language)
        return measure_label(result, line.measure, language, line.group)

    def sheets(line: _Hidden) -> str:
        return ", ".join(say_of_index(f"headings.sheet_{table}", result, language) for table in line.tables)

    lines = _hidden_lines(result)
    columns = [
        group_column(result, language),
        Column("measure", "text", what),
        *pair_column(result, language, "from_round", lines),
        *pair_column(result, language, "to_round", lines),
        Column("tables", "sentence", sheets),
        Column("reason", "sentence", lambda line: in_words("reason", line.reason, language)),
    ]
    return Table(lines, columns)


def _hidden_lines(result: Protected) -> list[_Hidden]:
    """Each row that is not shown once, with its sheets, in the order in which they are suppressed."""
    tables: dict[_Hidden, list[str]] = {}
    for (table, measure, group, earlier, later), reason in stated_reasons(result).items():
        line = _Hidden(measure, group, earlier, later, reason, table == "matrix")
        tables.setdefault(line, []).append(table)
    return [replace(line, tables=tuple(found)) for line, found in tables.items()]
