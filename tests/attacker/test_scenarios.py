"""Every scenario, run as the command runs: nobody can be singled out, and what is safe is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attacker.attack import DOCUMENT, attack
from tests.attacker.breach import Breach
from tests.attacker.coverage import coverage
from tests.attacker.published import Reader
from tests.attacker.running import run_all, truth_of
from tests.attacker.scenarios import SCENARIOS

ENOUGH = 0.8


@pytest.mark.parametrize("name", SCENARIOS)
def test_nobody_can_be_singled_out_and_what_is_safe_is_shown(name: str, tmp_path: Path) -> None:
    made = SCENARIOS[name]()
    runs, truth = run_all(made, tmp_path), truth_of(made)
    breaches = attack(truth, runs)
    assert breaches == [], _described(breaches)
    for number, run in enumerate(runs):
        reader = Reader(truth, run.document, number)
        reader.read()
        found = coverage(truth, [reader])
        assert found.share >= ENOUGH, f"{found.share:.0%}: {'; '.join(found.rows[:12])}"


def _described(breaches: list[Breach]) -> str:
    return f"{len(breaches)} in {DOCUMENT} and beside:\n" + "\n".join(map(str, breaches[:12]))
