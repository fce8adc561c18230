"""The layout of stored documents: which this program writes, and which it can read."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.result.json_schema import layout_digest
from words import DATA

_DIGITS = 7


def _number_of(digest: str) -> int:
    """A digest as a number that every database can keep."""
    return int(digest[:_DIGITS], 16)


FORMAT = _number_of(layout_digest())
"""What tells the layout of a document: it changes by itself when a field of a result does."""

NUMBERED: Mapping[int, int] = {2: 0xA197193}
"""Layouts that were numbered by hand, before they had a digest, with what tells them now."""


def readable(numbered: Mapping[int, int] = NUMBERED) -> frozenset[int]:
    """The formats whose documents have this program's layout."""
    return frozenset({FORMAT, *(number for number, digest in numbered.items() if digest == FORMAT)})


READABLE = readable()


def program() -> str:
    """The name and version of this program, kept beside what it stores."""
    return f"Thiqa {(DATA / 'version.txt').read_text(encoding='utf-8').strip()}"
