"""Times the upload page: two rounds of 10,000 people and 40 answers each, from the drop of the second to the draft.

``python -m tests.benchmarks.upload_time`` starts a dashboard and a browser that is on the machine, and prints a line a
run: seconds until the checks stand on the page and until the draft does, and how often the bar of progress moved.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.made_survey import write_survey
from tests.browser.running import FLAGS, Server
from tests.browser.visits import settle
from tests.machine import find_chromium
from words import say

PEOPLE, ITEMS, GROUPS, RUNS = 10_000, 40, 12, 5
BAR = "() => document.querySelector(\"[data-testid='stProgress'] [role='progressbar']\")?.getAttribute('aria-valuenow')"


def timed(page: Page, server: Server, before: Path, after: Path, form: Path) -> tuple[float, float, int]:
    """Seconds to the checks and to the draft, and the distinct positions of the bar in between."""
    page.goto(f"{server.url}/surveys?lang=en")
    settle(page)
    page.get_by_text(say("screens.instrument_other", "en"), exact=True).click()
    settle(page)
    inputs = page.locator("[data-testid='stFileUploaderDropzoneInput']")
    inputs.last.set_input_files(str(form))
    settle(page)
    inputs.nth(0).set_input_files(str(before))
    page.get_by_text(say("screens.after_missing", "en")).wait_for(timeout=60_000)
    settle(page)
    began = time.perf_counter()
    inputs.nth(1).set_input_files(str(after))
    checked, positions = None, set()
    while page.get_by_text(say("screens.draft_ready", "en")).count() == 0:
        positions.add(page.evaluate(BAR))
        if checked is None and page.get_by_role("heading", name=say("screens.step_checks", "en")).count():
            checked = time.perf_counter() - began
        page.wait_for_timeout(20)
    drafted = time.perf_counter() - began
    return checked or drafted, drafted, len(positions - {None})


def main() -> int:
    """Prints the table; returns the exit code."""
    chromium = find_chromium()
    if chromium is None:
        print("no browser was found")
        return 1
    print(f"{PEOPLE:,} people × {ITEMS} answers, twice\n")
    print("| run | checks, s | draft, s | positions of the bar |\n| ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        before, after, form = write_survey(Path(folder), PEOPLE, ITEMS, GROUPS)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        server = Server(Path(folder))
        server.start()
        for run in range(RUNS + 1):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            checked, drafted, positions = timed(page, server, before, after, form)
            page.close()
            if run:
                print(f"| {run} | {checked:.2f} | {drafted:.2f} | {positions} |", flush=True)
        server.stop()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
