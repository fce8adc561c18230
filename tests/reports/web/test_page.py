"""The page to send: whole without scripts, asks for nothing, holds words as they stand, and is small."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from charts import Look, all_figures, draw
from charts.primitives.on_screen import PRINTED
from charts.primitives.svg import svg
from reports.report import Part
from reports.web.page import page
from tests.reports.report_cases import CASES, HOSTILE, report_of, result_of
from words import LANGUAGES, is_right_to_left

MOST_BYTES = 6 * 1024**2
ALONE = {"meta", "br", "input", "rect", "line", "path", "circle", "link", "img"}
FETCHING = {"src", "href", "xlink:href", "action", "data", "poster", "background", "srcset", "formaction"}


class Reading(HTMLParser):
    """Reads a page and keeps what is wrong with its form, and what it holds."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(document)
        self.wrong += [f"{tag} is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.tags.append((tag, given))
        if tag not in ALONE:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(str(given["id"]))
        for name, value in given.items():
            if name in FETCHING and value and not value.startswith("#"):
                self.fetched.append(f"{tag} {name}={value[:60]}")
            if name in ("href", "aria-describedby"):
                self.targets.append(str(value).lstrip("#"))
            if name.startswith("on"):
                self.wrong.append(f"{tag} has {name}")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in ALONE:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{tag} is closed out of place")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)


def read(case: str, language: str = "en") -> Reading:
    return Reading(page(report_of(case, language)).decode())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_a_page_of_every_kind_is_well_formed_small_and_asks_for_nothing(case: str, language: str) -> None:
    written = page(report_of(case, language))
    assert len(written) < MOST_BYTES
    seen = Reading(written.decode())
    assert seen.wrong == []
    assert seen.fetched == []
    assert len(seen.ids) == len(set(seen.ids))
    assert set(seen.targets) <= set(seen.ids)
    rules = next(given for tag, given in seen.tags if given.get("http-equiv") == "Content-Security-Policy")
    assert str(rules["content"]).startswith("default-src 'none'")
    style = re.sub(r"url\(data:font/woff2;base64,[\w+/=]+\)", "", written.decode())
    assert "url(" not in re.sub(r"url\(#[\w-]+\)", "", style)
    assert "@import" not in style


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_reads_in_its_own_direction_and_says_its_language(language: str) -> None:
    tag, given = read("sample", language).tags[0]
    assert (tag, given["lang"]) == ("html", language)
    assert given["dir"] == ("rtl" if is_right_to_left(language) else "ltr")


def test_tables_can_be_read_without_scripts() -> None:
    seen = read("sample")
    tables = [tag for tag, _ in seen.tags if tag == "table"]
    scopes = [given.get("scope") for tag, given in seen.tags if tag == "th"]
    assert len(tables) > 10
    assert None not in scopes
    assert {"col", "row"} <= set(scopes)


def test_hostile_names_are_words_and_nothing_else() -> None:
    seen = read("hostile names")
    whole = "".join(seen.words)
    assert "<script>alert(1)</script>" in whole
    assert sum(tag == "script" for tag, _ in seen.tags) == 1
    assert HOSTILE[:60] in whole


def test_every_heading_is_one_below_the_last_at_most() -> None:
    levels = [int(tag[1]) for tag, _ in read("sample").tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_figure_is_described_in_words_and_its_rows_can_be_reached_by_key() -> None:
    seen = read("sample")
    figures = [given for tag, given in seen.tags if tag == "figure"]
    places = [given for tag, given in seen.tags if given.get("class") == "place"]
    assert all(given["aria-label"] and given["aria-describedby"] in seen.ids for given in figures)
    assert len(places) > len(figures)
    assert all(given["tabindex"] == "0" and given["aria-label"] for given in places)


def test_the_officers_choice_stands_in_the_officers_order_with_caption_and_note() -> None:
    report = report_of("sample")
    parts = (
        Part("table", "groups", caption="My table"),
        Part("figure", "sides", caption="My figure", note="My note <b>"),
        Part("paragraph", "caveats"),
    )
    written = page(type(report)(report.result, "en", event=report.event, parts=parts)).decode()
    headings = re.findall(r"<h2>(.*?)</h2>", written)
    assert headings[:2] == ["My table", "My figure"]
    assert len(headings) == 3
    assert "My note &lt;b&gt;" in written


def test_the_same_report_gives_the_same_bytes() -> None:
    assert page(report_of("sample", "ar")) == page(report_of("sample", "ar"))


@pytest.mark.parametrize("name", ["mutual", "method", "protection"])
def test_a_section_says_nothing_twice(name: str) -> None:
    written = page(report_of("sample")).decode()
    section = written.split(f'<section id="{name}">')[1].split("</section>")[0]
    said = re.findall(r"<p(?! id)[^>]*>(.*?)</p>", section)
    assert len(said) > 2
    assert len(said) == len(set(said))


def test_where_nobody_rates_anybody_there_is_no_section_of_it() -> None:
    assert '<section id="mutual">' not in page(report_of("many groups")).decode()
    assert '<section id="mutual">' in page(report_of("sample")).decode()


def test_a_figure_that_is_taller_than_a_page_is_printed_in_parts_that_each_fit_one() -> None:
    written = page(report_of("sample")).decode()
    figures = re.findall(r"<figure[^>]*>(.*?)</figure>", written)
    tall = [figure for figure in figures if 'class="printed"' in figure]
    assert len(tall) == 2
    for figure in tall:
        on_screen, printed = figure.split('class="printed"')
        assert max(_heights(on_screen)) > PRINTED
        assert len(_heights(printed)) > 1
        assert max(_heights(printed)) <= PRINTED
    others = [
        height
        for figure in figures
        if figure not in tall
        for height in _heights(figure.split('<div class="wide">')[-1])
    ]
    assert others
    assert max(others) <= PRINTED


def _heights(html: str) -> list[float]:
    """Of the drawings in some HTML."""
    return [float(one) for one in re.findall(r'<svg xmlns[^>]* height="([\d.]+)"', html)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", all_figures())
def test_a_drawing_says_in_svg_what_it_says(name: str, language: str) -> None:
    """Every word of it is there, in its order, and nothing lies outside of the paper."""
    result = result_of("sample")
    for view in all_figures()[name].views(result)[:1]:
        drawing = draw(name, result, replace(view, look=Look(language))).drawing
        written = svg(drawing, "one")
        said = [unescape(re.sub("<[^>]*>", "", text)) for text in re.findall(r"<text[^>]*>(.*?)</text>", written)]
        meant = [
            "".join(run.words for run in line)
            for part in drawing.parts
            if hasattr(part, "lines")
            for line in part.lines
        ]
        ticks = [words for _, words in drawing.axis.ticks]
        assert said == ticks + meant
        assert all(-1 <= float(y) <= drawing.height + 1 for y in re.findall(r'<text[^>]* y="([-\d.]+)"', written))
