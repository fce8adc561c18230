"""Levels and changes as an XY chart: marks as points, intervals as lines of two points, words as labels of points.

A row is as high as its words need; its height on the upright axis is in points of the page. What is hidden has no
point and no number, neither in the chart nor in the workbook behind it: only its words.

The uppermost series comes first in the file, and its place is said by ``c:order``: LibreOffice draws the first on top,
and loses series that a longer one follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from charts.primitives.drawing import Drawing, Line, Mark, Rule, Run, Segment, Text
from charts.primitives.look import LIGHT
from charts.primitives.writing import lines_of, shown_length
from reports.office.charts.place import WORKBOOK_ID, NativeChart, Place
from reports.office.charts.rows import HEADING, LINE, ROW, PlotRow, in_pages, lines_with, rows_of
from reports.office.charts.sheet import Grid, Value, workbook
from reports.office.charts.xml import (
    SHOWS_NOTHING,
    chart_space,
    label,
    numbers,
    paint,
    pen,
    rich,
    strings,
    text_look,
)
from words import say

_LABELS_AT_MOST, _ENDS_AT_MOST = 0.38, 0.3
"""Shares of the width that the rows' labels, and the words behind the plot, may take."""
_AROUND = 10.0
"""Points between words and plot, and above and below a row's words."""
_LEAST_ROW = 30.0
"""Points of a row that has marks."""
_PIXEL = 0.75
"""Points of a drawing's pixel."""
_SIGNS = {"before": "○", "after": "●", "alpha": "●", "omega": "◇", "interval": "─", "band": "■"}
"""The sign before the name of a series in the figure's own key."""
_MARKS = ("before", "after", "change", "alpha", "omega")
"""Marks, from the lowest to the uppermost."""
_THICKEST = 4.5
"""Points of the strongest line; what only points somewhere is drawn wider and hollow, and dashed here."""
_BAND = 16.0
"""Points of the height of the band of what does not matter."""
_BAND_COLOUR, _BAND_OPACITY = LIGHT.neither, 0.16
"""The band lets all be seen through it, whatever order a program draws in."""


@dataclass(frozen=True)
class _Page:
    """The rows of one chart, and where they are."""

    drawing: Drawing
    rows: tuple[PlotRow, ...]
    heights: tuple[float, ...]
    place: Place
    before: float
    behind: float
    language: str

    @property
    def ends(self) -> tuple[Text, ...]:
        """What lies at the low and at the high end of the axis."""
        return tuple(t for t in self.drawing.of_kind(Text) if isinstance(t, Text) and t.role == "end")

    @property
    def plot(self) -> float:
        """Points of the plot's height."""
        return sum(self.heights) + self.below

    @property
    def below(self) -> float:
        """Points of the line of words within the plot that says what lies at the axis' ends."""
        return self.place.height_of(1) + 4 if self.ends else 0.0

    @property
    def foot(self) -> float:
        """Points below the plot, for the axis."""
        return self.place.height_of(1) + 8 if self.drawing.axis.ticks else 2.0

    def middle(self, index: int) -> float:
        """Height of a row's middle above the lower edge of the plot, points."""
        return round(self.plot - sum(self.heights[:index]) - self.heights[index] / 2, 3)


def scatter_charts(drawing: Drawing, place: Place, language: str, alternative: str) -> list[NativeChart]:
    """A figure of levels or changes as charts, as many as have room for its rows; none where it has no row.

    Parameters
    ----------
    alternative : str
        The figure in words, for those who can't see it; where it takes several charts, each says its own rows.
    """
    rows = rows_of(drawing)
    before, behind = _before(drawing, rows, place), _behind(rows, place)
    page = _Page(drawing, rows, (), place, before, behind, language)
    heights = [_height(page, row) for row in rows]
    room = place.height - page.below - page.foot
    pages = in_pages(rows, heights, room)
    height_of = dict(zip(map(id, rows), heights, strict=True))
    charts = []
    for some in pages:
        needed = [height_of[id(row)] for row in some]
        stretch = max(min(room / sum(needed), place.stretch), 1.0)
        own = tuple(height * stretch for height in needed)
        one = _Page(drawing, tuple(some), own, place, before, behind, language)
        said = " ".join(row.said for row in some if row.said) if len(pages) > 1 else ""
        charts.append(_chart(one, said or alternative))
    return charts


