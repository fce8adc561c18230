"""Times all that protects people, and what it is of the whole analysis.

``python -m tests.benchmarks.protection_time`` prints Markdown tables (half a minute), or those named of
``surveys``, ``questions`` and ``rounds``. *Hiding* is all that the analysis asks of ``metrics.protection``: cells,
hidden rows and their audit. *Handing on* is all that sealing asks of the rest of ``metrics.publish``: what is rounded,
and whose distribution is withheld. Surveys are made in memory, each run with answers of its own; 3 % of the answers
are missing, so that hardly two questions rest on the same people, and where there are more than two rounds, 10 % of
the people stay away from each later one.
"""

from __future__ import annotations

import argparse
import inspect
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from types import ModuleType
from unittest.mock import patch

from metrics import Settings, analyse, analysis
from metrics.publish import seal
from surveys import Survey
from tests.benchmarks.simulation_tables import table
from tests.benchmarks.small_surveys import survey_of, with_drop_out, with_sexes

RUNS = 3
DROP_OUT = 0.10
HIDING, HANDING_ON = "metrics.protection.", "metrics.publish."
"""Where the functions of each part are defined."""


@dataclass(frozen=True)
class Shape:
    """A survey's size, and how many seconds its protection may take.

    Attributes
    ----------
    people, groups, items, rounds : int
    by_sex : bool
    bar : float or None
        Seconds; None where there is no bar.
    """

    people: int
    groups: int
    items: int
    rounds: int = 2
    by_sex: bool = False
    bar: float | None = None

    def __str__(self) -> str:
        by = ", by sex" if self.by_sex else ""
        return f"{self.people:,} × {self.groups} × {self.items} × {self.rounds}{by}"

    def survey(self, seed: int) -> Survey:
        """A made survey of this size; groups have no sides and are as even as can be."""
        sizes = tuple(self.people // self.groups + (k < self.people % self.groups) for k in range(self.groups))
        made = survey_of(sizes, (None,), seed, rounds=self.rounds, items=self.items)
        made = with_drop_out(made, DROP_OUT, seed) if self.rounds > 2 else made
        return with_sexes(made, seed) if self.by_sex else made


@dataclass
class Taken:
    """Seconds that a run took: hiding rows, handing on, and all of the analysis."""

    hiding: float = 0.0
    handing_on: float = 0.0
    whole: float = 0.0

    @property
    def protection(self) -> float:
        """Hiding and handing on."""
        return self.hiding + self.handing_on


SURVEYS = (
    Shape(45, 8, 30, bar=0.5),
    Shape(45, 8, 30, by_sex=True, bar=1.5),
    Shape(45, 8, 30, rounds=3, bar=2.0),
    Shape(400, 8, 60, bar=2.0),
    Shape(10_000, 12, 40, bar=1.0),
)
TABLES = {
    "surveys": SURVEYS,
    "questions": tuple(Shape(45, 8, items) for items in (30, 60, 120)),
    "rounds": tuple(Shape(45, 8, 30, rounds) for rounds in (2, 3, 4)),
}


def main() -> None:
    """Prints the tables asked for."""
    parser = argparse.ArgumentParser(description="Times what protects people.")
    parser.add_argument("tables", nargs="*", choices=[*TABLES, "all"], default="all", help="the tables to print")
    chosen = parser.parse_args().tables
    for name in TABLES if "all" in chosen else chosen:
        print(_table(TABLES[name], grows=name != "surveys"), end="\n\n", flush=True)
    print(f"Median of {RUNS} runs, after one that is not counted; the most in brackets.")


def _table(shapes: Sequence[Shape], *, grows: bool) -> str:
    names = ["respondents × groups × questions × rounds", "hiding, s", "handing on, s", "protection, s"]
    names += ["whole analysis, s", "protection of it, %", "times the line before" if grows else "bar, s"]
    lines: list[list[object]] = []
    before: float | None = None
    for shape in shapes:
        runs = _runs(shape)
        hiding, handing_on, protection, whole = (
            statistics.median(getattr(one, part) for one in runs)
            for part in ("hiding", "handing_on", "protection", "whole")
        )
        most = max(one.protection for one in runs)
        last = (f"{protection / before:.1f}" if before else "") if grows else shape.bar
        seconds = f"{hiding:.3f}", f"{handing_on:.3f}", f"{protection:.3f} ({most:.3f})", f"{whole:.3f}"
        lines.append([shape, *seconds, f"{100 * protection / whole:.0f}", last])
        before = protection
    return table(names, lines)


def _runs(shape: Shape) -> list[Taken]:
    settings = Settings(group_by="sex" if shape.by_sex else None)
    return [timed(partial(analyse, shape.survey(seed), settings)) for seed in range(RUNS + 1)][1:]


def timed(run: Callable[[], object]) -> Taken:
    """What an analysis takes, and what of it protects people.

    Raises
    ------
    RuntimeError
        If no function of a part was called: it stands somewhere else by now.
    """
    clock = _Clock()
    with ExitStack() as stack:
        for module in (analysis, seal):
            for name, function in _functions_of(module):
                stack.enter_context(patch.object(module, name, clock.measuring(function)))
        start = time.perf_counter()
        run()
        whole = time.perf_counter() - start
    if not all(clock.seconds.values()):
        raise RuntimeError(f"nothing was called of {[part for part, taken in clock.seconds.items() if not taken]}")
    return Taken(clock.seconds[HIDING], clock.seconds[HANDING_ON], whole)


class _Clock:
    """Adds up the seconds of functions by the part that they are of; of nested calls only the outermost counts."""

    def __init__(self) -> None:
        self.seconds = {HIDING: 0.0, HANDING_ON: 0.0}
        self._is_running = False

    def measuring(self, function: Callable[..., object]) -> Callable[..., object]:
        """The function, timed."""
        part = next(part for part in self.seconds if function.__module__.startswith(part))

        @wraps(function)
        def timed_function(*arguments: object, **named: object) -> object:
            with self._added_to(part):
                return function(*arguments, **named)

        return timed_function

    @contextmanager
    def _added_to(self, part: str) -> Iterator[None]:
        if self._is_running:
            yield
            return
        self._is_running, start = True, time.perf_counter()
        try:
            yield
        finally:
            self.seconds[part] += time.perf_counter() - start
            self._is_running = False


def _functions_of(module: ModuleType) -> Iterable[tuple[str, Callable[..., object]]]:
    """The functions of either part that a module has imported, but for the sealing itself, which does more."""
    for name, value in inspect.getmembers(module, inspect.isfunction):
        if value.__module__.startswith((HIDING, HANDING_ON)) and value.__module__ != seal.__name__:
            yield name, value


if __name__ == "__main__":
    main()
