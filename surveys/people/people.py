"""Puts rounds together: people in rows, matched by code, in an order that no file decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from surveys.coding.asked import ItemAnswers, asked_of_groups, asked_of_people, join_mirrors
from surveys.coding.coder import Coder
from surveys.coding.submissions import Submissions, is_any
from surveys.model.instrument import Group
from surveys.model.issues import Issue, Severity
from surveys.model.survey import THEN, Flags, Floats, Integers
from surveys.people.groups import group_indices, settle_groups

_FEW_MOVED = 0.1
"""The share of people in both rounds above which stating another group than before looks like a mix-up."""


@dataclass(frozen=True)
class RoundOfPeople:
    """A round's submissions, each with its person, the person's group and the answers that count."""

    part: Submissions
    person: Integers
    group: Integers
    answers: ItemAnswers


@dataclass(frozen=True)
class People:
    """Everyone who stayed in any round.

    Attributes
    ----------
    group : array of int, shape (people,)
        Index in the survey's groups; -1 for none.
    rows : tuple of arrays of int, one a round
        The person's row of each submission of `rounds`.
    """

    rounds: tuple[RoundOfPeople, ...]
    group: Integers
    rows: tuple[Integers, ...]


def arrange_people(coder: Coder, parts: Sequence[Submissions], groups: Sequence[Group]) -> People:
    """Match submissions by code, settle groups, take the answers that count and sort the people."""
    people, count = _number(parts)
    stated = [group_indices(part, groups) for part in parts]
    group, moved = settle_groups(people, stated, count)
    by_group = asked_of_groups(coder.questions, groups)
    rounds = tuple(
        _counted_answers(coder, part, person, group[person], by_group, change)
        for part, person, change in zip(parts, people, zip(_returning(people), moved, strict=True), strict=True)
    )
    order = _order(rounds, len(_codes(parts)))
    rank = np.empty(count, dtype=np.intp)
    rank[order] = np.arange(len(order))
    return People(rounds, group[order], tuple(rank[one.person] for one in rounds))


def _codes(parts: Sequence[Submissions]) -> list[str]:
    return sorted({code for part in parts for code in part.code.tolist() if code})


def _number(parts: Sequence[Submissions]) -> tuple[list[Integers], int]:
    """A number a person: coded people by their sorted codes, then each row of a file without a code by itself.

    Two rounds that are of one row (the answers of now, and of before) are so of one person.
    """
    known = {code: number for number, code in enumerate(_codes(parts))}
    alone: dict[tuple[str, int], int] = {}
    people = []
    for part in parts:
        numbers = [
            known[code] if code else alone.setdefault((part.sha256, row), len(known) + len(alone))
            for code, row in zip(part.code.tolist(), part.table.rows, strict=True)
        ]
        people.append(np.array(numbers, dtype=np.intp))
    return people, len(known) + len(alone)


def _returning(people: Sequence[Integers]) -> list[Flags]:
    """Which submissions of each round are of somebody who is in an earlier one."""
    seen = np.empty(0, dtype=np.intp)
    returning = []
    for person in people:
        returning.append(np.isin(person, seen))
        seen = np.concatenate([seen, person])
    return returning


def _counted_answers(
    coder: Coder,
    part: Submissions,
    person: Integers,
    group: Integers,
    by_group: Flags,
    change: tuple[Flags, Flags],
) -> RoundOfPeople:
    """Take the answers to what each person was asked; drop those who are left with none.

    `change` says who is in an earlier round too, and who of them states another group than there.
    """
    asked = asked_of_people(group, part.given, by_group)
    scores = part.scores if asked.all() else np.where(asked, part.scores, np.nan)
    answers = join_mirrors(coder.instrument.items, scores, asked)
    silent = np.logical_not(is_any(part.given & asked))
    of_round = part.name != THEN
    notes = [
        *(_moved(coder, part, silent, change) if of_round else ()),
        *part.answer_issues("answered_not_put", coder.questions, ~asked & ~np.isnan(part.scores), "warning"),
        *part.answer_issues("mirrors_both_answered", coder.questions, answers.repeated, "note"),
        *part.issues_at("no_answers" if of_round else "then_no_answers", silent, 0, "note"),
    ]
    if not silent.any():
        return RoundOfPeople(part.noting(*notes), person, group, answers)
    stays = ~silent
    return RoundOfPeople(part.without(silent, *notes), person[stays], group[stays], answers.of(stays))


def _moved(coder: Coder, part: Submissions, silent: Flags, change: tuple[Flags, Flags]) -> list[Issue]:
    returning, moved = (flags & ~silent for flags in change)
    grave: Severity = "warning" if moved.sum() > _FEW_MOVED * returning.sum() else "note"
    return part.issues_at("group_changed", moved, coder.column_of(part.columns, "group"), grave)


def _order(rounds: Sequence[RoundOfPeople], coded: int) -> Integers:
    """People by code; those without one behind, by first round, group, answers, what they were asked and weight."""
    everyone = np.unique(np.concatenate([one.person for one in rounds]))
    order, left = [everyone[everyone < coded]], everyone[everyone >= coded]
    for index, one in enumerate(rounds):
        is_here = np.isin(left, one.person)
        here, left = left[is_here], left[~is_here]
        if here.size:
            order.append(here[_by_content(here, rounds[index:])])
    return np.concatenate(order)


def _by_content(people: Integers, rounds: Sequence[RoundOfPeople]) -> Integers:
    """The indices of people without a code, sorted by all that the survey keeps of them in any of these rounds."""
    content = [_content(people, one) for one in rounds if np.isin(people, one.person).any()]
    return np.lexsort(np.column_stack(content).T[::-1])


def _content(people: Integers, one: RoundOfPeople) -> Floats:
    """What a round holds of each of these people, shape (people, values); the lowest number for those not in it."""
    weight = one.part.weight if one.part.weight is not None else np.zeros(len(one.person))
    answers = one.answers
    which = () if answers.question is None else (answers.question,)
    held = np.column_stack([one.group, _sortable(answers.scores), answers.was_asked, *which, _sortable(weight)])
    content = np.full((len(people), held.shape[1]), -np.inf)
    _, theirs, indices = np.intersect1d(people, one.person, assume_unique=True, return_indices=True)
    content[theirs] = held[indices]
    return content


def _sortable(numbers: Floats) -> Floats:
    return np.where(np.isnan(numbers), -np.inf, numbers)
