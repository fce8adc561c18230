"""The pairs of submissions whose codes match nobody and are one slip apart, and those of them that were joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from surveys.coding.coder import Coder
from surveys.coding.submissions import Submissions
from surveys.model.addresses import address
from surveys.model.issues import Issue, Listing, SurveyError
from surveys.model.matching import Join, SubmissionRow
from surveys.people.matching.near_codes import one_edit_apart

Rounds = frozenset[int]


@dataclass(frozen=True)
class NearPair:
    """Two submissions: the index of each one's round, and its index in that round's submissions.

    Attributes
    ----------
    codes : tuple of str
        The earlier one's code and the later one's.
    rounds : tuple of frozenset of int
        The rounds in which anybody has those codes.
    rivals : int
        How many other pairs one of the two codes is in.
    sole : bool
        No other code of these two rounds is near one of the two, in whatever group.
    """

    first: tuple[int, int]
    later: tuple[int, int]
    codes: tuple[str, str]
    rounds: tuple[Rounds, Rounds]
    rivals: int
    sole: bool


def near_pairs(rounds_in_time: Sequence[Submissions], parts: Sequence[Submissions]) -> list[NearPair]:
    """Pairs of one group whose codes are one slip apart, of rounds of which the other code has no submission.

    Of a round in which nobody states a group, everybody is of any.

    Of a later round only codes that no earlier one has are looked at, of an earlier one those that it is the first to
    have. Pairs without a rival stand first, then by round and row.

    Parameters
    ----------
    rounds_in_time, parts : sequences of Submissions
        The rounds in order of time: all submissions, and those that stay.
    """
    if len(parts) < 2:
        return []
    rounds = _rounds_of_codes(rounds_in_time)
    firsts = [_first_of(parts, index) for index in range(len(parts))]
    found = []
    knows = [any(part.group.tolist()) for part in parts]
    for later, ours in enumerate(firsts):
        for first, theirs in enumerate(firsts[:later]):
            known, new = (
                {code: index for code, index in codes.items() if absent not in rounds[code]}
                for codes, absent in ((theirs, later), (ours, first))
            )
            earlier_codes, later_codes = list(known), list(new)
            near = [(earlier_codes[i], later_codes[j]) for i, j in one_edit_apart(earlier_codes, later_codes)]
            times = Counter(code for pair in near for code in pair)
            for one, other in near:
                group, later_group = parts[first].group[known[one]], parts[later].group[new[other]]
                is_one_group = bool(group and group == later_group) or not (knows[first] and knows[later])
                if is_one_group and not rounds[one] & rounds[other]:
                    at = (first, known[one]), (later, new[other])
                    sole = times[one] == times[other] == 1
                    found.append(NearPair(*at, (one, other), (rounds[one], rounds[other]), 0, sole))
    return _ordered(found)


def _rounds_of_codes(rounds_in_time: Sequence[Submissions]) -> dict[str, Rounds]:
    rounds: dict[str, set[int]] = {}
    for index, part in enumerate(rounds_in_time):
        for code in part.code.tolist():
            rounds.setdefault(code, set()).add(index)
    return {code: frozenset(indices) for code, indices in rounds.items()}


def _first_of(parts: Sequence[Submissions], index: int) -> dict[str, int]:
    """The codes that a round is the first to have, and where they stand."""
    known = {code for part in parts[:index] for code in part.code.tolist()}
    return {code: row for row, code in enumerate(parts[index].code.tolist()) if code and code not in known}


def _ordered(pairs: Sequence[NearPair]) -> list[NearPair]:
    times = Counter(code for pair in pairs for code in pair.codes)
    counted = [replace(pair, rivals=sum(times[code] - 1 for code in pair.codes)) for pair in pairs]
    return sorted(counted, key=lambda pair: (pair.rivals > 0, pair.later, pair.first))


@dataclass(frozen=True)
class Decided:
    """Near pairs, parted by what the officer decided.

    Attributes
    ----------
    joined : list of NearPair
        Those made one person.
    open : list of NearPair
        Those that could be joined beside them.
    codes : mapping
        The code of the person for each code that is written differently.
    """

    joined: list[NearPair]
    open: list[NearPair]
    codes: Mapping[str, str]


def decide(
    coder: Coder,
    rounds_in_time: Sequence[Submissions],
    parts: Sequence[Submissions],
    pairs: Sequence[NearPair],
    joins: Iterable[Join],
) -> Decided:
    """Join those of the near pairs that were named.

    The person has the code of the earliest round. Codes joined stand for the same person wherever they occur.

    Raises
    ------
    SurveyError
        For each join that names no near pair of this survey, or somebody twice in a round.
    """
    wanted = list(dict.fromkeys(joins))
    by_rows = {_join(parts, pair).rows: pair for pair in pairs} if wanted else {}
    people: dict[str, tuple[frozenset[str], Rounds]] = {}
    joined, refused = [], []
    for join in wanted:
        pair = by_rows.get(join.rows)
        if pair is None or not _join_people(people, pair):
            refused.append(_refusal(coder, rounds_in_time, join))
        else:
            joined.append(pair)
    if refused:
        raise SurveyError(refused)
    made = set(joined)
    left = [pair for pair in pairs if pair not in made and _can_join(people, pair)]
    return Decided([pair for pair in pairs if pair in made], left, _one_code_each(rounds_in_time, people))


def _join(parts: Sequence[Submissions], pair: NearPair) -> Join:
    return Join(*(row_of(parts[round_], index) for round_, index in (pair.first, pair.later)))


def row_of(part: Submissions, index: int) -> SubmissionRow:
    """The row of a submission, as for a `Join`."""
    return SubmissionRow(part.sha256, part.table.rows[index] + 1)


def _person(
    people: Mapping[str, tuple[frozenset[str], Rounds]], pair: NearPair, index: int
) -> tuple[frozenset[str], Rounds]:
    code = pair.codes[index]
    return people.get(code, (frozenset([code]), pair.rounds[index]))


def _can_join(people: Mapping[str, tuple[frozenset[str], Rounds]], pair: NearPair) -> bool:
    """Whether the two are not one person already, nor any round has a submission of both."""
    return not _person(people, pair, 0)[1] & _person(people, pair, 1)[1]


def _join_people(people: dict[str, tuple[frozenset[str], Rounds]], pair: NearPair) -> bool:
    if not _can_join(people, pair):
        return False
    (mine, my_rounds), (theirs, their_rounds) = _person(people, pair, 0), _person(people, pair, 1)
    for code in mine | theirs:
        people[code] = mine | theirs, my_rounds | their_rounds
    return True


def _one_code_each(
    rounds_in_time: Sequence[Submissions], people: Mapping[str, tuple[frozenset[str], Rounds]]
) -> dict[str, str]:
    if not people:
        return {}
    rounds = _rounds_of_codes(rounds_in_time)
    earliest = {codes: min(codes, key=lambda code: min(rounds[code])) for codes, _ in people.values()}
    return {code: earliest[codes] for code, (codes, _) in people.items() if earliest[codes] != code}


def _refusal(coder: Coder, rounds_in_time: Sequence[Submissions], join: Join) -> Issue:
    """Why two rows can't be joined: there are no such submissions, or the codes do not allow it."""
    part_of = {row: part for part in rounds_in_time for row in join.rows if _has(part, row)}
    first, later = join.first, join.later
    if len(part_of) < len(join.rows) or first == later:
        known = part_of.get(first) or part_of.get(later)
        file = known.table.file if known else rounds_in_time[0].table.file
        return Issue("error", "join_unknown", file, values={"row": first.row, "other_row": later.row})
    part, other = part_of[later], part_of[first]
    cell, other_cell = (_code_cell(coder, one, row) for one, row in ((part, later), (other, first)))
    values = {"other": other.table.place, "other_cell": other_cell}
    return Issue("error", "join_refused", part.table.file, part.table.sheet, cell, values)


