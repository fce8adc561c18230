"""``results.json``: all that is known of a result, for other programs."""

from __future__ import annotations

from metrics import Protected

NAME = "json"
ENDING = "json"
MIME = "application/json"
RANK = 2
FOR_THE_OFFICER = True


def write(
    result: Protected,
    language: str | None = None,  # noqa: ARG001
    heading: str | None = None,
    units: str = "points",  # noqa: ARG001
) -> bytes:
    """The document, in no language and in points alone; `heading` is kept as the edition's name."""
    from reports.results import results_json

    return results_json(result, heading)
