"""The JSON Schema of ``results.json``, made from how the tables and facts are declared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from metrics.model.measures import Measure
from metrics.model.settings import ESTIMANDS, LARGEST_THRESHOLD, SMALLEST_THRESHOLD, Settings
from metrics.result.document import IssueFacts
from metrics.result.result import (
    AUDIENCES,
    INTERNAL,
    NAMED,
    AuditStep,
    BreakdownFacts,
    GroupFacts,
    RoundFacts,
    SideFacts,
)
from metrics.result.tables import ALL_TABLES, TABLES
from metrics.schema.rows import PROTECTED, Field, Table, fields_of
from words import LANGUAGES

Schema = dict[str, Any]

_TITLE = "Results of a trust survey"
_DESCRIPTION = (
    "One analysis after disclosure control. A protected row keeps its keys and has null for every number; its verdict "
    "is 'protected'. Numbers are at full precision. 'from' and 'to' name the pair of rounds where a row rests on the "
    "people of both (estimand 'matched'), and are null otherwise."
)
_LABEL: Schema = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "description": "A text by language code.",
}
_THRESHOLD: Schema = {"minimum": SMALLEST_THRESHOLD, "maximum": LARGEST_THRESHOLD}

_SAID: Mapping[tuple[type, str], Schema] = {
    (RoundFacts, "file"): {"description": "The bare file name; null in what is handed on."},
    (RoundFacts, "sha256"): {
        "pattern": "^[0-9a-f]{64}$",
        "description": "The digest of the file, or of its sheet among several; null in what is handed on.",
    },
    (RoundFacts, "rows_read"): {"minimum": 0},
    (RoundFacts, "respondents"): {
        "minimum": 0,
        "description": "People who count in ALL; null where the number is hidden.",
    },
    (RoundFacts, "label"): {
        "minProperties": 1,
        "description": "What the officer calls the round, by language code; null where it has no name of its own.",
    },
    (RoundFacts, "date"): {
        "pattern": r"^\d{4}-\d{2}-\d{2}$",
        "description": "The day of the round as the officer gives it; null where none is given.",
    },
    (SideFacts, "target"): {"description": "The side or group that its items are about."},
    (GroupFacts, "side"): {"description": "Null for a group of no side, and for a category."},
    (GroupFacts, "merged_from"): {
        "description": "Of a merger, the names of the groups or categories that are shown together."
    },
    (GroupFacts, "shown"): {"description": "Whether it has rows with numbers."},
    (GroupFacts, "by"): {"description": "Of a category, the breakdown that it is one of."},
    (Settings, "estimand"): {"enum": list(ESTIMANDS)},
    (Settings, "threshold"): _THRESHOLD,
    (Settings, "margin"): {"exclusiveMinimum": 0},
    (Settings, "lang"): {"enum": list(LANGUAGES)},
    (Settings, "group_by"): {"description": "The breakdown that is shown as well as the stakeholder groups."},
    (Settings, "clusters"): {
        "description": "Whether tests allow for colleagues thinking alike, where organisations are known."
    },
    (Settings, "invited"): {
        "additionalProperties": {"type": "integer", "minimum": 1},
        "description": "People invited, by group; empty: tests are not corrected for a finite population.",
    },
    (Measure, "level"): {"enum": ["index", "dimension", "item"]},
    (AuditStep, "step"): {
        "enum": ["rank", "bounds"],
        "description": "rank: whether the sum of few people follows; bounds: whether their mean is narrowed.",
    },
    (AuditStep, "outcome"): {
        "enum": ["passed", "more_hidden"],
        "description": "more_hidden where the test led to more hidden rows.",
    },
}
"""What the schema says of a fact's field beside its type."""


def results_schema() -> Schema:
    """The JSON Schema of a result's document."""
    properties = {
        "survey": _survey(),
        "measures": _list(_facts(Measure)),
        "issues": _list(_facts(IssueFacts)),
        **{name: _attrition(table) if name == "attrition" else _table(table) for name, table in TABLES.items()},
        "disclosure": _object(
            {
                "note": {"type": "string", "description": "That two results of the same people reveal more than one."},
                "threshold": {"type": "integer", **_THRESHOLD},
                "suppressed": _table(ALL_TABLES["suppressed"]),
                "audit": {
                    **_list(_facts(AuditStep)),
                    "description": "The tests of the audit, and whether more rows had to be hidden before it passed.",
                },
            }
        ),
    }
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": draft, "title": _TITLE, "description": _DESCRIPTION, **_object(properties)}


