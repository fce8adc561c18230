"""SurveyMonkey: two header rows, one scale in one column or spread over as many as it has answers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tests.surveys.exports.answers import Filled, Submission
from tests.surveys.exports.columns import chosen, fixed, rows_of, single
from tests.surveys.exports.containers import text_table, xlsx
from tests.surveys.exports.export import Export
from tests.surveys.exports.hand_in import hand_in
from tests.surveys.exports.instrument import LISTS, QUESTIONS, SECTIONS, Question, wording

Part = tuple[str, str, Callable[[Submission], Any]]
"""A column: the question above it, what stands in the second row, and the cell."""

_OPEN, _ONE, _OTHER = "Open-Ended Response", "Response", "Other (please specify)"


def _time(time: datetime.datetime) -> str:
    return f"{time:%m/%d/%Y %I:%M:%S %p}"


def _tool(written: Callable[[datetime.datetime], Any]) -> list[Part]:
    personal = fixed(*((name, "") for name in ("IP Address", "Email Address", "First Name", "Last Name")))
    return [
        ("Respondent ID", "", lambda one: 114_000_000 + one.number),
        *((name, "", cell) for name, cell in fixed(("Collector ID", 430118277))),
        ("Start Date", "", lambda one: written(one.begun)),
        ("End Date", "", lambda one: written(one.ended)),
        *((name, "", cell) for name, cell in personal),
        *((name, "", cell) for name, cell in fixed(("Custom Data 1", ""))),
    ]


def _asked(language: str, *, expanded: bool = False, blank: str = "") -> Iterable[Part]:
    for question in QUESTIONS:
        text = question.label[language]
        if question.section:
            cell = single("", question, language, blank)[1]
            yield SECTIONS[question.section][language], text, cell
        elif question.kind == "select_multiple":
            yield from ((text, option, cell) for option, cell in chosen(str, question, language))
        elif expanded and question.list:
            yield from _spread(question, language)
        elif question.kind == "select_one_other":
            yield text, _ONE, single("", question, language, blank)[1]
            yield text, _OTHER, lambda one: one.source_typed
        else:
            yield text, _ONE if question.list else _OPEN, single("", question, language, blank)[1]


def _spread(question: Question, language: str) -> Iterable[Part]:
    """A column for each answer to a question that takes one."""
    for choice in LISTS[question.list]:
        text = wording(question.list, choice.name, language)
        yield question.label[language], text, _marked(question, choice.name, text)
    if question.kind == "select_one_other":
        yield question.label[language], _OTHER, lambda one: one.source_typed


def _marked(question: Question, name: str, text: str) -> Callable[[Submission], Any]:
    return lambda one: text if one.text(question.name) == name else ""


def _two_rows(parts: Sequence[Part], submissions: Sequence[Submission]) -> list[list[Any]]:
    """Each question once, followed by blanks; what it is of in the second row."""
    above = [text for text, _, _ in parts]
    first = [text if index == 0 or text != above[index - 1] else "" for index, text in enumerate(above)]
    cells = [(below, cell) for _, below, cell in parts]
    return [first, *rows_of(cells, submissions)]


def _condensed_csv(filled: Filled) -> bytes:
    submissions = hand_in(filled, "monkey condensed", messy=True, twice=True)
    return text_table(_two_rows([*_tool(_time), *_asked("en")], submissions))


def _expanded_csv(filled: Filled) -> bytes:
    """The code page of Western Europe; what it lacks became a question mark."""
    submissions = hand_in(filled, "monkey expanded", twice=True)
    rows = _two_rows([*_tool(_time), *_asked("en", expanded=True)], submissions)
    rows = [[_western(cell) for cell in row] for row in rows]
    return text_table(rows, encoding="cp1252")


def _western(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    return cell.replace("'", "’").encode("cp1252", "replace").decode("cp1252")


def _one_row_csv(filled: Filled) -> bytes:
    """One header row: ``Question - Option``."""
    parts = [*_tool(_time), *_asked("en")]
    alone = ("", _ONE, _OPEN)
    columns = [(text if below in alone else f"{text} - {below}", cell) for text, below, cell in parts]
    return text_table(rows_of(columns, hand_in(filled, "monkey one row", messy=True, twice=True)))


def _xlsx(filled: Filled) -> bytes:
    submissions = hand_in(filled, "monkey xlsx", twice=True)
    return xlsx({"Sheet": _two_rows([*_tool(lambda time: time), *_asked("ar")], submissions)})


def _audience_csv(filled: Filled) -> bytes:
    """People whom SurveyMonkey itself invited: no times, line breaks as tags, a hyphen for missing."""
    number: Part = ("RespondentID", "", lambda one: 3_292_000_000 + one.number)
    parts = [number, *_asked("en", blank="-")]
    parts = [(text.replace(": ", ":<br>"), below, cell) for text, below, cell in parts]
    return text_table(_two_rows(parts, hand_in(filled, "monkey audience", twice=True, timed=False)), end="\n")


EXPORTS = (
    Export("surveymonkey condensed", "surveymonkey", "Trust {round}.csv", _condensed_csv),
    Export("surveymonkey expanded, windows-1252", "surveymonkey", "Trust expanded {round}.csv", _expanded_csv),
    Export("surveymonkey one header row", "surveymonkey", "Trust one row {round}.csv", _one_row_csv),
    Export("surveymonkey ar, xlsx", "surveymonkey", "Trust {round}.xlsx", _xlsx),
    Export("surveymonkey audience", "surveymonkey", "Trust audience {round}.csv", _audience_csv),
)