def _has(part: Submissions, row: SubmissionRow) -> bool:
    return part.sha256 == row.sha256 and row.row - 1 in part.table.rows


def _code_cell(coder: Coder, part: Submissions, row: SubmissionRow) -> str:
    rows = part.table.rows
    return address(rows[rows.index(row.row - 1)], coder.column_of(part.columns, "respondent_id") or 0)


def with_one_code(parts: Sequence[Submissions], codes: Mapping[str, str]) -> list[Submissions]:
    """The rounds with the code of the person wherever another one of them is written."""
    if not codes:
        return list(parts)
    written = (part.code.tolist() for part in parts)
    own = (np.array([codes.get(code, code) for code in of_part], dtype=np.object_) for of_part in written)
    return [replace(part, code=code) for part, code in zip(parts, own, strict=True)]


def pairs_noted(code: str, coder: Coder, parts: Sequence[Submissions], pairs: Iterable[NearPair]) -> Iterable[Issue]:
    """A note for each two rounds with such pairs; it names cells, never codes."""
    by_rounds: dict[tuple[int, int], list[NearPair]] = {}
    for pair in sorted(pairs, key=lambda one: (one.later[0], one.first[0], one.later, one.first)):
        by_rounds.setdefault((pair.first[0], pair.later[0]), []).append(pair)
    for (first, later), found in by_rounds.items():
        earlier, part = parts[first], parts[later]
        columns = [coder.column_of(one.columns, "respondent_id") or 0 for one in (earlier, part)]
        others = Listing.of([address(earlier.table.rows[pair.first[1]], columns[0]) for pair in found])
        cells = Listing.of([address(part.table.rows[pair.later[1]], columns[1]) for pair in found])
        values = {"count": len(found), "other": earlier.table.place, "other_cells": others}
        yield Issue("note", code, part.table.file, part.table.sheet, cells, values)
