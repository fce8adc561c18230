"""Hostile files through the headless command: exit 0 with all files, or 2 with a message and nothing written."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.fuzz.mutations import case
from tests.fuzz.outcome import Became, FuzzRun
from words import say

ROOT = Path(__file__).resolve().parent.parent.parent
COMPLETE = {"results.json", "results.xlsx"}
_HUNG, _LONGEST_ERROR = 120.0, 200_000


def through_command(first: int, count: int, jobs: int) -> FuzzRun:
    """Runs the command on the cases of a range; in Arabic where the first is odd."""
    more = ["--lang", "ar"] if first % 2 else []
    with ThreadPoolExecutor(jobs) as pool:
        return FuzzRun("command", list(pool.map(partial(run_case, more=more), range(first, first + count))))


def run_case(number: int, more: Sequence[str] = ()) -> Became:
    """Runs the command on a case."""
    one = case(number)
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name), Path(name) / "results"
        rounds = [folder / f"{index}" for index, _ in enumerate(one.rounds)]
        for path, upload in zip([*rounds, folder / "form"], [*one.rounds, one.instrument], strict=True):
            path.write_bytes(upload.content)
        command = [sys.executable, "-m", "reports", *map(str, rounds), "--instrument", str(folder / "form")]
        start = time.perf_counter()
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        with (folder / "error").open("wb") as error:
            try:
                code = subprocess.run(
                    [*command, "--out", str(out), *more],
                    cwd=ROOT,
                    env=environment,
                    stdout=subprocess.DEVNULL,
                    stderr=error,
                    timeout=_HUNG,
                    check=False,
                ).returncode
            except subprocess.TimeoutExpired:
                code = -1
        seconds = time.perf_counter() - start
        written = {path.name for path in out.iterdir()} if out.is_dir() else set()
        wrong = _wrong(code, (folder / "error").read_text("utf-8"), written)
    size = len(one.hostile.content)
    return Became(number, one.how, f"exit {code}", seconds, size=size, wrong=wrong)


def _wrong(code: int, error: str, written: set[str]) -> str:
    found = []
    if code == 0:
        notes = tuple(say(f"workbook.{note}", "en") for note in ("note_one_result", "note_internal"))
        error = "\n".join(line for line in error.splitlines() if not line.endswith(notes))
    if code not in (0, 2):
        found.append(f"exit {code}")
    if "Traceback" in error or len(error) > _LONGEST_ERROR or (code == 2) != bool(error.strip()):
        found.append(f"standard error of {len(error)} characters: …{error[-300:]!r}")
    if written != (COMPLETE if code == 0 else set()):
        found.append(f"wrote {sorted(written)}")
    return "; ".join(found)
