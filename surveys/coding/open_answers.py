"""Collects the open answers of those who stay, for the officer alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from surveys.coding.answers import is_non_answer
from surveys.coding.coder import Coder
from surveys.coding.submissions import Submissions
from surveys.files.cells import text_of
from surveys.model.open_answers import OpenAnswers


def open_answers(coder: Coder, rounds: Iterable[Submissions]) -> Iterator[OpenAnswers]:
    """The answers to each open question in each round, question by question; none where nobody answers.

    Those of people who gave no consent, of rejected submissions and of replaced ones are not among them.
    """
    in_time = list(rounds)
    for question in coder.instrument.questions:
        for part in in_time:
            column = part.columns.open.get(question.name)
            if column is None:
                continue
            texts = filter(None, part.table.columns[column].texts(text_of))
            given = tuple(text for text in texts if text not in part.table.blanks and not is_non_answer(text))
            if given:
                yield OpenAnswers(question.name, part.name, question.label, given)
