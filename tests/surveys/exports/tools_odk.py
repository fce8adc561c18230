"""ODK Central: CSV in a zip with the repeat beside it, always names, a hyphen between groups."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from tests.surveys.exports.answers import Filled, Submission
from tests.surveys.exports.columns import Column, fixed, joined, questions, rows_of, single, split
from tests.surveys.exports.containers import text_table, zipped
from tests.surveys.exports.export import Export
from tests.surveys.exports.hand_in import hand_in
from tests.surveys.exports.instrument import MET, NAME, Question


def _zulu(time: datetime.datetime) -> str:
    return f"{time.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S}.{time.second * 13 % 1000:03d}Z"


def _key(one: Submission) -> str:
    return f"uuid:{one.number * 104729:08x}-77aa-4e0b-8c31-{one.number:012x}"


def _review(one: Submission) -> str:
    return ("", "approved", "edited", "hasIssues")[one.number % 4] if one.wanted else "rejected"


def _heading(question: Question) -> str:
    return "-".join(filter(None, (question.section, question.name)))


def _form(submissions: Sequence[Submission], heading: Callable[[Question], str], *, options: bool, meta: str) -> bytes:
    """The form's table; columns of options only for those that somebody chose, 0 where nobody answered."""
    used = {name for one in submissions for name in one.channels}

    def several(question: Question) -> list[Column]:
        found = split(lambda name: f"{heading(question)}/{name}", question, NAME, 1, 0, 0) if options else []
        names = {f"{heading(question)}/{name}" for name in used}
        return [joined(heading(question), question, NAME, " "), *(column for column in found if column[0] in names)]

    def typed(question: Question) -> list[Column]:
        return [single(heading(question), question, NAME), (f"{question.name}_other", lambda one: one.source_typed)]

    columns: list[Column] = [
        ("SubmissionDate", lambda one: _zulu(one.sent)),
        ("start", lambda one: one.begun.isoformat(timespec="milliseconds")),
        ("end", lambda one: one.ended.isoformat(timespec="milliseconds")),
        *questions(heading, NAME, several=several, typed=typed),
        (f"{meta}instanceID", _key),
        ("KEY", _key),
        *fixed(("SubmitterID", 27), ("SubmitterName", "Tablet 3"), ("AttachmentsPresent", 0)),
        *fixed(("AttachmentsExpected", 0), ("Status", "")),
        ("ReviewState", _review),
        *fixed(("DeviceID", ""), ("Edits", 0), ("FormVersion", 1)),
    ]
    return text_table(rows_of(columns, submissions), end="\n")


def _repeat(submissions: Sequence[Submission]) -> bytes:
    rows = [[MET.name, "PARENT_KEY", "KEY"]]
    for one in submissions:
        met = enumerate(one.met, start=1)
        rows += [[who, _key(one), f"{_key(one)}/contacts[{index}]"] for index, who in met]
    return text_table(rows, end="\n")


def _archive(form: bytes, submissions: Sequence[Submission]) -> bytes:
    return zipped({"trust.csv": form, "trust-contacts.csv": _repeat(submissions)})


def _with_groups(filled: Filled) -> bytes:
    submissions = hand_in(filled, "odk groups", messy=True, twice=True)
    return _archive(_form(submissions, _heading, options=False, meta="meta-"), submissions)


def _without_groups(filled: Filled) -> bytes:
    submissions = hand_in(filled, "odk no groups")
    return _archive(_form(submissions, lambda question: question.name, options=False, meta=""), submissions)


def _options(filled: Filled) -> bytes:
    submissions = hand_in(filled, "odk options", twice=True, unwanted=True)
    return _archive(_form(submissions, _heading, options=True, meta="meta-"), submissions)


def _unpacked(filled: Filled) -> bytes:
    submissions = hand_in(filled, "odk unpacked", messy=True, unwanted=True)
    return _form(submissions, _heading, options=True, meta="meta-")


EXPORTS = (
    Export("odk zip with group paths", "odk", "trust {round}.csv.zip", _with_groups),
    Export("odk zip without group paths", "odk", "trust-plain-{round}.csv.zip", _without_groups),
    Export("odk zip with options and rejected", "odk", "trust-split-{round}.csv.zip", _options),
    Export("odk csv taken out of the zip", "odk", "trust-{round}.csv", _unpacked),
)
