"""The officer's file back, marked: fetched with the mouse, it is the file with its cells marked."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, expect

from surveys import Upload
from tests.browser.running import Server
from tests.browser.visits import await_draft, new_page, open_page, upload
from tests.sample import AFTER, BEFORE
from words import say


def test_a_file_is_handed_back_marked(browser: Browser, server: Server, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BEFORE)
    book.worksheets[0]["H3"] = "Wholly"
    book.save(tmp_path / "before.xlsx")
    page = new_page(browser)
    open_page(page, server, "surveys")
    upload(page, tmp_path / "before.xlsx", AFTER)
    await_draft(page)
    expect(page.get_by_text(say("checks.marked_warning", "en"))).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_role("button", name=say("checks.marked_download", "en", file="before.xlsx")).click()
    assert fetched.value.suggested_filename == "before (marked).xlsx"
    marked = Upload(fetched.value.suggested_filename, fetched.value.path().read_bytes())
    cell = openpyxl.load_workbook(io.BytesIO(marked.content)).worksheets[0]["H3"]
    assert cell.value == "Wholly"
    assert cell.comment.text.startswith(say("checks.severity_warning", "en"))
