"""Runs a scenario as the command runs, and reads what its raw files say."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import reports.__main__ as command
from metrics import Protected, Shared, shared, to_document
from tests.attacker.attack import Run
from tests.attacker.scenarios import SHARED, Scenario
from tests.attacker.truth import Truth, load_truth


def run_all(made: Scenario, folder: Path, *more: str) -> list[Run]:
    """The files that each run of a scenario writes; `more`: options of all of them."""
    paths = []
    for upload in (*made.rounds, made.form):
        path = folder / upload.name
        path.write_bytes(upload.content)
        paths.append(str(path))
    runs = []
    for number, options in enumerate(made.runs):
        out = folder / f"out{number}"
        arguments = [*paths[:-1], "--instrument", paths[-1], "--out", str(out), *options, *more]
        handed_on: list[Shared] = []
        with patch.object(command, "shared", _keeping(handed_on)):
            assert command.main(arguments) == 0
        written = {path.name: path.read_bytes() for path in out.iterdir()}
        is_shared = " ".join(SHARED) in " ".join(options)
        told = to_document(handed_on[0]) if handed_on else None
        runs.append(Run(written, is_shared, (str(folder),), told))
    return runs


def _keeping(handed_on: list[Shared]) -> Any:
    """What hands a result on, and keeps it."""

    def keeping(result: Protected, *arguments: Any) -> Shared:
        handed_on.append(shared(result, *arguments))
        return handed_on[-1]

    return keeping


def truth_of(made: Scenario) -> Truth:
    """What the raw files of a scenario say."""
    return load_truth(made.rounds, made.form, made.threshold, made.breakdowns)
