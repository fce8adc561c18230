"""The table of one figure as a workbook: under its heading, with its notes and with where its numbers come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import ceil

import xlsxwriter

from metrics.result.names import index_name
from reports.content.figure_tables.plain import PlainCell, PlainColumn, plain_columns, plain_rows
from reports.content.provenance import provenance
from reports.content.tables import Table as WordedTable
from reports.report import Report
from reports.workbook.columns import Cell, Column, Table
from reports.workbook.paper import strip_of
from reports.workbook.sheet import Sheet

_LINE, _LINES_OF_HEADING, _LARGER = 13, 3, 1.5
"""Points of a line, lines of a heading of the table, and how much larger the title is than other words."""
_LEAST, _MOST, _PADDING = 9, 44, 3
"""How wide columns are, in characters: at least, at most, and beside their words."""
_ACROSS = 100
"""Characters that a line of words has at least, where the columns are so wide."""


@dataclass(frozen=True)
class _Headed(Column):
    """A column under a heading of its own."""

    head: str = ""

    def heading(self, _language: str, _index: str = "") -> str:
        return self.head


def figure_book(report: Report, table: WordedTable, shows: str, other: Report | None = None) -> bytes:
    """The workbook as bytes.

    Parameters
    ----------
    report : Report
    table : Table
        One with codes.
    shows : str
        What the figure shows, under its title.
    other : Report, optional
        A second one that the table has numbers of: its facts are under those of the first.
    """
    language, result = report.language, report.result
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1), "title": report.heading, "subject": result.code})
    index = index_name(result, language)
    sheet = Sheet(book, "figure", language, index=index, strip=strip_of(report, other))
    columns, rows = plain_columns(table, language), plain_rows(table, language)
    widths = [_width(column, [row[place] for row in rows]) for place, column in enumerate(columns)]
    sheet.set_widths(widths)
    reports = [one for one in (report, other) if one is not None]
    editions = " + ".join(dict.fromkeys(one.heading for one in reports))
    line = _write_lines(sheet, 0, widths, [(table.title, "title"), (editions, "words"), (shows, "words")]) + 1
    places = {column.code: place for place, column in enumerate(columns)}
    made = [_column(column, places[column.code]) for column in columns]

    def is_hidden(row: Sequence[PlainCell], code: str) -> bool:
        return row[places[code]].hidden

    def instead(row: Sequence[PlainCell], code: str) -> str:
        return row[places[code]].words

    sheet.place(Table(rows, made, is_hidden=is_hidden, instead=instead), line)
    sheet.sheet.set_row(line, _LINES_OF_HEADING * _LINE)
    facts = [(f"{fact.label}: {fact.value}", "muted") for one in reports for fact in provenance(one)]
    notes = [(note, "words") for note in table.notes]
    line = _write_lines(sheet, line + len(rows) + 2, widths, notes)
    sheet.print_on(_write_lines(sheet, line + 1, widths, facts), len(columns))
    book.close()
    return buffer.getvalue()


def _column(column: PlainColumn, place: int) -> Column:
    """A column of the sheet: numbers as numbers, with the decimals that are said; words where there are none."""

    def value(row: Sequence[PlainCell]) -> Cell:
        cell = row[place]
        if cell.number:
            return float(cell.number)
        return None if cell.hidden else cell.words or None

    kind = "text" if column.is_text else "original"
    return _Headed(column.code, kind, value, decimals=lambda row: row[place].decimals, head=column.head)


def _write_lines(sheet: Sheet, line: int, widths: Sequence[float], texts: Sequence[tuple[str, str]]) -> int:
    """Writes texts, each over as many columns as a reader's line has; returns the line below them."""
    across = next((n for n in range(2, len(widths)) if sum(widths[:n]) >= _ACROSS), len(widths))
    for text, look in texts:
        sheet.across(line, across, text, look)
        larger = _LARGER if look == "title" else 1
        sheet.sheet.set_row(line, larger * _LINE * ceil(larger * len(text) / sum(widths[:across])))
        line += 1
    return line


def _width(column: PlainColumn, cells: Sequence[PlainCell]) -> float:
    """As wide as what is in a column, within bounds."""
    longest = max((len(cell.number or cell.words) for cell in cells), default=0) + _PADDING
    heading = max(map(len, column.head.split())) + _PADDING
    return min(max(longest, heading, _LEAST), _MOST)
