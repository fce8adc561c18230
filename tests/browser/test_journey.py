"""What a person does with the dashboard, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.running import Server
from tests.browser.visits import (
    UPLOADER,
    await_draft,
    new_page,
    open_page,
    publish,
    settle,
    unfold,
    upload,
)
from tests.sample import AFTER, BEFORE, INSTRUMENT, shared_sample
from words import say


def test_a_survey_is_uploaded_published_and_found_after_a_restart(browser: Browser, server: Server) -> None:
    page = new_page(browser)
    open_page(page, server, "surveys")
    upload(page, BEFORE, AFTER)
    await_draft(page)
    publish(page, "Building Trust with Security Forces")
    server.restart()
    page.goto(server.url)
    settle(page)
    expect(page.locator("h1").first).to_have_text("Building Trust with Security Forces")
    page.close()


def test_a_bad_file_gives_a_message_and_the_page_stays_usable(
    browser: Browser, shared_server: Server, tmp_path: Path
) -> None:
    bad = tmp_path / "holiday.xlsx"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    page = new_page(browser)
    open_page(page, shared_server, "surveys")
    upload(page, bad, AFTER)
    error = page.locator(".issue.error").first
    error.wait_for()
    assert "holiday.xlsx" in error.inner_text()
    page.locator(UPLOADER).nth(0).set_input_files(str(BEFORE))
    await_draft(page)
    assert not [path for path in shared_server.home.rglob("*") if path.suffix != ".sqlite" and path.is_file()]
    page.close()


BEGINNINGS = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<svg", "pdf": b"%PDF-"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_figure_is_downloaded_in_each_form_whatever_the_screen(
    browser: Browser, shared_server: Server, language: str
) -> None:
    page = new_page(browser, 390, 844, "dark")
    for name, figure in (("groups", "groups"), ("mutual", "ratings_side")):
        open_page(page, shared_server, name, language)
        for form, beginning in BEGINNINGS.items():
            button = page.locator(f".st-key-{form}_{figure} button")
            if not button.count():
                page.locator(f".st-key-more_{figure} button").first.click()
            with page.expect_download() as download:
                button.click()
            assert download.value.suggested_filename.endswith(f"-{language}-participants-{shared_sample().code}.{form}")
            assert Path(download.value.path()).read_bytes().startswith(beginning)
    page.close()


def test_language_and_edition_stand_in_the_address(browser: Browser, shared_server: Server) -> None:
    page = new_page(browser)
    open_page(page, shared_server, "groups")
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("h1").first).to_have_text(say("screens.page_groups", "ar"))
    expect(page).to_have_url(re.compile("lang=ar"))
    page.reload()
    settle(page)
    expect(page.locator("h1").first).to_have_text(say("screens.page_groups", "ar"))
    page.close()


def test_the_shipped_questionnaire_and_the_sample_can_be_downloaded(
    browser: Browser, shared_server: Server, tmp_path: Path
) -> None:
    page = new_page(browser)
    open_page(page, shared_server, "surveys")
    samples = unfold(page, say("screens.try_sample", "en"))
    with page.expect_download() as download:
        samples.get_by_role("button", name=INSTRUMENT.name).click()
    download.value.save_as(tmp_path / INSTRUMENT.name)
    assert (tmp_path / INSTRUMENT.name).read_bytes() == INSTRUMENT.read_bytes()
    page.close()
