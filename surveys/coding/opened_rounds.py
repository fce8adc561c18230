"""The tables of each round that was handed in, with the question of each column; coded on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from surveys.coding.coded_file import CodedFile, before_duplicates, code_file, refuse, together
from surveys.coding.coder import Coder
from surveys.coding.rounds import stated_round
from surveys.coding.several_files import (
    OneOfSeveral,
    SharedCodes,
    asked_in_some_files,
    found_in_files,
    heading_of_group,
    notes_on_codes,
    one_table,
    shared_codes,
)
from surveys.columns.headings import Headings, TooMuchToCompareError
from surveys.columns.question_columns import Columns, find_columns
from surveys.columns.rounds import tables_of
from surveys.columns.rounds.several_files import digest_together, told_apart, with_group
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

    `issues` are said of the files together; `shared_codes` are those of several files.
    """

    tables: tuple[tuple[Table, Columns, str], ...]
    issues: tuple[Issue, ...] = ()
    shared_codes: SharedCodes = field(default_factory=SharedCodes)

    def coded(self, coder: Coder, *, finished_only: bool, codes_of_groups: frozenset[str]) -> CodedFile:
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
                        codes_of_groups=codes_of_groups,
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
    finished_only: bool

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
        if problems:
            raise SurveyError(problems)
        tables = told_apart([table for table in opened if table is not None])
        heading = heading_of_group(self.coder, tables, handed.groups) if handed.groups else ""
        found = [
            attempt(problems, partial(self._one_of_several, one, file.sha256, heading, group))
            for one, file, group in zip(tables, handed.files, handed.groups or [""] * len(tables), strict=True)
        ]
        files = [one for one in found if one is not None]
        if problems:
            raise SurveyError(problems)
        table, questions = one_table(tables, files)
        if heading:
            table = with_group(table, heading, handed.groups)
        digests = [file.sha256 for file in handed.files]
        table, columns, digest = self._found(
            replace(table, digests=tuple(digests)), digest_together(digests), self._headings(), questions
        )
        columns = found_in_files(columns, files)
        with _known_by(digest):
            parts = before_duplicates(self.coder, table, columns, digest, finished_only=self.finished_only)
        rounds = [stated_round(self.coder, part.table, part.columns) for part in parts]
        shared = shared_codes(parts, rounds, are_of_groups=self._is_group(heading))
        issues = (*asked_in_some_files(files), *notes_on_codes(table.file, shared))
        return TablesOfRound(((table, columns, digest),), issues, shared)

    def _one_of_several(self, table: Table, sha256: str, heading: str, group: str) -> OneOfSeveral:
        """One of the files of a round, with its questions; what is unclear about its columns is asked of it alone."""
        if heading:
            table = with_group(table, heading, (group,))
        try:
            table, columns, _ = self._found(table, sha256, self._headings())
        except TooMuchToCompareError as error:
            raise SurveyError(Issue("error", "headings_too_long", table.file)) from error
        with _known_by(sha256):
            refuse(columns.issues)
        chosen = self.chosen.get(sha256, {})
        return OneOfSeveral(table, columns, sha256, frozenset(at for at, name in chosen.items() if name is None))

    def _is_group(self, heading: str) -> bool:
        """Whether the column of that heading asks for the group."""
        fits = self.coder.headings.for_a_file().whole(heading) if heading else ()
        return bool(fits) and fits[0].question.role == "group"

    def _headings(self) -> Headings:
        return self.coder.headings.for_a_file()

    def _one_table(self, file: Upload | Tables) -> Table:
        (table,) = opened_tables(self.opened.of(file), is_alone=False, headings=self._headings())
        return table

    def _found(
        self, table: Table, digest: str, headings: Headings, known: Mapping[int, str | None] | None = None
    ) -> tuple[Table, Columns, str]:
        """A table with the questions of its columns; `known` are those that are clear already."""
        chosen = {
            column: name
            for column, name in (known or self.chosen.get(digest, {})).items()
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
