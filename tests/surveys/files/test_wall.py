"""A file is opened in a process of its own: whatever becomes of that process, the program goes on."""

from __future__ import annotations

import io
import os
import pickle
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from surveys import SurveyError, Upload
from surveys.files.book import Book
from surveys.files.wall import open_all, open_one, workers
from surveys.files.wall import opening as wall
from surveys.files.wall.messages import receive, send
from tests.surveys.workbooks import HEADER, answers, workbook

GOOD = answers([["A-1", "ngo", "a", "d", "sa"]])


def problem(upload: Upload) -> str:
    with pytest.raises(SurveyError) as caught:
        open_one(upload)
    (found,) = caught.value.issues
    assert upload.name in found.message("en")
    return found.code


def test_a_book_comes_through_as_it_is() -> None:
    book = open_one(GOOD)
    assert isinstance(book, Book)
    assert book.sheets[0].row(0) == tuple(HEADER)


def test_what_is_wrong_comes_through_too() -> None:
    assert problem(Upload("empty.csv", b"")) == "file_empty"


def test_files_come_back_in_their_order_whatever_becomes_of_each() -> None:
    uploads = [GOOD, Upload("empty.csv", b""), Upload("c.csv", b"a,b\n1,2\n"), GOOD]
    kinds = [type(one) for one in open_all(uploads)]
    assert kinds == [Book, SurveyError, Book, Book]


def kill(worker: workers.Worker) -> None:
    os.kill(worker._process.pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)


def test_a_process_that_dies_costs_one_file_and_the_next_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(workers.Worker, "hand", lambda self, _upload: kill(self))
        assert problem(GOOD) == "worker_died"
    assert open_one(GOOD)


def test_a_process_that_was_ended_while_it_waited_is_not_the_file_s_fault() -> None:
    open_one(GOOD)
    for worker in workers.pool._idle:
        kill(worker)
    assert open_one(GOOD)


def test_where_files_are_kept_apart_no_process_opens_two(monkeypatch: pytest.MonkeyPatch) -> None:
    apart = workers._Pool()
    monkeypatch.setattr(wall, "pool", apart)
    apart.keep_apart()
    used = []
    hand = workers.Worker.hand

    def note_and_hand(self: workers.Worker, upload: Upload) -> None:
        used.append(self._process.pid)
        hand(self, upload)

    monkeypatch.setattr(workers.Worker, "hand", note_and_hand)
    assert all(isinstance(one, Book) for one in open_all([GOOD] * 4))
    assert len(set(used)) == 4
    apart.stop()


def test_an_answer_to_another_file_is_not_heard() -> None:
    worker = workers.Worker()
    worker._hand(-1, GOOD)
    worker.hand(Upload("empty.csv", b""))
    kind, _ = worker.answers.get(timeout=60)
    assert kind == "problems"
    assert worker.answers.empty()
    worker.stop()


@pytest.mark.parametrize(("kind", "said"), [("book", "no book"), ("problems", ()), ("share", "much"), ("else", None)])
def test_what_is_no_answer_counts_as_a_death(kind: str, said: object) -> None:
    opening = wall._Opening(GOOD)
    opening._hear(kind, said)
    assert isinstance(opening.outcome, SurveyError)
    assert [issue.code for issue in opening.outcome.issues] == ["worker_died"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets others wait for the end of a process")
def test_a_process_ends_with_the_one_that_started_it() -> None:
    program = (
        "import os; from surveys.files.wall.workers import Worker as W; "
        "print(W()._process.pid, flush=True); os._exit(0)"
    )
    root = Path(__file__).parents[3]
    run = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    with suppress(ProcessLookupError):  # it has ended already
        process = os.pidfd_open(int(run.stdout))
        assert select.select([process], [], [], 10)[0] == [process]
        os.close(process)


def test_a_process_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(wall, "_PATIENCE", 0.2)
        patched.setattr(workers.Worker, "hand", lambda _self, _upload: None)
        began = time.monotonic()
        assert problem(GOOD) == "worker_too_slow"
        assert time.monotonic() - began < 5
    assert open_one(GOOD)


def test_a_file_that_is_too_big_is_not_even_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wall, "MOST_SIZE", 10)
    assert problem(GOOD) == "file_too_big"


class PressedStopError(Exception):
    """Stands for the officer's press of the button."""


def test_what_is_raised_while_progress_is_reported_stops_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = []
    stop = workers.Worker.stop

    def note_and_stop(self: workers.Worker) -> None:
        stopped.append(self._process)
        stop(self)

    monkeypatch.setattr(workers.Worker, "stop", note_and_stop)
    monkeypatch.setattr(workers.Worker, "hand", lambda _self, _upload: None)

    def press(_name: str, _share: float) -> None:
        raise PressedStopError

    with pytest.raises(PressedStopError):
        open_all([GOOD], press)
    assert stopped
    assert all(process.poll() is not None for process in stopped)


def test_the_share_grows_to_the_whole() -> None:
    shares: list[float] = []
    open_all([workbook("wide.xlsx", {"Data": [["x"] * 200] * 2_000})], lambda _name, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert shares[0] >= 0.0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds memory down")
def test_the_process_may_not_take_more_memory_than_allowed() -> None:
    program = "from surveys.files.wall import worker; worker.hold_down(); bytearray(worker.MOST_MEMORY)"
    root = Path(__file__).parents[3]
    run = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "MemoryError" in run.stderr


def test_nothing_but_a_spreadsheet_s_types_passes() -> None:
    stream = io.BytesIO()
    send(stream, ("book", Path("/etc")))
    stream.seek(0)
    with pytest.raises(pickle.UnpicklingError):
        receive(stream)


def test_a_stream_that_is_cut_off_has_ended() -> None:
    stream = io.BytesIO()
    send(stream, "whole")
    with pytest.raises((EOFError, pickle.UnpicklingError)):
        receive(io.BytesIO(stream.getvalue()[:-1]))
