"""Hands files to processes behind the wall, and takes back what they make of them."""

from __future__ import annotations

import atexit
import math
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, BinaryIO, cast

from surveys.book import Book
from surveys.issues import Issue, SurveyError
from surveys.upload import Upload
from surveys.wall.frames import receive, send

_UNFIT = (
    EOFError,
    OSError,
    ValueError,
    UnpicklingError,
    AttributeError,
    ImportError,
    LookupError,
    TypeError,
    MemoryError,
)
"""What listening raises where the process behind the wall ended, or what it says is no answer."""

Progress = Callable[[str, float], None]
"""Told the name of a file and the share of it that is done, from 0 to 1, while it is being opened. What it raises
stops the opening of all files."""

MOST_SIZE = 200 * 1024**2
"""The largest file that is opened, in bytes."""
_AT_ONCE = 2
_ROOT = Path(__file__).resolve().parent.parent.parent
_PATIENCE, _PATIENCE_BY_BYTE = 20.0, 2e-6
_BETWEEN = 0.05
_PACE, _NEARLY = 1.0, 0.95
_LARGE = 4 * 1024**2


class Worker:
    """A process behind the wall, and the thread that listens to it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "surveys.wall.worker"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(_paths())},
        )
        self.answers: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        stream = cast(BinaryIO, self._process.stdout)
        try:
            while True:
                self.answers.put(receive(stream))
        except _UNFIT:
            self.answers.put(("died", None))

    def hand(self, upload: Upload) -> None:
        """Give it a file, without waiting until it has taken it."""
        threading.Thread(target=self._hand, args=(upload,), daemon=True).start()

    def _hand(self, upload: Upload) -> None:
        with suppress(OSError, ValueError):  # it died: the listening thread says so
            send(cast(BinaryIO, self._process.stdin), (upload.name, upload.content))

    def stop(self) -> None:
        """End it, at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(BinaryIO, stream).close()


def _paths() -> list[str]:
    """Where the process finds the program, and whatever this one has been told besides."""
    return [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]


_idle: list[Worker] = []
_lock = threading.Lock()


def _take() -> Worker:
    with _lock:
        return _idle.pop() if _idle else Worker()


def _give_back(worker: Worker) -> None:
    with _lock:
        if len(_idle) < _AT_ONCE:
            _idle.append(worker)
            return
    worker.stop()


def warm(number: int = _AT_ONCE) -> None:
    """Start processes ahead of the files."""
    for worker in [_take() for _ in range(number)]:
        _give_back(worker)


@atexit.register
def _stop_all() -> None:
    with _lock:
        while _idle:
            _idle.pop().stop()


class _Opening:
    """A file that a process behind the wall is opening."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.ends = time.monotonic() + _patience(upload)
        self._share, self._began, self._told = 0.0, time.monotonic(), time.monotonic()
        self._shown = 0.0
        self.outcome: Book | SurveyError | None = None
        self._worker = _take()
        self._worker.hand(upload)

    @property
    def share(self) -> float:
        """The share that is done: what was told last, then a guess by how long that took; it never falls."""
        if self.outcome is not None:
            return 1.0
        pace = max(_PACE, self._told - self._began)
        guess = self._share + (_NEARLY - self._share) * (1 - math.exp((self._told - time.monotonic()) / pace))
        self._shown = max(self._shown, guess)
        return self._shown

    def look(self) -> bool:
        """Take in what has been said; whether it is over."""
        while self.outcome is None:
            try:
                kind, said = self._worker.answers.get_nowait()
            except queue.Empty:
                if time.monotonic() < self.ends:
                    return False
                kind, said = "slow", None
            self._hear(kind, said)
        return True

    def _hear(self, kind: str, said: Any) -> None:
        if kind == "share":
            self._share, self._told = float(said), time.monotonic()
            return
        if kind == "book":
            self.outcome = cast(Book, said)
        elif kind == "problems":
            self.outcome = SurveyError(said)
        elif kind == "slow":
            values = {"seconds": round(_patience(self.upload))}
            self.outcome = SurveyError(Issue("error", "worker_too_slow", self.upload.name, values=values))
        else:
            self.outcome = SurveyError(Issue("error", "worker_died", self.upload.name))
        if kind in ("book", "problems") and len(self.upload.content) < _LARGE:
            _give_back(self._worker)
        else:
            self._worker.stop()

    def stop(self) -> None:
        """Give up, if it is not over."""
        if self.outcome is None:
            self._worker.stop()


def _patience(upload: Upload) -> float:
    """How long opening a file may take, in seconds."""
    return _PATIENCE + _PATIENCE_BY_BYTE * len(upload.content)


def open_all(uploads: Sequence[Upload], progress: Progress | None = None) -> list[Book | SurveyError]:
    """Open files behind the wall, two at a time.

    Parameters
    ----------
    uploads : sequence of Upload
        The files.
    progress : callable, optional
        Told how far each file is, several times a second, in the thread that calls.

    Returns
    -------
    list of Book or SurveyError
        In the order of the files: what each holds, or why it can't be opened.
    """
    outcomes: list[Book | SurveyError | None] = [_too_big(upload) for upload in uploads]
    waiting = [place for place, outcome in enumerate(outcomes) if outcome is None]
    running: dict[int, _Opening] = {}
    try:
        while waiting or running:
            while waiting and len(running) < _AT_ONCE:
                place = waiting.pop(0)
                running[place] = _Opening(uploads[place])
            for place, opening in list(running.items()):
                if opening.look():
                    outcomes[place] = running.pop(place).outcome
                if progress is not None:
                    progress(opening.upload.name, opening.share)
            if running:
                time.sleep(_BETWEEN if progress is not None else _BETWEEN / 10)
    finally:
        for opening in running.values():
            opening.stop()
    return [outcome for outcome in outcomes if outcome is not None]


def _too_big(upload: Upload) -> SurveyError | None:
    size = len(upload.content)
    if size <= MOST_SIZE:
        return None
    values = {"size": round(size / 1024**2), "most": MOST_SIZE // 1024**2}
    return SurveyError(Issue("error", "file_too_big", upload.name, values=values))


def open_one(upload: Upload) -> Book:
    """Open one file behind the wall.

    Raises
    ------
    SurveyError
        If it can't be opened; the message says why.
    """
    (outcome,) = open_all([upload])
    if isinstance(outcome, SurveyError):
        raise outcome
    return outcome
