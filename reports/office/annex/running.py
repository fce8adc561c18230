"""What is at the head and foot of each page: what it is a report of, where its numbers come from, and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from reports.content.provenance import provenance_line
from reports.office.annex import styles as named
from reports.office.annex.body import Body
from reports.office.annex.xml import Element, field, runs
from reports.report import Report
from reports.templates.package import walked
from words import say

if TYPE_CHECKING:
    from docx.section import Section, _Footer, _Header

_PAGE, _PAGES = "\x00", "\x01"


def add_running(body: Body, report: Report) -> None:
    """Fills head and foot of the pages.

    What a template has there stays; below it, at the foot, is where the numbers come from, and the page where the
    template does not number pages. A template without any head has the report's name there.
    """
    section = body.document.sections[-1]
    if not _has(section, "headerReference"):
        _fill(body, section.header, report.heading, named.HEADER)
    is_counted = any(_counts_pages(part) for part in _known(section))
    for foot in _feet(body, section):
        text = provenance_line(report)
        page = say("reports.annex_page", report.language, page=_PAGE, pages=_PAGES)
        _fill(body, foot, text if is_counted else f"{page} · {text}", named.SOURCE)


def _has(section: Section, name: str) -> bool:
    return section._sectPr.find(qn(f"w:{name}")) is not None


def _known(section: Section) -> list[_Header | _Footer]:
    """The headers and footers that there are already."""
    every = (
        *(section.header, section.first_page_header, section.even_page_header),
        *(section.footer, section.first_page_footer, section.even_page_footer),
    )
    return [one for one in every if not one.is_linked_to_previous]


def _feet(body: Body, section: Section) -> list[_Footer]:
    """The footers that pages have."""
    feet = [section.footer]
    if section.different_first_page_header_footer:
        feet.append(section.first_page_footer)
    if body.document.settings.odd_and_even_pages_header_footer:
        feet.append(section.even_page_footer)
    return feet


def _counts_pages(part: _Header | _Footer) -> bool:
    found = walked(part.part.blob)
    return "PAGE" in "".join(found.codes).upper().split()


def _fill(body: Body, part: _Header | _Footer, text: str, style: str) -> None:
    """Adds a line; what is new has it alone."""
    is_new = part.is_linked_to_previous
    part.is_linked_to_previous = False
    root: Element = part._element
    if is_new:
        for found in [*root]:
            root.remove(found)
    made = body.made_paragraph(style)
    before, page, rest = text.partition(_PAGE)
    runs(made, before, rtl=body.rtl)
    if page:
        between, _, after = rest.partition(_PAGES)
        field(made, "PAGE", "1", rtl=body.rtl)
        runs(made, between, rtl=body.rtl)
        field(made, "NUMPAGES", "1", rtl=body.rtl)
        runs(made, after, rtl=body.rtl)
    root.append(made)
