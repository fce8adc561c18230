"""The rows of one XY chart, and where each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.primitives.drawing import Drawing, Line, Run, Text
from charts.primitives.writing import lines_of, shown_length
from reports.office.charts.place import Place
from reports.office.charts.rows import LINE, ROW, PlotRow

_LABELS_AT_MOST, _ENDS_AT_MOST = 0.38, 0.3
"""Shares of the width that the rows' labels, and the words behind the plot, may take."""
_AROUND = 10.0
"""Points between words and plot, and above and below a row's words."""
_LEAST_ROW = 30.0
"""Points of a row that has marks."""


@dataclass(frozen=True)
class Page:
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


def room_before(drawing: Drawing, rows: Sequence[PlotRow], place: Place) -> float:
    """Points before the plot: what the longest line of the rows' labels needs, and no more than their share.

    Marks of direction count as characters, as they do where lines are broken: else "17 people" takes two lines.
    """
    most = place.width * _LABELS_AT_MOST
    length = max((len(words) for row in rows if row.kind != LINE for words in (row.label, row.note)), default=0)
    ends = place.width_of(max((shown_length(words) for _, words in drawing.axis.ticks), default=0)) / 2
    return max(min(place.width_of(length) + _AROUND, most), ends)


def room_behind(rows: Sequence[PlotRow], place: Place) -> float:
    """Points behind the plot: what the longest change in words needs."""
    words = [text.words for row in rows for role in ("change", "levels") for text in row.words(role)]
    length = max((shown_length(line) for one in words for line in one.split("\n")), default=0)
    return min(place.width_of(length) * 1.15 + 2 * _AROUND, place.width * _ENDS_AT_MOST) if length else 2 * _AROUND


def height_of(page: Page, row: PlotRow) -> float:
    """Points that a row needs at least."""
    lines = len(label_lines(page, row))
    if row.kind != ROW:
        return page.place.height_of(lines) + 6
    numbers = [text for text in row.texts if text.role in ("before", "after")]
    under = 2 if any(text.anchor == "center" for text in numbers) else 1 if any(t.y < row.y for t in numbers) else 0
    return max(page.place.height_of(max(lines, 1)) + 6, _LEAST_ROW + (page.place.height_of(under) if under else 0))


def label_lines(page: Page, row: PlotRow) -> list[Line]:
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
