"""The lines of the summary: the index of each side, then each aspect by side."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from metrics import INDEX, ChangeRow, Protected, ScoreRow, group_label, measure_label
from metrics.schema.rows import has_no_number, in_workbook
from reports.workbook.columns import Column, Table
from reports.workbook.tables.changes import changes
from reports.workbook.tables.declared_columns import number_column, verdict_column
from reports.workbook.tables.names import group_column, measure_column
from words import say

NUMBERS = ("n_from", "n_to", "mean_from", "mean_to", "change", "ci_low", "ci_high")
DRAWN = {"chart_before": "mean_from", "chart_after": "mean_to", "chart_change": "change"}
"""The columns that the charts are drawn from, with the field of each."""
_NOISE = 9
"""Decimals beyond which a number holds only floating-point noise."""


@dataclass(frozen=True)
class Level:
    """A level, where nothing is compared."""

    group: str
    measure: str
    n: int | None
    mean: float | None


def summary_table(result: Protected, language: str) -> Table:
    """The index of each side, then the aspects of each; of a hidden row each number is said not to be shown.

    The charts are drawn from columns of their own, in which a hidden number is empty: they would draw a word as 0.
    """
    labels = _label_column(result, language)
    if compared := _compared(result):
        columns = [*_of_changes(result, language), labels, *(_drawn(*one) for one in DRAWN.items()), *_reaches()]
        return Table(compared, columns, changes(result, language).is_hidden, printed_before=labels.word)
    columns = [*_of_levels(result, language), labels, _drawn("chart_level", "mean")]
    return Table(_levels(result), columns, _is_hidden, printed_before=labels.word)


def _is_hidden(row: ChangeRow | Level, _word: str = "") -> bool:
    """Whether all numbers of a row are hidden: not where two rounds can't be compared, which its finding says."""
    if isinstance(row, Level):
        return row.mean is None
    return row.is_compared and has_no_number(row)


def _drawn(word: str, field: str) -> Column:
    """A column that a chart is drawn from."""
    return Column(word, "points", attrgetter(field), what="points", is_for_charts=True)


def _keys(result: Protected) -> list[tuple[str, str]]:
    """Measure and group of each line."""
    aspects = [measure.name for measure in result.measures if measure.level == "dimension"]
    of_index = [(INDEX, group) for group in result.headline_groups]
    return [*of_index, *((aspect, group) for group in result.headline_groups for aspect in aspects)]


def _compared(result: Protected) -> list[ChangeRow]:
    """The rows of the headline's pair; none where there is one round."""
    return [result.change_of[key] for key in _keys(result) if key in result.change_of]


def _label_column(result: Protected, language: str) -> Column:
    """Who and what in one cell, as a chart names its line; what alone where it is about the same people in each.

    The columns from here on are for the charts alone.
    """
    is_of_several = len(result.headline_groups) > 1

    def label(row: ChangeRow | Level) -> str:
        who = group_label(result, row.group, language)
        what = measure_label(result, row.measure, language, row.group)
        line = say("workbook.chart_line", language, who=who, what=what) if is_of_several else what
        return say("workbook.chart_hidden", language, line=line) if _is_hidden(row) else line

    return Column("chart_label", "text", label)


def _of_changes(result: Protected, language: str) -> list[Column]:
    fields = {field.name: field for field in in_workbook(ChangeRow)}
    return [
        group_column(result, language, "who_answered"),
        measure_column(result, language),
        *(number_column(result, fields[name]) for name in NUMBERS),
        verdict_column(result, language, "verdict", fields["verdict"].heading),
    ]


def _reaches() -> list[Column]:
    return [
        Column("chart_below", "points", lambda row: _reach(row, row.ci_low), what="points", is_for_charts=True),
        Column("chart_above", "points", lambda row: _reach(row, row.ci_high), what="points", is_for_charts=True),
    ]


def _reach(row: ChangeRow, end: float | None) -> float | None:
    """From a change to an end of its interval, in points."""
    return None if row.change is None or end is None else round(abs(end - row.change), _NOISE)


def _levels(result: Protected) -> list[Level]:
    """The levels of the first round, where there is no other to compare it with."""
    first = result.rounds[0].name
    rows = [result.score_of[*key, first] for key in _keys(result) if (*key, first) in result.score_of]
    return [Level(row.group, row.measure, row.n, row.mean) for row in rows]


def _of_levels(result: Protected, language: str) -> list[Column]:
    fields = {field.name: field for field in in_workbook(ScoreRow)}

    def said(row: Level) -> str | None:
        return say("findings.protected", language) if row.mean is None else None

    return [
        group_column(result, language, "who_answered"),
        measure_column(result, language),
        number_column(result, fields["n"]),
        number_column(result, fields["mean"]),
        Column("finding", "text", said),
    ]
