"""Other units than points: the questionnaire's own scale and the share who trust, held against sums by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import ALL, INDEX, ChangeRow, Protected, Settings, analyse, shared
from metrics.result.sentences import decimals
from metrics.result.units import ORIGINAL, POINTS, TRUSTING, OnScale, Scale, beside, on_scale, scale_of, trusting_levels
from surveys import Choice, ChoiceList, Instrument
from tests.metrics.survey_maker import instrument, survey
from tests.sample import sample_result, shared_sample
from words import LANGUAGES

NAN = float("nan")
FIVE = Scale(1, 5)
FIRST, SECOND = [1, 3, 4, 4, 5], [2, 4, 4, 5, 5]
"""Answers of five people: 17 in all, a mean of 3.4; then 20, a mean of 4."""


def lists(form: Instrument, **scores: tuple[float, ...]) -> Instrument:
    """The form with other answers to some items, by their scores."""
    items = []
    for item in form.items:
        known = scores.get(item.name)
        choices = item.choices
        if known:
            choices = ChoiceList(item.name, tuple(Choice(f"{score:g}", {"en": f"{score:g}"}, score) for score in known))
        items.append(
            replace(item, choices=choices, questions=tuple(replace(q, choices=choices) for q in item.questions))
        )
    questions = tuple(question for item in items for question in item.questions)
    return replace(form, items=tuple(items), questions=questions)


def result(form: Instrument, before: list[list[float]], after: list[list[float]]) -> Protected:
    return analyse(survey(form, ["g"] * len(before), before, after), Settings())


def shown(found: Protected, measure: str) -> OnScale:
    row = found.change_of[measure, ALL]
    known = on_scale(found, row, "en")
    assert known is not None
    return known


def test_the_mean_of_answers_on_a_scale_is_the_mean_of_the_answers() -> None:
    form = instrument({"d": 1}, {"g": None})
    found = result(form, [[float(x)] for x in FIRST], [[float(x)] for x in SECOND])
    row = found.change_of["d_1", ALL]
    assert (row.mean_from, row.mean_to) == (60, 75)
    assert scale_of(found, "d_1") == FIVE
    assert (FIVE.level(60), FIVE.level(75), FIVE.change(15)) == (3.4, 4.0, 0.6)
    for measure in ("d_1", "d", INDEX):
        on = shown(found, measure)
        assert (on.levels, on.change) == ("3.40 → 4.00 of 5", "+0.60")


def test_a_reversed_items_level_is_the_mean_of_the_answers_as_they_were_given() -> None:
    """The same answers to a question whose high answers mean low trust: they rise from 3.4 to 4, and trust falls."""
    form = instrument({"d": 1}, {"g": None}, reversed_items=["d_1"])
    found = result(form, [[float(x)] for x in FIRST], [[float(x)] for x in SECOND])
    row = found.change_of["d_1", ALL]
    assert (row.mean_from, row.mean_to, row.change) == (40, 25, -15)
    assert scale_of(found, "d_1") == Scale(1, 5, is_reversed=True)
    on = shown(found, "d_1")
    assert (on.levels, on.change) == ("3.40 → 4.00 of 5", "+0.60")
    assert row.ci_low is not None
    assert row.ci_high is not None
    low, high = (Scale(1, 5, is_reversed=True).change(round(end)) for end in (row.ci_high, row.ci_low))
    assert on.ends == {"low": f"{low:+.2f}".replace("-", "−"), "high": f"{high:+.2f}"}
    assert "where a high answer means low trust" in beside(found, row, ORIGINAL, "en")


def test_a_dimension_with_a_reversed_item_is_the_mean_of_the_answers_turned_round() -> None:
    """d_2 is answered 6 − d_1 by everybody: turned round, both have the mean 3.4."""
    form = instrument({"d": 2}, {"g": None}, reversed_items=["d_2"])
    before, after = ([[float(x), 6.0 - x] for x in round_] for round_ in (FIRST, SECOND))
    found = result(form, before, after)
    assert scale_of(found, "d") == scale_of(found, INDEX) == Scale(1, 5, is_turned=True)
    assert shown(found, "d").levels == "3.40 → 4.00 of 5"
    assert shown(found, "d_2").levels == "2.60 → 2.00 of 5"


def test_scores_that_are_no_whole_numbers() -> None:
    """0, 2.5, 2.5, 5, 5: fifteen in all, a mean of 3; then 2.5 once more in place of a 5: 12.5, a mean of 2.5."""
    form = lists(instrument({"d": 1}, {"g": None}), d_1=(0, 2.5, 5))
    found = result(form, [[0], [2.5], [2.5], [5], [5]], [[0], [2.5], [2.5], [2.5], [5]])
    assert scale_of(found, "d_1") == Scale(0, 5)
    assert (shown(found, "d_1").levels, shown(found, "d_1").change) == ("3.00 → 2.50 of 5", "−0.50")


def test_items_of_different_scales_have_one_each_and_their_dimension_none() -> None:
    form = lists(instrument({"d": 2, "e": 1}, {"g": None}), d_2=(1, 2, 3, 4, 5, 6))
    found = result(form, [[float(x)] * 3 for x in FIRST], [[float(x)] * 3 for x in SECOND])
    assert (scale_of(found, "d_1"), scale_of(found, "d_2")) == (FIVE, Scale(1, 6))
    assert scale_of(found, "e") == FIVE
    assert scale_of(found, "d") is None
    assert scale_of(found, INDEX) is None
    assert "different answer scales" in beside(found, found.change_of[INDEX, ALL], ORIGINAL, "en")
    assert shown(found, "d_2").levels == "3.40 → 4.00 of 6"


def test_an_item_that_feeds_no_index_does_not_decide_on_its_scale() -> None:
    form = lists(instrument({"d": 1}, {"g": None}, loose_items=1), loose_1=(0, 10))
    found = result(form, [[float(x), 10.0 * (x > 3)] for x in FIRST], [[float(x), 10.0 * (x > 2)] for x in SECOND])
    assert scale_of(found, INDEX) == FIVE
    assert scale_of(found, "loose_1") == Scale(0, 10)


@pytest.mark.parametrize(
    ("low", "high", "of_points", "decimals"),
    [
        (1, 5, 0, 2), (1, 5, 1, 2), (1, 4, 0, 2), (1, 7, 0, 2), (0, 10, 0, 1), (0, 10, 1, 2), (0, 100, 0, 0),
        (0, 100, 1, 1), (0, 1, 0, 2), (-2, 2, 0, 2), (0.1, 0.3, 0, 3),
    ],
)  # fmt: skip
def test_there_are_no_more_decimals_than_the_points_have_steps(
    low: float, high: float, of_points: int, decimals: int
) -> None:
    assert Scale(low, high).decimals(of_points) == decimals


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize(("low", "high"), [(1, 5), (0, 10), (1, 7), (0, 1), (-2, 2), (0, 2.5)])
def test_whole_points_and_what_is_written_of_them_say_exactly_the_same(
    low: float, high: float, is_reversed: bool
) -> None:
    """One number of points, one number on the scale: neither tells more than the other."""
    scale = Scale(low, high, is_reversed)
    written = [round(scale.level(points), scale.decimals(0)) for points in range(101)]
    assert all((one < other) != is_reversed for one, other in pairwise(written))
    assert {written[0], written[-1]} == {low, high}


@given(st.floats(0, 100), st.floats(0, 100), st.sampled_from([(1.0, 5.0), (0.0, 10.0), (-3.0, 3.0)]), st.booleans())
def test_a_change_on_a_scale_is_the_difference_of_the_levels(
    before: float, after: float, ends: tuple[float, float], is_reversed: bool
) -> None:
    scale = Scale(*ends, is_reversed)
    assert scale.change(after - before) == pytest.approx(scale.level(after) - scale.level(before), abs=1e-8)


def numbers_of(text: str) -> list[str]:
    return re.findall(r"[\d.]+", text)


def test_what_is_said_follows_from_the_shown_points_alone() -> None:
    """Of the officer's full numbers the same is said as of the rounded ones, wherever these are shown."""
    own, handed_on = sample_result(), shared_sample()
    seen = 0
    for key, row in handed_on.change_of.items():
        known = on_scale(handed_on, row, "en")
        if known is None or row.mean_from is None or row.mean_to is None:
            continue
        seen += 1
        exact = own.change_of[key]
        if decimals(exact) == decimals(row):
            assert known.levels == OnScale(own, exact, known.scale, "en").levels
        for mean, said in zip((row.mean_from, row.mean_to), numbers_of(known.levels), strict=False):
            assert float(said) == round(known.scale.level(mean), known.digits)
    assert seen > 20


