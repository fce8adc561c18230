"""Shortening by rule: names, an officer's lines, and how many rows of which kind a table has room for."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from words import own_direction, printable

CUT = "…"
_UNBROKEN = 24
_BREAK = "\N{ZERO WIDTH SPACE}"
"""So many letters without a blank may stand in a line; between more of them a line may break."""
_SHORTEST_LINE = 40
"""A line takes as much room as if it had so many characters."""
_JOINER = "\N{ZERO WIDTH JOINER}"


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters: cut behind a word where one ends late enough, else behind a letter."""
    if len(text) <= most:
        return text
    end = most - len(CUT)
    while end > 1 and (unicodedata.category(text[end]).startswith("M") or _JOINER in text[end - 1 : end + 1]):
        end -= 1
    kept = text[:end]
    word, _, _ = kept.rpartition(" ")
    return (word if 2 * len(word) > end else kept).rstrip(" ,;:–-") + CUT


def breakable(text: str) -> str:
    """The same text with places to break a line where it has too few of its own."""
    return " ".join(word if len(word) <= _UNBROKEN else _BREAK.join(_pieces(word)) for word in text.split(" "))


def _pieces(word: str) -> list[str]:
    return [word[start : start + _UNBROKEN] for start in range(0, len(word), _UNBROKEN)]


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def name(text: str, language: str, most: int) -> str:
    """A name that others wrote, at most so long, in its own direction."""
    return own_direction(breakable(shortened(_one_line(text), most)), language)


def lines_of_officer(text: str, language: str, most: int) -> tuple[list[str], int]:
    """The officer's lines as far as room for so many characters reaches, and how many more there are.

    At least the beginning of the first line is among them, where there is one.
    """
    lines = [line for raw in text.splitlines() if (line := _one_line(raw))]
    kept: list[str] = []
    room = most
    for line in lines:
        if kept and len(line) > room:
            break
        kept.append(shortened(line, most) if not kept else line)
        room -= max(len(line), _SHORTEST_LINE)
    return [own_direction(breakable(line), language) for line in kept], len(lines) - len(kept)


def shared_out(sizes: Sequence[int], room: int) -> list[int]:
    """How many of each kind are shown where there is room for so many: as many of each, as far as it has them.

    So no kind is shortened for the sake of another that has fewer.
    """
    least = max((most for most in range(max(sizes, default=0) + 1) if _total(sizes, most) <= room), default=0)
    return [min(size, least) for size in sizes]


def _total(sizes: Sequence[int], most: int) -> int:
    return sum(min(size, most) for size in sizes)
