"""The officer's whole path and every page by the keyboard alone, on the sample's files; no pointer is ever moved.

``python -m tests.browser.by_keyboard --record docs/keyboard.md`` goes it and writes down which keys were pressed, what
had the focus and what happened; it ends with an error where anything can't be done. ``--language ar`` goes it in
another language.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.browser.keyboard import Keyboard, Stop
from tests.browser.running import FLAGS, Server, running
from tests.browser.trying import KINDS
from tests.browser.visits import PAGES, await_draft, new_page, open_page, rerun, settle
from tests.machine import find_chromium
from tests.sample import AFTER, BEFORE, INSTRUMENT
from words import LANGUAGES, say

TITLE, PLACE = "Round table by keyboard", "Basra"
PHONE = 390
_HEAD = """# By the keyboard alone

The officer's path and every page with Tab, Shift+Tab, Enter, Space, arrows, Escape and letters, and no pointer.
Written by

    python -m tests.browser.by_keyboard --record docs/keyboard.md

which presses the keys in a Chromium and stops with an error where something can't be done. On every page it goes by
Tab through all stops until it comes round, and back by Shift+Tab. Each stop must have a name, be in view and have a
visible mark; no control may be left out; the focus may not go up within a column; and after every choice it stays
where it was, or goes to what is now in its place. In each kind of control a choice is made. In the gate,
`tests/browser/test_by_keyboard.py` goes the same way.

{summary}

| page | keys | what had the focus | what happened |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Line:
    """A line of the record."""

    page: str
    keys: str
    focus: str
    happened: str


@dataclass
class Officer:
    """Somebody who has a keyboard alone; what was done, and what could not be done."""

    page: Page
    language: str
    lines: list[Line] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    stops: dict[str, int] = field(default_factory=dict)
    at: str = "overview"

    def __post_init__(self) -> None:
        self.keyboard = Keyboard(self.page)
        self.page.on("filechooser", lambda _: None)  # from the beginning: a dialog that nobody awaits yet is seen too

    def say(self, key: str) -> str:
        """Words of the screens in the language."""
        return say(f"screens.{key}", self.language)

    def note(self, keys: str, stop: Stop | None, happened: str) -> None:
        """Writes a line; that nothing has the focus after a choice is a fault."""
        self.lines.append(Line(self.at, keys, short(stop), happened))
        if stop is None:
            self.faults.append(f"{self.at}: focus lost after {keys}: {happened}")

    def to(self, key: str, *, back: bool = False) -> Stop:
        """Goes to the control of a key."""
        return self.keyboard.tab_to(lambda stop: stop.key == key and stop.part != "stTooltipHoverTarget", back=back)

    def press(self, keys: str, happened: str) -> None:
        """Presses a key that makes the page run, and writes down what has the focus then."""
        with rerun(self.page):
            self.page.keyboard.press(keys)
        self.note(keys, self.keyboard.held(), happened)

    def give(self, key: str, path: Path) -> None:
        """Gives a file: the button opens the files of the machine."""
        self.to(key)
        with rerun(self.page):
            with self.page.expect_file_chooser() as chooser:
                self.page.keyboard.press("Enter")
            chooser.value.set_files(str(path))
        self.note("Tab, Enter", self.keyboard.held(), f"the machine's files open; {path.name} is chosen and read")

    def type(self, key: str, text: str) -> None:
        """Types into a field, and leaves it."""
        self.to(key)
        self.page.keyboard.type(text)
        with rerun(self.page):
            self.page.keyboard.press("Tab")
        self.note("letters, Tab", self.keyboard.held(), f"“{text}” is typed")

    def turn_to(self, name: str) -> None:
        """Chooses a page of the menu, by the way up to it."""
        self.keyboard.tab_to(lambda stop: stop.id == f"page-{name}", back=self.at != "start")
        self.page.keyboard.press("Enter")
        self.at = name
        expect(self.page.locator("h1").first).to_have_text(self.say(f"page_{name}"))
        settle(self.page)
        self.note("Shift+Tab, Enter", self.keyboard.held(), "the page opens")

    def walk(self) -> None:
        """Goes through a page that was opened anew."""
        walk = self.keyboard.walk()
        self.stops[self.at] = len(walk.stops)
        self.faults += [f"{self.at}: {fault}" for fault in walk.faults]
        first, last = short(walk.stops[0]), short(walk.stops[-1])
        happened = f"{len(walk.stops)} stops, each named, in view and marked; it comes round, and back the same way"
        self.lines.append(Line(self.at, "Tab …, Shift+Tab …", f"{first} … {last}", happened))

    def try_each_kind(self) -> None:
        """Goes through the page once more and makes a choice in the first control of each kind."""
        done: set[str] = set()
        self.page.evaluate("() => { window.thiqaFirst = null }")
        while (stop := self.keyboard.press("Tab")) is not None and not (done and stop.round):
            kind = next((kind for kind in KINDS if kind.name not in done and kind.is_one(stop)), None)
            if kind is None or kind.name in done:
                continue
            done.add(kind.name)
            try:
                happened, after = kind.choose(self.page, self.keyboard, stop)
            except (AssertionError, Error) as error:
                self.faults.append(f"{self.at}: {kind.name}, {stop.called}: {error}")
                continue
            self.lines.append(Line(self.at, kind.keys, short(stop), happened))
            if after is None or not kind.stays(stop, after):
                self.faults.append(f"{self.at}: the focus went from {stop.called} to {after and after.called}")