def test_a_hidden_row_and_one_shown_by_its_change_alone_say_no_level() -> None:
    found = shared_sample()
    row = next(row for row in found.change_of.values() if row.mean_from is not None and row.measure == INDEX)
    alone = replace(row, mean_from=None, mean_to=None, reason="levels")
    known = on_scale(found, alone, "en")
    assert known is not None
    assert known.levels == ""
    assert known.levels_or_change == f"a change of {known.change} on a scale from 1 to 5"
    hidden = replace(alone, change=None, ci_low=None, ci_high=None, verdict="protected")
    assert on_scale(found, hidden, "en") is None
    assert all(beside(found, hidden, units, "en") == "" for units in (POINTS, ORIGINAL, TRUSTING))


def test_a_change_that_is_none_of_the_levels_is_said_by_itself() -> None:
    """46.4 and 46.6 are both said as 46 and 47, or as 46 twice: then the change says it."""
    found = shared_sample()
    row = _row(mean_from=46.0, mean_to=46.0, change=1.0)
    known = OnScale(found, row, FIVE, "en")
    assert known.levels_or_change == "a change of +0.04 on a scale from 1 to 5"


def test_no_change_other_than_none_is_said_as_nought() -> None:
    """A tenth of a point is 0.004 on 1 to 5."""
    row = _row(n=40, mean_from=50.0, mean_to=50.1, change=0.1, ci_low=0.1, ci_high=0.3)
    assert decimals(row) == 1
    known = OnScale(shared_sample(), row, FIVE, "en")
    assert (known.change, known.ends) == ("+0.004", {"low": "+0.004", "high": "+0.012"})


