"""Spread of few people by subtraction, and in the tables beside the rows: what of it is handed on (rules 39 to 40)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from metrics import Protected, Settings, Shared, analyse, shared
from metrics.publish.other_answers import _ways
from metrics.publish.rounding import rounded_tables
from metrics.result.rounding_plan import RoundingPlan, Withheld
from surveys import Group, Survey
from surveys.model.survey import Breakdown
from tests.metrics.survey_maker import instrument, survey

NAN = float("nan")
SIDES: Mapping[str, str | None] = {"a": "s", "b": "s", "c": "t"}


def made(sizes: Mapping[str, int], sides: Mapping[str, str | None] = SIDES, items: int = 2, seed: int = 3) -> Survey:
    """Groups of some sizes, who answer one aspect's questions by chance before and after."""
    draw = np.random.default_rng(seed)
    groups = [name for name, n in sizes.items() for _ in range(n)]
    before, after = (draw.integers(1, 6, (len(groups), items)).astype(float).tolist() for _ in range(2))
    return survey(instrument({"d": items}, {name: sides[name] for name in sizes}), groups, before, after)


def by_category(one: Survey, stated: Sequence[int]) -> Survey:
    """The survey with a breakdown, by the category of each person."""
    categories = tuple(Group(f"by_{k}", {"en": f"category {k}"}) for k in range(max(stated) + 1))
    return replace(one, breakdowns=(Breakdown("by", {"en": "By"}, categories, np.array(stated, dtype=np.intp)),))


def counted(result: Protected, item: str = "d_1", round_: str = "pre") -> set[str]:
    """Whose answers are counted out."""
    return {one.group for one in result.items if (one.item, one.round) == (item, round_) and one.counts is not None}


def with_interval(result: Protected, measure: str = "d_1") -> set[str]:
    return {row.group for row in result.changes if row.measure == measure and row.ci_low is not None}


def with_moves(result: Protected, measure: str) -> set[str]:
    return {row.group for row in result.changes if row.measure == measure and row.rose is not None}


def with_test(result: Protected) -> set[str]:
    return {row.group for row in result.item_tests if row.item == "d_1" and row.mcnemar_p is not None}


TOTALS = {"ALL", "SIDE:s", "SIDE:t"}


def test_a_category_that_leaves_few_of_a_group_gives_up_its_distribution() -> None:
    """Twelve of the eighteen of group a are a category: six are left, fewer than ten."""
    one = by_category(made({"a": 18, "b": 12, "c": 20}), [0] * 12 + [1] * 38)
    assert counted(shared(analyse(one, group_by="by"))) == TOTALS | {"a", "b", "c"}
    assert counted(shared(analyse(one))) == TOTALS | {"a", "b", "c"}
    enough = by_category(made({"a": 22, "b": 12, "c": 20}), [0] * 12 + [1] * 42)
    assert counted(shared(analyse(enough, group_by="by"))) == TOTALS | {"a", "b", "c", "by_0", "by_1"}


def test_what_two_subtractions_leave_counts_as_one_does() -> None:
    """Side s less group a is the nine of b, a few; a category of them and thirteen more leaves b's nine as well."""
    one = by_category(made({"a": 30, "b": 9, "c": 30}), [1] * 30 + [0] * 22 + [1] * 17)
    shown = counted(shared(analyse(one, group_by="by")))
    assert "b" not in shown
    assert not {"SIDE:s", "a"} <= shown


def test_of_few_pairs_neither_moves_nor_tests_of_items_are_handed_on() -> None:
    """Of 25 people before and after each, seven are found again."""
    draw = np.random.default_rng(8)
    answers = draw.integers(1, 6, (43, 2)).astype(float).tolist()
    before = [*answers[:25], *[None] * 18]
    after = [*draw.integers(1, 6, (7, 2)).astype(float).tolist(), *[None] * 18, *answers[25:]]
    one = survey(instrument({"d": 2}, {"a": "s"}), ["a"] * 43, before, after)
    result = analyse(one, estimand="all")
    assert with_test(result) == with_moves(result, "d_1") == {"ALL", "SIDE:s", "a"}
    handed_on = shared(result)
    assert with_test(handed_on) == with_moves(handed_on, "d_1") == with_moves(handed_on, "trust_index") == set()
    assert with_interval(handed_on) == {"ALL", "SIDE:s", "a"}


