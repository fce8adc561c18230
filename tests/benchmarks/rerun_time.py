"""How long every control of every page takes, against an empty Streamlit page; and 25 readers at once.

``.venv/bin/python -m tests.benchmarks.rerun_time`` (``--help`` for the options) starts the dashboard with the sample
and a large made-up survey, and a Streamlit page that shows nothing but the same control and as many empty Plotly charts
as our page has figures. A headless browser presses the two in turn and prints a table. Nothing passes or fails by it.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, CDPSession, Locator, Page, sync_playwright

from metrics import Settings, analyse, shared
from store import Shelf
from tests.benchmarks.made_survey import survey_in_memory
from tests.benchmarks.many_readers import many_readers
from tests.machine import ROOT, find_chromium

PAGES = ("overview", "groups", "questions", "mutual", "compare", "method", "protection", "export")
LARGE = {"people": 800, "items": 60, "groups": 20, "rounds": 4}
SECONDS = 120
EMPTY = """
import plotly.graph_objects as go
import streamlit as st

asked = st.query_params
options = [f"Option {number}" for number in range(int(asked.get("options", 2)))]
if asked.get("kind") == "list":
    chosen = st.selectbox("Choose", options, key="choice")
else:
    chosen = st.segmented_control("Choose", options, key="choice", default=options[0], required=True)
st.title(f"Empty: {chosen}")
for number in range(int(asked.get("charts", 0))):
    st.plotly_chart(go.Figure(), key=f"chart_{number}")
