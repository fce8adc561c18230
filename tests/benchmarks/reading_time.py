"""Times the reading of a large survey: a file of 100,000 people and 60 answers each, read, coded and scored.

``python -m tests.benchmarks.reading_time`` prints a Markdown table. The floor is fastexcel, which reads the same file
into Arrow and does nothing else. Both are measured from the first byte on, once what they need is imported; ours starts
the processes that open files within that time. Memory is the most that a process and those that it starts hold at a
time, looked at a hundred times a second (on Linux).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import xlsxwriter

from tests.machine import ROOT

PEOPLE, ITEMS, RUNS = 100_000, 60, 5
PAGE = 4096
AGREEMENT = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
GROUPS = ("ngo", "women", "police", "ministry")
MEASURE = """
import sys, time
from pathlib import Path
{imports}
began = time.perf_counter()
{work}
print(time.perf_counter() - began)
"""
FLOOR = MEASURE.format(
    imports="import fastexcel, pyarrow",
    work="fastexcel.read_excel(Path(sys.argv[1]).read_bytes()).load_sheet(0).to_arrow()",
)
READ = (
    "survey = read_survey([Upload.from_path(sys.argv[1])], Upload.from_path(sys.argv[2]))\n"
    "respondent_scores(survey.instrument, survey.rounds[0])"
)
NEEDED = """
from surveys import Upload, read_survey
from metrics.model.scores import respondent_scores
from surveys import reading
"""
WAITING = """
from surveys.files.wall.workers import AT_ONCE, Worker, pool
for _ in range(AT_ONCE):
    pool.give_back(Worker())
time.sleep(1.5)
"""
PROGRAMS = {
    "fastexcel into Arrow": FLOOR,
    "read, coded and scored": MEASURE.format(imports=NEEDED, work=READ),
    "the same, by processes that wait, as in the dashboard": MEASURE.format(imports=NEEDED + WAITING, work=READ),
}


def write_form(path: Path) -> None:
    """An instrument of five dimensions."""
    survey = [["type", "name", "label", "trust_role", "trust_dimension"]]
    survey += [["text", "code", "Code", "respondent_id", ""], ["select_one groups", "group", "Group", "group", ""]]
    survey += [["select_one agree", f"q{item}", f"Question {item}", "", f"d{item % 5}"] for item in range(ITEMS)]
    choices: list[list[str | int]] = [["list_name", "name", "label", "score"]]
    choices += [["agree", str(score), text, score] for score, text in enumerate(AGREEMENT, start=1)]
    choices += [["groups", group, group, ""] for group in GROUPS]
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in (("survey", survey), ("choices", choices)):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def write_answers(path: Path, people: int, *, words: bool) -> None:
    """Answers of so many people, as numbers or as labels."""
    rng = np.random.default_rng(1)
    scores = rng.integers(1, 6, (people, ITEMS))
    group = rng.integers(0, len(GROUPS), people)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("data")
        sheet.write_row(0, 0, ["code", "group", *(f"q{item}" for item in range(ITEMS))])
        for index in range(people):
            given = [AGREEMENT[score - 1] for score in scores[index]] if words else scores[index].tolist()
            sheet.write_row(index + 1, 0, [f"P{index:06}", GROUPS[group[index]], *given])


def measure(program: str, *arguments: str) -> tuple[float, float]:
    """Seconds inside the process, and the megabytes that it and its own processes hold at most."""
    most = 0.0
    command = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            most = max(most, held(process.pid))
            time.sleep(0.01)
        assert process.stdout is not None
        assert process.returncode == 0
        return float(process.stdout.read()), most


def held(process: int) -> float:
    """The megabytes in use by a process and those that it started; 0 where the system does not say."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * PAGE / 1024**2 + sum(held(int(child)) for child in children)


def print_lines(kind: str, file: Path, form: Path) -> None:
    """The lines of one file, all of them in turn; the first turn does not count."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    for turn in range(RUNS + 1):
        for name, program in PROGRAMS.items():
            measured = measure(program, str(file), str(form))
            if turn:
                runs[name].append(measured)
    medians = {name: statistics.median(seconds for seconds, _ in taken) for name, taken in runs.items()}
    floor = next(iter(medians.values()))
    for name, taken in runs.items():
        most = max(memory for _, memory in taken)
        print(f"| {kind} | {name} | {medians[name]:.2f} | {medians[name] / floor:.2f} | {most:.0f} |", flush=True)


def main() -> int:
    """Prints the table; returns the exit code."""
    parser = argparse.ArgumentParser(description="Times the reading of a large survey.")
    parser.add_argument("--people", type=int, default=PEOPLE)
    people = parser.parse_args().people
    print(f"{people:,} people × {ITEMS} answers\n")
    print("| answers | what | median, s | times the floor | MB |\n| --- | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder) / "form.xlsx"
        write_form(form)
        for kind in ("numbers", "labels"):
            file = Path(folder) / f"{kind}.xlsx"
            write_answers(file, people, words=kind == "labels")
            print_lines(kind, file, form)
    print(f"\n{RUNS} runs of each in turn, Python {sys.version.split()[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
