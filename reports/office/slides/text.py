"""Words on slides: sizes at which they fit, in paragraphs that run as their language does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.primitives.writing import shown_length
from reports.office.slides.outline import Paragraph
from words import writable

LEAST = 12
"""The smallest size of what is read from the wall, points; the line at the foot of a slide is smaller."""
_CHARACTER = 0.53
"""Mean width of a character, in sizes of its letters."""
_LINE, _APART = 1.2, 0.5
"""Height of a line, and room between paragraphs, in sizes of the letters."""


def lines(text: str, width: float, size: float) -> int:
    """How many lines words take at most in so many points."""
    room = max(int(width / (_CHARACTER * size)), 1)
    longest = max(map(shown_length, text.split()), default=0)
    loose = 1.0 if longest < room / 2 else 1.25
    return max(ceil(shown_length(text) * loose / room), 1)


def height_of(texts: Sequence[Paragraph], width: float, size: float) -> float:
    """Points that paragraphs take."""
    return sum((lines(one.text, width, size) * _LINE + _APART) * size for one in texts)


def size_that_fits(texts: Sequence[Paragraph], width: float, height: float, most: int, least: int) -> int:
    """The largest size at which paragraphs fit; the least where none does."""
    sizes = range(most, least, -1)
    return next((size for size in sizes if height_of(texts, width, size) <= height), least)


_STEPS = 16
_BLANKS = re.compile(r"[^\S\u00a0]+")


def in_pages(texts: Sequence[Paragraph], width: float, height: float, size: float) -> list[list[Paragraph]]:
    """Paragraphs in as few pages as have room for them, about as much on each; a heading stays with what it heads."""
    fewest = _filled(texts, width, height, size)
    least = height_of(texts, width, size) / max(len(fewest), 1)
    rooms = (least + step * (height - least) / _STEPS for step in range(_STEPS))
    ways = (_filled(texts, width, room, size) for room in rooms)
    return next((way for way in ways if len(way) == len(fewest)), fewest)


def _filled(texts: Sequence[Paragraph], width: float, height: float, size: float) -> list[list[Paragraph]]:
    """Each page filled before the next begins."""
    pages: list[list[Paragraph]] = []
    used = 0.0
    for position, one in enumerate(texts):
        needed = height_of([one], width, size)
        follows = needed + (height_of(texts[position + 1 : position + 2], width, size) if one.is_heading else 0)
        if not pages or used + follows > height:
            pages.append([])
            used = 0.0
        pages[-1].append(one)
        used += needed
    return pages


def fill(
    frame: Any, texts: Sequence[Paragraph], size: float, *, rtl: bool, centred: bool = False, apart: bool = False
) -> None:
    """Writes paragraphs into a frame, in its own font and colours; `apart`: with room between them, as in no layout."""
    for position, one in enumerate(texts):
        written = frame.paragraphs[0] if not position else frame.add_paragraph()
        if position and apart:
            written.space_before = Pt(round(_APART * size))
        run = written.add_run()
        run.text = in_line(one.text)
        run.font.size = Pt(size)
        if one.is_heading:
            run.font.bold = True
            unbulleted(written)
        directed(written, rtl=rtl, centred=centred)


def in_line(text: str) -> str:
    """Words in one line, without what XML can't hold; what no program may break stays so."""
    return _BLANKS.sub(" ", writable(text)).strip()


def directed(written: Any, *, rtl: bool, centred: bool = False) -> None:
    """Lets a paragraph run as its language does."""
    properties = written._p.get_or_add_pPr()
    properties.set("rtl", str(int(rtl)))
    if not centred:
        properties.set("algn", "r" if rtl else "l")


def unbulleted(written: Any) -> None:
    """Takes the bullet from a paragraph of a list."""
    properties = written._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    etree.SubElement(properties, qn("a:buNone"))
