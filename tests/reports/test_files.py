"""Files are written whole or not at all; what stood there before stands there again after a failure."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reports.files.folder import write_all
from tests.machine import ROOT

NAMES = ("a.json", "b.xlsx", "c.pdf")


def test_all_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    written = write_all(tmp_path / "out", {"a.json": b"1", "b.xlsx": b"2"})
    assert [path.read_bytes() for path in written] == [b"1", b"2"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.xlsx"]


def test_files_of_the_same_name_are_replaced(tmp_path: Path) -> None:
    write_all(tmp_path, {"a.json": b"old"})
    write_all(tmp_path, {"a.json": b"new"})
    assert (tmp_path / "a.json").read_bytes() == b"new"


def test_where_one_file_cannot_be_replaced_all_stand_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path, {"a.json": b"old a", "b.xlsx": b"old b"})
    replace = Path.replace

    def open_in_excel(self: Path, target: Path) -> Path:
        if self.name == "b.xlsx" and self.read_bytes() == b"new b":
            raise PermissionError("in use by another program")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", open_in_excel)
    with pytest.raises(PermissionError):
        write_all(tmp_path, {"a.json": b"new a", "b.xlsx": b"new b", "c.txt": b"new c"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.json": b"old a", "b.xlsx": b"old b"}


@pytest.mark.parametrize("step", range(1, 6))
def test_where_it_is_interrupted_all_stand_as_before(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(tmp_path, {"a.json": b"old a", "b.xlsx": b"old b"})
    replace, steps = Path.replace, iter(range(1, 99))

    def interrupted(self: Path, target: Path) -> Path:
        if next(steps) == step:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all(tmp_path, {"a.json": b"new a", "b.xlsx": b"new b", "c.txt": b"new c"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.json": b"old a", "b.xlsx": b"old b"}


def test_two_that_write_at_once_leave_the_files_of_one_of_them(tmp_path: Path) -> None:
    def write(who: int) -> None:
        write_all(tmp_path, {name: bytes([who]) * 10_000 for name in NAMES})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(1, 65)))
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(found) == sorted(NAMES)
    assert len(set(found.values())) == 1
    assert {len(content) for content in found.values()} == {10_000}


def _in_a_process(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )


KILLED = """
import os, signal, sys
from pathlib import Path
from reports.files.folder import write_all

class Killing(dict):
    def items(self):
        yield "a.json", b"new"
        os.kill(os.getpid(), signal.SIGKILL)

write_all(Path(sys.argv[1]), Killing({"a.json": b"new", "b.xlsx": b"new"}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_where_it_is_killed_midway_all_stands_as_before_and_the_next_one_writes(tmp_path: Path) -> None:
    write_all(tmp_path, {"a.json": b"old"})
    assert _in_a_process(KILLED, tmp_path).returncode == -9
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == {"a.json": b"old"}
    write_all(tmp_path, {"a.json": b"newer", "b.xlsx": b"newer"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == {
        "a.json": b"newer",
        "b.xlsx": b"newer",
    }
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [], "what the killed one left is gone"


def test_what_one_that_was_killed_had_set_aside_stands_in_its_place_again(tmp_path: Path) -> None:
    aside = tmp_path / ".writing-killed" / "old"
    aside.mkdir(parents=True)
    (aside / "a.json").write_bytes(b"old")
    (aside / "b.xlsx").write_bytes(b"old")
    (tmp_path / "b.xlsx").write_bytes(b"new")
    write_all(tmp_path, {"c.pdf": b"c"})
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found == {"a.json": b"old", "b.xlsx": b"new", "c.pdf": b"c"}


NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from reports.files.folder import write_all

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_all(Path(sys.argv[1]), {"a.json": b"new", "b.xlsx": b"x" * 5000})
except OSError as error:
    print("refused", error.errno)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_where_there_is_no_room_nothing_is_left_half_written(tmp_path: Path) -> None:
    write_all(tmp_path, {"a.json": b"old"})
    said = _in_a_process(NO_ROOM, tmp_path)
    assert said.stdout.startswith("refused"), said.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.json": b"old"}
