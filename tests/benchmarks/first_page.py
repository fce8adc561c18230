"""How long from the command to the first page, against an empty Streamlit app that imports the same.

``.venv/bin/python -m tests.benchmarks.first_page`` (``--help`` for the options) starts each of the two in turn, several
times, opens it in a headless browser that is already running, and prints a table of medians and their ratio.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.machine import ROOT, find_chromium
from thiqa.server import free_port

MOST = 1.3
"""The bar: our first page over the empty app's."""

FINISHED = "[data-testid='stApp'][data-test-script-state='notRunning']"
HEADING = "[data-testid='stApp'] :is(h1, h2, h3)"
LIBRARIES = ("numpy", "pandas", "plotly.graph_objects", "scipy.stats", "sqlalchemy", "python_calamine", "xlsxwriter")
SECONDS = 120


def main() -> int:
    """Measure, print, and say by the exit code whether the bar is met."""
    options = _options()
    browser_path = find_chromium()
    if browser_path is None:
        print("No Chromium, Chrome or Edge found; set CHROMIUM to its path.", file=sys.stderr)
        return 2
    ours: list[float] = []
    empty: list[float] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        app = Path(folder) / "empty.py"
        app.write_text(empty_app(options.libraries.split(",")), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for run in range(options.runs + 1):
            pair = [
                (ours, lambda port: start_ours(options.project, port)),
                (empty, lambda port: start_empty(app, port)),
            ]
            for times, start in pair if run % 2 else reversed(pair):
                seconds = first_page(browser, start)
                if run:  # The first of each only warms the machine's caches.
                    times.append(seconds)
        browser.close()
    ratio = statistics.median(ours) / statistics.median(empty)
    print(table(ours, empty, ratio))
    return 0 if ratio <= MOST else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="first_page", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=9, help="measured starts of each (default 9)")
    parser.add_argument("--project", type=Path, default=ROOT, help="folder of start.py and dashboard.py")
    parser.add_argument("--libraries", default=",".join(LIBRARIES), help="what the empty app imports")
    return parser.parse_args()


def empty_app(libraries: list[str]) -> str:
    """The source of a page that imports the same and shows one heading."""
    for library in libraries:
        importlib.import_module(library)  # A name that cannot be imported would flatter us.
    imports = "".join(f"import {library}\n" for library in ["streamlit", *libraries])
    return f"{imports}\nstreamlit.title('Empty')\n"


def start_ours(project: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the dashboard as ``make run`` does."""
    return _start([sys.executable, str(project / "start.py"), "run", "--port", str(port)], project)


def start_empty(app: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the empty app with Streamlit's own command, under the same settings where they bear on time."""
    settings = ["--server.headless=true", "--browser.gatherUsageStats=false", "--browser.serverAddress=localhost"]
    settings += ["--server.address=127.0.0.1", "--server.fileWatcherType=none", f"--server.port={port}"]
    return _start([sys.executable, "-m", "streamlit", "run", str(app), *settings], app.parent)


def _start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def first_page(browser: Browser, start: Callable[[int], subprocess.Popen[bytes]]) -> float:
    """Seconds from the command until a heading is seen and the page's script is done."""
    port = free_port()
    page = browser.new_page()
    begun = time.perf_counter()
    with _stopped_afterwards(start(port)) as server:
        _open(page, f"http://localhost:{port}", server)
        page.wait_for_selector(HEADING, timeout=SECONDS * 1000)
        page.wait_for_selector(FINISHED, timeout=SECONDS * 1000)
        seconds = time.perf_counter() - begun
    page.close()
    return seconds


def _open(page: Page, address: str, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + SECONDS
    while True:
        try:
            page.goto(address)
        except Error:
            if server.poll() is not None or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return


@contextmanager
def _stopped_afterwards(server: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    try:
        yield server
    finally:
        if os.name == "nt":  # There a stopped starter would leave the server behind.
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(server.pid)], capture_output=True, check=False)
        else:
            server.send_signal(signal.SIGTERM)
        server.wait()


def table(ours: list[float], empty: list[float], ratio: float) -> str:
    """The result as a Markdown table."""
    rows = [
        f"| {name} | {statistics.median(times):.2f} | {min(times):.2f} | {max(times):.2f} | {len(times)} |"
        for name, times in (("make run, again", ours), ("empty Streamlit app, same imports", empty))
    ]
    head = ["| first page, seconds | median | least | most | runs |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, "", f"ratio of the medians: {ratio:.2f} (at most {MOST})"])


if __name__ == "__main__":
    sys.exit(main())
