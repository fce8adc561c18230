"""KoboToolbox: exports of today, XML names or labels, and the older KoBoCAT's."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from tests.surveys.exports.answers import Filled, Submission
from tests.surveys.exports.columns import Column, fixed, joined, questions, rows_of, single, split
from tests.surveys.exports.containers import text_table, xlsx
from tests.surveys.exports.export import Export
from tests.surveys.exports.hand_in import hand_in
from tests.surveys.exports.instrument import MET, NAME, SECTIONS, TITLE, Question

_SHEET = f"{TITLE[:28]}..."
_LONGEST_REPEAT = 2


def _uuid(one: Submission) -> str:
    return f"{one.number:08x}-4b1d-4c7e-9a52-{one.number * 7919:012x}"


def _zoned(time: datetime.datetime) -> str:
    return time.isoformat(timespec="milliseconds")


def _universal(time: datetime.datetime) -> str:
    return f"{time.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S}"


_FIRST: list[Column] = [("start", lambda one: _zoned(one.begun)), ("end", lambda one: _zoned(one.ended))]


def _last(status: Callable[[Submission], str], *, older: bool = False) -> list[Column]:
    columns: list[Column] = [
        ("_id", lambda one: 30_000 + one.number),
        ("_uuid", _uuid),
        ("_submission_time", lambda one: _universal(one.sent)),
        ("_validation_status", status),
        *fixed(("_notes", ""), ("_status", "submitted_via_web"), ("_submitted_by", "")),
        *fixed(("__version__", "vTrust1"), ("_tags", "")),
        ("meta/rootUuid", lambda one: f"uuid:{_uuid(one)}"),
        ("_index", lambda one: one.number),
    ]
    return [column for column in columns if not older or column[0] not in ("__version__", "meta/rootUuid")]


def _heading(how: str, separator: str) -> Callable[[Question], str]:
    """The question's name or label, behind its group's if there is a separator."""

    def heading(question: Question) -> str:
        own = question.name if how == NAME else question.label[how]
        if not (question.section and separator):
            return own
        group = question.section if how == NAME else SECTIONS[question.section][how]
        return f"{group}{separator}{own}"

    return heading


def _asked(how: str, separator: str = "") -> list[Column]:
    """The questions' columns: several answers both in one cell and split, 0 and 1 as text."""
    heading = _heading(how, separator)

    def several(question: Question) -> list[Column]:
        option = partial("{}{}{}".format, heading(question), separator or "/")
        return [joined(heading(question), question, how, " "), *split(option, question, how, "1", "0", "")]

    def typed(question: Question) -> list[Column]:
        return [single(heading(question), question, how), (f"{question.name}_other", lambda one: one.source_typed)]

    return questions(heading, how, several=several, typed=typed)


def _no_status(_: Submission) -> str:
    return ""


def _status(approved: str, on_hold: str, rejected: str) -> Callable[[Submission], str]:
    def status(one: Submission) -> str:
        return ("", approved, on_hold)[one.number % 3] if one.wanted else rejected

    return status


_LABELS = _status("Approved", "On hold", "Not approved")
_NAMES = _status("validation_status_approved", "validation_status_on_hold", "validation_status_not_approved")


def _repeat(how: str, submissions: Sequence[Submission]) -> list[list[Any]]:
    """The sheet of the repeat group: its rows, each with what the tool says of its submission."""
    heading = MET.name if how == NAME else MET.label[how]
    columns = [column for column in _last(_LABELS) if column[0] != "_index"]
    names = [f"_submission_{name}" for name, _ in columns]
    rows: list[list[Any]] = [[heading, "_index", "_parent_table_name", "_parent_index", *names]]
    for one in submissions:
        for who in one.met:
            rows.append([who, len(rows), TITLE, one.number, *(cell(one) for _, cell in columns)])
    return rows


def _semicolons(rows: list[list[Any]]) -> bytes:
    return text_table(rows, separator=";", quoted=True)


def _xml_csv(filled: Filled) -> bytes:
    submissions = hand_in(filled, "xml", messy=True, twice=True, unwanted=True)
    return _semicolons(rows_of([*_FIRST, *_asked(NAME, "/"), *_last(_NAMES)], submissions))


def _labels_xlsx(filled: Filled) -> bytes:
    submissions = hand_in(filled, "labels")
    rows = rows_of([*_FIRST, *_asked("en"), *_last(_no_status)], submissions)
    return xlsx({_SHEET: rows, "contacts": _repeat("en", submissions)})


