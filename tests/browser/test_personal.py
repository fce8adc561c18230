"""Columns that name people and open answers, in a browser: nothing is sent before it is asked for, on any screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, WebSocket

from tests.browser.conftest import Server, settle
from tests.browser.test_access import STREAMLITS_OWN
from tests.browser.test_journey import open_page, upload
from tests.browser.test_traces import MAIL, NAME, PHONE, with_traces
from words import say

ANSWER = "Regular meetings, not only when something has gone wrong."
"""One of those in the sample."""


def received(page: Page) -> list[bytes]:
    """All that the server sends to a page from now on."""
    frames: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: frames.append(frame.encode() if isinstance(frame, str) else frame))

    page.on("websocket", listen)
    return frames


def unfold(page: Page, key: str, language: str) -> None:
    page.locator("[data-testid='stExpander'] summary", has_text=say(f"personal.{key}", language)).click()


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("ar", 390)])
def test_nothing_is_sent_before_it_is_asked_for(
    browser: Browser, server: Server, tmp_path: Path, language: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    frames = received(page)
    open_page(page, server, "surveys", language)
    upload(page, with_traces(tmp_path, "before.xlsx"), with_traces(tmp_path, "after.xlsx"), language)
    page.get_by_text(say("screens.draft_ready", language)).wait_for(timeout=60_000)
    unfold(page, "title", language)
    unfold(page, "open_title", language)
    settle(page)
    assert page.get_by_role("button", name=say("personal.not_personal", language)).count() == 6
    assert [secret for secret in (ANSWER, NAME, PHONE, MAIL) if secret.encode() in b"".join(frames)] == []
    page.get_by_text(say("personal.open_show", language)).click()
    page.get_by_text(ANSWER).first.wait_for(timeout=30_000)
    assert ANSWER.encode() in b"".join(frames)
    assert [secret for secret in (NAME, PHONE, MAIL) if secret.encode() in b"".join(frames)] == []
    assert ANSWER not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])")
    measure = "e => [e.scrollWidth - e.clientWidth, document.documentElement.scrollWidth - innerWidth]"
    assert page.locator("[data-testid='stMain']").evaluate(measure) == [0, 0]
    barriers = {one["id"] for one in Axe().run(page).response["violations"]} - STREAMLITS_OWN
    page.close()
    assert barriers == set()
