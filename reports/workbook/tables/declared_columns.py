"""The columns of a table's sheet, made from how its fields are declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Any, TypeGuard

from metrics import INDEX, ChangeRow, Protected, sentence
from metrics.result import TABLES
from metrics.result.names import finding_words
from metrics.schema.kinds import (
    CHOICE,
    CODE,
    DISTRIBUTION,
    GROUP,
    LEVEL,
    MEASURE,
    PAIR,
    ROUND,
    SENTENCE,
    VERDICT,
    WHY,
    Kind,
)
from metrics.schema.rows import ROW, Field, has_no_number, in_workbook
from reports.workbook.columns import Cell, Column, Table, in_words, worded
from reports.workbook.tables.names import group_column, level_column, measure_column, ordered, pair_column, round_column


def sheet_of(
    result: Protected, language: str, name: str, *, instead: Mapping[str, Sequence[Column]] | None = None
) -> Table:
    """The sheet of a table: a row a row, by measure where it names one; a column a field, in the order declared.

    `instead`: the columns of the fields that need some of their own, by field.
    """
    table, rows = TABLES[name], getattr(result, name)
    measure = next(iter(table.named(MEASURE)), None)
    columns = columns_of(result, language, in_workbook(table.row), rows, instead or {})
    return Table(ordered(result, rows, measure) if measure else rows, columns, _is_hidden)


def _is_hidden(row: object, _word: str) -> bool:
    """Whether a row's numbers are hidden: not where two rounds can't be compared, which its finding says."""
    return has_no_number(row) and not _is_not_compared(row)


def _is_not_compared(row: object) -> TypeGuard[ChangeRow]:
    return isinstance(row, ChangeRow) and not row.is_compared


def columns_of(
    result: Protected,
    language: str,
    fields: Sequence[Field],
    rows: Sequence[Any] = (),
    instead: Mapping[str, Sequence[Column]] | None = None,
) -> list[Column]:
    """The columns of some fields of a row; none of what the analysis was not asked for."""
    columns: list[Column] = []
    for field in fields:
        if _is_asked_for(result, field.details.only):
            own = (instead or {}).get(field.name)
            columns += _columns(result, language, field, rows) if own is None else own
    return columns


def _is_asked_for(result: Protected, only: str) -> bool:
    asked = {
        "": True,
        "weights": result.settings.weights,
        "invited": bool(result.settings.invited),
        "pairs": result.estimand != "independent",
    }
    return asked[only]


def _columns(result: Protected, language: str, field: Field, rows: Sequence[Any]) -> list[Column]:
    if field.kind is PAIR:
        return pair_column(result, language, field.name, rows)
    if field.kind is ROW and field.row is not None:
        return [_within(field, column) for column in columns_of(result, language, in_workbook(field.row))]
    if field.kind is DISTRIBUTION:
        return _counts(result, field)
    if make := _IN_WORDS.get(field.kind):
        return [make(result, language, field)]
    return [number_column(result, field)] if field.kind.is_number else []


def number_column(result: Protected, field: Field) -> Column:
    """The column of a number; one of the earlier or later round is called before or after where there is one pair."""
    suffix = "_pair" if field.details.is_of_round and len(result.pairs) > 1 else ""
    weighted = field.details.is_weighted and result.settings.weights
    return Column(field.heading + suffix, field.cell, attrgetter(field.name), weighted=weighted, what=field.kind.name)


def _within(outer: Field, column: Column) -> Column:
    """The column of a row's field that stands inside another row."""
    pick, value = attrgetter(outer.name), column.value
    return replace(column, word=f"{outer.name}_{column.word}", value=lambda row: value(pick(row)))


def _counts(result: Protected, field: Field) -> list[Column]:
    """A column for each answer that any question has, by its score."""
    scores = dict.fromkeys(answer.score for measure in result.measures for answer in measure.answers)
    pick = attrgetter(field.name)

    def count(score: str, row: object) -> Cell:
        counts: Mapping[str, int] | None = pick(row)
        return None if counts is None else counts.get(score)

    return [
        Column("count", field.cell, partial(count, score), score, what=field.kind.name)
        for score in sorted(scores, key=float)
    ]


def verdict_column(result: Protected, language: str, field: str, heading: str) -> Column:
    """The verdict of a row in words; where two rounds can't be compared, why; empty where a row has neither.

    A row that names no measure is about the index.
    """

    def words(row: object) -> str | None:
        if _is_not_compared(row):
            return in_words("reason", row.finding, language)
        code = getattr(row, field)
        of_index = getattr(row, "measure", INDEX) == INDEX
        return finding_words(result, code, language, of_index=of_index) if code else None

    return Column(heading, "text", words)


def _sentence(result: Protected, language: str, field: Field) -> Column:
    """The finding as a sentence: the row's own, but in another language."""
    own = language == result.settings.lang
    return Column(field.heading, field.cell, lambda row: row.sentence if own else sentence(result, row, language))


_IN_WORDS: Mapping[Kind, Callable[[Protected, str, Field], Column]] = {
    GROUP: lambda result, language, field: group_column(result, language, field.heading, field.name),
    MEASURE: lambda result, language, field: measure_column(result, language, field.name),
    LEVEL: lambda result, language, _: level_column(result, language),
    ROUND: lambda result, language, _: round_column(result, language),
    VERDICT: lambda result, language, field: verdict_column(result, language, field.name, field.heading),
    SENTENCE: _sentence,
    CODE: lambda _, language, field: worded(field.name, language, field.heading),
    WHY: lambda _, language, field: worded(field.name, language, field.heading),
    CHOICE: lambda _, language, field: worded(field.name, language, field.heading),
}
"""How the fields are written that hold a name or a code."""
