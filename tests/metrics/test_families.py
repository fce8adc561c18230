"""Adjusted p-values, against R."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.findings.families import benjamini_hochberg, family_of, holm

P = [0.01, 0.04, 0.03, 0.005, 0.5]


def test_holm_gives_what_r_gives() -> None:
    # R 4.5.0: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), method = "holm")
    assert holm(P) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.5])


def test_benjamini_hochberg_gives_what_r_gives() -> None:
    # R 4.5.0: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), method = "BH")
    assert benjamini_hochberg(P) == pytest.approx([0.025, 0.05, 0.05, 0.025, 0.5])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_an_adjusted_p_is_never_below_its_p_and_never_above_one(p: list[float]) -> None:
    for adjusted in (holm(p), benjamini_hochberg(p)):
        assert all(raw <= value <= 1 for raw, value in zip(p, adjusted, strict=True))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(p: list[float], random: object) -> None:
    order = sorted(range(len(p)), key=lambda i: hash((i, str(random))))
    for method in (holm, benjamini_hochberg):
        assert method([p[i] for i in order]) == pytest.approx([method(p)[i] for i in order])


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
