"""A drawing as SVG inside a page: real text in the page's font, a row a place that can be pointed at or reached by key.

For a browser alone, which has the page's fonts; figures as files of their own are set by Typst.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from charts.primitives.drawing import (
    At,
    Band,
    Bar,
    Drawing,
    Line,
    Lock,
    Mark,
    Primitive,
    Row,
    Rule,
    Segment,
    Text,
)
from charts.primitives.lock import BODY, HEIGHT, SHACKLE, STROKE, WIDTH
from charts.primitives.writing import shown_length

_LINE_HEIGHT = 1.3
"""Of the size of letters, as in every drawing of the figure."""
_BASELINE = 0.35
"""From the middle of a line down to its baseline, in sizes of letters."""
_BELOW_AXIS = 17
"""Pixels from the plot down to the middle of the axis's words."""
_HATCH = 7
"""Pixels between the lines of a hatch."""
_CHARACTER = 0.56
"""About the width of a character, in sizes of letters."""
_CAP = 5.5


class _Paper:
    """Where places of a drawing lie on a page of some width."""

    def __init__(self, drawing: Drawing, width: float) -> None:
        self._axis, self._margins, self._rtl = drawing.axis, drawing.margins, drawing.rtl
        self._plot = width - drawing.margins.left - drawing.margins.right

    def x(self, at: At) -> float:
        """Pixels from the left."""
        share = self._share(at.x) if at.on_axis else at.x
        return self._margins.left + share * self._plot + at.shift

    def value(self, x: float) -> float:
        """Pixels from the left, of a value of the axis."""
        return self.x(At(x, on_axis=True))

    def y(self, y: float) -> float:
        """Pixels from the top."""
        return self._margins.top - y

    def _share(self, x: float) -> float:
        share = (x - self._axis.low) / (self._axis.high - self._axis.low)
        return 1 - share if self._rtl else share


def svg(drawing: Drawing, width: float, name: str, described_by: str) -> str:
    """The drawing, so many pixels wide.

    Parameters
    ----------
    width : float
        What the drawing itself says is not asked: the same figure is drawn for a phone and for a desk.
    name : str
        Of this figure on its page, for what its parts are called; letters, digits and hyphens.
    described_by : str
        The id of the element that describes it in words.
    """
    paper = _Paper(drawing, width)
    hatch = f"{name}-hatch"
    colours = {bar.hatch for bar in drawing.parts if isinstance(bar, Bar) and bar.hatch}
    body = [
        *(_element(part, paper, hatch) for layer in _LAYERS for part in drawing.parts if isinstance(part, layer)),
        *_ticks(drawing, paper),
        *(_text(part, paper) for part in drawing.parts if isinstance(part, Text)),
        *_places(drawing, paper, width),
    ]
    patterns = "".join(_pattern(hatch, colour) for colour in sorted(colours))
    size = f'viewBox="0 0 {width:g} {drawing.height:g}" width="{width:g}" height="{drawing.height:g}"'
    direction = "rtl" if drawing.rtl else "ltr"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} direction="{direction}" role="group" '
        f'aria-label="{escape(drawing.title)}" aria-describedby="{described_by}">{patterns}{"".join(body)}</svg>'
    )


_LAYERS: tuple[tuple[type[Primitive], ...], ...] = ((Rule, Band), (Bar,), (Segment, Mark), (Lock,))
"""From the ground up; words lie on all of them."""


def _pattern(hatch: str, colour: str) -> str:
    line = f'<path d="M-1,1 l2,-2 M0,{_HATCH} l{_HATCH},-{_HATCH} M{_HATCH - 1},{_HATCH + 1} l2,-2" stroke="{colour}"/>'
    return f'<pattern id="{hatch}" width="{_HATCH}" height="{_HATCH}" patternUnits="userSpaceOnUse">{line}</pattern>'


def _element(part: Primitive, paper: _Paper, hatch: str) -> str:
    draw: Callable[..., str] = _DRAWN[type(part)]
    return draw(part, paper, hatch)


def _rule(rule: Rule, paper: _Paper, _hatch: str) -> str:
    ends = (paper.x(rule.start), paper.y(rule.y_start), paper.x(rule.end), paper.y(rule.y_end))
    return _line(*ends, stroke=rule.colour)


def _band(band: Band, paper: _Paper, _hatch: str) -> str:
    return _rectangle(paper.value(band.low), paper.value(band.high), paper.y(band.y), 2 * band.half, fill=band.colour)


def _bar(bar: Bar, paper: _Paper, hatch: str) -> str:
    ends = (paper.value(bar.low), paper.value(bar.low + bar.width))
    outline: dict[str, Any] = {"stroke": bar.outline, "stroke_width": bar.outline_width} if bar.outline else {}
    filled = _rectangle(*ends, paper.y(bar.y), bar.height, fill=bar.fill or "none", **outline)
    return filled + (_rectangle(*ends, paper.y(bar.y), bar.height, fill=f"url(#{hatch})") if bar.hatch else "")


def _segment(segment: Segment, paper: _Paper, _hatch: str) -> str:
    start, end, y = paper.value(segment.start), paper.value(segment.end), paper.y(segment.y)
    drawn = _line(start, y, end, y, stroke=segment.colour, stroke_width=segment.width)
    caps = (start, end) if segment.capped else ()
    return drawn + "".join(_line(x, y - _CAP, x, y + _CAP, stroke=segment.colour, stroke_width=1.5) for x in caps)


