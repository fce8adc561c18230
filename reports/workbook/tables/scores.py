"""The sheet of levels, with why a row lacks them, or its SD."""

from __future__ import annotations

from dataclasses import replace

from metrics import Protected, ScoreRow
from metrics.result.withheld import stated_reasons
from metrics.schema.rows import SPREAD
from reports.workbook.columns import Column, Table, in_words
from reports.workbook.tables.declared_columns import sheet_of


def scores(result: Protected, language: str) -> Table:
    """A row a level; where any is not shown, or shown without its SD, a column says why."""
    reasons = stated_reasons(result)

    def why(row: ScoreRow) -> str | None:
        if row.mean is None:
            where = ("scores", row.measure, row.group, row.from_round, row.to_round)
            return in_words("reason", reasons.get(where, "row"), language)
        return in_words("reason", SPREAD, language) if row.sd is None else None

    sheet = sheet_of(result, language, "scores")
    lacking = [Column("why_empty", "text", why)] if any(row.sd is None for row in result.scores) else []

    def is_hidden(row: ScoreRow, word: str) -> bool:
        return sheet.is_hidden(row, word) or word == "sd"

    return replace(sheet, columns=[*sheet.columns, *lacking], is_hidden=is_hidden)
