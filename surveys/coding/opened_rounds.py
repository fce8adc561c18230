"""The tables of each round that was handed in, with the question of each column; coded on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from surveys.coding.coded_file import CodedFile, code_file, together
from surveys.coding.coder import Coder
from surveys.coding.several_files import (
    OneOfSeveral,
    asked_in_some_files,
    codes_in_several,
    notes_on_codes,
    with_groups,
)
from surveys.coding.several_files import together as one_table
from surveys.columns.headings import Headings, TooMuchToCompareError
from surveys.columns.question_columns import Columns, find_columns
from surveys.columns.rounds import tables_of
from surveys.columns.rounds.several_files import digest_together
from surveys.files.book import Book
from surveys.files.opened import OpenFiles
from surveys.files.sources import Tables
from surveys.files.table import Table, digest_of
from surveys.files.upload import Upload
from surveys.model.decisions import ColumnDecisions
from surveys.model.issues import Issue, SurveyError

ChosenQuestions = Mapping[str, Mapping[int, str | None]]
"""Questions that the officer chose for columns, by the digest of the file and the column; None for no question."""

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class HandedIn:
    """The files that hold a round, and the groups that they are of, if they were said."""

    files: tuple[Upload | Tables, ...]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class TablesOfRound:
    """The tables that a file holds, one a round, or the one of several files together, with their columns and digests.

    `issues` are said of the files together; `shared_codes` as `codes_in_several`.
    """

    tables: tuple[tuple[Table, Columns, str], ...]
    issues: tuple[Issue, ...] = ()
    shared_codes: tuple[int, int] = (0, 0)

    def coded(self, coder: Coder, *, finished_only: bool, codes_within_groups: bool) -> CodedFile:
        """Their submissions, coded."""
        files = []
        for table, columns, digest in self.tables:
            with _known_by(digest):
                files.append(
                    code_file(
                        coder,
                        table,
                        columns,
                        digest,
                        finished_only=finished_only,
                        codes_within_groups=codes_within_groups,
                    )
                )
        every = together(files)
        return replace(every, issues=(*self.issues, *every.issues))


@dataclass(frozen=True)
class RoundReader:
    """Finds the tables of rounds, and the questions of their columns."""

    coder: Coder
    opened: OpenFiles
    is_alone: bool
    chosen: ChosenQuestions
    decided: ColumnDecisions

    def tables(self, handed: HandedIn) -> TablesOfRound:
        """The tables of what was handed in for a round.

        Raises
        ------
        SurveyError
            With what stands in the way.
        """
        try:
            if len(handed.files) > 1 or handed.groups:
                return self._of_several(handed)
            (file,) = handed.files
            headings = self.coder.headings.for_a_file()
            tables = opened_tables(self.opened.of(file), self.is_alone, headings)
            tables = tuple(replace(one, digests=(file.sha256,)) for one in tables)
            return TablesOfRound(tuple(self._found(one, digest_of(one, file.sha256), headings) for one in tables))
        except TooMuchToCompareError as error:
            raise SurveyError(Issue("error", "headings_too_long", handed.files[0].name)) from error

    def _of_several(self, handed: HandedIn) -> TablesOfRound:
        """The one table of several files."""
        problems: list[Issue] = []
        opened = [attempt(problems, partial(self._one_table, file)) for file in handed.files]
        tables = [table for table in opened if table is not None]
        if problems:
            raise SurveyError(problems)
        digests = [file.sha256 for file in handed.files]
        files = [
            OneOfSeveral(table, find_columns(table, self.coder.instrument, self._headings()), digest, group)
            for (table, group), digest in zip(with_groups(self.coder, tables, handed.groups), digests, strict=True)
        ]
        shared = codes_in_several(self.coder, files)
        issues = (*asked_in_some_files(files), *notes_on_codes(files, shared))
        table = replace(one_table(files), digests=tuple(digests))
        found = self._found(table, digest_together(digests), self._headings())
        return TablesOfRound((found,), issues, shared)

    def _headings(self) -> Headings:
        return self.coder.headings.for_a_file()

    def _one_table(self, file: Upload | Tables) -> Table:
        (table,) = opened_tables(self.opened.of(file), is_alone=False, headings=self._headings())
        return table

    def _found(self, table: Table, digest: str, headings: Headings) -> tuple[Table, Columns, str]:
        chosen = {
            column: name
            for column, name in self.chosen.get(digest, {}).items()
            if column < len(table.headings) and table.headings[column]
        }
        with _known_by(digest):
            columns = find_columns(table, self.coder.instrument, headings, chosen, self.decided.of_file(digest))
        return table, columns, digest


@contextmanager
def _known_by(digest: str) -> Iterator[None]:
    """Tells in each error by the digest which of two files of one name it is about."""
    try:
        yield
    except SurveyError as error:
        raise SurveyError(replace(one, values={**one.values, "sha256": digest}) for one in error.issues) from error


def attempt(problems: list[Issue], read: Callable[[], _Result]) -> _Result | None:
    """What a reading gives; None where it can't be, with the reasons added to `problems`."""
    try:
        return read()
    except SurveyError as error:
        problems.extend(error.issues)
        return None


def opened_tables(book: Book | SurveyError, is_alone: bool, headings: Headings | None = None) -> tuple[Table, ...]:
    """The rounds that an open file holds (`tables_of`).

    Raises
    ------
    SurveyError
        If it could not be opened, or as `tables_of`.
    """
    if isinstance(book, SurveyError):
        raise book
    return tables_of(book, is_alone=is_alone, headings=headings)
