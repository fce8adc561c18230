"""How long it takes to mark a file of 10,000 people × 40 answers: ``python -m tests.benchmarks.marking_time``.

A tenth of the cells of one column and a thousand of another are named; the file once as .xlsx and once as .csv, beside
what openpyxl needs to read and write the same workbook. Seconds are this process's own of the processor: without the
opening of the .csv, which happens in another.
"""

from __future__ import annotations

import csv
import io
import time
import tracemalloc
from collections.abc import Callable

import numpy as np
import openpyxl
import xlsxwriter

from reports import Mark, marked_workbook
from surveys import Upload

PEOPLE, ITEMS, TIMES = 10_000, 40, 3


def _rows() -> list[list[str | int]]:
    answers = np.random.default_rng(1).integers(1, 6, (PEOPLE, ITEMS)).tolist()
    return [["code", *(f"q{item}" for item in range(ITEMS))], *([f"P{n}", *row] for n, row in enumerate(answers))]


def _as_xlsx(rows: list[list[str | int]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("pre")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def _as_csv(rows: list[list[str | int]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """The median of several runs, of the processor, and the most memory of one more, in MB."""
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1] / 1024**2
    tracemalloc.stop()
    return sorted(taken)[TIMES // 2], most


def _through_openpyxl(content: bytes) -> None:
    openpyxl.load_workbook(io.BytesIO(content)).save(io.BytesIO())


def main() -> None:
    """Prints the table."""
    rows = _rows()
    xlsx, text = _as_xlsx(rows), _as_csv(rows)
    marks = [
        Mark("pre", [f"C{row}" for row in range(2, 1_002)], "warning", "No choice of the questionnaire."),
        Mark("pre", [f"A{row}" for row in range(2, PEOPLE + 2, 10)], "note", "In no other round."),
        Mark("pre", ["A1:AO1"], "error", "Two columns fit."),
    ]
    ways = {
        "an .xlsx in place": lambda: marked_workbook(Upload("pre.xlsx", xlsx), marks, "en"),
        "a .csv as a copy": lambda: marked_workbook(Upload("pre.csv", text), marks, "en"),
        "openpyxl, the .xlsx read and written": lambda: _through_openpyxl(xlsx),
    }
    print(f"{PEOPLE:,} × {ITEMS}: {'':<24} seconds      MB")
    for name, work in ways.items():
        seconds, most = _seconds(work)
        print(f"{name:<37} {seconds:>9.2f} {most:>7.0f}", flush=True)


if __name__ == "__main__":
    main()
