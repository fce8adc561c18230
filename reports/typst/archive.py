"""All figures of a report in one archive, each under a name that says what it is."""

from __future__ import annotations

from metrics import SIDE
from reports.content.figures import ChosenFigure, figures_of
from reports.content.provenance import file_stem
from reports.files.archive import zip_of
from reports.report import Report
from reports.running.progress import each
from reports.typst.compiler import Form
from reports.typst.figures import figure_files
from words import say

_NOTE = "note.txt"


def figures_archive(report: Report, form: Form) -> bytes:
    """The figures that the officer chose, or those of the headline's rounds and rows, as files in one archive.

    A file's name says its position, event, figure, group and language; of several sheets, the number of each. Where
    there is no figure, a text says so.
    """
    files: dict[str, bytes] = {}
    for position, chosen in enumerate(each(figures_of(report)), start=1):
        sheets = figure_files(report, chosen.picture, form)
        for number, sheet in enumerate(sheets, start=1):
            which = f"-{number}" if len(sheets) > 1 else ""
            files[f"{position:02}-{_stem(report, chosen)}{which}.{form}"] = sheet
    return zip_of(files or {_NOTE: f"{say('reports.page_no_figures', report.language)}\n".encode()})


def _stem(report: Report, chosen: ChosenFigure) -> str:
    """What the figure shows, and of whom."""
    view = chosen.view
    whose = [view.group.removeprefix(SIDE)] if view.group else []
    raters = [view.raters] if chosen.figure == "ratings" else []
    return file_stem(report, " ".join((chosen.figure, *whose, *raters)))
