"""Addresses: without a page, with one, and with names of nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.running import Server
from tests.browser.visits import new_page, settle
from words import say


@pytest.mark.parametrize("address", ["", "overview"])
def test_the_overview_is_the_first_page_and_a_page_of_its_own(
    browser: Browser, shared_server: Server, address: str
) -> None:
    page = new_page(browser)
    page.goto(f"{shared_server.url}/{address}?lang=ar&edition=sample")
    settle(page)
    expect(page).to_have_url(re.compile(r"/overview\?"))
    expect(page).to_have_url(re.compile("lang=ar"))
    expect(page.locator("h1").first).to_have_text(say("screens.sample_title", "ar"))
    page.close()


def test_a_page_that_is_not_there_is_said_to_be_none(browser: Browser, shared_server: Server) -> None:
    page = new_page(browser)
    page.goto(f"{shared_server.url}/nothing?lang=en")
    settle(page)
    expect(page.locator("h1").first).to_have_text(say("screens.no_page", "en"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_test_id("stPageLink").get_by_role("link", name=say("screens.page_overview", "en")).click()
    expect(page.locator("h1").first).to_have_text(say("screens.sample_title", "en"))
    page.close()


def test_an_edition_that_is_not_there_is_no_other(browser: Browser, shared_server: Server) -> None:
    page = new_page(browser)
    page.goto(f"{shared_server.url}/groups?lang=en&edition=unknown")
    settle(page)
    expect(page.locator("h1").first).to_have_text(say("screens.no_edition", "en"))
    expect(page).to_have_url(re.compile("edition=unknown"))
    page.close()
