"""SPSS: numbers with value labels; what is missing is declared, or recognised by its label alone."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from tests.surveys.exports.answers import ITEMS, Filled, Submission
from tests.surveys.exports.export import Export
from tests.surveys.exports.hand_in import hand_in
from tests.surveys.exports.instrument import LISTS, QUESTIONS, SECTIONS, Question

_DONT_KNOW, _REFUSED = 8, 9
_REFUSED_LABEL = {"en": "Refused", "ar": "رفض الإجابة"}


def _codes(question: Question) -> dict[str, int]:
    """The number of each choice, counted up from 1, whatever the choice's name is."""
    names = [choice.name for choice in LISTS[question.list] if choice.name != "dk"]
    codes = {name: position for position, name in enumerate(names, start=1)}
    return codes | ({"dk": _DONT_KNOW} if question.list == "agreement" else {})


def _backwards(question: Question) -> dict[str, int]:
    """The list "often" counted from its other end: its numbers are the names of other choices."""
    codes = _codes(question)
    return {name: len(codes) + 1 - code for name, code in codes.items()} if question.list == "often" else codes


def _coded(question: Question, codes: Mapping[str, int], submissions: Sequence[Submission], blank: Any) -> list[Any]:
    return [codes.get(one.text(question.name), blank) for one in submissions]


def _label(question: Question, language: str) -> str:
    above = f"{SECTIONS[question.section][language]} - " if question.section else ""
    return f"{above}{question.label[language]}"


def _sav(submissions: Sequence[Submission], language: str, *, declared: bool) -> bytes:
    """With `declared`, a blank is 9, "refused", and 8 and 9 are user-missing; else it is empty and nothing is."""
    columns: dict[str, Any] = {}
    values: dict[str, dict[int | float, str]] = {}
    asked = [question for question in QUESTIONS if question.kind != "select_multiple"]
    for question in asked:
        if not question.list:
            columns[question.name] = [one.text(question.name) for one in submissions]
            continue
        codes = _codes(question) if declared else _backwards(question)
        is_item = question.name in ITEMS
        cells = _coded(question, codes, submissions, _REFUSED if declared and is_item else None)
        columns[question.name] = pd.array(cells, dtype="Float64").to_numpy(dtype=float, na_value=float("nan"))
        values[question.name] = {codes[choice.name]: choice.label[language] for choice in LISTS[question.list]}
        values[question.name] |= {_REFUSED: _REFUSED_LABEL[language]} if is_item else {}
    missing: dict[str, list[Any]] = {name: [{"lo": _DONT_KNOW, "hi": _REFUSED}] for name in ITEMS}
    labels: dict[str, str | None] = {question.name: _label(question, language) for question in asked}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.sav"
        pyreadstat.write_sav(
            pd.DataFrame(columns),
            str(path),
            column_labels=labels,
            variable_value_labels=values,
            missing_ranges=missing if declared else None,
        )
        return path.read_bytes()


def _declared(filled: Filled) -> bytes:
    submissions = hand_in(filled, "spss declared", messy=True, twice=True, timed=False)
    return _sav(submissions, "en", declared=True)


def _missing_by_label(filled: Filled) -> bytes:
    return _sav(hand_in(filled, "spss labels", messy=True), "ar", declared=False)


EXPORTS = (
    Export("spss, missing declared", "spss", "trust_{round}.sav", _declared),
    Export("spss ar, missing by label", "spss", "trust_ar_{round}.sav", _missing_by_label),
)
