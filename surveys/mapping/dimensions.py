"""Guesses which items belong together: by the group or the stem that their headings share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_BRACKET = re.compile(r"^(?P<stem>.*\S)\s*\[[^\[\]]*\]\s*$", re.DOTALL)
_GROUP = re.compile(r"^(?P<stem>[^/|>]*\S)\s*[/|>]\s*\S", re.DOTALL)
_DASH = re.compile(r"^(?P<stem>.*\S)\s+[-–—:]\s+\S", re.DOTALL)
_COLON = re.compile(r"^(?P<stem>[^:]*[^\s:]):\s+\S", re.DOTALL)
_NUMBER = re.compile(r"^(?P<stem>\w*[^\W\d_])[_.]?\d{1,2}(?:_?[a-z]{1,3})?$")
_NUMBERED_TWICE = re.compile(r"^(?P<stem>[^\W\d_]+\d{1,2})[_.-]\d{1,2}(?:_?[a-z]{1,3})?$")
_WAYS = (
    ("stem_row", _BRACKET),
    ("stem_group", _GROUP),
    ("stem_row", _DASH),
    ("stem_row", _COLON),
    ("stem_name", _NUMBERED_TWICE),
    ("stem_name", _NUMBER),
)


def guess_dimensions(headings: Sequence[str]) -> list[tuple[str, str]]:
    """The stem that each item's heading shares with others, and by what; empty for those that share none.

    All are empty where all items share one stem, or none does: then they form one dimension anyway.
    """
    found = [("", "")] * len(headings)
    for why, pattern in _WAYS:
        stems = [
            _stem(pattern, heading) if not known[0] else "" for heading, known in zip(headings, found, strict=True)
        ]
        shared = {stem for stem, count in Counter(stems).items() if stem and count > 1}
        found = [(stem, why) if stem in shared else known for stem, known in zip(stems, found, strict=True)]
    named = {stem for stem, _ in found}
    return found if len(named) > 1 else [("", "")] * len(headings)


def _stem(pattern: re.Pattern[str], heading: str) -> str:
    match = pattern.match(heading)
    return _tidy(match["stem"]) if match else ""


def _tidy(stem: str) -> str:
    return " ".join(stem.split()).strip(" :-–—_./")


@dataclass(frozen=True)
class Stem:
    """What a heading shares with others, and whether it is that of a grid; an empty text for nothing."""

    text: str
    is_grid: bool


def stems(headings: Sequence[str]) -> list[Stem]:
    """The stem of each heading that others have too, told in the same ways as dimensions."""
    found = [Stem("", is_grid=False)] * len(headings)
    for why, pattern in _WAYS:
        own = [_stem(pattern, heading) for heading in headings]
        shared = {stem for stem, count in Counter(own).items() if stem and count > 1}
        found = [
            Stem(stem, is_grid=why == "stem_row" and pattern is _BRACKET)
            if not known.text and stem in shared
            else known
            for stem, known in zip(own, found, strict=True)
        ]
    return found