def _row(n: int = 12, **points: float) -> ChangeRow:
    counts = {"n_from": n, "n_to": n, "n_matched": n}
    return ChangeRow(INDEX, "index", ALL, "pre", "post", **counts, verdict="trivial", **points)  # type: ignore[arg-type]


def test_who_trusts_is_said_of_an_item_by_the_table_of_answers() -> None:
    """Twenty people: of the first answers, 12 are above the middle (60 %); of the second, 16 (80 %)."""
    form = instrument({"d": 1}, {"g": None})
    found = shared(result(form, [[float(x)] for x in FIRST * 4], [[float(x)] for x in SECOND * 4]))
    row = found.change_of["d_1", ALL]
    assert trusting_levels(found, row, "en") == "60% → 80%"
    assert beside(found, row, TRUSTING, "en") == "Share who trust: 60% → 80%."
    for measure in ("d", INDEX):
        assert trusting_levels(found, found.change_of[measure, ALL], "en") == ""


def test_of_a_reversed_question_the_share_is_of_answers_that_count_as_high() -> None:
    """Of forty people 35 answer 4 or 5 of a question in which that counts as low; then 20."""
    form = replace(instrument({"d": 1}, {"g": None}, reversed_items=["d_1"]), index_label={"en": "Cohesion"})
    before, after = [5.0] * 20 + [4.0] * 15 + [1.0] * 5, [4.0] * 20 + [2.0] * 20
    found = shared(result(form, [[x] for x in before], [[x] for x in after]))
    said = beside(found, found.change_of["d_1", ALL], TRUSTING, "en")
    assert said == "Share of answers that count as high: 12% → 50%."


def test_who_trusts_is_not_said_where_answers_are_not_counted_out() -> None:
    found = shared_sample()
    rows = [row for row in found.change_of.values() if row.level == "item" and row.change is not None]
    few = [row for row in rows if found.item_of[row.measure, row.group, "post"].trusting is None]
    assert few
    assert {trusting_levels(found, row, "en") for row in few} == {"not shown"}
    assert all("not shown" not in trusting_levels(found, row, "en") for row in rows if row not in few)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_numbers_keep_their_direction_where_text_runs_right_to_left(language: str) -> None:
    known = OnScale(shared_sample(), _row(mean_from=61.0, mean_to=60.0, change=-1.0), FIVE, language)
    for text in ("3.44", "3.40", "5"):
        assert f"\u2066{text}\u2069" in known.levels
    assert known.levels.index("3.44") < known.levels.index("3.40") < known.levels.rindex("5")
    assert known.change == "\u2066−0.04\u2069"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("units", [POINTS, ORIGINAL, TRUSTING])
def test_every_row_can_be_said_in_every_unit(units: str, language: str) -> None:
    found = shared_sample()
    said = [beside(found, row, units, language) for row in found.changes]
    assert any(said) == (units != POINTS)
