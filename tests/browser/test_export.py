"""From a figure to the report: added on a page, described and ordered on the export page, made, and opened."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.running import Server
from tests.browser.visits import barriers, choose_formats, new_page, open_page, overflow, rerun, settle, turn_to
from tests.sample import shared_sample
from words import say

ENTRIES = "[class*='st-key-entry_']"
CAPTION = "Typed, and not left before the press"


def add(page: Page, *names: str, language: str = "en") -> None:
    """Puts figures of the page into the report."""
    for name in names:
        button = page.locator(f".st-key-add_{name} button")
        button.click()
        expect(button).to_contain_text(f"check{say('screens.export_added', language)}")


def unfold_first(page: Page) -> Locator:
    """Opens the first entry; its caption."""
    if not page.locator(f"{ENTRIES} details").first.evaluate("e => e.open"):
        with rerun(page):
            page.locator(f"{ENTRIES} summary").first.click()
    return page.locator(ENTRIES).first.locator("input")


def test_two_figures_are_added_ordered_described_and_handed_over(browser: Browser, shared_server: Server) -> None:
    page = new_page(browser)
    open_page(page, shared_server, "groups")
    add(page, "groups", "cells")
    turn_to(page, "export")
    expect(page.locator(ENTRIES)).to_have_count(2)
    expect(page.locator(f"{ENTRIES} img")).to_have_count(0)
    with rerun(page):
        page.locator("[class*='st-key-down_'] button").first.click()
    caption = unfold_first(page)
    expect(page.locator(f"{ENTRIES} img")).to_have_count(1)
    caption.fill("What changed for whom")
    with rerun(page):
        caption.press("Enter")
    page.reload()
    settle(page)
    expect(page.locator(ENTRIES)).to_have_count(2)
    choose_formats(page)
    caption = unfold_first(page)
    expect(caption).to_have_value("What changed for whom")
    caption.fill(CAPTION)
    with page.expect_download() as download:
        page.locator(".st-key-make_report button").click()
    expect(page.locator(".st-key-download_report button")).to_be_visible()
    assert download.value.suggested_filename.endswith(f"-en-participants-{shared_sample().code}.zip")
    with zipfile.ZipFile(download.value.path()) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    results = next(name for name in files if name.endswith(".json"))
    assert json.loads(files[results])["changes"]
    sent = next(content for name, content in files.items() if name.endswith(".html"))
    assert CAPTION in sent.decode()
    book = next(name for name in files if "-results-" in name and name.endswith(".xlsx"))
    assert openpyxl.load_workbook(io.BytesIO(files[book])).sheetnames
    with page.expect_download() as again:
        page.locator(".st-key-download_report button").click()
    assert Path(again.value.path()).read_bytes() == Path(download.value.path()).read_bytes()
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_filled_basket_fits_on_a_phone_and_has_no_barriers(
    browser: Browser, shared_server: Server, language: str
) -> None:
    page = new_page(browser, 390, 844, "dark")
    open_page(page, shared_server, "groups", language)
    add(page, "groups", "cells", language=language)
    assert overflow(page) == [0, 0]
    open_page(page, shared_server, "export", language)
    expect(page.locator(ENTRIES)).to_have_count(2)
    choose_formats(page, "docx")
    unfold_first(page)
    for name in ("open_figures", "open_templates", "open_texts"):
        page.locator(f".st-key-{name} summary").click()
    settle(page)
    assert overflow(page) == [0, 0]
    assert barriers(page) == {}
    page.close()
