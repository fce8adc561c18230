"""Text tables (.csv, .tsv, .txt) as sheets."""

from __future__ import annotations

from surveys.files.book import Book, Sheet
from surveys.files.guards.inflation import MOST_COLUMNS, MOST_ROWS, sheet_too_large, too_large
from surveys.files.text.delimited import BrokenTableError, decode, filled_up, limit_passed, read_rows
from surveys.files.upload import Upload
from surveys.model.issues import Issue, SurveyError

_OTHER_TEXTS = ("<", "%PDF", "{\\rtf")


def open_text(upload: Upload) -> Book:
    """A text table.

    Raises
    ------
    SurveyError
        If it is no table of text, its quotation marks don't match, or it is too large to open safely.
    """
    text = decode(upload.content)
    if text is None or text.lstrip().startswith(_OTHER_TEXTS):
        raise SurveyError(Issue("error", "not_a_spreadsheet", upload.name))
    try:
        rows, separator = read_rows(text)
    except BrokenTableError as error:
        raise SurveyError(Issue("error", "csv_broken", upload.name, values={"line": error.line})) from error
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise SurveyError(sheet_too_large(upload))
    most = limit_passed(rows)
    if most is not None:
        raise SurveyError(too_large(upload, most))
    container = "tsv" if separator == "\t" else "csv"
    return Book(upload.name, container, (Sheet.of(upload.stem, filled_up(rows)),))
