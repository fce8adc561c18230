"""A plain table of any origin: the first filled sheet, its first filled row the headings."""

from __future__ import annotations

from surveys.cells import address
from surveys.spreadsheet import Book
from surveys.table import Table, cut_grid

RANK = 100

_SUBMITTED = (
    "_submission_time",
    "SubmissionDate",
    "CompletionDate",
    "Completion time",
    "submitdate",
    "RecordedDate",
    "Timestamp",
)
_STARTED = ("start", "starttime", "start time", "startdate", "start date")
_DURATION = ("duration (in seconds)", "duration", "interviewtime")
_ENDED = ("end", "endtime", "end time", "EndDate", "End Date")
_ADDED = frozenset(
    name.casefold()
    for name in (
        *_SUBMITTED,
        *_STARTED,
        *_ENDED,
        *_DURATION,
        "today",
        "KEY",
        "SubmitterID",
        "AttachmentsPresent",
        "AttachmentsExpected",
        "Status",
        "ReviewState",
        "Edits",
        "FormVersion",
        "formdef_version",
        "instanceID",
        "instanceName",
        "caseid",
        "_id",
        "_uuid",
        "_index",
    )
)


def recognise(book: Book) -> Table | None:
    """The first sheet that holds anything, as a table."""
    filled = [sheet for sheet in book.sheets if not sheet.is_empty]
    if not filled:
        return None
    sheet = filled[0]
    grid = cut_grid(book, sheet)
    return Table(
        file=book.file,
        sheet=sheet.name,
        format=f"plain_{book.container}",
        tool=book.container.upper(),
        signs=f"{address(grid.header, 0)}:{address(grid.header, len(grid.headings) - 1)}",
        header=grid.header,
        headings=grid.headings,
        rows=grid.rows,
        columns=grid.columns,
        metadata=frozenset(place for place, heading in enumerate(grid.headings) if heading.casefold() in _ADDED),
        submitted=grid.column(*_SUBMITTED),
        started=grid.column(*_STARTED),
        ended=grid.column(*_ENDED),
        duration=grid.column(*_DURATION),
        unread=tuple(other.name for other in filled[1:]),
    )
