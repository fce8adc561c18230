"""The officer's own files in whose look reports are made, and which of the reports each is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

KINDS: Mapping[str, tuple[str, ...]] = {
    "docx": ("docx", "dotx"),
    "pptx": ("pptx", "potx", "ppsx"),
    "xlsx": ("xlsx", "xltx"),
}
"""The endings of files that may be given, by the ending of the reports that they are for."""
LARGEST = 50 * 2**20
"""Bytes of a template: what holds pictures in print quality."""


@dataclass(frozen=True)
class Template:
    """A file that was given; `kind` is one of `KINDS`."""

    name: str
    kind: str
    content: bytes


def kind_of(name: str) -> str | None:
    """What a file can be a template for, by the ending of its name; None where for nothing."""
    given = PurePath(name).suffix.lower().removeprefix(".")
    return next((kind for kind, endings in KINDS.items() if given in endings), None)


def templates_by_kind(given: Sequence[Template], endings: Sequence[str]) -> dict[str, Template]:
    """The templates by the ending of the reports that they are for.

    Raises
    ------
    ValueError
        If two are for the same reports, or one is for none of the `endings` that are asked for.
    """
    found: dict[str, Template] = {}
    for one in given:
        if one.kind in found:
            raise ValueError(f"--template: {found[one.kind].name} and {one.name} are for the same report; give one")
        if one.kind not in endings:
            raise ValueError(f"--template: {one.name} is for .{one.kind}, which --formats does not ask for")
        found[one.kind] = one
    return found
