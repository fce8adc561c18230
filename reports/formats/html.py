"""One page to send, which needs nothing from outside."""

from __future__ import annotations

from reports.report import Report

NAME = "html"
ENDING = "html"
MIME = "text/html"
RANK = 5
FOR_THE_OFFICER = False


def write(report: Report) -> bytes:
    """The page, in the report's language."""
    from reports.web.page import page

    return page(report)
