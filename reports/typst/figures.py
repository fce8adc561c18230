"""A figure of a report as a file of its own: PNG, SVG or PDF, from the same drawing that the page shows."""

from __future__ import annotations

from dataclasses import replace

from charts import Look, Picture, View, draw
from reports.report import Report
from reports.typst.compiler import Form, compiled
from reports.typst.described import described_png, described_svg
from reports.typst.drawing import PREAMBLE, block
from reports.typst.source import string


def figure_file(report: Report, name: str, view: View, form: Form) -> bytes:
    """A figure as a file, in a report's language and size.

    Parameters
    ----------
    report : Report
    name : str
        Of a figure of `charts.all_figures`.
    view : View
        What is chosen of it; the look is the report's.
    form : {"png", "svg", "pdf"}
        A PNG has two pixels for each of the drawing's, and is printed at 300 dots an inch; a PDF is tagged (PDF/UA-1).
        In each, title and description are inside.

    Raises
    ------
    ValueError
        If there is no such figure.
    """
    picture = picture_of(report, name, view)
    (file,) = compiled(_document(report, picture), form)
    if form == "png":
        return described_png(file, picture.title, picture.alternative, report.language)
    if form == "svg":
        return described_svg(file, picture.title, picture.alternative, report.language)
    return file


def picture_of(report: Report, name: str, view: View) -> Picture:
    """A figure as a report has it: in its language and units, with title, caption and source drawn in."""
    chosen = replace(
        view,
        look=Look(report.language, report=True),
        edition=view.edition or report.heading,
        units=report.units,
    )
    return draw(name, report.result, chosen)


def _document(report: Report, picture: Picture) -> str:
    """Typst source: a page of the picture's size, which holds nothing else."""
    ground = not report.transparent
    title, description = string(picture.title), string(picture.alternative)
    return "\n".join(
        (
            PREAMBLE,
            f"#set document(title: {title}, description: {description}, date: none)",
            f"#set page(width: auto, height: auto, margin: 0pt, fill: {'white' if ground else 'none'})",
            f'#set text(lang: "{report.language}")',
            f"#figure(alt: {description}, outlined: false, {block(picture.drawing, ground=ground)})",
        )
    )
