"""The processes behind the wall: started, handed a file at a time, listened to, ended."""

from __future__ import annotations

import atexit
import itertools
import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from pickle import UnpicklingError
from typing import Any, BinaryIO, cast

from surveys.files.upload import Upload
from surveys.files.wall.messages import receive, send

AT_ONCE = 2
"""Files that one reading opens at a time."""
_MOST_AT_ONCE = 4
"""Files that are opened at a time by all who read: each may take the memory that one process is allowed."""
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

slots = threading.BoundedSemaphore(_MOST_AT_ONCE)
"""One for each file that is being opened."""
_jobs = itertools.count(1)


class Worker:
    """A process behind the wall, and the thread that listens to it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", f"{__package__}.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": _path()},
        )
        self.answers: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._job = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        stream = cast(BinaryIO, self._process.stdout)
        try:
            while True:
                job, kind, said = receive(stream)
                if job == self._job:
                    self.answers.put((str(kind), said))
        except _UNFIT:
            self.answers.put(("died", None))

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def hand(self, upload: Upload) -> None:
        """Give it a file, without waiting until it has taken it."""
        self._job = next(_jobs)
        threading.Thread(target=self._hand, args=(self._job, upload), daemon=True).start()

    def _hand(self, job: int, upload: Upload) -> None:
        with suppress(OSError, ValueError):  # it died: the listening thread says so
            send(cast(BinaryIO, self._process.stdin), (job, upload.name, upload.content))

    def stop(self) -> None:
        """End it, at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(BinaryIO, stream).close()


def _path() -> str:
    """Where the process finds the program and its libraries: wherever this one does, in the same order."""
    return os.pathsep.join(map(os.path.abspath, sys.path))


class _Pool:
    """Processes that wait for a file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._apart = False

    def take(self) -> Worker:
        """One that waits, else a new one; where files are kept apart another is started in its place."""
        with self._lock:
            waiting = [worker for worker in self._idle if worker.is_alive]
            worker = waiting.pop() if waiting else None
            self._idle = waiting
        if self._apart:
            threading.Thread(target=self._add, daemon=True).start()
        return worker or Worker()

    def give_back(self, worker: Worker) -> None:
        """Let it wait for the next file, unless files are kept apart or enough wait already."""
        if self._apart or not self._keep(worker):
            worker.stop()

    def keep_apart(self) -> None:
        """From now on each process opens one file, and some are started ahead."""
        self._apart = True
        for _ in range(AT_ONCE):
            self._add()

    def _add(self) -> None:
        worker = Worker()
        if not self._keep(worker):
            worker.stop()

    def _keep(self, worker: Worker) -> bool:
        with self._lock:
            if len(self._idle) < AT_ONCE:
                self._idle.append(worker)
                return True
        return False

    def stop(self) -> None:
        """End all that wait."""
        with self._lock:
            while self._idle:
                self._idle.pop().stop()


pool = _Pool()
atexit.register(pool.stop)
