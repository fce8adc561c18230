"""How the cells of a workbook look: letters, colours, edges and the formats of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from charts.primitives.look import LIGHT
from words import is_right_to_left

FONT, SIZE = "Arial", 9
MOST_DECIMALS = 4
"""Most decimals of a number on a questionnaire's scale."""
_OPEN = {"locked": False, "bg_color": LIGHT.band, "border": 1, "border_color": LIGHT.neither}
"""Of a cell that is to be typed into."""
_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}",
                "\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
"""What a formula, or what a program that opens text takes for one, begins with."""


def is_like_a_formula(text: str) -> bool:
    """Whether a text begins as a formula does, so that its cell has to say that it is text."""
    return text.startswith(_OF_FORMULAS)


class Looks:
    """The formats of a workbook by name, each made when it is first used.

    Parameters
    ----------
    book : xlsxwriter.Workbook
    language : str
        Words run and stand as its reader reads; numbers stand at the other edge of their column.
    """

    def __init__(self, book: xlsxwriter.Workbook, language: str) -> None:
        self._book, self._known = book, _looks(language)
        self._made: dict[tuple[str, bool, bool], Format] = {}

    def look(self, name: str, text: str = "", *, unlocked: bool = False) -> Format:
        """The format of that name; of a text that begins like a formula, with the mark that it is text.

        `unlocked`: of a cell that is to be typed into on a protected sheet.
        """
        key = name, is_like_a_formula(text), unlocked
        if key not in self._made:
            marked = {"quote_prefix": True} if key[1] else {}
            self._made[key] = self._book.add_format({**self._known[name], **marked, **(_OPEN if unlocked else {})})
        return self._made[key]


def _looks(language: str) -> Mapping[str, dict[str, Any]]:
    """What each format says."""
    backwards = is_right_to_left(language)
    begin, end = ("right", "left") if backwards else ("left", "right")
    base = {"font_name": FONT, "font_size": SIZE, "valign": "top"}
    words = {**base, "align": begin, "reading_order": 2 if backwards else 1}
    muted = {"font_color": LIGHT.muted, "italic": True}
    heading = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
    number = {**base, "align": end}
    cell = {**words, "text_wrap": True, "indent": 1}
    return {
        "title": {**words, "bold": True, "font_size": 14},
        "lead": {**words, "text_wrap": True, "font_size": 11},
        "words": {**words, "text_wrap": True},
        "fact": {**base, "num_format": "0", "align": begin},
        "muted": {**words, **muted, "text_wrap": True},
        "muted_line": {**words, **muted},
        "hidden": {**words, **muted, "align": end},
        "link": {**words, "font_color": LIGHT.up, "underline": 1, "indent": 1},
        "head_text": {**words, **heading, "indent": 1},
        "head_number": {**words, **heading, "align": end},
        "text": cell,
        "strong": {**cell, "bold": True},
        "sentence": cell,
        "number": {**number, "num_format": "0.0"},
        "points": {**number, "num_format": "0.0"},
        "whole": {**number, "num_format": "0"},
        "count": {**number, "num_format": "0"},
        "ratio": {**number, "num_format": "0.00"},
        "date": {**number, "num_format": "yyyy-mm-dd"},
        **{f"original_{digits}": {**number, "num_format": _decimals(digits)} for digits in range(MOST_DECIMALS + 1)},
        "p": {**number, "num_format": '[<0.0001]"<0.0001";0.0000'},
    }


def _decimals(digits: int) -> str:
    """Excel's format of a number with so many decimals."""
    return f"0.{'0' * digits}".rstrip(".")
