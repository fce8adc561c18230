"""Times figures as files beside Plotly's own way, which starts a browser for each.

``python -m tests.benchmarks.figures_time`` prints Markdown tables (some minutes): 20 figures of the sample as PNG at
two pixels for each, SVG and PDF; 64 asked for by 8 threads; and what many leave behind in memory (``--figures N``).
Kaleido is no dependency of ours: ``fig.to_image`` is timed where it is installed. Without it, a browser is timed from
its start to the bytes of one PNG, and the table says so.
"""

from __future__ import annotations

import argparse
import base64
import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import plotly
from playwright.sync_api import sync_playwright

from charts import Picture
from charts.primitives.drawing import Run, Text
from reports.content.figures import figures_of
from reports.report import Report
from reports.typst.compiler import Form
from reports.typst.figures import figure_files
from tests.browser.running import FLAGS
from tests.machine import find_chromium
from tests.sample import sample_result

FORMS: tuple[Form, ...] = ("png", "svg", "pdf")
FIGURES, BY_BROWSER, RUNS = 20, 3, 5
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

Asked = tuple[Report, Picture]


def twenty() -> list[Asked]:
    """Figures of the sample in English and in Arabic, drawn already."""
    reports = [Report(sample_result(), language=language) for language in ("en", "ar")]
    return [(report, chosen.picture) for report in reports for chosen in figures_of(report)][:FIGURES]


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, and of this process's work on a processor: the same where nothing else runs."""

    clock: float
    work: float


def taken(work: Callable[[], object]) -> Taken:
    """What some work takes."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - clock, time.process_time() - processor)


def by_browser(chromium: str, picture: Picture) -> bytes:
    """A PNG by a browser started for it alone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.set_content("<div id=figure></div>")
        page.add_script_tag(path=PLOTLY)
        url: str = page.evaluate(
            "async ([drawn, width, height]) => Plotly.toImage(drawn, {format: 'png', width, height, scale: 2})",
            [json.loads(picture.figure.to_json()), picture.drawing.width, int(picture.drawing.height)],
        )
        browser.close()
    return base64.b64decode(url.partition(",")[2])


def write(asked: Sequence[Asked], form: Form) -> None:
    """All of them as files of a form."""
    for report, picture in asked:
        figure_files(report, picture, form)


def by_kaleido(chromium: str, picture: Picture) -> bytes:
    """A PNG by ``fig.to_image``, which also looks for nothing outside: MathJax is not asked for."""
    os.environ.setdefault("BROWSER_PATH", chromium)
    png: bytes = picture.figure.to_image(format="png", scale=2)
    return png


def plotlys_seconds(asked: Sequence[Asked]) -> tuple[str, float]:
    """What Plotly's way is here, and the median of a few PNGs by the clock; no number where there is no browser."""
    chromium = find_chromium()
    if chromium is None:
        return "no browser", float("nan")
    name, draw = ("fig.to_image", by_kaleido) if find_spec("kaleido") else ("a browser started for it", by_browser)
    runs = [taken(partial(draw, chromium, picture)).clock for _, picture in asked[: BY_BROWSER + 1]]
    return name, statistics.median(runs[1:])


def print_times(asked: Sequence[Asked]) -> None:
    """Medians of each form, all in turn, and of the browser."""
    times: dict[Form, list[Taken]] = {form: [] for form in FORMS}
    for run in range(RUNS + 1):
        for form in FORMS:
            one = taken(partial(write, asked, form))
            times[form] += [one] if run else []
    way, slow = plotlys_seconds(asked)
    print(f"| {len(asked)} figures as | median, s | of a processor, s | {way}, one PNG, s | times faster |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for form, runs in times.items():
        clock, work = (statistics.median(each) for each in zip(*((run.clock, run.work) for run in runs), strict=True))
        print(f"| {form} | {clock:.2f} | {work:.2f} | {slow:.2f} | {slow * len(asked) / clock:.0f} |")


def print_threads(asked: Sequence[Asked]) -> None:
    """How many of 64 that 8 threads ask for at once are the right ones."""
    reports, pictures = zip(*asked[:16], strict=True)
    right = [figure_files(report, picture, "svg") for report, picture in asked[:16]] * 4
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(figure_files, reports * 4, pictures * 4, ["svg"] * 64))
    good = sum(one == other for one, other in zip(found, right, strict=True))
    print(f"\n64 asked for by 8 threads: {good} right")


def other(picture: Picture, number: int) -> Picture:
    """The figure with a number behind all that it says: one that was never set before."""
    parts = tuple(
        replace(part, lines=tuple((*line, Run(f" {number}")) for line in part.lines))
        if isinstance(part, Text)
        else part
        for part in picture.drawing.parts
    )
    return replace(picture, drawing=replace(picture.drawing, parts=parts))


def print_memory(asked: Sequence[Asked], figures: int) -> None:
    """What this process holds more after many figures, each unlike all others."""
    small = [(report, picture) for report, picture in asked if picture.drawing.height < 700]
    for number in range(2 * len(FORMS) * len(small)):
        report, picture = small[number % len(small)]
        figure_files(report, other(picture, -number), FORMS[number % 3])
    before = _held()
    for number in range(1, figures + 1):
        report, picture = small[number % len(small)]
        figure_files(report, other(picture, number), FORMS[number % 3])
        if number * 4 % figures < 4:
            print(f"after {number} figures, each unlike all others: {_held() - before:+.1f} MB", flush=True)


def _held() -> float:
    """Megabytes that this process holds."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--figures", type=int, default=1000, help="how many figures the memory is measured with")
    options = parser.parse_args()
    asked = twenty()
    print_times(asked)
    print_threads(asked)
    if sys.platform == "linux":
        print_memory(asked, options.figures)


if __name__ == "__main__":
    main()
