"""Every page of the sample, opened once in two looks: it opens, asks nobody else, fits any width, bars nobody's way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

import pytest
from playwright.sync_api import Browser

from tests.browser.running import Server
from tests.browser.visits import PAGES, Scheme, barriers, new_page, open_page, overflow, settle
from words import say

OUTSIDE = re.compile(r"^(?!data:|blob:)")
LOOKS: tuple[tuple[str, Scheme], ...] = (("en", "light"), ("ar", "dark"))
NARROW, WIDE = WIDTHS = (390, 1440)


@dataclass
class Walk:
    """What was seen of every page, opened by its address in one look."""

    titles: dict[str, str] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    sideways: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    barriers: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@cache
def walk(browser: Browser, server: Server, language: str, scheme: Scheme) -> Walk:
    """Opens every page once, looks at it in each width, and asks axe about it in the wider."""
    page, seen, widths = new_page(browser, NARROW, scheme=scheme), Walk(), WIDTHS
    page.on("request", lambda request: seen.asked.append(request.url))
    for name in PAGES:
        open_page(page, server, name, language)
        seen.titles[name] = page.locator("h1").first.inner_text()
        seen.failed += [name] if page.locator("[data-testid='stException']").count() else []
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)
            seen.sideways[name, width] = overflow(page)
            if width == WIDE:
                for found, where in barriers(page).items():
                    seen.barriers.setdefault(found, []).append(f"{name}: {where}")
        widths = widths[::-1]  # the next page opens in the width that this one ends in
    page.close()
    return seen


@pytest.fixture(params=LOOKS, ids="-".join)
def look(request: pytest.FixtureRequest) -> tuple[str, Scheme]:
    """A language and a scheme of colours."""
    chosen: tuple[str, Scheme] = request.param
    return chosen


@pytest.fixture
def seen(browser: Browser, shared_server: Server, look: tuple[str, Scheme]) -> Walk:
    """What was seen in a look."""
    return walk(browser, shared_server, *look)


def test_every_page_of_the_sample_opens(seen: Walk, look: tuple[str, Scheme]) -> None:
    language = look[0]
    assert seen.failed == []
    assert seen.titles == {
        name: say("screens.sample_title" if name == "overview" else f"screens.page_{name}", language) for name in PAGES
    }


def test_nothing_is_asked_of_anybody_else(seen: Walk, shared_server: Server) -> None:
    assert [url for url in seen.asked if OUTSIDE.match(url) and not url.startswith(shared_server.url)] == []
    calls = shared_server.calls.read_text()
    assert "the recorder is on" in calls
    assert [line for line in calls.splitlines() if not _is_local(line)] == []


def _is_local(call: str) -> bool:
    return any(address in call for address in ("localhost", "127.0.0.1", "'::1'", "/", "None"))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(seen: Walk, width: int) -> None:
    assert {name: seen.sideways[name, width] for name in PAGES if seen.sideways[name, width] != [0, 0]} == {}


def test_axe_finds_no_barrier_of_our_own(seen: Walk) -> None:
    assert seen.barriers == {}
