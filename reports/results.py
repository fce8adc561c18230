"""``results.json``: a protected result for other programs; its schema stands beside this file."""

from __future__ import annotations

import json
from pathlib import Path

from metrics import Protected, to_document

SCHEMA = Path(__file__).with_name("results.schema.json")


def results_json(result: Protected, edition: str | None = None) -> bytes:
    """The document as UTF-8 JSON; numbers at full precision, keys as the schema names them.

    Parameters
    ----------
    result : Protected
    edition : str, optional
        Name of the edition, kept under ``survey``.

    Raises
    ------
    TypeError
        If the result is not a protected one.
    """
    if not isinstance(result, Protected):
        raise TypeError("only a protected result can be written")
    document = to_document(result)
    if edition is not None:
        document["survey"]["edition"] = edition
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode()
