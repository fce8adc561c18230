"""The same inputs give the same bytes, in two processes that differ in all that must not matter."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from reports.formats import formats
from tests.machine import ROOT
from tests.sample import AFTER, BEFORE, INSTRUMENT
from words import LANGUAGES

WORLDS: tuple[Mapping[str, str], ...] = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Baghdad", "LC_ALL": "C", "LANG": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Caracas", "LC_ALL": "C.UTF-8", "LANG": "ar_IQ.UTF-8"},
)


def written(world: Mapping[str, str], language: str, out: Path) -> dict[str, bytes]:
    """All files of every format, written by a process in a world of its own."""
    command = [sys.executable, "-m", "reports", str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT)]
    command += ["--out", str(out), "--formats", ",".join(formats()), "--lang", language]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **world}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_processes_write_the_same_bytes(language: str, tmp_path: Path) -> None:
    one, other = (written(world, language, tmp_path / str(i)) for i, world in enumerate(WORLDS))
    assert sorted(one) == sorted(f"results.{each.ENDING}" for each in formats().values())
    assert [name for name in one if one[name] != other[name]] == []