def short(stop: Stop | None) -> str:
    """What had the focus, for the record."""
    if stop is None:
        return "nothing"
    name = stop.name or stop.words or stop.key or "the page"
    name = name.split(" : ")[0].split("\n")[0]
    return f"{name[:57]}… ({stop.role})" if len(name) > 60 else f"{name} ({stop.role})"


def publish_and_report(officer: Officer, server: Server) -> Path:
    """From nothing published to a published edition and its report; where that was saved."""
    page = officer.page
    open_page(page, server, "overview", officer.language)
    officer.at = "overview"
    link = officer.keyboard.tab_to(lambda stop: stop.key == "first_steps")
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_have_text(officer.say("page_surveys"))
    settle(page)
    officer.lines.append(Line("overview", "Tab …, Enter", short(link), "Surveys opens"))
    officer.at = "surveys"
    officer.note("", officer.keyboard.held(), "the focus is on the title of the new page")
    officer.give("upload_before", BEFORE)
    officer.to(f"instrument_from_{officer.language}")
    officer.keyboard.press("ArrowRight")
    officer.press("Space", "another questionnaire is chosen: a place for its file appears")
    officer.give("upload_instrument", INSTRUMENT)
    officer.keyboard.tab_to(
        lambda stop: stop.key == "upload_after" and stop.part == "stBaseButton-secondary", back=True
    )
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(str(AFTER))
    await_draft(page, officer.language)
    officer.note("Shift+Tab, Enter", officer.keyboard.held(), "the second file is read, checked and analysed")
    _decide(officer)
    officer.to("publish")
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_have_text(TITLE)
    settle(page)
    officer.at = "overview"
    officer.note("Tab, Enter", officer.keyboard.held(), "the edition is published and shown")
    officer.turn_to("export")
    officer.to("make_report")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    saved = Path(download.value.path())
    settle(page)
    officer.note("Tab …, Enter", officer.keyboard.held(), "the report is made and downloaded")
    return saved


