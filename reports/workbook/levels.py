"""The sheets of levels: scores, and the distribution of the answers to each question."""

from __future__ import annotations

from functools import partial

from metrics import ItemRow, Protected
from reports.workbook.names import group_column, measure_column, ordered, pair_columns, round_column
from reports.workbook.sheet import Cell, Column, Table, fields


def scores(result: Protected, language: str) -> Table:
    """Number of people, mean and standard deviation, by measure, group and round."""
    weighted = result.settings.weights
    columns = [
        group_column(result, language),
        measure_column(result, language),
        *pair_columns(result, language, result.scores),
        round_column(language),
        *fields("n", kind="count"),
        *(fields("n_effective", kind="number") if weighted else []),
        *fields("mean", "sd", kind="number", weighted=weighted),
    ]
    return Table(ordered(result, result.scores), columns, lambda row, _: row.n is None)


def items(result: Protected, language: str) -> Table:
    """How many gave each answer, and the shares of trusting and distrusting answers."""
    raw = dict.fromkeys(answer.score for measure in result.measures for answer in measure.answers)
    columns = [
        group_column(result, language),
        measure_column(result, language, "item"),
        *pair_columns(result, language, result.items),
        round_column(language),
        *(Column("count", "count", partial(_count, score), score) for score in sorted(raw, key=float)),
        *fields("non_answers", kind="count"),
        *fields("trusting", "neutral", "distrusting", "net", kind="number", weighted=result.settings.weights),
    ]
    return Table(ordered(result, result.items, "item"), columns, lambda row, _: row.counts is None)


def _count(score: str, row: ItemRow) -> Cell:
    """How many people gave the answer of a score; None where the scale has no such answer."""
    return None if row.counts is None else row.counts.get(score)
