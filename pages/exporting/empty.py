"""Which formats would be empty, and which take no parts: nothing of what was chosen goes into them."""

from __future__ import annotations

from collections.abc import Sequence

from reports.formats import ReportFormat
from reports.report import Report

_OF_FIGURES = ("png", "svg", "pdf")
"""Formats that hold the chosen figures and nothing else."""
_OF_PARTS = (*_OF_FIGURES, "pptx", "docx", "html")
"""Formats that hold what was chosen and nothing else; the others are the same whatever is chosen."""


def holds_parts(one: ReportFormat) -> bool:
    """Whether a format holds what was chosen, of any kind."""
    return one.NAME in _OF_PARTS and one.NAME not in _OF_FIGURES


def empty_formats(report: Report, chosen: Sequence[ReportFormat]) -> list[ReportFormat]:
    """Those of the formats in which there would be nothing of what was chosen.

    None where nothing was chosen, so that each file has all that it usually has.
    """
    if report.parts is None:
        return []
    has_figures = any(part.kind == "figure" for part in report.parts)
    without = _OF_PARTS if not report.parts else () if has_figures else _OF_FIGURES
    return [one for one in chosen if one.NAME in without]


def always_the_same(report: Report, chosen: Sequence[ReportFormat]) -> list[ReportFormat]:
    """Those of the formats that hold the same whatever parts were chosen; none where no part was."""
    return [one for one in chosen if report.parts is not None and one.NAME not in _OF_PARTS]
