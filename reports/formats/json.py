"""``results.json``: all that is known of a result, for other programs; in no language and in points alone."""

from __future__ import annotations

from reports.report import Report

NAME = "json"
ENDING = "json"
MIME = "application/json"
RANK = 30
FOR_THE_OFFICER = True


def write(report: Report) -> bytes:
    """The document; the event is kept as the edition's name, with its day as the standard writes it."""
    from reports.results.document import results_json

    event, language = report.event, report.language
    held_on = event.held_on.isoformat() if event.held_on else ""
    named = filter(None, (event.title_in(language), event.place_in(language), held_on))
    return results_json(report.result, " · ".join(named) or None)
