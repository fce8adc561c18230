"""Changes of columns: what each is, its scale, direction, dimension, target, and who was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from surveys.coding.answers import is_non_answer
from surveys.mapping.doubts import doubts_of
from surveys.mapping.editing.scales import SET, list_that_has, with_list, with_new_list
from surveys.mapping.mapping import LISTED_ROLES, ONE_COLUMN_ROLES, Mapped, Mapping, Reason


def with_role(mapping: Mapping, index: int, role: str) -> Mapping:
    """The mapping with a column's role changed, and a list for it where the role needs one.

    Who had a role that only one column can have gives it up.
    """
    if role in ONE_COLUMN_ROLES:
        for other, column in enumerate(mapping.columns):
            if other != index and column.role == role:
                mapping = mapping.with_column(other, role="ignore", why_role=Reason("second_of_role"))
    mapping = mapping.with_column(index, role=role, why_role=SET, looked_at=frozenset())
    column = mapping.columns[index]
    if role not in LISTED_ROLES or _suits(mapping, column):
        return mapping
    if not column.has_list:
        return mapping.with_column(index, answers="")
    known = list_that_has(mapping, [text for text, _ in column.given if not is_non_answer(text)])
    if role == "item" and known is not None:
        return mapping.with_column(index, answers=known.name)
    return with_new_list(mapping, [index])


def _suits(mapping: Mapping, column: Mapped) -> bool:
    """Whether the column's list is one of its role: scored for items, without scores and its own for others."""
    answers = mapping.list_of.get(column.answers)
    if answers is None:
        return False
    return len(answers.scores) > 1 if column.role == "item" else answers.kind == column.role


def with_roles(mapping: Mapping, indices: Iterable[int], role: str) -> Mapping:
    """The mapping with the role of several columns changed."""
    for index in indices:
        mapping = with_role(mapping, index, role)
    return mapping


def with_direction(mapping: Mapping, indices: Iterable[int], *, is_reversed: bool) -> Mapping:
    """The mapping with items turned round, or not."""
    for index in indices:
        mapping = mapping.with_column(index, reversed=is_reversed, why_reversed=SET)
    return mapping


def with_dimension(mapping: Mapping, indices: Iterable[int], label: str) -> Mapping:
    """The mapping with items in another dimension; an empty label for none."""
    for index in indices:
        mapping = mapping.with_column(index, dimension=label.strip(), why_dimension=SET)
    return mapping


def with_target(mapping: Mapping, indices: Iterable[int], target: str) -> Mapping:
    """The mapping with the group or side that items rate (`Mapped.target`); empty for none."""
    for index in indices:
        mapping = mapping.with_column(index, target=target)
    return mapping


def with_asked(mapping: Mapping, index: int, groups: Sequence[str]) -> Mapping:
    """The mapping with the groups who were asked an item; none for all."""
    return mapping.with_column(index, asked_of=tuple(groups))


def with_scale(mapping: Mapping, indices: Sequence[int], name: str) -> Mapping:
    """The mapping with columns on one scale; what is on a scale is a scored question. No name changes nothing."""
    if not name:
        return mapping
    others = [index for index in indices if mapping.columns[index].role != "item"]
    return with_list(with_roles(mapping, others, "item"), indices, name)


def confirmed(mapping: Mapping, indices: Iterable[int]) -> Mapping:
    """The mapping with all that is in doubt about these columns looked at, and found to be right."""
    for index in indices:
        column = mapping.columns[index]
        codes = {one.code for one in doubts_of(mapping, column)}
        mapping = mapping.with_column(index, looked_at=column.looked_at | codes)
    return mapping
