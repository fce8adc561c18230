"""Scores of respondents: POMP, the half rules, weights, reversal."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.model.measures import measures_of
from metrics.model.scores import respondent_scores
from tests.metrics.survey_maker import instrument, survey

NAN = float("nan")


def scores(form: object, answers: list[list[float]]) -> dict[str, list[float]]:
    made = survey(form, [form.groups[0].name] * len(answers), answers)  # type: ignore[arg-type, attr-defined]
    table = respondent_scores(made.instrument, made.rounds[0])
    return {measure.name: list(table[:, i]) for i, measure in enumerate(measures_of(made.instrument))}


def test_an_item_score_is_its_percent_of_the_scale() -> None:
    form = instrument({"d": 1}, {"g": None})
    assert scores(form, [[1], [2], [3], [4], [5]])["d_1"] == [0, 25, 50, 75, 100]


def test_a_reversed_item_is_turned_round() -> None:
    form = instrument({"d": 1}, {"g": None}, reversed_items=["d_1"])
    assert scores(form, [[1], [2], [5]])["d_1"] == [100, 75, 0]


def test_half_of_a_dimensions_items_are_enough_and_fewer_are_not() -> None:
    form = instrument({"d": 3}, {"g": None})
    found = scores(form, [[5, 1, NAN], [5, NAN, NAN], [NAN, NAN, NAN]])["d"]
    assert found[0] == 50
    assert np.isnan(found[1:]).all()


def test_half_of_the_dimensions_are_enough_for_the_index() -> None:
    form = instrument({"a": 1, "b": 1, "c": 1}, {"g": None})
    found = scores(form, [[5, 1, NAN], [5, NAN, NAN]])["trust_index"]
    assert found[0] == 50
    assert np.isnan(found[1])


def test_dimension_weights_are_renormalised_over_those_present() -> None:
    form = instrument({"a": 1, "b": 1, "c": 1}, {"g": None}, weights={"a": 3.0, "b": 1.0, "c": 5.0})
    assert scores(form, [[5, 1, NAN]])["trust_index"] == [75]


def test_a_dimension_of_weight_zero_counts_in_neither_mean_nor_half() -> None:
    form = instrument({"a": 1, "b": 1, "c": 1}, {"g": None}, weights={"b": 0.0, "c": 0.0})
    assert scores(form, [[5, 1, 1], [NAN, 1, 1]])["trust_index"][0] == 100
    assert np.isnan(scores(form, [[NAN, 1, 1]])["trust_index"][0])


def test_items_without_a_dimension_feed_no_index_where_others_have_one() -> None:
    form = instrument({"a": 1}, {"g": None}, loose_items=1)
    found = scores(form, [[5, 1]])
    assert found["trust_index"] == [100]
    assert found["loose_1"] == [0]


def test_where_no_item_has_a_dimension_all_form_the_index() -> None:
    form = instrument({}, {"g": None}, loose_items=2)
    found = scores(form, [[5, 1]])
    assert found["trust_index"] == [50]
    assert set(found) == {"trust_index", "loose_1", "loose_2"}


@given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=1, max_size=6))
def test_reversing_a_whole_scale_turns_every_score_round(answers: list[list[int]]) -> None:
    names = ["a_1", "a_2", "b_1", "b_2"]
    plain = scores(instrument({"a": 2, "b": 2}, {"g": None}), [[float(x) for x in row] for row in answers])
    turned_form = instrument({"a": 2, "b": 2}, {"g": None}, reversed_items=names)
    turned = scores(turned_form, [[6.0 - x for x in row] for row in answers])
    for name, values in plain.items():
        assert turned[name] == pytest.approx(values)
