"""A copy of a file as an .xlsx with its cells marked, for files that hold no comments or can't be changed in place."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import xlsxwriter

from reports.officer.marking.marks import MarkedCell, MarkedCells, Position
from reports.officer.marking.styles import COLOURS
from surveys.files.book import Book, Sheet
from surveys.files.cells import Cell
from surveys.model.issues import Severity

_MOST_TEXT = 32_767
"""Characters that a cell of a workbook holds."""
_LONGEST_NAME = 31
_MOST_NUMBER = 1e300
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LOOKS: dict[str, str] = {
    "text": "@",
    "number": "General",
    "datetime": "yyyy-mm-dd hh:mm:ss",
    "date": "yyyy-mm-dd",
    "time": "hh:mm:ss",
    "timedelta": "[h]:mm:ss",
}
_FIRST_DAY = "1900-03-01"
"""Before it a workbook's days are not those of the calendar."""
_BOX = {"author": "Thiqa", "x_scale": 2.2, "y_scale": 1.6}


def marked_copy(book: Book, cells: MarkedCells) -> bytes:
    """The cells of a file in the same places, texts as texts and never as formulas, coloured and commented.

    Parameters
    ----------
    book : Book
        The file as the reader opened it.
    cells : mapping
        The marked cells by the name of their sheet and their position.
    """
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties({"created": datetime.datetime(2000, 1, 1)})
        looks = _Looks(workbook)
        for sheet, name in zip(book.sheets, _names(book), strict=True):
            _write(workbook.add_worksheet(name), sheet, cells.get(sheet.name, {}), looks)
    return buffer.getvalue()


def _names(book: Book) -> Iterator[str]:
    """A name for each sheet that a workbook may have: its own where it can be."""
    taken: set[str] = set()
    for number, sheet in enumerate(book.sheets, start=1):
        name = _NOT_IN_NAMES.sub(" ", sheet.name).strip(" '")[:_LONGEST_NAME].rstrip(" '") or f"Sheet{number}"
        if name.casefold() in taken or name.casefold() == "history":
            name = f"{name[: _LONGEST_NAME - 8]} ({number})"
        taken.add(name.casefold())
        yield name


class _Looks:
    """The formats of cells, made when they are first needed."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, Severity | None], Any] = {}

    def of(self, kind: str, severity: Severity | None) -> Any:
        """The format of cells of a kind, in the colour of a severity."""
        if (kind, severity) not in self._made:
            fill = {"bg_color": f"#{COLOURS[severity]}"} if severity else {}
            self._made[kind, severity] = self._workbook.add_format({"num_format": _LOOKS[kind], **fill})
        return self._made[kind, severity]


def _write(target: Any, sheet: Sheet, marked: Mapping[Position, MarkedCell], looks: _Looks) -> None:
    severities = {position: cell.severity for position, cell in marked.items()}
    for column, cells in enumerate(sheet.columns):
        for row, cell in enumerate(cells):
            if cell != "":
                _write_cell(target, row, column, cell, severities.get((row, column)), looks)
    for (row, column), one in marked.items():
        if row >= sheet.height or column >= len(sheet.columns) or sheet.columns[column][row] == "":
            target.write_blank(row, column, None, looks.of("text", one.severity))
        if one.text:
            target.write_comment(row, column, one.text, _BOX)


def _write_cell(target: Any, row: int, column: int, cell: Cell, severity: Severity | None, looks: _Looks) -> None:
    """Writes a cell as what it is; a number or a time that no workbook holds as text."""
    if isinstance(cell, str) or _is_beyond(cell):
        target.write_string(row, column, str(cell)[:_MOST_TEXT], looks.of("text", severity))
    elif isinstance(cell, int | float):
        target.write_number(row, column, cell, looks.of("number", severity))
    else:
        target.write_datetime(row, column, cell, looks.of(type(cell).__name__, severity))


def _is_beyond(cell: Cell) -> bool:
    """Whether no cell of a workbook holds such a number or such a time."""
    if isinstance(cell, int | float):
        return not math.isfinite(cell) or abs(cell) > _MOST_NUMBER
    return isinstance(cell, datetime.date) and cell.isoformat() < _FIRST_DAY
