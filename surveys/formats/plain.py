"""A table of any other origin, such as one typed by hand: titles above the headings, remarks below the answers.

The row of the headings is the one of which the instrument knows most; where there is no instrument, the first that is
as widely filled with words as any.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from surveys.files.book import Book, Sheet
from surveys.files.cells import is_filled, number_of, text_of
from surveys.files.table import Grid, Table, cut_grid
from surveys.formats.signs import Knows, is_row_of_words, texts
from surveys.formats.two_levels import both_levels
from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise
from surveys.model.addresses import address
from surveys.model.issues import Issue, SurveyError

NAME = ""
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
_STARTED = ("start", "starttime", "start time", "StartDate", "Start Date")
_DURATION = ("Duration (in seconds)", "duration", "interviewtime")
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
        "Status",
        "instanceID",
        "instanceName",
        "caseid",
        "_id",
        "_uuid",
        "_index",
    )
)
_ROWS_TRIED, _COLUMNS_TRIED, _SHEETS_TRIED = 30, 200, 20
_NEARLY_ALL, _ENOUGH = 0.9, 4
_TOTALS = phrases("headings", "totals")
_ROWS_OF_TOTALS = 12
_MOST_PERCENTAGES = 1_100  # in tenths from 0 to 100, and a few other cells
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d+)?\s?%")


@dataclass(frozen=True)
class _Header:
    """Where headings may stand: the sheet, the row, and how many rows they take."""

    sheet: Sheet
    row: int
    headings: tuple[str, ...]
    deep: int = 1


def recognise(book: Book, knows: Knows) -> Table | None:
    """The sheet and the row of headings that fit best.

    Raises
    ------
    SurveyError
        If it is a table of percentages, not of answers (``not_a_survey``); or as `cut_grid`.
    """
    filled = [sheet for sheet in book.sheets if not sheet.is_empty]
    if not filled:
        return None
    header = _best_header(filled[:_SHEETS_TRIED], knows)
    grid = cut_grid(book, header.sheet, header.row, header.deep)
    _refuse_percentages(grid)
    answers, remarks = _without_remarks(grid)
    return answers.table(
        book.container.upper(),
        "plain",
        f"{address(grid.header, 0)}:{address(grid.header, len(grid.headings) - 1)}",
        metadata=grid.columns_headed(lambda heading: heading.casefold() in _ADDED),
        headings=header.headings,
        submitted=grid.column(*_SUBMITTED),
        started=grid.column(*_STARTED),
        ended=grid.column(*_ENDED),
        duration=grid.column(*_DURATION),
        unread=tuple(other.name for other in filled if other is not header.sheet),
        remarks=remarks,
    )


def _best_header(sheets: Sequence[Sheet], knows: Knows) -> _Header:
    """The header of which the instrument knows most headings; the first of which it knows many and more than half.

    The first sheet's likeliest where it knows none.
    """
    known: dict[str, bool] = {}
    best: tuple[int, _Header | None] = 0, None
    for header in itertools.chain.from_iterable(map(_possible_headers, sheets)):
        headings = {text for text in header.headings[:_COLUMNS_TRIED] if text}
        known.update((text, knows(text)) for text in headings - known.keys())
        count = sum(known[text] for text in headings)
        best = max(best, (count, header), key=lambda one: one[0])
        if count >= _ENOUGH and 2 * count > len(headings):
            return header
    return best[1] or _likeliest(sheets[0])


def _possible_headers(sheet: Sheet) -> Iterator[_Header]:
    """The rows that may hold the headings, alone and with the row below."""
    rows = [(number, sheet.row(number)) for number in sheet.filled_rows[: _ROWS_TRIED + 1]]
    for index, (number, row) in enumerate(rows[:_ROWS_TRIED]):
        if any(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in row):
            yield _Header(sheet, number, texts(row))
            below = rows[index + 1 : index + 2]
            if below and below[0][0] == number + 1 and is_row_of_words(below[0][1]):
                yield _Header(sheet, number, both_levels(texts(row), texts(below[0][1])), deep=2)


def _likeliest(sheet: Sheet) -> _Header:
    """The first row of words that is nearly as widely filled as the widest; with a second row where one completes it.

    Where no row holds words alone, the first that is filled.
    """
    rows = [(number, sheet.row(number)) for number in sheet.filled_rows[:_ROWS_TRIED]]
    widths = {number: sum(map(is_filled, row)) for number, row in rows if is_row_of_words(row)}
    fit = [number for number, width in widths.items() if width >= _NEARLY_ALL * max(widths.values())]
    number = fit[0] if fit else rows[0][0]
    upper = number - 1
    if upper in widths and _completes(sheet.row(upper), sheet.row(number)):
        return _Header(sheet, upper, both_levels(texts(sheet.row(upper)), texts(sheet.row(number))), deep=2)
    return _Header(sheet, number, texts(sheet.row(number)))


def _completes(upper: Sequence[object], lower: Sequence[object]) -> bool:
    """Whether a row has a text in each column that the row above, which spans several, leaves blank."""
    above, below = ([bool(str(cell).strip()) for cell in row] for row in (upper, lower))
    blanks = [column for column, filled in enumerate(above) if not filled]
    return sum(above) > 1 and bool(blanks) and all(below[column] for column in blanks) and not all(below)


def _without_remarks(grid: Grid) -> tuple[Grid, tuple[int, ...]]:
    """The grid without what stands below the answers: remarks of one cell, and totals behind a blank row."""
    width = sum(1 for heading in grid.headings if heading)
    kept = _before_totals(grid)
    while kept and width > 2 and _is_remark(grid, kept - 1):
        kept -= 1
    if kept == len(grid.rows):
        return grid, ()
    answers = list(range(kept))
    columns = [column.at(answers) for column in grid.columns]
    cut = Grid(grid.book, grid.sheet, grid.header, grid.headings, list(grid.rows[:kept]), columns)
    return cut, tuple(grid.rows[kept:])


def _before_totals(grid: Grid) -> int:
    """How many rows stand before the totals: all from the first behind a blank row, or those at the very end."""
    count = len(grid.rows)
    for index in range(max(1, count - _ROWS_OF_TOTALS), count):
        if grid.rows[index] - grid.rows[index - 1] > 1 and _is_total(grid, index):
            return index
    while count > 1 and _is_total(grid, count - 1) and not _is_somebody(grid, count - 1):
        count -= 1
    return count


def _is_somebody(grid: Grid, index: int) -> bool:
    """Whether a row that begins like a total may be a person of that name: others begin with words alone too."""
    column = next(column for column in grid.columns if is_filled(column[index]))
    above = [text_of(column[row]) for row in range(index)]
    return 2 * sum(text.isalpha() for text in above) > len(above)


def _is_total(grid: Grid, index: int) -> bool:
    """Whether a row begins with such a word, holds numbers alone behind it, and fewer cells than the first person's."""
    filled, first = ([column[row] for column in grid.columns if is_filled(column[row])] for row in (index, 0))
    is_word = normalise(text_of(filled[0])).removesuffix(" score") in _TOTALS
    return is_word and len(filled) < len(first) and all(number_of(cell) is not None for cell in filled[1:])


def _is_remark(grid: Grid, index: int) -> bool:
    """Whether a row is one text alone, behind a blank row or of several words."""
    filled = [text_of(cell) for cell in (column[index] for column in grid.columns) if is_filled(cell)]
    behind_gap = index > 0 and grid.rows[index] - grid.rows[index - 1] > 1
    return len(filled) == 1 and (behind_gap or " " in filled[0])


def _refuse_percentages(grid: Grid) -> None:
    """A table whose columns hold mostly percentages is somebody's result, with nobody's answers in it."""
    shares = []
    for column in grid.columns:
        filled = column.filled
        if len(column.values) <= _MOST_PERCENTAGES and filled.any():
            are_shares = column.flags(lambda cell: bool(_PERCENT.fullmatch(text_of(cell))))
            shares.append(float(np.sum(are_shares & filled) / np.sum(filled)))
    if shares and 2 * sum(share > 0.5 for share in shares) > len(shares):
        cell = address(grid.rows[0], 0)
        raise SurveyError(Issue("error", "not_a_survey", grid.book.file, grid.sheet.name, cell))
