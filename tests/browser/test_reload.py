"""A draft outlives a reload of its page, and the browser warns before it is closed."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.path import round_of
from tests.browser.running import Server
from tests.browser.visits import (
    UPLOADER,
    await_draft,
    choose,
    new_page,
    open_page,
    rerun,
    settle,
    turn_to,
    unfold,
    upload,
)
from tests.sample import AFTER, BEFORE
from words import say


def accepted(page: Page) -> list[str]:
    """The kinds of the questions that the browser asks from now on, each answered with yes."""
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    return asked


def test_choices_and_draft_outlive_a_reload_and_nothing_comes_back_after_the_wipe(
    browser: Browser, shared_server: Server
) -> None:
    page = new_page(browser)
    asked = accepted(page)
    open_page(page, shared_server, "surveys")
    upload(page, BEFORE, AFTER)
    await_draft(page)
    another_tab_takes_nothing_over(page, shared_server)
    page.get_by_label(say("screens.event_title", "en"), exact=True).fill("Round table")
    with rerun(page):
        page.keyboard.press("Tab")
    unfold(page, say("screens.settings", "en"))
    with rerun(page):
        choose(page, page.locator(".st-key-set_estimand_en"), say("screens.estimand_all", "en"))
    page.reload()
    await_draft(page)
    assert asked == ["beforeunload"]
    expect(page.get_by_label(say("screens.event_title", "en"), exact=True)).to_have_value("Round table")
    within = unfold(page, say("screens.settings", "en"))
    expect(within.locator(".st-key-set_estimand_en").get_by_role("combobox")).to_have_value(
        say("screens.estimand_all", "en")
    )
    turn_to(page, "groups")
    page.reload()
    settle(page)
    expect(page.locator("h1").first).to_have_text(say("screens.page_groups", "en"))
    assert "edition=draft" in page.url
    turn_to(page, "surveys")
    asked.clear()
    nothing_is_asked_after_the_wipe(page, asked)
    page.close()


def another_tab_takes_nothing_over(page: Page, server: Server) -> None:
    word = page.evaluate("sessionStorage.getItem('thiqa-visit')")
    other = page.context.new_page()
    other.add_init_script(f"sessionStorage.setItem('thiqa-visit', {word!r})")
    other.add_init_script("sessionStorage.setItem('thiqa-visit-left', String(Date.now()))")
    other.goto(f"{server.url}/surveys?lang=en")
    settle(other)
    expect(other.get_by_text(say("screens.draft_ready", "en"))).to_have_count(0)
    assert other.evaluate("sessionStorage.getItem('thiqa-visit')") != word
    other.close()


def nothing_is_asked_after_the_wipe(page: Page, asked: list[str]) -> None:
    """Nothing is asked where there is no draft, and the draft does not come back."""
    page.locator(".st-key-wipe button").click()
    page.locator(".st-key-wipe_yes button").click()
    page.get_by_text(say("traces.wiped", "en"), exact=True).wait_for()
    settle(page)
    page.reload()
    settle(page)
    assert asked == []
    expect(page.get_by_text(say("screens.draft_ready", "en"))).to_have_count(0)


def test_files_outlive_a_reload_before_they_are_read(browser: Browser, shared_server: Server, tmp_path: Path) -> None:
    page = new_page(browser)
    asked = accepted(page)
    open_page(page, shared_server, "surveys")
    for number in (0, 1):
        upload = round_of(number)
        (tmp_path / upload.name).write_bytes(upload.content)
        with rerun(page):
            page.locator(UPLOADER).nth(number).set_input_files(str(tmp_path / upload.name))
    page.reload()
    expect(page.locator(".st-key-take_away_upload_before")).to_be_visible()
    expect(page.locator(".st-key-take_away_upload_after")).to_be_visible()
    expect(page.locator(".st-key-set_up_from_files button")).to_be_visible()
    settle(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert asked == []
    page.close()
