"""Rows of reliability: who and what counts, what is hidden, and the reason where there is no number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.statistics.reliability import cronbach_alpha
from metrics.tables.reliability import REASONS, ReliabilityRow, reliability_rows
from surveys import Instrument, Survey
from tests.metrics.survey_maker import instrument, lacking, survey

NAN = float("nan")
Answers = Sequence[Sequence[float] | None]
HEYWOOD = [[1, 2, 1], [2, 2, 3], [3, 4, 4], [4, 3, 5], [5, 5, 4], [2, 1, 2]]
VARIED: list[list[float]] = [[1, 2, 1], [2, 3, 3], [3, 2, 4], [4, 3, 2], [5, 5, 4], [2, 1, 2]]
TWO_ITEMS = instrument({"d": 2}, {"g": None})
THREE_ITEMS = instrument({"d": 3}, {"g": None})


def made(form: Instrument, before: Answers, after: Answers | None = None) -> Survey:
    return survey(form, [form.groups[0].name] * len(before), before, after)


def rows_of(made_survey: Survey, threshold: int | None = None) -> dict[tuple[str, str], ReliabilityRow]:
    everyone = np.ones(made_survey.group.size, dtype=bool)
    rows = reliability_rows(made_survey.instrument, made_survey.rounds, everyone, threshold)
    assert len({(row.scope, row.round) for row in rows}) == len(rows)
    assert {row.alpha_reason for row in rows} | {row.omega_reason for row in rows} <= {None, *REASONS}
    assert all((row.alpha is None) == (row.alpha_reason is not None) for row in rows)
    assert all((row.omega is None) == (row.omega_reason is not None) for row in rows)
    return {(row.scope, row.round): row for row in rows}


def row_of(form: Instrument, before: Answers, threshold: int | None = None) -> ReliabilityRow:
    return rows_of(made(form, before), threshold)["trust_index", "pre"]


def has_no_number(row: ReliabilityRow) -> bool:
    said = {"scope", "round", "alpha_reason", "omega_reason"}
    return all(getattr(row, one.name) in (None, ()) for one in fields(row) if one.name not in said)


def asked_of(form: Instrument, audience: dict[str, str]) -> Instrument:
    """The form with some items put to one group or side alone."""
    items = [
        replace(item, questions=tuple(replace(q, asked_of=frozenset({audience[item.name]})) for q in item.questions))
        if item.name in audience
        else item
        for item in form.items
    ]
    return replace(form, items=tuple(items))


def test_there_is_a_row_for_each_scope_and_round_and_for_all_rounds_together() -> None:
    form = instrument({"a": 2, "b": 1}, {"g": None}, loose_items=1)
    answers = [[*row, 3.0] for row in VARIED]
    rounds = ("pre", "post", "pooled")
    expected = [(scope, round_) for scope in ("trust_index", "a", "b") for round_ in rounds]
    assert list(rows_of(made(form, answers, answers))) == expected


def test_one_round_alone_is_not_pooled() -> None:
    assert list(rows_of(made(TWO_ITEMS, [row[:2] for row in VARIED]))) == [("trust_index", "pre"), ("d", "pre")]


def test_where_no_item_has_a_dimension_all_form_the_index() -> None:
    rows = rows_of(made(instrument({}, {"g": None}, loose_items=3), VARIED))
    assert list(rows) == [("trust_index", "pre")]
    assert [one.item for one in rows["trust_index", "pre"].per_item] == ["loose_1", "loose_2", "loose_3"]


def test_a_dimension_of_weight_0_counts_in_the_whole() -> None:
    form = instrument({"a": 2, "b": 1}, {"g": None}, weights={"b": 0.0})
    assert rows_of(made(form, VARIED))["trust_index", "pre"].items == 3


def test_the_numbers_are_those_of_the_item_scores() -> None:
    row, known = row_of(THREE_ITEMS, VARIED), cronbach_alpha(25 * (np.array(VARIED) - 1))
    assert (row.n, row.items, row.dropped) == (6, 3, ())
    assert (row.alpha, row.alpha_low, row.alpha_high) == (known.alpha, known.low, known.high)
    assert [one.item_rest for one in row.per_item] == list(known.item_rest)
    assert [one.alpha_if_dropped for one in row.per_item] == list(known.if_dropped)
    assert row.inter_item_mean == known.inter_item_mean


def test_an_item_that_the_form_turns_round_is_turned_round() -> None:
    turned = instrument({"d": 3}, {"g": None}, reversed_items=["d_2"])
    assert row_of(turned, [[a, 6 - b, c] for a, b, c in VARIED]) == row_of(THREE_ITEMS, VARIED)


def test_pooled_stacks_the_rounds() -> None:
    after: Answers = [None, *VARIED[:0:-1]]
    rows = rows_of(made(THREE_ITEMS, VARIED, after))
    stacked = [*VARIED, *(row for row in after if row is not None)]
    assert rows["d", "pooled"].alpha == pytest.approx(row_of(THREE_ITEMS, stacked).alpha, abs=1e-12)
    assert [rows["d", name].n for name in ("pre", "post", "pooled")] == [6, 5, 11]


def test_a_round_in_which_nobody_answered_an_item_adds_no_case_to_all_rounds_together() -> None:
    rows = rows_of(made(THREE_ITEMS, VARIED, [[a, b, NAN] for a, b, _ in VARIED]))
    assert (rows["d", "post"].n, rows["d", "post"].dropped) == (6, ("d_3",))
    assert replace(rows["d", "pooled"], round="pre") == rows["d", "pre"]


def test_an_item_constant_in_each_round_counts_in_all_rounds_together_if_the_rounds_differ() -> None:
    before, after = [[[a, value, c] for a, _, c in VARIED] for value in (2, 3)]
    rows = rows_of(made(THREE_ITEMS, before, after))
    assert [rows["d", name].items for name in ("pre", "post", "pooled")] == [2, 2, 3]
    assert rows["d", "pooled"].alpha == pytest.approx(row_of(THREE_ITEMS, before + after).alpha, abs=1e-12)


def test_only_members_count() -> None:
    whole = made(THREE_ITEMS, [*VARIED, [1, 5, 1]])
    members = np.array([True] * 6 + [False])
    rows = reliability_rows(whole.instrument, whole.rounds, members, None)
    assert rows == reliability_rows(whole.instrument, made(THREE_ITEMS, VARIED).rounds, members[:6], None)


def test_an_item_that_nobody_answered_goes_before_the_incomplete_cases() -> None:
    form = instrument({"d": 4}, {"g": None})
    answers = [[*row, NAN] for row in VARIED]
    row = row_of(form, [*answers, [3, NAN, 3, NAN]])
    assert (row.n, row.items, row.dropped) == (6, 3, ("d_4",))
    assert row.alpha == row_of(THREE_ITEMS, VARIED).alpha


def test_an_item_constant_among_the_complete_cases_goes_after_them() -> None:
    form = instrument({"d": 4}, {"g": None})
    answers = [[row[0], 4, *row[1:]] for row in VARIED]
    row = row_of(form, [*answers, [3, 1, NAN, 3]])
    assert (row.n, row.items, row.dropped) == (6, 3, ("d_2",))
    assert [one.item for one in row.per_item] == ["d_1", "d_3", "d_4"]
    assert row.alpha == row_of(THREE_ITEMS, VARIED).alpha


@pytest.mark.parametrize(
    ("answers", "alpha", "omega"),
    [
        ([[NAN, NAN]] * 4, "nobody_answered", "nobody_answered"),
        ([[1, NAN], [NAN, 2], [3, NAN]], "too_few_complete_cases", "too_few_complete_cases"),
        ([[1, 2], [2, 5], [3, NAN]], "too_few_complete_cases", "too_few_complete_cases"),
        ([[2, 4]] * 4, "items_constant", "items_constant"),
        ([[2, 4], [3, 4], [5, 4], [1, 4]], "single_item", "fewer_than_three_items"),
        ([[2, NAN], [3, NAN], [5, NAN]], "single_item", "fewer_than_three_items"),
        ([[2, 4], [3, 3], [5, 1], [1, 5]], "total_constant", "fewer_than_three_items"),
        ([[2, 4], [3, 4], [5, 4], [1, 5]], None, "fewer_than_three_items"),
    ],
)
def test_where_there_is_no_number_there_is_a_reason(answers: Answers, alpha: str | None, omega: str) -> None:
    row = row_of(TWO_ITEMS, answers)
    assert (row.alpha_reason, row.omega_reason) == (alpha, omega)
    assert row.omega is None
    assert row.n is not None


@pytest.mark.parametrize(
    ("answers", "omega"),
    [
        (VARIED[:3], "n_not_above_items"),
        ([[a, a, b] for a, b, _ in VARIED], "singular_covariance"),
        (HEYWOOD, "residual_not_positive"),
        (VARIED, None),
    ],
)
def test_omega_has_reasons_of_its_own(answers: Answers, omega: str | None) -> None:
    row = row_of(THREE_ITEMS, answers)
    assert (row.alpha_reason, row.omega_reason) == (None, omega)


def test_fewer_complete_cases_than_the_threshold_are_hidden() -> None:
    assert row_of(THREE_ITEMS, VARIED, 6).n == 6
    hidden = row_of(THREE_ITEMS, VARIED, 7)
    assert has_no_number(hidden)
    assert (hidden.alpha_reason, hidden.omega_reason) == ("protected", "protected")


def test_questions_that_nobody_answered_say_so_unless_few_were_asked() -> None:
    unanswered = row_of(THREE_ITEMS, [[NAN] * 3] * 9, 5)
    assert has_no_number(unanswered)
    assert (unanswered.alpha_reason, unanswered.omega_reason) == ("nobody_answered", "nobody_answered")
    assert row_of(THREE_ITEMS, [[NAN] * 3] * 4, 5) == row_of(THREE_ITEMS, VARIED[:4], 5)


def test_too_few_questions_for_the_method_are_not_called_protected() -> None:
    """The form has one question, or two: nobody's answer is needed to know what can't be computed."""
    rows = rows_of(made(instrument({"a": 1, "b": 2}, {"g": None}), VARIED[:4], VARIED[:4]), 5)
    for round_ in ("pre", "post", "pooled"):
        one, two, all_three = (rows[scope, round_] for scope in ("a", "b", "trust_index"))
        assert (one.alpha_reason, one.omega_reason) == ("single_item", "fewer_than_three_items")
        assert (two.alpha_reason, two.omega_reason) == ("protected", "fewer_than_three_items")
        assert (all_three.alpha_reason, all_three.omega_reason) == ("protected", "protected")
        assert all(map(has_no_number, (one, two, all_three)))


def test_questions_that_a_round_did_not_ask_say_so_and_are_not_called_unanswered() -> None:
    form = instrument({"a": 3, "b": 2}, {"g": None})
    answers = [[*row, *row[:2]] for row in VARIED]
    whole = lacking(made(form, answers, answers), post=["a_3", "b_1", "b_2"])
    rows = rows_of(whole, 5)
    assert (rows["b", "post"].alpha_reason, rows["b", "post"].omega_reason) == ("not_asked", "not_asked")
    assert replace(rows["b", "pooled"], round="pre") == rows["b", "pre"]
    assert (rows["a", "post"].items, rows["a", "post"].dropped) == (2, ())


def test_all_rounds_together_are_hidden_with_one_of_them() -> None:
    after: Answers = [*VARIED[:4], None, None]
    rows = rows_of(made(THREE_ITEMS, VARIED, after), 5)
    assert rows["d", "pre"].n == 6
    assert has_no_number(rows["d", "post"])
    assert has_no_number(rows["d", "pooled"])
    assert rows["d", "pooled"].alpha_reason == "protected"


def test_an_item_to_which_all_gave_one_answer_hides_the_row_and_all_rounds_together() -> None:
    rows = rows_of(made(THREE_ITEMS, VARIED, [[a, 4, c] for a, _, c in VARIED]), 5)
    assert [row.alpha_reason for row in rows.values()] == [None, "protected", "protected"] * 2
    assert has_no_number(rows["d", "post"])


def test_items_never_put_to_the_same_people_are_said_to_be_so_without_a_number() -> None:
    form = asked_of(instrument({"d": 2}, {"g": "security", "h": "civil"}), {"d_1": "security", "d_2": "h"})
    answers: Answers = [[1, NAN], [3, NAN], [NAN, 2], [NAN, 4]]
    for threshold in (None, 5):
        row = row_of(form, answers, threshold)
        assert has_no_number(row)
        assert (row.alpha_reason, row.omega_reason) == ("not_asked_together", "not_asked_together")


def test_a_round_in_which_items_were_not_put_together_does_not_hide_the_others() -> None:
    form = asked_of(instrument({"d": 3}, {"g": "security", "h": "civil"}), {"d_1": "security", "d_2": "civil"})
    only_one_side = [[row[0], NAN, row[1]] for row in VARIED]
    both_sides: Answers = [*only_one_side[:3], *([NAN, row[0], row[1]] for row in VARIED[3:])]
    rows = rows_of(made(form, only_one_side, both_sides), 5)
    assert (rows["d", "pre"].n, rows["d", "pre"].dropped) == (6, ("d_2",))
    assert [rows["d", name].alpha_reason for name in ("pre", "post", "pooled")] == [
        None,
        "not_asked_together",
        "not_asked_together",
    ]


def test_items_put_to_one_group_alone_are_put_to_it_together() -> None:
    form = asked_of(instrument({"d": 2}, {"g": "security", "h": "civil"}), {"d_1": "security", "d_2": "g"})
    answers: Answers = [[1, NAN], [3, NAN], [NAN, 2], [NAN, 4]]
    assert row_of(form, answers, 5).alpha_reason == "protected"
    assert row_of(form, answers).alpha_reason == "too_few_complete_cases"


def test_where_groups_are_free_text_the_form_still_says_who_is_asked() -> None:
    form = replace(instrument({"d": 2}, {"g": None}), groups=())
    apart = asked_of(form, {"d_1": "police", "d_2": "ngo"})
    together = asked_of(form, {"d_1": "police"})
    answers: Answers = [[1, NAN], [3, NAN], [NAN, 2], [NAN, 4]]
    for one, reason in ((apart, "not_asked_together"), (together, "too_few_complete_cases")):
        read = survey(one, [None] * 4, answers)
        assert rows_of(read)["d", "pre"].alpha_reason == reason


cells = st.one_of(st.integers(1, 5).map(float), st.just(NAN))


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=14), st.integers(3, 6))
def test_what_is_shown_is_right_and_never_of_fewer_than_the_threshold(answers: Answers, threshold: int) -> None:
    plain, shown = rows_of(made(THREE_ITEMS, answers)), rows_of(made(THREE_ITEMS, answers), threshold)
    for key, row in shown.items():
        if row.n is None:
            assert has_no_number(row)
        else:
            assert row.n >= threshold
            assert row == plain[key]
            assert all(name not in {one.item for one in row.per_item} for name in row.dropped)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=14))
def test_turning_all_items_round_changes_nothing(answers: Answers) -> None:
    turned_form = instrument({"d": 3}, {"g": None}, reversed_items=["d_1", "d_2", "d_3"])
    turned = rows_of(made(turned_form, [[6 - answer for answer in row or ()] for row in answers]))
    for key, row in rows_of(made(THREE_ITEMS, answers)).items():
        other = turned[key]
        assert (other.n, other.items, other.dropped) == (row.n, row.items, row.dropped)
        assert other.alpha_reason == row.alpha_reason
        assert other.alpha == pytest.approx(row.alpha, abs=1e-9)
        assert other.omega == pytest.approx(row.omega, abs=1e-9)
