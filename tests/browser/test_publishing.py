"""Publishing works at the first click, though the name was typed only just now."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.running import Server
from tests.browser.visits import await_draft, new_page, open_page
from words import say


def test_a_name_is_typed_and_published_with_one_click(browser: Browser, publishing_server: Server) -> None:
    page = new_page(browser)
    open_page(page, publishing_server, "surveys")
    page.locator(".st-key-give_sample button").click()
    await_draft(page)
    page.locator(".st-key-publish button").click()
    expect(page.get_by_text(say("screens.title_needed", "en")).first).to_be_visible()
    page.get_by_label(say("screens.event_title", "en"), exact=True).press_sequentially("Typed just now")
    page.locator(".st-key-publish button").click()
    expect(page.locator("h1").first).to_have_text("Typed just now")
    page.close()
