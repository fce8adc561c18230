"""Text of others (labels, titles, file names) shown as it is, where Streamlit would read Markdown in it."""

from __future__ import annotations

import re

_MEANT = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&@/])")


def plain(text: str) -> str:
    """Text in which no character has a meaning in Markdown: no link, no picture, no formula, no icon."""
    return _MEANT.sub(r"\\\1", text)