def _decide(officer: Officer) -> None:
    """What only the officer knows: who is who, what the event is called, who it is for, from how many on."""
    officer.to("pair_same")
    officer.press("Enter", "two codes are one person; it can be undone")
    officer.type("event_title", TITLE)
    officer.type("event_place", PLACE)
    officer.keyboard.tab_to(lambda stop: stop.key == "event_day" and stop.kind == "spinbutton")
    officer.page.keyboard.type("20230314")
    expect(officer.page.locator(".st-key-event_day")).to_contain_text("2023")
    officer.note("digits", officer.keyboard.held(), "the day is typed, part by part")
    officer.to("open_settings")
    officer.page.keyboard.press("Enter")
    settle(officer.page)
    officer.note("Enter", officer.keyboard.held(), "the settings unfold")
    officer.keyboard.tab_to(lambda stop: stop.key == "set_threshold" and stop.role == "slider")
    officer.press("ArrowRight", "from six people on instead of five")
    officer.to(f"set_audience_{officer.language}")
    officer.press("ArrowDown", "another audience is chosen")


def every_page(officer: Officer, server: Server, pages: Sequence[str], *, choosing: Sequence[str]) -> None:
    """Each page opened anew and gone through; on those of `choosing` a choice is made in each kind of control."""
    for name in pages:
        officer.at = name
        open_page(officer.page, server, name, officer.language, edition="sample")
        officer.walk()
        if name in choosing:
            open_page(officer.page, server, name, officer.language, edition="sample")
            officer.try_each_kind()


def phone(officer: Officer, server: Server) -> None:
    """The menu of a phone is opened, gone through, closed, and chosen from."""
    page, keyboard = officer.page, officer.keyboard
    page.set_viewport_size({"width": PHONE, "height": 844})
    officer.at = "phone"
    open_page(page, server, "overview", officer.language)
    menu = keyboard.tab_to(lambda stop: stop.id == "menu")
    keyboard.press("Enter")
    for name in PAGES:
        stop = keyboard.press("Tab")
        if stop is None or stop.id != f"page-{name}" or not stop.in_view:
            officer.faults.append(f"phone: {name} is not next in the menu")
    officer.lines.append(Line("phone", "Enter, Tab …", short(menu), f"the menu opens; its {len(PAGES)} pages by Tab"))
    for keys, happened in (("Escape", "the menu closes"), ("Enter", "it opens again")):
        stop = keyboard.press(keys)
        officer.note(keys, stop, happened)
        if stop is None or stop.id != "menu":
            officer.faults.append(f"phone: {keys} does not lead to the menu")
    keyboard.tab_to(lambda stop: stop.id == "page-method")
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_have_text(officer.say("page_method"))
    settle(page)
    officer.note("Tab, Enter", keyboard.held(), "the page opens and the menu closes")
    expect(page.locator("#page-method")).to_be_hidden()


def record(officer: Officer) -> str:
    """The record as a document."""
    stops = ", ".join(f"{name} {count}" for name, count in officer.stops.items())
    summary = f"Stops of a page: {stops}. What could not be done: {len(officer.faults)}."
    plain: Callable[[str], str] = lambda text: text.replace("|", "/")  # noqa: E731
    rows = [f"| {one.page} | {one.keys} | {plain(one.focus)} | {plain(one.happened)} |" for one in officer.lines]
    faults = "".join(f"- {one}\n" for one in officer.faults)
    return _HEAD.format(summary=summary) + "\n".join(rows) + "\n" + (f"\n{faults}" if faults else "")


def go(browser: Browser, server: Server, language: str, *, choosing: Sequence[str]) -> Officer:
    """The whole path, every page, and the phone."""
    page = new_page(browser, 1280, 900)
    officer = Officer(page, language)
    saved = publish_and_report(officer, server)
    assert saved.read_bytes().startswith(b"%PDF-")
    every_page(officer, server, PAGES, choosing=choosing)
    phone(officer, server)
    page.close()
    return officer


def main(arguments: Sequence[str] | None = None) -> int:
    """Goes it and says what could not be done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--record", type=Path, help="the file that the record is written to")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, running(Path(folder)) as server:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        officer = go(browser, server, options.language, choosing=PAGES)
        browser.close()
    text = record(officer)
    if options.record:
        options.record.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    sys.stderr.write("".join(f"{one}\n" for one in officer.faults))
    return 1 if officer.faults else 0


if __name__ == "__main__":
    sys.exit(main())
