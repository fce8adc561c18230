"""A drawing as SVG inside a page, as wide as its place: real text at its own size, in the page's font.

Every place across a drawing is a share of the plot's width and some pixels. So the plot is an element with the margins
around it, shares of it are percentages, and the pixels are a shift: a browser lays it out for any width without a
script. What can be pointed at or reached by key says its sentence.

For a browser alone, which has the page's fonts; figures as files of their own are set by Typst.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
    Rule,
    Segment,
    Text,
)
from charts.primitives.lock import BODY, HEIGHT, SHACKLE, STROKE, WIDTH
from charts.primitives.places import Place, places_of
from charts.primitives.writing import shown_length

_LINE_HEIGHT = 1.3
"""Of the size of letters, as in every drawing of the figure."""
_ASCENT, _DESCENT = 1.069, 0.293
"""How far a line reaches above and below its base, in sizes of letters."""
_BELOW_AXIS = 2.5
"""Pixels from the plot down to the axis's words."""
_HATCH, _HATCH_WIDTH = 9.9, 0.84
"""From one line of a hatch to the next, along the bar, and the width of a line, pixels."""
_CHARACTER = 0.56
"""About the width of a character, in sizes of letters."""
_CAP, _CAP_WIDTH = 5.5, 1.5
_FRAME, _LEAST_AROUND = 1, 1
"""Width of a text's frame, and the least room within it, pixels: a text keeps both, framed or not."""


@dataclass(frozen=True)
class _X:
    """A place across: percent of the plot's width from its left edge, and pixels from there to the right."""

    percent: float
    shift: float = 0

    @property
    def shifted(self) -> dict[str, str]:
        """What moves an element by the pixels."""
        return {"transform": f"translate({self.shift:g})"} if self.shift else {}


class _Paper:
    """Where places of a drawing lie on a page."""

    def __init__(self, drawing: Drawing) -> None:
        self._axis, self._margins, self.rtl = drawing.axis, drawing.margins, drawing.rtl

    def x(self, at: At) -> _X:
        """Across."""
        return _X(100 * (self._share(at.x) if at.on_axis else at.x), at.shift)

    def value(self, x: float) -> float:
        """Percent of the plot's width from its left edge, of a value of the axis."""
        return 100 * self._share(x)

    def y(self, y: float) -> float:
        """Pixels from the top."""
        return self._margins.top - y

    @property
    def edges(self) -> tuple[float, float]:
        """Pixels of the margins at the left and at the right."""
        return self._margins.left, self._margins.right

    def _share(self, x: float) -> float:
        share = (x - self._axis.low) / (self._axis.high - self._axis.low)
        return 1 - share if self.rtl else share


def svg(drawing: Drawing, name: str, *, titled: bool = False) -> str:
    """The drawing in an element that is as wide as its place.

    Parameters
    ----------
    drawing : Drawing
    name : str
        Of this drawing on its page, for what its parts are called; letters, digits, hyphens and underscores.
    titled : bool
        Whether its places have titles, which a browser shows where no script runs.
    """
    paper = _Paper(drawing)
    hatch = f"{name}-hatch"
    colours = {bar.hatch for bar in drawing.of_kind(Bar) if bar.hatch}
    drawn = [
        *(_element(part, paper, hatch) for layer in _LAYERS for part in drawing.of_kind(*layer)),
        *_ticks(drawing, paper),
        *(_text(part, paper) for part in drawing.of_kind(Text)),
    ]
    patterns = "".join(_pattern(hatch, colour) for colour in sorted(colours))
    left, right = paper.edges
    direction = "rtl" if drawing.rtl else "ltr"
    return (
        f'<div class="plot" style="padding:0 {right:g}px 0 {left:g}px">'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{drawing.height:g}" overflow="visible" '
        f'direction="{direction}" role="presentation">{patterns}<g aria-hidden="true">{"".join(drawn)}</g>'
        f"{''.join(_place(place, paper, titled=titled) for place in places_of(drawing))}</svg></div>"
    )


_LAYERS: tuple[tuple[type[Primitive], ...], ...] = ((Rule, Band), (Bar,), (Segment, Mark), (Lock,))
"""From the ground up; words lie on all of them."""


def _pattern(hatch: str, colour: str) -> str:
    lines = f"M-1,1 l2,-2 M0,{_HATCH} l{_HATCH},-{_HATCH} M{_HATCH - 1:g},{_HATCH + 1:g} l2,-2"
    line = f"<path {_attributes(d=lines, stroke=colour, stroke_width=_HATCH_WIDTH)}/>"
    return f'<pattern id="{hatch}" width="{_HATCH}" height="{_HATCH}" patternUnits="userSpaceOnUse">{line}</pattern>'


