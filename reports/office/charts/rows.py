"""A drawing row by row: each row with its marks and words, sections' headings and lines of words between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from charts.primitives.drawing import Band, Bar, Drawing, Line, Mark, Segment, Text

HEADING, LINE, ROW = "heading", "line", "row"


@dataclass(frozen=True)
class PlotRow:
    """A row of a chart.

    Attributes
    ----------
    kind : str
        ``row``; ``heading`` or ``line`` where it is words alone.
    y : float
        The drawing's height of its middle.
    label, note : str
    marks, segments, bands, bars : tuples
        Those that have a role or a meaning; none where the row is hidden.
    texts : tuple of Text
        Words in the row, each with a role.
    said : str
        The row in a sentence; empty where it has none.
    """

    kind: str
    y: float
    label: str
    note: str = ""
    marks: tuple[Mark, ...] = ()
    segments: tuple[Segment, ...] = ()
    bands: tuple[Band, ...] = ()
    bars: tuple[Bar, ...] = ()
    texts: tuple[Text, ...] = ()
    said: str = ""

    def words(self, role: str) -> tuple[Text, ...]:
        """Its words of a role."""
        return tuple(text for text in self.texts if text.role == role)

    def mark(self, role: str) -> Mark | None:
        """Its mark of a role."""
        return next((mark for mark in self.marks if mark.role == role), None)

    def segment(self, role: str) -> Segment | None:
        """Its line of a role."""
        return next((one for one in self.segments if one.role == role), None)


def rows_of(drawing: Drawing) -> tuple[PlotRow, ...]:
    """The rows of a drawing from the top, with headings and lines between them."""
    rows = [
        PlotRow(
            ROW,
            row.y,
            row.label,
            row.note,
            tuple(one for one in _within(drawing, Mark, row.bottom, row.top) if one.role),
            tuple(one for one in _within(drawing, Segment, row.bottom, row.top) if one.role),
            tuple(_within(drawing, Band, row.bottom, row.top)),
            tuple(one for one in _within(drawing, Bar, row.bottom, row.top) if one.role),
            tuple(one for one in _within(drawing, Text, row.bottom, row.top) if one.role),
            row.said,
        )
        for row in drawing.rows
    ]
    between = [
        PlotRow(text.role, text.y, " ".join(text.words.split("\n")))
        for text in drawing.of_kind(Text)
        if isinstance(text, Text) and text.role in (HEADING, LINE)
    ]
    return tuple(sorted([*rows, *between], key=lambda row: -row.y))


_Kind = TypeVar("_Kind", Mark, Segment, Band, Bar, Text)


def _within(drawing: Drawing, kind: type[_Kind], bottom: float, top: float) -> Iterator[_Kind]:
    for part in drawing.parts:
        if isinstance(part, kind) and bottom <= part.y <= top:
            yield part


def lines_with(drawing: Drawing, *roles: str) -> tuple[Line, ...]:
    """The lines of the words of some roles: ``key`` and ``note`` below a figure, ``answers`` above it."""
    return tuple(
        line for text in drawing.of_kind(Text) if isinstance(text, Text) and text.role in roles for line in text.lines
    )


_STEPS = 24


def in_pages(rows: Sequence[PlotRow], heights: Sequence[float], room: float) -> list[list[PlotRow]]:
    """Rows in as few pages as have room for them, about as much on each; a heading is repeated where it goes on.

    A heading never stands last on a page. A row higher than a page has one of its own.
    """
    fewest = _filled(rows, heights, room)
    if len(fewest) < 2:
        return fewest
    least = sum(heights) / len(fewest)
    rooms = (least + step * (room - least) / _STEPS for step in range(_STEPS))
    ways = (_filled(rows, heights, one) for one in rooms)
    return next((way for way in ways if len(way) == len(fewest)), fewest)


def _filled(rows: Sequence[PlotRow], heights: Sequence[float], room: float) -> list[list[PlotRow]]:
    """Each page filled before the next begins."""
    pages: list[list[PlotRow]] = []
    heading, used = None, room + 1
    height_of = dict(zip(map(id, rows), heights, strict=True))
    for position, row in enumerate(rows):
        needed = height_of[id(row)]
        if row.kind == HEADING:
            heading = row
            follows = rows[position + 1 : position + 2]
            needed += sum(height_of[id(one)] for one in follows)
        if not pages or used + needed > room:
            pages.append([])
            used = 0.0
            if heading is not None and row.kind != HEADING:
                pages[-1].append(heading)
                used += height_of[id(heading)]
        pages[-1].append(row)
        used += height_of[id(row)]
    return pages
