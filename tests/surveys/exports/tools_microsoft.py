"""Microsoft Forms: a Likert statement alone as heading, a number behind it where it stands twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.surveys.exports.answers import Filled
from tests.surveys.exports.columns import Column, fixed, joined, label, questions, rows_of
from tests.surveys.exports.containers import xlsx
from tests.surveys.exports.export import Export
from tests.surveys.exports.hand_in import hand_in
from tests.surveys.exports.instrument import Question

_NO_BREAK = "\u00a0"
_ENGLISH = ("ID", "Start time", "Completion time", "Email", "Name")
_PORTUGUESE = ("ID", "Hora de início", "Hora de conclusão", "Email", "Nome")
_ARABIC = ("المعرف", "وقت البدء", "وقت الإكمال", "البريد الإلكتروني", "الاسم")


def _columns(names: Sequence[str], language: str) -> list[Column]:
    number, begun, ended, email, name = names

    def several(question: Question) -> list[Column]:
        return [joined(question.label[language], question, language, ";", end=";")]

    return [
        (number, lambda one: one.number),
        (begun, lambda one: one.begun),
        (ended, lambda one: one.ended),
        *fixed((email, "anonymous"), (name, "")),
        *questions(label(language), language, several=several),
    ]


def _numbered(headings: Sequence[str]) -> list[str]:
    """Headings that occur again with their number behind them, without a space: ``At home``, ``At home2``."""
    seen: Counter[str] = Counter()
    found = []
    for heading in headings:
        seen[heading] += 1
        found.append(heading if seen[heading] == 1 else f"{heading}{seen[heading]}")
    return found


def _rows(columns: Sequence[Column], filled: Filled, seed: str, *, messy: bool) -> list[list[Any]]:
    headings, *rows = rows_of(columns, hand_in(filled, seed, messy=messy, twice=True))
    return [_numbered(headings), *rows]


def _without_breaks(rows: list[list[Any]]) -> list[list[Any]]:
    """Every other space of a text does not break."""
    return [[_some_unbroken(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def _some_unbroken(text: str) -> str:
    words = text.split(" ")
    return "".join(word + (_NO_BREAK if index % 2 else " ") for index, word in enumerate(words[:-1])) + words[-1]


def _english(filled: Filled) -> bytes:
    return xlsx({"Sheet1": _rows(_columns(_ENGLISH, "en"), filled, "forms en", messy=True)}, table="Table1")


def _portuguese(filled: Filled) -> bytes:
    columns = [*_columns(_PORTUGUESE, "en"), *fixed(("Hora da última modificação", ""))]
    return xlsx({"Sheet1": _without_breaks(_rows(columns, filled, "forms pt", messy=False))}, table="Table1")


def _arabic(filled: Filled) -> bytes:
    return xlsx({"Sheet1": _rows(_columns(_ARABIC, "ar"), filled, "forms ar", messy=True)}, table="Table1")


def _quiz(filled: Filled) -> bytes:
    """The copy on OneDrive, of a form made as a quiz: points and feedback behind each question."""
    columns: list[Column] = []
    for index, column in enumerate(_columns(_ENGLISH, "en")):
        columns.append(column)
        if index == len(_ENGLISH) - 1:
            columns += fixed(("Total points", 0), ("Quiz feedback", ""))
        elif index >= len(_ENGLISH):
            columns += fixed((f"Points - {column[0]}", ""), (f"Feedback - {column[0]}", ""))
    return xlsx({"Form1": _rows(columns, filled, "forms quiz", messy=False)}, table="Table1")


EXPORTS = (
    Export("microsoft en", "microsoft_forms", "Trust {round}(1-{count}).xlsx", _english),
    Export("microsoft pt, unbroken spaces", "microsoft_forms", "Confiança {round}(1-{count}).xlsx", _portuguese),
    Export("microsoft ar", "microsoft_forms", "الثقة {round}(1-{count}).xlsx", _arabic),
    Export("microsoft quiz on onedrive", "microsoft_forms", "Trust quiz {round}.xlsx", _quiz),
)
