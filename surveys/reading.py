"""Reads the rounds of a questionnaire into one `Survey`, or says everything that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from surveys.assembly import CodedFiles
from surveys.checks import repeated_files
from surveys.coding.coded_file import CodedFile, code_file, together
from surveys.coding.coder import Coder
from surveys.columns.headings import Headings, TooMuchToCompareError
from surveys.columns.question_columns import find_columns
from surveys.columns.rounds import tables_of
from surveys.files.book import Book
from surveys.files.opened import NOTHING_OPEN, OpenFiles
from surveys.files.sources import Source, Tables, handed_in
from surveys.files.table import Table, digest_of
from surveys.files.upload import Upload
from surveys.files.wall import Progress
from surveys.form.xlsform import INSTRUMENT, read_xlsform
from surveys.model.decisions import NOTHING_DECIDED, ColumnDecisions
from surveys.model.instrument import Instrument
from surveys.model.issues import Issue, SurveyError
from surveys.model.matching import Join
from surveys.model.survey import Survey

ChosenQuestions = Mapping[str, Mapping[int, str | None]]
"""Questions that the officer chose for columns, by the digest of the file and the column; None for no question."""

_Result = TypeVar("_Result")


def read_survey(
    rounds: Sequence[Source],
    instrument: Source | Instrument,
    joins: Sequence[Join] = (),
    *,
    finished_only: bool = False,
    chosen_questions: ChosenQuestions | None = None,
    decided: ColumnDecisions = NOTHING_DECIDED,
    progress: Progress | None = None,
) -> Survey:
    """Read the answers of one edition.

    Parameters
    ----------
    rounds : sequence of path, bytes, Upload, DataFrame, or mapping of str to DataFrame
        Pre, post, follow-ups, in this order, each just as the survey tool exported it; or one file that holds several
        rounds, as sheets or as marked columns (`surveys.columns.rounds`). A DataFrame is read as the sheet
        that somebody would type it into, with its columns' names in the first row; its index is not read.
    instrument : path, bytes, Upload, mapping of str to DataFrame, or Instrument
        The questionnaire with its scoring rules; as DataFrames, its sheets by name.
    joins : sequence of Join
        Pairs of submissions of one person whose codes are one slip apart, out of those that `Survey.matching` offers.
        The survey is the one that would be read had the later code been written as the earlier one.
    finished_only : bool
        Leaves out submissions that were broken off before the end, where the tool says so; otherwise they count.
    chosen_questions : mapping, optional
        Which question a column stands for, where an error asked (``column_ambiguous``, ``column_twice``): by the digest
        of the file and the column, counted from 0, the question's name; None for a column that has none.
    decided : ColumnDecisions
        Columns that the officer keeps although they look personal, and columns that the officer drops.
    progress : callable, optional
        Called with the name of a file and the share of it that is open, while files are opened. What it raises stops
        them.

    Returns
    -------
    Survey
        People in rows; issues (warnings and notes) say what was found and what was left out.

    Raises
    ------
    SurveyError
        With every problem of every file that stops the reading; also where a join can't be made.
    TypeError
        If a round or the instrument is nothing of the above.
    """
    reading = read_files(
        rounds,
        instrument,
        finished_only=finished_only,
        chosen_questions=chosen_questions,
        decided=decided,
        progress=progress,
    )
    return reading.survey(joins)


def read_files(
    rounds: Sequence[Source],
    instrument: Source | Instrument,
    *,
    finished_only: bool = False,
    chosen_questions: ChosenQuestions | None = None,
    decided: ColumnDecisions = NOTHING_DECIDED,
    progress: Progress | None = None,
    opened: OpenFiles = NOTHING_OPEN,
) -> CodedFiles:
    """Open and code the files of one edition, for `CodedFiles.survey`.

    Parameters and errors are those of `read_survey`; what is `opened` already is not opened again.
    """
    handed, form = _handed_in(rounds, instrument)
    problems = list(repeated_files(handed)) if handed else [Issue("error", "no_files")]
    opened = opened.with_files([*handed, *form], progress)
    books = [opened.of(one) for one in handed]
    stated = instrument if isinstance(instrument, Instrument) else opened.of(form[0])
    coder = _attempt(problems, partial(_coder, stated))
    is_alone = len(handed) == 1
    if coder is None:
        for book in books:
            _attempt(problems, partial(_tables, book, is_alone))
        raise SurveyError(problems)

    def code(upload: Upload | Tables, book: Book | SurveyError) -> CodedFile:
        headings = coder.headings.for_a_file()
        try:
            tables = _tables(book, is_alone, headings)
            return together([code_table(table, digest_of(table, upload.sha256), headings) for table in tables])
        except TooMuchToCompareError as error:
            raise SurveyError(Issue("error", "headings_too_long", upload.name)) from error

    def code_table(table: Table, digest: str, headings: Headings) -> CodedFile:
        try:
            chosen = (chosen_questions or {}).get(digest, {})
            here = {
                column: name
                for column, name in chosen.items()
                if column < len(table.headings) and table.headings[column]
            }
            columns = find_columns(table, coder.instrument, headings, here, decided.of_file(digest))
            return code_file(coder, table, columns, digest, finished_only=finished_only)
        except SurveyError as error:
            raise SurveyError(replace(one, values={**one.values, "sha256": digest}) for one in error.issues) from error

    read = [_attempt(problems, partial(code, *one)) for one in zip(handed, books, strict=True)]
    files = tuple(file for file in read if file is not None)
    if problems:
        raise SurveyError(problems)
    return CodedFiles(coder, files)


def _handed_in(
    rounds: Sequence[Source], instrument: Source | Instrument
) -> tuple[list[Upload | Tables], list[Upload | Tables]]:
    """The rounds, and the instrument where it is still to be opened."""
    if isinstance(rounds, str | bytes) or not isinstance(rounds, Sequence):
        raise TypeError("the rounds must stand in a list, even one alone: read_survey([before, after], instrument)")
    sources = [(f"round {ordinal}", source) for ordinal, source in enumerate(rounds, start=1)]
    form = [] if isinstance(instrument, Instrument) else [(INSTRUMENT, instrument)]
    handed = handed_in([*sources, *form])
    return handed[: len(sources)], handed[len(sources) :]


def _attempt(problems: list[Issue], read: Callable[[], _Result]) -> _Result | None:
    """What a reading gives; None where it can't be, with the reasons added to `problems`."""
    try:
        return read()
    except SurveyError as error:
        problems.extend(error.issues)
        return None


def _coder(instrument: Instrument | Book | SurveyError) -> Coder:
    if isinstance(instrument, SurveyError):
        raise instrument
    return Coder.of(read_xlsform(instrument) if isinstance(instrument, Book) else instrument)


def _tables(book: Book | SurveyError, is_alone: bool, headings: Headings | None = None) -> tuple[Table, ...]:
    if isinstance(book, SurveyError):
        raise book
    return tables_of(book, is_alone=is_alone, headings=headings)
