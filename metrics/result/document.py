"""A protected result as a plain document (``results.json``), and back from one that was stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from metrics.model.measures import Answer, Measure
from metrics.model.settings import Settings
from metrics.reliability import ItemReliability, ReliabilityRow
from metrics.result.result import (
    _SEAL,
    INTERNAL,
    AuditStep,
    BreakdownFacts,
    GroupFacts,
    Protected,
    RoundFacts,
    Shared,
    SideFacts,
    Suppression,
)
from metrics.result.rows import (
    AttritionRow,
    BetweenGroupsRow,
    ChangeRow,
    DifferenceRow,
    DunnRow,
    GapRow,
    IfFell,
    ItemRow,
    ItemTestRow,
    MatrixRow,
    RobustnessRow,
    ScoreRow,
    Standing,
)
from surveys import Issue

Row = TypeVar("Row")

TABLES: Mapping[str, Callable[..., Any]] = {
    "scores": ScoreRow,
    "changes": ChangeRow,
    "items": ItemRow,
    "item_tests": ItemTestRow,
    "reliability": ReliabilityRow,
    "matrix": MatrixRow,
    "gaps": GapRow,
    "between_groups": BetweenGroupsRow,
    "difference_in_change": DifferenceRow,
    "robustness": RobustnessRow,
}
"""The tables of a result and the rows that they hold."""

_RENAMED = {"from_round": "from", "to_round": "to"}
_INNER: Mapping[str, Callable[..., Any]] = {
    "dunn": lambda rows: tuple(DunnRow(**row) for row in rows),
    "per_item": lambda rows: tuple(ItemReliability(**row) for row in rows),
    "dropped": tuple,
    "stayers": lambda row: Standing(**row),
    "leavers": lambda row: Standing(**row),
    "if_leavers_fell": lambda row: IfFell(**row),
}
"""How a field that is more than a number or a word is read back."""


def to_document(result: Protected) -> dict[str, Any]:
    """A protected result as nested dicts and lists, ready for ``json.dump``; numbers at full precision."""
    survey = {
        "title": result.title,
        "rounds": [asdict(round_) for round_ in result.rounds],
        "matched": result.matched,
        "estimand": result.estimand,
        "sides": [asdict(side) for side in result.sides],
        "groups": [_group(group) for group in result.groups],
        "breakdown": _plain(result.breakdown),
        "settings": result.settings.as_dict(),
        "code": result.code,
        "audience": result.audience,
        "named": result.named,
    }
    return {
        "survey": survey,
        "measures": [_plain(measure) for measure in result.measures],
        "issues": [_issue(issue, result.settings.lang) for issue in result.issues],
        **{table: [_row(row) for row in getattr(result, table)] for table in TABLES},
        "attrition": _attrition([_row(row) for row in result.attrition]),
        "disclosure": {
            "threshold": result.settings.threshold,
            "suppressed": [_row(suppression) for suppression in result.suppressed],
            "audit": [_plain(step) for step in result.audit],
        },
    }


def from_document(document: Mapping[str, Any]) -> Protected:
    """The protected result that `to_document` wrote.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the document is not one of ours.
    """
    survey = document["survey"]
    kind = Protected if survey["audience"] == INTERNAL else Shared
    tables: dict[str, Any] = {
        name: tuple(_read_row(row_kind, row) for row in document[name]) for name, row_kind in TABLES.items()
    }
    return kind(
        title=survey["title"],
        settings=Settings(**survey["settings"]),
        estimand=survey["estimand"],
        matched=survey["matched"],
        rounds=tuple(RoundFacts(**round_) for round_ in survey["rounds"]),
        sides=tuple(SideFacts(**side) for side in survey["sides"]),
        groups=tuple(_read_group(group) for group in survey["groups"]),
        measures=tuple(_read_measure(measure) for measure in document["measures"]),
        issues=tuple(_read_issue(issue) for issue in document["issues"]),
        **tables,
        attrition=_read_attrition(document["attrition"]),
        suppressed=tuple(_read_row(Suppression, row) for row in document["disclosure"]["suppressed"]),
        code=survey["code"],
        audience=survey["audience"],
        named=survey["named"],
        breakdown=BreakdownFacts(**survey["breakdown"]) if survey["breakdown"] else None,
        audit=tuple(AuditStep(**step) for step in document["disclosure"]["audit"]),
        seal=_SEAL,
    )


def shared_from_document(document: Mapping[str, Any]) -> Shared:
    """The result as it was handed on that `to_document` wrote.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the document is not one of ours, or has the officer's full numbers.
    """
    result = from_document(document)
    if not isinstance(result, Shared):
        raise ValueError("the document has full numbers: it was not handed on")
    return result


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _row(row: Any) -> dict[str, Any]:
    return {_RENAMED.get(name, name): value for name, value in _plain(row).items()}


def _read_row(kind: Callable[..., Row], row: Mapping[str, Any]) -> Row:
    back = {new: old for old, new in _RENAMED.items()}
    read = {name: _INNER[name](value) if name in _INNER else value for name, value in row.items()}
    return kind(**{back.get(name, name): value for name, value in read.items()})


def _attrition(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The row of all together, with those of the sides in it; None where nothing is compared."""
    return {**rows[0], "sides": rows[1:]} if rows else None


def _read_attrition(document: Mapping[str, Any] | None) -> tuple[AttritionRow, ...]:
    if document is None:
        return ()
    total = {name: value for name, value in document.items() if name != "sides"}
    return tuple(_read_row(AttritionRow, row) for row in (total, *document["sides"]))


def _group(group: GroupFacts) -> dict[str, Any]:
    document: dict[str, Any] = _plain(group)
    return document


def _read_group(group: Mapping[str, Any]) -> GroupFacts:
    return GroupFacts(**{**group, "merged_from": tuple(group["merged_from"])})


def _read_measure(measure: Mapping[str, Any]) -> Measure:
    return Measure(**{**measure, "answers": tuple(Answer(**answer) for answer in measure["answers"])})


def _issue(issue: Issue, language: str) -> dict[str, Any]:
    return {**_plain(issue), "message": issue.message(language)}


def _read_issue(issue: Mapping[str, Any]) -> Issue:
    return Issue(**{name: value for name, value in issue.items() if name != "message"})
