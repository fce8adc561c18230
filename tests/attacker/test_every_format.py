"""What is written in every format gives away no more than the document does: nobody, no hidden number, no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.formats import formats
from tests.attacker.attack import attack
from tests.attacker.running import run_all, truth_of
from tests.attacker.scenarios import SCENARIOS

TRIED = (
    "small_in_one_item_only",
    "mean_55_and_sd_11_of_five_people",
    "hidden_where_nobody_is_few",
    "three_rounds_with_two_missing_in_the_middle",
    "two_breakdowns_by_two_runs",
)
"""Scenarios that hide rows in different ways; the long search tries all."""


def attacked(name: str, folder: Path) -> None:
    """In English: the attacker reads the headings of a workbook, and no language has numbers of its own."""
    made = SCENARIOS[name]()
    runs = run_all(made, folder, "--formats", ",".join(formats()))
    assert all(len(run.files) == len(formats()) for run in runs)
    breaches = attack(truth_of(made), runs)
    assert breaches == [], "\n".join(map(str, breaches[:12]))


@pytest.mark.parametrize("name", TRIED)
def test_no_format_gives_away_more(name: str, tmp_path: Path) -> None:
    attacked(name, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_format_of_any_scenario_gives_away_more(name: str, tmp_path: Path) -> None:
    attacked(name, tmp_path)
