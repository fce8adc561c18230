"""A protected result as a plain document (``results.json``), and back from one that was stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Any, TypeVar

from metrics.disclosure.protected import (
    _SEAL,
    GroupFacts,
    Protected,
    RoundFacts,
    SideFacts,
    Suppression,
)
from metrics.measures import Answer, Measure
from metrics.rows import ChangeRow, ItemRow, ScoreRow
from metrics.settings import Settings
from surveys import Issue

Row = TypeVar("Row", ScoreRow, ChangeRow, ItemRow)

_RENAMED = {"from_round": "from", "to_round": "to"}
_LATER: dict[str, Any] = {
    "item_tests": [],
    "reliability": [],
    "matrix": [],
    "gaps": [],
    "between_groups": [],
    "difference_in_change": [],
    "attrition": None,
    "robustness": [],
}
"""Tables of the contract that no analysis fills yet; their places are kept."""


def to_document(result: Protected) -> dict[str, Any]:
    """A protected result as nested dicts and lists, ready for ``json.dump``; numbers at full precision."""
    survey = {
        "title": result.title,
        "rounds": [asdict(round_) for round_ in result.rounds],
        "matched": result.matched,
        "estimand": result.estimand,
        "sides": [asdict(side) for side in result.sides],
        "groups": [_group(group) for group in result.groups],
        "settings": result.settings.as_dict(),
    }
    return {
        "survey": survey,
        "measures": [_plain(measure) for measure in result.measures],
        "issues": [_issue(issue, result.settings.lang) for issue in result.issues],
        "scores": [_row(row) for row in result.scores],
        "changes": [_row(row) for row in result.changes],
        "items": [_row(row) for row in result.items],
        **_LATER,
        "disclosure": {
            "threshold": result.settings.threshold,
            "suppressed": [asdict(suppression) for suppression in result.suppressed],
            "audit": [],
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
    return Protected(
        title=survey["title"],
        settings=Settings(**survey["settings"]),
        estimand=survey["estimand"],
        matched=survey["matched"],
        rounds=tuple(RoundFacts(**round_) for round_ in survey["rounds"]),
        sides=tuple(SideFacts(**side) for side in survey["sides"]),
        groups=tuple(_read_group(group) for group in survey["groups"]),
        measures=tuple(_read_measure(measure) for measure in document["measures"]),
        issues=tuple(_read_issue(issue) for issue in document["issues"]),
        scores=tuple(_read_row(ScoreRow, row) for row in document["scores"]),
        changes=tuple(_read_row(ChangeRow, row) for row in document["changes"]),
        items=tuple(_read_row(ItemRow, row) for row in document["items"]),
        suppressed=tuple(Suppression(**row) for row in document["disclosure"]["suppressed"]),
        seal=_SEAL,
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value


def _row(row: ScoreRow | ChangeRow | ItemRow) -> dict[str, Any]:
    return {_RENAMED.get(name, name): value for name, value in _plain(row).items()}


def _read_row(kind: Callable[..., Row], row: Mapping[str, Any]) -> Row:
    back = {new: old for old, new in _RENAMED.items()}
    return kind(**{back.get(name, name): value for name, value in row.items()})


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
