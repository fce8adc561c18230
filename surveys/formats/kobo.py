"""KoboToolbox exports, XLSX and CSV, XML names or labels in any language; also the older KoBoCAT's.

Headings and order of the columns it adds: kobotoolbox/formpack. The first sheet is the form; a sheet per repeat
group follows (it has ``_parent_index``). Submissions "Not approved" at validation were rejected.
"""

from __future__ import annotations

import re

from surveys.files.book import Book
from surveys.files.table import Table, cut_grid
from surveys.formats.signs import Knows, first_headings, recognised_by
from surveys.language.vocabulary import tool_phrases
from surveys.language.wording import normalise

NAME = "KoboToolbox"
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
_DISTINCTIVE = frozenset(
    {"_uuid", "_submission_time", "_validation_status", "_submitted_by", "_index", "_xform_id_string"}
)
_REJECTED = tool_phrases("kobo", "rejected")
_LEGACY_MISSING = frozenset({"n/a"})


def recognise(book: Book, _knows: Knows) -> Table | None:
    """The form's sheet of a KoboToolbox export."""
    sheet = book.sheets[0]
    signs = recognised_by(first_headings(sheet), _is_added, _DISTINCTIVE)
    if not signs:
        return None
    grid = cut_grid(book, sheet)
    return grid.table(
        NAME,
        "kobo",
        signs,
        metadata=grid.columns_headed(lambda heading: _is_added(heading) or heading.casefold() in _STARTS),
        submitted=grid.column("_submission_time"),
        started=grid.column("start"),
        ended=grid.column("end"),
        excluded=grid.excluded("rejected", grid.column("_validation_status"), is_rejected),
        blanks=_LEGACY_MISSING,
    )


def is_rejected(status: str) -> bool:
    """Whether a validation status (uid, label, or the old export's mapping) says "not approved"."""
    plain = normalise(status)
    return "not approved" in plain or plain in _REJECTED


def _is_added(heading: str) -> bool:
    """Whether Kobo adds such a column; the separator of groups, which the exporter chooses, may be any."""
    plain = heading.casefold()
    return plain in _ADDED or re.sub(r"^(meta|formhub)\W+", r"\1/", plain) in _ADDED
