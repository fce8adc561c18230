"""The same inputs give the same bytes, in two processes that differ in all that must not matter."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from reports.formats import formats
from tests.machine import ROOT
from tests.sample import AFTER, BEFORE, INSTRUMENT
from words import LANGUAGES

WORLDS: tuple[Mapping[str, str], ...] = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Baghdad", "LC_ALL": "C", "LANG": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Caracas", "LC_ALL": "C.UTF-8", "LANG": "ar_IQ.UTF-8"},
)
RUNS = """if True:
    import sys
    from reports.__main__ import main
    out, languages, *arguments = sys.argv[1:]
    for language in languages.split(","):
        assert main([*arguments, "--lang", language, "--out", f"{out}/{language}"]) == 0
"""


def written(world: Mapping[str, str], languages: Sequence[str], out: Path) -> dict[str, bytes]:
    """All files of every format, written by a process in a world of its own, in one language after another."""
    command = [sys.executable, "-c", RUNS, str(out), ",".join(languages)]
    command += [str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--formats", ",".join(formats())]
    out.mkdir()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **world}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.*")}


def test_two_processes_write_the_same_bytes_in_every_language(tmp_path: Path) -> None:
    """Each language is written after others by one process than by the other: what was made before must not matter."""
    orders = LANGUAGES, LANGUAGES[::-1]
    one, other = (
        written(world, order, tmp_path / str(number))
        for number, (world, order) in enumerate(zip(WORLDS, orders, strict=True))
    )
    files = [f"results.{each.ENDING}" for each in formats().values()]
    assert sorted(one) == sorted(other) == sorted(f"{language}/{file}" for language in LANGUAGES for file in files)
    assert [name for name in one if one[name] != other[name]] == []
