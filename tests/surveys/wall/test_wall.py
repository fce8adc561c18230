"""A file is opened in a process of its own: whatever becomes of that process, the program goes on."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from surveys import SurveyError, Upload
from surveys.book import Book
from surveys.wall import open_all, open_one
from surveys.wall import opening as wall
from surveys.wall.frames import receive, send
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


def test_a_process_that_dies_costs_one_file_and_the_next_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def hand_and_die(self: wall.Worker, _upload: Upload) -> None:
        os.kill(self._process.pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)

    with monkeypatch.context() as patched:
        patched.setattr(wall.Worker, "hand", hand_and_die)
        assert problem(GOOD) == "worker_died"
    assert open_one(GOOD)


def test_a_process_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(wall, "_PATIENCE", 0.2)
        patched.setattr(wall.Worker, "hand", lambda _self, _upload: None)
        began = time.monotonic()
        assert problem(GOOD) == "worker_too_slow"
        assert time.monotonic() - began < 5
    assert open_one(GOOD)


def test_a_file_that_is_too_big_is_not_even_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wall, "MOST_SIZE", 10)
    assert problem(GOOD) == "file_too_big"


class PressedStopError(Exception):
    """Stands for the officer's press of the button."""


def test_what_is_raised_while_it_is_told_how_far_it_is_stops_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = []
    stop = wall.Worker.stop

    def note_and_stop(self: wall.Worker) -> None:
        stopped.append(self._process)
        stop(self)

    monkeypatch.setattr(wall.Worker, "stop", note_and_stop)

    def press(_name: str, _share: float) -> None:
        raise PressedStopError

    with pytest.raises(PressedStopError):
        open_all([GOOD], press)
    assert stopped
    assert all(process.poll() is not None for process in stopped)


def test_the_share_grows_to_the_whole() -> None:
    told: list[float] = []
    open_all([workbook("wide.xlsx", {"Data": [["x"] * 200] * 2_000})], lambda _name, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert 0.0 <= told[0] < 1.0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds memory down")
def test_the_process_may_not_take_more_memory_than_allowed() -> None:
    program = "from surveys.wall import worker; worker.hold_down(); bytearray(worker.MOST_MEMORY)"
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
