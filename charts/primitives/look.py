"""How figures look: colour means direction, shape means round; light and dark, left to right and right to left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from metrics.findings.verdicts import way_of
from words import is_right_to_left

WIDE = 600
"""Pixels that a `wide` figure has at least; ``figure.css`` shows it from there on."""
FONT = "Noto Sans, Noto Sans Arabic, Arial, sans-serif"

MIDDLE = 50.0
"""The score between distrust and trust."""


@dataclass(frozen=True)
class Palette:
    """The colours of one ground. Blue rose or trusts, orange fell or distrusts, grey neither."""

    up: str
    down: str
    neither: str
    ink: str
    muted: str
    rule: str
    ground: str
    band: str
    answers: tuple[str, str, str, str, str]
    """Strong distrust, distrust, neutral, trust, strong trust."""


LIGHT = Palette(
    up="#1F6FB2",
    down="#C2570C",
    neither="#64748B",
    ink="#17212B",
    muted="#5B6876",
    rule="#E3E8ED",
    ground="#FFFFFF",
    band="#E9EDF1",
    answers=("#C2570C", "#EDB48C", "#C9D1D9", "#9CC3E4", "#1F6FB2"),
)
DARK = Palette(
    up="#6CB4EE",
    down="#F2994A",
    neither="#94A3B8",
    ink="#E8EDF2",
    muted="#9AA7B4",
    rule="#2A3541",
    ground="#10171F",
    band="#1F2B37",
    answers=("#F2994A", "#8F592C", "#4A5663", "#34648D", "#6CB4EE"),
)

_LEAST_TINT, _FULL_TINT = 0.25, 33.0
"""How much colour a level next to the middle has, and how many points from it the colour is full."""

MARKS = {
    "increased": "▲",
    "decreased": "▼",
    "maybe_increased": "△",
    "maybe_decreased": "▽",
    "trivial": "≈",
    "equivalent": "=",
    "inconclusive": "?",
    "mixed": "?",
    "too_few": "–",
    "protected": "▨",
}
"""The signs of verdicts, so that they can be read without colour; a hidden row has a hatch and a lock beside it.

What only rules out a change of a size has none: that is said in words.
"""
CERTAIN = ("increased", "decreased")
"""The verdicts whose marks are filled; all others have an outline, or are thin."""


@dataclass(frozen=True)
class Look:
    """Whom a figure is drawn for.

    Attributes
    ----------
    language : str
        One of `words.LANGUAGES`.
    dark : bool
        On a dark ground.
    report : bool
        For a report: with title, subtitle and footer of its own, at a fixed size, on white.
    wide : bool
        For a place of `WIDE` pixels or more; else a figure may also be as narrow as a phone.
    """

    language: str = "en"
    dark: bool = False
    report: bool = False
    wide: bool = False

    @property
    def room(self) -> Literal["narrow", "wide", "report"]:
        """How much room it has from edge to edge."""
        return "report" if self.report else "wide" if self.wide else "narrow"

    @property
    def palette(self) -> Palette:
        """Its colours."""
        return DARK if self.dark and not self.report else LIGHT

    @property
    def rtl(self) -> bool:
        """Whether it reads from right to left."""
        return is_right_to_left(self.language)

    def finding_colour(self, verdict: str | None, change: float | None = None) -> str:
        """The colour of a verdict: that of its direction."""
        way = way_of(verdict, change)
        return self.palette.up if way > 0 else self.palette.down if way < 0 else self.palette.neither

    def tint(self, level: float) -> str:
        """The ground of a level on 0–100: orange below the middle, blue above it, the stronger the further from it.

        Never so strong that ink can't be read on it.
        """
        distance = abs(level - MIDDLE)
        if not distance:
            return self.palette.band
        weak = self.palette.answers[1 if level < MIDDLE else 3]
        return mixed(self.palette.band, weak, min(_LEAST_TINT + distance / _FULL_TINT, 1.0))


def mixed(one: str, other: str, part: float) -> str:
    """A colour between two, `part` of the way from one to the other."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)