"""
"""An empty page: one control, a title by which its run is seen, and charts with nothing in them."""

WATCH = """
window.watched = (() => {
  const seen = { begun: 0, last: 0, ran: false }
  const note = (records) => {
    seen.last = performance.now()
    for (const record of records) {
      if (record.attributeName === "data-test-script-state") seen.ran = true
      record.addedNodes.forEach(look)
    }
  }
  const watch = (root) => new MutationObserver(note).observe(root,
    { subtree: true, childList: true, characterData: true, attributes: true })
  const look = (node) => {
    if (node.shadowRoot) { watch(node.shadowRoot); node.shadowRoot.querySelectorAll("*").forEach(look) }
    node.childNodes?.forEach(look)
  }
  watch(document)
  const begin = () => { seen.begun = performance.now(); seen.last = seen.begun; seen.ran = false }
  addEventListener("pointerdown", begin, true)
  return seen
})()
"""
"""When something was pressed, and when the page last changed, whatever is drawn by whatever means."""
_RESTS = """() => {
  const app = document.querySelector("[data-testid='stApp']")
  const since = performance.now() - watched.begun
  return app?.dataset.testScriptState === "notRunning" && document.querySelector("h1")
    && (watched.ran || since > 1500) && performance.now() - watched.last > 300
}"""
"""A run of a page with nothing on it may be over before the browser shows that there is one."""
_SESSIONS: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()
"""By which the browser says how long each page has worked."""
_FIGURES = "[data-testid='stMain'] :is([class*='st-key-chart_'], [class*='st-key-picture_'])"


@dataclass(frozen=True)
class Control:
    """Something that a reader chooses with on a page.

    Attributes
    ----------
    page : str
    name : str
        As its key begins in the browser.
    kind : str
        ``switch``, ``list``, or ``bar``.
    options : int
        How many there are to choose from.
    """

    page: str
    name: str
    kind: str
    options: int


@dataclass
class Times:
    """Milliseconds of ours and of the empty page, in turn; of the clock, and of the page's processor alone.

    The second is the same on a machine that is busy with other things.
    """

    ours: list[tuple[float, float]] = field(default_factory=list)
    empty: list[tuple[float, float]] = field(default_factory=list)

    def medians(self, which: int) -> tuple[float, float]:
        """Of the empty page and of ours."""
        return statistics.median(one[which] for one in self.empty), statistics.median(one[which] for one in self.ours)


def main() -> int:
    """Measure and print."""
    options = _options()
    browser_path = find_chromium()
    if browser_path is None:
        print("No Chromium, Chrome or Edge found; set CHROMIUM to its path.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        editions = {"sample": "sample"} | ({} if options.without_large else {"large": publish_large(Path(folder))})
        (Path(folder) / "empty.py").write_text(EMPTY, encoding="utf-8")
        with (
            serving(ROOT / "dashboard.py", Path(folder)) as (ours, process),
            serving(Path(folder) / "empty.py", Path(folder)) as (empty, _),
        ):
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
                print("| edition, page | figures | what | empty, ms | ours, ms | ratio | of the browser's processor |")
                print("| --- | ---: | --- | ---: | ---: | ---: | ---: |")
                for name, edition in editions.items():
                    for page in options.pages.split(","):
                        _measure(browser, ours, empty, f"edition={edition}", f"{name}, {page}", options.runs)
                browser.close()
            for name, edition in editions.items():
                print(f"\n{name}: {many_readers(ours, process, edition, PAGES, options.readers)}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="rerun_time", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5, help="measured presses of each (default 5)")
    parser.add_argument("--pages", default=",".join(PAGES), help="which pages (default all)")
    parser.add_argument("--readers", type=int, default=25, help="how many read at once (default 25)")
    parser.add_argument("--without-large", action="store_true", help="the sample alone")
    return parser.parse_args()


def publish_large(home: Path) -> str:
    """A survey of 60 questions, 20 groups and four rounds on the shelf of a data folder; its id."""
    os.environ["THIQA_HOME"] = str(home)
    people, items, groups, rounds = LARGE.values()
    survey = survey_in_memory(home, people, items, groups, rounds=rounds, non_answers=0.0)
    return Shelf().publish(shared(analyse(survey, Settings())), "Large").id


@contextmanager
def serving(script: Path, home: Path) -> Iterator[tuple[str, int]]:
    """A script served by Streamlit with a data folder; its address, and the number of the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script.name, f"--server.port={port}"]
    command += ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    command += ["--server.address=127.0.0.1", "--browser.serverAddress=localhost"]
    environment = {**os.environ, "THIQA_HOME": str(home)}
    with (home / f"{script.stem}.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=script.parent, env=environment, stdout=log, stderr=log)
    try:
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait()


def _measure(browser: Browser, ours: str, empty: str, query: str, called: str, runs: int) -> None:
    """The lines of a page: its first visit, then each of its controls."""
    name = called.partition(", ")[2]
    page, address = _opened(browser, f"{ours}/{name}?lang=en&{query}"), f"{ours}/{name}?lang=en&{query}"
    figures, controls = page.locator(_FIGURES).count(), list(_controls(page, name))
    first = Times()
    for _ in range(runs):
        for url, found in ((f"{empty}/?charts={figures}", first.empty), (address, first.ours)):
            visit = _opened(browser, url)
            found.append((visit.evaluate("watched.last"), _processor(visit)))
            visit.context.close()
    _print(called, figures, "first visit", first)
    for control in controls:
        beside = _opened(browser, f"{empty}/?charts={figures}&kind={control.kind}&options={max(control.options, 2)}")
        times = Times()
        for run in range(runs + 1):
            pressed = (_press(beside, Control("", "", control.kind, control.options), run), _press(page, control, run))
            if run:  # The first only loads what a press needs.
                times.empty.append(pressed[0])
                times.ours.append(pressed[1])
        _print(called, figures, control.name, times)
        if control.kind == "switch":  # What hangs on the first choice is measured too.
            _press(page, control, control.options - 1)
        beside.context.close()
    page.context.close()


def _print(called: str, figures: int, what: str, times: Times) -> None:
    (empty, ours), (empty_own, ours_own) = times.medians(0), times.medians(1)
    ratios = f"{ours / empty:.2f} | {ours_own / empty_own:.2f}"
    print(f"| {called} | {figures} | {what} | {empty:.0f} | {ours:.0f} | {ratios} |", flush=True)


def _opened(browser: Browser, address: str) -> Page:
    """A page in a visit of its own, once it rests."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.add_init_script(WATCH)
    _SESSIONS[page] = page.context.new_cdp_session(page)
    _SESSIONS[page].send("Performance.enable", {"timeDomain": "threadTicks"})
    _goto(page, address)
    page.wait_for_function(_RESTS)
    return page


def _processor(page: Page) -> float:
    """Milliseconds of the processor that a page has taken so far."""
    found = _SESSIONS[page].send("Performance.getMetrics")["metrics"]
    return 1000 * sum(float(one["value"]) for one in found if one["name"] == "TaskDuration")


def _goto(page: Page, address: str) -> None:
    """Opens an address, once its server listens."""
    host, port = address.split("/")[2].split(":")
    for _ in range(SECONDS * 10):
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                break
        page.wait_for_timeout(100)
    page.goto(address)


def _controls(page: Page, name: str) -> Iterator[Control]:
    """What a reader chooses with: the switches and lists of the page, and the languages."""
    for box in page.locator("[data-testid='stMain'] [class*='st-key-pick_']").all():
        key = next(one for one in (box.get_attribute("class") or "").split() if one.startswith("st-key-pick_"))
        options = box.get_by_role("radio").count()
        yield Control(name, "_".join(key.split("_")[:2]), "switch" if options else "list", options)
    yield Control(name, "language", "bar", 2)


def _press(page: Page, control: Control, run: int) -> tuple[float, float]:
    """Chooses another option; milliseconds from there until the script has stopped and nothing moves."""
    before = _processor(page)
    if control.kind == "bar" and control.page:
        page.locator(f"#language-{('ar', 'en')[run % 2]}").click()
    elif control.kind == "list":
        _choose(page, page.locator(f"[class*='{control.name or 'st-key-choice'}']").first, run)
    else:
        radios = page.locator(f"[class*='{control.name or 'st-key-choice'}']").first.get_by_role("radio")
        radios.nth((run + 1) % radios.count()).click()
    page.wait_for_function(_RESTS)
    return page.evaluate("watched.last - watched.begun"), _processor(page) - before


def _choose(page: Page, box: Locator, run: int) -> None:
    """The first or the second of a list."""
    box.get_by_role("combobox").click()
    page.get_by_role("option").nth((run + 1) % 2).click()


if __name__ == "__main__":
    sys.exit(main())