def _arabic_xlsx(filled: Filled) -> bytes:
    submissions = hand_in(filled, "arabic", messy=True, twice=True)
    rows = rows_of([*_FIRST, *_asked("ar", "%"), *_last(_LABELS)], submissions)
    return xlsx({_SHEET: rows, "contacts": _repeat("ar", submissions)})


def _hxl_xlsx(filled: Filled) -> bytes:
    submissions = hand_in(filled, "hxl", unwanted=True)
    columns = [*_FIRST, *_asked("en", "/"), *_last(_LABELS)]
    headings, *rows = rows_of(columns, submissions)
    tags = ["#date+start", "#date+end", "#meta+id", "#respondent+group", "#trust+police"]
    return xlsx({_SHEET: [headings, tags + [""] * (len(headings) - len(tags)), *rows]})


def _kurdish_csv(filled: Filled) -> bytes:
    submissions = hand_in(filled, "kurdish", twice=True)
    return _semicolons(rows_of([*_FIRST, *_asked("ku", "/"), *_last(_no_status)], submissions))


def _rejected_xlsx(filled: Filled) -> bytes:
    submissions = hand_in(filled, "rejected", messy=True, unwanted=True)
    return xlsx({_SHEET: rows_of([*_FIRST, *_asked("en", "/"), *_last(_LABELS)], submissions)})


def _older_csv(filled: Filled) -> bytes:
    submissions = hand_in(filled, "older", twice=True)
    return _semicolons(rows_of([*_FIRST, *_asked(NAME, "."), *_last(_no_status, older=True)], submissions))


def _filtered_csv(filled: Filled) -> bytes:
    """Only chosen fields, and the two columns that Kobo keeps in any case."""
    chosen = [column for column in _asked(NAME, "/") if not column[0].startswith(("source", "comment"))]
    kept = [column for column in _last(_no_status) if column[0] in ("_uuid", "meta/rootUuid")]
    return _semicolons(rows_of([*chosen, *kept], hand_in(filled, "filtered", messy=True)))


def _kobocat_csv(filled: Filled) -> bytes:
    """The old export: commas, ``n/a``, True and False, repeats side by side."""
    missing = "n/a"
    heading = _heading(NAME, "/")

    def several(question: Question) -> list[Column]:
        option = partial("{}/{}".format, heading(question))
        return split(option, question, NAME, "True", "False", missing)

    def typed(question: Question) -> list[Column]:
        other: Column = (f"{question.name}_other", lambda one: one.source_typed or missing)
        return [single(heading(question), question, NAME, missing), other]

    def met(index: int) -> Column:
        return f"contacts[{index + 1}]/who_met", lambda one: one.met[index] if index < len(one.met) else missing

    columns = [
        *_FIRST,
        *questions(heading, NAME, several=several, typed=typed, blank=missing),
        *(met(index) for index in range(_LONGEST_REPEAT)),
        ("meta/instanceID", lambda one: f"uuid:{_uuid(one)}"),
        ("_uuid", _uuid),
        ("_submission_time", lambda one: _universal(one.sent)),
        *fixed(("_tags", ""), ("_notes", ""), ("_version_", "vTrust1"), ("_submitted_by", missing)),
        *fixed(("_xform_id_string", "trust"), ("_validation_status", "{}")),
    ]
    return text_table(rows_of(columns, hand_in(filled, "kobocat", messy=True, twice=True)))


EXPORTS = (
    Export("kobo names in groups, csv", "kobo", "trust_{round}.csv", _xml_csv),
    Export("kobo labels en, repeat sheet", "kobo", "Trust - all versions - {round}.xlsx", _labels_xlsx),
    Export("kobo labels ar in groups", "kobo", "Trust - Arabic (ar) - {round}.xlsx", _arabic_xlsx),
    Export("kobo labels with hxl row", "kobo", "trust_hxl_{round}.xlsx", _hxl_xlsx),
    Export("kobo labels ku, csv", "kobo", "Trust - Kurdish (ku) - {round}.csv", _kurdish_csv),
    Export("kobo with rejected", "kobo", "trust_status_{round}.xlsx", _rejected_xlsx),
    Export("kobo older, dots", "kobo", "trust_older_{round}.csv", _older_csv),
    Export("kobo chosen fields", "kobo", "trust_fields_{round}.csv", _filtered_csv),
    Export("kobocat", "kobo", "trust_{round}_2016_03_20.csv", _kobocat_csv),
)
