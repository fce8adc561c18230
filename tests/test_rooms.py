"""The rooms of each package: each knows only the rooms before it, and every folder fits on a screen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine import ROOT

ROOMS = {
    "surveys": (
        *("language", "model", "files", "formats", "form", "columns", "coding", "people", "checks", "mapping"),
        *("assembly", "reading", "__init__"),
    ),
    "metrics": (
        *("statistics", "schema", "model", "protection", "findings", "tables", "result", "publish"),
        *("table_assembly", "analysis", "__init__"),
    ),
    "charts": ("primitives", "drawing", "figures", "gallery", "__init__"),
    "pages": (
        *("server", "shell", "sections", "steps", "exporting"),
        *(
            "overview",
            "groups",
            "questions",
            "mutual",
            "compare",
            "method",
            "protection",
            "export",
            "surveys",
            "__init__",
        ),
    ),
    "reports": (
        *(
            "files",
            "running",
            "report",
            "templates",
            "options",
            "content",
            "results",
            "workbook",
            "officer",
            "typst",
            "office",
            "web",
        ),
        *("formats", "__init__", "__main__"),
    ),
}
"""The rooms of a package, and the modules above them, in the order in which they may know one another: only what stands
before."""

PACKAGES = (*ROOMS, "store", "words", "tools", "thiqa")
MOST_ENTRIES = 15
MAY_BE_LONGER = {"formats"}
"""Folders with a module for each of very many things that are alike."""


def room_of(name: str) -> str:
    """The room of a module, by its dotted name within the package."""
    return name.partition(".")[0]


def modules(package: str) -> Iterator[tuple[Path, str]]:
    """The modules of a package with their dotted names within it."""
    for path in sorted((ROOT / package).rglob("*.py")):
        yield path, ".".join(path.relative_to(ROOT / package).with_suffix("").parts)


def imported(source: str, package: str) -> set[str]:
    """The dotted names within the package that a module imports when it runs, anywhere in it."""
    tree = ast.parse(source)
    only_for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    names: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in only_for_types:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == package:
            names |= {f"{package}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.removeprefix(f"{package}.") for name in names if name.startswith(f"{package}.")}


@pytest.mark.parametrize("package", ROOMS)
def test_every_module_is_in_a_room(package: str) -> None:
    assert {room_of(name) for _, name in modules(package)} == set(ROOMS[package])


@pytest.mark.parametrize("package", ROOMS)
def test_a_room_imports_only_rooms_before_it(package: str) -> None:
    order = ROOMS[package].index
    wrong = [
        f"{name} imports {other}"
        for path, name in modules(package)
        for other in sorted(imported(path.read_text(encoding="utf-8"), package))
        if (room := room_of(other)) in ROOMS[package] and order(room) > order(room_of(name))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("metrics", "from metrics.analysis import analyse"),
        ("metrics", "def later() -> None:\n    from metrics import analysis"),
        ("surveys", "import surveys.reading"),
    ],
)
def test_an_import_is_seen_wherever_it_stands(package: str, source: str) -> None:
    assert {room_of(name) for name in imported(source, package)} & set(ROOMS[package])


@pytest.mark.parametrize("package", PACKAGES)
def test_a_folder_has_no_more_entries_than_a_screen_shows(package: str) -> None:
    folders = {path.parent for path, _ in modules(package)} if package in ROOMS else {ROOT / package}
    entries = {
        str(folder.relative_to(ROOT)): len([one for one in folder.iterdir() if not one.name.startswith((".", "__pyc"))])
        for folder in folders
        if folder.name not in MAY_BE_LONGER
    }
    assert {folder: number for folder, number in entries.items() if number > MOST_ENTRIES} == {}
