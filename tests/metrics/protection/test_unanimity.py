"""Unanimity (rule 39): where all say the same, the row is hidden, one more with it, and no reason tells it apart."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from metrics import Protected, analyse, shared
from metrics.protection.unanimity import _of_one_way
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


def one_way(told: Mapping[str, tuple[int, int, int]], **parts: list[str]) -> set[str]:
    """Rows that may not tell their moves; sides by their groups."""
    sides = [(f"SIDE:{side}", groups) for side, groups in parts.items()]
    return _of_one_way(told, [*sides, ("ALL", [side for side, _ in sides])])


def test_where_all_rose_the_moves_of_the_smallest_other_group_of_the_side_are_withheld_too() -> None:
    told = {
        "ALL": (20, 6, 5),
        "SIDE:s": (14, 4, 3),
        "SIDE:t": (6, 2, 2),
        "a": (6, 0, 0),
        "b": (4, 2, 1),
        "c": (4, 2, 2),
    }
    assert one_way(told, s=["a", "b", "c"], t=["d"]) == {"a", "b"}


def test_where_the_one_more_rose_altogether_as_well_another_goes() -> None:
    told = {
        "ALL": (22, 6, 6),
        "SIDE:s": (16, 4, 4),
        "SIDE:t": (6, 2, 2),
        "a": (6, 0, 0),
        "b": (5, 0, 0),
        "c": (5, 4, 4),
    }
    assert one_way(told, s=["a", "b", "c"], t=["d"]) == {"a", "b", "c"}


def test_where_no_other_group_tells_the_side_and_everybody_do_not() -> None:
    told = {"ALL": (12, 2, 2), "SIDE:s": (6, 0, 0), "SIDE:t": (6, 2, 2), "a": (6, 0, 0), "d": (6, 2, 2)}
    assert one_way(told, s=["a"], t=["d"]) == {"a", "SIDE:s", "ALL"}


def test_what_is_left_of_hidden_groups_may_not_be_of_one_way() -> None:
    told = {"ALL": (18, 4, 4), "SIDE:s": (12, 2, 2), "SIDE:t": (6, 2, 2), "c": (3, 2, 2), "d": (6, 2, 2)}
    assert one_way(told, s=["a", "b", "c"], t=["d"]) == {"c"}
    assert one_way(told | {"c": (2, 1, 2)}, s=["a", "b", "c"], t=["d"]) == set()


@pytest.mark.parametrize("rises", [True, False])
@pytest.mark.parametrize("test", ["paired_t", "wilcoxon"])
def test_that_all_of_a_group_moved_one_way_is_told_by_nobody(rises: bool, test: str) -> None:
    """Group c rises, or falls, in its one question, by one answer or by two: the officer sees it, and nobody else."""
    groups = [name for name, n in SIZES.items() for _ in range(2 * n)]
    draw = np.random.default_rng(3)
    before, after = (draw.integers(1, 6, (len(groups), 3)).astype(float) for _ in range(2))
    of_c = [person for person, name in enumerate(groups) if name == "c"]
    low, high = [1, 2, 3, 1, 2, 3] * 2, [2, 4, 5, 3, 3, 4] * 2
    before[of_c, 2], after[of_c, 2] = (low, high) if rises else (high, low)
    made_of = survey(instrument({"x": 2}, SIDES, loose_items=1), groups, before.tolist(), after.tolist())
    result = analyse(made_of, test=test)
    assert 12 in {(row.rose, row.fell)[not rises] for row in result.changes if row.group == "c"}
    rows = {row.group: row for row in shared(result).changes if row.measure == "loose_1"}
    assert {"b", "c"} <= {group for group, row in rows.items() if row.rose is None}, (
        "and totals that would tell which way"
    )
    for group in ("b", "c"):
        row = rows[group]
        assert row.change is not None
        assert (row.check, row.check_p, row.same, row.fell) == (None,) * 4
        assert (row.p is None, row.statistic is None, row.effect_value is None) == (test == "wilcoxon",) * 3
