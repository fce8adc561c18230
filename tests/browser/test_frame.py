"""The frame of all pages: menu, languages, the browser's back button, and a console without errors."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.running import Server
from tests.browser.visits import new_page, open_page, rerun, settle, turn_to
from words import LANGUAGES, is_right_to_left, say

MOST_HIGH = {1440: 56, 390: 96}
"""How high the bar with the menu, the edition and the language may be, by the width of the window."""


def heading(page: Page, name: str, language: str = "en") -> None:
    """Waits until a page is there."""
    expect(page.locator("h1").first).to_have_text(say(f"screens.page_{name}", language))
    settle(page)


def test_back_goes_a_page_back_whatever_was_chosen_and_keeps_the_language(
    browser: Browser, shared_server: Server
) -> None:
    page = new_page(browser)
    open_page(page, shared_server, "method")
    turn_to(page, "groups")
    with rerun(page):
        page.get_by_role("radio", name=say("screens.units_original", "en")).click()
    expect(page).to_have_url(re.compile("units=original"))
    turn_to(page, "protection")
    page.get_by_role("link", name=say("language.name", "ar"), exact=True).click()
    heading(page, "protection", "ar")
    page.go_back()
    heading(page, "groups", "ar")
    expect(page).to_have_url(re.compile("lang=ar.*units=original"))
    page.go_back()
    heading(page, "method", "ar")
    page.go_forward()
    heading(page, "groups", "ar")
    page.close()


@pytest.mark.parametrize("width", MOST_HIGH)
def test_the_menu_is_named_opens_by_keyboard_and_closes_by_itself(
    browser: Browser, shared_server: Server, width: int
) -> None:
    page = new_page(browser, width)
    open_page(page, shared_server, "groups", "ar")
    assert page.locator(".st-key-bar").evaluate("e => e.getBoundingClientRect().height") <= MOST_HIGH[width]
    expect(page.locator("#page-groups")).to_have_attribute("aria-current", "page")
    menu = page.get_by_role("button", name=say("screens.menu", "ar"), exact=True)
    if width == 390:
        box = menu.bounding_box()
        assert box is not None
        assert box["x"] > width / 2
        menu.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(page.locator("#page-method")).to_be_hidden()
        menu.press("Enter")
    page.locator("#page-method").press("Enter")
    heading(page, "method", "ar")
    assert page.locator("#page-method").is_visible() == (width == 1440)
    page.close()


@pytest.mark.parametrize(("locale", "language"), [("ar-IQ", "ar"), ("ckb-IQ", "ku"), ("de-DE", "en")])
def test_a_first_visit_is_in_the_browsers_language_and_its_console_is_empty(
    browser: Browser, shared_server: Server, locale: str, language: str
) -> None:
    context = browser.new_context(locale=locale)
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(f"{shared_server.url}/groups", wait_until="commit")
    root = page.locator("html")
    expect(root).to_have_attribute("dir", "rtl" if is_right_to_left(language) else "ltr")
    expect(root).to_have_attribute("lang", language)
    heading(page, "groups", language)
    other = next(one for one in LANGUAGES if one != language)
    page.get_by_role("link", name=say("language.name", other), exact=True).click()
    heading(page, "groups", other)
    expect(root).to_have_attribute("lang", other)
    page.goto(shared_server.url)
    settle(page)
    expect(root).to_have_attribute("lang", language)
    assert said == []
    context.close()
