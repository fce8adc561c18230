"""``results.json``: a protected result for other programs; its schema is in the same folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from metrics import Protected, to_document
from words import writable

_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
SCHEMA = Path(__file__).with_name("results.schema.json")


def results_json(result: Protected, edition: str | None = None) -> bytes:
    """The document as UTF-8 JSON, a row of a table a line; numbers at full precision, keys as the schema names them.

    Of names, what no file can hold is left out (`words.writable`).

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
    text = "{{\n{}\n}}\n".format(",\n".join(_member(name, value) for name, value in document.items()))
    return writable(text).encode()


def _member(name: str, value: Any) -> str:
    """A key of the document with its value; a list's entries a line each."""
    if isinstance(value, list) and value:
        return '"{}": [\n{}\n]'.format(name, ",\n".join(map(_JSON.encode, value)))
    return f'"{name}": {_JSON.encode(value)}'
