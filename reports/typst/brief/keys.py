"""The key of a figure apart from it, so that its marks stand side by side on the width of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from charts.primitives.drawing import Drawing, Line, Run, Text

_BELOW = 30
"""Pixels below the plot that the ticks of its axis need."""

Entry = tuple[Run, Run]
"""A mark, and what it means."""


def apart(drawing: Drawing) -> tuple[Drawing, Sequence[Entry], str]:
    """A drawing without its key and notes and the room below that these took; the entries of the key; the notes.

    Parameters
    ----------
    drawing : Drawing
        Of a screen: without title and footer.
    """
    below = {role: _texts(drawing, role) for role in ("key", "note")}
    entries = _entries(line for text in below["key"] for line in text.lines)
    notes = " ".join(run.words for text in below["note"] for line in text.lines for run in line)
    taken = {id(text) for texts in below.values() for text in texts}
    kept = tuple(part for part in drawing.parts if id(part) not in taken)
    spare = max(drawing.margins.bottom - _BELOW, 0) if taken else 0
    margins = replace(drawing.margins, bottom=drawing.margins.bottom - spare)
    return replace(drawing, parts=kept, margins=margins, height=drawing.height - spare), entries, notes


def _entries(lines: Iterable[Line]) -> list[Entry]:
    """The entries of a key by its lines; one that is broken over lines goes on in lines of words alone."""
    entries: list[Entry] = []
    for line in lines:
        if len(line) == 1:
            mark, words = entries.pop()
            entries.append((mark, replace(words, words=f"{words.words} {line[0].words}")))
        else:
            entries += zip(line[::3], line[1::3], strict=True)
    return entries


def _texts(drawing: Drawing, role: str) -> list[Text]:
    return [part for part in drawing.of_kind(Text) if isinstance(part, Text) and part.role == role]
