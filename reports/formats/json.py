"""``results.json``: all that is known of a result, for other programs."""

from __future__ import annotations

from metrics import Protected

NAME = "json"
ENDING = "json"
MIME = "application/json"
RANK = 2
FOR_THE_OFFICER = True


def write(result: Protected, language: str | None = None, heading: str | None = None) -> bytes:  # noqa: ARG001
    """The document, in no language; `heading` is kept as the edition's name."""
    from reports.results import results_json

    return results_json(result, heading)
