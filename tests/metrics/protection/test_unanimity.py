"""Unanimity (rule 39): where all say the same, the row is hidden, one more with it, and no reason tells it apart."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from metrics import Protected, analyse
from tests.metrics.survey_maker import instrument, survey

SIDES: Mapping[str, str | None] = {"a": "s", "b": "s", "c": "s", "d": "t"}
SIZES = {"a": 8, "b": 7, "c": 6, "d": 9}
ALIKE = ("loose_1", "c")


def made(*, alike: bool = True, few: bool = False) -> Protected:
    """In group c everybody gives the same answer to an item, before; or few of it answer at all."""
    groups = [name for name, n in SIZES.items() for _ in range(n)]
    draw = np.random.default_rng(11)
    before, after = (draw.integers(1, 6, (len(groups), 3)).astype(float) for _ in range(2))
    of_c = [person for person, name in enumerate(groups) if name == "c"]
    if alike:
        before[of_c, 2] = 4
    if few:
        before[of_c[3:], 2] = np.nan
    form = instrument({"x": 2}, SIDES, loose_items=1)
    return analyse(survey(form, groups, before.tolist(), after.tolist()))


def shown(result: Protected, measure: str) -> set[str]:
    return {row.group for row in result.changes if row.measure == measure and row.n_from is not None}


def test_a_row_of_people_who_are_all_alike_is_hidden_and_the_smallest_other_of_its_side() -> None:
    assert shown(made(alike=False), "loose_1") == {"ALL", "SIDE:s", "SIDE:t", "a", "b", "c", "d"}
    assert shown(made(), "loose_1") == {"ALL", "SIDE:s", "SIDE:t", "a", "d"}
    assert shown(made(), "trust_index") == {"ALL", "SIDE:s", "SIDE:t", "a", "b", "c", "d"}


def test_no_number_of_it_stands_in_any_table() -> None:
    result = made()
    for row in result.changes:
        if (row.measure, row.group) == ALIKE:
            assert row.n_from is row.mean_from is row.change is row.p is row.statistic is None
            assert row.effect_value is row.effect_low is row.rose is None
            assert row.verdict == "protected"
    assert {row.n for row in result.scores if (row.measure, row.group) == ALIKE} == {None}
    assert {row.counts is None for row in result.items if (row.item, row.group) == ALIKE} == {True}
    assert {row.p for row in result.item_tests if (row.item, row.group) == ALIKE} == {None}


def test_the_reason_is_that_of_few_answers_and_of_the_one_more() -> None:
    unanimous, few = made(), made(alike=False, few=True)
    assert shown(unanimous, "loose_1") == shown(few, "loose_1")
    assert unanimous.suppressed == few.suppressed
    reasons = {row.group: row.reason for row in unanimous.suppressed if row.measure == "loose_1"}
    assert reasons == {"b": "row", "c": "row"}


def test_a_side_in_which_all_are_alike_takes_everybodys_row_with_it() -> None:
    groups = ["a"] * 9 + ["d"] * 8
    draw = np.random.default_rng(2)
    before, after = (draw.integers(1, 6, (17, 2)).astype(float) for _ in range(2))
    after[9:, 1] = 5
    form = instrument({"x": 1}, {"a": "s", "d": "t"}, loose_items=1)
    result = analyse(survey(form, groups, before.tolist(), after.tolist()))
    assert shown(result, "loose_1") == {"SIDE:s", "a"}
