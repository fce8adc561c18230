"""The sheets of what bears on the headline: other choices, and those who left."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from metrics import PROTECTED, AttritionRow, Protected, RobustnessRow, measure_label
from reports.workbook.changes import finding_column
from reports.workbook.names import group_column, is_mixed, pair_columns
from reports.workbook.sheet import Cell, Column, Table, fields, in_words, worded

_MEANS = ("stayers_mean", "stayers_sd", "leavers_mean", "leavers_sd")


def robustness(result: Protected, language: str) -> Table:
    """The headline under each other choice."""
    columns = [
        group_column(result, language),
        worded("what", language),
        Column("variant", "text", lambda row: _variant(result, row, language)),
        *fields("change", kind="points"),
        *fields("p", "p_adjusted", kind="p"),
        finding_column(language),
        worded("reason", language, "why_empty"),
    ]
    return Table(result.robustness, columns, _is_withheld)


def attrition(result: Protected, language: str) -> Table:
    """Those who stayed against those who left, and the headline if all who left had fallen."""
    columns = [
        group_column(result, language),
        *pair_columns(result, language),
        *_standing("stayers"),
        *_standing("leavers"),
        *fields("standardised_difference", kind="ratio"),
        _inner("if_leavers_fell", "n", "count"),
        *(_inner("if_leavers_fell", name, "points") for name in ("change", "ci_low", "ci_high")),
        _inner("if_leavers_fell", "p", "p"),
        finding_column(language, "verdict_if_leavers_fell", "if_leavers_fell_verdict"),
        worded("reason", language, "why_empty"),
    ]
    rows = sorted(result.attrition, key=lambda row: is_mixed(result, row.group))
    return Table(rows, columns, _is_withheld)


def _is_withheld(row: RobustnessRow | AttritionRow, word: str) -> bool:
    return row.reason == PROTECTED or (row.reason == "means_protected" and word in _MEANS)


def _variant(result: Protected, row: RobustnessRow, language: str) -> str:
    """The other choice in words; a question that is left out by its label."""
    if row.what == "item":
        return measure_label(result, row.variant, language)
    return in_words(row.what, row.variant, language)


def _standing(who: str) -> list[Column]:
    return [_inner(who, "n", "count"), _inner(who, "mean", "points"), _inner(who, "sd", "points")]


def _inner(part: str, name: str, kind: str) -> Column:
    value: Callable[[AttritionRow], Cell] = attrgetter(f"{part}.{name}")
    return Column(f"{part}_{name}", kind, value)
