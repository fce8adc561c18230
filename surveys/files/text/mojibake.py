"""Text whose bytes were read in the wrong encoding somewhere on its way, made whole again."""

from __future__ import annotations

_WRONG = ("cp1252", "cp1256")


def repaired(text: str) -> str:
    """The text as it was, where it is UTF-8 that a program took for an older encoding; else as it is.

    Only what comes out whole counts: a text that was right can hardly be read so by chance, since each of its letters
    beyond ASCII would have to continue the one before it as UTF-8 does.
    """
    if text.isascii():
        return text
    for encoding in _WRONG:
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
