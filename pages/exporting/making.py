"""The making of files while it lasts: in a thread of its own, file by file, so that it can be watched and stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from threading import Event

from reports.archive import zip_of


@dataclass(frozen=True)
class Task:
    """A file to be made.

    Attributes
    ----------
    stage : str
        What is said while it is made.
    file_name : str
    mime : str
        Its media type.
    write : callable
        Makes its bytes; knows nothing of Streamlit.
    """

    stage: str
    file_name: str
    mime: str
    write: Callable[[], bytes]


@dataclass(frozen=True)
class MadeFile:
    """A file to be handed over."""

    name: str
    mime: str
    content: bytes


class Making:
    """Files in the making; what is stopped leaves nothing behind.

    Parameters
    ----------
    tasks : sequence of Task
        One at least.
    archive : str
        Name of the ZIP in which several are handed over.
    executor : concurrent.futures.Executor
        Where they are made.
    """

    def __init__(self, tasks: Sequence[Task], archive: str, executor: Executor) -> None:
        self._tasks, self._archive = tuple(tasks), archive
        self._stopped = Event()
        self._done = 0
        self._future: Future[MadeFile | None] = executor.submit(self._make)

    @property
    def share(self) -> float:
        """How much is made, from 0 to 1."""
        return self._done / len(self._tasks)

    @property
    def stage(self) -> str:
        """What is being made; of what is over, what was made last."""
        return self._tasks[min(self._done, len(self._tasks) - 1)].stage

    @property
    def is_over(self) -> bool:
        """Whether it is made, stopped or has failed."""
        return self._future.done()

    @property
    def made(self) -> MadeFile | None:
        """The file; None as long as there is none."""
        whole = self.is_over and not self._future.cancelled() and self.error is None
        return self._future.result() if whole else None

    @property
    def error(self) -> BaseException | None:
        """Why there is no file, where its making went wrong."""
        return self._future.exception() if self.is_over and not self._future.cancelled() else None

    def wait(self, seconds: float) -> None:
        """Waits until it is over, or for so long."""
        wait_for([self._future], seconds)

    def stop(self) -> None:
        """Stops it: no other file is begun, and nothing is handed over."""
        self._stopped.set()
        self._future.cancel()

    def _make(self) -> MadeFile | None:
        """Makes the files one after another; none once it is stopped."""
        contents: dict[str, bytes] = {}
        for task in self._tasks:
            if self._stopped.is_set():
                return None
            contents[task.file_name] = task.write()
            self._done += 1
        if self._stopped.is_set():
            return None
        if len(self._tasks) > 1:
            return MadeFile(self._archive, "application/zip", zip_of(contents))
        only = self._tasks[0]
        return MadeFile(only.file_name, only.mime, contents[only.file_name])
