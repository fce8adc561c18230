"""A questionnaire of twenty items in four dimensions, and rounds of it, for the tests of checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from surveys import Upload
from tests.surveys.workbooks import CHOICES, answers, form

ITEMS = tuple(f"q{number:02d}" for number in range(1, 21))
HEADER = ["code", "stakeholder", *ITEMS]
OPEN_QUESTION = "Which step would help most?"
WORDINGS = {
    "q01": "How far do you agree that the police keep their promises?",
    "q02": "How far do you agree that the police treat all people alike?",
}
OPEN_QUESTION = "Which step would help most?"


def questionnaire(*reversed_items: str, dimensions: int = 4, asked_of: Mapping[str, str] | None = None) -> Upload:
    """Items q01 to q20 on one scale from 1 to 5; dimension by dimension, none where there are to be none."""
    head = ["type", "name", "label::English (en)", "trust_role", "trust_dimension", "trust_reversed", "trust_asked_of"]
    rows = [
        ["text", "code", "Your code", "respondent_id", "", "", ""],
        ["select_one who", "stakeholder", "Your group", "group", "", "", ""],
    ]
    for index, name in enumerate(ITEMS):
        dimension = f"d{index * dimensions // len(ITEMS)}" if dimensions else ""
        label = WORDINGS.get(name, f"Question {name}")
        of = (asked_of or {}).get(name, "")
        rows.append(["select_one agree", name, label, "", dimension, "yes" * (name in reversed_items), of])
    return form(survey=[head, *rows], choices=CHOICES)


def with_open_question() -> Upload:
    """The questionnaire with an open question (`OPEN_QUESTION`)."""
    head = ["type", "name", "label::English (en)", "trust_role", "trust_dimension"]
    rows = [
        ["text", "code", "Your code", "respondent_id", ""],
        ["select_one who", "stakeholder", "Your group", "group", ""],
    ]
    rows += [["select_one agree", name, f"Question {name}", "", f"d{index // 5}"] for index, name in enumerate(ITEMS)]
    return form(survey=[head, *rows, ["text", "best_step", OPEN_QUESTION, "open_ended", ""]], choices=CHOICES)


def people(number: int, *reversed_items: str, seed: int = 0, first: int = 1) -> list[list[Any]]:
    """Rows of people of various opinions whose answers hang together, as numbers."""
    rng = np.random.default_rng(seed)
    rows = []
    for index in range(number):
        opinion = rng.uniform(1.5, 4.5)
        scores = np.clip(np.round(opinion + rng.normal(0, 0.8, len(ITEMS))), 1, 5).astype(int).tolist()
        given = [6 - score if name in reversed_items else score for name, score in zip(ITEMS, scores, strict=True)]
        rows.append([f"P-{first + index:03d}", ("ngo", "women", "ministry")[index % 3], *given])
    return rows


def with_item(rows: Sequence[Sequence[Any]], item: str, values: Sequence[Any]) -> list[list[Any]]:
    """The rows with other answers to one item; what there are fewer values for stays as it is."""
    column = HEADER.index(item)
    changed = [list(row) for row in rows]
    for row, value in zip(changed, values, strict=False):
        row[column] = value
    return changed


def sheet(rows: Sequence[Sequence[Any]], name: str = "pre.xlsx", header: Sequence[Any] = HEADER) -> Upload:
    """A round's file."""
    return answers(rows, name, header)
