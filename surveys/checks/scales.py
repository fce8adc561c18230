"""A scale that was changed between rounds: what fits the instrument's list in one does not in another."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from surveys.coding.answers import BLANK, NO_MATCH, NON_ANSWER, OUT_OF_SCALE
from surveys.coding.coder import Coder
from surveys.coding.submissions import Submissions
from surveys.model.instrument import Question
from surveys.model.issues import Issue, Listing

_MANY, _FEW = 0.2, 0.05
"""The shares of answers that fit no choice, from which on a round has another scale, and up to which it has not."""
_FEWEST, _FEWEST_DISTINCT = 3, 2
"""So many cells, of so many values, are no slip of one person's."""


@dataclass(frozen=True)
class _Fit:
    """The answers of a column (non-answers apart): how many there are, how many fit no choice, of how many values."""

    answers: int
    strange: int
    values: int

    @property
    def is_foreign(self) -> bool:
        return self.strange >= max(_FEWEST, _MANY * self.answers) and self.values >= _FEWEST_DISTINCT

    @property
    def is_fitting(self) -> bool:
        return self.answers >= _FEWEST and self.strange <= _FEW * self.answers


def scale_changed(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning for each round with items whose answers fit the list of the instrument in another round, but not here.

    A fifth or more of the answers, three cells and two different values at least, match no choice here, and no more
    than one in twenty there: another number of steps, a scale from 0 instead of 1, or other labels. Which cells they
    are is said by ``out_of_scale`` and ``answers_without_home``; this says that it is the scale, not people's spelling.
    """
    suspected = {question.name for part in parts for question in coder.questions if _strange(coder, part, question)}
    fits = [_fits(coder, part, suspected) for part in parts] if len(parts) > 1 else []
    for index, (part, own) in enumerate(zip(parts, fits, strict=False)):
        for other in (*range(index), *range(index + 1, len(parts))):
            names = [name for name, fit in own.items() if fit.is_foreign and _is_fitting(fits[other], name)]
            if names:
                table, others = part.table, parts[other].table
                cells = Listing.of([table.heading_cell(part.columns.by_question[name]) for name in names])
                values = {"items": Listing.of(names), "count": len(names), "other": others.place}
                yield Issue("warning", "scale_changed", table.file, table.sheet, cells, values)
                break


def _is_fitting(fits: dict[str, _Fit], name: str) -> bool:
    return name in fits and fits[name].is_fitting


def _strange(coder: Coder, part: Submissions, question: Question) -> bool:
    """Whether a question's column has cells that fit no choice."""
    column = part.columns.by_question.get(question.name)
    return column is not None and any(map(_is_strange, coder.values(part.table, column, question).values()))


def _is_strange(choice: int) -> bool:
    return choice in (NO_MATCH, OUT_OF_SCALE)


def _fits(coder: Coder, part: Submissions, names: Container[str]) -> dict[str, _Fit]:
    """How the answers of these questions fit their lists, where the file has them."""
    found = {}
    for question in coder.questions:
        column = part.columns.by_question.get(question.name)
        if column is not None and question.name in names:
            choice_of = coder.values(part.table, column, question)
            counts = [(choice_of[cell], count) for cell, count in part.table.columns[column].counts().items()]
            strange = [count for choice, count in counts if _is_strange(choice)]
            answers = sum(count for choice, count in counts if choice not in (BLANK, NON_ANSWER))
            found[question.name] = _Fit(answers, sum(strange), len(strange))
    return found
