"""Qualtrics: three header rows, two in its older exports; answers as text or as recoded numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tests.surveys.exports.answers import Filled, Submission
from tests.surveys.exports.columns import chosen, rows_of, single
from tests.surveys.exports.containers import text_table
from tests.surveys.exports.export import Export
from tests.surveys.exports.hand_in import hand_in
from tests.surveys.exports.instrument import LISTS, QUESTIONS, SECTIONS, Question

Part = tuple[str, str, str, Callable[[Submission], Any]]
"""A column: its name, its text, its import id and the cell."""

_RECODED_DONT_KNOW, _UNANSWERED = 98, -99
_LONGEST_STEM = 21
_GERMAN = (
    "Anfangsdatum",
    "Enddatum",
    "Antworttyp",
    "IP-Adresse",
    "Aktueller Stand",
    "Dauer (in Sekunden)",
    "Beendet",
    "Erfassungsdatum",
    "Antwort-ID",
    "Nachname des Empfängers",
    "Vorname des Empfängers",
    "E-Mail des Empfängers",
    "Externe Datenreferenz",
    "Breitengrad des Standorts",
    "Längengrad des Standorts",
    "Verteilungskanal",
    "Benutzersprache",
)


def _response_id(one: Submission) -> str:
    return f"R_{one.number * 2_147_483_647 % 10**15:015d}"


def _tool(*, numeric: bool, german: bool) -> list[Part]:
    statuses = (0, 1) if numeric else ("IP Address", "Survey Preview")
    finished = 1 if numeric else "True"
    channel = ("anonymous", "preview")
    cells: list[Part] = [
        ("StartDate", "Start Date", "startDate", lambda one: f"{one.begun:%Y-%m-%d %H:%M:%S}"),
        ("EndDate", "End Date", "endDate", lambda one: f"{one.ended:%Y-%m-%d %H:%M:%S}"),
        ("Status", "Response Type", "status", lambda one: statuses[not one.wanted]),
        ("IPAddress", "IP Address", "ipAddress", lambda _: ""),
        ("Progress", "Progress", "progress", lambda _: 100),
        ("Duration (in seconds)", "Duration (in seconds)", "duration", lambda one: (one.ended - one.begun).seconds),
        ("Finished", "Finished", "finished", lambda _: finished),
        ("RecordedDate", "Recorded Date", "recordedDate", lambda one: f"{one.sent:%Y-%m-%d %H:%M:%S}"),
        ("ResponseId", "Response ID", "_recordId", _response_id),
        ("RecipientLastName", "Recipient Last Name", "recipientLastName", _nowhere),
        ("RecipientFirstName", "Recipient First Name", "recipientFirstName", _nowhere),
        ("RecipientEmail", "Recipient Email", "recipientEmail", _nowhere),
        ("ExternalReference", "External Data Reference", "externalDataReference", _nowhere),
        ("LocationLatitude", "Location Latitude", "locationLatitude", _nowhere),
        ("LocationLongitude", "Location Longitude", "locationLongitude", _nowhere),
        ("DistributionChannel", "Distribution Channel", "distributionChannel", lambda one: channel[not one.wanted]),
        ("UserLanguage", "User Language", "userLanguage", lambda _: "EN"),
    ]
    texts = _GERMAN if german else [text for _, text, _, _ in cells]
    return [(name, text, identity, cell) for (name, _, identity, cell), text in zip(cells, texts, strict=True)]


def _asked(
    language: str, names: Callable[[int, Question, int], str], *, recoded: bool, stem: int = 0
) -> Iterable[Part]:
    """The questions' columns; `stem` is the length to which the text above a matrix is cut (0: not at all)."""
    number = row = 0
    section = ""
    for question in QUESTIONS:
        row = row + 1 if question.section and question.section == section else 1
        number += not question.section or question.section != section
        section = question.section
        name, text = names(number, question, row), question.label[language]
        if section:
            above = SECTIONS[section][language]
            text = f"{above[:stem]}...-{text}" if stem else f"{above} - {text}"
        identity = f"QID{number}_{row}" if section else f"QID{number}" + ("" if question.list else "_TEXT")
        yield from _columns(question, language, (name, text, identity), recoded=recoded)


def _columns(question: Question, language: str, head: tuple[str, str, str], *, recoded: bool) -> Iterable[Part]:
    name, text, identity = head
    if question.kind == "select_multiple":
        options = chosen(str, question, language)
        for number, (option, cell) in enumerate(options, start=1):
            written = _ticked(cell) if recoded else cell
            yield f"{name}_{number}", f"{text} - Selected Choice - {option}", f"{identity}_{number}", written
    elif question.kind == "select_one_other":
        cell = _number(question) if recoded else single("", question, language)[1]
        yield name, f"{text} - Selected Choice", identity, cell
        yield f"{name}_4_TEXT", f"{text} - Other - Text", f"{identity}_4_TEXT", lambda one: one.source_typed
    else:
        cell = _number(question) if recoded and question.list else single("", question, language)[1]
        yield name, text, identity, cell


