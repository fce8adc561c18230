"""The sheets of the answers to each question: how many gave each, the shares of trusting ones, and their tests."""

from __future__ import annotations

from dataclasses import replace

from metrics import ItemRow, ItemTestRow, Protected
from metrics.result.withheld import reasons_withheld, stated_reasons
from metrics.schema.rows import LEVELS, SPREAD, has_no_number
from reports.workbook.columns import Column, Table, in_words
from reports.workbook.tables.declared_columns import sheet_of
from words import number, say


def is_in_part(row: ItemRow) -> bool:
    """Whether a row has weighted shares or counts alone."""
    return row.shows_answers and (row.counts is None or row.trusting is None)


def items(result: Protected, language: str) -> Table:
    """A column an answer; where the answers of few are not counted out, a column says so."""
    sheet = sheet_of(result, language, "items")
    shown = {(row.measure, row.group, row.round, row.from_round, row.to_round) for row in result.scores if row.n}
    reasons = stated_reasons(result)
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
        where = ("items", row.item, row.group, row.from_round, row.to_round)
        if not row.shows_answers and reasons.get(where) == LEVELS:
            return in_words("reason", LEVELS, language)
        return None if row.shows_answers else say("findings.protected", language)

    is_lacking = any(not row.shows_answers or is_in_part(row) for row in result.items)
    lacking = [Column("why_empty", "text", why)] if is_lacking else []
    return replace(sheet, columns=[*sheet.columns, *lacking], instead=instead)


def item_tests(result: Protected, language: str) -> Table:
    """The tests of the answers; a row that is hidden says why, as its change does where that is shown."""
    reasons = stated_reasons(result)
    changes = {(row.measure, row.group, row.from_round, row.to_round): row for row in result.changes}

    def why(row: ItemTestRow) -> str | None:
        if row.reason or not has_no_number(row):
            return in_words("reason", row.reason, language) if row.reason else None
        where = (row.item, row.group, row.from_round, row.to_round)
        change = changes.get(where)
        withheld = "_".join(reasons_withheld(change)) if change is not None else ""
        is_shown = change is not None and change.change is not None
        return in_words(
            "reason", reasons.get(("item_tests", *where)) or withheld or (SPREAD if is_shown else "row"), language
        )

    return sheet_of(result, language, "item_tests", instead={"reason": [Column("why_empty", "text", why)]})
