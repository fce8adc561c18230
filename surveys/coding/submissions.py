"""One round's submissions, coded: the arrays that a survey is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from surveys.columns.question_columns import Columns
from surveys.files.table import Table
from surveys.model.addresses import column_cells, first_cells
from surveys.model.instrument import Question
from surveys.model.issues import KEPT, Issue, Listing, Severity
from surveys.model.survey import Flags, Floats

Texts = npt.NDArray[np.object_]


def is_any(flags: Flags) -> Flags:
    """Whether any flag of a row is up; of flags of shape (rows, columns)."""
    found: Flags = np.logical_or.reduce(flags, axis=1)
    return found


@dataclass(frozen=True)
class Before:
    """What submissions say of the time before the event; arrays as `Submissions.scores` and `Submissions.given`."""

    scores: Floats
    given: Flags


@dataclass(frozen=True)
class Submissions:
    """A round's submissions, as arrays with a row each.

    Attributes
    ----------
    sha256 : str
        What the round's rows and columns are known by (`digest_of`).
    table, columns : Table, Columns
        Where they stand; rows of the table are those of the arrays.
    rows_read : int
        Submissions in the file before any was left out.
    code, group, spelling : array of str, shape (submissions,)
        Normalised code, group's name and the group as it was written; empty for none.
    scores, given : arrays, shape (submissions, questions)
        Score of each item question (NaN for none), and whether the cell is filled.
    weight : array of float, shape (submissions,), or None
        NaN where missing, zero, negative or of a size that no weight has.
    before : Before or None
        The answers to questions of the time before, until they are a round of their own; None without such questions.
    name : str
        The round's name, once the rounds are named.
    facts : mapping of str to array of str, shape (submissions,)
        Organisation and disaggregates by the question's name, in a form that can be compared; empty for none.
    unmatched_counts : mapping
        How often each value that matches nothing stands in a column, by the column; duplicates are counted too.
    """

    sha256: str
    table: Table
    columns: Columns
    rows_read: int
    code: Texts
    group: Texts
    spelling: Texts
    scores: Floats
    given: Flags
    weight: Floats | None = None
    before: Before | None = None
    name: str = ""
    unmatched_counts: Mapping[int, Counter[str]] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    facts: Mapping[str, Texts] = field(default_factory=dict)

    @property
    def says_something(self) -> Flags:
        """Whether a submission fills any cell of an item, of now or of before."""
        given = self.given if self.before is None else self.given | self.before.given
        return is_any(given)

    def without(self, gone: Flags, *issues: Issue) -> Submissions:
        """Those that stay, with what is to be said of the others."""
        kept = self._kept(~gone) if gone.any() else self
        return kept.noting(*issues)

    def noting(self, *issues: Issue) -> Submissions:
        """The same, with more to say."""
        return replace(self, issues=(*self.issues, *issues))

    def _kept(self, stays: Flags) -> Submissions:
        return replace(
            self,
            table=self.table.at(np.flatnonzero(stays).tolist()),
            code=self.code[stays],
            group=self.group[stays],
            spelling=self.spelling[stays],
            scores=self.scores[stays],
            given=self.given[stays],
            weight=None if self.weight is None else self.weight[stays],
            before=self.before and Before(self.before.scores[stays], self.before.given[stays]),
            facts={name: stated[stays] for name, stated in self.facts.items()},
        )

    def cells(self, where: Flags, column: int | None) -> Listing:
        """The cells of the rows in question, as a message names them."""
        return column_cells(self.table.rows_where(where), column or 0)

    def issues_at(self, code: str, where: Flags, column: int | None, severity: Severity) -> list[Issue]:
        """One issue that counts and names the rows in question; none where there are none."""
        if not where.any():
            return []
        values = {"count": int(where.sum())}
        return [Issue(severity, code, self.table.file, self.table.sheet, self.cells(where, column), values)]

    def answer_issues(self, code: str, questions: Sequence[Question], where: Flags, severity: Severity) -> list[Issue]:
        """One issue that counts and names the cells in question, of shape (submissions, questions)."""
        if not where.any():
            return []
        columns = [self.columns.by_question.get(question.name, 0) for question in questions]
        count = int(np.count_nonzero(where))
        positions = ((self.table.rows[row], columns[index]) for row, index in np.argwhere(where)[:KEPT].tolist())
        cells = first_cells(positions, count)
        return [Issue(severity, code, self.table.file, self.table.sheet, cells, {"count": count})]
