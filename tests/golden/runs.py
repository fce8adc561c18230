"""Runs of the command on the surveys whose numbers R made."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reports.__main__ import main
from tests.golden.values import files


def run(name: str, out: Path, *options: str) -> dict[str, Any]:
    """The ``results.json`` of a run of the command on a survey; R took everybody as independent."""
    before, after, instrument = map(str, files(name))
    command = [before, after, "--instrument", instrument, "--out", str(out), "--formats", "json"]
    command += ["--no-clusters", *options]
    assert main(command) == 0
    results: dict[str, Any] = json.loads((out / "results.json").read_text(encoding="utf-8"))
    return results


@cache
def document(name: str, *options: str) -> dict[str, Any]:
    """The results of a run."""
    with TemporaryDirectory() as folder:
        return run(name, Path(folder), *options)
