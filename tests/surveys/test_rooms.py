"""The rooms of ``surveys``: each knows only the rooms before it, and its folder explains itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SURVEYS = Path(__file__).parents[2] / "surveys"
ROOMS = (
    "model",
    "language",
    "files",
    "formats",
    "form",
    "columns",
    "coding",
    "people",
    "checks",
    "mapping",
    "assembly",
    "reading",
    "__init__",
)
"""The rooms, and the modules above them, in the order in which they may know one another: only what stands before."""
MOST_ENTRIES = 15


def room_of(module: Path) -> str:
    return module.relative_to(SURVEYS).parts[0].removesuffix(".py")


def imported(module: Path) -> Iterator[str]:
    """The rooms of the modules of ``surveys`` that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "surveys" else [f"surveys.{alias.name}" for alias in node.names]
        parts = (name.split(".") for name in names)
        yield from (part[1] for part in parts if part[0] == "surveys" and len(part) > 1)


def modules() -> list[Path]:
    return sorted(SURVEYS.rglob("*.py"))


def test_every_module_is_in_a_room() -> None:
    assert {room_of(module) for module in modules()} == set(ROOMS)


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(SURVEYS)))
def test_a_room_imports_only_rooms_before_it(module: Path) -> None:
    own = ROOMS.index(room_of(module))
    assert {room for room in imported(module) if room in ROOMS and ROOMS.index(room) > own} == set()


def test_no_folder_has_more_entries_than_a_screen_shows_at_once() -> None:
    folders = {module.parent for module in modules() if module.parent.name != "formats"}
    entries = {
        folder: [entry for entry in folder.iterdir() if entry.suffix == ".py" or (entry / "__init__.py").exists()]
        for folder in folders
    }
    assert {folder.name: len(found) for folder, found in entries.items() if len(found) > MOST_ENTRIES} == {}
