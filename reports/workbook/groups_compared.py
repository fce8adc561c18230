"""The sheet of groups beside each other: their levels, their changes, and each two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metrics import PROTECTED, BetweenGroupsRow, DifferenceRow, Protected, party_label
from reports.workbook.names import group_column, measure_column, round_label
from reports.workbook.sheet import Column, Table, fields, worded
from words import say


@dataclass(frozen=True)
class _Line:
    """One comparison: of all groups shown (`a` empty), or of two.

    `round` names the round whose levels are compared; it is None where changes are.
    """

    measure: str
    round: str | None
    pair: tuple[str, str] | None
    between: str
    a: str | None = None
    b: str | None = None
    n: int | None = None
    statistic: float | None = None
    df: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    difference: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    reason: str | None = None


def between_groups(result: Protected, language: str) -> Table:
    """Kruskal–Wallis over all groups, Dunn and the difference in change for each two."""
    columns = [
        measure_column(result, language),
        Column("compared", "text", lambda line: _compared(line, language)),
        Column("first_group", "text", lambda line: _first_group(result, line, language)),
        group_column(result, language, "second_group", "b"),
        worded("between", language),
        *fields("n", kind="count"),
        *fields("difference", "ci_low", "ci_high", kind="points"),
        *fields("statistic", "df", kind="number"),
        *fields("p", "p_adjusted", kind="p"),
        worded("reason", language, "why_empty"),
    ]
    places = {measure.name: place for place, measure in enumerate(result.measures)}
    lines = [*_of_rows(result.between_groups), *map(_of_difference, result.difference_in_change)]
    return Table(sorted(lines, key=lambda line: places[line.measure]), columns, _is_hidden)


def _is_hidden(line: _Line, word: str) -> bool:
    return line.reason == PROTECTED and word in ("n", "statistic", "df", "p")


def _of_rows(rows: tuple[BetweenGroupsRow, ...]) -> Iterator[_Line]:
    for row in rows:
        pair = (row.from_round, row.to_round) if row.from_round and row.to_round else None
        about = (row.measure, row.round, pair)
        yield _Line(
            *about, "kruskal_wallis", n=row.n, statistic=row.statistic, df=row.df, p=row.p, reason=row.reason
        )  # fmt: skip
        for two in row.dunn:
            yield _Line(*about, "dunn", two.a, two.b, statistic=two.z, p=two.p, p_adjusted=two.p_adjusted)


def _of_difference(row: DifferenceRow) -> _Line:
    return _Line(
        row.measure,
        None,
        (row.from_round, row.to_round),
        "difference",
        row.a,
        row.b,
        statistic=row.statistic,
        df=row.df,
        p=row.p,
        difference=row.difference,
        ci_low=row.ci_low,
        ci_high=row.ci_high,
    )


def _first_group(result: Protected, line: _Line, language: str) -> str:
    return say("workbook.all_groups", language) if line.a is None else party_label(result, line.a, language)


def _compared(line: _Line, language: str) -> str:
    """Whether levels of a round or changes between two are compared."""
    if line.round is not None:
        return say("workbook.compared_level", language, round=round_label(line.round, language))
    earlier, later = (round_label(name, language) for name in line.pair or ())
    return say("workbook.compared_change", language, earlier=earlier, later=later)
