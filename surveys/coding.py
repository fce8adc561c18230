"""Codes a round's table column by column: codes, groups, scores and weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from surveys.answers import Answers, homeless_issues, is_non_answer, non_answer_issues
from surveys.cells import Cell, number_of, text_of
from surveys.coder import Coder
from surveys.columns import Columns
from surveys.instrument import NOT_STATED
from surveys.issues import Issue
from surveys.matching import codes_of
from surveys.submissions import Submissions, Texts
from surveys.survey import Flags, Floats
from surveys.table import Column, Table


def code_submissions(coder: Coder, table: Table, columns: Columns, rows_read: int) -> Submissions:
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
    """
    scores, given, answer_issues = _item_answers(coder, table, columns)
    group, spelling, group_issues = _groups(coder, table, columns)
    coded = Submissions(
        table=table,
        columns=columns,
        rows_read=rows_read,
        code=_codes(coder, table, columns),
        group=group,
        spelling=spelling,
        scores=scores,
        given=given,
        issues=(*answer_issues, *group_issues),
    )
    return _with_weights(coder, coded)


def _item_answers(coder: Coder, table: Table, columns: Columns) -> tuple[Floats, Flags, list[Issue]]:
    shape = len(table.rows), len(coder.questions)
    scores, given = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
    issues: list[Issue] = []
    coded: list[tuple[int, Answers]] = []
    for place, question in enumerate(coder.questions):
        column = columns.places.get(question.name)
        if column is not None:
            answers = coder.answers(table, column, question)
            scores[:, place], given[:, place] = answers.scores, answers.given
            issues += homeless_issues(table, column, answers, "answers_without_home")
            coded.append((column, answers))
    return scores, given, [*issues, *non_answer_issues(table, coded)]


def _codes(coder: Coder, table: Table, columns: Columns) -> Texts:
    column = coder.place(columns, "respondent_id")
    codes = codes_of(table.columns[column], table.blanks) if column is not None else [""] * len(table.rows)
    return _texts(codes)


def _groups(coder: Coder, table: Table, columns: Columns) -> tuple[Texts, Texts, list[Issue]]:
    """The name of each submission's group, and the group as written; and cells that are no group of the list."""
    question, column = coder.roles["group"], coder.place(columns, "group")
    if column is None:
        nobody = _texts([""] * len(table.rows))
        return nobody, nobody, []
    if question.choices is None:
        return *_typed_groups(table.columns[column], table.blanks), []
    answers = coder.answers(table, column, question)
    names = _texts([*(choice.name for choice in question.choices.choices), ""])
    stated = names[np.maximum(answers.place, -1)]
    return stated, stated, list(homeless_issues(table, column, answers, "group_unknown"))


def _typed_groups(column: Column, blanks: frozenset[str]) -> tuple[Texts, Texts]:
    """Free text: the name is the text trimmed and lower-case."""
    spellings = {cell: _typed_group(cell, blanks) for cell in set(column)}
    spelling = _texts([spellings[cell] for cell in column])
    return _texts([text.lower() for text in spelling]), spelling


def _typed_group(cell: Cell, blanks: frozenset[str]) -> str:
    text = text_of(cell)
    is_none = text in blanks or is_non_answer(text) or text.lower() == NOT_STATED
    return "" if is_none else text


def _with_weights(coder: Coder, coded: Submissions) -> Submissions:
    """Weights where the instrument has them; one that is missing, zero or negative is NaN and an issue."""
    if "weight" not in coder.roles:
        return coded
    column = coder.place(coded.columns, "weight")
    if column is None:
        return replace(coded, weight=np.full(len(coded.table.rows), np.nan))
    cells = coded.table.columns[column]
    known = {cell: _weight(cell) for cell in set(cells)}
    weight = np.fromiter(map(known.__getitem__, cells), dtype=np.float64, count=len(cells))
    missing = coded.issues_at("weight_missing", np.isnan(weight), column, "note")
    return replace(coded, weight=weight).noting(*missing)


def _weight(cell: Cell) -> float:
    number = number_of(cell)
    return number if number is not None and number > 0 and np.isfinite(number) else np.nan


def _texts(texts: Sequence[str]) -> Texts:
    array = np.empty(len(texts), dtype=np.object_)
    array[:] = texts
    return array
