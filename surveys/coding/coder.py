"""An instrument made ready for coding: its questions by role, and the answer keys of their lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.coding.answers import AnswerKey, Answers, code_column, value_choices
from surveys.coding.asked import item_questions
from surveys.columns.headings import Headings
from surveys.columns.question_columns import Columns, needed_questions
from surveys.files.cells import Cell
from surveys.files.table import Table
from surveys.model.instrument import Instrument, Question
from surveys.model.issues import Issue, SurveyError

_CODE = "respondent_id"
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
        The question of each role that only one question has; of the questions that make up a code, the first.
    codes : tuple of Question
        The questions that make up the participant's code, in the form's order.
    keys : mapping
        The answer key of each needed question that has a list, by the question's name.
    """

    instrument: Instrument
    headings: Headings
    questions: tuple[Question, ...]
    roles: Mapping[str, Question]
    codes: tuple[Question, ...]
    keys: Mapping[str, AnswerKey]

    @classmethod
    def of(cls, instrument: Instrument) -> Coder:
        """The coder of an instrument."""
        needed = needed_questions(instrument)
        roles = {question.role: question for question in reversed(needed) if question.role != "item"}
        codes = tuple(question for question in needed if question.role == _CODE)
        headings = Headings(instrument.questions)
        return cls(instrument, headings, item_questions(instrument.items), roles, codes, _keys(needed))

    def column_of(self, columns: Columns, role: str) -> int | None:
        """The column of the question that has a role; None where the instrument or the table lacks it.

        Of a code that several columns make up the first; None where the table lacks any of them.
        """
        question = self.roles.get(role)
        if question is None or (role == _CODE and any(part.name not in columns.by_question for part in self.codes)):
            return None
        return columns.by_question.get(question.name)

    def answers(self, table: Table, column: int, question: Question) -> Answers:
        """A column of a question that has a list, coded.

        Raises
        ------
        SurveyError
            If it holds more different cells than anybody answers such a question with.
        """
        key, labels, cells = self.keys[question.name], table.value_labels.get(column), table.columns[column]
        if len(cells.values) > MOST_ANSWERS:
            values = {"heading": table.headings[column], "count": f"{len(cells.values):,}"}
            cell = table.heading_cell(column)
            raise SurveyError(Issue("error", "answers_too_varied", table.file, table.sheet, cell, values))
        return code_column(cells, key, question.answers, table.blanks, labels)

    def values(self, table: Table, column: int, question: Question) -> dict[Cell, int]:
        """The distinct cells of a column, each with what it is for a question that has a list."""
        key, labels = self.keys[question.name], table.value_labels.get(column)
        found = value_choices(table.columns[column], key, table.blanks, labels)
        return dict(zip(table.columns[column].values, found, strict=True))


def _keys(questions: tuple[Question, ...]) -> dict[str, AnswerKey]:
    """Questions that share a list share its key."""
    made: dict[tuple[int, bool], AnswerKey] = {}
    keys = {}
    for question in questions:
        choices, scored = question.choices, question.role == "item"
        if choices is None:
            continue
        key = id(choices), scored
        if key not in made:
            made[key] = AnswerKey(choices, scored=scored)
        keys[question.name] = made[key]
    return keys
