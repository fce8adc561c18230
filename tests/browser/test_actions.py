"""What is taken from a figure: a link that opens what its sender saw, to anybody, at any time; its data; its table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from store import Shelf
from tests.browser.running import PATIENCE, Server
from tests.browser.visits import new_page, open_page, settle
from tests.sample import shared_sample
from words import say

KEY = "group_dimensions"


def button(page: Page, kind: str) -> Locator:
    return page.locator(f".st-key-{kind}_{KEY} button")


def press(page: Page, kind: str, key: str = "Enter") -> None:
    """Presses a button of the row by the keyboard."""
    button(page, kind).focus()
    page.keyboard.press(key)


def heading(page: Page) -> Locator:
    """The heading of the figure: the first of a figure on the page of a group."""
    return page.locator("[data-testid='stMain'] h3").first


def test_a_link_opens_the_view_for_another_person_after_a_restart(
    browser: Browser, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIQA_HOME", str(server.home))
    edition = Shelf().publish(shared_sample(), "Edition").id
    page = new_page(browser)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, server, "groups", "ku", edition=edition, group="women", units="original")
    title = heading(page).inner_text()
    press(page, "link", "Space")
    expect(button(page, "link")).to_contain_text(say("screens.figure_link_copied", "ku"))
    link = str(page.evaluate("navigator.clipboard.readText()"))
    assert link.startswith(f"{server.url}/groups?")
    page.close()
    server.stop()
    server.start()
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    context.set_default_timeout(PATIENCE * 1000)
    other = context.new_page()
    other.goto(link)
    expect(heading(other)).to_be_focused()
    settle(other)
    assert heading(other).inner_text() == title
    expect(heading(other)).to_be_in_viewport()
    for choice in (f"edition={edition}", "lang=ku", "group=women", "units=original"):
        assert choice in other.url
    context.close()


def test_table_and_data_by_the_keyboard(browser: Browser, shared_server: Server) -> None:
    page = new_page(browser)
    open_page(page, shared_server, "groups", group="women")
    press(page, "table")
    table = page.get_by_role("table", name=heading(page).inner_text())
    expect(table.get_by_role("rowheader")).to_have_count(7)
    expect(table.get_by_role("columnheader").first).to_have_text(say("reports.content_head_what", "en"))
    expect(button(page, "table")).to_be_focused()
    press(page, "more")
    button(page, "csv").wait_for()
    found = {}
    for form in ("csv", "xlsx"):
        with page.expect_download() as download:
            press(page, form)
        assert download.value.suggested_filename.endswith(f"-{shared_sample().code}.{form}")
        found[form] = Path(download.value.path()).read_bytes()
    head, *rows = csv.reader(io.StringIO(found["csv"].decode("utf-8-sig"), newline=""))
    assert head[0] == "measure"
    sheet = openpyxl.load_workbook(io.BytesIO(found["xlsx"])).worksheets[0]
    assert {row[0] for row in rows} <= {str(cell.value) for cell in sheet["A"]}
    assert table.get_by_role("rowheader").all_inner_texts() == [row[0] for row in rows]
    page.keyboard.press("Escape")
    expect(button(page, "csv")).to_be_hidden()
    press(page, "table")
    expect(table).to_have_count(0)
    page.close()
