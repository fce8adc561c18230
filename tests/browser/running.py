"""A running dashboard; the server's own calls to the network are written down."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SPARING = ["--process-per-site", "--js-flags=--no-turbofan --no-maglev --min-semi-space-size=64"]
"""A browser for tests: pages share what is compiled, what runs once is not optimised, and rubbish is swept seldom."""
PATIENCE = 300
"""Seconds that a busy machine is given for anything; a test that waits for it longer has failed."""
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
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it and waits until it answers."""
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
        self._until(self._answers)

    def holds_uploads(self, expected: bool) -> bool:
        """Whether the server says that it holds files of anybody, asked until it says what is expected.

        It counts them anew every few seconds alone.
        """
        found = not expected

        def as_expected() -> bool:
            nonlocal found
            with urllib.request.urlopen(f"{self.url}/_stcore/metrics", timeout=PATIENCE) as answer:
                found = "UploadedFileManager" in answer.read().decode()
            return found == expected

        self._until(as_expected)
        return found

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=PATIENCE):
                return True
        except OSError:
            return False

    def _until(self, condition: Callable[[], bool]) -> None:
        """Asks again and again, as long as the server runs and patience lasts."""
        assert self.process is not None
        deadline = time.monotonic() + PATIENCE
        while not condition():
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.1)
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError((self.folder / "log.txt").read_text(encoding="utf-8", errors="replace"))

    def stop(self) -> None:
        """Ends it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)
            self.process = None

    def restart(self) -> None:
        """Ends it and starts it again."""
        self.stop()
        self.start()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A dashboard with a data folder in this one, ended afterwards."""
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
