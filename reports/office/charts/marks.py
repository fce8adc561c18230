"""How the marks and lines of a row are drawn as points and lines of an XY chart."""

from __future__ import annotations

from charts.primitives.drawing import Mark, Segment
from charts.primitives.look import LIGHT
from reports.office.charts.rows import PlotRow
from reports.office.charts.xml import paint, pen

_PIXEL = 0.75
"""Points of a drawing's pixel."""
_LEAST_RING = 3
"""Points that a ring takes on both sides together."""
_THICKEST = 4.5
"""Points of the strongest line; what only points somewhere is drawn wider and hollow, and dashed here."""
_BAND = 16.0
"""Points of the height of the band of what does not matter."""
_BAND_COLOUR, _BAND_OPACITY = LIGHT.neither, 0.16
"""The band lets all be seen through it, whatever order a program draws in."""


def ends_of(row: PlotRow, role: str) -> tuple[float, float] | None:
    """From where to where a line of a row reaches; None where it has none."""
    if role == "band":
        return (row.bands[0].low, row.bands[0].high) if row.bands else None
    found: Segment | None = row.segment(role)
    return (found.start, found.end) if found else None


def pen_of(row: PlotRow, role: str) -> str:
    """How a line of a row is drawn."""
    if role == "band":
        return pen(_BAND_COLOUR, _BAND, opacity=_BAND_OPACITY)
    found = row.segment(role)
    if found is None:
        raise ValueError(f"the row has no line {role!r}")
    wide = found.width > _THICKEST
    return pen(found.colour, 2 if wide else max(found.width * _PIXEL, 1), "sysDash" if wide else "")


def marker(mark: Mark, colour: str | None, size: int | None = None) -> str:
    """How a point is drawn."""
    return (
        f'<c:marker><c:symbol val="{mark.symbol}"/><c:size val="{size or _size(mark)}"/>'
        f"<c:spPr>{paint(colour)}{pen(None)}</c:spPr></c:marker>"
    )


def _size(mark: Mark) -> int:
    """Points of a mark across."""
    return max(6, round(mark.size * _PIXEL))


def inside(mark: Mark) -> int:
    """Points of the inside of a ring across: LibreOffice draws no outline, so a ring is a dot with one on it."""
    return max(_size(mark) - max(2 * round(mark.outline_width * _PIXEL), _LEAST_RING), 2)


def is_hollow(mark: Mark, ground: str) -> bool:
    """Whether a mark has an outline alone."""
    return mark.outline is not None and mark.fill in (None, ground)
