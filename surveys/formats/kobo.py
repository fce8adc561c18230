"""KoboToolbox exports, XLSX and CSV, XML names or labels in any language; also the older KoBoCAT's.

Headings and order of the columns it adds: kobotoolbox/formpack. The first sheet is the form; a sheet per repeat
group follows (it has ``_parent_index``). Submissions "Not approved" at validation were rejected.
"""

from __future__ import annotations

from surveys.spreadsheet import Book, Sheet
from surveys.table import Grid, Table, cut_grid, places_of
from surveys.wording import normalise

RANK = 10

_ADDED = frozenset(
    {
        "_id",
        "_uuid",
        "_submission_time",
        "_date_modified",
        "_validation_status",
        "_notes",
        "_status",
        "_submitted_by",
        "__version__",
        "_version_",
        "_tags",
        "_index",
        "_parent_index",
        "_parent_table_name",
        "_xform_id_string",
        "_bamboo_dataset_id",
        "_attachments",
        "_geolocation",
        "formhub/uuid",
        "meta/instanceid",
        "meta/instancename",
        "meta/rootuuid",
        "meta/deprecatedid",
    }
)
_STARTS = frozenset({"start", "end", "today", "deviceid", "username", "audit"})
_TELLING = frozenset({"_uuid", "_submission_time", "_validation_status", "_submitted_by", "_index", "_xform_id_string"})
_SIGNS_SHOWN = 3
_LEGACY_MISSING = frozenset({"n/a"})


def recognise(book: Book) -> Table | None:
    """The form's sheet of a KoboToolbox export."""
    sheet = book.sheets[0]
    signs = _signs(sheet)
    if not signs:
        return None
    grid = cut_grid(book, sheet)
    status = grid.column("_validation_status")
    return Table(
        file=book.file,
        sheet=sheet.name,
        format=f"kobo_{book.container}",
        tool="KoboToolbox",
        signs=", ".join(signs),
        header=grid.header,
        headings=grid.headings,
        rows=grid.rows,
        columns=grid.columns,
        metadata=_metadata(grid),
        submitted=grid.column("_submission_time"),
        started=grid.column("start"),
        ended=grid.column("end"),
        status=status,
        rejected=places_of(grid.columns[status], is_rejected) if status is not None else (),
        blanks=_LEGACY_MISSING,
    )


def is_rejected(status: str) -> bool:
    """Whether a validation status (uid, label, or the old export's mapping) says "not approved"."""
    return "not approved" in normalise(status)


def _signs(sheet: Sheet) -> list[str]:
    """The telling headings that a sheet has, where they are enough to know the tool by; else none."""
    headings = sheet.row(sheet.filled_rows[0]) if sheet.filled_rows else ()
    names = [cell.strip() for cell in headings if isinstance(cell, str)]
    known = [name for name in names if name.casefold() in _ADDED]
    enough = len(known) > 1 and any(name.casefold() in _TELLING for name in known)
    return known[:_SIGNS_SHOWN] if enough else []


def _metadata(grid: Grid) -> frozenset[int]:
    return frozenset(place for place, heading in enumerate(grid.headings) if heading.casefold() in _ADDED | _STARTS)
