"""An instrument made ready for coding: its questions by role, and the answer keys of their lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.answers import AnswerKey, Answers, code_column
from surveys.asked import item_questions
from surveys.columns import Columns, needed_questions
from surveys.headings import Headings
from surveys.instrument import Instrument, Question
from surveys.issues import Issue, SurveyError
from surveys.table import Table

MOST_ANSWERS = 20_000
"""The most different cells of a column that is answered from a list: as many as typing makes out of a few, and more."""


@dataclass(frozen=True)
class Coder:
    """What reading a file needs of an instrument, made once for all files.

    Attributes
    ----------
    instrument : Instrument
        The questionnaire.
    headings : Headings
        The headings that its questions may have.
    questions : tuple of Question
        Those of all items, mirrors included, in the order of the items.
    roles : mapping
        The question of each role that only one question has.
    keys : mapping
        The answer key of each needed question that has a list, by the question's name.
    """

    instrument: Instrument
    headings: Headings
    questions: tuple[Question, ...]
    roles: Mapping[str, Question]
    keys: Mapping[str, AnswerKey]

    @classmethod
    def of(cls, instrument: Instrument) -> Coder:
        """The coder of an instrument."""
        needed = needed_questions(instrument)
        roles = {question.role: question for question in needed if question.role != "item"}
        headings = Headings(instrument.questions)
        return cls(instrument, headings, item_questions(instrument.items), roles, _keys(needed))

    def place(self, columns: Columns, role: str) -> int | None:
        """The column of the question that has a role; None where the instrument or the table lacks it."""
        question = self.roles.get(role)
        return columns.places.get(question.name) if question else None

    def answers(self, table: Table, column: int, question: Question) -> Answers:
        """A column of a question that has a list, coded.

        Raises
        ------
        SurveyError
            If it holds more different cells than anybody answers such a question with.
        """
        assert question.choices is not None
        key, labels, cells = self.keys[question.name], table.value_labels.get(column), table.columns[column]
        if len(cells.values) > MOST_ANSWERS:
            values = {"heading": table.headings[column], "count": f"{len(cells.values):,}"}
            cell = table.heading_cell(column)
            raise SurveyError(Issue("error", "answers_too_varied", table.file, table.sheet, cell, values))
        return code_column(cells, key, question.choices, table.blanks, labels)


def _keys(questions: tuple[Question, ...]) -> dict[str, AnswerKey]:
    """Questions that share a list share its key."""
    made: dict[tuple[int, bool], AnswerKey] = {}
    keys = {}
    for question in questions:
        choices, scored = question.choices, question.role == "item"
        if choices is None:
            continue
        which = id(choices), scored
        if which not in made:
            made[which] = AnswerKey(choices, scored=scored)
        keys[question.name] = made[which]
    return keys
