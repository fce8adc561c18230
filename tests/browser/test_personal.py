"""Columns that name people and open answers, in a browser: nothing is sent before it is asked for, on any screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.planted import MAIL, NAME, PHONE, with_traces
from tests.browser.running import Server
from tests.browser.visits import (
    STREAMLITS_OWN,
    await_draft,
    new_page,
    open_page,
    overflow,
    received,
    unfold,
    upload,
)
from words import say

ANSWER = "Regular meetings, not only when something has gone wrong."
"""One of those in the sample."""


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("ar", 390)])
def test_nothing_is_sent_before_it_is_asked_for(
    browser: Browser, shared_server: Server, tmp_path: Path, language: str, width: int
) -> None:
    page = new_page(browser, width)
    frames = received(page)
    open_page(page, shared_server, "surveys", language)
    upload(page, with_traces(tmp_path, "before.xlsx"), with_traces(tmp_path, "after.xlsx"), language)
    await_draft(page, language)
    unfold(page, say("personal.title", language))
    unfold(page, say("personal.open_title", language))
    assert page.get_by_role("button", name=say("personal.not_personal", language)).count() == 6
    assert [secret for secret in (ANSWER, NAME, PHONE, MAIL) if secret.encode() in b"".join(frames)] == []
    page.get_by_text(say("personal.open_show", language)).click()
    page.get_by_text(ANSWER).first.wait_for()
    assert ANSWER.encode() in b"".join(frames)
    assert [secret for secret in (NAME, PHONE, MAIL) if secret.encode() in b"".join(frames)] == []
    assert ANSWER not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])")
    assert overflow(page) == [0, 0]
    barriers = {one["id"] for one in Axe().run(page).response["violations"]} - STREAMLITS_OWN
    page.close()
    assert barriers == set()
