"""A protected result as a plain document (``results.json``), and back from one that was stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, partial
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from metrics.model.measures import Measure
from metrics.model.settings import Settings
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
)
from metrics.result.tables import TABLES, Suppression
from metrics.schema.rows import fields_of, is_row
from metrics.tables.attrition import AttritionRow
from surveys import Issue
from surveys.model.issues import Listing, Severity
from words import say


def to_document(result: Protected) -> dict[str, Any]:
    """A protected result as nested dicts and lists, ready for ``json.dump``; numbers at full precision."""
    survey = {
        "title": result.title,
        "rounds": [_plain(round_) for round_ in result.rounds],
        "matched": result.matched,
        "estimand": result.estimand,
        "sides": [_plain(side) for side in result.sides],
        "groups": [_plain(group) for group in result.groups],
        "breakdown": _plain(result.breakdown),
        "settings": result.settings.as_dict(),
        "code": result.code,
        "audience": result.audience,
        "named": result.named,
    }
    return {
        "survey": survey,
        "measures": [_plain(measure) for measure in result.measures],
        "issues": [_plain(_issue(issue, result.settings.lang)) for issue in result.issues],
        **{table: rows_as_dicts(result, table) for table in TABLES},
        "attrition": _attrition(rows_as_dicts(result, "attrition")),
        "disclosure": {
            "note": say("workbook.note_one_result", result.settings.lang),
            "threshold": result.settings.threshold,
            "suppressed": rows_as_dicts(result, "suppressed"),
            "audit": [_plain(step) for step in result.audit],
        },
    }


def rows_as_dicts(result: Protected, table: str) -> list[dict[str, Any]]:
    """The rows of a table under their keys in ``results.json``."""
    return [_plain(row) for row in getattr(result, table)]


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
        name: _rows(table.row, document[name]) for name, table in TABLES.items() if name != "attrition"
    }
    return kind(
        title=survey["title"],
        settings=_read(Settings, survey["settings"]),
        estimand=survey["estimand"],
        matched=survey["matched"],
        rounds=_rows(RoundFacts, survey["rounds"]),
        sides=_rows(SideFacts, survey["sides"]),
        groups=_rows(GroupFacts, survey["groups"]),
        measures=_rows(Measure, document["measures"]),
        issues=tuple(_read_issue(issue) for issue in document["issues"]),
        **tables,
        attrition=_rows(AttritionRow, _attrition_rows(document["attrition"])),
        suppressed=_rows(Suppression, document["disclosure"]["suppressed"]),
        code=survey["code"],
        audience=survey["audience"],
        named=survey["named"],
        breakdown=_read(BreakdownFacts, survey["breakdown"]) if survey["breakdown"] else None,
        audit=_rows(AuditStep, document["disclosure"]["audit"]),
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
        return {key: _plain(getattr(value, name)) for name, key in _keys(type(value))}
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value


@cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a class with their keys in the document: those of rows are declared."""
    if is_row(kind):
        return tuple((one.name, one.json) for one in fields_of(kind))
    return tuple((one.name, one.name) for one in fields(kind))


def _rows(kind: type, documents: list[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(_read(kind, document) for document in documents)


def _read(kind: type, document: Mapping[str, Any]) -> Any:
    """An object of a class from the document that `_plain` made of it.

    Raises
    ------
    TypeError
        If the document has other keys than the class has fields.
    """
    names, readers = {key: name for name, key in _keys(kind)}, _readers(kind)
    if unknown := document.keys() ^ names.keys():
        raise TypeError(f"{kind.__name__} has other fields: {', '.join(sorted(unknown))}")
    return kind(**{names[key]: readers[key](value) if key in readers else value for key, value in document.items()})


@cache
def _readers(kind: type) -> Mapping[str, Callable[[Any], Any]]:
    """How the fields of a class are read back that are more than a number or a word, by their keys."""
    hints = get_type_hints(kind)
    found = {key: _reader(hints[name]) for name, key in _keys(kind)}
    return {key: reader for key, reader in found.items() if reader is not None}


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    """How a value of a type is read back; None where it is as it stands in the document."""
    if get_origin(hint) is UnionType:
        readers = [reader for part in get_args(hint) if (reader := _reader(part)) is not None]
        return partial(_unless_none, readers[0]) if readers else None
    if is_dataclass(hint) and isinstance(hint, type):
        return partial(_read, hint)
    if get_origin(hint) is tuple:
        inner = _reader(get_args(hint)[0])
        return partial(_tuple, inner)
    return None


def _unless_none(reader: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else reader(value)


def _tuple(reader: Callable[[Any], Any] | None, values: list[Any]) -> tuple[Any, ...]:
    return tuple(values) if reader is None else tuple(map(reader, values))


def _attrition(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The row of all together, with those of the sides in it; None where nothing is compared."""
    return {**rows[0], "sides": rows[1:]} if rows else None


def _attrition_rows(document: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    if document is None:
        return []
    return [{name: value for name, value in document.items() if name != "sides"}, *document["sides"]]


@dataclass(frozen=True)
class IssueFacts:
    """An issue as a document holds it: its cells and listings in one line, and its message."""

    severity: Severity
    code: str
    file: str | None
    sheet: str | None
    cell: str | None
    values: Mapping[str, object]
    message: str


def _issue(issue: Issue, language: str) -> IssueFacts:
    values = {name: str(value) if isinstance(value, Listing) else value for name, value in issue.values.items()}
    message = issue.message(language)
    return IssueFacts(issue.severity, issue.code, issue.file, issue.sheet, issue.cell, values, message)


def _read_issue(issue: Mapping[str, Any]) -> Issue:
    facts = IssueFacts(**issue)
    return Issue(facts.severity, facts.code, facts.file, facts.sheet, facts.cell, facts.values)
