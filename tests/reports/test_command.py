"""The headless command: files written whole, one clear message a problem, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reports.__main__ import main
from tests.sample import AFTER, BEFORE, INSTRUMENT

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reports", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_both_files_are_written_and_named(tmp_path: Path) -> None:
    done = run(BEFORE, AFTER, "--instrument", INSTRUMENT, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["results.json", "results.xlsx"]
    assert done.stdout.split() == [str(tmp_path / "out" / name) for name in ("results.json", "results.xlsx")]


def test_one_round_alone_gives_scores_and_no_changes(tmp_path: Path) -> None:
    assert main([str(BEFORE), "--instrument", str(INSTRUMENT), "--out", str(tmp_path), "--formats", "json"]) == 0
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert document["scores"]
    assert document["changes"] == []
    assert not (tmp_path / "results.xlsx").exists()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert main([str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--out", str(tmp_path / name)]) == 0
    for file in ("results.json", "results.xlsx"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_messages_and_sentences_come_in_the_language_asked_for(tmp_path: Path) -> None:
    arguments = [str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--lang", "ar", "--formats", "json"]
    assert main([*arguments, "--out", str(tmp_path)]) == 0
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert all("ثقة" in row["sentence"] for row in document["changes"] if row["group"] == "SIDE:civil_society")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--threshold", "2"], "3 or more"),
        (["--group-by", "sex"], "--group-by"),
        (["--formats", "pptx"], "pptx"),
        (["--estimand", "all"], "--estimand"),
        (["--test", "mann_whitney", "--estimand", "matched"], "mann_whitney"),
        (["--margin", "0"], "margin"),
    ],
)
def test_what_is_not_offered_is_refused_with_exit_2_and_nothing_written(
    tmp_path: Path, options: list[str], said: str
) -> None:
    done = run(BEFORE, AFTER, "--instrument", INSTRUMENT, "--out", tmp_path / "out", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def _bad(tmp_path: Path, kind: str) -> list[str | Path]:
    """Arguments with one bad file."""
    bad = tmp_path / "bad.xlsx"
    if kind == "same file twice":
        return [BEFORE, BEFORE, "--instrument", INSTRUMENT]
    if kind == "instrument without scores":
        return [BEFORE, AFTER, "--instrument", BEFORE]
    if kind == "missing":
        return [tmp_path / "nowhere.xlsx", AFTER, "--instrument", INSTRUMENT]
    content = {
        "not a spreadsheet": b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
        "empty": b"",
        "truncated": BEFORE.read_bytes()[:4000],
        "no known item": b"colour,shape\nred,round\n",
    }[kind]
    bad.write_bytes(content)
    return [bad, AFTER, "--instrument", INSTRUMENT]


@pytest.mark.parametrize(
    "kind",
    [
        "not a spreadsheet", "empty", "truncated", "no known item",
        "same file twice", "instrument without scores", "missing",
    ],
)  # fmt: skip
def test_bad_input_gives_a_message_that_names_the_file_and_nothing_is_written(tmp_path: Path, kind: str) -> None:
    arguments = _bad(tmp_path, kind)
    done = run(*arguments, "--out", tmp_path / "out")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    named = {"same file twice": "before.xlsx", "instrument without scores": "before.xlsx", "missing": "nowhere.xlsx"}
    assert named.get(kind, "bad.xlsx") in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_told_with_exit_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run(BEFORE, AFTER, "--instrument", INSTRUMENT, "--out", tmp_path / "file" / "out")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "--out" in done.stderr
