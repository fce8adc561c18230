"""Disclosure control: merging, leaving out, complements; hand-made patterns with the known right answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from metrics import Protected, Settings, analyse
from metrics.model.population import populations
from metrics.protection.mask.complementary_suppression import hidden_rows
from metrics.protection.mask.merging import make_pattern
from surveys import Survey
from tests.metrics.survey_maker import instrument, people, survey

NAN = float("nan")


def pattern_of(made: Survey) -> dict[str, int]:
    """Shown cells by name, with their number of people."""
    pattern = make_pattern(populations(made, Settings())[0].presence, 5)
    return {cell.name: int(cell.members.sum()) for cell in pattern.cells if not cell.hidden}


def test_a_small_group_merges_with_the_smallest_shown_group_of_its_side() -> None:
    shown = pattern_of(people({"a": 12, "b": 9, "c": 3}, {"a": "s", "b": "s", "c": "s"}))
    assert shown == {"ALL": 24, "SIDE:s": 24, "a": 12, "b+c": 12}


def test_small_groups_of_one_side_merge_all_together() -> None:
    shown = pattern_of(people({"a": 12, "b": 4, "c": 3}, {"a": "s", "b": "s", "c": "s"}))
    assert shown == {"ALL": 19, "SIDE:s": 19, "a": 12, "b+c": 7}


def test_five_and_four_become_nine() -> None:
    shown = pattern_of(people({"a": 5, "b": 4}, {"a": "s", "b": "s"}))
    assert shown == {"ALL": 9, "SIDE:s": 9, "a+b": 9}


def test_groups_never_merge_across_sides_and_a_small_side_is_left_out_of_all() -> None:
    shown = pattern_of(people({"a": 12, "b": 3}, {"a": "s", "b": "t"}))
    assert shown == {"ALL": 12, "SIDE:s": 12, "a": 12}


def test_without_sides_small_groups_merge_with_one_another_or_are_left_out() -> None:
    none = {"a": None, "b": None, "c": None}
    assert pattern_of(people({"a": 12, "b": 3, "c": 2}, none)) == {"ALL": 17, "a": 12, "b+c": 5}
    assert pattern_of(people({"a": 12, "b": 3, "c": 1}, none)) == {"ALL": 12, "a": 12}


def test_few_who_state_no_group_are_left_out_and_enough_are_shown() -> None:
    assert pattern_of(people({"a": 12}, {"a": "s"}, not_stated=4)) == {"ALL": 12, "SIDE:s": 12, "a": 12}
    assert pattern_of(people({"a": 12}, {"a": "s"}, not_stated=5)) == {
        "ALL": 17, "SIDE:s": 12, "a": 12, "not_stated": 5,
    }  # fmt: skip


def test_too_few_people_in_all_hide_everything() -> None:
    result = analyse(people({"a": 4}, {"a": "s"}))
    assert all(row.verdict == "protected" and row.change is None for row in result.changes)
    assert result.matched is None
    assert all(round_.respondents is None for round_ in result.rounds)


def test_a_hidden_side_has_a_protected_row_a_measure_and_its_groups_none() -> None:
    result = analyse(people({"a": 12, "b": 3}, {"a": "s", "b": "t"}))
    hidden = [row for row in result.changes if row.group == "SIDE:t"]
    assert {row.measure for row in hidden} == {measure.name for measure in result.measures}
    assert all(row.verdict == "protected" and row.n_from is None for row in hidden)
    assert "b" not in {row.group for row in result.changes} | {row.group for row in result.scores}


def test_members_of_a_merger_have_no_row_and_are_named() -> None:
    result = analyse(people({"a": 12, "b": 4, "c": 3}, {"a": "s", "b": "s", "c": "s"}))
    assert {row.group for row in result.changes} == {"ALL", "SIDE:s", "a", "b+c"}
    assert next(group for group in result.groups if group.name == "b+c").merged_from == ("b", "c")


@pytest.mark.parametrize("left_out", ["side", "not_stated"])
def test_people_left_out_are_left_out_of_every_count(left_out: str) -> None:
    if left_out == "side":
        result = analyse(people({"a": 12, "b": 3}, {"a": "s", "b": "t"}))
    else:
        result = analyse(people({"a": 12}, {"a": "s"}, not_stated=3))
    assert [round_.respondents for round_ in result.rounds] == [12, 12]
    assert result.matched == 12


def test_a_row_of_few_answers_takes_the_smallest_shown_group_of_its_side_with_it() -> None:
    made = people({"a": 12, "b": 9, "c": 7}, {"a": "s", "b": "s", "c": "s"})
    pattern = make_pattern(populations(made, Settings())[0].presence, 5)
    hidden = hidden_rows(pattern, {"m": {"ALL": 23, "SIDE:s": 23, "a": 12, "b": 8, "c": 3}}, 5)
    assert hidden == {"m": {"c": "small", "b": "complement"}}


def test_where_no_other_group_of_the_side_is_shown_the_side_and_all_are_hidden() -> None:
    made = people({"a": 12, "b": 9}, {"a": "s", "b": "t"})
    pattern = make_pattern(populations(made, Settings())[0].presence, 5)
    hidden = hidden_rows(pattern, {"m": {"ALL": 15, "SIDE:s": 12, "a": 12, "SIDE:t": 3, "b": 3}}, 5)
    assert hidden == {"m": {"b": "small", "SIDE:t": "small", "ALL": "complement"}}


def test_an_item_that_was_not_put_to_a_group_calls_for_no_complement() -> None:
    made = people({"a": 12, "b": 9}, {"a": "s", "b": "t"})
    pattern = make_pattern(populations(made, Settings())[0].presence, 5)
    assert hidden_rows(pattern, {"m": {"ALL": 12, "SIDE:s": 12, "a": 12}}, 5) == {"m": {}}


def test_a_row_hidden_under_one_name_is_hidden_under_every_name() -> None:
    """Where one item of a dimension was put to a group, the dimension's row there is the item's."""
    made = people({"a": 10, "b": 6}, {"a": "s", "b": "s"})
    pattern = make_pattern(populations(made, Settings())[0].presence, 5)
    counts = {
        "item": {"ALL": 13, "SIDE:s": 13, "a": 10, "b": 3},
        "dimension": {"ALL": 16, "SIDE:s": 16, "a": 10, "b": 6},
    }
    hidden = hidden_rows(pattern, counts, 5, {"a": [frozenset({"item", "dimension"})]})
    assert hidden["item"] == {"b": "small", "a": "complement"}
    assert hidden["dimension"] == {"a": "complement", "b": "complement"}


def test_where_the_index_reveals_a_hidden_row_the_side_and_all_are_hidden_instead() -> None:
    made = people({"a": 10, "b": 6}, {"a": "s", "b": "s"})
    pattern = make_pattern(populations(made, Settings())[0].presence, 5)
    counts = {
        "item": {"ALL": 13, "SIDE:s": 13, "a": 10, "b": 3},
        "trust_index": {"ALL": 16, "SIDE:s": 16, "a": 10, "b": 6},
    }
    hidden = hidden_rows(pattern, counts, 5, {"a": [frozenset({"item", "trust_index"})]})
    assert hidden["trust_index"] == {}
    assert set(hidden["item"]) == {"a", "b", "SIDE:s", "ALL"}


def test_nothing_hidden_follows_from_what_is_shown_by_subtraction() -> None:
    """Sums of an item: all minus the groups shown never leaves one to four people."""
    form = instrument({"d": 1}, {"a": "s", "b": "s", "c": "s"}, loose_items=1)
    groups = ["a"] * 12 + ["b"] * 9 + ["c"] * 7
    answers = [[2.0 + i % 3, NAN if group == "c" and i > 23 else 5.0 - i % 4] for i, group in enumerate(groups)]
    later = [[1.0 + (answer + i) % 5 for answer in row] for i, row in enumerate(answers)]
    result = analyse(survey(form, groups, answers, later))
    shown = {row.group: row.n_from for row in result.changes if row.measure == "loose_1" and row.n_from}
    parts = sum(n for group, n in shown.items() if group in {"a", "b", "c"})
    assert "c" not in shown
    assert not 0 < shown["SIDE:s"] - parts < 5


def test_a_protected_result_cannot_be_made_by_hand() -> None:
    result = analyse(people({"a": 12}, {"a": "s"}))
    fields = {name: getattr(result, name) for name in Protected.__dataclass_fields__ if name != "seal"}
    with pytest.raises(TypeError, match="never by hand"):
        Protected(**fields)


def test_a_threshold_below_three_is_refused() -> None:
    with pytest.raises(ValueError, match="between 3 and 20"):
        Settings(threshold=2)


def test_a_side_that_is_left_out_is_named_in_the_readers_language() -> None:
    result = analyse(people({"a": 12, "b": 3}, {"a": "civil_society", "b": "security"}))
    left_out = next(issue for issue in result.issues if issue.code == "left_out_side")
    assert "Security institutions" in left_out.message("en")
    assert "المؤسسات الأمنية" in left_out.message("ar")


def test_a_group_that_somebody_typed_is_named_only_where_it_is_shown() -> None:
    listed = people({"a": 12, "b": 2}, {"a": None, "b": None})
    typed = replace(listed, instrument=replace(listed.instrument, groups=()))
    assert {row.group for row in analyse(listed).changes} == {"ALL", "a", "b"}
    result = analyse(typed)
    assert {row.group for row in result.changes} == {"ALL", "a"}
    assert [group.name for group in result.groups] == ["a"]
    nobody = analyse(replace(people({"a": 3}, {"a": None}), instrument=replace(listed.instrument, groups=())))
    assert {row.group for row in nobody.changes} == {"ALL"}


def test_an_item_that_nobody_of_a_group_answered_makes_its_dimension_a_twin() -> None:
    """Group b answers d_1 alone, so that its d is its d_1; c's few answers to d_1 would follow from the side's."""
    form = instrument({"d": 2, "e": 1}, {"a": "s", "b": "s", "c": "s"})
    groups = ["a"] * 10 + ["b"] * 6 + ["c"] * 7
    rng = np.random.default_rng(2)
    rows = [[float(x) for x in row] for row in rng.integers(1, 6, (23, 3))]
    for person, group in enumerate(groups):
        if group == "b":
            rows[person][1] = NAN
        if group == "c" and person > 18:
            rows[person][0] = NAN
    result = analyse(survey(form, groups, rows, rows))
    shown = {(row.measure, row.group) for row in result.changes if row.n_from is not None}
    assert ("d_1", "c") not in shown
    assert not {("d_1", "SIDE:s"), ("d", "b")} <= shown or ("d_1", "b") in shown
