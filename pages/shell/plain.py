"""Text of others (labels, titles, file names) shown as it is, where Streamlit would read Markdown in it."""

from __future__ import annotations

import re

from words import printable

_DAY = re.compile(r"(\d{4}\\?-)(\d{2}\\?-)(?=\d{2})")
_UNBROKEN = "\N{WORD JOINER}"
_MEANT = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&@/])")


def plain(text: str) -> str:
    """Text in which no character has a meaning in Markdown (no link, picture, formula, icon) and none is of control."""
    return escaped(printable(text))


def escaped(text: str) -> str:
    """The same of the program's own words, where they hold names that are kept in their own direction."""
    return _MEANT.sub(r"\\\1", text)


def whole_days(text: str) -> str:
    """Text in which no day (YYYY-MM-DD) is broken over two lines."""
    return _DAY.sub(rf"\1{_UNBROKEN}\2{_UNBROKEN}", text)