def test_an_aspect_of_one_question_of_few_people_shows_no_more_than_the_question() -> None:
    """Of group a, eight answer the one question; of b all give one answer to it, so that a's row is hidden too."""
    draw = np.random.default_rng(4)
    groups = ["a"] * 8 + ["b"] * 12 + ["c"] * 12
    before, after = (draw.integers(1, 6, (32, 3)).astype(float) for _ in range(2))
    one = survey(instrument({"d": 1, "e": 2}, SIDES), groups, before.tolist(), after.tolist())
    handed_on = shared(analyse(one))
    assert with_interval(handed_on, "d_1") == with_interval(handed_on, "d") == {"ALL", "SIDE:s", "SIDE:t", "c"}


def test_ranks_are_compared_of_groups_of_many_alone() -> None:
    one = made({"a": 12, "b": 8, "c": 15}, items=8)
    full, handed_on = analyse(one), shared(analyse(one))
    for row, before in zip(handed_on.between_groups, full.between_groups, strict=True):
        assert {(pair.a, pair.b) for pair in before.dunn} == {("a", "b"), ("a", "c"), ("b", "c")}
        assert [(pair.a, pair.b) for pair in row.dunn] == [("a", "c")]
        assert (row.n, row.statistic) == (35, round(before.statistic or 0.0, 2))


def test_of_two_groups_of_which_one_is_few_the_test_over_both_goes_with_their_pair() -> None:
    handed_on = shared(analyse(made({"a": 12, "b": 8}, items=8)))
    assert {(row.n, row.statistic, row.p, row.dunn, row.reason) for row in handed_on.between_groups} == {
        (None, None, None, (), "protected")
    }


@pytest.mark.parametrize(("what", "gone"), [("hidden", [True, True, True]), ("without_levels", [True, True, False])])
def test_no_test_over_groups_rests_on_one_that_is_hidden(what: str, gone: list[bool]) -> None:
    """Of the levels of either round, and of the changes; whoever knew the groups of the test would know it is in."""
    full = analyse(made({"a": 12, "b": 14, "c": 15}, items=8))
    plan = RoundingPlan(withheld={("pre", "post"): Withheld(**{what: {("trust_index", "b")}})})
    rows = [row for row in rounded_tables(full, plan, 5.0).between_groups if row.measure == "trust_index"]
    assert [row.round for row in rows] == ["pre", "post", None]
    assert [row.n is None and not row.dunn and row.reason == "protected" for row in rows] == gone


@pytest.mark.parametrize(("people", "shown"), [(9, False), (10, True)])
def test_reliability_is_handed_on_of_twice_the_threshold_and_more(people: int, shown: bool) -> None:
    result = analyse(made({"a": people}, items=3, seed=5))
    handed_on = shared(result)
    assert {row.n for row in result.reliability} == {people, 2 * people}
    assert {row.alpha is not None for row in handed_on.reliability} == {shown}
    assert {row.per_item == () for row in handed_on.reliability} == {not shown}
    assert {row.alpha_reason for row in handed_on.reliability} == {None if shown else "protected"}


def test_all_rounds_together_are_no_reliability_where_one_round_is_of_few() -> None:
    draw = np.random.default_rng(5)
    before, after = (draw.integers(1, 6, (12, 3)).astype(float) for _ in range(2))
    after[9:, 0] = NAN
    one = survey(instrument({"d": 3}, {"a": "s"}), ["a"] * 12, before.tolist(), after.tolist())
    numbers = {row.round: row.n for row in shared(analyse(one)).reliability if row.scope == "d"}
    assert numbers == {"pre": 12, "post": None, "pooled": None}


def leaving(leavers: int, *, alike: bool = False) -> Protected:
    """30 people of side s, 20 of side t; of s some leave, who may all give one answer to everything."""
    draw = np.random.default_rng(6)
    before, after = (draw.integers(1, 6, (50, 4)).astype(float).tolist() for _ in range(2))
    for k in range(leavers):
        after[k] = None
        before[k] = [4.0] * 4 if alike else before[k]
    return analyse(survey(instrument({"d": 4}, {"a": "s", "c": "t"}), ["a"] * 30 + ["c"] * 20, before, after))


