"""A drawing as Typst source: the same lines, bars, marks and words at the same places as in every other renderer."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from charts.primitives.drawing import At, Band, Bar, Drawing, Line, Lock, Mark, Rule, Segment, Text
from charts.primitives.lock import BODY, HEIGHT, SHACKLE, STROKE, WIDTH
from reports.typst.fonts import ASCENT, DESCENT, FAMILIES
from reports.typst.source import colour, points, quoted

PIXEL = 0.75
"""Points of a pixel: 96 of them are an inch."""
LINE_HEIGHT = 1.3
"""From one base of a text's lines to the next, in heights of its letters."""
_BETWEEN_TICK_AND_PLOT = 0.5
_CAP, _CAP_WIDTH = 7.7, 1.5
"""Half the length of the upright line at an interval's end, and its width, pixels."""
_DIAMOND = 1.3
"""How far a diamond reaches from its middle, in halves of its size."""
_FRAME, _LEAST_AROUND = 1, 1
"""Width of a text's frame, and the least room within it, pixels: Plotly leaves both around every text."""
_HATCH, _HATCH_WIDTH = 7.0 * math.sqrt(2), 0.84
"""From one line of a hatch to the next, along the bar, and the width of a line, pixels."""

PREAMBLE = f"""#let thiqa-fonts = ({", ".join(f'"{family}"' for family in FAMILIES)})
#let thiqa-line(size, fill, weight, body) = text(
  font: thiqa-fonts, fallback: false, size: size, fill: fill, weight: weight, hyphenate: false,
  top-edge: {ASCENT}em, bottom-edge: -{DESCENT}em, body)
#let thiqa-words(across, x, y, size, fill, weight, direction, side, ground, frame, around, ..lines) = place(
  top + across, dx: x, dy: y, box(fill: ground, stroke: frame, inset: around, {{
    set par(leading: 0pt, spacing: 0pt, justify: false, first-line-indent: 0pt)
    set text(dir: direction)
    align(side, stack(dir: ttb, spacing: size * {LINE_HEIGHT - ASCENT - DESCENT:.3f},
      ..lines.pos().map(line => box(thiqa-line(size, fill, weight, line)))))
  }}))
"""
"""What `block` needs once in a document, before it."""


def block(drawing: Drawing, *, width: float | None = None, scale: float = PIXEL, ground: bool = True) -> str:
    """A drawing as an expression of Typst code that gives a box of its size; the document has `PREAMBLE` before it.

    Parameters
    ----------
    width : float, optional
        Pixels across; the drawing's own where absent.
    scale : float
        Points of a pixel.
    ground : bool
        Whether its paper is painted.

    Raises
    ------
    ValueError
        If neither the drawing nor the caller says how wide it is.
    """
    across = width or drawing.width
    if across is None:
        raise ValueError("this drawing is as wide as its place: say how wide that is")
    room = _Room(drawing, across, scale)
    paper = f"fill: {colour(drawing.ground)}, " if ground else ""
    size = f"width: {room.length(across)}, height: {room.length(int(drawing.height))}"
    return "\n".join((f"box({size}, {paper}{{", *_parts(room), "})"))


_Layer = dict[type, Callable[["_Room", Any], Iterator[str]]]


@dataclass(frozen=True)
class _Room:
    """The paper of a drawing, and where on it a place is: points from its left and its upper edge."""

    drawing: Drawing
    width: float
    scale: float

    def length(self, pixels: float) -> str:
        """Some pixels."""
        return points(pixels * self.scale)

    def across(self, at: At) -> float:
        """Pixels from the left edge to a place."""
        share = self._share(at.x) if at.on_axis else at.x
        return self.drawing.margins.left + share * self._plot_width + at.shift

    def value(self, x: float) -> float:
        """Pixels from the left edge to a value of the axis."""
        return self.across(At(x, on_axis=True))

    def down(self, y: float) -> float:
        """Pixels from the upper edge to a height."""
        return self.drawing.margins.top - y

    @property
    def _plot_width(self) -> float:
        return self.width - self.drawing.margins.left - self.drawing.margins.right

    def _share(self, x: float) -> float:
        axis = self.drawing.axis
        share = (x - axis.low) / (axis.high - axis.low)
        return 1 - share if self.drawing.rtl else share


def _parts(room: _Room) -> Iterator[str]:
    """All of it, from the ground up."""
    *below, words = _LAYERS
    for layer in below:
        yield from _layer(room, layer)
    yield from _ticks(room)
    yield from _layer(room, words)


