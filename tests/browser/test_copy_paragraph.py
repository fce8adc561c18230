"""The paragraph for a report is copied at one click, with the browser's clipboard and without it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from metrics import paragraph
from tests.browser.running import Server
from tests.browser.visits import new_page, open_page
from tests.sample import shared_sample
from words import say

_REFUSES = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }"
_NOTES = """() => {
    window.copied = ""
    document.addEventListener("copy", () => { window.copied = String(document.activeElement.value) })
    const clipboard = navigator.clipboard
    const write = clipboard.writeText.bind(clipboard)
    clipboard.writeText = async text => { await write(text); window.copied = text }
}"""


@pytest.mark.parametrize("is_refused", [False, True])
def test_one_click_copies_the_paragraph_and_the_button_says_so(
    browser: Browser, shared_server: Server, *, is_refused: bool
) -> None:
    page = new_page(browser)
    page.context.grant_permissions(["clipboard-write"])
    open_page(page, shared_server, "overview")
    page.evaluate(_NOTES)
    if is_refused:
        page.evaluate(_REFUSES)
    button = page.get_by_role("button", name=say("screens.copy", "en"), exact=True)
    button.click()
    expect(page.get_by_role("button", name=say("screens.copied", "en"), exact=True)).to_be_visible()
    invented = say("reports.provenance_synthetic_text", "en")
    assert page.evaluate("window.copied") == f"{invented} {paragraph(shared_sample(), 'en')}"
    page.close()
