"""LimeSurvey: headings as codes, as texts, as both, and as its export for R writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.surveys.exports.answers import Filled, Submission
from tests.surveys.exports.columns import Column, fixed, questions, rows_of
from tests.surveys.exports.containers import text_table
from tests.surveys.exports.export import Export
from tests.surveys.exports.hand_in import hand_in
from tests.surveys.exports.instrument import BY_NAME, LISTS, NAME, SECTIONS, Question, wording

_OTHER = "-oth-"
_LONGEST_CODE = 5
_TOOL_TEXTS = {
    "id": "Response ID",
    "submitdate": "Date submitted",
    "lastpage": "Last page",
    "startlanguage": "Start language",
    "seed": "Seed",
    "startdate": "Date started",
    "datestamp": "Date last action",
}

Heading = Callable[[str, str, str, str], str]
"""A heading out of the question's code and text, and the code and text of its part (empty: it has none)."""


def _code(code: str, _: str, part: str, __: str) -> str:
    return f"{code}[{part}]" if part else code


def _full(_: str, text: str, __: str, part_text: str) -> str:
    return f"{text} [{part_text}]" if part_text else text


def _both(code: str, text: str, part: str, part_text: str) -> str:
    return f"{_code(code, text, part, part_text)}. {_full(code, text, part, part_text)}"


def _for_r(code: str, _: str, part: str, __: str) -> str:
    return f"{code}_{part}" if part else code


def _tool(heading: Heading) -> list[Column]:
    cells: list[Callable[[Submission], Any]] = [
        lambda one: one.number,
        lambda one: f"{one.sent:%Y-%m-%d %H:%M:%S}",
        lambda _: 3,
        lambda _: "en",
        lambda one: 1_000_000_000 + one.number,
        lambda one: f"{one.begun:%Y-%m-%d %H:%M:%S}",
        lambda one: f"{one.ended:%Y-%m-%d %H:%M:%S}",
    ]
    names = _TOOL_TEXTS.items()
    return [(heading(code, text, "", ""), cell) for (code, text), cell in zip(names, cells, strict=True)]


def _asked(heading: Heading, language: str, *, codes: bool, blank: str = "") -> list[Column]:
    """The questions' columns: answers by their codes or in full."""
    how = NAME if codes else language

    def of(question: Question) -> str:
        text = question.label[language]
        if question.section:
            return heading(question.section, SECTIONS[question.section][language], question.row, text)
        return heading(question.name, text, "", "")

    def several(question: Question) -> list[Column]:
        yes = "Y" if codes else "Yes"
        return [
            (
                heading(question.name, question.label[language], choice.name, choice.label[language]),
                _ticked(choice.name, yes, blank),
            )
            for choice in LISTS[question.list]
        ]

    def typed(question: Question) -> list[Column]:
        text = question.label[language]
        other = heading(question.name, text, "other", "Other")
        return [(of(question), _or_other(question, how, blank)), (other, lambda one: one.source_typed or blank)]

    columns = questions(of, how, several=several, typed=typed, blank=blank)
    short = {of(question): question for question in BY_NAME.values() if question.kind == "select_one" and codes}
    return [(text, _short(short[text], blank)) if text in short else (text, cell) for text, cell in columns]


def _short(question: Question, blank: str) -> Callable[[Submission], str]:
    """The answer's code, which holds five characters at most: a longer name gives way to the score."""
    codes = {choice.name: choice.name for choice in LISTS[question.list]}
    if question.list == "agreement":
        codes = {choice.name: str(choice.score) or "DK" for choice in LISTS[question.list]}
    assert all(len(code) <= _LONGEST_CODE for code in codes.values())
    return lambda one: codes.get(one.text(question.name), blank)


def _ticked(name: str, yes: str, blank: str) -> Callable[[Submission], str]:
    return lambda one: yes if name in one.channels else blank


def _or_other(question: Question, how: str, blank: str) -> Callable[[Submission], str]:
    other = _OTHER if how == NAME else "Other"
    return lambda one: other if one.source == "other" else wording(question.list, one.source, how) or blank


def _masked(rows: list[list[Any]]) -> list[list[Any]]:
    """Cells that a spreadsheet would take for a formula begin with an apostrophe."""
    return [[f"'{cell}" if str(cell).startswith("=") else cell for cell in row] for row in rows]


def _codes_csv(filled: Filled) -> bytes:
    rows = rows_of(
        [*_tool(_code), *_asked(_code, "en", codes=True)], hand_in(filled, "lime code", messy=True, twice=True)
    )
    return text_table([*_masked(rows), []], quoted=True, encoding="utf-8-sig")


def _full_csv(filled: Filled) -> bytes:
    columns = [*_tool(_full), *_asked(_full, "en", codes=False)]
    rows = rows_of(columns, hand_in(filled, "lime full", messy=True, twice=True))
    return text_table([*_masked(rows), []], separator=";", quoted=True, encoding="utf-8-sig")


def _both_csv(filled: Filled) -> bytes:
    columns = [*_tool(_both), *fixed(("ipaddr. IP address", ""), ("refurl. Referrer URL", ""))]
    rows = rows_of([*columns, *_asked(_both, "ku", codes=False)], hand_in(filled, "lime both", twice=True))
    return text_table([*_masked(rows), []], quoted=True, encoding="utf-8-sig")


def _r_csv(filled: Filled) -> bytes:
    columns = [*_tool(_for_r), *_asked(_for_r, "en", codes=True, blank="NA")]
    return text_table(rows_of(columns, hand_in(filled, "lime r", messy=True, twice=True)), quoted=True)


def _in_code(filled: Filled) -> bytes:
    """Headings as codes over answers in full."""
    columns = [*_tool(_code), *_asked(_code, "ar", codes=False)]
    rows = rows_of(columns, hand_in(filled, "lime code full", messy=True, twice=True))
    return text_table([*_masked(rows), []], separator=";", quoted=True, encoding="utf-8-sig")


EXPORTS = (
    Export("limesurvey codes", "limesurvey", "results-survey481512-{round}.csv", _codes_csv),
    Export("limesurvey full, semicolons", "limesurvey", "results-survey481512-full-{round}.csv", _full_csv),
    Export("limesurvey codes and texts, ku", "limesurvey", "results-survey481512-both-{round}.csv", _both_csv),
    Export("limesurvey codes over answers ar", "limesurvey", "results-survey481512-ar-{round}.csv", _in_code),
    Export("limesurvey for r", "limesurvey", "survey_481512_R_data_{round}.csv", _r_csv),
)
