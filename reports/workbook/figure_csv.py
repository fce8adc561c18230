"""A figure's table as CSV: UTF-8 with the mark by which Excel knows it, plain numbers, headings of no language."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from reports.content.figure_tables.plain import PlainCell, plain_columns, plain_rows
from reports.content.tables import Table
from reports.report import Report
from reports.workbook.looks import is_like_a_formula
from words import printable

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")


def figure_csv(report: Report, table: Table, other: Report | None = None) -> bytes:
    """A row a row of the table; each has the report's units and code, so that it is known where it comes from.

    Where the table has numbers of an `other` report too, it has the codes of both. A text that a spreadsheet would take
    for a formula begins with an apostrophe, as one types it.
    """
    to = io.StringIO(newline="")
    writer = csv.writer(to)
    columns = plain_columns(table, report.language)
    writer.writerow([*(column.code for column in columns), "units", "code"])
    codes = [one.result.code for one in (report, other) if one is not None]
    of_all = (report.units, " + ".join(dict.fromkeys(codes)))
    writer.writerows([*_texts(cells), *of_all] for cells in plain_rows(table, report.language))
    return (_MARK + to.getvalue()).encode()


def _texts(cells: Iterable[PlainCell]) -> Iterable[str]:
    return (cell.number or _as_text(cell.words) for cell in cells)


def _as_text(words: str) -> str:
    plain = printable(_DIRECTIONS.sub("", words))
    return f"'{plain}" if is_like_a_formula(plain) else plain
