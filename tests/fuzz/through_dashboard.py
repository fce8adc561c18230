"""Hostile files through the dashboard's upload page, in a browser."""

from __future__ import annotations

import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count, islice
from pathlib import Path

from playwright.sync_api import FilePayload, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLongError

from tests.browser.running import FLAGS, PATIENCE, SPARING, Server
from tests.browser.visits import UPLOADER, await_draft, new_page, open_page, rerun, upload
from tests.fuzz.batch import children, peak
from tests.fuzz.mutations import Case, case
from tests.fuzz.outcome import MOST_MEMORY, Became, FuzzRun
from tests.machine import find_chromium
from tests.sample import AFTER, BEFORE
from words import say

LARGEST = 30 * 1024**2
"""The size of a file, in bytes, up to which the browser is given it."""
_LONGEST = 90_000
_NAMES = ("{n} <img src=x onerror=alert(1)>.xlsx", "{n} **bold** [link](http://x).csv", "{n} \u202exslx.exe", "{n}.csv")


def through_dashboard(first: int, number: int) -> FuzzRun:
    """Gives a dashboard, started for it, so many files one after another."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        server.start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, *SPARING])
        run = give(new_page(browser), server, hostile_files(first, number))
        browser.close()
        server.stop()
        log = (Path(folder) / "log.txt").read_text(encoding="utf-8", errors="replace")
    if "Traceback" in log:
        run.after.append(log[log.index("Traceback") :][:2000])
    return run


def hostile_files(first: int, number: int) -> Iterator[Case]:
    """So many cases whose hostile file a browser can be given."""
    return islice((one for one in map(case, count(first)) if 0 < len(one.hostile.content) <= LARGEST), number)


def give(page: Page, server: Server, cases: Iterable[Case]) -> FuzzRun:
    """Hands in files one after another in place of the first round, and looks whether the dashboard is still well."""
    assert server.process is not None
    run, process = FuzzRun("dashboard"), str(server.process.pid)
    open_page(page, server, "surveys")
    upload(page, BEFORE, AFTER)
    await_draft(page)
    run.cases += [_given(page, process, one) for one in cases]
    page.locator(UPLOADER).nth(0).set_input_files(str(BEFORE))
    await_draft(page)
    with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=PATIENCE) as answer:
        if answer.read() != b"ok":
            run.after.append("the server is not well")
    if server.process.poll() is not None or peak(process) > MOST_MEMORY:
        run.after.append(f"the server ended, or holds {peak(process):.0f} MB")
    return run


def _given(page: Page, process: str, one: Case) -> Became:
    """What became of a file: the page reads it, or says why it can't."""
    name = _NAMES[one.number % len(_NAMES)].format(n=one.number)
    payload: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": one.hostile.content}
    start = time.perf_counter()
    with rerun(page):
        page.locator(UPLOADER).nth(0).set_input_files([payload])
        page.locator("[data-testid='stFileChipName']", has_text=name.partition(" ")[0]).first.wait_for()
    ready, errors = page.get_by_text(say("screens.draft_ready", "en")), page.locator(".issue.error")
    fallen = page.locator("[data-testid='stException']")
    with suppress(TooLongError):
        ready.or_(errors).or_(fallen).first.wait_for(timeout=_LONGEST)
    seconds = time.perf_counter() - start
    wrong = ""
    if fallen.count() or not (ready.count() or errors.count()):
        wrong = f"{name}: {page.locator('[data-testid=stMain]').inner_text()[:300]!r}"
    behind = max(map(peak, children(process)), default=0.0)
    outcome = "read" if ready.count() else "refused" if errors.count() else "neither"
    size = len(one.hostile.content)
    return Became(one.number, one.how, outcome, seconds, behind=behind, size=size, wrong=wrong)
