"""SurveyCTO: the wide table as CSV and XLSX, -999 where somebody did not answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from tests.surveys.exports.answers import ITEMS, Filled, Submission
from tests.surveys.exports.columns import Column, fixed, joined, questions, rows_of, single, split
from tests.surveys.exports.containers import text_table, xlsx
from tests.surveys.exports.export import Export
from tests.surveys.exports.hand_in import hand_in
from tests.surveys.exports.instrument import NAME, Question

_MISSING = "-999"
_LONGEST_REPEAT = 2

_Written = Callable[[datetime.datetime], str]


def _month_first(time: datetime.datetime) -> str:
    return f"{time:%b} {time.day}, {time.year} {_clock(time)}"


def _numbers(time: datetime.datetime) -> str:
    return f"{time.month}/{time.day}/{time.year}, {_clock(time)}"


def _with_zone(time: datetime.datetime) -> str:
    return f"{time:%a %b %d %Y %H:%M:%S} GMT+0300 (Arabian Standard Time)"


def _clock(time: datetime.datetime) -> str:
    return f"{time.hour % 12 or 12}:{time:%M:%S} {'AM' if time.hour < 12 else 'PM'}"


def _key(one: Submission) -> str:
    return f"uuid:{one.number * 15485863:08x}-1c0f-4d2e-b7a9-{one.number:012x}"


def _asked() -> list[Column]:
    def several(question: Question) -> list[Column]:
        options = split(lambda name: f"{question.name}_{name}", question, NAME, 1, 0, "")
        return [joined(question.name, question, NAME, " "), *options]

    def typed(question: Question) -> list[Column]:
        return [single(question.name, question, NAME), (f"{question.name}_other", lambda one: one.source_typed)]

    asked = questions(lambda question: question.name, NAME, several=several, typed=typed)
    return [_or_missing(column) if column[0] in ITEMS else column for column in asked]


def _or_missing(column: Column) -> Column:
    heading, cell = column
    return heading, lambda one: cell(one) or _MISSING


def _met(index: int) -> Column:
    return f"who_met_{index + 1}", lambda one: one.met[index] if index < len(one.met) else ""


def _columns(written: _Written, *, reviewed: bool = False) -> list[Column]:
    review: list[Column] = [
        ("review_status", lambda one: "APPROVED" if one.wanted else "REJECTED"),
        *fixed(("review_comments", ""), ("review_corrections", "")),
    ]
    return [
        *([("CompletionDate", lambda one: written(one.sent))] if reviewed else []),
        ("SubmissionDate", lambda one: written(one.sent)),
        ("starttime", lambda one: written(one.begun)),
        ("endtime", lambda one: written(one.ended)),
        *fixed(("deviceid", "collect:Zx81Qq"), ("subscriberid", ""), ("simid", ""), ("devicephonenum", "")),
        *_asked(),
        ("contacts_count", lambda one: len(one.met)),
        *(_met(index) for index in range(_LONGEST_REPEAT)),
        *(review if reviewed else []),
        ("instanceID", _key),
        *fixed(("formdef_version", 2403101230)),
        ("KEY", _key),
    ]


def _wide_csv(filled: Filled) -> bytes:
    submissions = hand_in(filled, "cto csv", messy=True, twice=True)
    return text_table(rows_of(_columns(_month_first), submissions), end="\n")


def _wide_xlsx(filled: Filled) -> bytes:
    return xlsx({"data": rows_of(_columns(_numbers), hand_in(filled, "cto xlsx", twice=True))})


def _reviewed_csv(filled: Filled) -> bytes:
    submissions = hand_in(filled, "cto reviewed", messy=True, twice=True, unwanted=True)
    return text_table(rows_of(_columns(_with_zone, reviewed=True), submissions), end="\n")


EXPORTS = (
    Export("surveycto wide csv", "surveycto", "trust_{round}_WIDE.csv", _wide_csv),
    Export("surveycto wide xlsx", "surveycto", "trust_{round}_WIDE.xlsx", _wide_xlsx),
    Export("surveycto reviewed", "surveycto", "trust_{round}_reviewed_WIDE.csv", _reviewed_csv),
)
