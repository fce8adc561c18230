"""Hostile files through the dashboard's upload page: ``python -m tests.fuzz.dashboard --count 200 --seed 1``.

Prints what was said of them, and what the server held; exit code 1 where it fell, or showed an error that is not ours.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, sync_playwright

from tests.browser.conftest import FLAGS, Server, settle
from tests.conftest import find_chromium
from tests.fuzz.batch import children, peak
from tests.fuzz.mutations import case
from tests.sample import AFTER, BEFORE
from words import say

MOST_MEMORY = 1_536.0
LARGEST = 30 * 1024**2
"""The size of a file, in bytes, up to which the browser is given it."""
_INPUT = "[data-testid='stFileUploaderDropzoneInput']"
_PATIENCE = 90_000
_NAMES = ("{n} <img src=x onerror=alert(1)>.xlsx", "{n} **bold** [link](http://x).csv", "{n} \u202exslx.exe", "{n}.csv")


@dataclass
class Told:
    """What the dashboard made of files: the outcomes, what went wrong, and memory in MB."""

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    server: float = 0.0
    behind: float = 0.0


def hostile_files(seed: int) -> Iterator[tuple[str, bytes]]:
    """Hostile files by a name each, without end."""
    for number in count(seed):
        content = case(number).hostile.content
        if 0 < len(content) <= LARGEST:
            yield _NAMES[number % len(_NAMES)].format(n=number), content


def give(page: Page, server: Server, files: Iterable[tuple[str, bytes]]) -> Told:
    """Hand in files one after another in place of the first round, and look whether the dashboard is still well."""
    assert server.process is not None
    told, process = Told(), str(server.process.pid)
    page.goto(f"{server.url}/surveys?lang=en")
    settle(page)
    page.locator(_INPUT).nth(0).set_input_files(str(BEFORE))
    page.get_by_text(say("screens.after_missing", "en")).wait_for(timeout=_PATIENCE)
    page.locator(_INPUT).nth(1).set_input_files(str(AFTER))
    ready = page.get_by_text(say("screens.draft_ready", "en"))
    ready.wait_for(timeout=_PATIENCE)
    for name, content in files:
        start = time.perf_counter()
        payload: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        page.locator(_INPUT).nth(0).set_input_files([payload])
        page.locator("[data-testid='stFileChipName']", has_text=name.partition(" ")[0]).first.wait_for(
            timeout=_PATIENCE
        )
        _wait(page, ready, name)
        told.slowest = max(told.slowest, time.perf_counter() - start)
        _look(page, name, told, ready.count() > 0)
        told.behind = max([told.behind, *map(peak, children(process))])
    page.locator(_INPUT).nth(0).set_input_files(str(BEFORE))
    ready.wait_for(timeout=_PATIENCE)
    with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=10) as answer:
        if answer.read() != b"ok":
            told.wrong.append("the server is not well")
    told.server = peak(process)
    if server.process.poll() is not None or told.server > MOST_MEMORY:
        told.wrong.append(f"the server ended, or holds {told.server:.0f} MB")
    return told


def _wait(page: Page, ready: Locator, name: str) -> None:
    """Until the page rests and says something of the file; a large one is a while on its way."""
    errors = page.locator(".issue.error", has_text=name.partition(" ")[0])
    for _ in range(20):
        page.wait_for_timeout(200)
        settle(page)
        if ready.count() or errors.count() or page.locator("[data-testid='stException']").count():
            return


def _look(page: Page, name: str, told: Told, is_ready: bool) -> None:
    """What stands on the page once a file was read."""
    errors = page.locator(".issue.error").count()
    told.outcomes["read" if is_ready else "refused" if errors else "neither"] += 1
    if page.locator("[data-testid='stException']").count() or not (is_ready or errors):
        told.wrong.append(f"{name}: {page.locator('[data-testid=stMain]').inner_text()[:300]!r}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        server.start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        told = give(browser.new_page(), server, islice(hostile_files(options.seed), options.count))
        browser.close()
        server.stop()
        log = (Path(folder) / "log.txt").read_text(encoding="utf-8", errors="replace")
    if "Traceback" in log:
        told.wrong.append(log[log.index("Traceback") :][:2000])
    print(f"{sum(told.outcomes.values())} hostile uploads: {dict(told.outcomes)}, {len(told.wrong)} violations")
    print(f"slowest {told.slowest:.1f} s; the server held {told.server:.0f} MB, behind the wall {told.behind:.0f} MB")
    for wrong in told.wrong:
        print(wrong)
    return 1 if told.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
