"""What a person does with the dashboard, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, settle
from tests.sample import AFTER, BEFORE, INSTRUMENT
from words import say

PAGES = ("overview", "groups", "questions", "mutual", "method", "protection", "export", "surveys")
OUTSIDE = re.compile(r"^(?!data:|blob:)")


def open_page(page: Page, server: Server, name: str, language: str) -> None:
    page.goto(f"{server.url}/{'' if name == 'overview' else name}?lang={language}")
    settle(page)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_the_sample_opens_and_nothing_is_asked_of_anybody_else(
    browser: Browser, server: Server, language: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        open_page(page, server, name, language)
        assert page.locator("[data-testid='stException']").count() == 0, name
        title = say("screens.sample_title" if name == "overview" else f"screens.page_{name}", language)
        expect(page.locator("h1").first).to_have_text(title)
    strangers = [url for url in asked if OUTSIDE.match(url) and not url.startswith(server.url)]
    assert strangers == []
    assert "the recorder is on" in server.calls.read_text()
    calls = [line for line in server.calls.read_text().splitlines() if not _is_local(line)]
    assert calls == []
    page.close()


def upload(page: Page, before: Path, after: Path, language: str = "en") -> None:
    """Drops the two spreadsheets, the second when the page has taken the first."""
    inputs = page.locator("[data-testid='stFileUploaderDropzoneInput']")
    inputs.nth(0).set_input_files(str(before))
    page.get_by_text(say("screens.after_missing", language)).wait_for(timeout=60_000)
    inputs.nth(1).set_input_files(str(after))


def _is_local(call: str) -> bool:
    return any(place in call for place in ("localhost", "127.0.0.1", "'::1'", "/", "None"))


def test_a_survey_is_uploaded_published_and_found_after_a_restart(browser: Browser, server: Server) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    open_page(page, server, "surveys", "en")
    upload(page, BEFORE, AFTER)
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    page.get_by_label(say("screens.event_title", "en")).fill("Building Trust with Security Forces")
    page.get_by_label(say("screens.event_title", "en")).press("Enter")
    publish = page.get_by_role("button", name=say("screens.publish", "en"), exact=True)
    expect(publish).to_be_enabled(timeout=30_000)
    publish.click()
    expect(page.locator("h1").first).to_have_text("Building Trust with Security Forces", timeout=30_000)
    server.restart()
    page.goto(server.url)
    settle(page)
    expect(page.locator("h1").first).to_have_text("Building Trust with Security Forces")
    page.close()


def test_a_threshold_outlives_a_look_at_another_page(browser: Browser, server: Server) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    open_page(page, server, "surveys", "en")
    upload(page, BEFORE, AFTER)
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    expander = page.locator("[data-testid='stExpander'] summary", has_text=say("screens.settings", "en"))
    thumb = page.locator("[data-testid='stSliderThumbValue']").first
    expander.click()
    expect(thumb).to_have_text("5")
    page.get_by_role("slider").first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(thumb).to_have_text("10")
    page.wait_for_timeout(2000)
    for name in ("groups", "surveys"):
        page.get_by_test_id("stTopNavLink").filter(has_text=say(f"screens.page_{name}", "en")).click()
        expect(page.locator("h1").first).to_have_text(say(f"screens.page_{name}", "en"), timeout=30_000)
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    expander.click()
    expect(thumb).to_have_text("10")
    page.close()


def test_a_bad_file_gives_a_message_and_the_page_stays_usable(browser: Browser, server: Server, tmp_path: Path) -> None:
    bad = tmp_path / "holiday.xlsx"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    page = browser.new_page()
    open_page(page, server, "surveys", "en")
    upload(page, bad, AFTER)
    page.locator(".issue.error").first.wait_for(timeout=60_000)
    assert "holiday.xlsx" in page.locator(".issue.error").first.inner_text()
    page.locator("[data-testid='stFileUploaderDropzoneInput']").nth(0).set_input_files(str(BEFORE))
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    assert not [path for path in server.home.rglob("*") if path.suffix != ".sqlite" and path.is_file()]
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ["groups", "mutual"])
def test_a_figure_is_downloaded_as_svg_with_its_title_whatever_the_screen(
    browser: Browser, server: Server, tmp_path: Path, name: str, language: str
) -> None:
    context = browser.new_context(color_scheme="dark", viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_page(page, server, name, language)
    page.locator(".js-plotly-plot").first.wait_for()
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name=say("screens.download_figure", language)).first.click()
    file = tmp_path / "figure.svg"
    download.value.save_as(file)
    svg = file.read_text(encoding="utf-8")
    assert download.value.suggested_filename.endswith(".svg")
    assert 'width="900"' in svg
    assert "rgb(255, 255, 255)" in svg
    title = page.locator("h2").first.inner_text()
    assert title.split(":")[0] in re.sub(r"<[^>]+>|[\u2066-\u2069]", "", svg)
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_scrolls_sideways(browser: Browser, server: Server, language: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name in PAGES:
        open_page(page, server, name, language)
        measure = "e => [e.scrollWidth - e.clientWidth, document.documentElement.scrollWidth - innerWidth]"
        assert page.locator("[data-testid='stMain']").evaluate(measure) == [0, 0], name
    page.close()


def test_language_and_edition_stand_in_the_address(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    open_page(page, server, "groups", "en")
    page.get_by_role("radio", name="العربية").or_(page.get_by_role("button", name="العربية")).first.click()
    expect(page.locator("h1").first).to_have_text(say("screens.page_groups", "ar"), timeout=30_000)
    assert "lang=ar" in page.url
    page.reload()
    settle(page)
    expect(page.locator("h1").first).to_have_text(say("screens.page_groups", "ar"))
    page.close()


def test_the_shipped_questionnaire_and_the_sample_can_be_downloaded(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    page = browser.new_page()
    open_page(page, server, "surveys", "en")
    page.get_by_text(say("screens.try_sample", "en")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=INSTRUMENT.name).click()
    download.value.save_as(tmp_path / INSTRUMENT.name)
    assert (tmp_path / INSTRUMENT.name).read_bytes() == INSTRUMENT.read_bytes()
    page.close()
