"""Hostile files through the headless command: exit 0 with all files, or 2 with a message and nothing written."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.fuzz.mutations import case

ROOT = Path(__file__).resolve().parent.parent.parent
COMPLETE = {"results.json", "results.xlsx"}
LONGEST = 30.0
_HUNG, _LONGEST_ERROR = 120.0, 200_000


@dataclass(frozen=True)
class Ran:
    """What a run of the command did; `wrong` says what it must not do, and is empty where it does none of that."""

    number: int
    how: str
    code: int
    seconds: float
    wrong: str


def run_case(number: int, more: Sequence[str] = ()) -> Ran:
    """Run the command on a case."""
    one = case(number)
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name), Path(name) / "results"
        rounds = [folder / f"{place}" for place, _ in enumerate(one.rounds)]
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
        return Ran(
            number, one.how, code, seconds, _wrong(code, seconds, (folder / "error").read_text("utf-8"), written)
        )


def _wrong(code: int, seconds: float, error: str, written: set[str]) -> str:
    found = []
    if code not in (0, 2):
        found.append(f"exit {code}")
    if "Traceback" in error or len(error) > _LONGEST_ERROR or (code == 2) != bool(error.strip()):
        found.append(f"standard error of {len(error)} characters: …{error[-300:]!r}")
    if written != (COMPLETE if code == 0 else set()):
        found.append(f"wrote {sorted(written)}")
    if seconds > LONGEST:
        found.append(f"{seconds:.1f} s")
    return "; ".join(found)


def through_command(first: int, count: int, jobs: int) -> int:
    """Run the command on the cases of a range, print a table, and return how many did what they must not."""
    with ThreadPoolExecutor(jobs) as pool:
        ran = list(pool.map(partial(run_case, more=["--lang", "ar"] if first % 2 else ()), range(first, first + count)))
    codes = Counter(one.code for one in ran)
    wrong = [one for one in ran if one.wrong]
    print(f"\n{count} files through the command: exit 0 {codes[0]}, exit 2 {codes[2]}, {len(wrong)} violations")
    for one in sorted(ran, key=lambda one: -one.seconds)[:3]:
        print(f"{'seconds':<26} {one.seconds:>9.2f}   {one.number} ({one.how}, exit {one.code})")
    for one in wrong:
        print(f"python -m tests.fuzz.run --seed {one.number} --count 0 --command 1    # {one.how}: {one.wrong}")
    return len(wrong)