def _before(drawing: Drawing, rows: Sequence[PlotRow], place: Place) -> float:
    """Points before the plot: what the longest line of the rows' labels needs, and no more than their share."""
    most = place.width * _LABELS_AT_MOST
    length = max(
        (shown_length(words) for row in rows if row.kind != LINE for words in (row.label, row.note)), default=0
    )
    ends = place.width_of(max((shown_length(words) for _, words in drawing.axis.ticks), default=0)) / 2
    return max(min(place.width_of(length) + _AROUND, most), ends)


def _behind(rows: Sequence[PlotRow], place: Place) -> float:
    """Points behind the plot: what the longest change in words needs."""
    words = [text.words for row in rows for role in ("change", "levels") for text in row.words(role)]
    length = max((shown_length(line) for one in words for line in one.split("\n")), default=0)
    return min(place.width_of(length) * 1.15 + 2 * _AROUND, place.width * _ENDS_AT_MOST) if length else 2 * _AROUND


def _height(page: _Page, row: PlotRow) -> float:
    lines = len(_label_lines(page, row))
    if row.kind != ROW:
        return page.place.height_of(lines) + 6
    under = any(text.anchor == "center" for text in row.texts if text.role in ("before", "after"))
    return max(page.place.height_of(max(lines, 1)) + 6, _LEAST_ROW + (page.place.height_of(2) if under else 0))


def _label_lines(page: _Page, row: PlotRow) -> list[Line]:
    """The words before a row: its label and under it, quietly, its note; words alone have the plot to themselves."""
    muted = page.drawing.axis.colour
    if row.kind == LINE:
        room = page.place.characters(page.place.width - page.before - 2 * _AROUND)
        return [(Run(line, muted),) for line in lines_of(row.label, room)]
    room = page.place.characters(page.before - _AROUND)
    return [
        *((Run(line),) for line in lines_of(row.label, room)),
        *((Run(line, muted),) for line in lines_of(row.note, room)),
    ]


def _chart(page: _Page, alternative: str) -> NativeChart:
    place, drawing = page.place, page.drawing
    height = page.plot + page.foot + 4
    data, layout = (
        Grid(say("reports.slides_sheet_data", page.language)),
        Grid(say("reports.slides_sheet_layout", page.language)),
    )
    series = _Series(page, data, layout)
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


def _axes(page: _Page, *, native: str) -> str:
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


@dataclass(frozen=True)
class _Words:
    """Words beside a place of the plot."""

    x: float
    y: float
    lines: tuple[Line, ...]
    position: str
    colour: str
    bold: int = 0


