"""Text of others (labels, titles, file names) shown as it is, where Streamlit would read Markdown in it."""

from __future__ import annotations

import re

from words import printable

_MEANT = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&@/])")


def plain(text: str) -> str:
    """Text in which no character has a meaning in Markdown (no link, picture, formula, icon) and none is of control."""
    return escaped(printable(text))


def escaped(text: str) -> str:
    """The same of the program's own words, where they hold names that are kept in their own direction."""
    return _MEANT.sub(r"\\\1", text)
