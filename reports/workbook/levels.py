"""The sheets of levels: scores, and the distribution of the answers to each question."""

from __future__ import annotations

from functools import partial

from metrics import ItemRow, Protected
from reports.workbook.names import group_column, measure_column, ordered, pair_columns, round_column
from reports.workbook.sheet import Cell, Column, Table, fields
from words import number, say


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
        *fields("mean", "sd", kind="points", weighted=weighted),
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
    told = {(row.measure, row.group, row.round, row.from_round, row.to_round) for row in result.scores if row.n}
    least = number(2 * result.settings.threshold, language)

    def are_few(row: ItemRow) -> bool:
        """Whether the row's mean is told, but its answers are not counted out because they are few."""
        where = (row.item, row.group, row.round, row.from_round, row.to_round)
        return row.counts is None and where in told

    def instead(row: ItemRow, _word: str) -> str:
        return say("workbook.not_counted", language) if are_few(row) else ""

    def why(row: ItemRow) -> str | None:
        if are_few(row):
            return say("figures.no_distribution", language, least=least)
        return say("findings.protected", language) if row.counts is None else None

    if any(row.counts is None for row in result.items):
        columns.append(Column("why_empty", "text", why))
    return Table(ordered(result, result.items, "item"), columns, lambda row, _: row.counts is None, instead)


def _count(score: str, row: ItemRow) -> Cell:
    """How many people gave the answer of a score; None where the scale has no such answer."""
    return None if row.counts is None else row.counts.get(score)
