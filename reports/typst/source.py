"""Typst source out of plain values, so that nothing in them can become code."""

from __future__ import annotations

from reports.typst.fonts import drawable
from words import writable

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def quoted(text: str) -> str:
    """A text to be shown, as a string of Typst: whatever it holds is shown as it stands.

    Letters that no font has are shown as `reports.typst.fonts.UNKNOWN`.
    """
    return string(drawable(text))


def string(text: str) -> str:
    """Any text as a string of Typst: of what is not printed too, such as a title in a file's properties.

    What no file can hold is left out (`words.writable`).
    """
    return '"' + writable(text).translate(_ESCAPED) + '"'


def points(length: float) -> str:
    """A length in points, to a thousandth."""
    return f"{length:.3f}".rstrip("0").rstrip(".").replace("-0", "0" if round(length, 3) == 0 else "-0") + "pt"


def colour(value: str) -> str:
    """A colour, ``#RRGGBB``."""
    return f'rgb("{value}")'
