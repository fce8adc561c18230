"""A worksheet in the reader's direction, and the tables on it: typed cells in columns under a frozen header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.workbook.columns import Cell, Column, Table
from reports.workbook.looks import MOST_DECIMALS, Looks
from reports.workbook.paper import Strip, set_paper
from words import is_right_to_left, say, say_about_index

_NUMBER, _LEAST, _MOST, _SENTENCE, _SENTENCES = 9.5, 9, 36, 95, 60
"""How wide columns are, in characters: of numbers, of text at least and at most, of sentences, and of several such."""
_PADDING = 3
_MARGIN = 2
"""Characters of a column that a heading, which is bold and set in, can't use."""
_HEADING_LINE = 12.5
"""Points of a line of a heading."""
_PAGE = 200
"""About how many characters side by side can still be read on a printed page."""
_LONGEST_HEADING = 250
_CONTROL = re.compile("[\x00-\x1f\x7f]+")
_STYLE = "Table Style Light 1"
TABLE = "thiqa_table_"
"""What the names of the native tables begin with."""


class Sheet:
    """A worksheet with its formats, in the reader's direction.

    Parameters
    ----------
    book : xlsxwriter.Workbook
    name : str
        Key of its title, and the name of its table behind `TABLE`.
    language : str
    topic : str
        The word list of its title.
    index : str
        The index's name, where it is not trust.
    strip : Strip
        What stands at the head and the foot of its pages.
    """

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        name: str,
        language: str,
        topic: str = "headings",
        index: str = "",
        strip: Strip | None = None,
    ) -> None:
        self.name, self.language, self._index, self._strip = name, language, index, strip or Strip()
        self.looks = Looks(book, language)
        self.sheet: Worksheet = book.add_worksheet(say_about_index(f"{topic}.sheet_{name}", language, index))
        if is_right_to_left(language):
            self.sheet.right_to_left()
        self.sheet.hide_gridlines(2)

    def put(self, row: int, column: int, text: str, look: str, *, unlocked: bool = False) -> None:
        """Writes a text, which stays one whatever it begins with."""
        self.sheet.write_string(row, column, text, self.looks.look(look, text, unlocked=unlocked))

    def across(self, row: int, columns: int, text: str, look: str) -> None:
        """Writes a text over the first columns of a row, joined."""
        self.sheet.merge_range(row, 0, row, columns - 1, text, self.looks.look(look, text))

    def set_widths(self, widths: Sequence[float]) -> None:
        """Sets how wide the first columns are, in characters."""
        for j, width in enumerate(widths):
            self.sheet.set_column(j, j, width)

    def print_on(self, rows: int, columns: int, *, wide: int = 1, tall: int = 0) -> None:
        """Sets what is printed, from the first cell on, and over how many pages."""
        self.sheet.print_area(0, 0, max(rows, 1) - 1, max(columns, 1) - 1)
        set_paper(self.sheet, self.language, self._strip, wide=wide, tall=tall)

    def write(self, table: Table, widths: Sequence[float] = ()) -> None:
        """Writes a table, with its header in the first row, and sets how it is printed.

        `widths`: how wide its columns are, in characters; as wide as what is in them where they are not given.
        """
        widths = widths or [self._width(table, column) for column in table.columns]
        self.set_widths(widths)
        self.place(table)
        self.sheet.set_row(0, _HEADING_LINE * max(map(_lines, self.headings(table.columns), widths), default=1) + 2)
        self.sheet.freeze_panes(1, 2)
        self.sheet.repeat_rows(0)
        self.sheet.repeat_columns(0, 1)
        self.print_on(len(table.rows) + 1, table.printed, wide=max(round(sum(widths[: table.printed]) / _PAGE), 1))

    def _width(self, table: Table, column: Column) -> float:
        """As wide as what stands in a column, within bounds."""
        if not column.is_text:
            return _NUMBER
        longest = max((len(str(column.value(row) or "")) for row in table.rows), default=0) + _PADDING
        heading = max(map(len, column.heading(self.language, self._index).split())) + _PADDING
        sentences = sum(one.kind == "sentence" for one in table.columns)
        most = _SENTENCE if sentences == 1 else _SENTENCES
        return min(max(longest, heading, _LEAST), most if column.kind == "sentence" else _MOST)

    def place(self, table: Table, top: int = 0) -> None:
        """Writes a table with its header in a row; a number that is hidden is said in words."""
        self._head(table, top)
        for i, row in enumerate(table.rows, start=top + 1):
            values = [column.value(row) for column in table.columns]
            points = "whole" if _are_whole(table.columns, values) else "points"
            for j, (column, value) in enumerate(zip(table.columns, values, strict=True)):
                if isinstance(value, str):
                    self.put(i, j, value, column.kind if column.is_text else "text")
                elif value is not None:
                    self.sheet.write_number(i, j, value, self._format(column, row, points))
                elif not column.is_text and not column.is_for_charts and table.is_hidden(row, column.word):
                    said = table.instead(row, column.word) or say("workbook.hidden_cell", self.language)
                    self.put(i, j, said, "hidden")

    def _format(self, column: Column, row: object, points: str) -> Format:
        """The format of a number; `points` names that of the row's points."""
        if column.kind == "original":
            return self.looks.look(f"original_{min(column.decimals(row), MOST_DECIMALS)}")
        return self.looks.look(points if column.kind == "points" else column.kind)

    def _head(self, table: Table, top: int) -> None:
        """The headings: those of a native table that has a name, so that formulas may speak of it."""
        looks = ["head_text" if column.is_text else "head_number" for column in table.columns]
        heads = [
            {"header": text, "header_format": self.looks.look(look, text)}
            for text, look in zip(self.headings(table.columns), looks, strict=True)
        ]
        if table.rows:
            last = top + len(table.rows)
            options = {"name": f"{TABLE}{self.name}", "style": _STYLE, "columns": heads}
            self.sheet.add_table(top, 0, last, len(heads) - 1, options)
            return
        for j, head in enumerate(heads):
            self.sheet.write_string(top, j, head["header"], head["header_format"])

    def headings(self, columns: Sequence[Column]) -> list[str]:
        """What stands above the columns: no two alike, for a native table has none that are."""
        return list(_unlike(column.heading(self.language, self._index) for column in columns))


def _lines(text: str, width: float) -> int:
    """On how many lines a heading is written in a column of so many characters, word after word."""
    lines, room = 1, 0.0
    free = width - _MARGIN
    for word in text.split():
        if room and room + 1 + len(word) > free:
            lines, room = lines + 1, 0.0
        room += len(word) + (1 if room else 0)
    return lines


def _unlike(texts: Iterator[str]) -> Iterator[str]:
    """Headings in one line, with a number behind one that is there already."""
    seen: set[str] = set()
    for text in texts:
        plain = own = _CONTROL.sub(" ", text)[:_LONGEST_HEADING]
        count = 1
        while own.casefold() in seen:
            count += 1
            own = f"{plain} ({count})"
        seen.add(own.casefold())
        yield own


def _are_whole(columns: Sequence[Column], values: Sequence[Cell]) -> bool:
    """Whether all points of a row are whole: they were rounded so, and a decimal would claim more than is known."""
    points = [value for column, value in zip(columns, values, strict=True) if column.kind == "points"]
    return all(value is None or isinstance(value, str) or value == int(value) for value in points)
