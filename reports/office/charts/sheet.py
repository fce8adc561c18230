"""The workbook behind a chart: a readable table, and where the chart's words stand on a second sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from words import writable

Value = str | float | None
_WIDEST = 60
_CREATED = datetime(2000, 1, 1)


@dataclass
class Grid:
    """A sheet that is filled column by column, or in blocks below one another.

    Attributes
    ----------
    name : str
        Of the sheet.
    cells : dict
        What stands where, by row and column from 0.
    """

    name: str
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    width: int = 0
    height: int = 0

    def column(self, head: str, values: Sequence[Value]) -> int:
        """Adds a column under its head; returns its number."""
        column = self.width
        for row, value in enumerate((head, *values)):
            self._put(row, column, value)
        return column

    def block(self, rows: Iterable[Sequence[Value]]) -> int:
        """Adds rows below all others; returns the number of the first."""
        first = self.height
        for row, values in enumerate(rows, start=first):
            for column, value in enumerate(values):
                self._put(row, column, value)
        return first

    def reference(self, row: int, column: int, last_row: int | None = None, last_column: int | None = None) -> str:
        """Cells as a formula names them."""
        first = f"${xl_col_to_name(column)}${row + 1}"
        row, column = last_row or row, last_column or column
        last = f"${xl_col_to_name(column)}${row + 1}"
        quoted = self.name.replace("'", "''")
        return f"'{quoted}'!{first}" if first == last else f"'{quoted}'!{first}:{last}"

    def _put(self, row: int, column: int, value: Value) -> None:
        self.cells[row, column] = writable(value) if isinstance(value, str) else value
        self.width, self.height = max(self.width, column + 1), max(self.height, row + 1)


def workbook(grids: Sequence[Grid], *, rtl: bool) -> bytes:
    """The sheets as a file: words as words, whatever they begin with, and no cell that is calculated."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": _CREATED})
    quoted = book.add_format({"quote_prefix": True})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        if rtl:
            sheet.right_to_left()
        for (row, column), value in sorted(grid.cells.items()):
            if isinstance(value, str):
                sheet.write_string(row, column, value, quoted)
            elif value is not None:
                sheet.write_number(row, column, value)
        for column, width in _widths(grid.cells).items():
            sheet.set_column(column, column, width)
    book.close()
    return buffer.getvalue()


def _widths(cells: Mapping[tuple[int, int], Value]) -> dict[int, int]:
    widths: dict[int, int] = {}
    for (_, column), value in cells.items():
        widths[column] = min(max(widths.get(column, 8), len(str(value or "")) + 2), _WIDEST)
    return widths
