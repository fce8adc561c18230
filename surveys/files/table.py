"""One round's answers as a plain table: headings and columns of cells, whichever tool wrote them."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby
from typing import Any

import numpy as np

from surveys.files.book import Book, CellsOf, Sheet
from surveys.files.cells import Cell, is_filled, text_of
from surveys.files.column import Column
from surveys.files.workbook.formulas import without_results
from surveys.model.addresses import Place, address
from surveys.model.issues import Issue, SurveyError
from surveys.model.listing import CellIn
from surveys.model.survey import Flags


@dataclass(frozen=True)
class Excluded:
    """Submissions that the tool itself says are no answers: which rows of the table, the column that says so, and why.

    `code` names the note that counts them: ``rejected`` at review, or ``previews`` that the questionnaire's makers
    sent while they tried it.
    """

    code: str
    column: int
    indices: tuple[int, ...]


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
    wordings : tuple of tuple of str
        What else a column's heading may be compared as, the clearest first: the text behind a name, the row of a
        grid behind its question. As many as there are columns, or none at all.
    value_labels : mapping
        Of a column that holds codes, the label of each, where the file states them (SPSS).
    submitted, started, ended, duration : int or None
        The columns of the time of submission, of the interview's start and end, and of its length in seconds.
    excluded : tuple of Excluded
        Submissions that are out.
    unfinished : Excluded or None
        Submissions that were broken off; they count unless the officer says otherwise.
    blanks : frozenset of str
        Words that the tool writes where an answer is missing.
    unread : tuple of str
        Other sheets of the file that hold something and were not read.
    alike : tuple of str
        Those of them that have the same headings: other rounds, or copies.
    remarks : tuple of int
        Rows below the answers that hold a remark or a total, and were not read.
    notes : tuple of Issue
        What is to be said of how a file of several rounds was parted.
    within : str
        What the round is known by in a file of several: its sheet's name, or its mark; empty where it is the file.
    is_sheet_of_several : bool
        Whether other sheets of the file are rounds too.
    written : tuple of str
        The headings as they are written, where a mark was taken off.
    uncalculated : mapping
        By column the rows of cells with a formula whose result the file does not hold, those of submissions and others.
    places : tuple of Place
        The files, where several hold the round together; then rows are `RowIn`.
    digests : tuple of str
        The digest of each file's bytes, once the round is read.
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
    wordings: tuple[tuple[str, ...], ...] = ()
    value_labels: Mapping[int, Mapping[Cell, str]] = field(default_factory=dict)
    submitted: int | None = None
    started: int | None = None
    ended: int | None = None
    duration: int | None = None
    excluded: tuple[Excluded, ...] = ()
    unfinished: Excluded | None = None
    blanks: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    remarks: tuple[int, ...] = ()
    notes: tuple[Issue, ...] = ()
    within: str = ""
    is_sheet_of_several: bool = False
    written: tuple[str, ...] = ()
    uncalculated: CellsOf = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    digests: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """What a message calls it beside another round: the file, and what it is known by within it."""
        return f"{self.file} ({self.within})" if self.within else self.file

    def written_heading(self, column: int) -> str:
        """A column's heading as it is written."""
        return (self.written or self.headings)[column]

    def without(self, columns: Collection[int]) -> Table:
        """The same table with nothing in these columns."""
        empty = Column.empty(len(self.rows))
        return replace(self, columns=[empty if at in columns else one for at, one in enumerate(self.columns)])

    def heading_cell(self, column: int) -> str:
        """The address of a column's heading; of several files, in the first that has the column."""
        for place in self.places:
            if column in place.columns:
                return place.cell(place.header, column)
        if self.places:
            return self.places[0].cell(self.places[0].header, column)
        return address(self.header, column)

    @property
    def corner(self) -> str | None:
        """The first heading's cell, for what is said of the table as a whole; None where several files hold it."""
        return None if self.places else self.heading_cell(0)

    def where(self, cell: str) -> tuple[str, str, str]:
        """File, sheet and address of one of its cells."""
        if isinstance(cell, CellIn):
            return cell.file, cell.sheet, str(cell)
        return self.file, self.sheet, cell

    def is_used(self, column: int) -> bool:
        """Whether any submission fills the column."""
        return any(map(is_filled, self.columns[column].used))

    @property
    def of_files(self) -> tuple[slice, ...]:
        """Where the submissions of each file stand among all; of one file, all of them."""
        if not self.places:
            return (slice(None),)
        counts = [len(list(rows)) for _, rows in groupby(self.rows, key=lambda row: getattr(row, "place", None))]
        ends = list(accumulate(counts))
        return tuple(slice(end - count, end) for end, count in zip(ends, counts, strict=True))

    def rows_where(self, where: Flags) -> list[int]:
        """The rows of the submissions for which a flag is up."""
        return [self.rows[index] for index in np.flatnonzero(where).tolist()]

    def at(self, indices: Sequence[int]) -> Table:
        """The same table with only the submissions at these positions, in their order."""
        among = np.array(indices, dtype=np.intp)
        return replace(
            self,
            rows=[self.rows[index] for index in indices],
            columns=[column.at(among) for column in self.columns],
            excluded=tuple(_at(one, indices) for one in self.excluded),
            unfinished=self.unfinished and _at(self.unfinished, indices),
        )


