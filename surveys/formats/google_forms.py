"""Google Forms: the sheet of responses, saved as XLSX or CSV, or the CSV downloaded from the form itself.

The first column is the time of each response; its heading is in the language of whoever made the form.
"""

from __future__ import annotations

import numpy as np

from surveys.files.book import Book, Sheet
from surveys.files.table import Table, cut_grid
from surveys.files.times import times
from surveys.formats.signs import Knows, first_headings
from surveys.language.vocabulary import tool_phrases
from surveys.language.wording import normalise

NAME = "Google Forms"
RANK = 60

_TIMESTAMP = tool_phrases("google_forms", "timestamp")
_ADDED = tool_phrases("google_forms", "added")
_SHEET = "form responses"


def recognise(book: Book, _knows: Knows) -> Table | None:
    """The first sheet, where its first column is headed by the time of response and holds times."""
    sheet = book.sheets[0]
    headings = first_headings(sheet)
    if not headings or normalise(headings[0]) not in _TIMESTAMP or not _holds_times(sheet):
        return None
    grid = cut_grid(book, sheet)
    named = [sheet.name] if sheet.name.casefold().startswith(_SHEET) else []
    return grid.table(
        NAME,
        "google_forms",
        ", ".join([*named, headings[0]]),
        metadata=frozenset({0}) | grid.columns_headed(lambda heading: normalise(heading) in _ADDED),
        submitted=0,
    )


def _holds_times(sheet: Sheet) -> bool:
    """Whether most rows below the first begin with a time."""
    are_times = np.isfinite(times(sheet.columns[0].at(sheet.filled_rows[1:])))
    return 2 * int(are_times.sum()) > len(are_times)
