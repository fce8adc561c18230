"""Writes files whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from errno import EEXIST
from pathlib import Path


def write_all(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Writes files into a folder, made if it is missing: all of them whole, or none.

    They are written into a folder of their own first. Files of the same names are set aside, and put back where a new
    one can't take its place (on Windows, while it is open in another program).

    Raises
    ------
    OSError
        If the folder can't be made or written to, or a file can't be replaced; it holds what it held before. So it is
        where what stands in a file's place is a folder, a pipe or a device.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in contents:
        if (folder / name).exists() and not (folder / name).is_file():
            raise FileExistsError(EEXIST, f"{name} is there and is no file")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as waiting:
        new, old = Path(waiting) / "new", Path(waiting) / "old"
        new.mkdir()
        old.mkdir()
        for name, content in contents.items():
            (new / name).write_bytes(content)
        _replace(folder, list(contents), new, old)
    return [folder / name for name in contents]


def _replace(folder: Path, names: list[str], new: Path, old: Path) -> None:
    """Moves new files into a folder; on a failure, all that it held stands there again."""
    done: list[str] = []
    try:
        for name in names:
            if (folder / name).exists():
                (folder / name).replace(old / name)
            done.append(name)
            (new / name).replace(folder / name)
    except OSError:
        for name in done:
            (folder / name).unlink(missing_ok=True)
            if (old / name).exists():
                (old / name).replace(folder / name)
        raise
