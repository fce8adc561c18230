"""Runs Typst: with the shipped fonts alone, without a file, a clock or the network, from any thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from queue import LifoQueue
from typing import TYPE_CHECKING, Literal

from reports.typst.fonts import FONTS

if TYPE_CHECKING:
    import typst

WRITTEN = 315_532_800
"""When files say that they were written: the first second of 1980, as in our archives."""
PIXELS_AN_INCH = 192.0
"""Of a PNG in a report: two for each of the 96 that a drawing counts."""
_AT_ONCE = 2
"""Compilers at most: each serves one thread at a time, and more of them only take memory."""

Form = Literal["png", "svg", "pdf"]


@cache
def _idle() -> LifoQueue[typst.Compiler]:
    """The compilers that nobody uses."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    idle: LifoQueue[typst.Compiler] = LifoQueue()
    for _ in range(_AT_ONCE):
        idle.put(typst.Compiler(b"", root=FONTS, font_paths=fonts, ignore_system_fonts=True))
    return idle


@contextmanager
def compiler() -> Iterator[typst.Compiler]:
    """A compiler for this thread alone, until it is given back; waits for one where all are in use."""
    idle = _idle()
    one = idle.get()
    try:
        yield one
    finally:
        idle.put(one)


def compiled(source: str, form: Form, pixels_an_inch: float = PIXELS_AN_INCH) -> list[bytes]:
    """A document of Typst source as files: a PDF of all pages, or a PNG or SVG of each.

    A PDF is tagged, and checked against PDF/UA-1: it has a title, a language and a text for each figure.

    Raises
    ------
    typst.TypstError
        If the source has a mistake, or the PDF can't be read by those who can't see it.
    """
    with compiler() as one:
        written = one.compile(
            input=source.encode(),
            format=form,
            ppi=pixels_an_inch,
            pdf_standards=["ua-1"] if form == "pdf" else [],
            timestamp=WRITTEN,
        )
    return written if isinstance(written, list) else [written or b""]
