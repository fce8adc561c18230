"""At every step of the officer's path: languages, a reload, back and forward, another page; and nothing is lost.

What a page shows is compared word for word, and field for field, with what it showed before.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.path import STEPS, TITLE, publish
from tests.browser.running import Server
from tests.browser.visits import new_page, open_page, rerun, settle, turn_to
from words import say

_LOOK = """() => {
    const main = document.querySelector("[data-testid='stMain']"), copy = main.cloneNode(true)
    const apart = "canvas, style, svg, [translate='no'], "
        + "[data-testid='stFileUploader'], [data-testid='InputInstructions']"
    copy.querySelectorAll(apart).forEach(one => one.remove())
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT), words = []
    while (walk.nextNode()) words.push(walk.currentNode.textContent.trim())
    const classes = one => [...one.closest("[class*='st-key-']")?.classList ?? []]
    const keyOf = one => classes(one).find(name => name.startsWith("st-key-"))
    const valueOf = one => ["checkbox", "radio"].includes(one.type) ? String(one.checked)
        : one.getAttribute("role") === "slider" ? one.getAttribute("aria-valuenow") : one.value
    const fields = [...main.querySelectorAll("input:not([type='file']), textarea, [role='slider']")]
    return {
        words: words.filter(Boolean),
        fields: fields.map(one => [keyOf(one) ?? "", one.getAttribute("role") ?? one.type, valueOf(one)]),
        failed: main.querySelectorAll("[data-testid='stException']").length,
    }
}"""
_ONCE_TAKEN_OVER = """word => window.sessionStorage.getItem("thiqa-visit") !== word"""


@dataclass(frozen=True)
class Seen:
    """A page as it was seen: its words in order, and of each field the key, the kind and what stands in it."""

    words: tuple[str, ...]
    fields: tuple[tuple[str, str, str], ...]
    failed: int

    def other_than(self, before: Seen) -> list[str]:
        """What is not as it was."""
        was, now = ([*map(str, one.fields), *one.words] for one in (before, self))
        changed = list(difflib.unified_diff(was, now, n=0, lineterm=""))[2:]
        return [line for line in changed if not line.startswith("@@")] + ["an error is shown"] * self.failed

    def in_any_language(self) -> list[tuple[str, str]]:
        """What stands in the fields but for lists, whose options are words, and the switches in the page's head."""
        return [(kind, value) for key, kind, value in self.fields if kind != "combobox" and "-pick_" not in key]


def look(page: Page) -> Seen:
    settle(page)
    found = page.evaluate(_LOOK)
    return Seen(tuple(found["words"]), tuple(map(tuple, found["fields"])), found["failed"])


def switch_to(page: Page, language: str) -> None:
    with rerun(page):
        page.get_by_role("link", name=say("language.name", language), exact=True).click()


def reload(page: Page) -> None:
    """Loads the page anew, and waits until the visit before is taken over."""
    word = page.evaluate("sessionStorage.getItem('thiqa-visit')")
    page.reload()
    page.wait_for_function(_ONCE_TAKEN_OVER, arg=word)
    settle(page)


@dataclass
class Officer:
    """Somebody at a page who looks, does something that changes nothing, and looks again."""

    page: Page
    step: str
    name: str
    heading: Callable[[str], str]
    lost: dict[str, list[str]]

    def at(self, name: str, language: str) -> Seen:
        """A page, once it is the one that is shown."""
        heading = self.heading(language) if name == self.name else say(f"screens.page_{name}", language)
        expect(self.page.locator("h1").first).to_have_text(heading)
        return look(self.page)

    def note(self, action: str, changed: list[str]) -> None:
        """What was lost by an action, if anything was."""
        if changed:
            self.lost[f"{self.step}: {action}"] = changed[:12]

    def do_all(self, other: str) -> None:
        """Everything that must change nothing, in three languages."""
        page, english = self.page, look(self.page)
        for language in ("ar", "ku"):
            switch_to(page, language)
            kurdish = self.at(self.name, language)
            same = kurdish.in_any_language() == english.in_any_language() and not kurdish.failed
            self.note(language, [] if same else [f"{english.in_any_language()} became {kurdish.in_any_language()}"])
        turn_to(page, other, "ku")
        elsewhere = self.at(other, "ku")
        page.go_back()
        self.note("another page and back", self.at(self.name, "ku").other_than(kurdish))
        reload(page)
        self.note("reload", self.at(self.name, "ku").other_than(kurdish))
        page.go_forward()
        self.note("forward to another page", self.at(other, "ku").other_than(elsewhere))
        page.go_back()
        self.note("back from there", self.at(self.name, "ku").other_than(kurdish))
        switch_to(page, "en")
        self.note("en", self.at(self.name, "en").other_than(english))


def test_at_every_step_nothing_is_lost(browser: Browser, publishing_server: Server, tmp_path: Path) -> None:
    page, lost = new_page(browser), dict[str, list[str]]()
    page.on("dialog", lambda dialog: dialog.accept())
    open_page(page, publishing_server, "surveys")
    for step in STEPS:
        name = "overview" if step is publish else "surveys"
        try:
            step(page, tmp_path)
            officer = Officer(page, step.__name__, name, _heading_of(name), lost)
            officer.do_all({"set_options": "groups", "publish": "surveys"}.get(step.__name__, "protection"))
        except Exception as error:
            error.add_note(f"at the step {step.__name__}; lost so far: {lost}")
            raise
    page.close()
    assert lost == {}


def _heading_of(name: str) -> Callable[[str], str]:
    return lambda language: TITLE if name == "overview" else say(f"screens.page_{name}", language)
