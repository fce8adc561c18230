"""What people state of themselves in one round and another round's file has no column for, taken over by code (rule 3).

Of the group, of an organisation and of a breakdown: the warning says how many people it is known of, from which rounds,
and of how many it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from surveys.coding.coder import Coder
from surveys.columns.question_columns import COMPARED_ROLES
from surveys.model.instrument import Question
from surveys.model.issues import Issue, Severity
from surveys.model.survey import THEN, Flags, Integers
from surveys.people.people import People, RoundOfPeople

_SEVERITY: Mapping[str, Severity] = {"group": "warning", "organisation": "warning", "disaggregate": "note"}


def has_comparable_groups(people: People) -> bool:
    """Whether the group of anybody is known in each of the rounds that carry the headline: the first two, or the only.

    Where it is not, no group can be compared, and everybody is one group (rule 4).
    """
    first = [one for one in people.rounds if one.part.name != THEN][:2]
    return all(bool((one.group >= 0).any()) for one in first)


def group_issues(coder: Coder, people: People, *, is_one_group: bool) -> Iterator[Issue]:
    """What is to be said of the groups where a file lacks their column, or nobody's group is known in a round."""
    question = coder.roles.get("group")
    if question is None:
        return
    rounds = _in_time(people)
    lacking = [one for one in rounds if question.name not in one.part.columns.by_question]
    if not is_one_group:
        yield from _taken_over(people, question, lacking, [one.part.group.astype(bool) for one in rounds])
        return
    nobody = [one for one in rounds[:2] if not one.part.group.astype(bool).any()]
    code, where = ("no_group_column", lacking) if len(lacking) == len(rounds) else ("groups_set_aside", nobody)
    for table in {(one.part.table.file, one.part.table.sheet): one.part.table for one in where}.values():
        values = {"expected": question.wordings}
        yield Issue("warning", code, table.file, table.sheet, table.corner, values)


def breakdown_issues(coder: Coder, people: People) -> Iterator[Issue]:
    """What is to be said of breakdowns that only some rounds' files have a column of."""
    rounds = _in_time(people)
    for question in coder.instrument.questions:
        facts = [one.part.facts.get(question.name) for one in rounds]
        if question.role not in COMPARED_ROLES or all(texts is None for texts in facts):
            continue
        lacking = [one for one, texts in zip(rounds, facts, strict=True) if texts is None]
        states = [
            np.zeros(len(one.person), dtype=bool) if texts is None else texts.astype(bool)
            for one, texts in zip(rounds, facts, strict=True)
        ]
        yield from _taken_over(people, question, lacking, states)


def _in_time(people: People) -> list[RoundOfPeople]:
    return [one for one in people.rounds if one.part.name != THEN]


def _taken_over(
    people: People, question: Question, lacking: Sequence[RoundOfPeople], states: Sequence[Flags]
) -> Iterator[Issue]:
    """An issue for each round whose file lacks a question: of how many people there the others know the answer.

    `states`: which submissions of each round, in order of time, state it.
    """
    rounds = _in_time(people)
    source = _earliest_source(rounds, states)
    for one in lacking:
        sources = source[one.person]
        counts = [(other.part.name, int((sources == index).sum())) for index, other in enumerate(rounds)]
        values = {
            "expected": question.wordings,
            "people": len(sources),
            "unknown": int((sources < 0).sum()),
            "taken_from": [{"round": name, "count": count} for name, count in counts if count],
        }
        table, code = one.part.table, "taken_over" if any(count for _, count in counts) else "not_taken_over"
        yield Issue(_SEVERITY[question.role], code, table.file, table.sheet, table.corner, values)


def _earliest_source(rounds: Sequence[RoundOfPeople], states: Sequence[Flags]) -> Integers:
    """The index of the earliest round that states it, of each person by number; -1 for none."""
    source = np.full(1 + max(int(one.person.max()) for one in rounds), -1, dtype=np.intp)
    for index, (one, says) in enumerate(zip(rounds, states, strict=True)):
        stating = one.person[says]
        source[stating[source[stating] < 0]] = index
    return source