class _Series:
    """The series of a chart, from the lowest to the uppermost, and the cells behind them."""

    def __init__(self, page: _Page, data: Grid, layout: Grid) -> None:
        self.page, self.data, self.layout = page, data, layout
        self.written: list[str] = []
        self.native_ticks = _native_format(page.drawing)
        self._own_rows = [row for row in page.rows if row.kind == ROW]
        self._middle = {id(row): page.middle(i) for i, row in enumerate(page.rows)}

    def fill(self) -> None:
        """Writes all of them, the uppermost first."""
        names = _names(self.page)
        columns = self._columns(names)
        self._rules()
        for role in ("band", "interval", "change"):
            self._lines(role, names, columns)
        for role in _MARKS:
            if role in columns:
                self._marks(role, names, columns[role])
        self._texts(names["words"], [*self._labels(), *self._in_rows(), *self._at_ends(), *self._ticks()])
        self.written.reverse()

    def _columns(self, names: dict[str, str]) -> dict[str, int]:
        """Fills the sheet of the data; where each role's numbers stand in it."""
        rows = self._own_rows
        self.data.column(names["row"], [row.label for row in rows])
        self.data.column(names["people"], [row.note or None for row in rows])
        columns: dict[str, int] = {}
        for role in _MARKS:
            if any(row.mark(role) for row in rows):
                found = [row.mark(role) for row in rows]
                columns[role] = self.data.column(names[role], [mark.x if mark else None for mark in found])
        for role in ("interval", "band"):
            ends = [_ends(row, role) for row in rows]
            if any(ends):
                heads = [say(f"reports.slides_{end}", self.page.language, what=names[role]) for end in ("low", "high")]
                for side, head in enumerate(heads):
                    column = self.data.column(head, [one[side] if one else None for one in ends])
                    columns.setdefault(role, column)
        if "before" in columns and "after" in columns:
            columns["line"] = columns["before"]
        said = [" ".join(t.words for role in ("change", "levels", "instead") for t in row.words(role)) for row in rows]
        self.data.column(names["finding"], [words or None for words in said])
        return columns

    def _rules(self) -> None:
        """Upright rules over the rows."""
        page = self.page
        for rule in page.drawing.of_kind(Rule):
            if isinstance(rule, Rule) and rule.start.on_axis and rule.end.on_axis and rule.start.x == rule.end.x:
                x = rule.start.x
                row = self.layout.block([(x, x), (page.below, page.plot)])
                self._line("", self.layout, row, (x, x), row + 1, (page.below, page.plot), pen(rule.colour, 0.75))

    def _lines(self, role: str, names: dict[str, str], columns: dict[str, int]) -> None:
        """A line of two points for every row that has one."""
        column = columns.get("line" if role == "change" else role)
        if column is None:
            return
        for index, row in enumerate(self._own_rows):
            ends = _ends(row, role)
            if ends is None:
                continue
            y = self._middle[id(row)]
            place = self.layout.block([(y, y)])
            look = _pen_of(row, role)
            self._line(names[role], self.data, index + 1, ends, place, (y, y), look, column=column)

    def _line(
        self,
        name: str,
        grid: Grid,
        row: int,
        xs: tuple[float, float],
        place: int,
        ys: tuple[float, float],
        look: str,
        *,
        column: int = 0,
    ) -> None:
        x = numbers(grid.reference(row, column, row, column + 1), dict(enumerate(xs)), 2)
        y = numbers(self.layout.reference(place, 0, place, 1), dict(enumerate(ys)), 2)
        head = strings(grid.reference(0, column), [name]) if name else ""
        named = f"<c:tx>{head}</c:tx>" if head else ""
        self._add(
            f'{named}<c:spPr>{look}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'
            f'<c:xVal>{x}</c:xVal><c:yVal>{y}</c:yVal><c:smooth val="0"/>'
        )

    def _marks(self, role: str, names: dict[str, str], column: int) -> None:
        """The marks of a role, a point a row that has one."""
        rows, count = self._own_rows, max(len(self._own_rows), 2)
        marks = {i: mark for i, row in enumerate(rows) if (mark := row.mark(role)) is not None}
        ys = {i: self._middle[id(rows[i])] for i in marks}
        place = self.layout.block([[ys.get(i) for i in range(count)]])
        x = numbers(self.data.reference(1, column, count), {i: mark.x for i, mark in marks.items()}, count)
        y = numbers(self.layout.reference(place, 0, place, count - 1), ys, count)
        head = strings(self.data.reference(0, column), [names[role]])
        self._points(head, {i: _marker(mark, mark.outline or mark.fill) for i, mark in marks.items()}, x, y)
        ground = self.page.drawing.ground
        hollow = {i: _marker(mark, ground, _inside(mark)) for i, mark in marks.items() if _is_hollow(mark, ground)}
        if hollow:
            x = numbers(self.data.reference(1, column, count), {i: marks[i].x for i in hollow}, count)
            y = numbers(self.layout.reference(place, 0, place, count - 1), {i: ys[i] for i in hollow}, count)
            self._points(head, hollow, x, y)

    def _points(self, head: str, markers: Mapping[int, str], x: str, y: str) -> None:
        points = "".join(
            f'<c:dPt><c:idx val="{i}"/>{marker}<c:bubble3D val="0"/></c:dPt>' for i, marker in markers.items()
        )
        self._add(
            f"<c:tx>{head}</c:tx><c:spPr>{pen(None)}</c:spPr>{_USUAL}{points}"
            f'<c:xVal>{x}</c:xVal><c:yVal>{y}</c:yVal><c:smooth val="0"/>'
        )

    def _texts(self, name: str, texts: Sequence[_Words]) -> None:
        """Words at places of the plot, as labels of points that are not seen."""
        page = self.page
        if not texts:
            return
        row = self.layout.block([[name], *([text.x, text.y, _said(text.lines)] for text in texts)])
        labels = "".join(
            label(
                i,
                rich(
                    text.lines, page.place.size, text.colour, bold=text.bold,
                    align=_ALIGN[text.position], rtl=page.drawing.rtl,
                ),
                text.position,
            )
            for i, text in enumerate(texts)
        )  # fmt: skip
        last = row + len(texts)
        x = numbers(self.layout.reference(row + 1, 0, last), {i: t.x for i, t in enumerate(texts)}, len(texts))
        y = numbers(self.layout.reference(row + 1, 1, last), {i: t.y for i, t in enumerate(texts)}, len(texts))
        self._add(
            f"<c:tx>{strings(self.layout.reference(row, 0), [name])}</c:tx><c:spPr>{pen(None)}</c:spPr>"
            f'<c:marker><c:symbol val="none"/></c:marker><c:dLbls>{labels}{SHOWS_NOTHING}</c:dLbls>'
            f'<c:xVal>{x}</c:xVal><c:yVal>{y}</c:yVal><c:smooth val="0"/>'
        )

    def _add(self, content: str) -> None:
        order = len(self.written)
        self.written.append(f'<c:ser><c:idx val="{order}"/><c:order val="{order}"/>{content}</c:ser>')

    def _side(self, *, within: bool) -> str:
        """On which side of a place at the axis' low end words stand: before the plot, or within it."""
        return "r" if within != self.page.drawing.rtl else "l"

    def _labels(self) -> Iterator[_Words]:
        page = self.page
        for index, row in enumerate(page.rows):
            lines = tuple(_label_lines(page, row))
            side = self._side(within=row.kind == LINE)
            if lines:
                yield _Words(
                    page.drawing.axis.low,
                    page.middle(index),
                    lines,
                    side,
                    page.drawing.ink,
                    len(lines) if row.kind == HEADING else 0,
                )

    def _in_rows(self) -> Iterator[_Words]:
        """Numbers beside marks, what stands in their place, and the change behind the plot."""
        axis = self.page.drawing.axis
        for row in self._own_rows:
            y = self._middle[id(row)]
            for text in row.texts:
                if text.role in ("before", "after"):
                    yield _Words(self._beside(text), y, text.lines, _BESIDE[text.anchor], text.colour)
                elif text.role == "instead":
                    yield _Words(axis.low, y, text.lines, self._side(within=True), text.colour)
            behind = tuple(
                tuple(Run(run.words, run.colour or text.colour) for run in line)
                for role in ("change", "levels")
                for text in row.words(role)
                for line in text.lines
            )
            if behind:
                yield _Words(axis.high, y, behind, self._side(within=True), self.page.drawing.ink, bold=1)

    def _beside(self, text: Text) -> float:
        """The place of words beside a mark, as a value of the axis."""
        axis, page = self.page.drawing.axis, self.page
        value_a_point = (axis.high - axis.low) / (page.place.width - page.before - page.behind)
        shift = text.at.shift * _PIXEL * value_a_point
        return round(text.at.x + (-shift if page.drawing.rtl else shift), 3)

    def _at_ends(self) -> Iterator[_Words]:
        """What lies at the ends of the axis, just inside them."""
        axis, y = self.page.drawing.axis, self.page.below / 2
        for text, x, within in zip(self.page.ends, (axis.low, axis.high), (True, False), strict=False):
            yield _Words(x, y, text.lines, self._side(within=within), text.colour)

    def _ticks(self) -> Iterator[_Words]:
        """The words of the axis where they are none that a format of numbers can write."""
        if self.native_ticks:
            return
        for x, words in self.page.drawing.axis.ticks:
            yield _Words(x, 0.0, ((Run(words),),), "b", self.page.drawing.axis.colour)