def _at(excluded: Excluded, indices: Sequence[int]) -> Excluded:
    gone = set(excluded.indices)
    return replace(excluded, indices=tuple(new for new, index in enumerate(indices) if index in gone))


@dataclass(frozen=True)
class Grid:
    """A sheet cut into its headings and its filled rows below them."""

    book: Book
    sheet: Sheet
    header: int
    headings: tuple[str, ...]
    rows: Sequence[int]
    columns: Sequence[Column]

    def table(self, tool: str, code: str, signs: str, *, metadata: frozenset[int], **more: Any) -> Table:
        """The submissions, as a tool wrote them; `more` are further fields of `Table`."""
        return Table(
            file=self.book.file,
            sheet=self.sheet.name,
            format=f"{code}_{self.book.container}",
            tool=tool,
            signs=signs,
            header=self.header,
            rows=self.rows,
            metadata=metadata,
            uncalculated=self.sheet.uncalculated,
            **{"headings": self.headings, "columns": self.columns, **more},
        )

    def column(self, *headings: str) -> int | None:
        """The first of these headings that the sheet has, whatever group stands before it; None for none."""
        plain = [re.split(r"[/|%>]", heading)[-1].casefold() for heading in self.headings]
        return next((plain.index(name.casefold()) for name in headings if name.casefold() in plain), None)

    def columns_headed(self, holds: Callable[[str], bool]) -> frozenset[int]:
        """The columns whose heading is such."""
        return frozenset(column for column, heading in enumerate(self.headings) if heading and holds(heading))

    def excluded(self, code: str, column: int | None, holds: Callable[[str], bool]) -> tuple[Excluded, ...]:
        """Those whose cell in a column is such, if any; none without the column."""
        indices = () if column is None else indices_where(self.columns[column], holds)
        return (Excluded(code, column, indices),) if column is not None and indices else ()


def cut_grid(book: Book, sheet: Sheet, header: int | None = None, deep: int = 1) -> Grid:
    """Headings, and the filled rows below; an HXL row of hashtags below the headings is left out.

    Parameters
    ----------
    header : int, optional
        The row of the headings; by default the first that is filled.
    deep : int
        How many rows the headings take, this one included.

    Raises
    ------
    SurveyError
        If no text stands in the first filled row (``no_header``), or nothing below it (``no_rows``), or nothing but
        formulas without a result (``formulas_without_value``).
    """
    filled = sheet.filled_rows
    if not filled:
        raise SurveyError(Issue("error", "no_rows", book.file, sheet.name))
    header = filled[0] if header is None else header
    headings = tuple(text_of(cell) for cell in sheet.row(header))
    if not any(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in sheet.row(header)):
        raise SurveyError(Issue("error", "no_header", book.file, sheet.name, address(header, 0)))
    first = header + deep
    first += _is_hxl(sheet, first)
    rows = filled[bisect_left(filled, first) :]
    if not rows and sheet.uncalculated:
        raise SurveyError(without_results("error", book.file, sheet.name, sheet.uncalculated))
    if not rows:
        raise SurveyError(Issue("error", "no_rows", book.file, sheet.name, address(header, 0)))
    return Grid(book, sheet, header, headings, rows, _at_rows(sheet.columns, rows))


def _at_rows(columns: Sequence[Column], rows: list[int]) -> list[Column]:
    """The cells of these rows, in ascending order; nothing is copied where none is left out between them."""
    is_whole = rows[-1] - rows[0] + 1 == len(rows)
    kept = slice(rows[0], rows[-1] + 1) if is_whole else np.array(rows, dtype=np.intp)
    return [column.at(kept) for column in columns]


def _is_hxl(sheet: Sheet, row: int) -> bool:
    filled = [text_of(cell) for cell in sheet.row(row) if is_filled(cell)] if row < sheet.height else []
    return bool(filled) and all(text.startswith("#") for text in filled)


def digest_of(table: Table, sha256: str) -> str:
    """What a round's submissions and columns are known by: the digest of its file's bytes.

    Where several sheets of the file are rounds, that of the file's digest, a blank and the sheet's name (UTF-8): the
    same row of two sheets is two submissions.
    """
    return hashlib.sha256(f"{sha256} {table.sheet}".encode()).hexdigest() if table.is_sheet_of_several else sha256


def wordings_of(table: Table, column: int) -> tuple[str, ...]:
    """All that a column may be compared as: its heading first."""
    more = table.wordings[column] if table.wordings else ()
    return (table.headings[column], *more)


def indices_where(column: Column, holds: Callable[[str], bool]) -> tuple[int, ...]:
    """The positions in a column whose text is such."""
    return tuple(np.flatnonzero(column.flags(lambda cell: holds(text_of(cell)))).tolist())
