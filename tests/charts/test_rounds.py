"""Rounds beyond before and after: what they are called, and figures that show all pairs."""

from __future__ import annotations

import re

import pytest

from charts import Look, View, dimension_rows, draw, pair_label, rounds_shown
from charts.drawing.rounds import rounds_in_order
from charts.figures.ratings import raters_in
from metrics import INDEX, TESTS, round_label, sentence
from surveys.model.round_names import round_words
from tests.charts.survey_rounds import result_with
from words import LANGUAGES, say

SIDE = "SIDE:civil_society"
EFFECTS = ("rank_biserial", "cliffs_delta", "hedges_g_av")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_round_has_a_name_of_its_own(language: str) -> None:
    names = ["pre", "post", "then", "followup_1", "followup_2"]
    assert len({round_words(name, language) for name in names}) == len(names)
    result = result_with("three")
    first = round_label(result, "pre", language)
    assert first == round_words("pre", language)
    assert pair_label(result, ("pre", "followup_1"), language).count(first) == 1
    assert pair_label(result, ("pre",), language) == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_test_and_effect_has_a_name(language: str) -> None:
    tests = [test for of_estimand in TESTS.values() for test in of_estimand]
    names = [say(f"findings.test_{test}", language) for test in tests]
    assert len(set(names)) == len(tests) == 9
    assert len({say(f"findings.effect_{effect}", language) for effect in EFFECTS}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["three", "then", "then_only"])
def test_all_pairs_stand_below_each_other_each_by_its_rounds(kind: str, language: str) -> None:
    result = result_with(kind)
    picture = draw("pairs", result, View(Look(language), "Edition"))
    texts = [re.sub("<[^>]*>|[\u2066-\u2069]", "", note.text) for note in picture.figure.layout.annotations]
    for pair in result.pairs:
        label = re.sub("[\u2066-\u2069]", "", pair_label(result, pair, language))
        assert sum(text.startswith(label) for text in texts) == len(result.headline_groups)
        rows = result.changes_of(pair)
        assert all(
            sentence(result, rows[INDEX, group], language) in picture.alternative for group in result.headline_groups
        )


@pytest.mark.parametrize("kind", ["three", "then", "all", "independent"])
def test_figures_of_the_headline_hold_no_row_of_another_pair(kind: str) -> None:
    result = result_with(kind)
    assert {(row.from_round, row.to_round) for row in dimension_rows(result, SIDE)} == {("pre", "post")}
    look = Look("en")
    for picture in (
        draw("sides", result, View(look, "Edition")),
        draw("groups", result, View(look, "Edition")),
        draw("cells", result, View(look, "Edition")),
    ):
        assert "follow-up" not in str(picture.figure.layout.annotations)
    items = [measure.name for measure in result.measures if measure.level == "item"]
    answers = draw("answers", result, View(look, "Edition", group=SIDE, order="asked"))
    labels = [note for note in answers.figure.layout.annotations if note.text in {"before", "after"}]
    assert len(labels) <= 2 * len(items)


@pytest.mark.parametrize("kind", ["three", "then", "then_only", "one", "all", "independent"])
def test_mutual_trust_is_drawn_for_every_pair_of_rounds(kind: str) -> None:
    result = result_with(kind)
    for rounds in result.pairs or (rounds_shown(result),):
        for raters in raters_in(result, rounds):
            assert draw("ratings", result, View(Look("en"), "Edition", raters=raters, rounds=rounds)).alternative
        draw("gaps", result, View(Look("en"), "Edition", rounds=rounds))
    assert raters_in(result, rounds_shown(result)) == ("side", "group")


def test_a_survey_that_only_looks_back_shows_its_only_pair() -> None:
    result = result_with("then_only")
    assert result.headline_pair is None
    assert rounds_shown(result) == rounds_in_order(result) == ("then", "post")
    assert rounds_in_order(result_with("then")) == ("pre", "post", "then")


def test_an_arrow_between_rounds_points_the_way_of_the_language() -> None:
    assert "→" in pair_label(result_with("three"), ("pre", "post"), "en")
    assert "←" in pair_label(result_with("three"), ("pre", "post"), "ar")
