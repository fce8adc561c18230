"""Writes files whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from errno import EEXIST
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

_LONGEST_WAIT = 60
"""Seconds for another one to be done."""
_WAITING = ".writing-"
"""How the name of the folder begins in which files wait; only one that was killed leaves it behind."""


def write_all(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Writes files into a folder, made if it is missing: all of them whole, or none.

    They are written into a folder of their own first. Files of the same names are set aside, and put back where a new
    one can't take its place (on Windows, while it is open in another program). Two that write into one folder at once
    take turns, so that all files are those of one of them.

    Raises
    ------
    OSError
        If the folder can't be made or written to, or a file can't be replaced, or another one writes into it for longer
        than a minute; it holds what it held before. So it is
        where what stands in a file's place is a folder, a pipe or a device.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in contents:
        if (folder / name).exists() and not (folder / name).is_file():
            raise FileExistsError(EEXIST, f"{name} is there and is no file")
    with _turn(folder):
        for left in folder.glob(f"{_WAITING}*"):
            _clear_up(folder, left)
        _write(folder, contents)
    return [folder / name for name in contents]


def _clear_up(folder: Path, left: Path) -> None:
    """Removes what one left that was killed; what it had set aside and not replaced stands in its place again."""
    for aside in (left / "old").glob("*"):
        if not (folder / aside.name).exists():
            aside.replace(folder / aside.name)
    shutil.rmtree(left)


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory(dir=folder, prefix=_WAITING) as waiting:
        new, old = Path(waiting) / "new", Path(waiting) / "old"
        new.mkdir()
        old.mkdir()
        for name, content in contents.items():
            (new / name).write_bytes(content)
        _replace(folder, list(contents), new, old)


def _turn(folder: Path) -> FileLock:
    """The turn to write into a folder; the system ends it with the process, so that none waits for a dead one."""
    name = sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return FileLock(Path(tempfile.gettempdir()) / f"thiqa-{name}.lock", timeout=_LONGEST_WAIT, mode=0o666)


def _replace(folder: Path, names: list[str], new: Path, old: Path) -> None:
    """Moves new files into a folder; on a failure or an interruption, all that it held stands there again."""
    before = {name for name in names if (folder / name).exists()}
    try:
        for name in names:
            if name in before:
                (folder / name).replace(old / name)
            (new / name).replace(folder / name)
    except BaseException:
        for name in names:
            if (old / name).exists():
                (old / name).replace(folder / name)
            elif name not in before:
                (folder / name).unlink(missing_ok=True)
        raise
