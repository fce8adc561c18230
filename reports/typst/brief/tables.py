"""Tables of plain words, as the brief draws them."""

from __future__ import annotations

from charts.primitives.look import LIGHT
from reports.content.findings import Finding
from reports.content.tables import Cell, Table
from reports.report import Report
from reports.typst.brief.calls import array, call
from reports.typst.brief.shortened import breakable, name
from reports.typst.source import quoted
from words import number, say

_WORDS = "text"
"""The kind of cells that hold words that others wrote."""


def colour(way: int) -> str:
    """The colour of a direction, as Typst source; that of neither where there is none."""
    return quoted(LIGHT.up if way > 0 else LIGHT.down if way < 0 else LIGHT.neither)


def cell(text: str, way: int = 0, note: str = "") -> str:
    """A cell of a table; coloured where it has a direction."""
    named = {"colour": colour(way)} if way else {}
    return call("cell", quoted(text), **named, **({"note": quoted(note)} if note else {}))


def drawn_table(report: Report, table: Table, most: int, longest: int) -> str:
    """A table with at most so many rows, names in it at most so long; how many rows more there are."""
    columns = array(["1fr"] * table.row_heads + ["auto"] * (len(table.heads) - table.row_heads))
    heads = array(quoted(name(head, report.language, longest)) for head in table.heads)
    shown = [call("row", *(_cell(report, one, longest) for one in row)) for row in table.rows[:most]]
    return call("listing", columns, heads, array([*shown, *more(report, len(table.rows) - len(shown))]))


def _cell(report: Report, one: Cell, longest: int) -> str:
    text = name(one.text, report.language, longest) if one.kind == _WORDS else breakable(one.text)
    return cell(text, one.way if one.kind == "change" else 0)


def change_of(report: Report, one: Finding) -> str:
    """The change, and in brackets its interval where that is shown; without a change, why there is none."""
    if one.hidden:
        return say("findings.short_protected", report.language)
    if one.change is None:
        return one.short
    return one.change_and_interval


def more(report: Report, n: int) -> list[str]:
    """The row that says how many more there are; none where there are no more."""
    language = report.language
    return [call("more", quoted(say("reports.brief_more", language, n=number(n, language))))] if n > 0 else []
