"""The keyboard alone: the officer's path to a published edition and its report, every page, and a phone's menu."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.by_keyboard import TITLE, Officer, every_page, phone, publish_and_report
from tests.browser.keyboard import Keyboard
from tests.browser.running import Server
from tests.browser.visits import PAGES, new_page, open_page, rerun
from words import say

WITH_FAULTS = """
<div data-testid="stApp"><main data-testid="stMain"><style>#bare:focus { outline: none }</style>
<button>Good</button> <button></button> <button id="bare" style="border: 0">No mark</button>
<button style="position: fixed; left: -999px">Out of sight</button> <button tabindex="-1">Not reached</button>
<div style="position: absolute; top: 400px"><button>Low</button></div>
<div style="position: absolute; top: 200px"><button>High</button></div>
</main></div>"""
FAULTS = {
    "no name: stMain (button)",
    "no mark of the focus: No mark (button)",
    "not in view: Out of sight (button)",
    "can't be reached: button Not reached",
    "goes up: from Low (button) to High (button)",
}


def test_a_walk_finds_what_is_wrong_with_a_page(browser: Browser) -> None:
    page = new_page(browser)
    page.set_content(WITH_FAULTS)
    walk = Keyboard(page).walk()
    assert [stop.name for stop in walk.stops] == ["Good", "", "No mark", "Out of sight", "Low", "High"]
    assert set(walk.faults) == FAULTS
    page.close()


def test_the_path_and_every_page_can_be_gone_by_keyboard_alone(browser: Browser, server: Server) -> None:
    page = new_page(browser, 1280, 900)
    officer = Officer(page, "en")
    report: Path = publish_and_report(officer, server)
    assert report.read_bytes().startswith(b"%PDF-")
    every_page(officer, server, PAGES, choosing=("questions",))
    phone(officer, server)
    assert officer.faults == []
    assert set(officer.stops) == set(PAGES)
    assert any(TITLE in line.happened for line in officer.lines)
    page.close()


def test_what_had_the_focus_and_is_gone_leaves_it_in_its_place(browser: Browser, shared_server: Server) -> None:
    page = new_page(browser)
    keyboard = Keyboard(page)
    open_page(page, shared_server, "groups", "ku")
    keyboard.tab_to(lambda stop: stop.key == "open_women")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_be_focused()
    keyboard.tab_to(lambda stop: stop.key == "all_groups")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_be_focused()
    expect(page.locator("h1").first).to_have_text(say("screens.page_groups", "ku"))
    page.close()
