"""Reads the rounds of a questionnaire into one `Survey`, or says everything that stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice

from surveys.assembly import CodedFiles
from surveys.checks import repeated_files
from surveys.coding.coded_file import CodedFile
from surveys.coding.coder import Coder
from surveys.coding.opened_rounds import (
    ChosenQuestions,
    HandedIn,
    RoundReader,
    TablesOfRound,
    attempt,
    opened_tables,
)
from surveys.coding.several_files import codes_of_groups
from surveys.files.book import Book
from surveys.files.opened import NOTHING_OPEN, OpenFiles
from surveys.files.sources import FilesOfRound, Source, Tables, files_of, handed_in
from surveys.files.upload import Upload
from surveys.files.wall import Progress
from surveys.form.xlsform import INSTRUMENT, read_xlsform
from surveys.model.decisions import NOTHING_DECIDED, ColumnDecisions
from surveys.model.instrument import Instrument
from surveys.model.issues import Issue, SurveyError
from surveys.model.matching import Join
from surveys.model.survey import Survey


def read_survey(
    rounds: Sequence[Source | FilesOfRound],
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
    rounds : sequence of path, bytes, Upload, DataFrame, mapping of str to DataFrame, or FilesOfRound
        Pre, post, follow-ups, in this order, each just as the survey tool exported it; or one file that holds several
        rounds, as sheets or as marked columns (`surveys.columns.rounds`). A DataFrame is read as the sheet
        that somebody would type it into, with its columns' names in the first row; its index is not read. A round
        that several files hold, as one for each place, is a `FilesOfRound`, which may say what group each is of.
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
    rounds: Sequence[Source | FilesOfRound],
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
    files = [file for one in handed for file in one.files]
    problems = list(repeated_files(files)) if files else [Issue("error", "no_files")]
    opened = opened.with_files([*files, *form], progress)
    stated = instrument if isinstance(instrument, Instrument) else opened.of(form[0])
    coder = attempt(problems, partial(_coder, stated))
    is_alone = len(files) == 1 and not isinstance(rounds[0], FilesOfRound)
    if coder is None:
        for file in files:
            attempt(problems, partial(opened_tables, opened.of(file), is_alone))
        raise SurveyError(problems)
    reader = RoundReader(coder, opened, is_alone, chosen_questions or {}, decided, finished_only)
    of_rounds: list[list[Issue]] = [[] for _ in handed]
    read = [attempt(said, partial(reader.tables, one)) for said, one in zip(of_rounds, handed, strict=True)]
    found = [(said, one) for said, one in zip(of_rounds, read, strict=True) if one is not None]
    of_groups = codes_of_groups(one.shared_codes for _, one in found)

    def code(one: TablesOfRound) -> CodedFile:
        return one.coded(coder, finished_only=finished_only, codes_of_groups=of_groups)

    coded = [attempt(said, partial(code, one)) for said, one in found]
    problems += [issue for said in of_rounds for issue in said]
    if problems:
        raise SurveyError(issue.in_its_file() for issue in problems)
    return CodedFiles(coder, tuple(file for file in coded if file is not None))


def _handed_in(
    rounds: Sequence[Source | FilesOfRound], instrument: Source | Instrument
) -> tuple[list[HandedIn], list[Upload | Tables]]:
    """The files of each round, and the instrument where it is still to be opened."""
    if isinstance(rounds, str | bytes) or not isinstance(rounds, Sequence):
        raise TypeError("the rounds must stand in a list, even one alone: read_survey([before, after], instrument)")
    sources = [(f"round {ordinal}", source) for ordinal, one in enumerate(rounds, start=1) for source in files_of(one)]
    form = [] if isinstance(instrument, Instrument) else [(INSTRUMENT, instrument)]
    handed = iter(handed_in([*sources, *form]))
    of_rounds = [
        HandedIn(tuple(islice(handed, len(files_of(one)))), one.groups if isinstance(one, FilesOfRound) else ())
        for one in rounds
    ]
    return of_rounds, [*handed]


def _coder(instrument: Instrument | Book | SurveyError) -> Coder:
    if isinstance(instrument, SurveyError):
        raise instrument
    return Coder.of(read_xlsform(instrument) if isinstance(instrument, Book) else instrument)
