"""Words of the path from files to an edition."""

from __future__ import annotations

from pages.shell.language import language
from words import say


def path_words(key: str, **values: object) -> str:
    """A sentence of the path (``path.<key>``) in the reader's language."""
    return say(f"path.{key}", language(), **values)
