"""Guesses from who answered what: which names are one group, and which groups were asked an item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial

import numpy as np

from surveys.coding.answers import is_non_answer
from surveys.coding.person_codes import normalise_code
from surveys.columns.rounds.several_files import GROUP_OF_FILE
from surveys.files.cells import Cell, text_of
from surveys.language.spelling import bare_spelling
from surveys.language.wording import normalise
from surveys.mapping.mapping import Answer, Mapping, Reason
from surveys.mapping.source.columns import SourceColumn, answer_key

_ALIKE = 0.87
_MOST, _FEWEST_RETURNED = 0.6, 2
_FEWEST_ASKED = 3


def with_same_groups(mapping: Mapping, sources: Sequence[SourceColumn]) -> Mapping:
    """The mapping with names of groups that seem to be one group put together.

    Names are alike, or most people who give one name in the first round give the other in a later one, where neither
    round knows the other's name.
    """
    index = next((index for index, column in enumerate(mapping.columns) if column.role == "group"), None)
    if index is None or not mapping.columns[index].answers or mapping.columns[index].heading == GROUP_OF_FILE:
        return mapping  # what the officer called the groups of files is not guessed to be a slip
    name = mapping.columns[index].answers
    answers = mapping.list_of[name].answers
    renamed = _to_the_commonest(answers, [_alike(answers), _by_people(mapping, sources, sources[index])])
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


def _to_the_commonest(answers: Sequence[Answer], same: Sequence[Dictionary[str, str]]) -> dict[str, str]:
    """Of names that are one group, directly or by others between them, each but the commonest, with the commonest."""
    groups = {answer.text: {answer.text} for answer in answers}
    for one, other in (pair for found in same for pair in found.items()):
        both = groups[one] | groups[other]
        groups.update(dict.fromkeys(both, both))
    rank = {answer.text: place for place, answer in enumerate(sorted(answers, key=lambda one: -one.count))}
    main = {text: min(of, key=rank.__getitem__) for text, of in groups.items()}
    return {text: name for text, name in main.items() if text != name}


def _alike(answers: Sequence[Answer]) -> dict[str, str]:
    """Names that hardly differ from one that more people gave, or are another spelling of it."""
    found: dict[str, str] = {}
    bare = {answer.text: bare_spelling(answer.text) for answer in answers}
    for index, answer in enumerate(answers):
        mine = normalise(answer.text)
        for other in answers[:index]:
            theirs = normalise(other.text)
            digits = [list(filter(str.isdigit, text)) for text in (mine, theirs)]
            likeness = SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
            is_same = likeness >= _ALIKE or bare[answer.text] == bare[other.text]
            if other.text not in found and digits[0] == digits[1] and is_same:
                found[answer.text] = other.text
                break
    return found


def _by_people(mapping: Mapping, sources: Sequence[SourceColumn], group: SourceColumn) -> dict[str, str]:
    codes = next(
        (sources[index] for index, column in enumerate(mapping.columns) if column.role == "respondent_id"), None
    )
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


def _groups_by_code(codes: SourceColumn, group: SourceColumn, table: int) -> Dictionary[str, str]:
    of_people = codes.column(table).texts(normalise_code)
    stated = group.column(table).texts(_group_key)
    return {code: key for code, key in zip(of_people, stated, strict=True) if code and key}


def _group_key(cell: Cell) -> str:
    """By what a group is known; empty for none."""
    text = text_of(cell)
    return "" if not text or is_non_answer(text) else answer_key(text)


def with_asked_of(mapping: Mapping, sources: Sequence[SourceColumn]) -> Mapping:
    """The mapping with the groups that seem to have been asked an item, where others left it blank to a person."""
    group = next((sources[index] for index, column in enumerate(mapping.columns) if column.role == "group"), None)
    column = mapping.of_role("group")
    if group is None or column is None or not column.answers:
        return mapping
    answers = mapping.list_of[column.answers].answers
    main = {answer_key(answer.text): answer.same_as or answer.text for answer in answers}
    names = [answer.text for answer in answers if not answer.same_as]
    codes = {key: float(names.index(name)) for key, name in main.items() if name in names}
    rounds = range(len(group.tables))
    stated = np.concatenate([group.column(table).numbers(partial(_code, codes)) for table in rounds])
    people = [int((stated == code).sum()) for code in range(len(names))]
    columns = list(mapping.columns)
    for index, item in enumerate(columns):
        if item.role == "item":
            given = np.concatenate([sources[index].column(table).filled for table in rounds])
            answered = [bool((given & (stated == code)).any()) for code in range(len(names))]
            left = [count for count, some in zip(people, answered, strict=True) if count and not some]
            if any(answered) and left and min(left) >= _FEWEST_ASKED:
                asked = tuple(name for name, some in zip(names, answered, strict=True) if some)
                columns[index] = replace(item, asked_of=asked)
    return replace(mapping, columns=tuple(columns))


def _code(codes: Dictionary[str, float], cell: Cell) -> float:
    """The index of the group that a cell names; NaN for none."""
    return codes.get(answer_key(text_of(cell)), np.nan)
