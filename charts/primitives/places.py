"""What of a drawing can be pointed at or reached by key, in the order of reading, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from charts.primitives.drawing import Bar, Drawing, Mark, Row

_LEAST = 24.0
"""Pixels of a place at least, for a finger."""


@dataclass(frozen=True)
class Place:
    """A place and its sentence.

    Attributes
    ----------
    low, high : float or None
        Values of the axis between which it lies, the same one for a dot; None for a row from edge to edge.
    top, bottom : float
        As heights of a drawing: pixels, upwards.
    said : str
    line : int
        Places of the same line lie side by side; lines are counted from the top.
    """

    low: float | None
    high: float | None
    top: float
    bottom: float
    said: str
    line: int = 0


def places_of(drawing: Drawing) -> tuple[Place, ...]:
    """Rows with their sentence, and in them their bars; marks where no row speaks for them. From the top.

    A row lies under its bars, so that a bar is met before it by a pointer. Bars side by side that say the same are one.
    """
    rows = [row for row in drawing.rows if row.said]
    found = [*map(_row, rows), *_bars(drawing), *_marks(drawing, rows)]
    found.sort(key=lambda place: (-_order(place, rows), place.low is not None, -place.top, place.low or 0.0))
    placed: list[Place] = []
    line, before = -1, None
    for place in found:
        height = (place.low is None, place.top + place.bottom)
        if height != before:
            line, before = line + 1, height
        elif place.said == placed[-1].said:
            placed[-1] = replace(placed[-1], high=place.high)
            continue
        placed.append(replace(place, line=line))
    return tuple(placed)


def _order(place: Place, rows: list[Row]) -> float:
    """The top of the row that a place is in, or its own."""
    middle = (place.top + place.bottom) / 2
    return next((row.top for row in rows if row.bottom <= middle <= row.top), place.top)


def _row(row: Row) -> Place:
    return Place(None, None, row.top, row.bottom, row.said)


def _bars(drawing: Drawing) -> Iterator[Place]:
    for bar in drawing.of_kind(Bar):
        if bar.hover:
            half = bar.height / 2
            yield Place(*sorted((bar.low, bar.low + bar.width)), bar.y + half, bar.y - half, bar.hover)


def _marks(drawing: Drawing, rows: list[Row]) -> Iterator[Place]:
    for mark in drawing.of_kind(Mark):
        if mark.hover and not any(row.bottom <= mark.y <= row.top for row in rows):
            half = max(mark.size, _LEAST) / 2
            yield Place(mark.x, mark.x, mark.y + half, mark.y - half, mark.hover)
