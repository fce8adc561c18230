"""``results.json``: a protected result for other programs; its schema stands beside this file."""

from __future__ import annotations

import json
from pathlib import Path

from metrics import Protected, to_document

SCHEMA = Path(__file__).with_name("results.schema.json")


def results_json(result: Protected) -> bytes:
    """The document as UTF-8 JSON; numbers at full precision, keys as the schema names them."""
    return json.dumps(to_document(result), ensure_ascii=False, indent=1, allow_nan=False).encode()
