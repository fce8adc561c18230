"""Barriers to access, by axe-core, on every page, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import Server, settle

PAGES = ("", "groups", "questions", "mutual", "method", "protection", "export", "surveys")
STREAMLITS_OWN = {"presentation-role-conflict"}
"""Findings in Streamlit's own markup, which no page of ours can mend: the drop zone of its file uploader."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_of_our_own(browser: Browser, server: Server, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for name in PAGES:
        page.goto(f"{server.url}/{name}")
        settle(page)
        for violation in Axe().run(page).response["violations"]:
            if violation["id"] not in STREAMLITS_OWN:
                found.setdefault(violation["id"], []).append(f"{name}: {violation['nodes'][0]['html'][:160]}")
    context.close()
    assert found == {}
