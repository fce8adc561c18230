"""A running dashboard and a browser for it; the server's own calls to the network are written down."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
RECORDER = """
import os, sys
def _write(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        with open(os.environ["THIQA_CALLS"], "a") as file:
            file.write(f"{event} {arguments[1:] if event != 'socket.getaddrinfo' else arguments[:1]}\\n")
sys.addaudithook(_write)
_write("socket.connect", (None, "the recorder is on: localhost"))
"""


class Server:
    """A dashboard in a process of its own, with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.calls = folder / "calls.txt"
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.user = folder / "user"
        self.user.mkdir()
        self.calls.touch()
        (folder / "recorder").mkdir()
        (folder / "recorder" / "sitecustomize.py").write_text(RECORDER)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = {
            **os.environ,
            "THIQA_HOME": str(self.home),
            "THIQA_CALLS": str(self.calls),
            "HOME": str(self.user),
            "TMPDIR": str(self.temporary),
            "TEMP": str(self.temporary),
            "PYTHONPATH": str(self.folder / "recorder"),
        }
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(self.port)]
        with (self.folder / "log.txt").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise TimeoutError((self.folder / "log.txt").read_text())

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None

    def restart(self) -> None:
        self.stop()
        self.start()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


def settle(page: Page) -> None:
    """Waits until the page has drawn a title and the script rests, twice in a row."""
    page.locator("h1").first.wait_for(timeout=60_000)
    for _ in range(2):
        page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=60_000)
        page.wait_for_timeout(300)
