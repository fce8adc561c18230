"""What a figure is made of: words, lines, bars, marks, each at its place, whatever draws them.

Across, a place is a value of the axis, or a share of the plot's width from the left, shifted by pixels to the right.
Up and down, it is a number of pixels: 0 at the upper edge of the plot, below it negative, in the head positive. So
every height is known when a figure is made, and all that draw it have the same figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

COLUMN = "column"
"""The role of words that are the head of a column."""
Anchor = Literal["left", "center", "right"]


@dataclass(frozen=True)
class At:
    """A place across the figure.

    Attributes
    ----------
    x : float
        A value of the axis; where not `on_axis`, a share of the plot's width from its left edge.
    on_axis : bool
    shift : float
        Pixels from there to the right, also where the figure runs from right to left.
    """

    x: float
    on_axis: bool = False
    shift: float = 0


@dataclass(frozen=True)
class Run:
    """Plain words in one colour; the text's own where absent."""

    words: str
    colour: str | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Text:
    """Lines of words.

    Attributes
    ----------
    at : At
    y : float
        The middle of the lines, or their upper edge where they hang.
    lines : tuple of tuple of Run
    size : float
        Of its letters, pixels.
    colour : str
    bold : bool
    anchor : {"left", "center", "right"}
        Which part of it is at the place; lines are aligned to the same side.
    hangs : bool
        Whether `y` is its upper edge.
    ground : str, optional
        Colour behind it.
    around : float
        Pixels of ground or outline around it.
    outline : str, optional
        Colour of a frame, one pixel wide.
    role : str
        What it says, where a native chart has it too: ``heading``, ``line``, ``before``, ``after`` (beside a mark),
        ``change``, ``levels``, ``round``, ``net``, ``apart`` (at an end of a row), ``instead`` of marks, ``end`` (of
        the axis), ``answers`` (the key above the rows), ``key``, ``note`` (below them); empty for all else.
    """

    at: At
    y: float
    lines: tuple[Line, ...]
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "left"
    hangs: bool = False
    ground: str | None = None
    around: float = 0
    outline: str | None = None
    role: str = ""

    @property
    def words(self) -> str:
        """All of it, a line a line."""
        return "\n".join("".join(run.words for run in line) for line in self.lines)


@dataclass(frozen=True)
class Rule:
    """A thin straight line under all marks."""

    start: At
    end: At
    y_start: float
    y_end: float
    colour: str


@dataclass(frozen=True)
class Band:
    """A light ground of a stretch of the axis in one row, under all marks."""

    low: float
    high: float
    y: float
    half: float
    colour: str


@dataclass(frozen=True)
class Bar:
    """A rectangle along the axis.

    Attributes
    ----------
    low, width : float
        Values of the axis.
    y, height : float
        Its middle and its height, pixels.
    fill : str, optional
    outline : str, optional
    outline_width : float
    hatch : str, optional
        Colour of a hatch of thin lines rising to the right.
    hover : str
        What is said of it; empty for nothing.
    role : str
        The answer that it counts, as a series of a native chart.
    text : str
        Its length in words: the share, rounded once, as tables have it.
    """

    low: float
    width: float
    y: float
    height: float
    fill: str | None = None
    outline: str | None = None
    outline_width: float = 1
    hatch: str | None = None
    hover: str = ""
    role: str = ""
    text: str = ""


@dataclass(frozen=True)
class Segment:
    """A level line of a mark between two values of the axis; `capped`: with a short upright line at either end.

    `role`: what it is, as a series of a native chart: ``change``, ``interval``.
    """

    start: float
    end: float
    y: float
    colour: str
    width: float
    capped: bool = False
    role: str = ""


@dataclass(frozen=True)
class Mark:
    """A dot or a diamond on the axis; without `fill` what lies under it is seen through it.

    `role`: what it is, as a series of a native chart: ``before``, ``after``, ``change``, ``alpha``, ``omega``; empty
    for what only covers what lies under it.
    """

    x: float
    y: float
    size: float
    fill: str | None = None
    outline: str | None = None
    outline_width: float = 0
    symbol: Literal["circle", "diamond"] = "circle"
    hover: str = ""
    role: str = ""


@dataclass(frozen=True)
class Lock:
    """A small lock on a ground of its own: what stands here is not shown."""

    at: At
    y: float
    colour: str
    ground: str


Primitive = Text | Rule | Band | Bar | Segment | Mark | Lock
_Kind = TypeVar("_Kind", bound=Primitive)


@dataclass(frozen=True)
class Row:
    """A row of a figure by its words, for native charts and readers.

    Attributes
    ----------
    y : float
        The middle of its marks.
    label, note : str
        Plain words; empty where it has none.
    top, bottom : float
        From where to where it reaches, its label included.
    said : str
        What it says in a sentence; empty where its marks are described one by one.
    """

    y: float
    label: str
    note: str
    top: float
    bottom: float
    said: str = ""


@dataclass(frozen=True)
class Margins:
    """Pixels around the plot."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Axis:
    """The one axis of a figure, below the plot.

    Attributes
    ----------
    low, high : float
        The values at its ends; the low one is at the right where the figure runs from right to left.
    ticks : tuple of (float, str)
        Values and their plain words.
    colour : str
        Of the words.
    size : float
        Of the words, pixels.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    colour: str
    size: float = 12


@dataclass(frozen=True)
class Drawing:
    """A figure, ready to be drawn.

    Attributes
    ----------
    parts : tuple
        In the order in which they lie on each other within their kind: rules and bands at the bottom, then bars, then
        segments and marks, then locks, and words on top.
    axis : Axis
    margins : Margins
    height : float
        Of all of it, pixels.
    width : float, optional
        Of all of it, pixels; as wide as its place where absent.
    ground, ink : str
        Colours of the paper and of plain words.
    rtl : bool
        Whether it runs from right to left.
    rows : tuple of Row
        From the top.
    title, subtitle, footer : str
        The words around it, which are drawn where it is for a report.
    """

    parts: tuple[Primitive, ...]
    axis: Axis
    margins: Margins
    height: float
    width: float | None
    ground: str
    ink: str
    rtl: bool
    rows: tuple[Row, ...]
    title: str
    subtitle: str
    footer: str

    @property
    def plot_height(self) -> float:
        """Pixels from the upper to the lower edge of the plot."""
        return self.height - self.margins.top - self.margins.bottom

    def of_kind(self, *kinds: type[_Kind]) -> Iterator[_Kind]:
        """Its parts of some kinds, in their order."""
        return (part for part in self.parts if isinstance(part, kinds))
