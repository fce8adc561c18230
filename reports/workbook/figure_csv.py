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
    """A row a row of the table; each says units, code and edition, and whether the answers are invented.

    So it is known where a row comes from, also of several files in one. Where the table has numbers of an `other`
    report too, these are of both. A text that a spreadsheet would take
    for a formula begins with an apostrophe, as one types it.
    """
    to = io.StringIO(newline="")
    writer = csv.writer(to)
    columns = plain_columns(table, report.language)
    writer.writerow([*(column.code for column in columns), "units", "code", "edition", "synthetic"])
    of_both = [report] if other is None else [report, other]
    codes, editions = [one.result.code for one in of_both], [_as_text(one.title) for one in of_both]
    synthetic = ["yes" if one.event.synthetic else "no" for one in of_both]
    of_all = (report.units, *(" + ".join(dict.fromkeys(texts)) for texts in (codes, editions, synthetic)))
    writer.writerows([*_texts(cells), *of_all] for cells in plain_rows(table, report.language))
    return (_MARK + to.getvalue()).encode()


def _texts(cells: Iterable[PlainCell]) -> Iterable[str]:
    return (cell.number or _as_text(cell.words) for cell in cells)


def _as_text(words: str) -> str:
    plain = printable(_DIRECTIONS.sub("", words))
    return f"'{plain}" if is_like_a_formula(plain) else plain
