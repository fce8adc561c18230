"""ODK Central exports: a zip of one CSV a form and one a repeat, or the form's CSV alone.

Headings that it adds: getodk/central-backend, ``lib/data/briefcase.js``. A submission whose review ended with
``rejected`` is out.
"""

from __future__ import annotations

from surveys.files.book import Book
from surveys.files.table import Table, cut_grid
from surveys.formats.signs import Knows, first_headings, recognised_by

NAME = "ODK Central"
RANK = 20

_DISTINCTIVE = frozenset(
    {"submitterid", "submittername", "attachmentspresent", "attachmentsexpected", "reviewstate", "formversion"}
)
_ADDED = _DISTINCTIVE | {
    "submissiondate",
    "key",
    "status",
    "deviceid",
    "edits",
    "meta-instanceid",
    "meta-instancename",
    "instanceid",
    "instancename",
    "parent_key",
}
_STARTS = frozenset({"start", "end", "today", "deviceid", "username"})


def recognise(book: Book, _knows: Knows) -> Table | None:
    """The form's table of an ODK Central export: of several, the one that belongs to no repeat."""
    for sheet in book.sheets:
        headings = first_headings(sheet)
        signs = recognised_by(headings, lambda heading: heading.casefold() in _ADDED, _DISTINCTIVE)
        if signs and "PARENT_KEY" not in headings:
            grid = cut_grid(book, sheet)
            return grid.table(
                NAME,
                "odk",
                signs,
                metadata=grid.columns_headed(lambda heading: heading.casefold() in _ADDED | _STARTS),
                submitted=grid.column("SubmissionDate"),
                started=grid.column("start", "starttime"),
                ended=grid.column("end", "endtime"),
                excluded=grid.excluded("rejected", grid.column("ReviewState"), lambda state: state == "rejected"),
            )
    return None
