"""Workbooks (.xlsx, .xls, .xlsb, .ods): checked for what a reader would choke on, then read by calamine."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, XmlError, ZipError

from surveys.files.book import Book, CellsOf, Sheet
from surveys.files.cells import BOOLEANS, Cell
from surveys.files.guards.biff import is_too_wide
from surveys.files.guards.compound_file import DamagedFileError, open_compound_file
from surveys.files.guards.inflation import (
    Looked,
    Report,
    is_limited,
    look_through,
    open_archive,
    too_large,
    unreported,
)
from surveys.files.upload import Upload
from surveys.files.workbook.formulas import uncalculated
from surveys.files.workbook.large_sheet import is_sweepable, sweep
from surveys.model.issues import Issue, SurveyError

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


def open_zipped(upload: Upload, report: Report = unreported) -> Book | None:
    """A workbook that is a zip archive (.xlsx, .xlsb, .ods); None where the archive is something else.

    Raises
    ------
    SurveyError
        If it is locked by a password, damaged, or too large to open safely.
    """
    try:
        with open_archive(upload.content) as archive:
            parts = archive.infolist()
            container = _workbook_kind({part.filename for part in parts})
            if container is None:
                return None
            if any(part.flag_bits & 1 for part in parts):
                raise SurveyError(Issue("error", "file_locked", upload.name))
            looked, swept = _looked_through(upload, archive, report)
            without_value = uncalculated(archive, looked.formulas) if container == "xlsx" and looked.formulas else {}
    except BROKEN as error:
        raise SurveyError(Issue("error", "file_damaged", upload.name)) from error
    book = _read(upload, container, swept)
    return replace(book, sheets=tuple(_with_formulas(sheet, without_value) for sheet in book.sheets))


def _with_formulas(sheet: Sheet, without_value: Mapping[str, CellsOf]) -> Sheet:
    return replace(sheet, uncalculated=without_value[sheet.name]) if sheet.name in without_value else sheet


def _looked_through(upload: Upload, archive: zipfile.ZipFile, report: Report) -> tuple[Looked, Sheet | None]:
    """Refuses what is too large; gives the one sheet where it is large, which is swept while it is looked through.

    So it is where memory is limited: there a sheet that would swell costs this process and no more. Elsewhere a
    workbook is looked through before anything else.
    """
    swept = None
    if is_limited() and is_sweepable(archive):
        with ThreadPoolExecutor(1) as pool:
            looking = pool.submit(look_through, archive, report)
            swept = sweep(upload.content)
        looked = looking.result()
    else:
        looked = look_through(archive, report)
    if looked.is_too_large:
        raise SurveyError(too_large(upload))
    return looked, None if looked.has_errors else swept


def open_compound(upload: Upload) -> Book:
    """An old workbook (.xls).

    Raises
    ------
    SurveyError
        As `open_zipped`; and if the file is something else, such as an old document.
    """
    _refuse_unfit(upload)
    return _read(upload, "xls")


def _read(upload: Upload, container: str, swept: Sheet | None = None) -> Book:
    try:
        return Book(upload.name, container, (swept,) if swept else _sheets(upload.content))
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
    return [BOOLEANS[cell] if isinstance(cell, bool) else cell for cell in row]


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
