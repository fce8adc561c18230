"""Every page in every look: opens, asks nobody else, fits its width, bars nobody's way, and no words overlap.

``python -m tests.browser.every_look`` goes over all pages of the sample in three languages, light and dark, at four
widths, and over the pages of every state of `tests.browser.states`; it prints what it finds and how much it looked at.
``--pictures FOLDER`` keeps a picture of each. The narrowest of a desk's widths is that of 1,440 pixels at 200 % zoom.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.running import FLAGS, Server
from tests.browser.states import STATES, publish_states
from tests.browser.visits import PAGES, Scheme, barriers, new_page, open_page, overflow, settle
from tests.machine import find_chromium
from words import LANGUAGES

WIDTHS = (1440, 1024, 720, 390)
"""A desk, a small desk, a desk at 200 % zoom, a phone."""
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PAGES_OF_STATES = tuple(page for page in PAGES if page not in ("export", "surveys"))

_WORDS = """() => {
  const seen = e => { const s = getComputedStyle(e); return s.visibility !== "hidden" && s.display !== "none" }
  const found = []
  for (const figure of document.querySelectorAll("[data-testid='stMain'] svg")) {
    const frame = figure.getBoundingClientRect()
    if (frame.width < 200 || !seen(figure)) continue
    const boxes = [...figure.querySelectorAll("text")].filter(e => e.textContent.trim() && seen(e)).map(e => {
      const box = e.getBoundingClientRect()
      return { words: e.textContent, left: box.left, right: box.right, top: box.top, bottom: box.bottom }
    }).filter(box => box.right > box.left)
    const holder = figure.closest("figure, .stPlotlyChart, [data-testid='stElementContainer']") ?? figure
    const room = holder.getBoundingClientRect()
    for (const box of boxes)
      if (box.left < room.left - 1 || box.right > room.right + 1) found.push(`cut: ${box.words}`)
    boxes.sort((a, b) => a.top - b.top)
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) {
        if (b.top > a.bottom) break
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (across > 2 && down > 5) found.push(`overlap: ${a.words} / ${b.words}`)
      }
    })
  }
  for (const e of document.querySelectorAll("[data-testid='stMain'] :is(p, h1, h2, h3, li, td, th, button)")) {
    if (e.scrollWidth - e.clientWidth > 2 && getComputedStyle(e).overflowX === "hidden" && e.clientWidth > 1)
      found.push(`cut: ${e.textContent.trim().slice(0, 60)}`)
  }
  return found
}"""
"""Words of figures that overlap or leave their figure, and words of the page that are cut; lines of letters touch by up
to five pixels, since a line's box is higher than its letters."""


@dataclass
class Seen:
    """What was found, and at how many looks."""

    looks: int = 0
    problems: Counter[str] = field(default_factory=Counter)

    def add(self, where: str, what: Iterable[object]) -> None:
        """Writes down what was found somewhere."""
        for one in what:
            self.problems[f"{where}: {one}"] += 1


def look_at(
    browser: Browser,
    server: Server,
    seen: Seen,
    pages: Sequence[str],
    languages: Sequence[str] = LANGUAGES,
    schemes: Sequence[Scheme] = SCHEMES,
    widths: Sequence[int] = WIDTHS,
    name: str = "sample",
    pictures: Path | None = None,
    **choices: str,
) -> None:
    """Opens pages of an edition in every look, and writes down what is wrong with them."""
    for scheme in schemes:
        page = new_page(browser, widths[0], scheme=scheme)
        said = _listen(page, server)
        for language in languages:
            for which in pages:
                where = f"{name} {which} {language} {scheme}"
                open_page(page, server, which, language, **choices)
                for width in widths:
                    _look(page, width, f"{where} {width}", seen, pictures)
                seen.add(where, said)
                said.clear()
        page.close()


def _listen(page: Page, server: Server) -> list[str]:
    """What the console and the network of a page have to say from now on."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(f"console: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("request", lambda request: said.extend(_outside(request.url, server)))
    return said


def _look(page: Page, width: int, where: str, seen: Seen, pictures: Path | None) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    settle(page)
    seen.looks += 1
    if page.get_by_test_id("stException").count():
        seen.add(where, ["an exception"])
    if overflow(page) != [0, 0]:
        seen.add(where, [f"scrolls sideways by {overflow(page)}"])
    seen.add(where, page.evaluate(_WORDS))
    if width in (WIDTHS[0], WIDTHS[-1]):
        seen.add(where, (f"axe {found}: {at}" for found, at in barriers(page).items()))
    if pictures is not None:
        height = page.get_by_test_id("stMain").evaluate("e => e.scrollHeight")
        page.set_viewport_size({"width": width, "height": min(height + 80, 9000)})
        settle(page)
        page.screenshot(path=pictures / f"{where.replace(' ', '-')}.png")


def _outside(url: str, server: Server) -> Iterator[str]:
    if not url.startswith((server.url, "data:", "blob:")):
        yield f"asks {url}"


def main() -> int:
    """Look, print, and say by the exit code whether anything is wrong."""
    options = _options()
    chromium = find_chromium()
    if chromium is None:
        print("No Chromium, Chrome or Edge found; set CHROMIUM to its path.", file=sys.stderr)
        return 2
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    seen = Seen()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        states = publish_states(server.home, tuple(options.states.split(",")) if options.states else ())
        server.start()
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        languages, schemes = options.languages.split(","), options.schemes.split(",")
        widths = [int(width) for width in options.widths.split(",")]
        chosen = {"languages": languages, "schemes": schemes, "widths": widths, "pictures": options.pictures}
        if not options.only_states:
            look_at(browser, server, seen, options.pages.split(","), **chosen)
        of_states = [page for page in options.pages.split(",") if page in PAGES_OF_STATES]
        for name, edition in states.items():
            look_at(browser, server, seen, of_states, name=name, edition=edition, **chosen)
        browser.close()
        server.stop()
    for problem in sorted(seen.problems):
        print(problem)
    print(f"{seen.looks} looks, {len(seen.problems)} problems")
    return 1 if seen.problems else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="every_look", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", default=",".join(PAGES))
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--schemes", default=",".join(SCHEMES))
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parser.add_argument("--states", default=",".join(STATES), help="names, by commas; empty for none")
    parser.add_argument("--only-states", action="store_true", help="not the sample")
    parser.add_argument("--pictures", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
