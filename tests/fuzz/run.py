"""Reads hostile files, many, and says what became of them.

``python -m tests.fuzz.run --count 20000 --seed 1 --jobs 2`` prints a table, and each violation with the command that
repeats it; exit code 1 on any. With ``--command 300``, so many of them go through the headless command as well.
"""

from __future__ import annotations

import argparse
import json
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any

from tests.fuzz.through_command import through_command

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST = 30.0
"""The seconds that a case may take."""
MOST_MEMORY = 1_536.0
"""The memory that any one process may hold, in MB."""
_HUNG = 90.0
_BATCH = 200


@dataclass
class Told:
    """What became of cases."""

    codes: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, Any]] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def add(self, row: dict[str, Any]) -> None:
        """Take in one case."""
        self.rows.append(row)
        self.ways[row["how"]] += 1
        told = row["told"]
        if "!" in told:
            self.codes["VIOLATION"] += 1
            self._violation(row, told)
        else:
            self.codes.update([told] if told == "clean" else told.split(","))
        if row["s"] > LONGEST:
            self._violation(row, f"{row['s']:.1f} s")
        if max(row["own"], row["child"]) > MOST_MEMORY:
            self._violation(row, f"{row['own']:.0f} MB here, {row['child']:.0f} MB behind the wall")

    def _violation(self, row: dict[str, Any], what: str) -> None:
        self.violations.append(f"python -m tests.fuzz.run --seed {row['number']} --count 1    # {row['how']}: {what}")


def batch(first: int, count: int) -> Iterator[dict[str, Any]]:
    """The cases of a range, in processes of their own: one that hangs or dies is a violation, the next goes on."""
    following, end = first, first + count
    while following < end:
        command = [sys.executable, "-m", "tests.fuzz.batch", str(following), str(end - following)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(process.stdout, lines), daemon=True).start()
        begun: dict[str, Any] = {"number": following, "how": "?", "size": 0}
        for line in iter(partial(_line, lines), ""):
            said = json.loads(line)
            if "begins" in said:
                begun = {"number": said["begins"], "how": said["how"], "size": said["size"]}
                following = said["begins"] + 1
            else:
                yield begun | said
                begun = {}
        process.kill()
        process.wait()
        if begun and following < end + 1:
            yield begun | {"told": "! the process hung or died", "s": 0.0, "own": 0.0, "child": 0.0}
            following = max(following, begun["number"] + 1)


def _listen(stream: IO[str], lines: queue.SimpleQueue[str]) -> None:
    for line in stream:
        lines.put(line)
    lines.put("")


def _line(lines: queue.SimpleQueue[str]) -> str:
    """The next line; empty at the end, or when none comes."""
    try:
        return lines.get(timeout=_HUNG)
    except queue.Empty:
        return ""


def read_all(first: int, count: int, jobs: int) -> Told:
    """What becomes of the cases of a range."""
    told = Told()
    starts = range(first, first + count, _BATCH)
    with ThreadPoolExecutor(jobs) as pool:
        sizes = (min(_BATCH, first + count - start) for start in starts)
        for rows in pool.map(lambda start, size: list(batch(start, size)), starts, sizes):
            for row in rows:
                told.add(row)
    return told


def show(told: Told) -> None:
    """Print the table."""
    print(f"{len(told.rows)} files: {told.codes['clean']} clean, {len(told.violations)} violations")
    for title, counted in (("outcome (a file may have several)", told.codes), ("mutation", told.ways)):
        print(f"\n{title:<36} {'files':>7}")
        for name, count in counted.most_common():
            print(f"{name:<36} {count:>7}")
    print("\nwhat was largest               value   case")
    for title, key in (("seconds", "s"), ("MB, the reading process", "own"), ("MB, behind the wall", "child")):
        for row in sorted(told.rows, key=lambda one: -one[key])[:5]:
            case = f"{row['number']} ({row['how']}, {row['size']:,} bytes, {row['told'][:60]})"
            print(f"{title:<26} {row[key]:>9.2f}   {case}")
    died = [f"{row['number']} ({row['how']})" for row in told.rows if "worker_died" in row["told"]]
    print(f"\nended their reader: {', '.join(died) or 'none'}")
    for violation in told.violations:
        print(violation)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--command", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    start = time.perf_counter()
    told = read_all(options.seed, options.count, options.jobs)
    show(told)
    violations = len(told.violations)
    if options.command:
        violations += through_command(options.seed, options.command, options.jobs)
    print(f"\n{time.perf_counter() - start:.0f} s in all")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
