"""The page that is sent: opened from a file as a phone, a desk and a reader of mail without scripts open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from reports.web.page import page as written
from tests.reports.report_cases import report_of
from words import LANGUAGES, say

PHONE, DESK = 390, 1440
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    folder, found = tmp_path_factory.mktemp("sent"), {}
    for case in ("sample", "hostile names", "many groups", "all hidden"):
        for language in LANGUAGES if case == "sample" else LANGUAGES[:2]:
            path = found[case, language] = folder / f"{case} {language}.html"
            path.write_bytes(written(report_of(case, language)))
    return found


@contextmanager
def opened(browser: Browser, path: Path, width: int, *, scripts: bool = True) -> Iterator[tuple[Page, list[str]]]:
    """A page with what it asked of anybody and what went wrong in it."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page, said = context.new_page(), []
    page.on("request", lambda request: said.append(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    yield page, [one for one in said if one != path.as_uri() and not one.startswith("data:")]
    context.close()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize(
    ("case", "language"),
    [("sample", "en"), ("sample", "ar"), ("sample", "ku"), ("hostile names", "en"), ("many groups", "ar")],
)
def test_it_opens_in_any_width_and_asks_nobody(
    browser: Browser, sent: dict[tuple[str, str], Path], case: str, language: str, width: int
) -> None:
    with opened(browser, sent[case, language], width) as (page, said):
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert said == []


@pytest.mark.parametrize(("language", "width"), [("en", DESK), ("ar", PHONE)])
def test_it_bars_nobodys_way(browser: Browser, sent: dict[tuple[str, str], Path], language: str, width: int) -> None:
    with opened(browser, sent["sample", language], width) as (page, _):
        page.evaluate(OPEN_ALL)
        found = Axe().run(page).response["violations"]
        assert {one["id"]: one["nodes"][0]["html"][:160] for one in found} == {}


def test_it_can_be_read_without_scripts(browser: Browser, sent: dict[tuple[str, str], Path]) -> None:
    with opened(browser, sent["sample", "en"], PHONE, scripts=False) as (page, _):
        expect(page.locator("figure .plot svg").first).to_be_visible()
        table = page.locator("details", has=page.locator("table")).first
        table.locator("summary").first.click()
        expect(table.locator("table").first).to_be_visible()
        expect(page.locator(".tools").first).to_be_hidden()


def test_a_row_of_a_figure_says_its_sentence_on_touch_and_by_key(
    browser: Browser, sent: dict[tuple[str, str], Path]
) -> None:
    with opened(browser, sent["sample", "en"], DESK) as (page, _):
        figure = page.locator("figure").first
        row, tip = figure.locator(".place:visible").first, figure.locator(".tip")
        sentence = str(row.get_attribute("aria-label"))
        row.hover()
        expect(tip).to_have_text(sentence)
        page.mouse.move(0, 0)
        expect(tip).to_be_hidden()
        row.focus()
        expect(tip).to_have_text(sentence)
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()


def test_groups_are_found_and_opened_and_questions_sorted_and_put_back(
    browser: Browser, sent: dict[tuple[str, str], Path]
) -> None:
    with opened(browser, sent["sample", "en"], DESK) as (page, _):
        groups = page.locator("#one-group > details")
        total = groups.count()
        page.locator(".tools input").fill("women")
        assert groups.locator("visible=true").count() < total
        page.locator(".tools input").fill("")
        page.locator(".tools button").click()
        assert page.locator("#one-group > details[open]").count() == total
        table = page.locator("table.sortable")
        page.locator("details", has=table).last.evaluate("element => { element.open = true }")
        asked = table.locator("tbody tr").all_inner_texts()
        head = table.locator("th button", has_text=say("reports.content_head_change", "en"))
        head.click()
        values = table.locator("tbody td.number[data-value]").evaluate_all(
            f"cells => cells.filter(cell => cell.cellIndex === {head.locator('..').evaluate('cell => cell.cellIndex')})"
            ".map(cell => Number(cell.dataset.value))"
        )
        assert values == sorted(values, reverse=True)
        head.click()
        head.click()
        assert table.locator("tbody tr").all_inner_texts() == asked


def test_it_prints_on_paper_with_all_that_is_folded_away(browser: Browser, sent: dict[tuple[str, str], Path]) -> None:
    with opened(browser, sent["sample", "en"], DESK) as (page, _):
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not(.words):not([open])").count() == 0
        assert page.locator("details.words[open]").count() == 0, "figures are there already"
        page.emulate_media(media="print")
        expect(page.locator("nav")).to_be_hidden()
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_each_choice_of_the_officer_stands_on_the_page(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "own.html"
    path.write_bytes(written(replace(report_of("sample"), asked="A hotline", planned="A meeting")))
    with opened(browser, path, PHONE) as (page, _):
        for word, own in (("asked", "A hotline"), ("planned", "A meeting")):
            expect(page.get_by_role("heading", name=say(f"reports.page_{word}", "en"))).to_be_visible()
            expect(page.get_by_text(own)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_printed_it_is_all_there_without_controls_and_on_no_more_than_32_pages(
    browser: Browser, sent: dict[tuple[str, str], Path], scripts: bool
) -> None:
    with opened(browser, sent["sample", "en"], DESK, scripts=scripts) as (page, _):
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    words = [" ".join(sheet.extract_text().split()) for sheet in printed.pages]
    assert len(words) <= 32
    assert min(map(len, words)) > 100
    whole = " ".join(words)
    for control in ("search", "open_all", "in_words"):
        assert say(f"reports.page_{control}", "en") not in whole
    for told in ("15. Overall, I trust the security institutions", "Ministry of Interior points to a rise"):
        assert told in whole
