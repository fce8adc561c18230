"""Bytes in, sheets of cells out: .xlsx, .xls, .xlsb, .ods by calamine, .csv, .tsv, .txt as text tables."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, XmlError, ZipError

from surveys.biff import is_too_wide
from surveys.cells import Cell
from surveys.column import Column
from surveys.compound_file import SIGNATURE, DamagedFileError, open_compound_file
from surveys.delimited import BrokenTableError, decode, filled_up, limit_passed, read_rows
from surveys.guard import MOST_CELLS, is_too_large, open_archive
from surveys.issues import Issue, SurveyError
from surveys.upload import Upload

_ZIP = b"PK\x03\x04"
_OTHER_TEXTS = ("<", "%PDF", "{\\rtf", "$FL2", "$FL3")
_BOOLEANS = {True: "TRUE", False: "FALSE"}  # as text: True equals 1, and what is keyed by cells would mix them up
_BROKEN = (
    CalamineError,
    XmlError,
    ZipError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
)
"""What the readers raise for a file that is cut off or altered."""


@dataclass(frozen=True)
class Sheet:
    """One sheet from cell A1 on: ``columns[c][r]`` is the cell at `cells.address` (r, c), ``""`` where empty."""

    name: str
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, name: str, rows: Sequence[Sequence[Cell]]) -> Sheet:
        """The sheet of these rows, all of one width."""
        return cls(name, tuple(Column.of(cells) for cells in zip(*rows, strict=True)))

    @property
    def height(self) -> int:
        """How many rows there are, from the first to the last that holds anything."""
        return len(self.columns[0]) if self.columns else 0

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells of one row."""
        return tuple(column[number] for column in self.columns)

    @cached_property
    def filled_rows(self) -> list[int]:
        """The numbers of the rows in which any cell holds anything."""
        filled = np.zeros(self.height, dtype=np.bool_)
        for column in self.columns:
            filled |= column.filled
        return np.flatnonzero(filled).tolist()

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not self.filled_rows


@dataclass(frozen=True)
class Book:
    """A spreadsheet file, opened.

    Attributes
    ----------
    file : str
        The bare file name.
    container : str
        ``xlsx``, ``xls``, ``xlsb``, ``ods``, ``csv`` or ``tsv``, by content.
    sheets : tuple of Sheet
        In the workbook's order; the one sheet of a text file is named after the file.
    """

    file: str
    container: str
    sheets: tuple[Sheet, ...]


def open_book(upload: Upload) -> Book:
    """Open a file, whatever its name ends in.

    Raises
    ------
    SurveyError
        If it is empty, no spreadsheet, locked by a password, damaged, or too large to open safely.
    """
    if not upload.content.strip(b"\0 \t\r\n"):
        raise SurveyError(Issue("error", "file_empty", upload.name))
    book = _open_workbook(upload) if upload.content.startswith((_ZIP, SIGNATURE)) else _open_text(upload)
    if all(sheet.is_empty for sheet in book.sheets):
        raise SurveyError(Issue("error", "file_empty", upload.name))
    return book


def _open_workbook(upload: Upload) -> Book:
    container = _zipped_kind(upload) if upload.content.startswith(_ZIP) else _ole_kind(upload)
    try:
        return Book(upload.name, container, _sheets(upload.content))
    except PasswordError as error:
        raise SurveyError(Issue("error", "file_locked", upload.name)) from error
    except _BROKEN as error:
        raise SurveyError(Issue("error", "file_damaged", upload.name)) from error


def _sheets(content: bytes) -> tuple[Sheet, ...]:
    """The worksheets of a workbook.

    Raises
    ------
    CalamineError
        If it is damaged: the reader's own panics, which are no `Exception`, are turned into it.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return tuple(Sheet.of(name, _rows(workbook, name)) for name in names)
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise CalamineError(str(error)) from error
        raise


def _rows(workbook: CalamineWorkbook, name: str) -> list[list[Cell]]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [_without_booleans(row) if bool in map(type, row) else row for row in rows]


def _without_booleans(row: list[Cell]) -> list[Cell]:
    return [_BOOLEANS[cell] if isinstance(cell, bool) else cell for cell in row]


def _zipped_kind(upload: Upload) -> str:
    """Which workbook a zip archive is; refuses what is locked, damaged, swollen or no workbook."""
    try:
        with open_archive(upload.content) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise SurveyError(Issue("error", "file_locked", upload.name))
            kind = _workbook_kind({part.filename for part in parts})
            if kind is None:
                raise SurveyError(Issue("error", "not_a_spreadsheet", upload.name))
            if is_too_large(archive):
                raise SurveyError(_too_large(upload))
    except _BROKEN as error:
        raise SurveyError(Issue("error", "file_damaged", upload.name)) from error
    return kind


def _workbook_kind(parts: set[str]) -> str | None:
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "content.xml" in parts:
        return "ods"
    is_excel = any(part.endswith("workbook.xml") or part.startswith("xl/worksheets/") for part in parts)
    return "xlsx" if is_excel else None


def _ole_kind(upload: Upload) -> str:
    """Tells an old .xls from an .xlsx that a password locks: both begin with the same bytes."""
    try:
        container = open_compound_file(upload.content)
    except DamagedFileError as error:
        raise SurveyError(Issue("error", "file_damaged", upload.name)) from error
    if container.is_locked:
        raise SurveyError(Issue("error", "file_locked", upload.name))
    if container.workbook is None:
        raise SurveyError(Issue("error", "not_a_spreadsheet", upload.name))
    if is_too_wide(container.workbook):
        raise SurveyError(_too_large(upload))
    return "xls"


def _too_large(upload: Upload, most: int = MOST_CELLS) -> Issue:
    return Issue("error", "file_too_large", upload.name, values={"cells": f"{most:,}"})


def _open_text(upload: Upload) -> Book:
    text = decode(upload.content)
    if text is None or text.lstrip().startswith(_OTHER_TEXTS):
        raise SurveyError(Issue("error", "not_a_spreadsheet", upload.name))
    try:
        rows, separator = read_rows(text)
    except BrokenTableError as error:
        raise SurveyError(Issue("error", "csv_broken", upload.name, values={"line": error.line})) from error
    most = limit_passed(rows)
    if most is not None:
        raise SurveyError(_too_large(upload, most))
    container = "tsv" if separator == "\t" else "csv"
    return Book(upload.name, container, (Sheet.of(upload.stem, filled_up(rows)),))
