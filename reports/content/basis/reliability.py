"""How far the questions of each aspect hang together: a row a scale, all rounds together and each by itself."""

from __future__ import annotations

from dataclasses import replace

from charts.figures.reliability import DECIMALS, scope_label
from metrics import PROTECTED, Protected, ReliabilityRow, round_label
from metrics.schema.precision import rounded
from metrics.tables.reliability import POOLED
from reports.content.tables import NONE, Cell, Table, with_interval
from reports.report import Report
from words import number, printable, say


def reliability(report: Report) -> Table | None:
    """Alpha with its interval, and omega, of the whole and of each aspect; None where there is none."""
    result, language = report.result, report.language
    rounds = rounds_of(result)
    if not rounds:
        return None
    several = len(rounds) > 1
    rows = []
    for name in rounds:
        when = (Cell(round_words(result, name, language)),) if several else ()
        of_round = [row for row in result.reliability if row.round == name]
        for row in of_round:
            what, *cells = cells_of(result, row, language)
            rows.append((what, *when, *cells))
    heads = ["measured", *(["reliability_round"] if several else []), "complete_answers", "questions_n"]
    notes = ["reliability_text", *(["pooled_note"] if POOLED in rounds else [])]
    return Table(
        "reliability",
        say("screens.reliability", language),
        tuple(say(f"screens.{head}", language) for head in (*heads, "alpha_interval", "omega")),
        tuple(rows),
        tuple(say(f"screens.{note}", language) for note in notes),
        row_heads=1 + several,
    )


def reliability_in(report: Report, round_: str, title: str) -> Table:
    """Alpha with its interval, and omega, in a round or in all of them together, as the figure shows them."""
    result, language = report.result, report.language
    rows = tuple(cells_of(result, row, language) for row in result.reliability if row.round == round_)
    heads = ("measured", "complete_answers", "questions_n", "alpha_interval", "omega")
    notes = [say("screens.pooled_note", language)] if round_ == POOLED else []
    if any(cell.hidden for row in rows for cell in row):
        notes.append(say("reports.content_hidden_cells", language))
    codes = (("measure",), ("n",), ("questions",), ("alpha", "alpha_low", "alpha_high"), ("omega",))
    named = tuple(say(f"screens.{head}", language) for head in heads)
    return Table("reliability", title, named, rows, tuple(notes), 1, codes)


def rounds_of(result: Protected) -> list[str]:
    """The rounds that reliability is known of, all together first."""
    return sorted(dict.fromkeys(row.round for row in result.reliability), key=lambda name: name != POOLED)


def round_words(result: Protected, name: str, language: str) -> str:
    """A round, or all of them together."""
    return say("screens.round_pooled", language) if name == POOLED else round_label(result, name, language)


def cells_of(result: Protected, row: ReliabilityRow, language: str) -> tuple[Cell, ...]:
    """What is measured, complete answers, questions, alpha with its interval, and omega."""
    counts = (Cell(NONE if n is None else number(n, language), "people", n) for n in (row.n, row.items))
    ends = [number(end, language, DECIMALS) for end in (row.alpha_low, row.alpha_high) if end is not None]
    alpha = _number(row.alpha, row.alpha_reason, language)
    alpha = replace(alpha, text=with_interval(alpha.text, ends, language))
    name = Cell(printable(scope_label(result, row.scope, language)))
    return name, *counts, alpha, _number(row.omega, row.omega_reason, language)


def _number(value: float | None, reason: str | None, language: str) -> Cell:
    """A number, or why there is none."""
    if value is not None:
        return Cell(number(value, language, DECIMALS), "level", rounded(value, DECIMALS))
    return Cell(say(f"findings.reason_{reason}", language) if reason else NONE, hidden=reason == PROTECTED)
