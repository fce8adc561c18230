"""Families of tests."""

from __future__ import annotations

import pytest

from metrics.findings.families import family_of


@pytest.mark.parametrize(
    ("level", "group", "family"),
    [
        ("index", "ALL", "primary"),
        ("index", "SIDE:security", "sides"),
        ("dimension", "SIDE:security", "side_dimensions"),
        ("item", "police", "group_items"),
    ],
)
def test_a_row_belongs_to_the_family_of_its_level_and_group(level: str, group: str, family: str) -> None:
    assert family_of(level, group) == family
