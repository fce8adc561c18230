"""SurveyMonkey: each question once above its columns, and what each column holds in a second row; or one row of both.

One question with a single answer may stand spread over a column an answer, of which one is filled: it is put back
together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from surveys.files.book import Book
from surveys.files.column import Column
from surveys.files.table import Grid, Table, cut_grid
from surveys.formats.signs import Knows, first_headings, texts
from surveys.formats.two_levels import both_levels, spans
from surveys.language.vocabulary import tool_phrases
from surveys.language.wording import normalise

NAME = "SurveyMonkey"
RANK = 55

_RESPONDENT = tool_phrases("surveymonkey", "respondent")
_ADDED = tool_phrases("surveymonkey", "added")
_ANSWER = tool_phrases("surveymonkey", "answer")
_OTHER = tool_phrases("surveymonkey", "other_option")
_MISSING = frozenset({"-"})


def recognise(book: Book, _knows: Knows) -> Table | None:
    """The first sheet of a SurveyMonkey export."""
    sheet = book.sheets[0]
    first = first_headings(sheet)
    if not first or normalise(first[0]) not in _RESPONDENT:
        return None
    second = texts(sheet.row(sheet.filled_rows[1])) if len(sheet.filled_rows) > 1 else ()
    has_two_rows = bool(second) and not second[0] and any(map(_is_answer, second))
    signs = [heading for heading in first if heading and normalise(heading) in _ADDED]
    if not has_two_rows and not signs:
        return None
    grid = cut_grid(book, sheet, deep=2 if has_two_rows else 1)
    headings, columns = grid.headings, list(grid.columns)
    if has_two_rows:
        second = tuple("" if _is_answer(text) else text for text in second)
        headings, columns = _joined_answers(grid, both_levels(first, second), second)
    return grid.table(
        NAME,
        "surveymonkey",
        ", ".join((first[0], *(signs or [text for text in second if text]))[:3]),
        metadata=frozenset({0}) | grid.columns_headed(lambda heading: normalise(heading) in _ADDED),
        headings=headings,
        columns=columns,
        started=grid.column("Start Date", "StartDate"),
        ended=grid.column("End Date", "EndDate"),
        blanks=_MISSING,
    )


def _is_answer(text: str) -> bool:
    return normalise(text) in _ANSWER


def _joined_answers(grid: Grid, headings: Sequence[str], second: Sequence[str]) -> tuple[tuple[str, ...], list[Column]]:
    """Headings and columns with each single choice in the first of its columns and nothing in the others."""
    headings, columns = list(headings), list(grid.columns)
    for first, last in _single_choices(grid, second):
        columns[first] = _coalesced(columns[first:last], second[first:last])
        headings[first:last] = [grid.headings[first]] + [""] * (last - first - 1)
        columns[first + 1 : last] = [Column.empty(len(grid.rows))] * (last - first - 1)
    return tuple(headings), columns


def _single_choices(grid: Grid, second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The columns from one to before another over which one single choice is spread."""
    for first, last in spans(grid.headings):
        options = grid.columns[first:last]
        if last - first > 1 and all(second[first:last]) and sum(map(_is_in_use, options)) > 1:
            are_single = all(_holds_one(column, text) for column, text in zip(options, second[first:last], strict=True))
            if are_single and bool((_filled(options) <= 1).all()):
                yield first, last


def _is_in_use(column: Column) -> bool:
    return bool(column.filled.any())


def _holds_one(column: Column, option: str) -> bool:
    """Whether a column holds its option alone, as text or as one number; behind "other" anything may stand."""
    filled = [cell for cell in column.used if str(cell).strip()]
    return len(filled) <= 1 or normalise(option) in _OTHER


def _filled(columns: Sequence[Column]) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    filled: np.ndarray[tuple[int], np.dtype[np.intp]] = np.sum([column.filled for column in columns], axis=0)
    return filled


def _coalesced(columns: Sequence[Column], options: Sequence[str]) -> Column:
    """One column that says which of the options each row fills."""
    codes = np.zeros(len(columns[0]), dtype=np.int32)
    for ordinal, column in enumerate(columns, start=1):
        codes[column.filled] = ordinal
    return Column(("", *options), codes)
