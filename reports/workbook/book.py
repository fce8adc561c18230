"""The workbook as a whole: which sheets it has, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO

import xlsxwriter

from metrics import Protected
from metrics.result import TABLES
from metrics.result.names import index_name
from metrics.result.units import POINTS
from reports.workbook.changes import changes
from reports.workbook.declared_columns import sheet_of
from reports.workbook.groups import groups, hidden
from reports.workbook.groups_compared import between_groups
from reports.workbook.items import item_tests, items
from reports.workbook.mutual_trust import matrix
from reports.workbook.notes import write_notes
from reports.workbook.reliability import reliability
from reports.workbook.robustness import attrition, robustness
from reports.workbook.scores import scores
from reports.workbook.sheet import Sheet, Table
from reports.workbook.units import beside_points

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


def workbook(result: Protected, language: str | None = None, heading: str | None = None, units: str = POINTS) -> bytes:
    """The workbook as bytes.

    Parameters
    ----------
    result : Protected
    language : {"en", "ar", "ku"}, optional
        The settings' language where absent.
    heading : str, optional
        Title of the edition; the instrument's where absent.
    units : {"points", "original", "trusting"}
        What the sheets of changes and levels have beside the points.

    Raises
    ------
    TypeError
        If the result is not a protected one.
    """
    if not isinstance(result, Protected):
        raise TypeError("only a protected result can be written")
    language = language or result.settings.lang
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1), "title": heading or result.title})
    write_notes(Sheet(book, "notes", language), result, heading or result.title, units)
    for name in SHEETS:
        by_hand = _BY_HAND.get(name)
        table = by_hand(result, language) if by_hand else sheet_of(result, language, name)
        if table.rows:
            table = beside_points(result, table, name, units, language)
            Sheet(book, name, language, index=index_name(result, language)).write(table)
    book.close()
    return buffer.getvalue()