def _layer(room: _Room, layer: _Layer) -> Iterator[str]:
    for part in room.drawing.parts:
        if type(part) in layer:
            yield from layer[type(part)](room, part)


def _rule(room: _Room, rule: Rule) -> Iterator[str]:
    """A line one pixel wide, on whole pixels, so that it is sharp."""
    start, end = (room.across(rule.start), room.down(rule.y_start)), (room.across(rule.end), room.down(rule.y_end))
    level, upright = rule.y_start == rule.y_end, rule.start == rule.end
    ends = [(_sharp(x) if upright else x, _sharp(y) if level else y) for x, y in (start, end)]
    yield _line(room, ends[0], ends[1], rule.colour, 1)


def _band(room: _Room, band: Band) -> Iterator[str]:
    left, right = _in_order(room.value(band.low), room.value(band.high))
    yield _rectangle(room, left, room.down(band.y + band.half), right, room.down(band.y - band.half), band.colour)


def _bar(room: _Room, bar: Bar) -> Iterator[str]:
    left, right = (round(x) for x in _in_order(room.value(bar.low), room.value(bar.low + bar.width)))
    top, bottom = (round(room.down(bar.y + half)) for half in (bar.height / 2, -bar.height / 2))
    yield _rectangle(room, left, top, right, bottom, bar.fill, bar.outline, bar.outline_width)
    if bar.hatch and right > left:
        yield _hatch(room, left, top, right - left, bottom - top, bar.hatch)


def _hatch(room: _Room, left: float, top: float, width: float, height: float, ink: str) -> str:
    """Lines that rise to the right, cut off at the edges of a rectangle."""
    length = room.length
    lines = int((width + height) / _HATCH) + 1
    moves = ", ".join(
        f"curve.move(({length(x)}, 0pt)), curve.line(({length(x - height)}, {length(height)}))"
        for x in (_HATCH * number for number in range(1, lines))
    )
    stroke = f"{length(_HATCH_WIDTH)} + {colour(ink)}"
    inner = f"place(top + left, curve(stroke: {stroke}, {moves}))"
    return _placed(room, left, top, f"box(width: {length(width)}, height: {length(height)}, clip: true, {inner})")


def _segment(room: _Room, segment: Segment) -> Iterator[str]:
    start, end, y = room.value(segment.start), room.value(segment.end), room.down(segment.y)
    yield _line(room, (start, y), (end, y), segment.colour, segment.width)
    for x in (start, end) if segment.capped else ():
        yield _line(room, (x, y - _CAP), (x, y + _CAP), segment.colour, _CAP_WIDTH)


def _mark(room: _Room, mark: Mark) -> Iterator[str]:
    radius = mark.size / 2
    x, y = room.value(mark.x), room.down(mark.y)
    paint = _paint(room, mark.fill, mark.outline, mark.outline_width)
    if mark.symbol == "circle":
        yield _placed(room, x - radius, y - radius, f"circle(radius: {room.length(radius)}, {paint})")
        return
    reach = radius * _DIAMOND
    corners = ((reach, 0), (2 * reach, reach), (reach, 2 * reach), (0, reach))
    points_of = ", ".join(f"({room.length(a)}, {room.length(b)})" for a, b in corners)
    yield _placed(room, x - reach, y - reach, f"polygon({paint}, {points_of})")


def _lock(room: _Room, lock: Lock) -> Iterator[str]:
    """Its ground, its shackle, its body."""
    x, y = room.across(lock.at), room.down(lock.y)
    half, height = WIDTH / 2, HEIGHT / 2
    yield _rectangle(room, x - half, y - height, x + half, y + height, lock.ground)
    ends = [f"({room.length(x + a)}, {room.length(y - b)})" for a, b in SHACKLE]
    path = f"curve.move({ends[0]}), curve.line({ends[1]}), curve.cubic({', '.join(ends[2:5])}), curve.line({ends[5]})"
    stroke = f"{room.length(STROKE)} + {colour(lock.colour)}"
    yield f"place(top + left, curve(stroke: {stroke}, {path}))"
    left, low, right, high = BODY
    yield _rectangle(room, x + left, y - high, x + right, y - low, lock.colour)


