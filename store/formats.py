"""The layout of stored documents: which this program writes, which it can read, and how it reads an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metrics.result.json_schema import layout_digest

_DIGITS = 7


def _number_of(digest: str) -> int:
    """A digest as a number that every database can keep."""
    return int(digest[:_DIGITS], 16)


FORMAT = _number_of(layout_digest())
"""What tells the layout of a document: it changes by itself when a field of a result does."""

NUMBERED: Mapping[int, int] = {2: 0xA197193}
"""Layouts that were numbered by hand, before they had a digest, with what tells them now."""

WITHOUT_ROUND_NAMES = 0xC3B9CE6
"""The layout before a round could have a name and a day."""


def readable(numbered: Mapping[int, int] = NUMBERED) -> frozenset[int]:
    """The formats whose documents this program reads."""
    read = {FORMAT, WITHOUT_ROUND_NAMES}
    return frozenset({*read, *(number for number, digest in numbered.items() if digest in read)})


READABLE = readable()


def in_this_layout(document: dict[str, Any], format_: int) -> dict[str, Any]:
    """A stored document of a readable format in the layout of this program: rounds that had no name have none."""
    if NUMBERED.get(format_, format_) != WITHOUT_ROUND_NAMES:
        return document
    survey = document["survey"]
    rounds = [{**one, "label": None, "date": None} for one in survey["rounds"]]
    return {**document, "survey": {**survey, "rounds": rounds}}
