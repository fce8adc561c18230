"""The annex: all that the result holds as a document to be edited, with native charts and numbered captions."""

from __future__ import annotations

from reports.report import Report

NAME = "docx"
ENDING = "docx"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RANK = 3
FOR_THE_OFFICER = False


def write(report: Report) -> bytes:
    """The document, in the report's language; its look is that of the report's template where it has one."""
    from reports.office.annex import annex

    return annex(report)
