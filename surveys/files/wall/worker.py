"""The process behind the wall: opens the files that it is handed, one after another, until nobody hands it any more."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import threading
import time
from functools import partial
from typing import BinaryIO

from surveys.files.guards.inflation import Report
from surveys.files.spreadsheet import open_book
from surveys.files.upload import Upload
from surveys.files.wall.messages import receive, send
from surveys.model.issues import SurveyError

MOST_MEMORY = 1_400 * 1024**2
"""The most memory that opening a file may take, in bytes."""


_SOON = 0.3
MOST_SECONDS = 600
"""The most time of a processor that a process may take, for all its files."""


def main(given: BinaryIO, answers: BinaryIO) -> None:
    """Answers each file, handed as ``(job, name, content)``, until the stream ends.

    An answer is ``(job, "book", Book)`` or ``(job, "problems", issues)``; ``(job, "share", float)`` may come before it.
    """
    hold_down()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    threading.Thread(target=_get_ready, daemon=True).start()
    gc.disable()
    while True:
        try:
            job, name, content = receive(given)
        except EOFError:
            return
        kind, said = _opened(Upload(name, content), partial(_send_share, answers, job))
        send(answers, (job, kind, said))
        gc.collect()


def _opened(upload: Upload, report: Report) -> tuple[str, object]:
    try:
        return "book", open_book(upload, report)
    except SurveyError as error:
        return "problems", error.issues


def _get_ready() -> None:
    """Loads what only a large sheet needs, if there is time until the first file comes."""
    time.sleep(_SOON)
    importlib.import_module("fastexcel")
    importlib.import_module("pyarrow")


def _send_share(answers: BinaryIO, job: int, share: float) -> None:
    send(answers, (job, "share", share))


def _end_with(parent: int) -> None:
    """Ends this process once the one that started it is gone, even in the middle of a file."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def hold_down() -> None:
    """Holds memory and time down where the system can (not on Windows), and leaves no image of it on a disk."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    for limit in (resource.RLIMIT_DATA, resource.RLIMIT_AS):
        most = MOST_MEMORY if limit == resource.RLIMIT_DATA else 3 * MOST_MEMORY
        _, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(limit, (most, hard))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
