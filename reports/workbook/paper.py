"""How a sheet is printed: on A4, with what it is of at the head of every page, and the number of the page below."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from reports.report import Report
from words import is_right_to_left, printable, say

_A4 = 9
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.65, "bottom": 0.55}
"""Inches."""
_ISOLATES = re.compile("[\u2066-\u2069]")
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"
_EMBEDDING, _END = "\N{RIGHT-TO-LEFT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"
_LONGEST = 100
"""Characters of a text at the head of a page: Excel takes 255 with its signs."""


@dataclass(frozen=True)
class Strip:
    """What stands at the head and the foot of every printed page.

    Attributes
    ----------
    event, code, audience : str
        Of which event, which code the numbers have, and whom they are for.
    """

    event: str = ""
    code: str = ""
    audience: str = ""


def strip_of(report: Report, other: Report | None = None) -> Strip:
    """That of a report, or of two whose numbers are in one table."""
    found = [
        (one.heading, one.result.code, say(f"figures.audience_{one.result.audience}", report.language))
        for one in (report, other)
        if one is not None
    ]
    return Strip(*(" + ".join(dict.fromkeys(texts)) for texts in zip(*found, strict=True)))


def set_paper(sheet: Worksheet, language: str, strip: Strip, *, wide: int = 1, tall: int = 0) -> None:
    """Sets paper, margins, head and foot.

    Parameters
    ----------
    sheet : Worksheet
    language : str
        The head begins at the side where its reader begins.
    strip : Strip
    wide, tall : int
        Over how many pages at most it is printed; 0 for as many as it takes.
    """
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(**_MARGINS)
    sheet.fit_to_pages(wide, tall)
    name, audience = _escaped(sheet.get_name(), language), _escaped(strip.audience, language)
    foot = f"{name} · {audience}" if strip.audience else name
    sheet.set_header(_sides(language, _escaped(strip.event, language), _escaped(strip.code, language)))
    sheet.set_footer(_sides(language, foot, "&P / &N"))


def in_own_direction(text: str, language: str) -> str:
    """A text that runs as its reader reads where nothing else says so: in titles of charts, heads and feet of pages.

    These keep marks and embeddings of direction, but not isolates (Unicode Annex 9).
    """
    if not is_right_to_left(language):
        return _ISOLATES.sub(_LEFT_TO_RIGHT, text)
    return f"{_EMBEDDING}{_ISOLATES.sub(_RIGHT_TO_LEFT, text)}{_END}"


def _sides(language: str, begin: str, end: str) -> str:
    """Two texts at the sides of the page, the first where the reader begins; the left one is always written first."""
    left, right = (end, begin) if is_right_to_left(language) else (begin, end)
    return f"&L&8 {left}&R&8 {right}"


def _escaped(text: str, language: str) -> str:
    """A text in which no sign is taken for an instruction; cut off where it is too long."""
    plain = printable(_ISOLATES.sub(_RIGHT_TO_LEFT if is_right_to_left(language) else _LEFT_TO_RIGHT, text))
    short = plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
    return in_own_direction(short.replace("&", "&&"), language)