def _ticked(cell: Callable[[Submission], Any]) -> Callable[[Submission], Any]:
    return lambda one: 1 if cell(one) else ""


def _number(question: Question) -> Callable[[Submission], Any]:
    """The recode of an answer: the digit that names it, else its score; for lists without either its position."""
    codes: dict[str, Any] = {"": "", "other": 4}
    for position, choice in enumerate(LISTS[question.list], start=1):
        scored = any(other.score != "" for other in LISTS[question.list])
        by_position = _RECODED_DONT_KNOW if scored else position
        codes[choice.name] = (
            choice.name if choice.name.isdigit() else by_position if choice.score == "" else choice.score
        )
    if question.scoring.get("trust_role") == "item":
        codes[""] = _UNANSWERED
    if question.name == "stakeholder":
        codes |= {choice.name: choice.name for choice in LISTS[question.list]}
    return lambda one: codes[one.text(question.name)]


def _numbered(number: int, question: Question, row: int) -> str:
    return f"Q{number}_{row}" if question.section else f"Q{number}"


def _named(_: int, question: Question, __: int) -> str:
    return question.name


def _three_rows(parts: Sequence[Part], submissions: Sequence[Submission]) -> list[list[Any]]:
    ids = [json.dumps({"ImportId": identity}, separators=(",", ":")) for _, _, identity, _ in parts]
    headings, *rows = rows_of([(name, cell) for name, _, _, cell in parts], submissions)
    return [headings, [text for _, text, _, _ in parts], ids, *rows]


def _labels_csv(filled: Filled) -> bytes:
    submissions = hand_in(filled, "qualtrics labels", messy=True, twice=True, unwanted=True)
    parts = [*_tool(numeric=False, german=False), *_asked("en", _numbered, recoded=False)]
    return text_table(_three_rows(parts, submissions), end="\n")


def _numbers_csv(filled: Filled) -> bytes:
    submissions = hand_in(filled, "qualtrics numbers", twice=True, unwanted=True)
    parts = [*_tool(numeric=True, german=True), *_asked("en", _named, recoded=True)]
    return text_table(_three_rows(parts, submissions), end="\n")


def _single_quotes_csv(filled: Filled) -> bytes:
    """Arabic labels, and import ids that a program between has written with single quotes."""
    submissions = hand_in(filled, "qualtrics quotes", messy=True, twice=True)
    parts = [*_tool(numeric=False, german=False), *_asked("ar", _numbered, recoded=False)]
    first, second, third, *rows = _three_rows(parts, submissions)
    third = [text.replace('"', "'").replace(":", ": ") for text in third]
    return text_table([first, second, third, *rows], end="\n")


def _legacy_csv(filled: Filled) -> bytes:
    """Two header rows, V1 to V10 of its own, the stem of a matrix cut, and a comma at the end of each line."""
    own: list[tuple[str, Callable[[Submission], Any]]] = [
        ("ResponseID", _response_id),
        ("ResponseSet", lambda _: "Default Response Set"),
        ("Name", lambda _: "Anonymous"),
        ("ExternalDataReference", lambda _: ""),
        ("EmailAddress", lambda _: ""),
        ("IPAddress", lambda _: ""),
        ("Status", lambda one: 0 if one.wanted else 1),
        ("StartDate", lambda one: f"{one.begun:%Y-%m-%d %H:%M:%S}"),
        ("EndDate", lambda one: f"{one.ended:%Y-%m-%d %H:%M:%S}"),
        ("Finished", lambda _: 1),
    ]
    asked = list(_asked("en", _numbered, recoded=False, stem=_LONGEST_STEM))
    coordinates = [
        (name, name, name, _nowhere) for name in ("LocationLatitude", "LocationLongitude", "LocationAccuracy")
    ]
    parts: list[Part] = [
        *((f"V{number}", text, "", cell) for number, (text, cell) in enumerate(own, start=1)),
        *asked,
        *coordinates,
        ("", "", "", _nowhere),
    ]
    first, second, _, *rows = _three_rows(parts, hand_in(filled, "qualtrics legacy", twice=True, unwanted=True))
    return text_table([first, second, *rows], end="\n", encoding="utf-8-sig")


def _nowhere(_: Submission) -> str:
    return ""


EXPORTS = (
    Export("qualtrics labels", "qualtrics", "Trust+{round}_March+20,+2024_09.12.csv", _labels_csv),
    Export("qualtrics numbers, German", "qualtrics", "Trust_{round}_numeric.csv", _numbers_csv),
    Export("qualtrics ar, single quotes", "qualtrics", "Trust_{round}_ar.csv", _single_quotes_csv),
    Export("qualtrics legacy", "qualtrics", "Trust_{round}_legacy.csv", _legacy_csv),
)
