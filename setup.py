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
"""What is next to the packages, here and below ``thiqa``."""
REQUIREMENTS = "requirements.txt"
BUILT = ".build"
"""Where the build leaves its work: out of the way of what looks through this folder."""


class Build(build_py):  # type: ignore[misc]  # it comes without types
    """Copies the tree below ``thiqa``, with imports of our own packages by their names there."""

    def run(self) -> None:
        """Build it, from nothing: what an earlier build left is not part of it."""
        if self.editable_mode:
            raise SystemExit("thiqa can't be installed as editable: `import thiqa` works in its own folder.")
        shutil.rmtree(Path(self.build_lib) / NAME, ignore_errors=True)
        for source, path_in_wheel in packaged_files().items():
            target = Path(self.build_lib) / path_in_wheel
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.suffix == ".py":
                text = source.read_text(encoding="utf-8")
                target.write_text(below_one_name(text, str(source)), encoding="utf-8", newline="\n")
            else:
                shutil.copyfile(source, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:  # noqa: ARG002
        """The files that the build makes."""
        return [str(Path(self.build_lib) / path_in_wheel) for path_in_wheel in packaged_files().values()]

    def get_source_files(self) -> list[str]:
        """The files that a source distribution holds."""
        return [REQUIREMENTS, *map(str, packaged_files())]


def packaged_files() -> dict[Path, Path]:
    """Each file of the tree, and its path in the wheel."""
    packaged = {path: path for path in _files(Path(NAME))}
    for name in (*PACKAGES, *BESIDE):
        packaged.update({path: NAME / path for path in _files(Path(name))})
    return packaged


def _files(path: Path) -> Iterator[Path]:
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    yield from (one for one in found if one.is_file() and "__pycache__" not in one.parts)


def below_one_name(source: str, file: str) -> str:
    """A module's text, with its imports of our packages by their names below ``thiqa``.

    What they bind is called as before.
    """
    lines = source.splitlines(keepends=True)
    for (line, column), (written, instead) in sorted(_replacements(ast.parse(source, file)).items(), reverse=True):
        text = lines[line - 1].encode()  # columns count bytes
        before, rest = text[:column].decode(), text[column:].decode()
        if not rest.startswith(written):
            raise ValueError(f"{file}:{line}: {rest.strip()!r} does not begin with {written!r}")
        lines[line - 1] = before + instead + rest.removeprefix(written)
    return "".join(lines)


def _replacements(module: ast.Module) -> dict[tuple[int, int], tuple[str, str]]:
    """What is to be written instead of what, by line and column."""
    found = {}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
            found[node.lineno, node.col_offset] = f"from {node.module} ", f"from {NAME}.{node.module} "
        for one in node.names if isinstance(node, ast.Import) else ():
            if _is_ours(one.name):
                below = f"{NAME}.{one.name}{'' if one.asname else _bound(one.name)}"
                found[one.lineno, one.col_offset] = one.name, below
    return found


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in PACKAGES


def _bound(module: str) -> str:
    """What keeps a name bound that an import without ``as`` binds: its first."""
    top = module.partition(".")[0]
    return f" as {top}" if module == top else f", {NAME}.{top} as {top}"


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
