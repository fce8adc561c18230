"""A column of a sheet: its heading, and what a row has there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from words import say

Cell = str | float | int | None


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    word : str
        Key of its heading.
    kind : {"text", "sentence", "count", "points", "number", "ratio", "p"}
    value : callable
        What a row has there; None where it has nothing.
    score : str
        The answer's score that the column counts.
    weighted : bool
        Whether its numbers are weighted, which the heading says.
    topic : str
        The word list of its heading.
    """

    word: str
    kind: str
    value: Callable[[Any], Cell]
    score: str = ""
    weighted: bool = False
    topic: str = "headings"

    @property
    def is_text(self) -> bool:
        """Whether its cells are words."""
        return self.kind in ("text", "sentence")

    def heading(self, language: str) -> str:
        """What stands above the column."""
        heading = say(f"{self.topic}.{self.word}", language, score=self.score)
        return say("workbook.heading_weighted", language, heading=heading) if self.weighted else heading
