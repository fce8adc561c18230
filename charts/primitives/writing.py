"""Plain words made ready for a figure: broken into lines, without markup of their own, in their own direction."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from textwrap import wrap

from charts.primitives.drawing import Line, Run

LINE_BREAK = "<br>"
_RIGHT_TO_LEFT, _END = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT ISOLATE}"
_ISOLATE = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_MARKS = re.compile("[\u2066-\u2069]")
_AROUND = 4
"""Characters that the marks of an isolate take, and what may stand close behind it: a bracket, a full stop."""
_SPACE = "\N{NO-BREAK SPACE}"
_PARTS = re.compile("(?<=[,،:;؛·—]) ")
_HELD = "\x1f"
"""Stands for a blank at which no line is broken."""


def lines_of(text: str, width: int) -> list[str]:
    """Plain words in lines; what stands in a directional isolate stays in one piece with its marks.

    Parameters
    ----------
    width : int
        Characters that a line holds; an isolate longer than half of it is broken into lines of its own, each with its
        marks, so that its words keep their order.
    """

    def held(found: re.Match[str]) -> str:
        mark, words = found[0][0], found[0][1:-1]
        if 2 * len(words) <= width:
            return f"{mark}{words.replace(' ', _SPACE)}{_END}"
        own_lines = wrap(words, max(width - _AROUND, 1), break_on_hyphens=False)
        return " ".join(f"{mark}{line.replace(' ', _SPACE)}{_END}" for line in own_lines)

    return wrap(_ISOLATE.sub(held, text), width, break_on_hyphens=False)


def balanced(text: str, width: int) -> list[str]:
    """Plain words in as few lines as `lines_of` needs, about as long as each other, broken between their parts.

    Parts end with a comma, a colon or a dot between them; one that is longer than a line is broken within.
    """
    words = " ".join(_in_one_piece(part, width) for part in _PARTS.split(text))
    fewest = max(len(lines_of(text, width)), 1)
    narrowest = max(-(-shown_length(text) // fewest), 1)
    for tried in (words, text):
        for narrower in range(narrowest, width + 1):
            lines = lines_of(tried, narrower)
            if len(lines) <= fewest:
                return [line.replace(_HELD, " ") for line in lines]
    return lines_of(text, width)


def _in_one_piece(part: str, width: int) -> str:
    return part.replace(" ", _HELD) if 2 * shown_length(part) <= width else part


def from_left(text: str, *, rtl: bool) -> str:
    """A label without words from right to left keeps its order among such words: its question mark stays last."""
    turns = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    return text if turns or not rtl or _MARKS.search(text) else f"{_LEFT_TO_RIGHT}{text}{_END}"


def shown_length(text: str) -> int:
    """Characters of a text that take room on a line."""
    return len(_MARKS.sub("", text))


def one_colour(text: str) -> tuple[Line, ...]:
    """Plain words in the text's own colour; a line feed is a new line."""
    return tuple((Run(line),) for line in text.split("\n"))


def literal(text: str) -> str:
    """Plain words as a figure's text: Plotly would read ``<b>`` or ``<a href>`` in a label as markup.

    A line feed is a new line.
    """
    return escape(text, quote=False).replace("\n", LINE_BREAK)


def directed(text: str, *, rtl: bool) -> str:
    """A figure's text that keeps its direction, line by line: figures themselves are laid out left to right."""
    if not rtl:
        return text
    return LINE_BREAK.join(f"{_RIGHT_TO_LEFT}{line}{_END}" for line in text.split(LINE_BREAK))
