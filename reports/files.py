"""Writes files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path


def write_all(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Writes files into a folder, made if it is missing; each appears whole, under its name, or not at all.

    All are written under other names first, then renamed: what fails before the first rename leaves nothing behind.

    Raises
    ------
    OSError
        If the folder can't be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        waiting = []
        for name, content in contents.items():
            handle, temporary = tempfile.mkstemp(dir=folder, prefix=".writing-")
            stack.callback(Path(temporary).unlink, missing_ok=True)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            waiting.append((Path(temporary), folder / name))
        for source, target in waiting:
            source.replace(target)
    return [folder / name for name in contents]
