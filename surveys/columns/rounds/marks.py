"""Marks in headings that name an occasion: ``trust.pre``, ``t1_trust``, ``Q1 (T2)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.language.occasions import is_everyday, is_numbered, occasion_of

_TIGHT = re.compile(r"(?<=\S)([._])(?=\S)")
_LOOSE = (
    re.compile(r"(?P<stem>.+?)\s*[(\[]\s*(?P<mark>[^()\[\]]+?)\s*[)\]]", re.DOTALL),
    re.compile(r"[(\[]\s*(?P<mark>[^()\[\]]+?)\s*[)\]]\s*(?P<stem>.+)", re.DOTALL),
    re.compile(r"(?P<stem>.+?)(?:\s+[-–—]\s+|-|\s+)(?P<mark>\S+(?:\s\d{1,2})?)", re.DOTALL),
    re.compile(r"(?P<mark>\S+?(?:\s\d{1,2})?)(?:\s+[-–—]\s+|-|\s+)(?P<stem>.+)", re.DOTALL),
)
_BEHIND_COLON = (
    re.compile(r"(?P<stem>.+?)\s*[:：]\s*(?P<mark>[^:：]+)", re.DOTALL),
    re.compile(r"(?P<mark>[^:：]+?)\s*[:：]\s*(?P<stem>.+)", re.DOTALL),
)
_MOST_PARTS, _LONGEST = 3, 600


@dataclass(frozen=True)
class Mark:
    """What a heading is marked with.

    Attributes
    ----------
    time : int
        Where in time the occasion is, to be compared with others.
    text : str
        The mark as written.
    stem : str
        The heading without it.
    """

    time: int
    text: str
    stem: str


def mark_of(heading: str) -> Mark | None:
    """The mark of a heading; None without one.

    A mark joined on by ``_`` or ``.`` is one at either end, and inside unless it is an everyday word (before, after).
    Set off by a hyphen, brackets or a blank, an occasion's number is one (``T1``, wave 2), and so is what nobody words
    a question with (``pre``, baseline) beside a code without blanks; set off by a colon, only a number is. Everything
    else is the wording of a question, perhaps of one that is asked in retrospect.
    """
    if len(heading) > _LONGEST:
        return None
    return next(_marks(heading.strip()), None)


def _marks(heading: str) -> Iterator[Mark]:
    yield from _tight(heading)
    for pattern in (*_LOOSE, *_BEHIND_COLON):
        found = pattern.fullmatch(heading)
        if found and (mark := _made(found["mark"], found["stem"])) and not is_everyday(mark.text):
            is_code = not re.search(r"\s", mark.stem) and pattern not in _BEHIND_COLON
            if is_code or is_numbered(mark.text):
                yield mark


def _tight(heading: str) -> Iterator[Mark]:
    """Marks between ``_`` and ``.``: those at the end first, then in front, then inside; the longest first."""
    parts = _TIGHT.split(heading)
    count = (len(parts) + 1) // 2
    inside = range(1, count)
    for length in range(min(_MOST_PARTS, count - 1), 0, -1):
        yield from _cut(parts, count - length, length)
        yield from _cut(parts, 0, length)
    for length in range(min(_MOST_PARTS, count - 2), 0, -1):
        for first in inside[: count - length - 1]:
            yield from (mark for mark in _cut(parts, first, length) if not is_everyday(mark.text))


def _cut(parts: list[str], first: int, length: int) -> Iterator[Mark]:
    """The mark that these parts of a heading are, if they are one; every second part is a separator."""
    behind = 2 * (first + length)
    before, after = parts[: max(2 * first - 1, 0)], parts[behind:]
    between = parts[2 * first - 1 : 2 * first] if before and after else []
    mark = _made("".join(parts[2 * first : behind - 1]), "".join([*before, *between, *after]))
    if mark:
        yield mark


def _made(text: str, stem: str) -> Mark | None:
    could_be = any(map(str.isalpha, stem)) and not re.search("[:：]", text)
    time = occasion_of(re.sub("[_.]", " ", text)) if could_be else None
    return None if time is None else Mark(time, text.strip(), stem.strip())
