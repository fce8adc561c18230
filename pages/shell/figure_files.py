"""A figure and its data as files: in which forms they come, and how they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from charts import View, draw
from metrics import SIDE
from pages.shell.choices import chosen_option
from pages.shell.chooser import units_of_page
from pages.shell.editions import ShownEdition
from pages.shell.language import language
from reports.content.figure_tables.of_figure import figure_table
from reports.content.tables import Table
from reports.report import SIZES, Part, Report
from words import DIGITS, digits

if TYPE_CHECKING:
    from reports.typst.compiler import Form

FORMS: Mapping[Form, str] = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
"""The forms of a figure, with their media types."""
DATA_FORMS: Mapping[str, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The forms of its data."""
MIMES: Mapping[str, str] = {**{str(form): mime for form, mime in FORMS.items()}, **DATA_FORMS}
SIZE, GROUND, DIGITS_CHOICE = "export_size", "export_ground", "export_digits"
"""What the choices of the export page are kept under that files of figures follow too."""
GROUNDS = ("light", "transparent")
MakeTable = Callable[[], Table | None]
"""Makes a table in the digits of now; None where there is none."""


def figure_file(report: Report, name: str, view: View, form: Form) -> bytes:
    """A view of a figure as a file of one of `FORMS`, in the report's language, digits, size and ground."""
    from reports.typst import figures

    with digits(report.digits):
        return figures.figure_file(report, name, view, form)


def file_of(report: Report, name: str, view: View, form: str) -> bytes:
    """A view of a figure, or its data, as a file of one of `FORMS` or `DATA_FORMS`."""
    for known in FORMS:
        if known == form:
            return figure_file(report, name, view, known)
    return _data_file(report, name, view, form)


def _data_file(report: Report, name: str, view: View, form: str) -> bytes:
    """The table of a view of a figure as a file, in the report's language and digits."""
    with digits(report.digits):
        drawn = draw(name, report.result, view)
        return table_file(report, figure_table(report, name, view, drawn.title), form, shows=drawn.caption)


def file_of_table(report: Report, make: MakeTable, form: str, other: Report | None = None) -> bytes:
    """A table that no figure draws as a file of one of `DATA_FORMS`, made anew in the report's digits."""
    with digits(report.digits):
        table = make()
        if table is None:
            raise ValueError("there is no such table")
        return table_file(report, table, form, other=other)


def table_file(report: Report, table: Table, form: str, *, shows: str = "", other: Report | None = None) -> bytes:
    """A table with codes as a file of one of `DATA_FORMS`; `other`: the report that it has numbers of too."""
    from reports.workbook.figure_book import figure_book
    from reports.workbook.figure_csv import figure_csv

    return figure_csv(report, table, other) if form == "csv" else figure_book(report, table, shows, other)


def figure_preview(report: Report, name: str, view: View) -> bytes:
    """A view of a figure as a small PNG, in the report's language and digits."""
    from reports.typst import figures

    with digits(report.digits):
        return figures.figure_preview(report, name, view)


def report_of_page(shown: ShownEdition) -> Report:
    """What the files of a page's figures are made from: as the page shows them, in the size chosen for exports."""
    return Report(
        shown.result,
        language(),
        event=shown.event,
        units=units_of_page(),
        digits=chosen_option(DIGITS_CHOICE, DIGITS),
        size=chosen_option(SIZE, SIZES),
        transparent=chosen_option(GROUND, GROUNDS) == GROUNDS[1],
    )


def what_it_shows(part: Part) -> str:
    """A figure's name with all that is chosen of it, for the name of its file."""
    chosen, usual = part.view or View(), View()
    whose = chosen.group and chosen.group.removeprefix(SIDE)
    given = [whose, chosen.order, *(chosen.rounds or ()), chosen.raters, chosen.reliability_of]
    known = {usual.order, usual.raters, usual.reliability_of, None}
    return " ".join([part.name, *(one for one in given if one is not None and one not in known)])
