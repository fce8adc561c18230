"""The small key under a figure: each mark in its colour, and what it means."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.util import Emu, Pt

from charts.primitives.drawing import Drawing, Line
from charts.primitives.look import LIGHT
from reports.office.charts.rows import lines_with
from reports.office.charts.xml import paint, unmirrored
from reports.office.slides.places import Box, Places, parsed
from reports.office.slides.text import LEAST, directed, lines

_LINE = 1.25
_INSET = 14.4


def key_of(drawing: Drawing) -> tuple[Line, ...]:
    """The lines of a figure's key, and its notes."""
    return lines_with(drawing, "key", "note")


def key_height(key: Sequence[Line], width: float) -> float:
    """Points that a key takes."""
    count = sum(lines("".join(run.words for run in line), width - _INSET, LEAST) for line in key)
    return count * _LINE * LEAST + 8 if count else 0.0


def add_key(places: Places, key: Sequence[Line], box: Box, *, rtl: bool) -> None:
    """Writes a key at the upper edge of a box."""
    if not key:
        return
    sides = (box.left, box.top, box.width, key_height(key, box.width))
    shape = places.slide.shapes.add_textbox(*(Emu(Pt(side)) for side in sides))
    shape.text_frame.word_wrap = True
    for position, line in enumerate(key):
        written = shape.text_frame.paragraphs[0] if not position else shape.text_frame.add_paragraph()
        for run in line:
            added = written.add_run()
            added.text, added.font.size = unmirrored(run.words), Pt(LEAST)
            added._r.get_or_add_rPr().insert(0, parsed(paint(run.colour or LIGHT.muted)))
        directed(written, rtl=rtl)
