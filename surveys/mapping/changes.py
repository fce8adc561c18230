"""What an officer may change of a mapping; each change gives a new mapping, and says that a person made it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from surveys.coding.answers import is_non_answer
from surveys.mapping.answer_lists import MOST_ANSWERS, answer_list
from surveys.mapping.mapping import LISTED_ROLES, ONE_COLUMN_ROLES, AnswerList, Mapped, Mapping, Reason
from surveys.mapping.scales import scale_kind
from surveys.mapping.survey_columns import answer_key

SET = Reason("set_by_you")


def with_role(mapping: Mapping, index: int, role: str) -> Mapping:
    """The mapping with a column's role changed, and a list for it where the role needs one.

    Who had a role that only one column can have gives it up.
    """
    if role in ONE_COLUMN_ROLES:
        for other, column in enumerate(mapping.columns):
            if other != index and column.role == role:
                mapping = mapping.with_column(other, role="ignore", why_role=Reason("second_of_role"))
    mapping = mapping.with_column(index, role=role, why_role=SET)
    column = mapping.columns[index]
    if role not in LISTED_ROLES or _suits(mapping, column):
        return mapping
    if not column.given or column.distinct > MOST_ANSWERS:
        return mapping.with_column(index, answers="")
    known = _known_list(mapping, column) if role == "item" else None
    if known is not None:
        return mapping.with_column(index, answers=known.name)
    texts = [text for text, _ in column.given if not is_non_answer(text)]
    new = answer_list(_free_name(mapping), role, scale_kind(texts), dict(column.given))
    return replace(mapping, lists=(*mapping.lists, new)).with_column(index, answers=new.name)


def _suits(mapping: Mapping, column: Mapped) -> bool:
    """Whether the column's list is one of its role: scored for items, without scores and its own for others."""
    answers = mapping.list_of.get(column.answers)
    if answers is None:
        return False
    return len(answers.scores) > 1 if column.role == "item" else answers.kind == column.role


def _known_list(mapping: Mapping, column: Mapped) -> AnswerList | None:
    """The first scored list that has all the answers of a column."""
    wanted = {answer_key(text) for text, _ in column.given if not is_non_answer(text)}
    lists = (one for one in mapping.lists if len(one.scores) > 1)
    return next((one for one in lists if wanted <= {answer_key(answer.text) for answer in one.answers}), None)


def _free_name(mapping: Mapping) -> str:
    taken = set(mapping.list_of)
    return next(name for number in itertools.count(1) if (name := f"list_{number}") not in taken)


def with_list(mapping: Mapping, index: int, name: str) -> Mapping:
    """The mapping with a column's answers on another scale."""
    return mapping.with_column(index, answers=name)


def with_direction(mapping: Mapping, index: int, *, is_reversed: bool) -> Mapping:
    """The mapping with an item turned round, or not."""
    return mapping.with_column(index, reversed=is_reversed, why_reversed=SET)


def with_dimension(mapping: Mapping, index: int, label: str) -> Mapping:
    """The mapping with an item in another dimension; an empty label for none."""
    return mapping.with_column(index, dimension=label.strip(), why_dimension=SET)


def with_asked(mapping: Mapping, index: int, groups: Sequence[str]) -> Mapping:
    """The mapping with the groups who were asked an item; none for all."""
    return mapping.with_column(index, asked_of=tuple(groups))


def with_answer(mapping: Mapping, name: str, text: str, **values: object) -> Mapping:
    """The mapping with the score, the side or the group of one answer changed.

    Other spellings of a group follow it: its side is theirs, and one that becomes a spelling takes its own along.
    """
    changed = []
    for answer in mapping.list_of[name].answers:
        if answer.text == text:
            answer = replace(answer, **values)  # type: ignore[arg-type]
        elif answer.same_as == text and "same_as" in values and values["same_as"]:
            answer = replace(answer, same_as=str(values["same_as"]))
        elif answer.same_as == text and "side" in values:
            answer = replace(answer, side=str(values["side"]))
        changed.append(answer)
    return mapping.with_answers(name, tuple(changed))
