"""Times the analysis alone, beside what an analyst would write instead, and against the number of people.

``python -m tests.benchmarks.analysis_speed`` prints three Markdown tables (some six minutes), or those named of
``comparison``, ``growth`` and ``imports``; with ``--without-peer`` only our own lines. Files are read beforehand. Every
run has answers of its own, so that nothing remembered from the run before can help; variants take turns, so that a
busy machine slows all of them.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from metrics import analyse
from surveys import Survey, Upload, read_survey
from tests.benchmarks import peer
from tests.benchmarks.made_survey import survey_in_memory, write_survey
from tests.machine import ROOT

PEOPLE, ITEMS, GROUPS = 400, 60, 8
RUNS, SLOW_RUNS, IMPORT_RUNS = 5, 3, 7
PARTS = ("comparison", "growth", "imports")
RESPONDENTS = {1_000: RUNS, 10_000: RUNS, 100_000: SLOW_RUNS}
"""How many people, and how often their analysis is timed."""
SCALING_ITEMS = 20
OURS = "ours, exact p"
IMPORT = "import time, pandas, scipy.stats; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"


@dataclass(frozen=True)
class Variant:
    """One way to the tables: what runs on a survey read by us and by the peer, and how often."""

    run: Callable[[Survey, peer.Frames], object]
    runs: int


def _peers(p: str, runs: int) -> Variant:
    return Variant(lambda _, frames: peer.analyse(frames, p), runs)


VARIANTS = {
    OURS: Variant(lambda survey, _: analyse(survey), RUNS),
    "SciPy's approximate p": _peers("approx", RUNS),
    "pingouin's p": _peers("pingouin", RUNS),
    "9,999 permutations": _peers("permutation", SLOW_RUNS),
}


def seconds(call: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def made(seed: int) -> tuple[Survey, peer.Frames]:
    """A made survey as both read it from the same files."""
    with tempfile.TemporaryDirectory() as folder:
        before, after, form = write_survey(Path(folder), PEOPLE, ITEMS, GROUPS, seed)
        survey = read_survey([Upload.from_path(before), Upload.from_path(after)], Upload.from_path(form))
        return survey, peer.read(before, after, form, "calamine")


def compare(names: Sequence[str]) -> dict[str, list[float]]:
    """Seconds of each variant, in turn; one run on other answers goes before, for those that are quick."""
    taken: dict[str, list[float]] = {name: [] for name in names}
    for seed in range(RUNS + 1):
        survey, frames = made(seed)
        for name in names:
            variant = VARIANTS[name]
            if seed == 0 and variant.runs == RUNS:
                variant.run(survey, frames)
            elif 0 < seed <= variant.runs:
                taken[name].append(seconds(partial(variant.run, survey, frames)))
    return taken


def print_comparison(names: Sequence[str]) -> None:
    """The table of ours and the peer's."""
    medians = {name: statistics.median(taken) for name, taken in compare(names).items()}
    print(f"Analysis alone, {PEOPLE} matched respondents × {ITEMS} items × {GROUPS} groups:\n")
    print("| analysis | runs | median, s | times ours |\n| --- | ---: | ---: | ---: |")
    for name, median in medians.items():
        print(f"| {name} | {VARIANTS[name].runs} | {median:.3g} | {median / medians[OURS]:.3g} |")


def peak_memory(survey: Survey) -> int:
    """The most bytes that an analysis holds at once, beyond the survey itself."""
    tracemalloc.start()
    analyse(survey)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def print_growth() -> None:
    """The table of time and memory against the number of people."""
    print(f"\nOurs against the number of respondents, {SCALING_ITEMS} items × {GROUPS} groups:\n")
    print("| respondents | answers, MB | runs | median, s | µs a respondent | peak memory, MB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for people, runs in RESPONDENTS.items():
        with tempfile.TemporaryDirectory() as folder:
            surveys = [survey_in_memory(Path(folder), people, SCALING_ITEMS, GROUPS, seed) for seed in range(runs + 1)]
        answers = sum(round_.scores.nbytes for round_ in surveys[0].rounds) / 1e6
        peak = peak_memory(surveys[0]) / 1e6
        taken = [seconds(partial(analyse, survey)) for survey in surveys[1:]]
        median = statistics.median(taken)
        each = 1e6 * median / people
        print(f"| {people:,} | {answers:.1f} | {runs} | {median:.3g} | {each:.3g} | {peak:.0f} |", flush=True)


def print_imports(modules: Sequence[str]) -> None:
    """The table of what importing costs on top of pandas and SciPy's stats, each time in a fresh process."""
    print(f"\nImporting, on top of pandas and SciPy's stats, median of {IMPORT_RUNS} fresh processes:\n")
    print("| import | s |\n| --- | ---: |")
    for module in modules:
        command = [sys.executable, "-c", IMPORT.format(module)]
        runs = [subprocess.run(command, cwd=ROOT, check=True, capture_output=True) for _ in range(IMPORT_RUNS + 1)]
        median = statistics.median(float(run.stdout) for run in runs[1:])
        print(f"| `import {module}` | {median:.3f} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Times the analysis alone.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, "all"], default="all", help="the tables to print")
    parser.add_argument("--without-peer", action="store_true", help="only our own lines")
    options = parser.parse_args()
    alone, parts = options.without_peer, PARTS if "all" in options.parts else options.parts
    if "comparison" in parts:
        print_comparison([OURS] if alone else list(VARIANTS))
    if "growth" in parts:
        print_growth()
    if "imports" in parts:
        print_imports(["metrics"] if alone else ["metrics", "pingouin"])


if __name__ == "__main__":
    main()
