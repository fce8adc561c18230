"""Puts coded files together: rounds named, people matched and sorted, answers checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from surveys.checks import check_answers, nobody_left, rounds_swapped, too_many_groups
from surveys.coding.coded_file import CodedFile, distinct, refuse
from surveys.coding.coder import Coder
from surveys.coding.open_answers import open_answers
from surveys.coding.rounds import name_rounds
from surveys.coding.submissions import Submissions
from surveys.model.inspection import FoundColumn, Inspection, Unmatched
from surveys.model.instrument import Group, Instrument
from surveys.model.issues import Issue, SurveyError
from surveys.model.matching import Join, Matching
from surveys.model.open_answers import OpenAnswers
from surveys.model.survey import THEN, Integers, Round, Survey
from surveys.people.breakdowns import breakdowns_of
from surveys.people.groups import groups_of, with_fit_names
from surveys.people.matching.near_pairs import NearPair, decide, near_pairs, with_one_code
from surveys.people.matching.notes import matching_issues, same_sheets
from surveys.people.matching.offers import OFFERED, offers
from surveys.people.matching.sureness import sureness, written_otherwise
from surveys.people.people import People, RoundOfPeople, arrange_people
from surveys.people.taken_over import breakdown_issues, group_issues, has_comparable_groups


@dataclass(frozen=True)
class CodedFiles:
    """The files of one edition, opened and coded: a survey is made of them as often as a decision changes.

    It holds what the files hold, codes too, so it lives in memory only.
    """

    coder: Coder = field(repr=False)
    files: tuple[CodedFile, ...] = field(repr=False)

    def survey(self, joins: Sequence[Join] = ()) -> Survey:
        """The survey, with these pairs of submissions as one person each (see `read_survey`)."""
        try:
            return _survey(self.coder, self._before_joining, joins)
        except SurveyError as error:
            raise SurveyError(issue.in_its_file() for issue in error.issues) from error

    @cached_property
    def _before_joining(self) -> _Unjoined:
        return _unjoined(self.coder, self.files)


@dataclass(frozen=True)
class _Unjoined:
    """The rounds and their people by the codes of the files, and the pairs that may be joined.

    `stated_groups` are those that people state, `groups` the same, or none where everybody is one group.
    """

    issues: tuple[Issue, ...]
    unmatched: tuple[Unmatched, ...]
    columns: tuple[FoundColumn, ...]
    open_answers: tuple[OpenAnswers, ...] = field(repr=False)
    stated_groups: tuple[Group, ...]
    groups: tuple[Group, ...]
    named: list[Submissions]
    people: People
    near: list[NearPair]


def _unjoined(coder: Coder, files: Sequence[CodedFile]) -> _Unjoined:
    parts = with_fit_names(coder.instrument, [part for file in files for part in file.parts])
    stated_groups = groups_of(coder.instrument, parts)
    named = name_rounds(coder, parts)
    refuse(nobody_left(_in_time(named)))
    people, groups = _in_groups(coder, named, stated_groups)
    refuse(too_many_groups(people.group, groups, len(coder.instrument.items), named[0].table.file))
    near = near_pairs(_in_time(named), [one.part for one in _rounds_in_time(people)])
    issues = tuple(issue for file in files for issue in file.issues)
    unmatched = tuple(one for file in files for one in file.unmatched)
    columns = tuple(one for file in files for one in file.columns)
    written = tuple(open_answers(coder, _in_time(named)))
    return _Unjoined(issues, unmatched, columns, written, stated_groups, groups, named, people, near)


def _survey(coder: Coder, unjoined: _Unjoined, joins: Sequence[Join]) -> Survey:
    """One survey out of files that can all be read."""
    named, groups, people = unjoined.named, unjoined.groups, unjoined.people
    before_joining = _rounds_in_time(people)
    in_files = [one.part for one in before_joining]
    decided = decide(coder, _in_time(named), in_files, unjoined.near, joins)
    if decided.joined:
        people, groups = _in_groups(coder, with_one_code(named, decided.codes), unjoined.stated_groups)
    rounds_in_time = _rounds_in_time(people)
    in_time = [one.part for one in rounds_in_time]
    refuse(nobody_left(in_time))
    rounds = (_round(coder, people, index) for index, one in enumerate(people.rounds) if one.part.table.rows)
    checks, for_officer = check_answers(coder, people)
    issues = (
        *unjoined.issues,
        *distinct(issue for one in people.rounds for issue in one.part.issues),
        *rounds_swapped(in_time),
        *matching_issues(coder, in_time, in_files, decided),
        *same_sheets(rounds_in_time),
        *group_issues(coder, people, is_one_group=not groups),
        *breakdown_issues(coder, people),
        *checks,
    )
    inspection = Inspection(
        tuple(issue.in_its_file() for issue in for_officer), unjoined.unmatched, unjoined.columns, unjoined.open_answers
    )
    kept, group = _in_use(coder.instrument, groups, people.group)
    matching = Matching(
        offered=tuple(offers(coder, before_joining, unjoined.stated_groups, decided.open[:OFFERED])),
        joined=tuple(offers(coder, before_joining, unjoined.stated_groups, decided.joined)),
        beyond=len(decided.open[OFFERED:]),
        sureness=sureness(coder, in_time, written_otherwise(in_files, decided.codes)),
    )
    breakdowns = breakdowns_of(coder.instrument, people, groups)
    return Survey(
        coder.instrument,
        tuple(rounds),
        kept,
        group,
        tuple(issue.in_its_file() for issue in issues),
        breakdowns=breakdowns,
        matching=matching,
        inspection=inspection,
    )


def _in_groups(
    coder: Coder, parts: Sequence[Submissions], groups: tuple[Group, ...]
) -> tuple[People, tuple[Group, ...]]:
    """The people in their groups; everybody as one group, and no groups, where none can be compared (rule 4)."""
    people = arrange_people(coder, parts, groups)
    if not groups or has_comparable_groups(people):
        return people, groups
    return arrange_people(coder, parts, ()), ()


def _rounds_in_time(people: People) -> list[RoundOfPeople]:
    """The rounds that were filled in one after another, with their people."""
    return [one for one in people.rounds if one.part.name != THEN]


def _in_time(rounds: Iterable[Submissions]) -> list[Submissions]:
    """The rounds that were filled in one after another: all but what one of them says of before."""
    return [one for one in rounds if one.name != THEN]


def _round(coder: Coder, people: People, index: int) -> Round:
    one, rows = people.rounds[index], people.rows[index]
    columns = one.part.columns.by_question
    shape = len(people.group), one.answers.scores.shape[1]
    present = np.zeros(shape[0], dtype=np.bool_)
    present[rows] = True
    scores, asked, question = one.answers.scores, one.answers.was_asked, one.answers.question
    if len(rows) < shape[0] or (np.diff(rows) != 1).any():  # else everybody is there, in this order already
        scores, asked = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
        scores[rows], asked[rows] = one.answers.scores, one.answers.was_asked
        if one.answers.question is not None:
            question = np.full(shape, -1, dtype=np.intp)
            question[rows] = one.answers.question
    weight = None
    if one.part.weight is not None:
        weight = np.full(shape[0], np.nan)
        weight[rows] = one.part.weight
    return Round(
        name=one.part.name,
        file=one.part.table.file,
        sha256=one.part.sha256,
        format=one.part.table.format,
        rows_read=one.part.rows_read,
        present=present,
        scores=scores,
        was_asked=asked,
        weight=weight,
        question=question,
        lacks=frozenset(one.name for one in coder.questions if one.name not in columns),
        of_files=one.part.table.digests,
    )


def _in_use(instrument: Instrument, groups: tuple[Group, ...], group: Integers) -> tuple[tuple[Group, ...], Integers]:
    """Of groups that people typed, those that anyone who stayed is in; an instrument's groups all stay."""
    if instrument.groups or not groups:
        return groups, group
    used = sorted(set(group[group >= 0].tolist()))
    new_index = np.full(len(groups) + 1, -1, dtype=np.intp)
    new_index[used] = np.arange(len(used))
    return tuple(groups[index] for index in used), new_index[group]
