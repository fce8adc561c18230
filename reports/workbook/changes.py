"""The sheets of changes, and of the tests of how answers moved."""

from __future__ import annotations

from metrics import PROTECTED, Protected, sentence
from reports.workbook.names import (
    before_and_after,
    group_column,
    level_column,
    measure_column,
    ordered,
    pair_columns,
)
from reports.workbook.sheet import Column, Table, fields, worded
from words import say


def changes(result: Protected, language: str) -> Table:
    """Every change with its finding, interval, test and effect."""
    columns = [
        group_column(result, language),
        measure_column(result, language),
        *pair_columns(result, language),
        level_column(language),
        finding_column(language),
        *before_and_after(result, "n_from", "n_to", kind="count"),
        *fields("n_matched", kind="count"),
        *before_and_after(result, "mean_from", "mean_to", kind="points"),
        *fields("change", "ci_low", "ci_high", kind="points"),
        *_where_asked_for(result),
        *fields("shift", "detectable", kind="points"),
        *(fields("rose", "same", "fell", kind="count") if result.estimand != "independent" else []),
        *_test_columns(result, language),
        _sentence_column(result, language),
    ]
    return Table(ordered(result, result.changes), columns, lambda row, _: row.verdict == PROTECTED)


def item_tests(result: Protected, language: str) -> Table:
    """How the answers to each question moved: McNemar and Stuart–Maxwell."""
    columns = [
        group_column(result, language),
        measure_column(result, language, "item"),
        *pair_columns(result, language),
        *fields("n", kind="count"),
        *fields("mcnemar_p", "mcnemar_midp", kind="p"),
        *fields("stuart_maxwell", kind="number"),
        *fields("df", kind="count"),
        Column("stuart_maxwell_p", "p", lambda row: row.p),
    ]
    return Table(ordered(result, result.item_tests, "item"), columns, lambda row, _: row.n is None)


def _sentence_column(result: Protected, language: str) -> Column:
    """The finding as a sentence: the row's own, but in another language."""
    own = language == result.settings.lang
    return Column("sentence", "sentence", lambda row: row.sentence if own else sentence(result, row, language))


def finding_column(language: str, field: str = "verdict", word: str = "finding") -> Column:
    """The finding of a row in words; empty where it has none."""

    def words(row: object) -> str | None:
        code = getattr(row, field)
        return say(f"findings.{code}", language) if code else None

    return Column(word, "text", words)


def _where_asked_for(result: Protected) -> list[Column]:
    """The weighted change with its interval where weights are on, and the number invited where it is known."""
    weighted = fields("change_weighted", "weighted_low", "weighted_high", kind="points")
    invited = fields("invited", kind="count")
    return [*(weighted if result.settings.weights else []), *(invited if result.settings.invited else [])]


def _test_columns(result: Protected, language: str) -> list[Column]:
    intervals = result.settings.effect_intervals
    return [
        worded("test", language),
        *fields("statistic", kind="number"),
        *fields("p", "p_adjusted", kind="p"),
        worded("family", language),
        worded("effect", language),
        *fields("effect_value", kind="ratio"),
        *(fields("effect_low", "effect_high", kind="ratio") if intervals else []),
    ]