def _element(part: Primitive, paper: _Paper, hatch: str) -> str:
    draw: Callable[..., str] = _DRAWN[type(part)]
    return draw(part, paper, hatch)


def _rule(rule: Rule, paper: _Paper, _hatch: str) -> str:
    start, end = paper.x(rule.start), paper.x(rule.end)
    top, bottom = paper.y(rule.y_start), paper.y(rule.y_end)
    if start == end:
        return _upright(start, top, bottom, rule.colour, 1)
    return _stretch(*sorted((start, end), key=lambda x: (x.percent, x.shift)), top, 1, fill=rule.colour)


def _band(band: Band, paper: _Paper, _hatch: str) -> str:
    return _rectangle(paper, band.low, band.high, band.y, 2 * band.half, fill=band.colour)


def _bar(bar: Bar, paper: _Paper, hatch: str) -> str:
    ends = (bar.low, bar.low + bar.width)
    outline: dict[str, Any] = {"stroke": bar.outline, "stroke_width": bar.outline_width} if bar.outline else {}
    filled = _rectangle(paper, *ends, bar.y, bar.height, fill=bar.fill or "none", **outline)
    return filled + (_rectangle(paper, *ends, bar.y, bar.height, fill=f"url(#{hatch})") if bar.hatch else "")


def _segment(segment: Segment, paper: _Paper, _hatch: str) -> str:
    drawn = _rectangle(paper, segment.start, segment.end, segment.y, segment.width, fill=segment.colour)
    y = paper.y(segment.y)
    caps = (segment.start, segment.end) if segment.capped else ()
    return drawn + "".join(_upright(_X(paper.value(x)), y - _CAP, y + _CAP, segment.colour, _CAP_WIDTH) for x in caps)


def _mark(mark: Mark, paper: _Paper, _hatch: str) -> str:
    x, y, half = f"{paper.value(mark.x):.5g}%", paper.y(mark.y), mark.size / 2
    outline = {"stroke": mark.outline, "stroke_width": mark.outline_width} if mark.outline else {}
    paint = {"fill": mark.fill or "none", **outline}
    if mark.symbol == "diamond":
        reach = half * 1.3
        corners = f"M0,{-reach:g} L{reach:g},0 L0,{reach:g} L{-reach:g},0 Z"
        return _at(x, y, f"<path {_attributes(d=corners, **paint)}/>")
    return f"<circle {_attributes(cx=x, cy=y, r=half, **paint)}/>"


def _lock(lock: Lock, paper: _Paper, _hatch: str) -> str:
    x = paper.x(lock.at)
    left, low, right, high = BODY
    points = [f"{dx:g},{-dy:g}" for dx, dy in SHACKLE]
    shackle = f"M{points[0]} L{points[1]} C{' '.join(points[2:5])} L{points[5]}"
    ground = _attributes(x=-WIDTH / 2, y=-HEIGHT / 2, width=WIDTH, height=HEIGHT, fill=lock.ground)
    body = _attributes(x=left, y=-high, width=right - left, height=high - low, fill=lock.colour)
    drawn = (
        f"<rect {ground}/>"
        + f"<path {_attributes(d=shackle, fill='none', stroke=lock.colour, stroke_width=STROKE)}/>"
        + f"<rect {body}/>"
    )
    return _at(f"{x.percent:.5g}%", paper.y(lock.y), f"<g {_attributes(**x.shifted)}>{drawn}</g>")


_DRAWN: Mapping[type[Any], Callable[..., str]] = {
    Rule: _rule,
    Band: _band,
    Bar: _bar,
    Segment: _segment,
    Mark: _mark,
    Lock: _lock,
}


def _text(text: Text, paper: _Paper) -> str:
    """Words line by line; their ground is a halo in its colour, as no width is known before a browser sets them."""
    place, step, around = paper.x(text.at), text.size * _LINE_HEIGHT, _FRAME + (text.around or _LEAST_AROUND)
    x = _X(place.percent, place.shift + {"left": around, "center": 0, "right": -around}[text.anchor])
    height = text.size * (_ASCENT + _DESCENT) + step * (len(text.lines) - 1)
    top = paper.y(text.y) + (around if text.hangs else -height / 2)
    paint = {"font_size": text.size, "fill": text.colour, "text_anchor": _anchor(text, paper), **x.shifted}
    if text.bold:
        paint["font_weight"] = 700
    if text.ground:
        paint |= {"stroke": text.ground, "stroke_width": 6, "paint_order": "stroke", "stroke_linejoin": "round"}
    lines = (
        f"<text {_attributes(x=f'{x.percent:.5g}%', y=top + step * i + _ASCENT * text.size, **paint)}>"
        f"{_runs(line)}</text>"
        for i, line in enumerate(text.lines)
    )
    return _frame(text, place, top) + "".join(lines)


