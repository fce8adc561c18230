"""Typst source out of plain values, so that nothing in them can become code."""

from __future__ import annotations

from reports.typst.fonts import drawable


def quoted(text: str) -> str:
    """A text to be shown, as a string of Typst: whatever it holds is shown as it stands.

    Letters that no font has are shown as `reports.typst.fonts.UNKNOWN`.
    """
    return string(drawable(text))


def string(text: str) -> str:
    """Any text as a string of Typst: of what is not printed too, such as a title in a file's properties.

    Signs of control, and halves of letters, which no file can hold, are left out.
    """
    kept = "".join(
        f"\\{letter}" if letter in '\\"' else letter
        for letter in text
        if letter in "\n\t" or not (letter < " " or "\x7f" <= letter <= "\x9f" or "\ud800" <= letter <= "\udfff")
    )
    return '"' + kept.replace("\n", "\\n").replace("\t", "\\t") + '"'


def points(length: float) -> str:
    """A length in points, to a thousandth."""
    return f"{length:.3f}".rstrip("0").rstrip(".").replace("-0", "0" if round(length, 3) == 0 else "-0") + "pt"


def colour(value: str) -> str:
    """A colour, ``#RRGGBB``."""
    return f'rgb("{value}")'
