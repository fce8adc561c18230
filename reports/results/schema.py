"""Writes the JSON Schema of ``results.json`` beside this file: ``python -m reports.results.schema``."""

from __future__ import annotations

import json

from metrics.result.json_schema import results_schema
from reports.results.document import SCHEMA


def schema_text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(results_schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
