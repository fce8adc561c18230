"""Holds a document of results against the schema that stands beside the reports."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from reports import SCHEMA

SCHEMA_DOCUMENT: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
_VALIDATOR = Draft202012Validator(SCHEMA_DOCUMENT)


def breaches(document: dict[str, Any]) -> list[str]:
    """Each place of a document that breaks the schema, and how; that the schema is one is a test of its own."""
    return [f"{error.json_path}: {error.message[:200]}" for error in _VALIDATOR.iter_errors(document)]
