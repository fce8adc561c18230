"""Times whole processes in turn: the floor, the headless command, and what an analyst would run instead.

``python -m tests.benchmarks.command_time`` prints a Markdown table (some five minutes); with ``--without-peer`` the
peer is left out. Surveys are made up in three sizes; the real panel comes last where the test data are
(``THIQA_SHARED``). The floor imports pandas, NumPy and SciPy's stats and reads the same three files with fastexcel;
the command does all the rest besides.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.made_survey import write_survey
from tests.machine import ROOT, find_shared_data

SIZES = ((40, 20, 8), (400, 60, 8), (10_000, 40, 12))
PANEL = ("pre_2006.xlsx", "post_2008.xlsx", "instrument.xlsx")
FLOOR = """
import sys
import numpy, pandas, scipy.stats
import fastexcel
for path in sys.argv[1:]:
    book = fastexcel.read_excel(path)
    for sheet in book.sheet_names:
        book.load_sheet(sheet).to_arrow()
"""
OURS, PEER = "python -m reports", "the peer: SciPy's approximate p"
RUNS = 5

Commands = dict[str, list[str]]


def seconds(command: list[str]) -> float:
    """Wall seconds of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def floor_and_ours(files: tuple[Path, Path, Path], out: Path) -> Commands:
    """The floor, and the command as it comes."""
    before, after, form = map(str, files)
    return {
        "the floor": [sys.executable, "-c", FLOOR, before, after, form],
        OURS: [sys.executable, "-m", "reports", before, after, "--instrument", form, "--out", str(out)],
    }


def peers(files: tuple[Path, Path, Path], out: Path) -> Commands:
    """The peer, by pandas' own reader and by the quickest that pandas knows."""
    before, after, form = map(str, files)
    start = [sys.executable, "-m", "tests.benchmarks.peer", before, after, "--instrument", form, "--out", str(out)]
    return {PEER: start, f"{PEER}, read by calamine": [*start, "--reader", "calamine"]}


def time_in_turn(commands: Commands) -> dict[str, list[float]]:
    """Seconds of each command, all of them in turn; the first turn does not count."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(RUNS + 1):
        for name, command in commands.items():
            taken = seconds(command)
            if run:
                times[name].append(taken)
    return times


def print_lines(survey: str, commands: Commands) -> None:
    """The lines of one survey."""
    times = time_in_turn(commands)
    floor = statistics.median(times["the floor"])
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"| {survey} | {name} | {median:.2f} | {min(taken):.2f} | {median / floor:.2f} |", flush=True)


def main() -> int:
    """Prints the table; returns the exit code."""
    parser = argparse.ArgumentParser(description="Times whole processes.")
    parser.add_argument("--without-peer", action="store_true", help="the floor and our command alone")
    alone = parser.parse_args().without_peer
    print("| survey | whole process | median, s | least, s | times the floor |\n| --- | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        for people, items, groups in SIZES:
            files = write_survey(Path(folder), people, items, groups)
            commands = floor_and_ours(files, out) | ({} if alone else peers(files, out))
            print_lines(f"{people:,} × {items} × {groups}", commands)
        shared = find_shared_data()
        if shared is not None:
            before, after, form = (shared / "data" / "gss_panel" / name for name in PANEL)
            commands = floor_and_ours((before, after, form), out)
            commands[f"{OURS}, two samples"] = [*commands[OURS], "--estimand", "independent"]
            print_lines("real panel, 1,669 and 1,025", commands)
    print(f"\n{RUNS} runs of each in turn, Python {sys.version.split()[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
