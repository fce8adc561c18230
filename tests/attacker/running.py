"""Runs a scenario as the command runs, and reads what its raw files say."""

from __future__ import annotations

from pathlib import Path

from reports.__main__ import main
from tests.attacker.attack import Run
from tests.attacker.scenarios import SHARED, Scenario
from tests.attacker.truth import Truth, load_truth


def run_all(made: Scenario, folder: Path) -> list[Run]:
    """The files that each run of a scenario writes."""
    paths = []
    for upload in (*made.rounds, made.form):
        path = folder / upload.name
        path.write_bytes(upload.content)
        paths.append(str(path))
    runs = []
    for number, options in enumerate(made.runs):
        out = folder / f"out{number}"
        arguments = [*paths[:-1], "--instrument", paths[-1], "--out", str(out), *options]
        assert main(arguments) == 0
        written = {path.name: path.read_bytes() for path in out.iterdir()}
        is_shared = " ".join(SHARED) in " ".join(options)
        runs.append(Run(written, is_shared, (str(folder),)))
    return runs


def truth_of(made: Scenario) -> Truth:
    """What the raw files of a scenario say."""
    return load_truth(made.rounds, made.form, made.threshold, made.breakdowns)
