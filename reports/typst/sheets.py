"""A drawing laid out for a slide or for paper: as large as it fits, and on several sheets where it is too tall for one.

Nothing is stretched. Words never get smaller than can be read: rather than that, a drawing is cut between two rows, and
each sheet has the head, the axis, the key and the footer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from charts.primitives.drawing import COLUMN, Anchor, At, Drawing, Primitive, Rule, Run, Text
from reports.typst.drawing import PIXEL, extent
from words import in_digits

_CENTIMETRE = 72 / 2.54
_AT_EDGE = 24
"""Pixels between the paper's edge and its words."""
_BELOW_EDGE = 14
"""Pixels between the paper's edge and the number of a sheet."""
_NUMBER, _HEADING = 13, 15
"""Pixels of the letters of a sheet's number, and of a heading at least."""
_ENDS_WITHIN = 20
"""Pixels above the lower edge of the plot in which the words at the ends of its axis are."""


@dataclass(frozen=True)
class Paper:
    """What a figure is laid out for.

    Attributes
    ----------
    width : float
        Points.
    height : float
        Points, at most.
    least : float
        Points of a pixel of the drawing, at least: words have 11 pixels or more, and so 7 points, but in cells of ten
        columns side by side.
    whole : bool
        Whether a sheet always has all of the height; else it is as high as what is on it.
    centred : bool
        Whether what is on a sheet has as much room above as below.
    """

    width: float
    height: float
    least: float
    whole: bool
    centred: bool = False


PAPERS = {
    "slide": Paper(960, 540, least=0.75, whole=True, centred=True),
    "half": Paper(21 * _CENTIMETRE, 29.7 * _CENTIMETRE / 2, least=0.64, whole=False),
    "full": Paper(21 * _CENTIMETRE, 29.7 * _CENTIMETRE, least=0.64, whole=True),
}
"""The sizes of `reports.report.SIZES` that have an end; on a screen a figure is as high as it is."""


@dataclass(frozen=True)
class Sheet:
    """A part of a drawing on its paper.

    Attributes
    ----------
    drawing : Drawing
    across : float
        Its width, pixels.
    scale : float
        Points of a pixel.
    width, height : float
        Of the paper, points.
    above : float
        Of the paper above it, points.
    """

    drawing: Drawing
    across: float
    scale: float
    width: float
    height: float
    above: float = 0


def sheets_of(drawing: Drawing, size: str) -> list[Sheet]:
    """A drawing for a report on the sheets that it needs in a size, from the top.

    Raises
    ------
    ValueError
        If the drawing has no width of its own: it is for a screen.
    """
    if drawing.width is None:
        raise ValueError("this drawing is for a screen")
    paper = PAPERS.get(size)
    if paper is None:
        return [Sheet(drawing, drawing.width, PIXEL, drawing.width * PIXEL, int(drawing.height) * PIXEL)]
    fits = drawing.height * paper.least <= paper.height
    parts = [drawing] if fits else parts_of(drawing, paper.height / paper.least)
    scale = min(paper.width / drawing.width, *(paper.height / part.height for part in parts))
    return [_on(paper, part, scale) for part in parts]


def _on(paper: Paper, drawing: Drawing, scale: float) -> Sheet:
    """A drawing as wide as its paper: at a scale, its plot is as wide as that leaves."""
    needed = int(drawing.height) * scale
    height = paper.height if paper.whole else needed
    above = (height - needed) / 2 if paper.centred else 0
    return Sheet(drawing, paper.width / scale, scale, paper.width, height, above)


@dataclass(frozen=True)
class _Cuts:
    """Where a drawing may be cut, as heights.

    Attributes
    ----------
    tops : tuple of float
        The upper edge of each row, with the heading above it, from the top.
    bottom : float
        Where the last block ends and what is at the ends of the axis begins.
    """

    tops: tuple[float, ...]
    bottom: float


def parts_of(drawing: Drawing, room: float) -> list[Drawing]:
    """A drawing in parts of at most `room` pixels, about as high as each other, each with all that is around the rows.

    In one part where it has no two rows; a row that is higher than the room has a part of its own.
    """
    cuts = _cuts(drawing)
    if len(cuts.tops) < 2:
        return [drawing]
    heights = [upper - lower for upper, lower in zip(cuts.tops, (*cuts.tops[1:], cuts.bottom), strict=True)]
    around = drawing.height - sum(heights)
    blocks = _shared_out(heights, room - around)
    edges = [*cuts.tops, cuts.bottom]
    return [
        _part(drawing, (edges[first], edges[last]), cuts, (number, len(blocks)))
        for number, (first, last) in enumerate(blocks, start=1)
    ]