_USUAL = '<c:marker><c:symbol val="circle"/><c:size val="5"/></c:marker>'
"""The mark of a series: each point has its own, which LibreOffice draws only where it is another than this."""
_ALIGN = {"l": "r", "r": "l", "b": "ctr"}
_BESIDE = {"left": "r", "right": "l", "center": "b"}
"""On which side of its place words stand that begin, end or have their middle there."""


def _names(page: _Page) -> dict[str, str]:
    """What series and columns are called: as in the figure's own key, where it names them."""
    language = page.language
    names = {word: say(f"reports.slides_{word}", language) for word in ("row", "people", "finding", "words")}
    names |= {role: say(f"reports.slides_series_{role}", language) for role in (*_MARKS, "interval", "band")}
    for line in lines_with(page.drawing, "key"):
        for sign, words in pairwise(line):
            for role, known in _SIGNS.items():
                if sign.words == known:
                    names[role] = words.words.strip()
    return names


def _ends(row: PlotRow, role: str) -> tuple[float, float] | None:
    """From where to where a line of a row reaches; None where it has none."""
    if role == "band":
        return (row.bands[0].low, row.bands[0].high) if row.bands else None
    found: Segment | None = row.segment(role)
    return (found.start, found.end) if found else None


def _pen_of(row: PlotRow, role: str) -> str:
    if role == "band":
        return pen(_BAND_COLOUR, _BAND, opacity=_BAND_OPACITY)
    found = row.segment(role)
    if found is None:
        raise ValueError(f"the row has no line {role!r}")
    wide = found.width > _THICKEST
    return pen(found.colour, 2 if wide else max(found.width * _PIXEL, 1), "sysDash" if wide else "")


