"""The tables of all rounds, and the questions that they ask: the same question of every round is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from surveys.columns.personal import personal_columns
from surveys.columns.retrospective import marked_parts
from surveys.columns.rounds import tables_of
from surveys.columns.rounds.several_files import GROUP_OF_FILE, keys_by_heading, put_together, told_apart, with_group
from surveys.files.book import Book
from surveys.files.sources import FilesOfRound, files_of
from surveys.files.table import Table
from surveys.files.upload import Upload
from surveys.files.wall import open_all
from surveys.language.wording import normalise
from surveys.mapping.source.columns import FileColumn, SourceColumn
from surveys.mapping.source.joining import joined
from surveys.model.issues import Issue, SurveyError


def open_tables(rounds: Sequence[Upload | FilesOfRound]) -> tuple[Table, ...]:
    """The submissions of each round: of each file, or of the files that hold it together.

    Of one file alone, of all rounds that it holds. Files of a round whose groups are known have a column more, headed
    `GROUP_OF_FILE`.

    Raises
    ------
    SurveyError
        With what stands in the way of opening one of them, or if one is a questionnaire.
    TypeError
        If a file is none that was handed in.
    """
    files = [file for one in rounds for file in files_of(one)]
    uploads = [file for file in files if isinstance(file, Upload)]
    if len(uploads) < len(files):
        raise TypeError("a mapping is guessed of files that were handed in, as Upload")
    books = iter(open_all(uploads))
    problems: list[Issue] = []
    found: list[Table] = []
    for one in rounds:
        is_alone = len(files) == 1 and not isinstance(one, FilesOfRound)
        its = [_tables(next(books), is_alone) for _ in files_of(one)]
        problems += [issue for tables in its if isinstance(tables, SurveyError) for issue in tables.issues]
        opened = [table for tables in its if not isinstance(tables, SurveyError) for table in tables]
        found += [_together(one, opened)] if isinstance(one, FilesOfRound) and not problems else opened
    if problems:
        raise SurveyError(problems)
    return tuple(found)


def _together(round_: FilesOfRound, tables: Sequence[Table]) -> Table:
    """The files of one round as one table."""
    digests = [file.sha256 for file in round_.files if isinstance(file, Upload)]
    tables = told_apart(tables)
    table = put_together(tables, [keys_by_heading(table) for table in tables], digests)
    return with_group(table, GROUP_OF_FILE, round_.groups) if round_.groups else table


def _tables(book: Book | SurveyError, is_alone: bool) -> tuple[Table, ...] | SurveyError:
    """The rounds of a book, or what stands in the way."""
    if isinstance(book, SurveyError):
        return book
    try:
        return tables_of(book, is_alone=is_alone)
    except SurveyError as error:
        return error


def source_columns(tables: Sequence[Table]) -> tuple[tuple[SourceColumn, ...], frozenset[int]]:
    """The questions of all files in the order of their columns, and the positions of those that could name a person.

    Columns without a heading are left out: nothing would find them again.
    """
    found: list[SourceColumn] = []
    personal: set[FileColumn] = set()
    for number, table in enumerate(tables):
        personal |= {FileColumn(number, column) for column in personal_columns(table, [()] * len(table.headings))}
        found = joined(found, _of_table(tables, number))
    is_personal = [
        any(FileColumn(file_column.table, file_column.column) in personal for file_column in source.file_columns)
        for source in found
    ]
    return tuple(found), frozenset(np.flatnonzero(is_personal).tolist())


def _of_table(tables: Sequence[Table], number: int) -> list[SourceColumn]:
    """The questions of one file; BEFORE and AFTER of the same question are one."""
    table = tables[number]
    headings = {column: heading for column, heading in enumerate(table.headings) if heading}
    pairs = _before_and_after(headings)
    found: list[SourceColumn] = []
    for column in headings:
        if column in pairs:
            other, rest, is_before = pairs[column]
            if column < other:
                file_columns = (FileColumn(number, column, is_before), FileColumn(number, other, not is_before))
                found.append(SourceColumn(tables, (_closed(rest),), file_columns))
        else:
            found.append(SourceColumn(tables, _wordings(table, column), (FileColumn(number, column),)))
    return found


def _closed(text: str) -> str:
    """A heading whose mark was taken off, with the bracket at its end that may have gone with it."""
    return f"{text}]" if text.count("[") > text.count("]") else text


def _wordings(table: Table, column: int) -> tuple[str, ...]:
    """A heading; where it is a bare name and the tool wrote the question too, the question and then the name."""
    heading = table.headings[column]
    texts = table.wordings[column] if table.wordings else ()
    if not texts or " " in heading or " " not in texts[0]:
        return (heading,)
    is_shared = any(texts[0] in others for index, others in enumerate(table.wordings) if index != column)
    return (heading,) if is_shared else (texts[0], heading)


def _before_and_after(headings: Mapping[int, str]) -> dict[int, tuple[int, str, bool]]:
    """Of each column with a twin of the other time: the twin, the heading without its mark, whether it is before."""
    parts = {column: tuple(marked_parts(heading)) for column, heading in headings.items()}
    asked: dict[tuple[bool, str], tuple[int, str]] = {}
    for column, its in parts.items():
        for is_before, rest in its:
            asked.setdefault((is_before, normalise(rest)), (column, rest))
    found: dict[int, tuple[int, str, bool]] = {}
    for column, its in parts.items():
        for is_before, rest in its:
            twin = asked.get((not is_before, normalise(rest)))
            if twin and column not in found and twin[0] not in found:
                found[column] = (twin[0], rest, is_before)
                found[twin[0]] = (column, rest, not is_before)
    return found
