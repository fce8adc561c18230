"""Tables put together from columns: a heading, and what stands in the cell of a submission."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tests.surveys.exports.answers import Submission
from tests.surveys.exports.instrument import LISTS, QUESTIONS, SECTIONS, Question, wording

Column = tuple[str, Callable[[Submission], Any]]


def rows_of(columns: Sequence[Column], submissions: Iterable[Submission]) -> list[list[Any]]:
    """A row of headings, and a row a submission."""
    headings = [heading for heading, _ in columns]
    return [headings, *([cell(one) for _, cell in columns] for one in submissions)]


def fixed(*columns: tuple[str, Any]) -> list[Column]:
    """Columns that hold the same in every row."""
    return [(heading, _always(value)) for heading, value in columns]


def _always(value: Any) -> Callable[[Submission], Any]:
    return lambda _: value


def single(heading: str, question: Question, how: str, blank: Any = "") -> Column:
    """The column of a question with one answer; `how` it is written: by name, or in a language."""

    def cell(one: Submission) -> Any:
        answer = one.text(question.name)
        written = wording(question.list, answer, how) if question.list else answer
        return written or blank

    return heading, cell


def joined(heading: str, question: Question, how: str, joiner: str, *, end: str = "", blank: Any = "") -> Column:
    """All answers to a question with several, in one cell."""

    def cell(one: Submission) -> Any:
        names = (wording(question.list, name, how) for name in one.channels)
        return joiner.join(names) + end if one.channels else blank

    return heading, cell


def split(heading: Callable[[str], str], question: Question, how: str, yes: Any, no: Any, blank: Any) -> list[Column]:
    """A column for each option: `yes` or `no`, and `blank` in the row of somebody who chose none."""

    def column(name: str) -> Column:
        text = heading(wording(question.list, name, how))
        return text, lambda one: blank if not one.channels else yes if name in one.channels else no

    return [column(choice.name) for choice in LISTS[question.list]]


def chosen(heading: Callable[[str], str], question: Question, how: str) -> list[Column]:
    """A column for each option, in which it stands itself where it was chosen."""

    def column(name: str) -> Column:
        text = wording(question.list, name, how)
        return heading(text), lambda one: text if name in one.channels else ""

    return [column(choice.name) for choice in LISTS[question.list]]


def questions(
    heading: Callable[[Question], str],
    how: str,
    *,
    several: Callable[[Question], list[Column]],
    typed: Callable[[Question], list[Column]] | None = None,
    blank: Any = "",
) -> list[Column]:
    """The columns of all questions in the form's order.

    `several` gives those of a question with several answers; `typed` those of a question for which people may type an
    answer of their own: by default one, in which that answer stands.
    """
    columns: list[Column] = []
    for question in QUESTIONS:
        if question.kind == "select_multiple":
            columns += several(question)
        elif question.kind == "select_one_other":
            columns += typed(question) if typed else [own_words(heading(question), question, how)]
        else:
            columns.append(single(heading(question), question, how, blank))
    return columns


def own_words(heading: str, question: Question, how: str) -> Column:
    """The column of a question in which what people typed stands in place of "other"."""
    return heading, lambda one: one.source_typed or wording(question.list, one.source, how)


def in_brackets(language: str) -> Callable[[Question], str]:
    """Headings of a grid: ``Question [Row]``."""
    return lambda question: (
        f"{SECTIONS[question.section][language]} [{question.label[language]}]"
        if question.section
        else question.label[language]
    )


def label(language: str) -> Callable[[Question], str]:
    """Headings that are the question's label alone."""
    return lambda question: question.label[language]
