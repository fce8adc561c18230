"""The language is switched in the middle of the path, back and forth, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.running import Server
from tests.browser.visits import await_draft, choose, new_page, open_page, rerun, settle, turn_to, unfold, upload
from tests.sample import AFTER, BEFORE
from words import LANGUAGES, say

BACK_AND_FORTH = ("ar", "ku", "en", "ku", "ar", "en")


def switch_to(page: Page, language: str) -> None:
    """Presses the switch."""
    with rerun(page):
        page.get_by_role("radio", name=say("language.name", language), exact=True).click()
    settle(page)


def chosen(page: Page, name: str, language: str) -> str:
    """What a list shows."""
    return page.locator(f".st-key-{name}_{language}").get_by_role("combobox").input_value()


def test_choices_title_and_draft_stay(browser: Browser, shared_server: Server) -> None:
    page = new_page(browser)
    open_page(page, shared_server, "surveys")
    upload(page, BEFORE, AFTER)
    await_draft(page)
    page.get_by_label(say("screens.event_title", "en")).fill("Round table")
    with rerun(page):
        page.keyboard.press("Tab")
    with rerun(page):
        page.locator(".st-key-set_audience_en").get_by_text(say("screens.audience_public", "en")).click()
    unfold(page, say("screens.settings", "en"))
    with rerun(page):
        choose(page, page.locator(".st-key-set_estimand_en"), say("screens.estimand_all", "en"))
    for language in BACK_AND_FORTH:
        switch_to(page, language)
        expect(page.get_by_text(say("screens.draft_ready", language))).to_be_visible()
        expect(page.get_by_label(say("screens.event_title", language), exact=True)).to_have_value("Round table")
        assert chosen(page, "set_named_public", language) == say("screens.named_sides", language)
        assert chosen(page, "set_estimand", language) == say("screens.estimand_all", language)
        assert "edition=draft" in page.url
        radio = page.get_by_role("radio", name=say("screens.audience_public", language))
        expect(radio).to_be_checked()
    turn_to(page, "groups")
    for language in LANGUAGES[1:]:
        switch_to(page, language)
        assert "edition=draft" in page.url
    turn_to(page, "surveys", LANGUAGES[-1])
    await_draft(page, LANGUAGES[-1])
    radio = page.get_by_role("radio", name=say("screens.audience_public", LANGUAGES[-1]))
    expect(radio).to_be_checked()
    page.close()
