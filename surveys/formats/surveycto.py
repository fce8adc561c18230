"""SurveyCTO exports in the wide form: CSV, or XLSX with the sheet ``data``. What it says was rejected is out."""

from __future__ import annotations

from surveys.files.book import Book
from surveys.files.table import Table, cut_grid
from surveys.formats.signs import Knows, first_headings, recognised_by

NAME = "SurveyCTO"
RANK = 30

_DISTINCTIVE = frozenset({"formdef_version", "review_status", "review_quality", "completiondate"})
_ADDED = _DISTINCTIVE | {
    "submissiondate",
    "starttime",
    "endtime",
    "deviceid",
    "subscriberid",
    "simid",
    "devicephonenum",
    "username",
    "duration",
    "caseid",
    "instanceid",
    "instancename",
    "review_comments",
    "review_corrections",
    "key",
}


def recognise(book: Book, _knows: Knows) -> Table | None:
    """The first sheet of a SurveyCTO export."""
    sheet = book.sheets[0]
    signs = recognised_by(first_headings(sheet), lambda heading: heading.casefold() in _ADDED, _DISTINCTIVE)
    if not signs:
        return None
    grid = cut_grid(book, sheet)
    return grid.table(
        NAME,
        "surveycto",
        signs,
        metadata=grid.columns_headed(lambda heading: heading.casefold() in _ADDED),
        submitted=grid.column("SubmissionDate", "CompletionDate"),
        started=grid.column("starttime"),
        ended=grid.column("endtime"),
        duration=grid.column("duration"),
        excluded=grid.excluded("rejected", grid.column("review_status"), lambda text: text.casefold() == "rejected"),
    )
