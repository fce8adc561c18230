"""Columns of several files that are one question, joined by hand, and parted again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from surveys.mapping.editing.scales import counted, with_list
from surveys.mapping.mapping import LISTED_ROLES, ONE_COLUMN_ROLES, Mapped, Mapping, Reason
from surveys.mapping.source.columns import answer_key

BY_YOU, PARTED = Reason("joined_by_you"), Reason("parted_by_you")


def can_join(one: Mapped, other: Mapped) -> bool:
    """Whether two columns may be one question: no file has both."""
    return not set(one.files) & set(other.files)


def with_joined(mapping: Mapping, one: int, other: int) -> Mapping:
    """The mapping with two columns as one question: with the role, the scale and the names of the one that has any.

    Raises
    ------
    ValueError
        If one file has both.
    """
    first, second = (mapping.columns[index] for index in (one, other))
    if not can_join(first, second):
        raise ValueError("one file has both columns")
    main, less = (second, first) if _weight(second) > _weight(first) else (first, second)
    joined = replace(
        main,
        found=tuple(sorted((*first.found, *second.found), key=lambda found: found.file)),
        label={**less.label, **main.label},
        why_joined=BY_YOU,
        personal=first.personal and second.personal,
        metadata=first.metadata and second.metadata,
    )
    columns = list(mapping.columns)
    columns[min(one, other)] = joined
    del columns[max(one, other)]
    mapping, at = replace(mapping, columns=tuple(columns)), min(one, other)
    return with_list(mapping, [at], main.answers) if main.answers and main.role in LISTED_ROLES else counted(mapping)


def _weight(column: Mapped) -> tuple[bool, bool]:
    """Of two columns, the one that says more of what the question is: one that is used, with a list."""
    return column.role not in ("ignore", "open_ended"), bool(column.answers)


def can_part(column: Mapped) -> bool:
    """Whether the columns of a question can be parted: each file words it otherwise."""
    wordings = [answer_key(wording) for one in column.found for wording in dict.fromkeys(one.wordings)]
    return len(column.found) > 1 and len(set(wordings)) == len(wordings)


def with_parted(mapping: Mapping, index: int) -> Mapping:
    """The mapping with a question that stands in several files as one column a file, each with role and scale.

    One that two files word alike stays as it is: nothing would tell the two apart.
    """
    column = mapping.columns[index]
    if not can_part(column):
        return mapping
    parts = [replace(column, found=(found,), why_joined=PARTED) for found in column.found]
    first, *others = parts
    columns = (*mapping.columns[:index], first, *mapping.columns[index + 1 :], *map(_not_twice, others))
    return counted(replace(mapping, columns=columns))


def with_files_in_order(mapping: Mapping, order: Sequence[int]) -> Mapping:
    """The mapping of the same files in another order: `order` has the earlier place of each."""
    place = {old: new for new, old in enumerate(order)}
    columns = []
    for column in mapping.columns:
        found = (replace(one, file=place[one.file]) for one in column.found)
        columns.append(replace(column, found=tuple(sorted(found, key=lambda one: one.file))))
    return replace(mapping, columns=tuple(columns))


def _not_twice(column: Mapped) -> Mapped:
    """A parted column without a role that only one column can have."""
    if column.role not in ONE_COLUMN_ROLES:
        return column
    return replace(column, role="ignore", answers="", why_role=Reason("second_of_role"))
