"""The figures of a report as PNG files, two pixels for each on a screen and 300 to the inch, in one archive."""

from __future__ import annotations

from reports.report import Report

NAME = "png"
ENDING = "figures-png.zip"
MIME = "application/zip"
RANK = 20
FOR_THE_OFFICER = False


def write(report: Report) -> bytes:
    """The archive, a file a figure and sheet."""
    from reports.typst.archive import figures_archive

    return figures_archive(report, "png")
