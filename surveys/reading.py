"""Reads the rounds of a questionnaire into one `Survey`, or says everything that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np

from surveys.checks import codes_alike, codes_in_common, nobody_left, repeated_files, rounds_swapped
from surveys.coder import Coder
from surveys.coding import code_submissions
from surveys.columns import Columns, find_columns
from surveys.exclusions import exclude
from surveys.formats import recognise
from surveys.groups import groups_of, with_fit_names
from surveys.instrument import Group, Instrument
from surveys.issues import Issue, SurveyError
from surveys.matching import superseded
from surveys.people import People, place_people
from surveys.rounds import round_name, split_rounds
from surveys.spreadsheet import open_book
from surveys.submissions import Submissions
from surveys.survey import Integers, Round, Survey
from surveys.table import Table
from surveys.upload import Upload
from surveys.xlsform import is_xlsform, read_instrument

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class _File:
    """A file that was read: its rounds (one, unless a question tells several apart) and what was found in it."""

    upload: Upload
    parts: tuple[Submissions, ...]
    issues: tuple[Issue, ...]


def read_survey(rounds: Sequence[Upload], instrument: Upload | Instrument) -> Survey:
    """Read the answers of one edition.

    Parameters
    ----------
    rounds : sequence of Upload
        Pre, post, follow-ups, in this order, each just as the survey tool exported it.
    instrument : Upload or Instrument
        The questionnaire with its scoring rules.

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
    coder = _attempt(problems, partial(_coder, instrument))
    if coder is None:
        for upload in rounds:
            _attempt(problems, partial(_table, upload))
        raise SurveyError(problems)
    read = (_attempt(problems, partial(_file, coder, upload)) for upload in rounds)
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


def _coder(instrument: Upload | Instrument) -> Coder:
    coder = Coder.of(read_instrument(instrument) if isinstance(instrument, Upload) else instrument)
    if "group" not in coder.roles:
        raise SurveyError(Issue("error", "no_group_question", coder.instrument.title, "survey"))
    return coder


def _table(upload: Upload) -> Table:
    book = open_book(upload)
    if is_xlsform(book):
        raise SurveyError(Issue("error", "is_an_instrument", upload.name, book.sheets[0].name))
    return recognise(book)


def _file(coder: Coder, upload: Upload) -> _File:
    table = _table(upload)
    columns = find_columns(table, coder.instrument, coder.headings)
    _refuse(columns.issues)
    tables, issues = split_rounds(coder, table, columns)
    parts = tuple(_part(coder, one, columns) for one in tables)
    found = (*columns.issues, *issues, *(issue for part in parts for issue in part.issues))
    _refuse(found)
    return _File(upload, parts, (*columns.issues, *issues))


def _refuse(issues: Iterable[Issue]) -> None:
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors:
        raise SurveyError(errors)


def _part(coder: Coder, table: Table, columns: Columns) -> Submissions:
    """A round coded, without the submissions that hold nothing and those that a later one replaces."""
    stays, excluded = exclude(coder, table, columns)
    coded = code_submissions(coder, stays, columns, rows_read=len(table.rows))
    empty = np.logical_not(np.logical_or.reduce(coded.given, axis=1))
    coded = coded.without(empty, *excluded, *coded.issues_at("no_answers", empty, 0, "note"))
    column = coder.place(columns, "respondent_id")
    gone = superseded(coded.code.tolist(), coded.table)
    coded = coded.without(gone, *coded.issues_at("duplicates", gone, column, "warning"))
    uncoded = np.array([not code for code in coded.code.tolist()], dtype=np.bool_)
    return coded if column is None else coded.noting(*coded.issues_at("code_missing", uncoded, column, "note"))


def _survey(coder: Coder, files: Sequence[_File]) -> Survey:
    """One survey out of files that can all be read."""
    parts = with_fit_names(coder.instrument, [part for file in files for part in file.parts])
    _refuse(nobody_left(parts))
    groups = groups_of(coder.instrument, parts)
    people = place_people(coder, parts, groups)
    placed = [one.part for one in people.placed]
    _refuse(nobody_left(placed))
    uploads = [file.upload for file in files for _ in file.parts]
    rounds = tuple(_round(people, place, upload) for place, upload in enumerate(uploads))
    issues = (
        *(issue for file in files for issue in file.issues),
        *(issue for part in placed for issue in part.issues),
        *rounds_swapped(placed),
        *codes_in_common(coder, placed),
        *codes_alike(coder, placed),
    )
    kept, group = _in_use(coder.instrument, groups, people.group)
    return Survey(coder.instrument, rounds, kept, group, issues)


def _round(people: People, place: int, upload: Upload) -> Round:
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
        name=round_name(place),
        file=upload.name,
        sha256=upload.sha256,
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
