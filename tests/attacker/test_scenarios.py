"""Every scenario, run as the command runs: nobody can be told, and what is safe is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.__main__ import main
from tests.attacker.attack import DOCUMENT, Run, attack
from tests.attacker.breach import Breach
from tests.attacker.coverage import coverage
from tests.attacker.published import Reader
from tests.attacker.scenarios import SCENARIOS, SHARED, Scenario
from tests.attacker.truth import Truth, load_truth

ENOUGH = 0.8


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
        arguments = [*paths[:-1], "--instrument", paths[-1], "--out", str(out), "--no-effect-intervals", *options]
        assert main(arguments) == 0
        written = {path.name: path.read_bytes() for path in out.iterdir()}
        is_shared = " ".join(SHARED) in " ".join(options)
        runs.append(Run(written, is_shared, (str(folder),)))
    return runs


def truth_of(made: Scenario) -> Truth:
    """What the raw files of a scenario say."""
    return load_truth(made.rounds, made.form, made.threshold, made.breakdowns)


@pytest.mark.parametrize("name", SCENARIOS)
def test_nobody_can_be_told_and_what_is_safe_is_shown(name: str, tmp_path: Path) -> None:
    made = SCENARIOS[name]()
    runs, truth = run_all(made, tmp_path), truth_of(made)
    breaches = attack(truth, runs)
    assert breaches == [], _told(breaches)
    for number, run in enumerate(runs):
        reader = Reader(truth, run.document, number)
        reader.read()
        found = coverage(truth, [reader])
        assert found.share >= ENOUGH, f"{found.share:.0%}: {'; '.join(found.rows[:12])}"


def _told(breaches: list[Breach]) -> str:
    return f"{len(breaches)} in {DOCUMENT} and beside:\n" + "\n".join(map(str, breaches[:12]))
