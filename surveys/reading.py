"""Reads the rounds of a questionnaire into one `Survey`, or says everything that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np

from surveys.book import Book
from surveys.checks import codes_alike, codes_in_common, nobody_left, repeated_files, rounds_swapped, too_many_groups
from surveys.coder import Coder
from surveys.coding import code_submissions
from surveys.columns import Columns, find_columns
from surveys.exclusions import exclude
from surveys.formats import recognise
from surveys.groups import groups_of, with_fit_names
from surveys.headings import Headings, TooMuchToCompareError
from surveys.instrument import Group, Instrument
from surveys.issues import Issue, SurveyError
from surveys.matching import superseded
from surveys.people import People, place_people
from surveys.rounds import split_rounds, tell_rounds
from surveys.submissions import Submissions
from surveys.survey import THEN, Integers, Round, Survey
from surveys.table import Table
from surveys.upload import Upload
from surveys.wall import Progress, open_all
from surveys.xlsform import instrument_of, is_xlsform

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class _File:
    """A file that was read: its rounds (one, unless a question tells several apart) and what was found in it."""

    parts: tuple[Submissions, ...]
    issues: tuple[Issue, ...]


def read_survey(
    rounds: Sequence[Upload],
    instrument: Upload | Instrument,
    *,
    finished_only: bool = False,
    progress: Progress | None = None,
) -> Survey:
    """Read the answers of one edition.

    Parameters
    ----------
    rounds : sequence of Upload
        Pre, post, follow-ups, in this order, each just as the survey tool exported it.
    instrument : Upload or Instrument
        The questionnaire with its scoring rules.
    finished_only : bool
        Leaves out submissions that were broken off before the end, where the tool says so; otherwise they count.
    progress : callable, optional
        Told the name of a file and the share of it that is open, while files are opened. What it raises stops them.

    Returns
    -------
    Survey
        People in rows; issues (warnings and notes) say what was found and what was left out.

    Raises
    ------
    SurveyError
        With every problem of every file that stops the reading.
    """
    problems = list(repeated_files(rounds)) if rounds else [Issue("error", "no_files")]
    form = [instrument] if isinstance(instrument, Upload) else []
    opened = open_all([*rounds, *form], progress)
    books = opened[: len(rounds)]
    coder = _attempt(problems, partial(_coder, instrument if isinstance(instrument, Instrument) else opened[-1]))
    if coder is None:
        for book in books:
            _attempt(problems, partial(_table, book))
        raise SurveyError(problems)
    reading = (partial(_file, coder, upload, book, finished_only) for upload, book in zip(rounds, books, strict=True))
    read = [_attempt(problems, file) for file in reading]
    files = [file for file in read if file is not None]
    if problems:
        raise SurveyError(problems)
    return _survey(coder, files)


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
    coder = Coder.of(instrument_of(instrument) if isinstance(instrument, Book) else instrument)
    if "group" not in coder.roles:
        raise SurveyError(Issue("error", "no_group_question", coder.instrument.title, "survey"))
    return coder


def _table(book: Book | SurveyError, headings: Headings | None = None) -> Table:
    if isinstance(book, SurveyError):
        raise book
    if is_xlsform(book):
        raise SurveyError(Issue("error", "is_an_instrument", book.file, book.sheets[0].name))
    return recognise(book) if headings is None else recognise(book, lambda text: bool(headings.fits(text)))


def _file(coder: Coder, upload: Upload, book: Book | SurveyError, finished_only: bool) -> _File:
    headings = coder.headings.for_a_file()
    try:
        table = _table(book, headings)
        columns = find_columns(table, coder.instrument, headings)
    except TooMuchToCompareError as error:
        raise SurveyError(Issue("error", "headings_too_long", upload.name)) from error
    _refuse(columns.issues)
    tables, issues = split_rounds(coder, table, columns)
    digest = upload.sha256
    parts = tuple(_part(coder, one, columns, digest, finished_only) for one in tables)
    found = (*columns.issues, *issues, *(issue for part in parts for issue in part.issues))
    _refuse(found)
    return _File(parts, (*columns.issues, *issues))


def _refuse(issues: Iterable[Issue]) -> None:
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors:
        raise SurveyError(errors)


def _part(coder: Coder, table: Table, columns: Columns, sha256: str, finished_only: bool) -> Submissions:
    """A round coded, without the submissions that hold nothing and those that a later one replaces."""
    stays, excluded = exclude(coder, table, columns, finished_only=finished_only)
    coded = code_submissions(coder, stays, columns, rows_read=len(table.rows), sha256=sha256)
    empty = np.logical_not(coded.says_something)
    coded = coded.without(empty, *excluded, *coded.issues_at("no_answers", empty, 0, "note"))
    column = coder.place(columns, "respondent_id")
    gone = superseded(coded.code.tolist(), coded.table)
    coded = coded.without(gone, *coded.issues_at("duplicates", gone, column, "warning"))
    return coded.noting(*_cells_missing(coder, coded))


def _cells_missing(coder: Coder, coded: Submissions) -> Iterator[Issue]:
    """Notes on codes and weights that are missing in columns that are there."""
    column = coder.place(coded.columns, "respondent_id")
    if column is not None:
        uncoded = np.array([not code for code in coded.code.tolist()], dtype=np.bool_)
        yield from coded.issues_at("code_missing", uncoded, column, "note")
    column = coder.place(coded.columns, "weight")
    if column is not None and coded.weight is not None:
        yield from coded.issues_at("weight_missing", np.isnan(coded.weight), column, "note")


def _survey(coder: Coder, files: Sequence[_File]) -> Survey:
    """One survey out of files that can all be read."""
    parts = with_fit_names(coder.instrument, [part for file in files for part in file.parts])
    groups = groups_of(coder.instrument, parts)
    told = tell_rounds(coder, parts)
    _refuse(nobody_left(_in_time(told)))
    people = place_people(coder, told, groups)
    placed = [one.part for one in people.placed]
    in_time = _in_time(placed)
    _refuse(nobody_left(in_time))
    _refuse(too_many_groups(in_time, people.group, groups, len(coder.instrument.items)))
    rounds = (_round(people, place) for place, part in enumerate(placed) if part.table.rows)
    issues = (
        *(issue for file in files for issue in file.issues),
        *(issue for part in placed for issue in part.issues),
        *rounds_swapped(in_time),
        *codes_in_common(coder, in_time),
        *codes_alike(coder, in_time),
    )
    kept, group = _in_use(coder.instrument, groups, people.group)
    return Survey(coder.instrument, tuple(rounds), kept, group, issues)


def _in_time(rounds: Iterable[Submissions]) -> list[Submissions]:
    """The rounds that were filled in one after another: all but what one of them says of before."""
    return [one for one in rounds if one.name != THEN]


def _round(people: People, place: int) -> Round:
    placed, rows = people.placed[place], people.rows[place]
    shape = len(people.group), placed.answers.scores.shape[1]
    present = np.zeros(shape[0], dtype=np.bool_)
    scores, put = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
    present[rows], scores[rows], put[rows] = True, placed.answers.scores, placed.answers.put
    weight = None
    if placed.part.weight is not None:
        weight = np.full(shape[0], np.nan)
        weight[rows] = placed.part.weight
    return Round(
        name=placed.part.name,
        file=placed.part.table.file,
        sha256=placed.part.sha256,
        format=placed.part.table.format,
        rows_read=placed.part.rows_read,
        present=present,
        scores=scores,
        put=put,
        weight=weight,
    )


def _in_use(instrument: Instrument, groups: tuple[Group, ...], group: Integers) -> tuple[tuple[Group, ...], Integers]:
    """Of groups that people typed, those that anyone who stayed is in; an instrument's groups all stay."""
    if instrument.groups:
        return groups, group
    used = sorted(set(group[group >= 0].tolist()))
    places = np.full(len(groups) + 1, -1, dtype=np.intp)
    places[used] = np.arange(len(used))
    return tuple(groups[place] for place in used), places[group]
