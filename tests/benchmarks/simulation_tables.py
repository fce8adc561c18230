"""Markdown tables of simulated rates, each with its Monte Carlo error; what lies beyond a bar is bold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Protocol

import numpy as np

from metrics.model.settings import ALPHA
from surveys.model.survey import Floats

BEYOND = 3.0
"""Monte Carlo standard errors that an error rate must exceed its bar by to count as above it: one in 740 by chance."""


class Map(Protocol):
    """`map`, or that of a pool of processes."""

    def __call__(self, work: Callable[..., object], cells: Iterable[object], /) -> Iterable[object]:
        """The results in the order of the cells."""


@dataclass(frozen=True)
class Rate:
    """A share of runs.

    Attributes
    ----------
    share : float
        0 to 1.
    runs : int
        How many runs it is a share of.
    most, least : float or None
        The bars that it must keep. Only `most` allows for Monte Carlo error: coverage has its allowance in the bar.
    without : float
        Share of all runs that gave no number and are not in `runs`.
    """

    share: float
    runs: int
    most: float | None = None
    least: float | None = None
    without: float = 0.0

    @property
    def beyond(self) -> bool:
        """Whether it breaks a bar."""
        above = self.most is not None and self.share > self.most + BEYOND * standard_error(self.most, self.runs)
        below = self.least is not None and self.share < self.least
        return above or below

    def __str__(self) -> str:
        if self.without == 1:
            return "none"
        percent = f"{100 * self.share:.1f}"
        said = f"**{percent}**" if self.beyond else percent
        return f"{said} ({100 * self.without:.0f} none)" if self.without >= 0.005 else said


def rejected(p: Floats, **bars: float) -> Rate:
    """Share of all runs with p ≤ 0.05; a run without a p, which is NaN, does not reject."""
    return Rate(float((p <= ALPHA).mean()), p.size, without=float(np.isnan(p).mean()), **bars)


def standard_error(share: float, runs: int) -> float:
    """Monte Carlo standard error of a share of `runs` independent runs."""
    return sqrt(share * (1 - share) / runs)


def error_of(share: float, runs: int) -> str:
    """How many runs, and the Monte Carlo standard error of such a share of them, in words."""
    return f"{runs:,} runs a cell, Monte Carlo standard error {100 * standard_error(share, runs):.2f}"


def heading(title: str, *notes: str) -> str:
    """A title and what is to be known about the table."""
    return "\n\n".join([f"### {title}", *notes])


def table(names: Sequence[str], rows: Sequence[Sequence[object]], words: int = 1) -> str:
    """A Markdown table; the first columns, so many as hold `words`, are set to the left."""
    lines = [" | ".join(names), " | ".join("---" if i < words else "---:" for i in range(len(names)))]
    lines += [" | ".join(str(value) for value in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def beyond(names: Sequence[str], rows: Sequence[Sequence[object]], bar: str) -> str:
    """The sentence that lists what breaks its bar: row by its first two cells, column by its name."""
    found = [
        f"{names[column]} ({row[0]}, {row[1]}: {100 * value.share:.1f})"
        for row in rows
        for column, value in enumerate(row)
        if isinstance(value, Rate) and value.beyond
    ]
    return f"{bar}: {'; '.join(found) if found else 'none'}."
