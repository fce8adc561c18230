"""The brief: two pages to hand over, in one language or in two that face each other, as a PDF."""

from __future__ import annotations

from reports.report import Report

NAME = "brief"
ENDING = "brief.pdf"
MIME = "application/pdf"
RANK = 1
FOR_THE_OFFICER = False


def write(report: Report) -> bytes:
    """The brief, tagged (PDF/UA-1)."""
    from reports.typst.brief import brief

    return brief(report)
