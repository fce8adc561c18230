"""A scale that was changed between rounds: what fits the instrument's list in one does not in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from surveys.answers import BLANK, HOMELESS, NON_ANSWER, OUT_OF_SCALE
from surveys.cells import named
from surveys.coder import Coder
from surveys.issues import Issue
from surveys.submissions import Submissions

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
    def is_at_home(self) -> bool:
        return self.answers >= _FEWEST and self.strange <= _FEW * self.answers


def scale_changed(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning for each round with items whose answers fit the list of the instrument in another round, but not here.

    A fifth or more of the answers, three cells and two different values at least, match no choice here, and no more
    than one in twenty there: another number of steps, a scale from 0 instead of 1, or other labels. Which cells they
    are is said by ``out_of_scale`` and ``answers_without_home``; this says that it is the scale, not people's spelling.
    """
    fits = [_fits(coder, part) for part in parts]
    for place, part in enumerate(parts):
        for other, theirs in enumerate(fits):
            names = [name for name, fit in fits[place].items() if fit.is_foreign and _is_at_home(theirs, name)]
            if names:
                table, others = part.table, parts[other].table
                cells = named([table.heading_cell(part.columns.places[name]) for name in names])
                values = {"items": named(names), "count": len(names), "other": others.file}
                yield Issue("warning", "scale_changed", table.file, table.sheet, cells, values)
                break


def _is_at_home(fits: dict[str, _Fit], name: str) -> bool:
    return name in fits and fits[name].is_at_home


def _fits(coder: Coder, part: Submissions) -> dict[str, _Fit]:
    """How the answers of each question with a column fit its list."""
    found = {}
    for question in coder.questions:
        column = part.columns.places.get(question.name)
        if column is not None:
            counts = part.table.columns[column].counts()
            told = [(coder.keys[question.name].find(cell, part.table.blanks), n) for cell, n in counts.items()]
            strange = [n for place, n in told if place in (HOMELESS, OUT_OF_SCALE)]
            answers = sum(n for place, n in told if place not in (BLANK, NON_ANSWER))
            found[question.name] = _Fit(answers, sum(strange), len(strange))
    return found
