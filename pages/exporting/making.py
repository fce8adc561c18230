"""The making of files while it lasts: in a thread of its own, part by part, so that it can be watched and stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from threading import Event

from reports.files.archive import zip_of
from reports.running.progress import StoppedError, each, watched


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
        self._begun = self._tasks[0]
        self._share = 0.0
        self._future: Future[MadeFile | None] = executor.submit(self._make)

    @property
    def share(self) -> float:
        """How much is made, from 0 to 1."""
        return self._share

    @property
    def stage(self) -> str:
        """What is being made; of what is over, what was made last."""
        return self._begun.stage

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
        """Stops it: no other file is begun, nor another part of the one in the making; nothing is handed over."""
        self._stopped.set()
        self._future.cancel()

    def _make(self) -> MadeFile | None:
        """Makes the files one after another; none once it is stopped."""
        contents: dict[str, bytes] = {}
        try:
            with watched(self._stopped.is_set, self._tell):
                for task in each(self._tasks):
                    self._begun = task
                    contents[task.file_name] = task.write()
        except StoppedError:
            return None
        if self._stopped.is_set():
            return None
        self._tell(1.0)
        if len(self._tasks) > 1:
            return MadeFile(self._archive, "application/zip", zip_of(contents))
        only = self._tasks[0]
        return MadeFile(only.file_name, only.mime, contents[only.file_name])

    def _tell(self, share: float) -> None:
        self._share = share
