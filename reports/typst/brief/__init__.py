"""The brief: two pages for participants and the head of mission alike, in one language or in two that face each other.

Of two languages, the first has pages 1 and 2, the other pages 3 and 4, each whole: printed on both sides, a sheet a
language; open, the two first pages face each other. Nobody has to read around the other's language, and figures and
tables run in the direction of their reader.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reports.content.provenance import provenance_line
from reports.report import Report
from reports.typst.brief import behind, found
from reports.typst.brief.calls import array, call
from reports.typst.brief.page import sheet
from reports.typst.brief.shortened import shortened
from reports.typst.compiler import compiled
from reports.typst.drawing import PREAMBLE
from reports.typst.fonts import FAMILIES
from reports.typst.source import quoted, string
from words import is_right_to_left, number, printable, say

_IN_FOOT = 60
"""Characters of a name at the foot of a page."""
_TITLE = 200
"""Characters of the title in the file's properties."""
_LAYOUT = Path(__file__).with_name("layout.typ")


def brief(report: Report) -> bytes:
    """The brief as a PDF, tagged and checked by the rules of PDF/UA-1.

    Parameters
    ----------
    report : Report
        With `second_language`, the same pages follow in it.
    """
    (pdf,) = compiled(brief_source(report), "pdf")
    return pdf


def brief_source(report: Report) -> str:
    """The same as Typst source."""
    languages = tuple(dict.fromkeys(language for language in (report.language, report.second_language) if language))
    alone = [replace(report, language=language, second_language=None) for language in languages]
    spoken = [_pages(one, 2 * place + 1, 2 * len(languages)) for place, one in enumerate(alone)]
    title = string(shortened(printable(report.heading), _TITLE))
    first = _speaking(report.language)
    fonts = array(quoted(family) for family in FAMILIES)
    layout = _LAYOUT.read_text(encoding="utf-8")
    return "\n".join([PREAMBLE, layout, f"#show: brief.with({title}, {fonts})", f"#show: {first}", *spoken])


def _speaking(language: str) -> str:
    direction = "rtl" if is_right_to_left(language) else "ltr"
    return f"speaking.with({quoted(language)}, {direction})"


def _pages(report: Report, first: int, pages: int) -> str:
    """The two pages of one language: the number of the first, of so many in all."""
    language, named = report.language, _named_in_short(report)
    where_and_when_said = replace(named, event=replace(named.event, place="", held_on=None))
    source, feet = provenance_line(named), (provenance_line(where_and_when_said), "")
    found_foot, behind_foot = (_foot(report, first + place, pages, foot) for place, foot in enumerate(feet))
    both = [
        sheet(f"{language}-found", found_foot, found.first_page(report), found.STEPS),
        sheet(f"{language}-behind", behind_foot, behind.second_page(report, source), behind.STEPS),
    ]
    return "\n".join(["#[", f"#show: {_speaking(language)}", *both, "]"])


def _named_in_short(report: Report) -> Report:
    """The report with names that leave room for the rest at the foot of a page."""
    title, place = (shortened(text, _IN_FOOT) for text in (report.title, report.place))
    return replace(report, event=replace(report.event, title=title, place=place))


def _foot(report: Report, page: int, pages: int, source: str) -> str:
    language = report.language
    at = say("reports.brief_page", language, page=number(page, language), pages=number(pages, language))
    return call("page-foot", quoted(source), quoted(at))
