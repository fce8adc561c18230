"""The columns of a sheet, typed: what stands above each, and what a row has there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from words import digits_of, has, in_digits, say, say_about_index

Cell = str | float | int | None


def _two(_row: object) -> int:
    return 2


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    word : str
        Key of its heading.
    kind : {"text", "sentence", "count", "points", "number", "ratio", "p", "original", "date"}
    value : callable
        What a row has there; None where it has nothing.
    score : str
        The answer's score that the column counts.
    weighted : bool
        Whether its numbers are weighted, which the heading says.
    topic : str
        The word list of its heading.
    is_original : bool
        Whether its numbers are on the questionnaire's own scale, which the heading says.
    decimals : callable
        With how many decimals a row's number is written, where its kind is ``original``.
    what : str
        The kind of its field (`metrics.schema.kinds`), where it is made of one: it says what its numbers are.
    is_for_charts : bool
        Whether charts are drawn from it: what is hidden is then left empty.
    """

    word: str
    kind: str
    value: Callable[[Any], Cell]
    score: str = ""
    weighted: bool = False
    topic: str = "headings"
    is_original: bool = False
    decimals: Callable[[Any], int] = _two
    what: str = ""
    is_for_charts: bool = False

    @property
    def is_text(self) -> bool:
        """Whether its cells are words."""
        return self.kind in ("text", "sentence")

    def heading(self, language: str, index: str = "") -> str:
        """What stands above the column; `index`: the index's name, where it is not trust."""
        heading = say_about_index(f"{self.topic}.{self.word}", language, index, score=in_digits(self.score, language))
        if self.is_original:
            heading = say("workbook.heading_original", language, heading=heading)
        return say("workbook.heading_weighted", language, heading=heading) if self.weighted else heading


def _is_shown(_row: object, _word: str) -> bool:
    return False


def _in_no_words(_row: object, _word: str) -> str:
    return ""


@dataclass(frozen=True)
class Table:
    """Rows and columns of a sheet.

    `is_hidden` tells whether a number that a row lacks under a word is hidden; `instead` what is said instead,
    where it is something else than that it is not shown. `printed_before`: the word of the first column that is on the
    screen alone; all are printed where it is empty.
    """

    rows: Sequence[Any]
    columns: Sequence[Column]
    is_hidden: Callable[[Any, str], bool] = _is_shown
    instead: Callable[[Any, str], str] = _in_no_words
    printed_before: str = ""

    @property
    def printed(self) -> int:
        """How many of the columns are printed."""
        words = [column.word for column in self.columns]
        return words.index(self.printed_before) if self.printed_before in words else len(words)


def worded(field: str, language: str, heading: str | None = None) -> Column:
    """The column of a field that holds a code, in words; empty where a row has none. `heading`: its own word."""

    def words(row: object) -> Cell:
        code = getattr(row, field)
        return in_words(field, code, language) if code else None

    return Column(heading or field, "text", words)


def in_words(kind: str, code: str, language: str) -> str:
    """A code in words: those of the findings or the screens, where they have it; else the workbook's own."""
    return _in_words(kind, code, language, digits_of(language))


@cache
def _in_words(kind: str, code: str, language: str, _digits: str) -> str:
    topics = ("findings", "screens", "workbook")
    topic = next((topic for topic in topics if has(f"{topic}.{kind}_{code}", language)), topics[-1])
    return say(f"{topic}.{kind}_{code}", language)
