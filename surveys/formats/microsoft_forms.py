"""Microsoft Forms: a number, two times, an address and a name in front of the questions, headed in the form's language.

So it is known by what the first columns hold: whole numbers, each once, then a start and a later end in every row.
"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from surveys.files.book import Book, Sheet
from surveys.files.cells import number_of, text_of
from surveys.files.column import Column
from surveys.files.table import Table, cut_grid
from surveys.files.times import times
from surveys.formats.signs import Knows
from surveys.language.vocabulary import any_of, tool_phrases, written_by_tool
from surveys.language.wording import normalise

NAME = "Microsoft Forms"
RANK = 70

_NUMBERS = tool_phrases("microsoft_forms", "number")
_EMAIL = tool_phrases("microsoft_forms", "email")
_ADDED = tool_phrases("microsoft_forms", "added")
_QUIZ = re.compile("(?:" + any_of(written_by_tool("microsoft_forms", "quiz")) + ") [-–] .+", re.IGNORECASE)
_FRONT = 5
_REPEATED = re.compile(r"(.*\D)\d{1,2}")


def recognise(book: Book, _knows: Knows) -> Table | None:
    """The first sheet, where its first columns hold a number, a start and an end."""
    sheet = book.sheets[0]
    if not _is_of_forms(sheet):
        return None
    grid = cut_grid(book, sheet)
    front = {0, 1, 2} | {column for column in range(3, _FRONT) if _is_added(grid.headings[column : column + 1])}
    return grid.table(
        NAME,
        "microsoft_forms",
        ", ".join(grid.headings[:3]),
        metadata=frozenset(front)
        | grid.columns_headed(lambda heading: _is_added((heading,)) or bool(_QUIZ.match(heading))),
        started=1,
        ended=2,
        submitted=2,
        wordings=_unnumbered(grid.headings),
    )


def _is_added(headings: tuple[str, ...]) -> bool:
    return any(normalise(heading) in _ADDED | _EMAIL for heading in headings)


def _is_of_forms(sheet: Sheet) -> bool:
    if len(sheet.columns) < _FRONT or len(sheet.filled_rows) < 2:
        return False
    header, *below = sheet.filled_rows
    headings = [normalise(text_of(sheet.columns[column][header])) for column in range(_FRONT)]
    addresses = sheet.columns[3].at(below)
    is_headed = headings[0] in _NUMBERS and (headings[3] in _EMAIL or _holds_addresses(addresses))
    if not is_headed:
        return False
    numbers = [number_of(cell) for cell in sheet.columns[0].at(below)]
    start, end = (times(sheet.columns[column].at(below)) for column in (1, 2))
    is_numbered = None not in numbers and len(set(numbers)) == len(numbers)
    return is_numbered and bool(np.all(np.isfinite(start) & (end >= start)))


def _holds_addresses(column: Column) -> bool:
    """Whether a column holds addresses, or one and the same word for "anonymous"."""
    filled = [text for text in map(text_of, column.used) if text]
    return bool(filled) and (all("@" in text for text in filled) or (len(filled) == 1 and filled[0].isalpha()))


def _unnumbered(headings: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A heading that stands twice is numbered from the second on: ``At home``, ``At home2``."""
    plain = Counter(headings)
    matches = (_REPEATED.fullmatch(heading) for heading in headings)
    return tuple((match.group(1),) if match and match.group(1) in plain else () for match in matches)
