"""The fonts that files are set in, and the letters that they have.

Typst says nothing of a letter that no font has. So what the fonts lack is replaced here by a sign that is seen.
"""

from __future__ import annotations

import json
from functools import cache

from words import DATA

FONTS = DATA / "fonts"
FAMILIES = ("Noto Sans", "Noto Sans More", "Noto Sans Arabic", "Noto Sans Marks")
"""In the order in which a letter is looked for."""
ASCENT, DESCENT = 1.069, 0.293
"""Of the first family, in heights of its letters: a line of words reaches so far above and below its base."""
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""What stands for a letter that no font has."""
_LETTERS = "letters.json"
"""Beside the fonts: the first and the last number of each stretch of letters that one of them has."""
_BLANKS = "\t\n\v\f\r\x85\u2028\u2029"
_UNSEEN = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2064),
    (0x2066, 0x2069),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0100, 0xE01EF),
)
"""Stretches of signs that are not drawn and need no font: joiners, marks of direction, choices of a letter's look."""


@cache
def _drawable() -> frozenset[int]:
    in_fonts = json.loads((FONTS / _LETTERS).read_text(encoding="utf-8"))
    return frozenset(number for first, last in (*in_fonts, *_UNSEEN) for number in range(first, last + 1))


def lacking(text: str) -> tuple[str, ...]:
    """The letters of a text that no font has, each once, in their order; breaks of lines are none."""
    known = _drawable()
    return tuple(dict.fromkeys(letter for letter in text if ord(letter) not in known and letter not in _BLANKS))


def drawable(text: str) -> str:
    """The text with `UNKNOWN` for each letter that no font has, and a blank for each break of a line."""
    known = _drawable()
    return "".join(letter if ord(letter) in known else " " if letter in _BLANKS else UNKNOWN for letter in text)
