"""Google Forms: the linked sheet as XLSX or CSV, and the form's own CSV."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.surveys.exports.answers import ITEMS, Filled, Submission
from tests.surveys.exports.columns import Column, fixed, in_brackets, joined, questions, rows_of
from tests.surveys.exports.containers import text_table, xlsx
from tests.surveys.exports.export import Export
from tests.surveys.exports.hand_in import hand_in
from tests.surveys.exports.instrument import BY_NAME, LISTS, Question

_SHEET = "Form Responses 1"


def _direct(time: datetime.datetime) -> str:
    return f"{time.year}/{time:%m}/{time:%d} {time.hour % 12 or 12}:{time:%M:%S} {time:%p} GMT+3"


def _from_sheet(time: datetime.datetime) -> str:
    return f"{time.month}/{time.day}/{time.year} {time.hour}:{time:%M:%S}"


def _asked(language: str, joiner: str) -> list[Column]:
    heading = in_brackets(language)

    def several(question: Question) -> list[Column]:
        return [joined(heading(question), question, language, joiner)]

    return questions(heading, language, several=several)


def _sent(written: Callable[[datetime.datetime], Any] = lambda time: time) -> Column:
    return "Timestamp", lambda one: written(one.sent)


def _grid_xlsx(filled: Filled) -> bytes:
    columns = [_sent(), *fixed(("Email Address", "")), *_asked("en", ", ")]
    return xlsx({_SHEET: rows_of(columns, hand_in(filled, "google grid", messy=True, twice=True))})


def _arabic_csv(filled: Filled) -> bytes:
    columns = [_sent(_from_sheet), *_asked("ar", ", ")]
    return text_table(rows_of(columns, hand_in(filled, "google arabic", twice=True)))


def _direct_csv(filled: Filled) -> bytes:
    columns = [_sent(_direct), *_asked("en", ";")]
    submissions = hand_in(filled, "google direct", messy=True, twice=True)
    return text_table(rows_of(columns, submissions), quoted=True, end="\n")


def _numbers_xlsx(filled: Filled) -> bytes:
    """Grids and scales of numbers: the digits that name a choice, else its score; "don't know" is not offered."""
    heading = in_brackets("en")
    named = {heading(BY_NAME[name]): name for name in ITEMS}
    columns = [
        (text, partial(_number, named[text])) if text in named else (text, cell) for text, cell in _asked("en", ", ")
    ]
    return xlsx({_SHEET: rows_of([_sent(), *columns], hand_in(filled, "google numbers"))})


def _number(item: str, one: Submission) -> float | str:
    choice = next((choice for choice in LISTS[BY_NAME[item].list] if choice.name == one.items[item]), None)
    if choice is None or choice.score == "":
        return ""
    return float(choice.name if choice.name.isdigit() else choice.score)


EXPORTS = (
    Export("google grid xlsx", "google_forms", "Trust {round} (Responses).xlsx", _grid_xlsx),
    Export("google sheet ar, csv", "google_forms", "الثقة (Responses) - {round}.csv", _arabic_csv),
    Export("google form's csv", "google_forms", "Trust {round}.csv", _direct_csv),
    Export("google numbers", "google_forms", "Trust scales {round} (Responses).xlsx", _numbers_xlsx),
)
