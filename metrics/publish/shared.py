"""Who a result is handed on to, and which groups it then names (rule 40).

The officer's own result has full precision. What leaves the officer's hands is rounded, shows no distribution of few
people, names no file, and, for the public, no group.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any, TypeVar

from metrics.publish.written import in_language
from metrics.result.result import _SEAL, AUDIENCES, NAMED, Protected, Shared
from metrics.result.tables import ALL_TABLES, Suppression, Tables
from metrics.schema.kinds import GROUP
from metrics.schema.rows import Table

_TEN = 10

Row = TypeVar("Row")


def shared(result: Protected, audience: str = "participants", named: str | None = None) -> Shared:
    """A result as it is handed on, in rounded numbers, with the sentences that go with them.

    Parameters
    ----------
    result : Protected
        As `metrics.analyse` made it, or as it was handed on to a smaller circle.
    audience : {"participants", "public"}
        Who it is for; it is written on the face of every export.
    named : {"all", "ten", "sides"}, optional
        Which groups are named; where absent all for participants, the sides alone for the public. All where there are
        neither groups nor categories, so that nothing is kept back.

    Raises
    ------
    ValueError
        If the audience is unknown, or the result was read back: what its rounding has to hide is not known any more.
    """
    if audience not in AUDIENCES or named not in (None, *NAMED):
        raise ValueError(f"audience must be one of {', '.join(AUDIENCES)}, named one of {', '.join(NAMED)}")
    named = named or ("sides" if audience == "public" else "all")
    if not result.groups and result.named == "all":
        named = "all"
    unnamed = _not_named(result, named)
    made = {one.name: getattr(result, one.name) for one in fields(Protected)}
    made |= _named_rows(_rounded(result), unnamed) | {"audience": audience, "named": named, "rounded": None}
    made["groups"] = tuple(group for group in result.groups if group.name not in unnamed)
    made["rounds"] = tuple(replace(facts, file=None, sha256=None, rows_read=None) for facts in result.rounds)
    invited = {name: number for name, number in result.settings.invited.items() if name not in unnamed}
    made["settings"] = replace(result.settings, invited=invited)
    made["issues"] = tuple(issue for issue in result.issues if issue.file is None)
    handed_on = Shared(**made, seal=_SEAL)
    return handed_on if isinstance(result, Shared) else in_language(handed_on, result.settings.lang)


def _rounded(result: Protected) -> Tables:
    """The tables in the numbers that are handed on: those of a result that was handed on are."""
    if isinstance(result, Shared):
        return result
    if result.rounded is None:
        raise ValueError("a result that was read back can't be handed on anew: analyse the survey again")
    return result.rounded


def _named_rows(tables: Tables, unnamed: Collection[str]) -> dict[str, Any]:
    """The rows of every table that are of no group which is not named."""
    return {name: _of_named(table, getattr(tables, name), unnamed) for name, table in ALL_TABLES.items()}


def _of_named(table: Table, rows: tuple[Row, ...], unnamed: Collection[str]) -> tuple[Row, ...]:
    if unnamed and table.compares_groups:
        return ()
    named_in = table.named(GROUP)
    return tuple(
        row
        for row in rows
        if not any(getattr(row, name) in unnamed for name in named_in) and not _is_rating_of(row, unnamed)
    )


def _is_rating_of(row: object, unnamed: Collection[str]) -> bool:
    """Whether a row says that the ratings of a group which is not named are hidden: it names it as what is measured."""
    return isinstance(row, Suppression) and row.table == "matrix" and row.measure in unnamed


def _not_named(result: Protected, named: str) -> frozenset[str]:
    """The groups that are not named; where one of a side would be left out alone, one more is."""
    if named == "sides":
        return frozenset(group.name for group in result.groups)
    if named == "all":
        return frozenset()
    count = {row.group: row.n or 0 for row in result.scores if row.level == "index"}
    count |= {row.group: min(row.n_from or 0, row.n_to or 0) for row in result.changes if row.level == "index"}
    belongs_to = {group.name: (group.by, group.side) for group in result.groups if group.name in count}
    hidden = {name for name in belongs_to if count[name] < _TEN}
    for relatives in dict.fromkeys(belongs_to[name] for name in hidden):
        own = [name for name in belongs_to if belongs_to[name] == relatives]
        left = [name for name in own if name not in hidden]
        if len(own) - len(left) == 1 and left:
            hidden.add(min(left, key=lambda name: count[name]))
    parts = {part for group in result.groups if group.name not in hidden for part in group.merged_from}
    return frozenset(hidden | {group.name for group in result.groups if group.name not in {*count, *parts}})