def _anchor(text: Text, paper: _Paper) -> str:
    """Where words begin or end, in their own direction."""
    if text.anchor == "center":
        return "middle"
    return "start" if (text.anchor == "right") == paper.rtl else "end"


def _frame(text: Text, x: _X, top: float) -> str:
    if not text.outline:
        return ""
    width = max(map(shown_length, text.words.split("\n"))) * text.size * _CHARACTER + 2 * text.around
    left = x.shift + {"left": 0, "center": -width / 2, "right": -width}[text.anchor]
    place = {"x": f"{x.percent:.5g}%", "y": top - 1, "width": width, "height": text.size * _LINE_HEIGHT + 2}
    return f"<rect {_attributes(**place, fill='none', stroke=text.outline, **_X(x.percent, left).shifted)}/>"


def _runs(line: Line) -> str:
    return "".join(
        f'<tspan fill="{run.colour}">{_plain(run.words)}</tspan>' if run.colour else _plain(run.words) for run in line
    )


def _plain(words: str) -> str:
    """Words as they stand; blanks are kept, as those that hold marks apart are meant."""
    return escape(words, quote=False)


def _ticks(drawing: Drawing, paper: _Paper) -> Iterator[str]:
    y = paper.y(-drawing.plot_height) + _BELOW_AXIS + drawing.axis.size
    for value, words in drawing.axis.ticks:
        paint = {"font_size": drawing.axis.size, "fill": drawing.axis.colour, "text_anchor": "middle"}
        yield f"<text {_attributes(x=f'{paper.value(value):.5g}%', y=y, **paint)}>{_plain(words)}</text>"


def _place(place: Place, paper: _Paper, *, titled: bool) -> str:
    """What can be pointed at and reached by key, and its sentence."""
    y, height = paper.y(place.top), place.top - place.bottom
    if place.low is None or place.high is None:
        left, right = paper.edges
        around = _stretch(_X(0, -left), _X(100, right), y + height / 2, height, fill="transparent")
    elif place.low == place.high:
        x, half = paper.value(place.low), height / 2
        at = {"x": f"{x:.5g}%", "y": y, "width": height, "height": height, "transform": f"translate({-half:g})"}
        around = f"<rect {_attributes(**at, fill='transparent')}/>"
    else:
        around = _rectangle(paper, place.low, place.high, (place.top + place.bottom) / 2, height, fill="transparent")
    label = escape(place.said)
    title = f"<title>{label}</title>" if titled else ""
    opening = f'<g class="place" data-line="{place.line}" tabindex="0" role="img" aria-label="{label}">'
    return f"{opening}{title}{around}</g>"


def _at(x: str, y: float, content: str) -> str:
    """What is drawn around a place, in pixels from it."""
    return f'<svg x="{x}" y="{y:g}" overflow="visible">{content}</svg>'


def _rectangle(paper: _Paper, one: float, other: float, y: float, height: float, **paint: Any) -> str:
    """A rectangle between two values of the axis in either order, around a height."""
    left, right = sorted((paper.value(one), paper.value(other)))
    across = {"x": f"{left:.5g}%", "width": f"{right - left:.5g}%"}
    return f"<rect {_attributes(**across, y=paper.y(y) - height / 2, height=height, **paint)}/>"


def _stretch(left: _X, right: _X, y: float, height: float, **paint: Any) -> str:
    """A rectangle between two places that are shifted from the plot by pixels of their own, around a height."""
    wide = f"{right.percent - left.percent:.5g}%"
    more = right.shift - left.shift
    style = {"style": f"width:calc({wide} + {more:g}px)"} if more else {}
    across = {"x": f"{left.percent:.5g}%", "width": wide, **left.shifted, **style}
    return f"<rect {_attributes(**across, y=y - height / 2, height=height, **paint)}/>"


def _upright(x: _X, top: float, bottom: float, colour: str, width: float) -> str:
    across = f"{x.percent:.5g}%"
    ends = {"x1": across, "x2": across, "y1": top, "y2": bottom}
    return f"<line {_attributes(**ends, stroke=colour, stroke_width=width, **x.shifted)}/>"


def _attributes(**values: Any) -> str:
    """Attributes as SVG names and writes them: two decimals are less than can be seen."""
    written = (
        (name.replace("_", "-"), f"{round(value, 2):g}" if isinstance(value, float) else str(value))
        for name, value in values.items()
    )
    return " ".join(f'{name}="{escape(value)}"' for name, value in written)
