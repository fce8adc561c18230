"""The workbook as a whole: which sheets it has, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from io import BytesIO

import xlsxwriter

from metrics import Protected
from metrics.result import TABLES
from metrics.result.names import index_name
from reports.report import Report
from reports.running.progress import each
from reports.workbook.columns import Table
from reports.workbook.dictionary import write_dictionary
from reports.workbook.notes import write_notes
from reports.workbook.paper import strip_of
from reports.workbook.sheet import Sheet
from reports.workbook.summary import summary_table, write_summary
from reports.workbook.tables.changes import changes
from reports.workbook.tables.declared_columns import sheet_of
from reports.workbook.tables.groups import groups, hidden
from reports.workbook.tables.groups_compared import between_groups
from reports.workbook.tables.items import item_tests, items
from reports.workbook.tables.mutual_trust import matrix
from reports.workbook.tables.reliability import reliability
from reports.workbook.tables.robustness import attrition, robustness
from reports.workbook.tables.scores import scores
from reports.workbook.tables.units import beside_points
from reports.workbook.template.name_sheet import names_table

_BY_HAND: Mapping[str, Callable[[Protected, str], Table]] = {
    "changes": changes,
    "scores": scores,
    "items": items,
    "item_tests": item_tests,
    "matrix": matrix,
    "between_groups": between_groups,
    "robustness": robustness,
    "attrition": attrition,
    "reliability": reliability,
    "groups": groups,
    "hidden": hidden,
}
"""The sheets that are not a table as it is declared, row by row."""

_FIRST = (
    "changes", "scores", "items", "item_tests", "matrix", "gaps", "between_groups", "robustness", "attrition",
    "reliability",
)  # fmt: skip
_LAST = ("groups", "hidden")
_ELSEWHERE = ("difference_in_change",)
"""Tables that stand on the sheet of another."""

SHEETS = (*_FIRST, *(name for name in TABLES if name not in (*_FIRST, *_ELSEWHERE)), *_LAST)
"""The sheets after the notes, in their order; one without rows is left out."""


def workbook(report: Report) -> bytes:
    """The workbook as bytes: the summary, the notes, a sheet a table, and what each column means.

    Parameters
    ----------
    report : Report
        Its units say what the sheets of changes and levels have beside the points.
    """
    result, language, strip = report.result, report.language, strip_of(report)
    index = index_name(result, language)
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1), "title": report.heading, "subject": result.code})
    write_summary(book, Sheet(book, "summary", language, index=index, strip=strip), report)
    write_notes(Sheet(book, "notes", language, strip=strip), result, report.heading, report.units)
    tables = [*_tables(report), ("names", names_table(result, language))]
    for name, table in each(tables):
        Sheet(book, name, language, index=index, strip=strip).write(table)
    tables.insert(0, ("summary", summary_table(result, language)))
    write_dictionary(Sheet(book, "dictionary", language, index=index, strip=strip), tables, index)
    book.close()
    return buffer.getvalue()


def _tables(report: Report) -> Iterator[tuple[str, Table]]:
    """The tables that have rows, by the names of their sheets."""
    result, language = report.result, report.language
    for name in SHEETS:
        by_hand = _BY_HAND.get(name)
        table = by_hand(result, language) if by_hand else sheet_of(result, language, name)
        if table.rows:
            yield name, beside_points(result, table, name, report.units, language)
