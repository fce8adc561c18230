"""The sheet of the answers to each question: how many gave each, and the shares of trusting and distrusting ones."""

from __future__ import annotations

from dataclasses import replace

from metrics import ItemRow, Protected
from metrics.schema.rows import LEVELS
from reports.workbook.column import Column
from reports.workbook.declared_columns import sheet_of
from reports.workbook.sheet import Table, in_words
from words import number, say


def items(result: Protected, language: str) -> Table:
    """A column an answer; where the answers of few are not counted out, a column says so."""
    sheet = sheet_of(result, language, "items")
    shown = {(row.measure, row.group, row.round, row.from_round, row.to_round) for row in result.scores if row.n}
    alone = {
        (row.measure, row.group, row.from_round, row.to_round)
        for row in result.suppressed
        if row.table == "items" and row.reason == LEVELS
    }
    least = number(2 * result.settings.threshold, language)

    def are_few(row: ItemRow) -> bool:
        """Whether the row's mean is shown, but its answers are not counted out because they are few."""
        where = (row.item, row.group, row.round, row.from_round, row.to_round)
        return row.counts is None and where in shown

    def instead(row: ItemRow, _word: str) -> str:
        return say("workbook.not_counted", language) if are_few(row) else ""

    def why(row: ItemRow) -> str | None:
        if are_few(row):
            return say("figures.no_distribution", language, least=least)
        if row.counts is None and (row.item, row.group, row.from_round, row.to_round) in alone:
            return in_words("reason", LEVELS, language)
        return say("findings.protected", language) if row.counts is None else None

    lacking = [Column("why_empty", "text", why)] if any(row.counts is None for row in result.items) else []
    return replace(sheet, columns=[*sheet.columns, *lacking], instead=instead)
