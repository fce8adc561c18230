"""Workbooks (.xlsx, .xls, .xlsb, .ods): checked for what a reader would choke on, then read by calamine."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, XmlError, ZipError

from surveys.biff import is_too_wide
from surveys.book import Book, Sheet
from surveys.cells import Cell
from surveys.compound_file import DamagedFileError, open_compound_file
from surveys.guard import is_too_large, open_archive, too_large
from surveys.issues import Issue, SurveyError
from surveys.upload import Upload

_BOOLEANS = {True: "TRUE", False: "FALSE"}  # as text: True equals 1, and what is keyed by cells would mix them up
BROKEN = (
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


def open_zipped(upload: Upload) -> Book | None:
    """A workbook that is a zip archive (.xlsx, .xlsb, .ods); None where the archive is something else.

    Raises
    ------
    SurveyError
        If it is locked by a password, damaged, or too large to open safely.
    """
    container = _zipped_kind(upload)
    return None if container is None else _read(upload, container)


def open_compound(upload: Upload) -> Book:
    """An old workbook (.xls).

    Raises
    ------
    SurveyError
        As `open_zipped`; and if the file is something else, such as an old document.
    """
    _refuse_unfit(upload)
    return _read(upload, "xls")


def _read(upload: Upload, container: str) -> Book:
    try:
        return Book(upload.name, container, _sheets(upload.content))
    except PasswordError as error:
        raise SurveyError(Issue("error", "file_locked", upload.name)) from error
    except BROKEN as error:
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


def _zipped_kind(upload: Upload) -> str | None:
    """Which workbook a zip archive is, None for none; refuses what is locked, damaged or swollen."""
    try:
        with open_archive(upload.content) as archive:
            parts = archive.infolist()
            kind = _workbook_kind({part.filename for part in parts})
            if kind is not None and any(part.flag_bits & 1 for part in parts):
                raise SurveyError(Issue("error", "file_locked", upload.name))
            if kind is not None and is_too_large(archive):
                raise SurveyError(too_large(upload))
    except BROKEN as error:
        raise SurveyError(Issue("error", "file_damaged", upload.name)) from error
    return kind


def _workbook_kind(parts: set[str]) -> str | None:
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "content.xml" in parts:
        return "ods"
    is_excel = any(part.endswith("workbook.xml") or part.startswith("xl/worksheets/") for part in parts)
    return "xlsx" if is_excel else None


def _refuse_unfit(upload: Upload) -> None:
    """Tells an old .xls from an .xlsx that a password locks, which begins with the same bytes."""
    try:
        container = open_compound_file(upload.content)
    except DamagedFileError as error:
        raise SurveyError(Issue("error", "file_damaged", upload.name)) from error
    if container.is_locked:
        raise SurveyError(Issue("error", "file_locked", upload.name))
    if container.workbook is None:
        raise SurveyError(Issue("error", "not_a_spreadsheet", upload.name))
    if is_too_wide(container.workbook):
        raise SurveyError(too_large(upload))