@cache
def layout_digest() -> str:
    """The digest of the keys and types of a document: another one, and a stored document can't be read any more."""
    return sha256(json.dumps(_layout(results_schema()), sort_keys=True).encode()).hexdigest()


def _layout(schema: Any) -> Any:
    """A schema without what it only says of the values: codes, bounds and words."""
    if isinstance(schema, list):
        return [_layout(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept: Schema = {name: schema[name] for name in ("type",) if name in schema}
    if "properties" in schema:
        kept["properties"] = {name: _layout(one) for name, one in schema["properties"].items()}
    return kept | {name: _layout(schema[name]) for name in ("items", "additionalProperties") if name in schema}


def _survey() -> Schema:
    properties: dict[str, Schema] = {
        "title": {"type": "string"},
        "rounds": {**_list(_facts(RoundFacts)), "minItems": 1},
        "matched": {
            "type": ["integer", "null"],
            "minimum": 0,
            "description": "People found in both rounds of the headline; null where hidden.",
        },
        "estimand": {"type": "string", "enum": list(ESTIMANDS[1:])},
        "sides": _list(_facts(SideFacts)),
        "groups": _list(_facts(GroupFacts)),
        "breakdown": {
            **_or_null(_facts(BreakdownFacts)),
            "description": "The question whose categories are shown beside the groups; null where none was asked for.",
        },
        "settings": _facts(Settings),
        "edition": {"type": "string", "description": "Name of the edition, where it has one."},
        "code": {
            "type": "string",
            "description": "A short code of the numbers as they are handed on: whether two papers speak of the same "
            "result.",
        },
        "audience": {
            "type": "string",
            "enum": [INTERNAL, *AUDIENCES],
            "description": "Who it is for: internal has full numbers and is the officer's alone.",
        },
        "named": {
            "type": "string",
            "enum": list(NAMED),
            "description": "Which groups are named: all that are shown, those of ten answers or more, the sides alone.",
        },
    }
    return _object(properties, optional=("edition",))


def _table(table: Table) -> Schema:
    return {**_list(_row(table.fields)), **({"description": table.note} if table.note else {})}


def _attrition(table: Table) -> Schema:
    """The row of all together, with the rows of the sides in it."""
    row = _row(table.fields)
    total = _object({**row["properties"], "sides": _list(row)})
    return {**_or_null(total), "description": table.note}


def _row(declared: Sequence[Field]) -> Schema:
    """A row; where its verdict is that it is hidden, it has no number."""
    made = _object({one.json: _field(one) for one in declared})
    verdict = next((one.json for one in declared if one.default == PROTECTED), None)
    if verdict is None:
        return made
    empty = {one.json: {"type": "null"} for one in declared if one.kind.is_number}
    is_hidden = {"properties": {verdict: {"const": PROTECTED}}}
    return {**made, "allOf": [{"if": is_hidden, "then": {"properties": empty}}]}


def _field(one: Field) -> Schema:
    schema: Schema = {**one.kind.json, **one.details.schema}
    if one.row is not None:
        inner = _row(fields_of(one.row))
        schema = _list(inner) if schema["type"] == "array" else inner
    return _or_null(schema) if one.is_optional else schema


def _facts(kind: type, **more: Schema) -> Schema:
    """A class of facts by the types of its fields, with what `_SAID` says of them."""
    hints = get_type_hints(kind)
    return _object({one.name: _value(hints[one.name], _SAID.get((kind, one.name), {})) for one in fields(kind)} | more)


def _value(hint: Any, said: Mapping[str, Any]) -> Schema:
    parts = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    schema = {**_of_type(next(part for part in parts if part is not NoneType)), **said}
    return _or_null(schema) if NoneType in parts else schema


def _of_type(hint: Any) -> Schema:
    plain = {str: "string", bool: "boolean", int: "integer", float: "number"}
    if hint in plain:
        return {"type": plain[hint]}
    if is_dataclass(hint) and isinstance(hint, type):
        return _facts(hint)
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return _list(_value(get_args(hint)[0], {}))
    of = get_args(hint)[1] if len(get_args(hint)) > 1 else None
    if of is str:
        return _LABEL
    return {"type": "object", **({} if of in (None, object) else {"additionalProperties": _value(of, {})})}


def _object(properties: Mapping[str, Schema], optional: Iterable[str] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": dict(properties), "required": required, "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    made = {**schema, "type": [schema["type"], "null"]} if "type" in schema else dict(schema)
    return {**made, "enum": [*schema["enum"], None]} if "enum" in schema else made
