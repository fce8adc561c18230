"""Levels and changes as an XY chart: marks as points, intervals as lines of two points, words as labels of points.

A row is as high as its words need; its height on the upright axis is in points of the page. What is hidden has no
point and no number, neither in the chart nor in the workbook behind it: only its words.

The uppermost series comes first in the file, and its place is said by ``c:order``: LibreOffice draws the first on top,
and loses series that a longer one follows.
"""

from __future__ import annotations

from charts.primitives.drawing import Drawing
from reports.office.charts.page import Page, height_of, room_before, room_behind
from reports.office.charts.place import WORKBOOK_ID, NativeChart, Place
from reports.office.charts.rows import in_pages, rows_of
from reports.office.charts.series import Series
from reports.office.charts.sheet import Grid, workbook
from reports.office.charts.xml import SHOWS_NOTHING, chart_space, pen, text_look
from words import say


def scatter_charts(drawing: Drawing, place: Place, language: str, alternative: str) -> list[NativeChart]:
    """A figure of levels or changes as charts, as many as have room for its rows; none where it has no row.

    Parameters
    ----------
    alternative : str
        The figure in words, for those who can't see it; where it takes several charts, each says its own rows.
    """
    rows = rows_of(drawing)
    before, behind = room_before(drawing, rows, place), room_behind(rows, place)
    page = Page(drawing, rows, (), place, before, behind, language)
    heights = [height_of(page, row) for row in rows]
    room = place.height - page.below - page.foot
    pages = in_pages(rows, heights, room)
    needs = dict(zip(map(id, rows), heights, strict=True))
    charts = []
    for some in pages:
        needed = [needs[id(row)] for row in some]
        stretch = max(min(room / sum(needed), place.stretch), 1.0)
        own = tuple(height * stretch for height in needed)
        one = Page(drawing, tuple(some), own, place, before, behind, language)
        said = " ".join(row.said for row in some if row.said) if len(pages) > 1 else ""
        charts.append(_chart(one, said or alternative))
    return charts


def _chart(page: Page, alternative: str) -> NativeChart:
    place, drawing = page.place, page.drawing
    height = page.plot + page.foot + 4
    data, layout = (
        Grid(say("reports.slides_sheet_data", page.language)),
        Grid(say("reports.slides_sheet_layout", page.language)),
    )
    series = Series(page, data, layout)
    series.fill()
    left = page.behind if drawing.rtl else page.before
    right = page.before if drawing.rtl else page.behind
    shape = (
        left / place.width,
        2 / height,
        (place.width - left - right) / place.width,
        page.plot / height,
    )
    xml = (
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
        f"{_layout(*shape)}"
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'{"".join(series.written)}<c:dLbls>{SHOWS_NOTHING}</c:dLbls><c:axId val="111"/>'
        '<c:axId val="222"/></c:scatterChart>'
        f"{_axes(page, native=series.native_ticks)}"
        '<c:spPr><a:noFill/></c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
    )
    return NativeChart(
        chart_space(xml, size=place.size, ink=drawing.ink, workbook=WORKBOOK_ID),
        workbook((data, layout), rtl=drawing.rtl),
        alternative,
        place.width,
        height,
    )


def _layout(x: float, y: float, w: float, h: float) -> str:
    sizes = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in zip("xywh", (x, y, w, h), strict=True))
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{sizes}</c:manualLayout></c:layout>"
    )


def _axes(page: Page, *, native: str) -> str:
    """Both axes: across, as the figure's, from right to left where it is; upright, unseen, in points of the page."""
    axis, drawing = page.drawing.axis, page.drawing
    across = "maxMin" if drawing.rtl else "minMax"
    tick_words = (
        f'<c:numFmt formatCode="{native}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"nextTo" if native else "none"}"/>'
        if native
        else '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
    )
    step = axis.ticks[1][0] - axis.ticks[0][0] if native else 0.0
    unit = f'<c:majorUnit val="{step:g}"/>' if native else ""
    return (
        f'<c:valAx><c:axId val="111"/><c:scaling><c:orientation val="{across}"/><c:max val="{axis.high:g}"/>'
        f'<c:min val="{axis.low:g}"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>{tick_words}'
        f"<c:spPr>{pen(None)}</c:spPr>{text_look(page.place.size, axis.colour, rtl=drawing.rtl)}"
        f'<c:crossAx val="222"/><c:crosses val="min"/><c:crossBetween val="midCat"/>{unit}</c:valAx>'
        '<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{page.plot:.3f}"/><c:min val="0"/></c:scaling><c:delete val="1"/>'
        f'<c:axPos val="{"r" if drawing.rtl else "l"}"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="none"/><c:crossAx val="111"/><c:crosses val="min"/><c:crossBetween val="midCat"/></c:valAx>'
    )
