"""The sheet of reliability: each scale in each round, and below it what each of its questions adds."""

from __future__ import annotations

from dataclasses import dataclass

from metrics import PROTECTED, ItemReliability, Protected, ReliabilityRow, measure_label
from metrics.schema.rows import Field, in_workbook
from reports.workbook.columns import Cell, Column, Table, in_words
from reports.workbook.tables.names import round_label
from words import say

_OF_THE_SCALE = tuple(field for field in in_workbook(ReliabilityRow) if field.kind.is_number)
_OF_A_QUESTION = tuple(field for field in in_workbook(ItemReliability) if field.kind.is_number)


@dataclass(frozen=True)
class _Line:
    """A scale in a round (`whole`), or one of its questions."""

    scope: str
    round: str
    whole: ReliabilityRow | None = None
    question: ItemReliability | None = None
    item: str | None = None
    is_dropped: bool = False


def reliability(result: Protected, language: str) -> Table:
    """Alpha with its interval, omega, and the correlations among questions."""
    columns = [
        Column("scope", "text", lambda line: measure_label(result, line.scope, language)),
        Column("scope_item", "text", lambda line: _item(result, line, language)),
        Column("round", "text", lambda line: round_label(result, line.round, language)),
        *(_inside("whole", field) for field in _OF_THE_SCALE),
        *(_inside("question", field) for field in _OF_A_QUESTION),
        Column("why_empty", "text", lambda line: _why_empty(line, language)),
    ]
    lines = [line for row in result.reliability for line in _lines(row)]
    return Table(lines, columns, _is_hidden)


def _lines(row: ReliabilityRow) -> list[_Line]:
    whole = _Line(row.scope, row.round, row)
    items = [_Line(row.scope, row.round, question=one, item=one.item) for one in row.per_item]
    return [whole, *items, *(_Line(row.scope, row.round, item=item, is_dropped=True) for item in row.dropped)]


def _item(result: Protected, line: _Line, language: str) -> str:
    return say("workbook.scope_whole", language) if line.item is None else measure_label(result, line.item, language)


def _inside(part: str, field: Field) -> Column:
    """The column of a number of the scale, or of a question; empty in the lines of the other."""

    def value(line: _Line) -> Cell:
        row = getattr(line, part)
        number: Cell = getattr(row, field.name) if row is not None else None
        return number

    return Column(field.heading, field.cell, value, what=field.kind.name)


def _is_hidden(line: _Line, word: str) -> bool:
    if line.whole is None or not any(word == field.heading for field in _OF_THE_SCALE):
        return False
    return (line.whole.omega_reason if word == "omega" else line.whole.alpha_reason) == PROTECTED


def _why_empty(line: _Line, language: str) -> str | None:
    """Why a scale has no alpha or no omega, or why a question does not count."""
    if line.is_dropped:
        return say("workbook.reason_dropped", language)
    if line.whole is None:
        return None
    alpha, omega = line.whole.alpha_reason, line.whole.omega_reason
    if alpha == omega:
        return in_words("reason", alpha, language) if alpha else None
    missing = [("no_alpha", alpha), ("no_omega", omega)]
    parts = [
        say(f"workbook.{word}", language, reason=in_words("reason", reason, language))
        for word, reason in missing
        if reason
    ]
    return " ".join(parts)
