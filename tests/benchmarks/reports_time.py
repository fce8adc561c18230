"""How long the whole pack takes, every format in one language: ``python -m tests.benchmarks.reports_time``.

Each format on its own and all one after the other, for the sample and, where its files are there, the panel of
`shared_data`; medians of several runs in one process, after a first one that loads the libraries, which is shown too.
Beside them, once, the analysis that they rest on.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from metrics import Shared, analyse, shared
from reports.formats import formats
from reports.report import Event, Report
from surveys import read_survey
from tests.machine import ROOT
from tests.sample import AFTER, BEFORE, INSTRUMENT

TIMES = 3


def _surveys() -> dict[str, list[Path]]:
    """Files of each survey, the questionnaire last."""
    found = {"the sample": [BEFORE, AFTER, INSTRUMENT]}
    panel = Path(os.environ.get("THIQA_SHARED", ROOT.parent / "shared")) / "data" / "gss_panel"
    if panel.is_dir():
        found["a panel of 1,669 and 1,025"] = [panel / f"{n}.xlsx" for n in ("pre_2006", "post_2008", "instrument")]
    return found


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _measure(result: Shared) -> dict[str, tuple[float, float]]:
    """Seconds of the first run and the median of the later ones, by format."""
    report = Report(result, event=Event("An event", "A place"))
    taken = {}
    for name, one in formats().items():
        first = _seconds(lambda one=one: one.write(report))  # type: ignore[misc]
        taken[name] = first, median(_seconds(lambda one=one: one.write(report)) for _ in range(TIMES))  # type: ignore[misc]
    return taken


def main() -> None:
    """Prints a table in Markdown."""
    for survey, paths in _surveys().items():
        start = time.perf_counter()
        result = shared(analyse(read_survey([str(path) for path in paths[:-1]], str(paths[-1]))))
        analysis = time.perf_counter() - start
        taken = _measure(result)
        print(f"\n{survey}: reading and analysing {analysis:.1f} s\n")
        print("| format | first, s | later, s |\n| --- | --- | --- |")
        for name, (first, later) in sorted(taken.items(), key=lambda item: -item[1][1]):
            print(f"| {name} | {first:.2f} | {later:.2f} |")
        print(f"| all | {sum(one for one, _ in taken.values()):.2f} | {sum(one for _, one in taken.values()):.2f} |")


if __name__ == "__main__":
    main()
