"""Families of tests."""

from __future__ import annotations

import pytest

from metrics.findings.families import adjusted, family_of
from metrics.findings.verdicts import with_findings
from metrics.statistics import detectable_change
from metrics.tables.changes import ChangeRow


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


def _row(measure: str, level: str, group: str, p: float | None, to: str = "post") -> ChangeRow:
    return ChangeRow(measure, level, group, "pre", to, n_from=9, n_to=9, change=1.0, test="paired_t", p=p, se=2.0, df=8)


def test_the_dimensions_of_one_side_are_a_family_and_those_of_all_groups_are_one() -> None:
    rows = [
        _row("care", "dimension", "SIDE:a", 0.01),
        _row("skill", "dimension", "SIDE:a", 0.04),
        _row("care", "dimension", "SIDE:b", 0.03),
        _row("care", "dimension", "g", 0.02),
        _row("care", "dimension", "h", 0.02),
        _row("skill", "dimension", "h", None),
        _row("trust_index", "index", "ALL", 0.04),
        _row("trust_index", "index", "ALL", 0.04, to="followup_1"),
    ]
    found = [(place.family, place.size, place.p_adjusted) for place in adjusted(rows)]
    assert found == [
        ("side_dimensions", 2, 0.02),
        ("side_dimensions", 2, 0.04),
        ("side_dimensions", 1, 0.03),
        ("group_dimensions", 2, 0.02),
        ("group_dimensions", 2, 0.02),
        ("group_dimensions", None, None),
        ("primary", 1, 0.04),
        ("primary", 1, 0.04),
    ]


def test_a_change_can_be_detected_at_the_level_of_its_holm_family() -> None:
    rows = [_row("care", "dimension", "SIDE:a", p) for p in (0.01, 0.02, 0.03, 0.04)]
    items = [_row(f"item_{number}", "item", "ALL", 0.02) for number in range(4)]
    found = with_findings([*rows, *items, _row("trust_index", "index", "ALL", 0.02)], 5)
    assert [row.detectable_alpha for row in found] == [0.0125] * 4 + [0.05] * 5
    for row in found:
        assert row.detectable == detectable_change(2.0, 8, alpha=row.detectable_alpha or 0)
