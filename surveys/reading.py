"""Reads the rounds of a questionnaire into one `Survey`, or says everything that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TypeVar

import numpy as np

from surveys.book import Book
from surveys.checks import nobody_left, repeated_files, rounds_swapped
from surveys.coder import Coder
from surveys.coding import code_submissions
from surveys.columns import Columns, find_columns
from surveys.exclusions import exclude
from surveys.formats import recognise
from surveys.groups import groups_of, with_fit_names
from surveys.headings import Headings
from surveys.instrument import Group, Instrument
from surveys.issues import Issue, SurveyError
from surveys.matching import superseded
from surveys.matching.facts import Join, Matching
from surveys.matching.near_pairs import NearPair, decide, near_pairs, with_one_code
from surveys.matching.notes import matching_issues, same_sheets
from surveys.matching.offers import OFFERED, offers
from surveys.matching.sureness import sureness, written_otherwise
from surveys.people import People, Placed, place_people
from surveys.rounds import split_rounds, tell_rounds
from surveys.submissions import Submissions
from surveys.survey import THEN, Integers, Round, Survey
from surveys.table import Table
from surveys.upload import Upload
from surveys.wall import Progress, open_all
from surveys.xlsform import instrument_of, is_xlsform

Homes = Mapping[str, Mapping[int, str]]
"""Questions that the officer chose for columns: by the digest of the file, and the column."""

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class _File:
    """A file that was read: its rounds (one, unless a question tells several apart) and what was found in it."""

    parts: tuple[Submissions, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class Reading:
    """The files of one edition, opened and coded: a survey is made of them as often as a decision changes.

    It holds what the files hold, codes too, so it lives in memory only.
    """

    coder: Coder = field(repr=False)
    files: tuple[_File, ...] = field(repr=False)

    def survey(self, joins: Sequence[Join] = ()) -> Survey:
        """The survey, with these pairs of submissions as one person each (see `read_survey`)."""
        return _survey(self.coder, self._before_joining, joins)

    @cached_property
    def _before_joining(self) -> _Unjoined:
        return _unjoined(self.coder, self.files)


def read_survey(
    rounds: Sequence[Upload],
    instrument: Upload | Instrument,
    joins: Sequence[Join] = (),
    *,
    finished_only: bool = False,
    homes: Homes | None = None,
    progress: Progress | None = None,
) -> Survey:
    """Read the answers of one edition.

    Parameters
    ----------
    rounds : sequence of Upload
        Pre, post, follow-ups, in this order, each just as the survey tool exported it.
    instrument : Upload or Instrument
        The questionnaire with its scoring rules.
    joins : sequence of Join
        Pairs of submissions of one person whose codes are one slip apart, out of those that `Survey.matching` offers.
        The survey is the one that would be read had the later code been written as the earlier one.
    finished_only : bool
        Leaves out submissions that were broken off before the end, where the tool says so; otherwise they count.
    homes : mapping, optional
        Which question a column stands for, where an error asked (``column_ambiguous``, ``column_twice``): by the digest
        of the file and the column, counted from 0, the question's name; empty for a column that has none.
    progress : callable, optional
        Told the name of a file and the share of it that is open, while files are opened. What it raises stops them.

    Returns
    -------
    Survey
        People in rows; issues (warnings and notes) say what was found and what was left out.

    Raises
    ------
    SurveyError
        With every problem of every file that stops the reading; also where a join can't be made.
    """
    reading = read_files(rounds, instrument, finished_only=finished_only, homes=homes, progress=progress)
    return reading.survey(joins)


def read_files(
    rounds: Sequence[Upload],
    instrument: Upload | Instrument,
    *,
    finished_only: bool = False,
    homes: Homes | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Open and code the files of one edition, for `Reading.survey` (parameters and errors as of `read_survey`)."""
    problems = list(repeated_files(rounds)) if rounds else [Issue("error", "no_files")]
    form = [instrument] if isinstance(instrument, Upload) else []
    opened = open_all([*rounds, *form], progress)
    books = opened[: len(rounds)]
    coder = _attempt(problems, partial(_coder, instrument if isinstance(instrument, Instrument) else opened[-1]))
    if coder is None:
        for book in books:
            _attempt(problems, partial(_table, book))
        raise SurveyError(problems)
    options = homes or {}, finished_only
    reading = (partial(_file, coder, upload, book, *options) for upload, book in zip(rounds, books, strict=True))
    read = [_attempt(problems, file) for file in reading]
    files = tuple(file for file in read if file is not None)
    if problems:
        raise SurveyError(problems)
    return Reading(coder, files)


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


def _file(coder: Coder, upload: Upload, book: Book | SurveyError, homes: Homes, finished_only: bool) -> _File:
    table = _table(book, coder.headings)
    digest = upload.sha256
    columns = find_columns(table, coder.instrument, coder.headings, homes.get(digest))
    _refuse(columns.issues)
    tables, issues = split_rounds(coder, table, columns)
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


@dataclass(frozen=True)
class _Unjoined:
    """The rounds and their people by the codes of the files, and the pairs that may be joined."""

    issues: tuple[Issue, ...]
    groups: tuple[Group, ...]
    told: list[Submissions]
    people: People
    near: list[NearPair]


def _unjoined(coder: Coder, files: Sequence[_File]) -> _Unjoined:
    parts = with_fit_names(coder.instrument, [part for file in files for part in file.parts])
    groups = groups_of(coder.instrument, parts)
    told = tell_rounds(coder, parts)
    _refuse(nobody_left(_in_time(told)))
    people = place_people(coder, told, groups)
    near = near_pairs(_in_time(told), [one.part for one in _placed_in_time(people)])
    return _Unjoined(tuple(issue for file in files for issue in file.issues), groups, told, people, near)


def _survey(coder: Coder, unjoined: _Unjoined, joins: Sequence[Join]) -> Survey:
    """One survey out of files that can all be read."""
    told, groups, people = unjoined.told, unjoined.groups, unjoined.people
    before_joining = _placed_in_time(people)
    in_files = [one.part for one in before_joining]
    decided = decide(coder, _in_time(told), in_files, unjoined.near, joins)
    if decided.joined:
        people = place_people(coder, with_one_code(told, decided.codes), groups)
    placed_in_time = _placed_in_time(people)
    in_time = [one.part for one in placed_in_time]
    _refuse(nobody_left(in_time))
    rounds = (_round(people, place) for place, one in enumerate(people.placed) if one.part.table.rows)
    issues = (
        *unjoined.issues,
        *(issue for one in people.placed for issue in one.part.issues),
        *rounds_swapped(in_time),
        *matching_issues(coder, in_time, in_files, decided),
        *same_sheets(placed_in_time),
    )
    kept, group = _in_use(coder.instrument, groups, people.group)
    matching = Matching(
        offered=tuple(offers(coder, before_joining, groups, decided.open[:OFFERED])),
        joined=tuple(offers(coder, before_joining, groups, decided.joined)),
        beyond=len(decided.open[OFFERED:]),
        sureness=sureness(coder, in_time, written_otherwise(in_files, decided.codes)),
    )
    return Survey(coder.instrument, tuple(rounds), kept, group, issues, matching=matching)


def _placed_in_time(people: People) -> list[Placed]:
    """The rounds that were filled in one after another, with their people."""
    return [one for one in people.placed if one.part.name != THEN]


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
