"""The sheets of what bears on the headline: other choices, and those who left."""

from __future__ import annotations

from dataclasses import replace

from metrics import PROTECTED, AttritionRow, Protected, RobustnessRow, measure_label
from metrics.tables.attrition import MEANS_PROTECTED
from reports.workbook.columns import Column, Table, in_words
from reports.workbook.tables.declared_columns import sheet_of
from reports.workbook.tables.names import is_mixed

_MEANS = ("stayers_mean", "stayers_sd", "leavers_mean", "leavers_sd")
_IF_FELL = "if_leavers_fell_"


def robustness(result: Protected, language: str) -> Table:
    """The headline under each other choice."""

    def variant(row: RobustnessRow) -> str:
        """The other choice in words; a question that is left out by its label."""
        if row.what == "item":
            return measure_label(result, row.variant, language)
        return in_words(row.what, row.variant, language)

    sheet = sheet_of(result, language, "robustness", instead={"variant": [Column("variant", "text", variant)]})
    return replace(sheet, is_hidden=_is_hidden)


def attrition(result: Protected, language: str) -> Table:
    """Those who stayed against those who left, and the headline if all who left had fallen."""
    rows = sorted(result.attrition, key=lambda row: is_mixed(result, row.group))
    return replace(sheet_of(result, language, "attrition"), rows=rows, is_hidden=_is_hidden)


def _is_hidden(row: RobustnessRow | AttritionRow, word: str) -> bool:
    return row.reason == PROTECTED or (row.reason == MEANS_PROTECTED and (word in _MEANS or word.startswith(_IF_FELL)))
