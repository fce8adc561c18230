"""Times the headless command on the real panel against its floor, whole processes in turn; prints a table.

Run it as ``python -m tests.benchmarks.command_time``; it needs the test data (``THIQA_SHARED``). The floor imports
pandas, NumPy and SciPy's stats and reads the same three files with calamine; the command does all the rest besides.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import ROOT, find_shared_data

FILES = ("pre_2006.xlsx", "post_2008.xlsx", "instrument.xlsx")
FLOOR = """
import sys
import numpy, pandas, scipy.stats
from python_calamine import CalamineWorkbook
for path in sys.argv[1:]:
    book = CalamineWorkbook.from_path(path)
    for sheet in book.sheet_names:
        book.get_sheet_by_name(sheet).to_python()
"""
RUNS = 7


def seconds(command: list[str]) -> float:
    """Wall seconds of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> int:
    """Prints the table; returns the exit code."""
    shared = find_shared_data()
    if shared is None:
        print("no test data: set THIQA_SHARED to their folder", file=sys.stderr)
        return 2
    before, after, instrument = (str(shared / "data" / "gss_panel" / name) for name in FILES)
    with tempfile.TemporaryDirectory() as out:
        reports = [sys.executable, "-m", "reports", before, after, "--instrument", instrument, "--out", out]
        commands = {
            "floor: imports, three files read": [sys.executable, "-c", FLOOR, before, after, instrument],
            "python -m reports, matched": reports,
            "python -m reports, two samples": [*reports, "--estimand", "independent"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(RUNS + 1):
            for name, command in commands.items():
                taken = seconds(command)
                if run:
                    times[name].append(taken)
    floor = statistics.median(next(iter(times.values())))
    print("| whole process | median, s | least, s | times the floor |\n| --- | --- | --- | --- |")
    for name, taken_times in times.items():
        median = statistics.median(taken_times)
        print(f"| {name} | {median:.2f} | {min(taken_times):.2f} | {median / floor:.2f} |")
    print(f"\n{RUNS} runs of each in turn, {Path(sys.executable).name} {sys.version.split()[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
