"""Runs of the command on the data whose numbers R gave, and these numbers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reports.__main__ import main

FILES = {
    "gss_panel": ("data/gss_panel/pre_2006.xlsx", "data/gss_panel/post_2008.xlsx", "data/gss_panel/instrument.xlsx"),
    "event16": ("golden/event16/pre.xlsx", "golden/event16/post.xlsx", "golden/event16/instrument.xlsx"),
}


def run(shared: Path, data: str, out: Path, *options: str) -> Path:
    """Runs the command on a data set; the path of its ``results.json``."""
    before, after, instrument = (str(shared / file) for file in FILES[data])
    command = [before, after, "--instrument", instrument, "--out", str(out), "--formats", "json", *options]
    assert main(command) == 0
    return out / "results.json"


@cache
def document(shared: Path, data: str, *options: str) -> dict[str, Any]:
    """The results of a run without intervals of effect sizes, which R did not make."""
    with TemporaryDirectory() as folder:
        path = run(shared, data, Path(folder), "--no-effect-intervals", *options)
        results: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return results


@cache
def reference(shared: Path, data: str) -> dict[str, Any]:
    """What R gave for a data set."""
    everything = json.loads((shared / "golden" / "golden.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = everything["datasets"][data]
    return found
