"""Guesses the side of a stakeholder group by the words in its name."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise

SIDES = ("civil_society", "security", "international")
"""The sides that the words of the program name; an instrument may have others."""

_WORDS: Mapping[str, frozenset[str]] = {
    side: phrases("sides", side) for side in ("international", "civil_society", "security")
}
"""By the side, words of names of its groups; of a name with words of several sides, the first counts."""


def guess_side(group: str) -> str:
    """The first side of which a group's name has a word; empty where it has none."""
    words = f" {normalise(group)} "
    return next((side for side, wanted in _WORDS.items() if any(f" {word} " in words for word in wanted)), "")
