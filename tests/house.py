"""The files of the project, where each belongs, and what it imports."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HIDDEN_BUT_OURS = {".ci", ".streamlit"}


def project_files() -> Iterator[Path]:
    """Every file of the project, without what tools leave behind."""
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if name in HIDDEN_BUT_OURS or name[0] not in "._"]
        yield from (Path(folder) / name for name in names if name != ".git")


def modules() -> list[Path]:
    """The Python files of the program, relative to its folder: all but those of the tests."""
    found = (path.relative_to(ROOT) for path in project_files() if path.suffix == ".py")
    return sorted(path for path in found if path.parts[0] != "tests")


def package_of(module: Path) -> str:
    """The package that a module belongs to: its top folder, or its own name at the top."""
    return module.parts[0].removesuffix(".py")


@cache
def imported_by(source: str) -> frozenset[str]:
    """The full dotted names that a module imports, anywhere in it: ``from a.b import c`` gives ``a.b.c``."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module or ''}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            found |= {str(argument.value) for argument in node.args[:1] if isinstance(argument, ast.Constant)}
    return frozenset(found)
