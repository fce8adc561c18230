"""The command given what is no file, no folder, no number: exit 2, one clear message, nothing written, no waiting."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from reports.__main__ import main
from tests.sample import AFTER, BEFORE, INSTRUMENT
from tests.surveys.workbooks import workbook

ROOT = Path(__file__).resolve().parent.parent.parent
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def refused(capsys: pytest.CaptureFixture[str], *arguments: object, out: Path) -> str:
    """What the command says when it refuses: in one line, with nothing written."""
    try:
        code: object = main([*map(str, arguments), "--out", str(out)])
    except SystemExit as done:
        code = done.code
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert not out.is_dir()
    (line,) = said.err.splitlines()
    return line


@POSIX
@pytest.mark.parametrize("place", ["round", "instrument"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "socket"])
def test_what_is_no_regular_file_is_refused_without_waiting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if kind == "pipe":
        os.mkfifo("it")
    elif kind == "folder":
        Path("it").mkdir()
    elif kind == "device":
        Path("it").symlink_to("/dev/zero")
    else:
        socket.socket(socket.AF_UNIX).bind("it")
    files = ["it", AFTER, "--instrument", INSTRUMENT] if place == "round" else [BEFORE, "--instrument", "it"]
    line = refused(capsys, *files, out=tmp_path / "out")
    assert line.startswith("it is no regular file")
    assert "<(" in line


@POSIX
def test_process_substitution_is_a_pipe(tmp_path: Path) -> None:
    command = f"{sys.executable} -m reports <(cat {BEFORE}) {AFTER} --instrument {INSTRUMENT} --out {tmp_path / 'out'}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "is no regular file" in done.stderr
    assert "Traceback" not in done.stderr


@POSIX
@pytest.mark.parametrize(
    "name", ["new\nline.csv", "esc\x1b[31m.csv", "bidi\N{RIGHT-TO-LEFT OVERRIDE}vsc.csv", "c1\x9b.csv"]
)
def test_signs_of_control_in_a_files_name_reach_neither_screen_nor_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    line = refused(capsys, tmp_path / name, "--instrument", INSTRUMENT, out=tmp_path / "out")
    assert line.isprintable() or "\N{REPLACEMENT CHARACTER}" in line
    assert not set(line) & set("\x1b\x9b\N{RIGHT-TO-LEFT OVERRIDE}")
    shutil.copy(BEFORE, tmp_path / name)
    assert (
        main([str(tmp_path / name), "--instrument", str(INSTRUMENT), "--out", str(tmp_path), "--formats", "json"]) == 0
    )
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    shown = document["survey"]["rounds"][0]["file"]
    assert not set(shown) & set("\n\x1b\x9b\N{RIGHT-TO-LEFT OVERRIDE}")


@POSIX
def test_a_folder_whose_name_is_no_text_is_written_to(tmp_path: Path) -> None:
    out = os.fsencode(tmp_path) + b"/o\xff"
    files = [str(BEFORE), "--instrument", str(INSTRUMENT)]
    command = [sys.executable, "-m", "reports", *files, "--formats", "json", "--out"]
    done = subprocess.run([*(os.fsencode(part) for part in command), out], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (Path(os.fsdecode(out)) / "results.json").is_file()


def test_a_sheets_name_is_shown_without_signs_of_control(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    upload = workbook("a.xlsx", {"x\N{RIGHT-TO-LEFT OVERRIDE}y": [["a\x1bb"], ["c"]]})
    (tmp_path / "a.xlsx").write_bytes(upload.content)
    try:
        code = main([str(tmp_path / "a.xlsx"), "--instrument", str(INSTRUMENT), "--out", str(tmp_path / "out")])
    except SystemExit as done:
        code = int(str(done.code))
    assert code == 2
    assert not set(capsys.readouterr().err) & set("\x1b\N{RIGHT-TO-LEFT OVERRIDE}")


@POSIX
@pytest.mark.parametrize("out", ["file", "pipe"])
def test_out_that_is_no_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
    place = tmp_path / f"{out}\x1b"
    if out == "file":
        place.write_text("mine", encoding="utf-8")
    else:
        os.mkfifo(place)
    assert "can't be written" in refused(capsys, BEFORE, "--instrument", INSTRUMENT, out=place)


@POSIX
@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_stands_in_the_place_of_a_result_and_is_no_file_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    place = tmp_path / "results.xlsx"
    if kind == "folder":
        place.mkdir()
        (place / "mine").write_text("mine", encoding="utf-8")
    else:
        os.mkfifo(place)
    assert main([str(BEFORE), "--instrument", str(INSTRUMENT), "--out", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert "results.xlsx" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["results.xlsx"]
    assert kind == "pipe" or (place / "mine").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--seed", "9" * 400], "--seed"),
        (["--seed", "9" * 5000], "--seed"),
        (["--seed", str(2**53)], "seed"),
        (["--margin", "nan"], "margin"),
        (["--margin", "inf"], "margin"),
        (["--margin", "1e999"], "margin"),
        (["--threshold", "1e9"], "--threshold"),
        (["--threshold", "1000000000"], "threshold"),
        (["--invited", "women=" + "9" * 400], "invited"),
        (["--invited", "women=" + "9" * 5000], "invited"),
        (["--invited", "wo\x1b[2Jmen=4"], "[2Jmen"),
        (["--invited", "women=4\x1b[2J"], "[2J"),
        (["--group-by", "\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}"], "[31m"),
        (["--formats", "\x1b[2Jx"], "[2jx"),
    ],
)
def test_numbers_beyond_all_bounds_and_signs_of_control_are_refused_in_one_short_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    line = refused(capsys, BEFORE, AFTER, "--instrument", INSTRUMENT, *options, out=tmp_path / "out")
    assert said in line
    assert len(line) < 600
    assert not set(line) & set("\x1b\N{RIGHT-TO-LEFT OVERRIDE}")
