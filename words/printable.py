"""Text that others wrote, as it may stand in a message, on a screen or in a file of results."""

from __future__ import annotations

import re
import unicodedata

from words.languages import is_right_to_left

_BLANKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufff0-\ufffb\ufffe\uffff]")
_RIGHT_TO_LEFT = ("R", "AL", "AN")
_OWN, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_TWICE = re.compile(f"{_OWN}{_OWN}([^\u2066-\u2069]*){_END}{_END}")
_STRONG = ("L", *_RIGHT_TO_LEFT, "LRI", "RLI", "FSI")
"""Classes of signs that settle how a text runs: its letters, or an isolate that does."""
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_NOT_WRITABLE = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text in one line, without what moves a cursor or turns the direction of what stands behind it.

    Breaks of lines become a blank; embeddings, overrides and isolates of direction (Unicode Annex 9) are dropped;
    other signs of control, and bytes of a file name that are no text, become U+FFFD. Joiners and marks of direction,
    which Arabic and Kurdish are written with, stay.
    """
    return _NO_TEXT.sub(_REPLACED, _DIRECTIONS.sub("", _BLANKS.sub(" ", text)))


def writable(text: str) -> str:
    """The text without what XML and other kinds of files can't hold, its lines as they are.

    Signs of control other than tabs and ends of lines, halves of letters and no-characters are left out.
    """
    return _NOT_WRITABLE.sub("", text)


def kept_apart(text: str, language: str) -> str:
    """What fills a sentence: in a language written from right to left, what begins in Latin letters has its own order.

    What is in an isolate already, or begins in letters of the sentence's own direction, stays as it is.
    """
    if not is_right_to_left(language):
        return text
    first = next((way for way in map(unicodedata.bidirectional, text) if way in _STRONG), "")
    return f"{_OWN}{text}{_END}" if first == "L" else text


def in_one_isolate(text: str) -> str:
    """A text in which nothing stands in two isolates, one right inside the other."""
    return _TWICE.sub(rf"{_OWN}\1{_END}", text)


def own_direction(text: str, language: str) -> str:
    """A name that others wrote, so that it keeps its order and that of the words around it (Unicode Annex 9).

    In a language written from left to right, a name without any letter or digit that runs the other way stays as it is.
    """
    if not text:
        return ""
    turns = is_right_to_left(language) or any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)
    return f"{_OWN}{text}{_END}" if turns else text
