"""One page to send: opens on a phone from an e-mail, prints, and asks for nothing from outside.

Everything can be read without scripts, which many readers of mail don't run; they add what is said on touch, sorting
and searching.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path

from charts.primitives.on_screen import SCRIPT, STYLE
from reports.content.findings import headline, moved_otherwise
from reports.content.provenance import provenance, provenance_line
from reports.content.titles import headline_title
from reports.report import Report
from reports.web.elements import paragraphs, text_of
from reports.web.sections import Section, sections
from words import DATA, is_right_to_left, own_direction, say

_HERE = Path(__file__).parent
_FONTS = {"Thiqa Latin": "noto-sans-latin", "Thiqa Arabic": "noto-sans-arabic", "Thiqa Marks": "noto-sans-marks"}
"""The families of the page's own fonts, and their files: letters that they lack are the reader's system's."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; base-uri 'none'"
"""Lets the browser fetch nothing, whatever the page holds."""


def page(report: Report) -> bytes:
    """The page as UTF-8 HTML."""
    language = report.language
    direction = "rtl" if is_right_to_left(language) else "ltr"
    made = sections(report)
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="referrer" content="no-referrer">'
        f'<meta name="robots" content="noindex"><title>{escape(report.heading)}</title>'
        f"<style>{_fonts()}{STYLE}{_file('page.css')}</style>"
    )
    body = (
        f"{_header(report)}{_contents(made, language)}<main>{''.join(map(_section, made))}</main>{_footer(report)}"
        f"<script>{SCRIPT}{_file('page.js')}</script>"
    )
    opening = f'<!doctype html>\n<html lang="{language}" dir="{direction}">'
    return f"{opening}<head>{head}</head><body>{body}</body></html>\n".encode()


def _header(report: Report) -> str:
    said = [
        " ".join((one.sentence, *filter(None, [moved_otherwise(report, one)]), *one.grounds))
        for one in headline(report)
    ]
    synthetic = [fact.value for fact in provenance(report) if fact.name == "synthetic"]
    return (
        f'<header><p class="event">{text_of(own_direction(report.heading, report.language))}</p>'
        f"{paragraphs(synthetic, 'synthetic')}"
        f"<h1>{text_of(headline_title(report))}</h1>{paragraphs(said, 'lead')}"
        f"{paragraphs((say(f'workbook.note_{report.result.audience}', report.language),), 'muted')}</header>"
    )


def _contents(made: tuple[Section, ...], language: str) -> str:
    links = "".join(f'<li><a href="#{one.name}">{text_of(one.heading)}</a></li>' for one in made)
    label = escape(say("reports.page_contents", language))
    return f'<nav aria-label="{label}"><ul>{links}</ul></nav>'


def _section(one: Section) -> str:
    return f'<section id="{one.name}"><h2>{text_of(one.heading)}</h2>{one.html}</section>'


def _footer(report: Report) -> str:
    return f"<footer>{paragraphs((provenance_line(report),))}</footer>"


@cache
def _fonts() -> str:
    """The fonts as part of the page."""
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: 100 900; '
        f"src: url(data:font/woff2;base64,{_font(name)}) format('woff2'); }}\n"
        for family, name in _FONTS.items()
    )


def _font(name: str) -> str:
    return b64encode((DATA.parent / "static" / "fonts" / f"{name}.woff2").read_bytes()).decode()


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
