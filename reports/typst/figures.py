"""A figure of a report as a file of its own: PNG, SVG or PDF, from the same drawing that the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts import Picture, View, draw
from reports.content.figures import view_for
from reports.report import SIZES, Report
from reports.typst.compiler import Form, compiled
from reports.typst.described import described_png, described_svg
from reports.typst.drawing import PREAMBLE, block
from reports.typst.sheets import Sheet, sheets_of
from reports.typst.source import points, string

PREVIEW_WIDTH = 480
"""Pixels across of a preview."""
_POINTS_AN_INCH = 72


def figure_file(report: Report, name: str, view: View, form: Form) -> bytes:
    """A figure as one file, in a report's language and size.

    What needs several sheets in that size has a page for each in a PDF; in a PNG and an SVG they are below each other.

    Parameters
    ----------
    report : Report
    name : str
        Of a figure of `charts.all_figures`.
    view : View
        What is chosen of it; language, units and look are the report's.
    form : {"png", "svg", "pdf"}
        A PNG has two pixels for each of the drawing's, and is printed at 300 dots an inch; a PDF is tagged (PDF/UA-1).
        In each, title and description are inside.

    Raises
    ------
    ValueError
        If there is no such figure.
    """
    picture = draw(name, report.result, view_for(report, view))
    (file,) = _files(report, picture, form, together=True)
    return file


def figure_preview(report: Report, name: str, view: View) -> bytes:
    """A figure as a PNG of `PREVIEW_WIDTH` pixels, to be looked at before a report is made; whatever size that has.

    Raises
    ------
    ValueError
        If there is no such figure.
    """
    small = replace(report, size=SIZES[0], transparent=False)
    picture = draw(name, report.result, view_for(report, view))
    sheets = sheets_of(picture.drawing, small.size)
    inches = max(sheet.width for sheet in sheets) / _POINTS_AN_INCH
    (png,) = compiled(_document(small, picture, [sheets]), "png", PREVIEW_WIDTH / inches)
    return png


def figure_files(report: Report, picture: Picture, form: Form) -> list[bytes]:
    """A drawn figure of a report as files: a PNG or an SVG for each sheet that it needs, or one PDF of all.

    Parameters
    ----------
    picture : Picture
        Drawn for a report: with its title and footer.
    """
    return _files(report, picture, form, together=False)


def _files(report: Report, picture: Picture, form: Form, *, together: bool) -> list[bytes]:
    sheets = sheets_of(picture.drawing, report.size)
    pages = [sheets] if together and form != "pdf" else [[sheet] for sheet in sheets]
    files = compiled(_document(report, picture, pages), form)
    if form == "pdf":
        return files
    described = described_png if form == "png" else described_svg
    return [described(file, picture.title, _in_words(picture), report.language) for file in files]


def _in_words(picture: Picture) -> str:
    """What it shows; where it shows nothing, what its title says of that."""
    return picture.alternative or picture.title


def _document(report: Report, picture: Picture, pages: Sequence[Sequence[Sheet]]) -> str:
    """Typst source of pages as large as the sheets on them."""
    title, description = string(picture.title), string(_in_words(picture))
    return "\n".join(
        (
            PREAMBLE,
            f"#set document(title: {title}, description: {description}, date: none)",
            f'#set text(lang: "{report.language}")',
            f"#let described = {description}",
            *(_page(page, transparent=report.transparent) for page in pages),
        )
    )


def _page(sheets: Sequence[Sheet], *, transparent: bool) -> str:
    """Sheets below each other on one page; the picture's description is said of each."""
    width, height = max(sheet.width for sheet in sheets), sum(sheet.height for sheet in sheets)
    fill = "none" if transparent else "white"
    above, figures = 0.0, []
    for sheet in sheets:
        drawn = block(sheet.drawing, width=sheet.across, scale=sheet.scale, ground=not transparent)
        figure = f"figure(alt: described, outlined: false, {drawn})"
        figures.append(f"#place(top + left, dy: {points(above + sheet.above)}, {figure})")
        above += sheet.height
    size = f"width: {points(width)}, height: {points(height)}"
    return f"#page({size}, margin: 0pt, fill: {fill})[{' '.join(figures)}]"
