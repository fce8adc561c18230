"""How large a native chart is, and what it consists of."""

from __future__ import annotations

from dataclasses import dataclass

WORKBOOK_ID = "rId1"
"""The relationship of a chart's part to the workbook behind it."""
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
"""Content type of a chart's part."""
LINE = 1.25
"""Height of a line of words, in sizes of its letters."""
_CHARACTER = 0.58
"""Mean width of a character, in sizes of its letters: an upper estimate for Arial in our languages."""


@dataclass(frozen=True)
class Place:
    """Room for a chart, in points.

    Attributes
    ----------
    width, height : float
        The most it may take; a chart of few rows is lower.
    size : float
        Of its letters.
    stretch : float
        How many times as high as they need to be rows may be, where there is room.
    keyed : bool
        Whether what the colours of answers mean stands within the chart; else it is left to the words around it.
    """

    width: float
    height: float
    size: float
    stretch: float = 1
    keyed: bool = True

    def characters(self, width: float) -> int:
        """How many characters have room side by side in so many points."""
        return max(int(width / (_CHARACTER * self.size) + 0.01), 1)

    def width_of(self, characters: int) -> float:
        """Points that so many characters need."""
        return _CHARACTER * self.size * characters

    def height_of(self, lines: int) -> float:
        """Points that so many lines need."""
        return LINE * self.size * lines


@dataclass(frozen=True)
class NativeChart:
    """A chart as Office has it.

    Attributes
    ----------
    xml : bytes
        The chart's part; it refers to the workbook as `WORKBOOK_ID`.
    workbook : bytes
        The numbers behind it, as an XLSX file.
    alternative : str
        Its content in words.
    width, height : float
        Points that it was laid out for.
    """

    xml: bytes
    workbook: bytes
    alternative: str
    width: float
    height: float
