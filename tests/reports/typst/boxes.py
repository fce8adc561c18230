"""Where Typst puts each text of a drawing, and how large it is there: measured by Typst itself, without a browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import typst

from charts.primitives.drawing import Drawing
from reports.typst.drawing import LINE_HEIGHT, PREAMBLE, block
from reports.typst.fonts import ASCENT, DESCENT, FONTS

_MEASURED = """
#let thiqa-words(across, x, y, size, fill, weight, direction, side, ground, frame, around, ..lines) = context [
  #metadata((repr(across), x.pt(), y.pt(), size.pt(), around.pt(),
    lines.pos().map(line => measure({
      set text(dir: direction)
      thiqa-line(size, fill, weight, line)
    }).width.pt()))) <measured>
]
"""
INK_ABOVE, INK_BELOW = 0.78, 0.22
"""How far letters reach above and below their base, in heights: but for marks on capitals and deep Arabic tails."""


@dataclass(frozen=True)
class Box:
    """The ink of a line of words, pixels from the left and upper edge of the paper."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether both have a place in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0.5


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def line_boxes(drawing: Drawing, width: float | None = None) -> list[Box]:
    """A box a line of words, empty lines aside."""
    across = width or drawing.width or 0
    source = f"{PREAMBLE}{_MEASURED}#{block(drawing, width=across, scale=1)}"
    found = typst.query(source.encode(), "<measured>", field="value", font_paths=_fonts(), ignore_system_fonts=True)
    boxes = []
    for anchor, x, y, size, around, widths in json.loads(found):
        outer = max(widths) + 2 * around
        start = {"left": x, "center": across / 2 + x - outer / 2, "right": across + x - outer}[anchor]
        for number, wide in enumerate(widths):
            base = y + around + (ASCENT + number * LINE_HEIGHT) * size
            share = {"left": 0.0, "center": 0.5, "right": 1.0}[anchor]
            left = start + around + share * (max(widths) - wide)
            if wide:
                boxes.append(Box(left, base - INK_ABOVE * size, left + wide, base + INK_BELOW * size))
    assert DESCENT > INK_BELOW
    return boxes
