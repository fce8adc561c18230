"""LimeSurvey: headings as codes, full texts or both; codes or texts as answers. No ``submitdate``: broken off."""

from __future__ import annotations

import re

from surveys.files.book import Book
from surveys.files.table import Grid, Table, cut_grid
from surveys.formats.signs import Knows, first_headings, recognised_by

NAME = "LimeSurvey"
RANK = 50

_CODES = {
    "id": "response id",
    "submitdate": "date submitted",
    "lastpage": "last page",
    "startlanguage": "start language",
    "seed": "seed",
    "startdate": "date started",
    "datestamp": "date last action",
    "ipaddr": "ip address",
    "refurl": "referrer url",
    "interviewtime": "total time",
    "token": "token",
}
_DISTINCTIVE = frozenset(
    form
    for code in ("submitdate", "lastpage", "startlanguage")
    for form in (code, _CODES[code], f"{code}. {_CODES[code]}")
)
_CODE_AND_TEXT = re.compile(r"([^\W\d]\w*(?:\[[^\]]*\]){0,2})\. (.*)", re.DOTALL)


def recognise(book: Book, _knows: Knows) -> Table | None:
    """The first sheet of a LimeSurvey export."""
    sheet = book.sheets[0]
    signs = recognised_by(first_headings(sheet), _is_added, _DISTINCTIVE)
    if not signs:
        return None
    grid = cut_grid(book, sheet)
    submitted = _column(grid, "submitdate")
    broken_off = grid.excluded("unfinished", submitted, lambda text: not text)
    return grid.table(
        NAME,
        "limesurvey",
        signs,
        metadata=grid.columns_headed(_is_added),
        wordings=tuple(_parts(heading) for heading in grid.headings),
        submitted=submitted,
        started=_column(grid, "startdate"),
        ended=_column(grid, "datestamp"),
        duration=_column(grid, "interviewtime"),
        unfinished=broken_off[0] if broken_off else None,
        blanks=frozenset({"NA", "N/A"}),
    )


def _is_added(heading: str) -> bool:
    plain = heading.casefold()
    return plain in _CODES or plain in _CODES.values() or plain.partition(".")[0] in _CODES


def _column(grid: Grid, code: str) -> int | None:
    forms = {code, _CODES[code]}
    plain = (heading.casefold() for heading in grid.headings)
    return next((column for column, text in enumerate(plain) if {text, text.partition(".")[0]} & forms), None)


def _parts(heading: str) -> tuple[str, ...]:
    """Code and text where a heading holds both: ``Q1[SQ001]. Question [Sub]``."""
    match = _CODE_AND_TEXT.fullmatch(heading)
    return (match.group(1), match.group(2)) if match else ()
