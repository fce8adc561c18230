"""The presentation: some eight slides that tell what was found, with native charts and tables that can be edited."""

from __future__ import annotations

from reports.report import Report

NAME = "pptx"
ENDING = "pptx"
MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
RANK = 2
FOR_THE_OFFICER = False


def write(report: Report) -> bytes:
    """The slides, in the report's language; their look is that of the report's template where it has one."""
    from reports.office.slides import deck

    return deck(report)
