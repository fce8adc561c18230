"""Text that others wrote, as it may stand in a message, on a screen or in a file of results."""

from __future__ import annotations

import re

_BLANKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufff0-\ufffb\ufffe\uffff]")
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """The text in one line, without what moves a cursor or turns the direction of what stands behind it.

    Breaks of lines become a blank; embeddings, overrides and isolates of direction (Unicode Annex 9) are dropped;
    other signs of control, and bytes of a file name that are no text, become U+FFFD. Joiners and marks of direction,
    which Arabic and Kurdish are written with, stay.
    """
    return _NO_TEXT.sub(_REPLACED, _DIRECTIONS.sub("", _BLANKS.sub(" ", text)))
