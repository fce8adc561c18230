"""A worksheet in the reader's direction, and the tables on it: typed cells in columns under a frozen header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from words import digits_of, has, in_digits, is_right_to_left, say, say_about_index

Cell = str | float | int | None


def _two(_row: object) -> int:
    return 2


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    word : str
        Key of its heading.
    kind : {"text", "sentence", "count", "points", "number", "ratio", "p", "original"}
    value : callable
        What a row has there; None where it has nothing.
    score : str
        The answer's score that the column counts.
    weighted : bool
        Whether its numbers are weighted, which the heading says.
    topic : str
        The word list of its heading.
    is_original : bool
        Whether its numbers are on the questionnaire's own scale, which the heading says.
    decimals : callable
        With how many decimals a row's number is written, where its kind is ``original``.
    """

    word: str
    kind: str
    value: Callable[[Any], Cell]
    score: str = ""
    weighted: bool = False
    topic: str = "headings"
    is_original: bool = False
    decimals: Callable[[Any], int] = _two

    @property
    def is_text(self) -> bool:
        """Whether its cells are words."""
        return self.kind in ("text", "sentence")

    def heading(self, language: str, index: str = "") -> str:
        """What stands above the column; `index`: the index's name, where it is not trust."""
        heading = say_about_index(f"{self.topic}.{self.word}", language, index, score=in_digits(self.score, language))
        if self.is_original:
            heading = say("workbook.heading_original", language, heading=heading)
        return say("workbook.heading_weighted", language, heading=heading) if self.weighted else heading


_A4 = 9
_WIDTHS = {"text": 26, "number": 12, "sentence": 90}
_PAGE = 180
"""About how many characters side by side can still be read on a printed page."""


_MOST_DECIMALS = 4
"""Most decimals of a number on a questionnaire's scale."""


def _decimals(digits: int) -> str:
    """Excel's format of a number with so many decimals."""
    return f"0.{'0' * digits}".rstrip(".")


def _is_shown(_row: object, _word: str) -> bool:
    return False


def _in_no_words(_row: object, _word: str) -> str:
    return ""


@dataclass(frozen=True)
class Table:
    """Rows and columns of a sheet.

    `is_hidden` tells whether a number that a row lacks under a word is hidden; `instead` what is said instead,
    where it is something else than that it is not shown.
    """

    rows: Sequence[Any]
    columns: Sequence[Column]
    is_hidden: Callable[[Any, str], bool] = _is_shown
    instead: Callable[[Any, str], str] = _in_no_words


