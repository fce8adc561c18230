"""The figures of a report as PDF files that those who cannot see them can read too, in one archive."""

from __future__ import annotations

from reports.report import Report

NAME = "pdf"
ENDING = "figures-pdf.zip"
MIME = "application/zip"
RANK = 22
FOR_THE_OFFICER = False


def write(report: Report) -> bytes:
    """The archive, a file a figure."""
    from reports.typst.archive import figures_archive

    return figures_archive(report, "pdf")
