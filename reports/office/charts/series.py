"""The series of an XY chart and the cells behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from charts.primitives.drawing import Drawing, Line, Rule, Run, Text
from reports.office.charts.marks import ends_of, inside, is_hollow, marker, pen_of
from reports.office.charts.page import Page, label_lines
from reports.office.charts.rows import HEADING, LINE, ROW, lines_with
from reports.office.charts.sheet import Grid, Value
from reports.office.charts.xml import SHOWS_NOTHING, label, numbers, pen, rich, strings
from words import say

_PIXEL = 0.75
"""Points of a drawing's pixel."""
_SIGNS = {"before": "○", "after": "●", "alpha": "●", "omega": "◇", "interval": "─", "band": "■"}
"""The sign before the name of a series in the figure's own key."""
_MARKS = ("before", "after", "change", "alpha", "omega")
"""Marks, from the lowest to the uppermost."""


@dataclass(frozen=True)
class _Words:
    """Words beside a place of the plot."""

    x: float
    y: float
    lines: tuple[Line, ...]
    position: str
    colour: str
    bold: int = 0


class Series:
    """The series of a chart, from the lowest to the uppermost, and the cells behind them."""

    def __init__(self, page: Page, data: Grid, layout: Grid) -> None:
        self.page, self.data, self.layout = page, data, layout
        self.written: list[str] = []
        self.native_ticks = native_format(page.drawing)
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
            ends = [ends_of(row, role) for row in rows]
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
        rules = [rule for rule in page.drawing.of_kind(Rule) if isinstance(rule, Rule)]
        upright = {rule.start.x: rule.colour for rule in rules if rule.start.on_axis and rule.start == rule.end}
        for x, colour in upright.items():
            row = self.layout.block([(x, x), (page.below, page.plot)])
            self._line("", self.layout, row, (x, x), row + 1, (page.below, page.plot), pen(colour, 0.75))

    def _lines(self, role: str, names: dict[str, str], columns: dict[str, int]) -> None:
        """A line of two points for every row that has one."""
        column = columns.get("line" if role == "change" else role)
        if column is None:
            return
        for index, row in enumerate(self._own_rows):
            ends = ends_of(row, role)
            if ends is None:
                continue
            y = self._middle[id(row)]
            place = self.layout.block([(y, y)])
            look = pen_of(row, role)
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
        self._points(head, {i: marker(mark, mark.outline or mark.fill) for i, mark in marks.items()}, x, y)
        ground = self.page.drawing.ground
        hollow = {i: marker(mark, ground, inside(mark)) for i, mark in marks.items() if is_hollow(mark, ground)}
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
            lines = tuple(label_lines(page, row))
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
        """Numbers beside marks or under them, what stands in their place, and the change behind the plot."""
        axis = self.page.drawing.axis
        for row in self._own_rows:
            y = self._middle[id(row)]
            for text in row.texts:
                if text.role in ("before", "after"):
                    below = (row.y - text.y) * _PIXEL if text.anchor != "center" else 0.0
                    yield _Words(self._beside(text), y - below, text.lines, _BESIDE[text.anchor], text.colour)
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


def _names(page: Page) -> dict[str, str]:
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


def native_format(drawing: Drawing) -> str:
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
