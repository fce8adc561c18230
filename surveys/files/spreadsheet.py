"""Bytes in, sheets of cells out, whatever the file's name ends in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from surveys.files.book import Book, Sheet
from surveys.files.guards.compound_file import SIGNATURE
from surveys.files.guards.inflation import MOST_BYTES, Report, open_archive, too_large, unreported
from surveys.files.sav import SIGNATURES, open_sav
from surveys.files.text.text_file import open_text
from surveys.files.upload import Upload
from surveys.files.workbook.formulas import without_results
from surveys.files.workbook.workbook import BROKEN, open_compound, open_zipped
from surveys.model.issues import Issue, SurveyError

_ZIP = b"PK\x03\x04"
_MOST_MEMBERS = 1_000
_NO_TABLES = frozenset({"not_a_spreadsheet", "file_empty"})


def open_book(upload: Upload, report: Report = unreported) -> Book:
    """Open a file, in this process: for files that others made, see `surveys.files.wall`.

    Parameters
    ----------
    upload : Upload
        The file.
    report : callable
        Called with the share that is done, from 0 to 1; it stands still while other programs' readers are at work.

    Raises
    ------
    SurveyError
        If it is empty, no spreadsheet, locked by a password, damaged, or too large to open safely.
    """
    if not upload.content.strip(b"\0 \t\r\n"):
        raise SurveyError(Issue("error", "file_empty", upload.name))
    book = _open_zip(upload, report) if upload.content.startswith(_ZIP) else _opener(upload.content)(upload)
    if all(sheet.is_empty for sheet in book.sheets):
        raise SurveyError(_empty(book))
    return book


def _empty(book: Book) -> Issue:
    """The error for a book in which nothing stands, or nothing but formulas without a result."""
    sheet = next((sheet for sheet in book.sheets if sheet.uncalculated), None)
    if sheet is None:
        return Issue("error", "file_empty", book.file)
    return without_results("error", book.file, sheet.name, sheet.uncalculated)


def _opener(content: bytes) -> Callable[[Upload], Book]:
    if content.startswith(SIGNATURE):
        return open_compound
    return open_sav if content.startswith(SIGNATURES) else open_text


def _open_zip(upload: Upload, report: Report) -> Book:
    """A workbook, or an archive of tables: of one, that table; of several, all their sheets."""
    workbook = open_zipped(upload, report)
    if workbook is not None:
        return workbook
    books = list(_books(upload))
    if not books:
        raise SurveyError(Issue("error", "not_a_spreadsheet", upload.name))
    container = books[0].container if len(books) == 1 else "zip"
    return Book(upload.name, container, tuple(sheet for book in books for sheet in book.sheets))


def _books(upload: Upload) -> Iterator[Book]:
    """The tables of an archive, each under the archive's own name; what is no table (pictures, sound) is passed over.

    An archive inside the archive is not opened.
    """
    for name, content in _members(upload):
        member = Upload(upload.name, content)
        try:
            book = open_zipped(member, unreported) if content.startswith(_ZIP) else _opener(content)(member)
        except SurveyError as error:
            if all(issue.code in _NO_TABLES for issue in error.issues):
                continue
            raise
        if book is not None and not all(sheet.is_empty for sheet in book.sheets):
            yield Book(
                upload.name, book.container, tuple(_named(sheet, name, len(book.sheets)) for sheet in book.sheets)
            )


def _named(sheet: Sheet, name: str, sheets: int) -> Sheet:
    """A text table has no name of its own but its file's."""
    return replace(sheet, name=name) if sheets == 1 else sheet


def _members(upload: Upload) -> Iterator[tuple[str, bytes]]:
    """The files of an archive by name, in its order, without what a Mac adds."""
    try:
        with open_archive(upload.content) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            if any(part.flag_bits & 1 for part in parts):
                raise SurveyError(Issue("error", "file_locked", upload.name))
            if len(parts) > _MOST_MEMBERS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise SurveyError(too_large(upload))
            for part in parts:
                name = part.filename.rpartition("/")[2]
                if not part.filename.startswith("__MACOSX") and not name.startswith("."):
                    yield name.rpartition(".")[0] or name, archive.read(part)
    except BROKEN as error:
        raise SurveyError(Issue("error", "file_damaged", upload.name)) from error
