"""Hands files to processes behind the wall, and takes back what they make of them."""

from __future__ import annotations

import math
import queue
import time
from collections.abc import Callable, Sequence
from typing import Any

from surveys.files.book import Book
from surveys.files.upload import Upload
from surveys.files.wall.workers import AT_ONCE, Worker, pool, slots
from surveys.model.issues import Issue, SurveyError

Progress = Callable[[str, float], None]
"""Called with a file's name and the share of it that is done, from 0 to 1, while it is being opened. What it raises
stops the opening of all files."""

MOST_SIZE = 200 * 1024**2
"""The largest file that is opened, in bytes."""
_PATIENCE, _PATIENCE_BY_BYTE = 20.0, 2e-6
_BETWEEN = 0.05
_PACE, _NEARLY = 1.0, 0.95
_LARGE = 4 * 1024**2


class _Opening:
    """A file that a process behind the wall is opening."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self._ends = time.monotonic() + _patience(upload)
        self._share, self._began, self._heard = 0.0, time.monotonic(), time.monotonic()
        self._shown = 0.0
        self.outcome: Book | SurveyError | None = None
        self._has_answered = False
        self._worker = pool.take()
        self._worker.hand(upload)

    @property
    def share(self) -> float:
        """The share that is done: what was reported last, then a guess by how long that took; it never falls."""
        if self.outcome is not None:
            return 1.0
        pace = max(_PACE, self._heard - self._began)
        guess = self._share + (_NEARLY - self._share) * (1 - math.exp((self._heard - time.monotonic()) / pace))
        self._shown = max(self._shown, guess)
        return self._shown

    def look(self) -> bool:
        """Take in what has been said; whether it is over."""
        while self.outcome is None:
            try:
                kind, said = self._worker.answers.get_nowait()
            except queue.Empty:
                if time.monotonic() < self._ends:
                    return False
                kind, said = "slow", None
            self._hear(kind, said)
        return True

    def _hear(self, kind: str, said: Any) -> None:
        if kind == "died" and not self._has_answered:
            self._begin_anew()
        elif kind == "share" and isinstance(said, float):
            self._has_answered, self._share, self._heard = True, said, time.monotonic()
        else:
            self.outcome = self._outcome(kind, said)
            if kind in ("book", "problems") and len(self.upload.content) < _LARGE:
                pool.give_back(self._worker)
            else:
                self._worker.stop()

    def _begin_anew(self) -> None:
        """Hand the file to a new process: one that had waited may have been ended by the system meanwhile."""
        self._has_answered = True
        self._worker.stop()
        self._worker = Worker()
        self._worker.hand(self.upload)

    def _outcome(self, kind: str, said: Any) -> Book | SurveyError:
        if kind == "book" and isinstance(said, Book):
            return said
        if kind == "problems" and said and all(isinstance(one, Issue) for one in said):
            return SurveyError(said)
        if kind == "slow":
            values = {"seconds": round(_patience(self.upload))}
            return SurveyError(Issue("error", "worker_too_slow", self.upload.name, values=values))
        return SurveyError(Issue("error", "worker_died", self.upload.name))

    def stop(self) -> None:
        """Give up, if it is not over."""
        if self.outcome is None:
            self._worker.stop()


def _patience(upload: Upload) -> float:
    """How long opening a file may take, in seconds."""
    return _PATIENCE + _PATIENCE_BY_BYTE * len(upload.content)


def open_all(uploads: Sequence[Upload], progress: Progress | None = None) -> list[Book | SurveyError]:
    """Open files behind the wall, two at a time; of all who read at once, four.

    Parameters
    ----------
    uploads : sequence of Upload
        The files.
    progress : callable, optional
        Called with how far each file is, several times a second, in the thread that calls.

    Returns
    -------
    list of Book or SurveyError
        In the order of the files: what each holds, or why it can't be opened.
    """
    outcomes: list[Book | SurveyError | None] = [_too_big(upload) for upload in uploads]
    waiting = [index for index, outcome in enumerate(outcomes) if outcome is None]
    running: dict[int, _Opening] = {}
    try:
        while waiting or running:
            while waiting and len(running) < AT_ONCE and slots.acquire(blocking=False):
                index = waiting.pop(0)
                running[index] = _Opening(uploads[index])
            for index, opening in list(running.items()):
                if opening.look():
                    outcomes[index] = running.pop(index).outcome
                    slots.release()
                if progress is not None:
                    progress(opening.upload.name, opening.share)
            if waiting or running:
                time.sleep(_BETWEEN if progress is not None else _BETWEEN / 10)
    finally:
        for opening in running.values():
            opening.stop()
            slots.release()
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
