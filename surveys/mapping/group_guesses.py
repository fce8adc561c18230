"""Guesses from who answered what: which names are one group, and to which groups an item was put."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from surveys.answers import is_non_answer
from surveys.mapping.mapping import Answer, Mapping, Reason
from surveys.mapping.seen import Seen, answer_key
from surveys.matching import normalise_code
from surveys.wording import normalise

_ALIKE = 0.87
_MOST, _FEWEST_RETURNED = 0.6, 2
_FEWEST_ASKED = 3


def with_same_groups(mapping: Mapping, seen: Sequence[Seen]) -> Mapping:
    """The mapping with names of groups that seem to be one group put together.

    Names are alike, or most people who give one name in the first round give the other in a later one, where neither
    round knows the other's name.
    """
    place = next((place for place, column in enumerate(mapping.columns) if column.role == "group"), None)
    if place is None or not mapping.columns[place].answers:
        return mapping
    name = mapping.columns[place].answers
    answers = mapping.list_of[name].answers
    renamed = {**_alike(answers), **_by_people(mapping, seen, seen[place])}
    if not renamed:
        return mapping
    sides = {answer.text: answer.side for answer in answers}
    joined = tuple(
        replace(answer, same_as=renamed[answer.text], side=sides.get(renamed[answer.text], ""))
        if answer.text in renamed
        else answer
        for answer in answers
    )
    lists = tuple(
        replace(one, answers=joined, reason=Reason("list_joined", sure=False)) if one.name == name else one
        for one in mapping.lists
    )
    return replace(mapping, lists=lists)


def _alike(answers: Sequence[Answer]) -> dict[str, str]:
    """Names that hardly differ from one that more people gave."""
    found: dict[str, str] = {}
    for place, answer in enumerate(answers):
        mine = normalise(answer.text)
        for other in answers[:place]:
            theirs = normalise(other.text)
            digits = [list(filter(str.isdigit, text)) for text in (mine, theirs)]
            likeness = SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
            if other.text not in found and digits[0] == digits[1] and likeness >= _ALIKE:
                found[answer.text] = other.text
                break
    return found


def _by_people(mapping: Mapping, seen: Sequence[Seen], group: Seen) -> dict[str, str]:
    codes = next((seen[place] for place, column in enumerate(mapping.columns) if column.role == "respondent_id"), None)
    if codes is None or len(group.tables) < 2:
        return {}
    rounds = [_groups_by_code(codes, group, table) for table in range(len(group.tables))]
    spelling = {answer_key(text): text for text in group.answers}
    first = rounds[0]
    found: dict[str, str] = {}
    for later in rounds[1:]:
        new = set(later.values()) - set(first.values())
        gone = set(first.values()) - set(later.values())
        for key in sorted(new):
            before = Counter(first[code] for code, stated in later.items() if stated == key and code in first)
            likely, count = before.most_common(1)[0] if before else ("", 0)
            if likely in gone and count >= _FEWEST_RETURNED and count >= _MOST * before.total():
                found[spelling[key]] = spelling[likely]
    return found


def _groups_by_code(codes: Seen, group: Seen, table: int) -> Dictionary[str, str]:
    pairs = zip(codes.texts(table), group.texts(table), strict=True)
    told = ((normalise_code(code), answer_key(text)) for code, text in pairs if text and not is_non_answer(text))
    return {code: text for code, text in told if code}


def with_asked_of(mapping: Mapping, seen: Sequence[Seen]) -> Mapping:
    """The mapping with the groups that an item seems to have been put to, where others left it blank to a person."""
    group = next((seen[place] for place, column in enumerate(mapping.columns) if column.role == "group"), None)
    column = mapping.of_role("group")
    if group is None or column is None or not column.answers:
        return mapping
    answers = mapping.list_of[column.answers].answers
    main = {answer_key(answer.text): answer.same_as or answer.text for answer in answers}
    stated = [main.get(answer_key(text), "") for table in range(len(group.tables)) for text in group.texts(table)]
    people = Counter(filter(None, stated))
    columns = list(mapping.columns)
    for place, item in enumerate(columns):
        if item.role == "item":
            cells = [text for table in range(len(group.tables)) for text in seen[place].texts(table)]
            given = Counter(who for who, text in zip(stated, cells, strict=True) if who and text)
            asked = tuple(name for name in people if given[name])
            left = [name for name in people if not given[name]]
            if asked and left and all(people[name] >= _FEWEST_ASKED for name in left):
                columns[place] = replace(item, asked_of=asked)
    return replace(mapping, columns=tuple(columns))
