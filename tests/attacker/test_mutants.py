"""Each rule taken out in turn is caught by the attacker."""

from __future__ import annotations

import pytest

from tests.attacker.mutants import MUTANTS, is_caught


@pytest.mark.parametrize("name", MUTANTS)
def test_a_rule_taken_out_is_caught(name: str) -> None:
    assert is_caught(MUTANTS[name])
