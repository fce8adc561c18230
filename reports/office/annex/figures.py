"""Figures of the annex: native charts that can be edited, matrices as tables, each with caption, key and source."""

from __future__ import annotations

from collections.abc import Sequence

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from charts.primitives.drawing import Line
from reports.content.figures import ChosenFigure
from reports.content.provenance import provenance_line
from reports.office.annex import styles as named
from reports.office.annex.body import FIGURE, Body
from reports.office.annex.matrices import add_matrix
from reports.office.annex.xml import Element, child, element, runs
from reports.office.charts import Matrix, NativeChart, Place, native_of
from reports.office.charts.place import CHART_TYPE, WORKBOOK_ID
from reports.office.charts.rows import lines_with
from reports.office.charts.xml import EMU_A_POINT, unmirrored
from words import printable, say

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LETTERS = 9.0
_SHARE = 0.45
"""Of a page's height: the most that one chart takes, so that two of a figure of many rows are on a page."""
_EDGES = ("distT", "distB", "distL", "distR")


def add_figure(body: Body, figure: ChosenFigure) -> None:
    """A figure with its caption, its key, what it shows, the officer's note and its source."""
    report, language = figure.report, figure.report.language
    caption = printable(figure.caption)
    across, down = body.points
    native = native_of(report.result, figure.figure, figure.view, Place(across, _SHARE * down, _LETTERS, keyed=False))
    if not native:
        return
    body.caption(FIGURE, caption)
    if isinstance(native, Matrix):
        add_matrix(body, native, caption)
    else:
        for place, chart in enumerate(native, start=1):
            # What the colours of answers mean is not within their charts: Writer paints the words there in one colour.
            _add_key(body, lines_with(figure.picture.drawing, "answers"))
            _add_chart(body, chart, caption, with_key=place == len(native))
    own = native.key if isinstance(native, Matrix) else None
    _add_key(body, lines_with(figure.picture.drawing, "key", "note") if own is None else own)
    body.paragraph(named.NOTE, figure.shows, with_next=True)
    for words in figure.note.splitlines():
        if words.strip():
            body.paragraph(named.OWN_NOTE, printable(words), with_next=True)
    body.paragraph(named.SOURCE, say("reports.annex_source", language, line=provenance_line(report)))


def _add_key(body: Body, lines: Sequence[Line]) -> None:
    """What the marks mean, in their colours."""
    for line in lines:
        made = body.paragraph(named.NOTE, with_next=True)
        for run in line:
            runs(made, unmirrored(run.words), rtl=body.rtl, colour=run.colour or "")


def _add_chart(body: Body, chart: NativeChart, title: str, *, with_key: bool) -> None:
    """A chart as a part of the document, with the workbook behind it, in a paragraph of its own."""
    part = body.document.part
    known = {str(one.partname) for one in part.package.iter_parts()}
    number = next(n for n in range(1, len(known) + 2) if f"/word/charts/chart{n}.xml" not in known)
    made = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART_TYPE, chart.xml, part.package)
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _XLSX, chart.workbook, part.package)
    if made.relate_to(book, RELATIONSHIP_TYPE.PACKAGE) != WORKBOOK_ID:
        raise ValueError("a chart's first relationship is to its workbook")
    name = part.relate_to(made, RELATIONSHIP_TYPE.CHART)
    run = child(body.paragraph(named.FIGURE, with_next=with_key), "w:r")
    child(run, "w:drawing").append(_inline(body.next_id(), chart, title, name))


def _inline(number: int, chart: NativeChart, title: str, relationship: str) -> Element:
    """A chart in the line of the text, with its content in words for those who can't see it."""
    made = element("wp:inline")
    for edge in _EDGES:
        made.set(edge, "0")
    _plain(made, "wp:extent", cx=round(chart.width * EMU_A_POINT), cy=round(chart.height * EMU_A_POINT))
    _plain(made, "wp:docPr", id=number, name=f"Chart {number}", descr=chart.alternative, title=title)
    child(made, "wp:cNvGraphicFramePr")
    graphic = child(made, "a:graphic")
    data = _plain(graphic, "a:graphicData", uri=_CHART)
    child(data, "c:chart").set(f"{{{_RELATIONSHIPS}}}id", relationship)
    return made


_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _plain(parent: Element, name: str, /, **attributes: object) -> Element:
    """A child whose attributes have no namespace, as in drawings."""
    made = child(parent, name)
    for key, value in attributes.items():
        made.set(key, str(value))
    return made