def _mark(mark: Mark, paper: _Paper, _hatch: str) -> str:
    x, y, half = paper.value(mark.x), paper.y(mark.y), mark.size / 2
    outline = {"stroke": mark.outline, "stroke_width": mark.outline_width} if mark.outline else {}
    paint = {"fill": mark.fill or "none", **outline}
    if mark.symbol == "diamond":
        reach = half * 1.3
        corners = f"M{x:g},{y - reach:g} L{x + reach:g},{y:g} L{x:g},{y + reach:g} L{x - reach:g},{y:g} Z"
        return f"<path {_attributes(d=corners, **paint)}/>"
    return f"<circle {_attributes(cx=x, cy=y, r=half, **paint)}/>"


def _lock(lock: Lock, paper: _Paper, _hatch: str) -> str:
    x, y = paper.x(lock.at), paper.y(lock.y)
    left, low, right, high = BODY
    points = [f"{x + dx:g},{y - dy:g}" for dx, dy in SHACKLE]
    shackle = f"M{points[0]} L{points[1]} C{' '.join(points[2:5])} L{points[5]}"
    return (
        _rectangle(x - WIDTH / 2, x + WIDTH / 2, y, HEIGHT, fill=lock.ground)
        + f"<path {_attributes(d=shackle, fill='none', stroke=lock.colour, stroke_width=STROKE)}/>"
        + _rectangle(x + left, x + right, y - (low + high) / 2, high - low, fill=lock.colour)
    )


_DRAWN: dict[type[Any], Callable[..., str]] = {
    Rule: _rule,
    Band: _band,
    Bar: _bar,
    Segment: _segment,
    Mark: _mark,
    Lock: _lock,
}


def _text(text: Text, paper: _Paper) -> str:
    """Words line by line; their ground is a halo in its colour, as no width is known before a browser sets them."""
    x, step = paper.x(text.at), text.size * _LINE_HEIGHT
    top = paper.y(text.y) - (0 if text.hangs else step * len(text.lines) / 2)
    paint = {"font_size": text.size, "fill": text.colour, "text_anchor": _anchor(text, paper)}
    if text.bold:
        paint["font_weight"] = 600
    if text.ground:
        paint |= {"stroke": text.ground, "stroke_width": 6, "paint_order": "stroke", "stroke_linejoin": "round"}
    lines = (
        f"<text {_attributes(x=x, y=top + step * (i + 0.5) + _BASELINE * text.size, **paint)}>{_runs(line)}</text>"
        for i, line in enumerate(text.lines)
    )
    return _frame(text, x, top, step) + "".join(lines)


def _anchor(text: Text, paper: _Paper) -> str:
    """Where words begin or end, in their own direction."""
    if text.anchor == "center":
        return "middle"
    return "start" if (text.anchor == "right") == paper._rtl else "end"


def _frame(text: Text, x: float, top: float, step: float) -> str:
    if not text.outline:
        return ""
    width = max(map(shown_length, text.words.split("\n"))) * text.size * _CHARACTER + 2 * text.around
    left = {"left": x, "center": x - width / 2, "right": x - width}[text.anchor]
    return _rectangle(left, left + width, top + step / 2, step + 2, fill="none", stroke=text.outline)


def _runs(line: Line) -> str:
    return "".join(
        f'<tspan fill="{run.colour}">{_plain(run.words)}</tspan>' if run.colour else _plain(run.words) for run in line
    )


def _plain(words: str) -> str:
    """Words as they stand; blanks are kept, as those that hold marks apart are meant."""
    return escape(words, quote=False)


def _ticks(drawing: Drawing, paper: _Paper) -> Iterator[str]:
    y = paper.y(-drawing.plot_height) + _BELOW_AXIS
    for value, words in drawing.axis.ticks:
        paint = {"font_size": drawing.axis.size, "fill": drawing.axis.colour, "text_anchor": "middle"}
        yield f"<text {_attributes(x=paper.value(value), y=y, **paint)}>{_plain(words)}</text>"


def _places(drawing: Drawing, paper: _Paper, width: float) -> Iterator[str]:
    """What can be pointed at: a row with its sentence, and in a row without one each mark with words of its own."""
    said = [row for row in drawing.rows if row.said]
    for row in said:
        height = row.top - row.bottom
        yield _place(0, paper.y(row.top), width, height, row.said)
    for part in drawing.parts:
        if isinstance(part, Bar) and part.hover and not any(_holds(row, part.y) for row in said):
            ends = sorted((paper.value(part.low), paper.value(part.low + part.width)))
            yield _place(ends[0], paper.y(part.y) - part.height / 2, ends[1] - ends[0], part.height, part.hover)
        if isinstance(part, Mark) and part.hover and not any(_holds(row, part.y) for row in said):
            half = part.size
            yield _place(paper.value(part.x) - half, paper.y(part.y) - half, 2 * half, 2 * half, part.hover)


def _holds(row: Row, y: float) -> bool:
    return row.bottom <= y <= row.top


def _place(x: float, y: float, width: float, height: float, words: str) -> str:
    at = _attributes(x=x, y=y, width=width, height=height, fill="transparent")
    label = escape(words)
    return f'<g class="place" tabindex="0" role="img" aria-label="{label}"><title>{label}</title><rect {at}/></g>'


def _rectangle(one: float, other: float, y: float, height: float, **paint: Any) -> str:
    """A rectangle between two edges in either order, around a height."""
    left, right = sorted((one, other))
    return f"<rect {_attributes(x=left, y=y - height / 2, width=right - left, height=height, **paint)}/>"


def _line(x1: float, y1: float, x2: float, y2: float, **paint: Any) -> str:
    return f"<line {_attributes(x1=x1, y1=y1, x2=x2, y2=y2, **paint)}/>"


def _attributes(**values: Any) -> str:
    """Attributes as SVG names and writes them: two decimals are less than can be seen."""
    written = (
        (name.replace("_", "-"), f"{round(value, 2):g}" if isinstance(value, float) else str(value))
        for name, value in values.items()
    )
    return " ".join(f'{name}="{escape(value)}"' for name, value in written)