def test_where_all_who_left_are_alike_nobody_learns_it() -> None:
    assert {row.leavers.n for row in leaving(8).attrition} == {0, 8}
    for row in leaving(8, alike=True).attrition:
        assert (row.stayers.n, row.leavers.n, row.standardised_difference, row.reason) == (
            None,
            None,
            None,
            "protected",
        )
        assert row.if_leavers_fell.change is None
        assert row.verdict_if_leavers_fell is not None


@pytest.mark.parametrize(("leavers", "shown"), [(9, False), (10, True)])
def test_how_far_few_leavers_lie_apart_is_not_handed_on(leavers: int, shown: bool) -> None:
    total, side, _ = shared(leaving(leavers)).attrition
    for row in (total, side):
        assert row.leavers.n == leavers
        assert None not in (row.leavers.mean, row.stayers.mean, row.if_leavers_fell.ci_low)
        assert (row.leavers.sd is not None, row.stayers.sd is not None) == (shown, shown)
        assert (row.standardised_difference is not None) == shown
        assert row.reason == (None if shown else "protected")


def test_rows_of_several_pairs_have_shares_or_counts_alike() -> None:
    """Of 33 people with weights, 29 are found in the last round: its shares would be of few, so counts are shown."""
    draw = np.random.default_rng(9)
    rounds = [draw.integers(1, 6, (33, 2)).astype(float).tolist() for _ in range(3)]
    rounds[2][29:] = [None] * 4
    one = survey(instrument({"d": 2}, {"a": "s"}), ["a"] * 33, rounds[0], rounds[1], followup_1=rounds[2])
    weighted = [replace(each, weight=np.where(each.present, draw.choice([1.0, 2.0], 33), NAN)) for each in one.rounds]
    rows = shared(analyse(replace(one, rounds=tuple(weighted)), Settings(weights=True, threshold=3))).items
    shown = [row for row in rows if row.shows_answers]
    assert shown
    assert {row.trusting for row in shown} == {None}


def test_groups_are_not_compared_over_a_few_more_than_their_levels_rest_on() -> None:
    """Two of group a have no weight: what is shown of it rests on the others."""
    one = made({"a": 15, "c": 15}, items=4)
    weight = np.array([NAN] * 2 + [0.5, 2.0] * 14)
    lacking = replace(one, rounds=tuple(replace(each, weight=weight) for each in one.rounds))
    assert {row.n for row in analyse(one).between_groups if row.round} == {30}
    result = analyse(lacking, Settings(weights=True))
    assert {(row.n, row.reason) for row in result.between_groups if row.round and row.measure == "d"} == {
        (None, "protected")
    }
    assert {row.n for row in result.scores if (row.group, row.measure) == ("a", "d")} == {13}


def test_nobody_can_be_moved_in_one_way() -> None:
    assert _ways(0).shape == (1, 0)
    assert _ways(2).tolist()[0] == [0, 0]


def handed_on_of(one: Survey, by: str | None = None) -> Shared:
    return shared(analyse(one, group_by=by))


def test_a_category_around_a_group_in_which_all_are_alike_does_not_tell_their_answer() -> None:
    """Six of group a give one answer; the category that holds them has only one answer of six people or more."""
    draw = np.random.default_rng(12)
    groups = ["a"] * 6 + ["b"] * 14 + ["c"] * 14
    before, after = (draw.integers(1, 6, (34, 3)).astype(float) for _ in range(2))
    before[:6, 2] = 4
    before[6:14, 2] = [1, 1, 2, 2, 3, 3, 5, 5]
    form = instrument({"d": 2}, SIDES, loose_items=1)
    one = by_category(survey(form, groups, before.tolist(), after.tolist()), [0] * 14 + [1] * 20)
    assert "by_0" in counted(analyse(one, group_by="by"), "loose_1")
    assert "by_0" not in counted(handed_on_of(one, "by"), "loose_1")
