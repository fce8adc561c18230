"""The name and version of this program, as they stand in what it writes."""

from __future__ import annotations

from words.languages import DATA

PROGRAM = "Thiqa"


def version() -> str:
    """The version of this program."""
    return (DATA / "version.txt").read_text(encoding="utf-8").strip()


def program() -> str:
    """Its name and version: Thiqa 0.1.0."""
    return f"{PROGRAM} {version()}"
