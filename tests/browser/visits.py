"""What a person does on the dashboard, each step done when the page says so: nothing waits for a clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.running import PATIENCE, Server
from words import say

Scheme = Literal["light", "dark"]
PAGES = ("overview", "groups", "questions", "mutual", "compare", "method", "protection", "export", "surveys")
UPLOADER = "[data-testid='stFileUploaderDropzoneInput']"
STREAMLITS_OWN = {"presentation-role-conflict"}
"""Findings of axe in Streamlit's own markup, which no page of ours can mend: the drop zone of its file uploader."""

_RESTS = """frames => {
    const app = document.querySelector("[data-testid='stApp']")
    const rests = document.querySelector("h1") && app && app.dataset.testScriptState === "notRunning"
        && !document.querySelector("[data-stale='true'], [data-testid='stSkeleton']")
        && [...document.querySelectorAll("[class*='st-key-figure_']")].every(figure => figure.querySelector(".plot"))
    const main = document.querySelector("[data-testid='stMain']")
    const shape = rests && `${main.scrollHeight} ${main.scrollTop}`
    window.restsFor = rests && shape === window.restsIn ? window.restsFor + 1 : 0
    window.restsIn = shape
    return window.restsFor >= frames
}"""
_FRAMES = 6
_SOCKETS: WeakKeyDictionary[Page, WebSocket] = WeakKeyDictionary()
"""By which each page hears of its server."""
_OVERFLOWS = "e => [e.scrollWidth - e.clientWidth, document.documentElement.scrollWidth - innerWidth]"


@cache
def _context(browser: Browser) -> BrowserContext:
    """One for all pages, with one that stays open: what a page has compiled, the next need not compile again."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    context.new_page()
    return context


def new_page(browser: Browser, width: int = 1280, height: int = 900, scheme: Scheme = "light") -> Page:
    """A page in a visit of its own, without a cookie of another."""
    context = _context(browser)
    context.clear_cookies()
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.on("websocket", lambda socket: _SOCKETS.update({page: socket}))
    return page


def settle(page: Page) -> None:
    """Waits until the page has a title, its figures are drawn, the script rests, and for some frames nothing moves."""
    page.evaluate("() => { window.restsFor = 0 }")
    page.wait_for_function(_RESTS, arg=_FRAMES)


@contextmanager
def rerun(page: Page) -> Iterator[None]:
    """What is done within makes the script run; waits until that run is over."""
    settle(page)
    with _SOCKETS[page].expect_event("framereceived", _ends_a_run, timeout=PATIENCE * 1000):
        yield
    settle(page)


def _ends_a_run(frame: str | bytes) -> bool:
    """Whether a message says that a run, of a page or of a part of it, came to its end, and none follows it at once."""
    message = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
    ends = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
    return message.WhichOneof("type") == "script_finished" and message.script_finished in ends


def open_page(page: Page, server: Server, name: str, language: str = "en", **choices: str) -> None:
    """Opens a page by its address."""
    more = "".join(f"&{key}={value}" for key, value in choices.items())
    page.goto(f"{server.url}/{'' if name == 'overview' else name}?lang={language}{more}")
    settle(page)


def turn_to(page: Page, name: str, language: str = "en") -> None:
    """Goes to a page by the menu."""
    if page.locator("#menu").is_visible():
        page.locator("#menu").click()
    page.locator(f"#page-{name}").click()
    expect(page.locator("h1").first).to_have_text(say(f"screens.page_{name}", language))
    settle(page)


def unfold(page: Page, title: str) -> Locator:
    """Opens the expander of a title; what is in it."""
    within = opened(page.locator("[data-testid='stExpander']").filter(has=page.locator("summary", has_text=title)))
    settle(page)
    return within


def opened(expander: Locator) -> Locator:
    """Opens an expander and waits until it stands still, since a click on what still moves may miss; what is in it."""
    expander.locator("summary").click()
    within = expander.locator("[data-testid='stExpanderDetails']")
    within.wait_for()
    expander.evaluate("e => Promise.all(e.getAnimations({ subtree: true }).map(a => a.finished.catch(() => null)))")
    return within


def choose(page: Page, within: Locator, option: str) -> None:
    """Chooses from the one list within something.

    A list closes when the page is scrolled: what a click would scroll is scrolled before, and has come to rest.
    """
    box = within.get_by_role("combobox")
    box.scroll_into_view_if_needed()
    settle(page)
    box.click()
    page.get_by_role("option", name=option).click()


def choose_formats(page: Page, *names: str) -> None:
    """Chooses these formats of the export page alone; every one where none is named."""
    for box in page.locator("[class*='st-key-format_']").all():
        name = (box.get_attribute("class") or "").partition("st-key-format_")[2].split()[0]
        if box.locator("input").is_checked() != (name in names or not names):
            with rerun(page):
                box.locator("label").click()


def upload(page: Page, before: Path, after: Path, language: str = "en") -> None:
    """Drops the two spreadsheets, the second when the page has taken the first."""
    inputs = page.locator(UPLOADER)
    inputs.nth(0).set_input_files(str(before))
    page.get_by_text(say("screens.after_missing", language)).wait_for()
    inputs.nth(1).set_input_files(str(after))


def await_draft(page: Page, language: str = "en") -> None:
    """Waits until the files are read and analysed."""
    page.get_by_text(say("screens.draft_ready", language)).wait_for()
    settle(page)


def publish(page: Page, title: str) -> None:
    """Types a title and publishes the draft; the overview shows it."""
    page.get_by_label(say("screens.event_title", "en")).fill(title)
    page.get_by_label(say("screens.event_title", "en")).press("Enter")
    button = page.get_by_role("button", name=say("screens.publish", "en"), exact=True)
    expect(button).to_be_enabled()
    button.click()
    expect(page.locator("h1").first).to_have_text(title)


def overflow(page: Page) -> list[int]:
    """By how many points the page is wider than its window: of the part with the words, and of all."""
    found: list[int] = page.locator("[data-testid='stMain']").evaluate(_OVERFLOWS)
    return found


def barriers(page: Page) -> dict[str, str]:
    """What axe finds in our part of a page, each with where it is."""
    found = Axe().run(page).response["violations"]
    return {one["id"]: one["nodes"][0]["html"][:160] for one in found if one["id"] not in STREAMLITS_OWN}


def received(page: Page) -> list[bytes]:
    """All that the server sends to a page from now on."""
    frames: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: frames.append(frame.encode() if isinstance(frame, str) else frame))

    page.on("websocket", listen)
    return frames
