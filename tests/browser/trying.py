"""A choice in each kind of control by the keyboard: which keys make it, what must follow, where the focus is then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard, Stop
from tests.browser.visits import rerun, settle

Choice = Callable[[Page, Keyboard, Stop], tuple[str, Stop | None]]
"""Makes a choice where the focus is; what happened, and what has the focus then."""


def same_control(stop: Stop, after: Stop) -> bool:
    """Whether the focus is on the same control as before."""
    return (stop.key, stop.tag) == (after.key, after.tag)


@dataclass(frozen=True)
class Kind:
    """A kind of control: which stops are one, the keys, the choice, and whether the focus stays."""

    name: str
    keys: str
    is_one: Callable[[Stop], bool]
    choose: Choice
    stays: Callable[[Stop, Stop], bool] = same_control


def _begins(*beginnings: str) -> Callable[[Stop], bool]:
    return lambda stop: stop.tag == "button" and stop.key.startswith(beginnings) and stop.part != "stTooltipHoverTarget"


def _with_run(keyboard: Keyboard, page: Page, keys: str) -> Stop | None:
    with rerun(page):
        page.keyboard.press(keys)
    return keyboard.held()


def _switch(page: Page, keyboard: Keyboard, stop: Stop) -> tuple[str, Stop | None]:
    keyboard.press("ArrowRight", "Space")
    chosen = page.locator(":focus[aria-checked='true']")
    expect(chosen).not_to_have_text(stop.words)
    settle(page)
    expect(chosen).not_to_have_text(stop.words)
    other = keyboard.held()
    keyboard.press("ArrowLeft", "Space")  # back, since other controls hang on it
    expect(chosen).to_have_text(stop.words)
    settle(page)
    expect(chosen).to_have_text(stop.words)
    return f"“{other.words if other else ''}” is chosen, and back", keyboard.held()


def _list(page: Page, keyboard: Keyboard, _: Stop) -> tuple[str, Stop | None]:
    options = page.locator("[role='listbox'] [role='option']")
    before = page.locator(":focus").input_value()
    keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    keyboard.press("Escape")
    expect(options).to_have_count(0)
    assert page.locator(":focus").input_value() == before, "Escape has chosen something"
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    after = _with_run(keyboard, page, "Enter")
    return "the list opens, Escape closes it; another is chosen", after


def _files(page: Page, keyboard: Keyboard, stop: Stop) -> tuple[str, Stop | None]:
    page.keyboard.press("Enter")
    entries = page.locator(f".st-key-{stop.key.replace('more_', 'files_', 1)} button")
    expect(entries.first).to_be_focused()
    number = entries.count()
    for keys, place in (("ArrowDown", 1), ("End", number - 1), ("Home", 0), ("Tab", 1)):
        page.keyboard.press(keys)
        expect(entries.nth(place)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    settle(page)
    return f"the menu opens at its first of {number} entries, arrows move, Escape leads back", keyboard.held()


def _popover(page: Page, keyboard: Keyboard, _: Stop) -> tuple[str, Stop | None]:
    page.keyboard.press("Enter")
    body = page.get_by_test_id("stPopoverBody")
    expect(body).to_have_count(1)
    page.wait_for_function(
        "() => document.querySelector(\"[data-testid='stPopoverBody']\").contains(document.activeElement)"
    )
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    return "it opens and is read; Escape leads back", keyboard.held()


def _table(page: Page, keyboard: Keyboard, _: Stop) -> tuple[str, Stop | None]:
    tables = page.locator(".facts-place")
    before = tables.count()
    _with_run(keyboard, page, "Enter")
    expect(tables).to_have_count(before + 1)
    after = _with_run(keyboard, page, "Enter")
    expect(tables).to_have_count(before)
    return "the table opens in place, and closes", after


def _words_change(page: Page, keyboard: Keyboard, stop: Stop) -> tuple[str, Stop | None]:
    after = _with_run(keyboard, page, "Enter")
    assert after is not None, "the focus is lost"
    assert after.name != stop.name, f"its words stay: {stop.name}"
    said = after.name.split(" : ")[0]
    return f"it says “{said}”, and is taken out again", _with_run(keyboard, page, "Enter")


def _copy(page: Page, keyboard: Keyboard, stop: Stop) -> tuple[str, Stop | None]:
    page.keyboard.press("Enter")
    for _ in range(50):
        after = keyboard.held()
        if after is not None and after.name != stop.name:
            break
        page.wait_for_timeout(20)
    assert after is not None, "the focus is lost"
    assert after.name != stop.name, f"its words stay: {stop.name}"
    return f"it says “{after.name.split(':')[0].strip()}”", after


def _unfold(page: Page, keyboard: Keyboard, _: Stop) -> tuple[str, Stop | None]:
    place = page.locator("details:has(summary:focus)")
    for keys, is_open in (("Enter", True), ("Space", False)):
        page.keyboard.press(keys)
        expect(place).to_have_js_property("open", is_open)
    settle(page)
    return "it unfolds, and folds again by Space", keyboard.held()


def _tick(page: Page, keyboard: Keyboard, stop: Stop) -> tuple[str, Stop | None]:
    after = _with_run(keyboard, page, "Space")
    assert after is not None, "the focus is lost"
    assert after.state != stop.state, "it is as it was"
    return "it changes, and changes back", _with_run(keyboard, page, "Space")


def _figure(page: Page, keyboard: Keyboard, stop: Stop) -> tuple[str, Stop | None]:
    heard = [keyboard.press(keys) for keys in ("ArrowDown", "ArrowRight", "End", "Home")]
    assert all(one is not None and one.name for one in heard), "a mark says nothing"
    assert len({one.name for one in (*heard, stop) if one is not None}) > 1, "arrows stay at one mark"
    expect(page.locator(".tip:visible")).to_have_count(1)
    after = keyboard.press("Escape")
    expect(page.locator(".tip:visible")).to_have_count(0)
    return "each mark says its sentence; Escape closes what is said", after


def _enlarge(page: Page, keyboard: Keyboard, _: Stop) -> tuple[str, Stop | None]:
    for is_large in (True, False):
        page.keyboard.press("Enter")
        page.wait_for_function("large => Boolean(document.fullscreenElement) === large", arg=is_large)
    settle(page)
    return "the figure takes the whole screen, and gives it back", keyboard.held()


def _help(page: Page, keyboard: Keyboard, _: Stop) -> tuple[str, Stop | None]:
    expect(page.get_by_role("tooltip")).to_be_visible()
    return "its help is shown as soon as it has the focus", keyboard.held()


KINDS = (
    Kind("switch", "ArrowRight, ArrowLeft, Space", lambda stop: stop.part == "stButtonGroup", _switch),
    Kind("list", "ArrowDown, Escape, ArrowDown, Enter", lambda stop: stop.part == "stSelectbox", _list),
    Kind("files", "Enter, arrows, End, Home, Tab, Escape", _begins("more_"), _files),
    Kind("table", "Enter, Enter", _begins("table_"), _table),
    Kind("copy", "Enter", _begins("link_", "copy_"), _copy),
    Kind("add", "Enter, Enter", _begins("add_"), _words_change),
    Kind("popover", "Enter, Escape", lambda stop: stop.part == "stPopoverButton", _popover),
    Kind("expander", "Enter, Space", lambda stop: stop.tag == "summary", _unfold),
    Kind("box", "Space, Space", lambda stop: stop.kind == "checkbox", _tick),
    Kind("figure", "arrows, End, Home, Escape", lambda stop: stop.tag == "g", _figure),
    Kind("full screen", "Enter, Enter", lambda stop: stop.tag == "button" and stop.key.startswith("figure_"), _enlarge),
    Kind("help", "Tab", lambda stop: stop.part == "stTooltipHoverTarget", _help),
)
"""Each kind that is tried; a stop is of the first that it is one of."""
