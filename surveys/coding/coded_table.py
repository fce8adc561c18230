"""Codes a round's table column by column: codes, groups, scores and weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from surveys.coding.answers import AnswerKey, Answers, is_non_answer, non_answer_issues, unmatched_issues
from surveys.coding.coder import Coder
from surveys.coding.person_codes import codes_of, joined_codes, within_groups
from surveys.coding.submissions import Before, Submissions, Texts
from surveys.coding.unmatched import count_unmatched
from surveys.columns.question_columns import Columns
from surveys.files.cells import Cell, number_of, text_of
from surveys.files.column import Column
from surveys.files.table import Table
from surveys.language.wording import normalise
from surveys.model.instrument import NOT_STATED, Question
from surveys.model.issues import Issue
from surveys.model.survey import Flags, Floats

_WEIGHTS = 1e-15, 1e15
"""What a weight may be: beyond, sums of weights and of their squares overflow or vanish."""


def code_submissions(
    coder: Coder,
    table: Table,
    columns: Columns,
    *,
    rows_read: int,
    sha256: str,
    codes_of_groups: frozenset[str] = frozenset(),
) -> Submissions:
    """Code what stays of a table once rejected and unwilling submissions are out.

    Parameters
    ----------
    coder : Coder
        The instrument.
    table : Table
        The submissions that stay.
    columns : Columns
        Where its questions stand.
    rows_read : int
        Submissions of the round before any was left out.
    sha256 : str
        The digest of the file's bytes.
    codes_of_groups : frozenset of str
        Codes that stand for another person in each group.
    """
    now, then = (_item_columns(coder, table, column_of) for column_of in (columns.by_question, columns.before))
    scores, given = _spread(coder, table, now)
    group, spelling, group_issues = _groups(coder, table, columns)
    code = codes_in(coder, table, columns)
    return Submissions(
        sha256=sha256,
        table=table,
        columns=columns,
        rows_read=rows_read,
        code=_texts(within_groups(group.tolist(), code.tolist(), codes_of_groups)),
        group=group,
        spelling=spelling,
        scores=scores,
        given=given,
        weight=_weights(coder, table, columns),
        before=Before(*_spread(coder, table, then)) if columns.before else None,
        facts=_facts(coder, table, columns),
        unmatched_counts=count_unmatched(coder, table, columns),
        issues=(*_answer_issues(table, [*now, *then]), *group_issues),
    )


@dataclass(frozen=True)
class _ItemColumn:
    """A column of an item's question, coded; `index` is the question's among all of them."""

    index: int
    column: int
    answers: Answers


def _item_columns(coder: Coder, table: Table, column_of: Mapping[str, int]) -> list[_ItemColumn]:
    found = ((index, question, column_of.get(question.name)) for index, question in enumerate(coder.questions))
    return [
        _ItemColumn(index, column, coder.answers(table, column, question))
        for index, question, column in found
        if column is not None
    ]


def _spread(coder: Coder, table: Table, coded: Sequence[_ItemColumn]) -> tuple[Floats, Flags]:
    """Scores and filled cells of all questions; those without a column have neither."""
    shape = len(table.rows), len(coder.questions)
    scores, given = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
    for one in coded:
        scores[:, one.index], given[:, one.index] = one.answers.scores, one.answers.given
    return scores, given


def _answer_issues(table: Table, coded: Sequence[_ItemColumn]) -> Iterator[Issue]:
    for one in coded:
        yield from unmatched_issues(table, one.column, one.answers, "answers_without_home")
    yield from non_answer_issues(table, [(one.column, one.answers) for one in coded])


def codes_in(coder: Coder, table: Table, columns: Columns) -> Texts:
    """The code that one column holds, or several make up; none where the table lacks any of them."""
    if coder.column_of(columns, "respondent_id") is None:
        return _texts([""] * len(table.rows))
    return _texts(joined_codes([_code_part(coder, table, columns, question) for question in coder.codes]))


def _code_part(coder: Coder, table: Table, columns: Columns, question: Question) -> list[str]:
    """What one column gives to the code: of an answer from a list the choice's name, whatever the export writes."""
    index, choices = columns.by_question[question.name], question.choices
    column = table.columns[index]
    if choices is None:
        return codes_of(column, table.blanks)
    names = [choice.name for choice in choices.choices]
    found = coder.values(table, index, question)
    written = tuple(names[found[cell]] if found[cell] >= 0 else cell for cell in column.values)
    return codes_of(Column(written, column.codes), table.blanks)


def _facts(coder: Coder, table: Table, columns: Columns) -> dict[str, Texts]:
    """What people state of themselves beside their group, in a form that can be compared, by the question's name."""
    facts = {}
    for question in coder.instrument.questions:
        index = columns.facts.get(question.name)
        if index is not None:
            facts[question.name] = _texts(_fact(table.columns[index], question, table.blanks))
    return facts


def _fact(column: Column, question: Question, blanks: frozenset[str]) -> list[str]:
    """An answer from a list by the choice's name; any other text by its wording. Empty for none."""
    key = AnswerKey(question.choices, scored=False) if question.choices else None
    names = [choice.name for choice in question.choices.choices] if question.choices else []

    def plain(cell: Cell) -> str:
        choice = key.find(cell, blanks) if key else -1
        if choice >= 0:
            return names[choice]
        text = text_of(cell)
        return "" if text in blanks or is_non_answer(text) else normalise(text)

    return column.texts(plain)


def _groups(coder: Coder, table: Table, columns: Columns) -> tuple[Texts, Texts, list[Issue]]:
    """The name of each submission's group, and the group as written; and cells that are no group of the list."""
    question, column = coder.roles.get("group"), coder.column_of(columns, "group")
    if question is None or column is None:
        nobody = _texts([""] * len(table.rows))
        return nobody, nobody, []
    if question.choices is None:
        return *_typed_groups(table.columns[column], table.blanks), []
    answers = coder.answers(table, column, question)
    names = _texts([*(choice.name for choice in question.choices.choices), ""])
    stated = names[np.maximum(answers.choice, -1)]
    return stated, stated, list(unmatched_issues(table, column, answers, "group_unknown"))


def _typed_groups(column: Column, blanks: frozenset[str]) -> tuple[Texts, Texts]:
    """Free text: the name is the text trimmed and lower-case."""
    spelling = _texts(column.texts(lambda cell: _typed_group(cell, blanks)))
    return _texts([text.lower() for text in spelling]), spelling


def _typed_group(cell: Cell, blanks: frozenset[str]) -> str:
    text = text_of(cell)
    is_none = text in blanks or is_non_answer(text) or text.lower() == NOT_STATED
    return "" if is_none else text


def _weights(coder: Coder, table: Table, columns: Columns) -> Floats | None:
    """Weights where the instrument has them; one that is missing, zero, negative or beyond `_WEIGHTS` is NaN."""
    if "weight" not in coder.roles:
        return None
    column = coder.column_of(columns, "weight")
    if column is None:
        return np.full(len(table.rows), np.nan)
    return table.columns[column].numbers(_weight)


def _weight(cell: Cell) -> float:
    number = number_of(cell)
    return number if number is not None and _WEIGHTS[0] <= number <= _WEIGHTS[1] else np.nan


def _texts(texts: Sequence[str]) -> Texts:
    array = np.empty(len(texts), dtype=np.object_)
    array[:] = texts
    return array
