"""How many clicks the officer's path takes on the sample, and that after each something changes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.running import Server
from tests.browser.visits import UPLOADER, await_draft, new_page, open_page, settle
from tests.sample import AFTER, BEFORE

MOST_CLICKS = 7
SLOWEST = 5.0
"""Seconds in which something must change even on a busy machine; a person sees it in a tenth of one."""
TITLE = "A morning in Basra"
_WATCH = """() => {
    const shown = () => document.body.innerText + location.pathname
        + document.querySelectorAll("button:disabled, [data-testid='stSpinner'], [data-testid='stProgress']").length
    const was = shown(), began = performance.now()
    window.changedAfter = null
    const timer = setInterval(() => {
        if (shown() === was) return
        clearInterval(timer)
        window.changedAfter = (performance.now() - began) / 1000
    }, 10)
}"""
"""Notes how long it takes until the page says anything else than now."""


@dataclass
class Clicks:
    """Clicks on a page: a file chosen, a button pressed and a name typed are one each; seconds until each is seen."""

    page: Page
    seconds: dict[str, float] = field(default_factory=dict)

    def do(self, name: str, click: Callable[[], object]) -> None:
        """One click; waits until it is seen."""
        self.page.evaluate(_WATCH)
        click()
        self.page.wait_for_function("() => window.changedAfter !== null", polling=20)
        self.seconds[name] = self.page.evaluate("window.changedAfter")
        settle(self.page)

    def press(self, name: str, selector: str) -> None:
        """Presses what is there under a selector."""
        self.do(name, self.page.locator(selector).first.click)

    def give(self, place: int, path: Path) -> None:
        """Gives a file to an uploader."""
        self.do(path.name, lambda: self.page.locator(UPLOADER).nth(place).set_input_files(str(path)))


@pytest.fixture
def clicks(browser: Browser, publishing_server: Server) -> Iterator[Clicks]:
    """At home; of one's own, nothing is published yet."""
    page = new_page(browser)
    open_page(page, publishing_server, "overview")
    yield Clicks(page)
    page.close()


@pytest.mark.parametrize("way", ["the sample", "the sample's files"])
def test_from_nothing_to_a_report_takes_seven_clicks_and_each_is_seen_at_once(clicks: Clicks, way: str) -> None:
    page = clicks.page
    clicks.press("surveys", "#page-surveys")
    if way == "the sample":
        clicks.press("sample", ".st-key-give_sample button")
    else:
        clicks.give(0, BEFORE)
        clicks.give(1, AFTER)
    await_draft(page)
    page.locator(".st-key-event_title input").fill(TITLE)  # the click on “Publish” ends the typing
    clicks.seconds["name"] = 0.0
    clicks.press("publish", ".st-key-publish button")
    expect(page.locator("h1").first).to_have_text(TITLE)
    until_published = len(clicks.seconds)
    clicks.press("export", "#page-export")
    with page.expect_download() as download:
        clicks.press("report", ".st-key-make_report button")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    print(
        f"{way}: {until_published} clicks until it is published, {len(clicks.seconds)} to the report: {clicks.seconds}"
    )
    assert len(clicks.seconds) <= MOST_CLICKS
    assert max(clicks.seconds.values()) < SLOWEST, clicks.seconds