def _ticks(room: _Room) -> Iterator[str]:
    """The words of the axis, their base one height of letters below the plot."""
    axis, drawing = room.drawing.axis, room.drawing
    top = room.down(-drawing.plot_height) + _BETWEEN_TICK_AND_PLOT + axis.size * (1 - ASCENT)
    for x, words in axis.ticks:
        yield _words(room, "center", room.value(x), top, axis.size, axis.colour, [quoted(words)])


def _text(room: _Room, text: Text) -> Iterator[str]:
    """Lines around their middle or below their upper edge."""
    top, _ = extent(text)
    inward = {"left": _FRAME / 2, "center": 0.0, "right": -_FRAME / 2}[text.anchor]
    yield _words(
        room,
        text.anchor,
        room.across(text.at) + inward,
        room.down(top) + _FRAME / 2,
        text.size,
        text.colour,
        [_runs(line) for line in text.lines],
        bold=text.bold,
        ground=text.ground,
        outline=text.outline,
        around=_around(text) - _FRAME / 2,
    )


def extent(text: Text) -> tuple[float, float]:
    """The upper and the lower edge of a text with what is around it, as heights of its drawing."""
    height = text.size * (ASCENT + DESCENT + LINE_HEIGHT * (len(text.lines) - 1)) + 2 * _around(text)
    top = text.y if text.hangs else text.y + height / 2
    return top, top - height


def _around(text: Text) -> float:
    """Pixels between a text and the outer edge of its frame, which has its place where nobody sees it too."""
    return (text.around or _LEAST_AROUND) + _FRAME


def _words(
    room: _Room,
    anchor: str,
    x: float,
    top: float,
    size: float,
    ink: str,
    lines: Iterable[str],
    *,
    bold: bool = False,
    ground: str | None = None,
    outline: str | None = None,
    around: float = 0,
) -> str:
    """Lines whose left, middle or right is at a place across, and whose upper edge is at another."""
    edge = {"left": 0.0, "center": room.width / 2, "right": room.width}[anchor]
    values = (
        anchor,
        room.length(x - edge),
        room.length(top),
        room.length(size),
        colour(ink),
        '"bold"' if bold else '"regular"',
        "rtl" if room.drawing.rtl else "ltr",
        anchor,
        colour(ground) if ground else "none",
        f"{room.length(_FRAME)} + {colour(outline)}" if outline else "none",
        room.length(around),
        *lines,
    )
    return f"thiqa-words({', '.join(values)})"


def _runs(line: Line) -> str:
    """A line: each run in its colour."""
    runs = [
        f"text(fill: {colour(run.colour)}, {quoted(run.words)})" if run.colour else quoted(run.words) for run in line
    ]
    return f"[#{{{'; '.join(runs)}}}]" if len(runs) != 1 else runs[0]


def _line(room: _Room, start: tuple[float, float], end: tuple[float, float], ink: str, width: float) -> str:
    ends = ", ".join(
        f"{name}: ({room.length(x)}, {room.length(y)})" for name, (x, y) in (("start", start), ("end", end))
    )
    return f"place(top + left, line({ends}, stroke: {room.length(width)} + {colour(ink)}))"


def _rectangle(
    room: _Room,
    left: float,
    top: float,
    right: float,
    bottom: float,
    fill: str | None,
    outline: str | None = None,
    outline_width: float = 1,
) -> str:
    size = f"width: {room.length(right - left)}, height: {room.length(bottom - top)}"
    return _placed(room, left, top, f"rect({size}, {_paint(room, fill, outline, outline_width)})")


def _paint(room: _Room, fill: str | None, outline: str | None, width: float) -> str:
    stroke = f"{room.length(width)} + {colour(outline)}" if outline else "none"
    return f"fill: {colour(fill) if fill else 'none'}, stroke: {stroke}"


def _placed(room: _Room, left: float, top: float, what: str) -> str:
    return f"place(top + left, dx: {room.length(left)}, dy: {room.length(top)}, {what})"


def _in_order(one: float, other: float) -> tuple[float, float]:
    return (one, other) if one <= other else (other, one)


def _sharp(pixels: float) -> float:
    """The middle of a whole pixel."""
    return round(pixels) + 0.5


_LAYERS: tuple[_Layer, ...] = (
    {Rule: _rule, Band: _band},
    {Bar: _bar},
    {Segment: _segment, Mark: _mark},
    {Lock: _lock},
    {Text: _text},
)
"""What draws what, from the ground up; the axis' words are below the others."""
