"""The sheet of the answers to each question: how many gave each, and the shares of trusting and distrusting ones."""

from __future__ import annotations

from dataclasses import replace

from metrics import ItemRow, Protected
from metrics.schema.rows import LEVELS
from reports.workbook.column import Column
from reports.workbook.declared_columns import sheet_of
from reports.workbook.sheet import Table, in_words
from words import number, say


def is_in_part(row: ItemRow) -> bool:
    """Whether a row has weighted shares or counts alone."""
    return row.shows_answers and (row.counts is None or row.trusting is None)


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
        return not row.shows_answers and where in shown

    def instead(row: ItemRow, word: str) -> str:
        is_uncounted = are_few(row) or (is_in_part(row) and word == "count")
        return say("workbook.not_counted", language) if is_uncounted else ""

    def why(row: ItemRow) -> str | None:
        if are_few(row):
            return say("figures.no_distribution", language, least=least)
        if is_in_part(row):
            return say("workbook.weighted_or_counted", language)
        if not row.shows_answers and (row.item, row.group, row.from_round, row.to_round) in alone:
            return in_words("reason", LEVELS, language)
        return None if row.shows_answers else say("findings.protected", language)

    is_lacking = any(not row.shows_answers or is_in_part(row) for row in result.items)
    lacking = [Column("why_empty", "text", why)] if is_lacking else []
    return replace(sheet, columns=[*sheet.columns, *lacking], instead=instead)
