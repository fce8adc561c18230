"""One file's rounds, coded: without what is out, what holds nothing, and what a later submission replaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from surveys.coding.coded_table import code_submissions
from surveys.coding.coder import Coder
from surveys.coding.exclusions import exclude
from surveys.coding.person_codes import WITHIN, superseded
from surveys.coding.rounds import split_rounds, unknown_rounds
from surveys.coding.submissions import Submissions
from surveys.coding.unmatched import list_unmatched
from surveys.columns.personal.listing import found_columns
from surveys.columns.question_columns import Columns
from surveys.files.table import Table
from surveys.model.decisions import ColumnOf
from surveys.model.inspection import FoundColumn, Unmatched
from surveys.model.issues import Issue, SurveyError

_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class CodedFile:
    """A file that was read: its rounds (one, unless a question parts several) and what was found in it."""

    parts: tuple[Submissions, ...]
    issues: tuple[Issue, ...]
    unmatched: tuple[Unmatched, ...]
    columns: tuple[FoundColumn, ...] = ()


def code_file(
    coder: Coder,
    table: Table,
    columns: Columns,
    sha256: str,
    *,
    finished_only: bool = False,
    codes_of_groups: frozenset[str] = frozenset(),
) -> CodedFile:
    """Code the rounds of a file whose columns are found.

    Parameters
    ----------
    coder : Coder
        The instrument.
    table : Table
        The file's submissions.
    columns : Columns
        Where its questions stand.
    sha256 : str
        The digest of the file's bytes.
    finished_only : bool
        Leaves out submissions that were broken off.
    codes_of_groups : frozenset of str
        Codes that stand for another person in each group.

    Raises
    ------
    SurveyError
        With what stands in the way: columns that fit two questions, answers that fit two choices, needed columns that
        are missing.
    """
    refuse(columns.issues)
    table = table.without(columns.personal.dropped)  # from here on nobody has them
    tables, issues = split_rounds(coder, table, columns)
    counted = (_counted(coder, one, columns, sha256, finished_only, codes_of_groups) for one in tables)
    parts = tuple(_latest(coder, one) for one in counted)
    refuse((*columns.issues, *issues, *(issue for part in parts for issue in part.issues)))
    unmatched_counts = [unknown_rounds(coder, table, columns), *(part.unmatched_counts for part in parts)]
    unmatched = list_unmatched(table, columns, unmatched_counts)
    return CodedFile(parts, (*columns.issues, *issues), unmatched, found_columns(table, columns.personal, sha256))


def together(rounds: Sequence[CodedFile]) -> CodedFile:
    """The rounds of one file as one: what is said alike of several of them, or of a column that they share, once."""
    unmatched: dict[tuple[str, str, str], Unmatched] = {}
    columns: dict[ColumnOf, FoundColumn] = {}
    for file in rounds:
        for one in file.unmatched:
            known = unmatched.setdefault((one.file, one.sheet, one.cell), one)
            unmatched[one.file, one.sheet, one.cell] = max(known, one, key=lambda either: either.count)
        for found in file.columns:
            columns.setdefault(found.column_of, found)
    return CodedFile(
        tuple(part for file in rounds for part in file.parts),
        distinct(issue for file in rounds for issue in file.issues),
        tuple(unmatched.values()),
        tuple(columns.values()),
    )


def distinct(things: Iterable[_Thing]) -> tuple[_Thing, ...]:
    """Each of these once, in their order."""
    found: list[_Thing] = []
    for one in things:
        if one not in found:
            found.append(one)
    return tuple(found)


def refuse(issues: Iterable[Issue]) -> None:
    """Raise the errors among issues, if there are any."""
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors:
        raise SurveyError(errors)


def before_duplicates(
    coder: Coder, table: Table, columns: Columns, sha256: str, *, finished_only: bool = False
) -> tuple[Submissions, ...]:
    """The rounds of a file as `code_file` codes them, before a later submission takes the place of an earlier one.

    Raises
    ------
    SurveyError
        With what stands in the way of coding them.
    """
    tables, issues = split_rounds(coder, table, columns)
    refuse((*columns.issues, *issues))
    return tuple(_counted(coder, one, columns, sha256, finished_only, frozenset()) for one in tables)


def _counted(
    coder: Coder,
    table: Table,
    columns: Columns,
    sha256: str,
    finished_only: bool,
    codes_of_groups: frozenset[str],
) -> Submissions:
    """A round coded, without the submissions that are out and those that hold nothing."""
    stays, excluded = exclude(coder, table, columns, finished_only=finished_only)
    coded = code_submissions(
        coder, stays, columns, rows_read=len(table.rows), sha256=sha256, codes_of_groups=codes_of_groups
    )
    empty = np.logical_not(coded.says_something)
    return coded.without(empty, *excluded, *coded.issues_at("no_answers", empty, 0, "note"))


def _latest(coder: Coder, coded: Submissions) -> Submissions:
    """Of a round, the one submission that counts of each code."""
    column = coder.column_of(coded.columns, "respondent_id")
    gone = superseded(coded.code.tolist(), coded.table)
    coded = coded.without(gone, *coded.issues_at("duplicates", gone, column, "warning"))
    nobody = np.array([code.startswith(WITHIN) for code in coded.code.tolist()], dtype=np.bool_)
    coded = coded.noting(*coded.issues_at("codes_need_group", nobody, column, "warning"))
    return coded.noting(*_cells_missing(coder, coded))


def _cells_missing(coder: Coder, coded: Submissions) -> Iterator[Issue]:
    """Notes on codes and weights that are missing in columns that are there."""
    column = coder.column_of(coded.columns, "respondent_id")
    if column is not None:
        uncoded = np.array([not code for code in coded.code.tolist()], dtype=np.bool_)
        yield from coded.issues_at("code_missing", uncoded, column, "note")
    column = coder.column_of(coded.columns, "weight")
    if column is not None and coded.weight is not None:
        yield from coded.issues_at("weight_missing", np.isnan(coded.weight), column, "note")
