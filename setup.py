"""Builds the package ``thiqa``: the tree of this folder, below one name.

In this folder the packages import each other by their own names (``from surveys import Survey``). Installed, all stand
below ``thiqa`` (``from thiqa.surveys import Survey``), so that nothing else lands among the names of other packages.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

NAME = "thiqa"
PACKAGES = ("charts", "metrics", "pages", "reports", "store", "surveys", "words")
"""The packages that go below ``thiqa``, whose folder itself holds the names that it offers, and the command."""
BESIDE = ("dashboard.py", "data", "static", ".streamlit/config.toml")
"""What stands beside the packages, here and below ``thiqa``."""
REQUIREMENTS = "requirements.txt"
BUILT = ".build"
"""Where the build leaves its work: out of the way of what looks through this folder."""


class Build(build_py):
    """Copies the tree below ``thiqa``, with imports of our own packages by their names there."""

    def run(self) -> None:
        """Build it, from nothing: what an earlier build left is not part of it."""
        if self.editable_mode:
            raise SystemExit("thiqa can't be installed as editable: `import thiqa` works in its own folder.")
        shutil.rmtree(Path(self.build_lib) / NAME, ignore_errors=True)
        for source, place in placed_files().items():
            target = Path(self.build_lib) / place
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.suffix == ".py":
                text = source.read_text(encoding="utf-8")
                target.write_text(below_one_name(text, str(source)), encoding="utf-8", newline="\n")
            else:
                shutil.copyfile(source, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:  # noqa: ARG002
        """The files that the build makes."""
        return [str(Path(self.build_lib) / place) for place in placed_files().values()]

    def get_source_files(self) -> list[str]:
        """The files that a source distribution holds."""
        return [REQUIREMENTS, *map(str, placed_files())]


def placed_files() -> dict[Path, Path]:
    """Each file of the tree, and its place in the wheel."""
    placed = {path: path for path in _files(Path(NAME))}
    for name in (*PACKAGES, *BESIDE):
        placed.update({path: NAME / path for path in _files(Path(name))})
    return placed


def _files(path: Path) -> Iterator[Path]:
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    yield from (one for one in found if one.is_file() and "__pycache__" not in one.parts)


def below_one_name(source: str, file: str) -> str:
    """A module's text, with its imports of our packages by their names below ``thiqa``.

    Raises
    ------
    ValueError
        If an import can't be told otherwise by its own line alone: ``import surveys.model`` uses the name ``surveys``.
    """
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source, file)):
        if isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
            _replace(lines, node, f"from {node.module} ", f"from {NAME}.{node.module} ")
        elif isinstance(node, ast.Import):
            for one in node.names:
                if _is_ours(one.name) and "." in one.name and one.asname is None:
                    raise ValueError(f"{file}:{node.lineno}: import {one.name} needs a name of its own: from … import")
                if _is_ours(one.name):
                    name = one.name if one.asname else f"{one.name} as {one.name}"
                    _replace(lines, one, one.name, f"{NAME}.{name}")
    return "".join(lines)


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in PACKAGES


def _replace(lines: list[str], node: ast.stmt | ast.alias, written: str, instead: str) -> None:
    """Writes one thing instead of another where a node begins (its column counts bytes)."""
    line = lines[node.lineno - 1].encode()
    before, rest = line[: node.col_offset].decode(), line[node.col_offset :].decode()
    if not rest.startswith(written):
        raise ValueError(f"line {node.lineno}: {rest.strip()!r} does not begin with {written!r}")
    lines[node.lineno - 1] = before + instead + rest.removeprefix(written)


def requirements() -> list[str]:
    """What the program needs to run, as ``requirements.txt`` lists it."""
    lines = (line.partition("#")[0].strip() for line in Path(REQUIREMENTS).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("-")]


if __name__ == "__main__":
    Path(BUILT).mkdir(exist_ok=True)
    setup(
        packages=[NAME],
        cmdclass={"build_py": Build},
        install_requires=requirements(),
        options={"build": {"build_base": BUILT}, "egg_info": {"egg_base": BUILT}},
    )
