"""Qualtrics: names, question texts and a row of import ids above the answers; older exports have two rows.

Previews and tests, which the questionnaire's makers sent while they tried it, are out; unfinished ones are marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isfinite

from surveys.files.book import Book, Sheet
from surveys.files.table import Excluded, Grid, Table, cut_grid
from surveys.files.times import seconds
from surveys.formats.signs import Knows, first_headings, recognised_by, texts
from surveys.language.vocabulary import any_of, written_by_tool

NAME = "Qualtrics"
RANK = 40

_DISTINCTIVE = frozenset({"recordeddate", "responseid", "distributionchannel", "userlanguage", "responseset"})
_ADDED = _DISTINCTIVE | {
    "startdate",
    "enddate",
    "status",
    "ipaddress",
    "progress",
    "duration (in seconds)",
    "finished",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "externalreference",
    "externaldatareference",
    "locationlatitude",
    "locationlongitude",
    "locationaccuracy",
    "emailaddress",
    "name",
}
_TIMES = frozenset({"startdate", "enddate", "recordeddate"})
_LEAST = 4
_CHOSEN = re.compile(" - (?:" + any_of(written_by_tool("qualtrics", "selected_choice")) + ")")
_PREVIEWS = frozenset({"1", "2", "survey preview", "survey test"})
_CHANNELS = frozenset({"preview", "test"})
_UNFINISHED = frozenset({"0", "false"})


def recognise(book: Book, _knows: Knows) -> Table | None:
    """The first sheet of a Qualtrics export."""
    sheet = book.sheets[0]
    first = first_headings(sheet)
    second = texts(sheet.row(sheet.filled_rows[1])) if len(sheet.filled_rows) > 1 else ()
    is_legacy = bool(first) and first[0] == "V1" and bool(recognised_by(second, _is_added, _DISTINCTIVE, _LEAST))
    signs = recognised_by(second if is_legacy else first, _is_added, _DISTINCTIVE, _LEAST)
    if not signs:
        return None
    deep = 2 if is_legacy else _depth(sheet)
    grid = cut_grid(book, sheet, deep=deep)
    wordings = texts(sheet.row(grid.header + 1)) if deep > 1 else ("",) * len(grid.headings)
    wordings = tuple(_CHOSEN.sub("", text) for text in wordings)
    known = [*wordings] if is_legacy else [*grid.headings]
    return grid.table(
        NAME,
        "qualtrics",
        signs,
        metadata=frozenset(column for column, heading in enumerate(known) if _is_added(heading)),
        wordings=tuple((text,) if text else () for text in wordings),
        submitted=_column(known, "RecordedDate"),
        started=_column(known, "StartDate"),
        ended=_column(known, "EndDate"),
        duration=_column(known, "Duration (in seconds)"),
        excluded=_previews(grid, known),
        unfinished=_unfinished(grid, known),
    )


def _is_added(heading: str) -> bool:
    return heading.casefold() in _ADDED


def _depth(sheet: Sheet) -> int:
    """How many rows the headings take: three, unless whoever handed it in took some away."""
    rows = [texts(sheet.row(number)) for number in sheet.filled_rows[:3]]
    ids = [index for index, row in enumerate(rows) if any("ImportId" in text for text in row)]
    if ids:
        return ids[0] + 1
    times = [column for column, text in enumerate(rows[0]) if text.casefold() in _TIMES]
    below = [rows[1][column] for column in times if rows[1][column]] if len(rows) > 1 else []
    return 2 if below and not any(map(isfinite, map(seconds, below))) else 1


def _column(headings: Sequence[str], name: str) -> int | None:
    return next((column for column, heading in enumerate(headings) if heading.casefold() == name.casefold()), None)


def _previews(grid: Grid, headings: Sequence[str]) -> tuple[Excluded, ...]:
    status, channel = _column(headings, "Status"), _column(headings, "DistributionChannel")
    found = grid.excluded("previews", status, lambda text: text.casefold() in _PREVIEWS)
    return found or grid.excluded("previews", channel, lambda text: text.casefold() in _CHANNELS)


def _unfinished(grid: Grid, headings: Sequence[str]) -> Excluded | None:
    found = grid.excluded("unfinished", _column(headings, "Finished"), lambda text: text.casefold() in _UNFINISHED)
    return found[0] if found else None
