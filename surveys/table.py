"""One round's answers as a plain table: headings and columns of cells, whichever tool wrote them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from surveys.cells import address, is_filled, text_of
from surveys.column import Column
from surveys.issues import Issue, SurveyError
from surveys.spreadsheet import Book, Sheet
from surveys.survey import Flags


@dataclass(frozen=True)
class Table:
    """The submissions of one file.

    Attributes
    ----------
    file, sheet : str
        Where it stands.
    format, tool, signs : str
        A stable code (``kobo_xlsx``), the tool's name, and what it was recognised by.
    header : int
        Row of the headings, counted from 0.
    headings : tuple of str
        A heading a column, trimmed; empty where a column has none.
    rows : sequence of int
        Row of each submission, counted from 0: header, HXL and blank rows are not among them.
    columns : sequence of columns
        The cells of each column, in the order of `rows`.
    metadata : frozenset of int
        Columns that the tool itself adds.
    submitted, started, ended, duration : int or None
        The columns of the time of submission, of the start and the end of the interview, and of the seconds it took.
    status : int or None
        The column that says whether a submission was approved.
    rejected : tuple of int
        Positions in `rows` of submissions that were rejected in the tool.
    blanks : frozenset of str
        Words that the tool writes where an answer is missing.
    unread : tuple of str
        Other sheets of the file that hold something and were not read.
    """

    file: str
    sheet: str
    format: str
    tool: str
    signs: str
    header: int
    headings: tuple[str, ...]
    rows: Sequence[int]
    columns: Sequence[Column]
    metadata: frozenset[int] = frozenset()
    submitted: int | None = None
    started: int | None = None
    ended: int | None = None
    duration: int | None = None
    status: int | None = None
    rejected: tuple[int, ...] = ()
    blanks: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()

    def heading_cell(self, column: int) -> str:
        """The address of a column's heading."""
        return address(self.header, column)

    def is_used(self, column: int) -> bool:
        """Whether any submission fills the column."""
        return any(map(is_filled, self.columns[column].used))

    def rows_where(self, where: Flags) -> list[int]:
        """The rows of the submissions for which a flag is up."""
        return [self.rows[place] for place in np.flatnonzero(where).tolist()]

    def at(self, places: Sequence[int]) -> Table:
        """The same table with only the submissions at these positions, in their order."""
        rejected = set(self.rejected)
        return replace(
            self,
            rows=[self.rows[place] for place in places],
            columns=[column.at(places) for column in self.columns],
            rejected=tuple(new for new, place in enumerate(places) if place in rejected),
        )


@dataclass(frozen=True)
class Grid:
    """A sheet cut into its headings and its filled rows below them."""

    header: int
    headings: tuple[str, ...]
    rows: Sequence[int]
    columns: Sequence[Column]

    def column(self, *headings: str) -> int | None:
        """The first of these headings that the sheet has, whatever group stands before it; None for none."""
        plain = [heading.rpartition("/")[2].casefold() for heading in self.headings]
        return next((plain.index(name.casefold()) for name in headings if name.casefold() in plain), None)


def cut_grid(book: Book, sheet: Sheet) -> Grid:
    """Headings are the first filled row; an HXL row of hashtags below them and blank rows are left out.

    Raises
    ------
    SurveyError
        If no text stands in the first filled row (``no_header``), or nothing below it (``no_rows``).
    """
    filled = sheet.filled_rows
    if not filled:
        raise SurveyError(Issue("error", "no_rows", book.file, sheet.name))
    header = filled[0]
    headings = tuple(text_of(cell) for cell in sheet.row(header))
    if not any(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in sheet.row(header)):
        raise SurveyError(Issue("error", "no_header", book.file, sheet.name, address(header, 0)))
    first = header + 2 if _is_hxl(sheet, header + 1) else header + 1
    rows = [number for number in filled if number >= first]
    if not rows:
        raise SurveyError(Issue("error", "no_rows", book.file, sheet.name, address(header, 0)))
    return Grid(header, headings, rows, [column.at(rows) for column in sheet.columns])


def _is_hxl(sheet: Sheet, row: int) -> bool:
    filled = [text_of(cell) for cell in sheet.row(row) if is_filled(cell)] if row < sheet.height else []
    return bool(filled) and all(text.startswith("#") for text in filled)


def places_of(column: Column, holds: Callable[[str], bool]) -> tuple[int, ...]:
    """The positions in a column whose text is such."""
    return tuple(np.flatnonzero(column.flags(lambda cell: holds(text_of(cell)))).tolist())
