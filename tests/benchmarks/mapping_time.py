"""Times the mapping of large surveys: two rounds, guessed and then read by what was guessed.

``python -m tests.benchmarks.mapping_time`` prints a Markdown table. The floor opens the same two files and does nothing
else; what is read is read by the guess, untouched. The three take turns, the first turn does not count, and the least
of each is printed: others may use the machine. Processor time is that of the process itself; files are opened in
processes of their own.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from surveys import Upload, read_survey
from surveys.files.wall import open_all
from surveys.mapping import guess_mapping, instrument_from_mapping
from tests.benchmarks.made_survey import write_survey

SIZES = ((10_000, 40), (30_000, 40))
GROUPS, RUNS = 12, 5
FLOOR, GUESS, READ = "both files opened", "guessed", "read by the guess"


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that something takes, and those of the processor in this process."""
    began, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - busy


def measure(paths: tuple[Path, ...]) -> dict[str, tuple[float, float]]:
    """The least seconds, and the least of the processor, of each kind of work."""
    instrument = instrument_from_mapping(guess_mapping([Upload.from_path(path) for path in paths]))
    work: dict[str, Callable[[list[Upload]], object]] = {
        FLOOR: open_all,
        GUESS: guess_mapping,
        READ: lambda rounds: read_survey(rounds, instrument),
    }
    least = dict.fromkeys(work, (float("inf"), float("inf")))
    for turn in range(RUNS + 1):
        for name, of in work.items():
            rounds = [Upload.from_path(path) for path in paths]
            taken = seconds(lambda of=of, rounds=rounds: of(rounds))  # type: ignore[misc]
            if turn:
                least[name] = (min(least[name][0], taken[0]), min(least[name][1], taken[1]))
    return least


def main() -> int:
    """Prints the table; returns the exit code."""
    print("| people × answers, twice | what | least, s | times the floor | of the processor, s |")
    print("| --- | --- | ---: | ---: | ---: |")
    for people, items in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            before, after, _ = write_survey(Path(folder), people, items, GROUPS)
            least = measure((before, after))
        for name, (taken, busy) in least.items():
            times = taken / least[FLOOR][0]
            print(f"| {people:,} × {items} | {name} | {taken:.2f} | {times:.2f} | {busy:.2f} |", flush=True)
    print(f"\n{RUNS} runs of each in turn, Python {sys.version.split()[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
