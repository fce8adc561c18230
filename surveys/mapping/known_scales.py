"""The answer scales that questionnaires use, level by level; their wordings are data (``scales.json``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from surveys.language.vocabulary import names, phrases, written

SCALES = names("scales")
"""The scales by name; of two that know a column's answers equally well, the first is taken."""

YES_OR_NO = "yes_no"


@cache
def steps(scale: str) -> tuple[float, ...]:
    """The levels of a scale from low to high: how much of it each means."""
    return tuple(sorted(map(float, names("scales", scale))))


@cache
def levels(scale: str) -> Mapping[str, float]:
    """The level of each wording of a scale, wordings normalised; the first that knows a wording counts."""
    found: dict[str, float] = {}
    for level in names("scales", scale):
        for phrase in sorted(phrases("scales", scale, level)):
            found.setdefault(phrase, float(level))
    return found


def wording(scale: str, level: float, language: str) -> str:
    """How a level is written in a language where nobody gave that answer: the first of its wordings."""
    return written("scales", scale, f"{level:g}")[language][0]
