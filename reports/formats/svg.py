"""The figures of a report as SVG files, whose words are drawn so that they look the same everywhere, in one archive."""

from __future__ import annotations

from reports.report import Report

NAME = "svg"
ENDING = "figures-svg.zip"
MIME = "application/zip"
RANK = 21
FOR_THE_OFFICER = False


def write(report: Report) -> bytes:
    """The archive, a file a figure and sheet."""
    from reports.typst.archive import figures_archive

    return figures_archive(report, "svg")
