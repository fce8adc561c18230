"""Barriers to access, by axe-core, on every page, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.running import Server
from tests.browser.visits import PAGES, STREAMLITS_OWN, Scheme, new_page, open_page, turn_to


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_of_our_own(browser: Browser, shared_server: Server, scheme: Scheme) -> None:
    page = new_page(browser, scheme=scheme)
    found: dict[str, list[str]] = {}
    open_page(page, shared_server, PAGES[0])
    for name in PAGES:
        if name != PAGES[0]:
            turn_to(page, name)
        for violation in Axe().run(page).response["violations"]:
            if violation["id"] not in STREAMLITS_OWN:
                found.setdefault(violation["id"], []).append(f"{name}: {violation['nodes'][0]['html'][:160]}")
    page.close()
    assert found == {}