def _shared_out(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Blocks on as few sheets as they need, the highest sheet as low as that allows: the first and the next one's."""
    fewest = _filled(heights, room)
    for tried in sorted({sum(heights[i:j]) for i in range(len(heights)) for j in range(i + 1, len(heights) + 1)}):
        if tried <= room and len(found := _filled(heights, tried)) == len(fewest) and max(heights) <= tried:
            return found
    return fewest


def _filled(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    found, first, used = [], 0, 0.0
    for position, height in enumerate(heights):
        if position > first and used + height > room:
            found.append((first, position))
            first, used = position, 0.0
        used += height
    return [*found, (first, len(heights))]


def _cuts(drawing: Drawing) -> _Cuts:
    """A cut is above a row, or above the heading that the row is the first below.

    Where columns stand below others, with heads of their own, it is above those heads alone: whatever stands below
    them is read by them.
    """
    tops: list[float] = []
    headed: list[float] = []
    above = 0.0
    for row in drawing.rows:
        between = [part for part in _texts(drawing) if above >= part.y > row.top]
        headings, heads = (
            [math.ceil(extent(part)[0]) for part in between if chosen(part)] for chosen in (_is_heading, _is_head)
        )
        tops.append(max((*headings, row.top)))
        headed += [max(heads)] if heads else []
        above = row.bottom
    if len(headed) > 1:
        tops = headed
    ends = [math.ceil(extent(part)[0]) for part in _texts(drawing) if _is_end(part, drawing)]
    return _Cuts(tuple(tops), max((*ends, -drawing.plot_height)))


def _texts(drawing: Drawing) -> Iterator[Text]:
    return (part for part in drawing.parts if isinstance(part, Text))


def _is_heading(part: Text) -> bool:
    return part.bold and part.size >= _HEADING


def _is_head(part: Text) -> bool:
    """Whether it is the head of a column."""
    return part.role == COLUMN


def _is_end(part: Text, drawing: Drawing) -> bool:
    """Whether it says what lies at an end of the axis."""
    axis, bottom = drawing.axis, -drawing.plot_height
    at_end = part.at.on_axis and part.at.x in (axis.low, axis.high) and not part.at.shift
    return at_end and bottom <= part.y < bottom + _ENDS_WITHIN


def _part(drawing: Drawing, block: tuple[float, float], cuts: _Cuts, number: tuple[int, int]) -> Drawing:
    """The rows between two heights, moved up to where the rows begin, with all that is around them."""
    top, low = block
    up, first = cuts.tops[0] - top, cuts.tops[0]
    below = cuts.bottom - (low + up)
    parts: list[Primitive] = []
    for part in drawing.parts:
        if isinstance(part, Rule) and part.start == part.end:
            parts += _pieces(part, ((math.inf, first, 0), (top, low, up), (cuts.bottom, -math.inf, -below)))
            continue
        height = part.y_start if isinstance(part, Rule) else part.y
        if height > first:
            parts.append(part)
        elif height < cuts.bottom:
            parts.append(_moved(part, -below))
        elif top > height >= low:
            parts.append(_moved(part, up))
    return replace(
        drawing,
        parts=(*parts, _which(drawing, number)),
        rows=tuple(
            replace(row, y=row.y + up, top=row.top + up, bottom=row.bottom + up)
            for row in drawing.rows
            if top > row.y >= low
        ),
        height=drawing.height + below,
    )


def _pieces(rule: Rule, kept: Sequence[tuple[float, float, float]]) -> Iterator[Rule]:
    """What is kept of an upright rule: of each stretch from one height down to another, and how far up that moves."""
    for upper, lower, up in kept:
        start, end = min(rule.y_start, upper), max(rule.y_end, lower)
        if start > end:
            yield replace(rule, y_start=start + up, y_end=end + up)


def _which(drawing: Drawing, number: tuple[int, int]) -> Text:
    """Which sheet it is, and of how many: at the end of the head, in the digits of languages from right to left."""
    left, right = drawing.margins.left - _AT_EDGE, drawing.margins.right - _AT_EDGE
    at = At(0.0, shift=-left) if drawing.rtl else At(1.0, shift=right)
    anchor: Anchor = "left" if drawing.rtl else "right"
    which = in_digits("{}/{}".format(*number), "ar" if drawing.rtl else "en")
    words = ((Run(f"\N{LEFT-TO-RIGHT ISOLATE}{which}\N{POP DIRECTIONAL ISOLATE}"),),)
    top = drawing.margins.top - _BELOW_EDGE
    return Text(at, top, words, _NUMBER, drawing.axis.colour, anchor=anchor, hangs=True)


def _moved(part: Primitive, up: float) -> Primitive:
    if isinstance(part, Rule):
        return replace(part, y_start=part.y_start + up, y_end=part.y_end + up)
    return replace(part, y=part.y + up)
