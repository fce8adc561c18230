"""Which columns of a file could name a person, by which signs, and what the officer says of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from surveys.columns.headings import Fit
from surveys.columns.personal.cells import OF_ROWS, sign_of
from surveys.columns.personal.headings import topic_of
from surveys.files.table import Table, wordings_of
from surveys.form.questions import ROLES
from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise

_DEVICE_KINDS = ("deviceid", "phonenumber", "phone_number", "subscriberid", "simserial", "username", "email")
_KINDS = frozenset({*_DEVICE_KINDS, "geopoint", "geotrace", "geoshape", "start-geopoint", "audit"})
_KEPT_ROLES = frozenset(ROLES) - {"open_ended", "ignore"}
_OF_SUBMISSIONS = phrases("roles", "submission")
"""Words of the headings of codes, and of the numbers that tools give to submissions."""


@dataclass(frozen=True)
class PersonalColumns:
    """The columns of a file that are emptied, and those that could be.

    Attributes
    ----------
    dropped : mapping
        Columns that are emptied at reading, with the reasons; ``officer`` where the officer said so.
    kept : mapping
        Columns that look personal and are read because the officer said so, with the reasons.
    in_use : tuple of int
        Filled columns that nothing is scored by, which could be dropped.
    refused : tuple of int
        Columns that were to be dropped and are needed.
    """

    dropped: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    kept: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    in_use: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()


def sort_out(
    table: Table, fits: Sequence[tuple[Fit, ...]], needed: Collection[int], keep: Collection[int], drop: Collection[int]
) -> PersonalColumns:
    """Part the columns into those that are emptied and those that stay.

    Parameters
    ----------
    table, fits
        One file's submissions, and the questions of each column.
    needed : collection of int
        Columns that can't be dropped.
    keep, drop : collection of int
        What the officer decided.
    """
    found = personal_columns(table, fits)
    used = [column for column in range(len(table.headings)) if table.is_used(column)]
    by_officer = {column: ("officer",) for column in used if column in drop and column not in needed}
    kept = {column: reasons for column, reasons in found.items() if column in keep and column not in by_officer}
    dropped = {**by_officer, **{column: reasons for column, reasons in found.items() if column not in kept}}
    return PersonalColumns(
        dict(sorted(dropped.items())),
        kept,
        tuple(column for column in used if not {column} & {*dropped, *kept, *needed}),
        tuple(column for column in used if column in drop and column in needed),
    )


def personal_columns(table: Table, fits: Sequence[tuple[Fit, ...]]) -> dict[int, tuple[str, ...]]:
    """The filled columns that could name a person, each with the reasons.

    Parameters
    ----------
    table : Table
        One file's submissions.
    fits : sequence of tuple of Fit
        The questions of each column; one with a role in the survey is never personal.

    Returns
    -------
    dict
        By the column, why: what its heading asks for (`TOPICS`), ``type_`` and the type of its question, and what
        most of its cells are (``cells_email``…).
    """
    found = ((column, _reasons(table, column, fits[column])) for column in range(len(table.headings)))
    return {column: reasons for column, reasons in found if reasons}


def is_strong(reasons: Sequence[str]) -> bool:
    """Whether the signs are of something that somebody can be reached or found by, so that it is asked twice.

    A heading that asks for a name or a position may mean something else; cells that are e-mail addresses do not.
    """
    weak = {"heading_name", "heading_position", "heading_address", "cells_name"}
    return not weak.issuperset(reasons)


def _reasons(table: Table, column: int, fits: tuple[Fit, ...]) -> tuple[str, ...]:
    if any(fit.question.role in _KEPT_ROLES for fit in fits) or not table.is_used(column):
        return ()
    wordings = (*wordings_of(table, column), *(text for fit in fits for text in fit.question.label.values()))
    topic = next(filter(None, map(topic_of, dict.fromkeys(wordings))), "")
    kind = next((f"type_{fit.question.kind}" for fit in fits if fit.question.kind in _KINDS), "")
    sign = sign_of(table.columns[column])
    if sign in OF_ROWS and (column in table.metadata or _is_of_submissions(table.headings[column])):
        sign = ""
    return tuple(filter(None, (topic, kind, sign)))


def _is_of_submissions(heading: str) -> bool:
    return not _OF_SUBMISSIONS.isdisjoint(normalise(heading).split())