def _marker(mark: Mark, colour: str | None, size: int | None = None) -> str:
    """How a point is drawn."""
    return (
        f'<c:marker><c:symbol val="{mark.symbol}"/><c:size val="{size or _size(mark)}"/>'
        f"<c:spPr>{paint(colour)}{pen(None)}</c:spPr></c:marker>"
    )


def _size(mark: Mark) -> int:
    """Points of a mark across."""
    return max(6, round(mark.size * _PIXEL))


def _inside(mark: Mark) -> int:
    """Points of the inside of a ring across: LibreOffice draws no outline, so a ring is a dot with one on it."""
    return max(_size(mark) - 2 * max(round(mark.outline_width * _PIXEL), 1), 2)


def _is_hollow(mark: Mark, ground: str) -> bool:
    return mark.outline is not None and mark.fill in (None, ground)


def _native_format(drawing: Drawing) -> str:
    """A format of numbers that writes the axis as the figure has it; empty where none does."""
    ticks = drawing.axis.ticks
    steps = {round(b - a, 6) for (a, _), (b, _) in pairwise(ticks)}
    if len(steps) != 1 or ticks[0][0] != drawing.axis.low:
        return ""
    said = [words.strip("\u2066\u2069") for _, words in ticks]
    if said == [f"{x:.0f}" for x, _ in ticks]:
        return "0"
    signed = [(f"{x:+.0f}" if x else "0").replace("-", "\N{MINUS SIGN}") for x, _ in ticks]
    return "+0;\N{MINUS SIGN}0;0" if said == signed else ""


def _said(lines: Sequence[Line]) -> Value:
    return " ".join("".join(run.words for run in line) for line in lines)