class Sheet:
    """A worksheet with its formats, in the reader's direction; `index`: the index's name, where it is not trust."""

    def __init__(
        self, book: xlsxwriter.Workbook, name: str, language: str, topic: str = "headings", index: str = ""
    ) -> None:
        self.language, self._index = language, index
        self.sheet: Worksheet = book.add_worksheet(say_about_index(f"{topic}.sheet_{name}", language, index))
        if is_right_to_left(language):
            self.sheet.right_to_left()
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self._make_formats(book)

    def _make_formats(self, book: xlsxwriter.Workbook) -> None:
        """Words run and stand as the reader reads; numbers stand at the other edge of their column."""
        backwards = is_right_to_left(self.language)
        begin, end = ("right", "left") if backwards else ("left", "right")
        base = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        words = {**base, "align": begin, "reading_order": 2 if backwards else 1}
        muted = {"font_color": "#5B6876", "italic": True}
        heading = {"bold": True, "bottom": 1, "text_wrap": True}
        self.title: Format = book.add_format({**words, "bold": True, "font_size": 14})
        self.text: Format = book.add_format({**words, "text_wrap": True})
        self.fact: Format = book.add_format({**base, "num_format": "0", "align": begin})
        self.muted: Format = book.add_format({**words, **muted, "text_wrap": True})
        self.hidden: Format = book.add_format({**words, **muted, "align": end})
        self.link: Format = book.add_format({**words, "font_color": "#1F6FB2", "underline": 1, "indent": 1})
        self.headers = {
            "text": book.add_format({**words, **heading, "indent": 1}),
            "number": book.add_format({**words, **heading, "align": end}),
        }
        cell, number = book.add_format({**words, "text_wrap": True, "indent": 1}), {**base, "align": end}
        self.formats = {
            "text": cell,
            "sentence": cell,
            "number": book.add_format({**number, "num_format": "0.0"}),
            "points": book.add_format({**number, "num_format": "0.0"}),
            "whole": book.add_format({**number, "num_format": "0"}),
            "count": book.add_format({**number, "num_format": "0"}),
            "ratio": book.add_format({**number, "num_format": "0.00"}),
            **{
                f"original_{digits}": book.add_format({**number, "num_format": _decimals(digits)})
                for digits in range(_MOST_DECIMALS + 1)
            },
            "p": book.add_format({**number, "num_format": '[<0.0001]"<0.0001";0.0000'}),
        }

    def write(self, table: Table) -> None:
        """Writes a table; a number that is hidden is said in words."""
        self._head(table.columns)
        for i, row in enumerate(table.rows, start=1):
            values = [column.value(row) for column in table.columns]
            points = "whole" if _are_whole(table.columns, values) else "points"
            for j, (column, value) in enumerate(zip(table.columns, values, strict=True)):
                if isinstance(value, str):
                    self.sheet.write_string(i, j, value, self.formats[column.kind])
                elif value is not None:
                    self.sheet.write_number(i, j, value, self._format(column, row, points))
                elif not column.is_text and table.is_hidden(row, column.word):
                    said = table.instead(row, column.word) or say("workbook.hidden_cell", self.language)
                    self.sheet.write_string(i, j, said, self.hidden)
        self.sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)

    def _format(self, column: Column, row: object, points: str) -> Format:
        """The format of a number; `points` names that of the row's points."""
        if column.kind == "original":
            return self.formats[f"original_{min(column.decimals(row), _MOST_DECIMALS)}"]
        return self.formats[points if column.kind == "points" else column.kind]

    def _head(self, columns: Sequence[Column]) -> None:
        """Headings that stay in sight, on screen and on paper; a wide table takes several pages side by side."""
        widths = [_WIDTHS.get(column.kind, _WIDTHS["number"]) for column in columns]
        for j, column in enumerate(columns):
            header = self.headers["text" if column.is_text else "number"]
            self.sheet.write_string(0, j, column.heading(self.language, self._index), header)
            self.sheet.set_column(j, j, widths[j])
        self.sheet.freeze_panes(1, 2)
        self.sheet.repeat_rows(0)
        self.sheet.repeat_columns(0, 1)
        self.sheet.fit_to_pages(max(round(sum(widths) / _PAGE), 1), 0)


def _are_whole(columns: Sequence[Column], values: Sequence[Cell]) -> bool:
    """Whether all points of a row are whole: they were rounded so, and a decimal would claim more than is known."""
    points = [value for column, value in zip(columns, values, strict=True) if column.kind == "points"]
    return all(value is None or isinstance(value, str) or value == int(value) for value in points)


def worded(field: str, language: str, heading: str | None = None) -> Column:
    """The column of a field that holds a code, in words; empty where a row has none. `heading`: its own word."""

    def words(row: object) -> Cell:
        code = getattr(row, field)
        return in_words(field, code, language) if code else None

    return Column(heading or field, "text", words)


def in_words(kind: str, code: str, language: str) -> str:
    """A code in words: those of the findings or the screens, where they have it; else the workbook's own."""
    return _in_words(kind, code, language, digits_of(language))


@cache
def _in_words(kind: str, code: str, language: str, _digits: str) -> str:
    topics = ("findings", "screens", "workbook")
    topic = next((topic for topic in topics if has(f"{topic}.{kind}_{code}", language)), topics[-1])
    return say(f"{topic}.{kind}_{code}", language)
