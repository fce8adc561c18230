"""Marks in headings that name an occasion: ``trust.pre``, ``t1_trust``, ``Q1 (T2)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from surveys.language.occasions import is_everyday, is_numbered, may_name_one, occasion_of

_TIGHT = re.compile(r"(?<=\S)([._])(?=\S)")
_COLON = re.compile(r"\s*[:：]\s*")
_DASHES = " -–—"
_MOST_PARTS, _MOST_INSIDE, _LONGEST = 3, 12, 600


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
    if len(heading) > _LONGEST or not may_name_one(heading):
        return None
    return next(_marks(" ".join(heading.split())), None)


def _marks(heading: str) -> Iterator[Mark]:
    yield from _tight(heading)
    for text, stem in _set_off(heading):
        mark = _made(text, stem)
        if mark and not is_everyday(mark.text) and (" " not in mark.stem or is_numbered(mark.text)):
            yield mark
    for text, stem in _at_colons(heading):
        mark = _made(text, stem)
        if mark and is_numbered(mark.text):
            yield mark


def _tight(heading: str) -> Iterator[Mark]:
    """Marks between ``_`` and ``.``: those at the end first, then in front, then inside; the longest first."""
    parts = _TIGHT.split(heading)
    count = (len(parts) + 1) // 2
    for length in range(min(_MOST_PARTS, count - 1), 0, -1):
        yield from _cut(parts, count - length, length)
        yield from _cut(parts, 0, length)
    for length in range(min(_MOST_PARTS, count - 2), 0, -1) if count <= _MOST_INSIDE else ():
        for first in range(1, count - length):
            yield from (mark for mark in _cut(parts, first, length) if not is_everyday(mark.text))


def _cut(parts: Sequence[str], first: int, length: int) -> Iterator[Mark]:
    """The mark that these parts of a heading are, if they are one; every second part is a separator."""
    behind = 2 * (first + length)
    before, after = parts[: max(2 * first - 1, 0)], parts[behind:]
    between = parts[2 * first - 1 : 2 * first] if before and after else []
    mark = _made("".join(parts[2 * first : behind - 1]), "".join([*before, *between, *after]))
    if mark:
        yield mark


def _set_off(heading: str) -> Iterator[tuple[str, str]]:
    """What brackets, blanks and a hyphen set off at either end, and the rest."""
    if heading[-1] in ")]" and (start := max(map(heading.rfind, "(["))) > 0:
        yield heading[start + 1 : -1], heading[:start]
    if heading[0] in "([" and (ends := [end for sign in ")]" if (end := heading.find(sign)) > 0]):
        yield heading[1 : min(ends)], heading[min(ends) + 1 :]
    words = heading.split(" ")
    for count in (2, 1):
        if len(words) > count:
            yield " ".join(words[-count:]), " ".join(words[:-count])
            yield " ".join(words[:count]), " ".join(words[count:])
    if "-" in heading:
        yield heading.rpartition("-")[::-2]
        yield heading.partition("-")[::2]


def _at_colons(heading: str) -> Iterator[tuple[str, str]]:
    found = list(_COLON.finditer(heading))
    if found:
        yield heading[: found[0].start()], heading[found[0].end() :]
        yield heading[found[-1].end() :], heading[: found[-1].start()]


def _made(text: str, stem: str) -> Mark | None:
    text, stem = text.strip(), stem.strip(_DASHES)
    could_be = any(map(str.isalpha, stem)) and not _COLON.search(text)
    time = occasion_of(re.sub("[_.]", " ", text)) if could_be else None
    return None if time is None else Mark(time, text, stem)
