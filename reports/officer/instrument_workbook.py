"""Writes a questionnaire with its scoring rules as the XLSForm that form tools, and the reader, open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter

from surveys.model.instrument import INDEX, ChoiceList, Instrument, Label, Question
from words import LANGUAGES, is_right_to_left, say

_NAMES = {
    "fr": "French",
    "es": "Spanish",
    **{code: say("language.english_name", code) for code in LANGUAGES},
    "und": "As in the files",
    "mul": "As in the files, 2",
    "mis": "As in the files, 3",
    "zxx": "As in the files, 4",
}
_MOST_TEXT = 32_767
"""Characters that a cell of a workbook holds."""

_Cell = str | float | None
_Rows = list[tuple[_Cell, ...]]


def instrument_workbook(instrument: Instrument) -> bytes:
    """The workbook: sheets ``survey``, ``choices``, ``dimensions`` where it has any, and ``settings``.

    Reading it gives the same questions, items, scales, groups and dimensions. A question's groups of the form
    (`Question.path`) are not written: every question stands at the top.
    """
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": instrument.title, "created": datetime(2000, 1, 1)})
        for name, rows in _sheets(instrument).items():
            _write(book, name, rows)
    return buffer.getvalue()


def _sheets(instrument: Instrument) -> dict[str, _Rows]:
    sheets = {"survey": _survey(instrument), "choices": _choices(instrument)}
    if instrument.dimensions or instrument.index_label:
        sheets["dimensions"] = _dimensions(instrument)
    return {**sheets, "settings": _settings(instrument)}


def _language(code: str) -> str:
    """A language as forms name it; of the further wordings, from the fifth on, the bare code."""
    return f"{_NAMES.get(code, code)} ({code})" if code.isalpha() else code


def _labels(instrument: Instrument) -> tuple[str, ...]:
    return tuple(f"label::{_language(code)}" for code in instrument.languages)


def _in_each(label: Label, instrument: Instrument) -> tuple[str | None, ...]:
    return tuple(label.get(code) for code in instrument.languages)


def _survey(instrument: Instrument) -> _Rows:
    scoring = ("trust_role", "trust_dimension", "trust_reversed", "trust_target", "trust_asked_of", "trust_same_as")
    return [
        ("type", "name", *_labels(instrument), *scoring),
        *(_question(one, instrument) for one in instrument.questions),
    ]


def _question(question: Question, instrument: Instrument) -> tuple[_Cell, ...]:
    kind = f"{question.kind} {question.choices.name}" if question.choices else question.kind
    return (
        kind,
        question.name,
        *_in_each(question.label, instrument),
        question.role or None,
        question.dimension,
        "yes" if question.reversed else None,
        question.target,
        " ".join(sorted(question.asked_of)) or None,
        question.same_as,
    )


def _lists(questions: Iterable[Question]) -> list[ChoiceList]:
    """Each list once, in the order of the questions."""
    return list({one.choices.name: one.choices for one in questions if one.choices}.values())


def _choices(instrument: Instrument) -> _Rows:
    rows: _Rows = [("list_name", "name", *_labels(instrument), "score", "trust_side")]
    for one in _lists(instrument.questions):
        if len(rows) > 1:
            rows.append((None,) * len(rows[0]))
        for choice in one.choices:
            rows.append((one.name, choice.name, *_in_each(choice.label, instrument), choice.score, choice.side))
    return rows


def _dimensions(instrument: Instrument) -> _Rows:
    rows: _Rows = [(one.name, *_in_each(one.label, instrument), one.weight) for one in instrument.dimensions]
    if instrument.index_label:
        rows.append((INDEX, *_in_each(instrument.index_label, instrument), None))
    return [("name", *_labels(instrument), "weight"), *rows]


def _settings(instrument: Instrument) -> _Rows:
    header = ("form_title", "form_id", "version", "default_language")
    values = (instrument.title, instrument.form_id, instrument.version, _language(instrument.languages[0]))
    return [header, tuple(value or None for value in values)]


def _write(book: xlsxwriter.Workbook, name: str, rows: Sequence[tuple[_Cell, ...]]) -> None:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bottom": 1})
    left = book.add_format({"text_wrap": True, "valign": "top"})
    right = book.add_format({"text_wrap": True, "valign": "top", "align": "right", "reading_order": 2})
    titles = [str(title) for title in rows[0]]
    right_to_left = tuple(_language(code) for code in LANGUAGES if is_right_to_left(code))
    for column, title in enumerate(titles):
        sheet.set_column(column, column, 60 if title.startswith("label") else max(14, len(title) + 2))
        sheet.write_string(0, column, title, heading)
    for number, row in enumerate(rows[1:], start=1):
        for column, value in enumerate(row):
            look = right if titles[column].endswith(right_to_left) else left
            if isinstance(value, str):
                sheet.write_string(number, column, value[:_MOST_TEXT], look)
            elif value is not None:
                sheet.write_number(number, column, value, look)
    sheet.freeze_panes(1, 2)
