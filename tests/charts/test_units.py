"""Figures in other units: marks lie where they lay, the numbers beside them are those of the questionnaire."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from charts import Look, Picture, View, all_figures, draw
from charts.drawing.findings import mark_of
from charts.drawing.units import IN_POINTS, Writing, writing_of
from metrics import ALL, INDEX, ChangeRow, Protected, Shared, to_document
from metrics.result import shared_from_document
from metrics.result.units import ORIGINAL, POINTS, TRUSTING, UNITS, Scale, beside
from tests.sample import sample_result, shared_sample
from words import LANGUAGES, say

FIVE = Scale(1, 5)
OF_CHANGES = ("sides", "groups", "dimensions", "cells", "answers", "pairs")
"""The figures that are written in the unit chosen."""


@cache
def with_scales(*ends: tuple[int, int], reversed_at: int | None = None) -> Shared:
    """The sample as if its questions had scales with other ends, one after the other, and one were reversed."""
    document = to_document(shared_sample())
    items = {measure["name"]: measure for measure in document["measures"] if measure["level"] == "item"}
    for position, measure in enumerate(items.values()):
        low, high = ends[position % len(ends)]
        measure["answers"] = [{"score": f"{score}", "label": {"en": f"{score}"}} for score in range(low, high + 1)]
        measure["reversed"] = position == reversed_at
    for row in document["items"]:
        if row["counts"]:
            scores = (answer["score"] for answer in items[row["item"]]["answers"])
            row["counts"] = {score: row["counts"].get(score, 0) for score in scores}
    return shared_from_document(document)


def views() -> list[tuple[str, View]]:
    """Every figure once; of answers also those of a group of which means alone are shown."""
    result = shared_sample()
    found = [(name, view) for name, one in all_figures().items() for view in one.views(result)[:1]]
    counted = {row.group for row in result.items if row.shows_answers}
    few = next(group.name for group in result.group_rows if group.name not in counted and group.shown)
    return [*found, ("answers", View(group=few))]


VIEWS = views()


@cache
def drawn(position: int, units: str, language: str = "en", result: Protected | None = None) -> Picture:
    name, view = VIEWS[position]
    seen = replace(view, units=units, look=Look(language), edition="Edition")
    return draw(name, result or shared_sample(), seen)


def texts(picture: Picture) -> list[str]:
    found = [str(note.text) for note in picture.figure.layout.annotations]
    return [re.sub("[\u2066-\u2069]|<[^>]*>", "", re.sub("<br>|\N{NO-BREAK SPACE}", " ", text)) for text in found]


def places(picture: Picture) -> Any:
    """Where marks, bars and bands lie along the axis."""
    spec = json.loads(picture.figure.to_json())
    marks = [(trace.get("x"), trace.get("base")) for trace in spec["data"]]
    return marks, [(shape["x0"], shape["x1"]) for shape in spec["layout"].get("shapes", []) if "x0" in shape]


@pytest.mark.parametrize("units", [ORIGINAL, TRUSTING])
@pytest.mark.parametrize("position", range(len(VIEWS)))
def test_a_mark_lies_where_it_lies_in_points(position: int, units: str) -> None:
    """So a figure in another unit shows nothing that the one in points does not show."""
    assert places(drawn(position, units)) == places(drawn(position, POINTS))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("position", range(len(VIEWS)))
def test_every_figure_is_drawn_in_every_unit(position: int, units: str, language: str) -> None:
    picture = drawn(position, units, language)
    assert picture.title == drawn(position, POINTS, language).title
    assert picture.alternative or picture.hides
    is_written_so = VIEWS[position][0] in OF_CHANGES
    assert (picture.caption != drawn(position, POINTS, language).caption) == (is_written_so and units == ORIGINAL) or (
        units == TRUSTING and VIEWS[position][0] == "answers"
    )


def test_an_axis_of_levels_runs_from_the_lowest_answer_to_the_highest() -> None:
    picture = draw("sides", sample_result(), View(units=ORIGINAL))
    axis = picture.figure.layout.xaxis
    assert list(axis.tickvals) == [0, 25, 50, 75, 100]
    assert list(axis.ticktext) == ["1", "2", "3", "4", "5"]
    assert {"1 = lowest answers", "5 = highest"} <= set(texts(picture))
    assert Writing({INDEX: Scale(0, 10)}).levels_ticks("en")[1:4] == [(25, "2.5"), (50, "5"), (75, "7.5")]


def test_an_axis_of_changes_is_as_long_as_its_points_are_on_the_scale() -> None:
    writing = Writing({INDEX: FIVE})
    assert writing.changes_ticks((-20, -10, 0, 10, 20), "en") == [
        (-20, "\N{MINUS SIGN}0.8"), (-10, "\N{MINUS SIGN}0.4"), (0, "0"), (10, "+0.4"), (20, "+0.8"),
    ]  # fmt: skip


def test_the_numbers_beside_the_marks_are_those_of_the_scale() -> None:
    result = shared_sample()
    said = texts(drawn(_position("sides"), ORIGINAL))
    for group in result.headline_groups:
        row = result.change_of[INDEX, group]
        assert row.change is not None
        levels = [1 + mean / 25 for mean in (row.mean_from, row.mean_to) if mean is not None]
        for number in (*levels, row.change / 25):
            assert any(f"{number:.2f}".replace("-", "\N{MINUS SIGN}") in text for text in said), number


def test_the_band_is_named_by_its_size_on_the_scale() -> None:
    assert any("under 0.2 (5 points of 100)" in text for text in texts(drawn(_position("sides"), ORIGINAL)))
    assert any("under 5 points" in text for text in texts(drawn(_position("sides"), POINTS)))


@pytest.mark.parametrize("name", ["sides", "groups", "dimensions", "cells"])
def test_a_figure_whose_questions_have_different_scales_stays_in_points_and_says_why(name: str) -> None:
    result = with_scales((1, 5), (1, 6))
    picture = draw(name, result, replace(VIEWS[_position(name)][1], units=ORIGINAL))
    in_points = draw(name, result, VIEWS[_position(name)][1])
    assert picture.caption == in_points.caption
    note = say("figures.key_no_scale", "en")
    assert note in joined(picture)
    assert note not in joined(in_points)
    assert "different answer scales" in picture.alternative


@pytest.mark.parametrize("name", ["sides", "groups", "dimensions", "cells"])
def test_a_figure_of_no_single_questions_says_that_there_is_no_share_who_trust(name: str) -> None:
    assert say("figures.key_no_trusting", "en") in joined(drawn(_position(name), TRUSTING))


def joined(picture: Picture) -> str:
    return " ".join(texts(picture))


def test_each_question_is_on_its_own_scale() -> None:
    """Of 1 to 5 and 1 to 6 in turn: 100 points would be 5 of the one and 6 of the other."""
    picture = draw("answers", with_scales((1, 5), (1, 6)), replace(VIEWS[_position("answers")][1], units=ORIGINAL))
    said = joined(picture)
    assert re.search(r"\d\.\d\d → \d\.\d\d of 5", said)
    assert re.search(r"\d\.\d\d → \d\.\d\d of 6", said)
    assert say("figures.key_no_scale", "en") not in said


def test_a_reversed_question_is_marked_and_explained() -> None:
    """Its mean falls where trust rises, so the change has the other sign, and the mark of the finding stays."""
    view = VIEWS[_position("answers")][1]
    items = [measure.name for measure in shared_sample().measures if measure.level == "item"]
    row = next(
        row
        for row in shared_sample().change_of.values()
        if row.measure in items and row.group == view.group and row.change
    )
    assert row.change is not None
    result = with_scales((1, 5), reversed_at=items.index(row.measure))
    said = joined(draw("answers", result, replace(view, units=ORIGINAL)))
    assert "· reversed" in said
    assert say("figures.key_reversed", "en") in said
    for units, way in ((ORIGINAL, -1 / 25), (POINTS, 1)):
        change = f"{way * row.change:+.{2 if units == ORIGINAL else 0}f}".replace("-", "\N{MINUS SIGN}")
        assert f"{mark_of(row.verdict)} {change}" in joined(draw("answers", result, replace(view, units=units)))
    assert "reversed" not in joined(drawn(_position("answers"), POINTS))
    turned = draw("sides", result, View(units=ORIGINAL))
    assert say("figures.key_turned", "en") in joined(turned)


def test_an_axis_of_questions_that_run_both_ways_has_no_numbers_of_its_own() -> None:
    """Every row says its own; the ends of the axis are distrust and trust."""
    writing = Writing({"a": FIVE, "b": Scale(1, 5, is_reversed=True)})
    assert writing.levels_ticks("en") == writing.changes_ticks((-10, 0, 10), "en") == []
    assert writing.levels_ends("en") == ("distrusting", "trusting")
    assert Writing({"b": Scale(1, 5, is_reversed=True)}).levels_ends("en") == ("distrusting", "trusting")
    few = VIEWS[-1][1]
    for reversed_at, ticks in ((None, 5), (1, 0)):
        picture = draw("answers", with_scales((1, 5), reversed_at=reversed_at), replace(few, units=ORIGINAL))
        assert len(picture.figure.layout.xaxis.tickvals) == ticks
        assert ("1–5, reversed" in joined(picture)) == ("people · 1–5" in joined(picture)) == (not ticks)


def test_the_share_who_trust_is_said_of_each_question_whose_answers_are_shown() -> None:
    result = shared_sample()
    picture = drawn(_position("answers"), TRUSTING)
    group = result.headline_groups[0]
    items = [row for row in result.change_of.values() if row.level == "item" and row.group == group]
    for row in items:
        counts = [result.item_of[row.measure, group, round_].counts or {} for round_ in ("pre", "post")]
        if row.change is None:
            continue
        shares = [f"{100 * (n['4'] + n['5']) / sum(n.values()):.0f}%" for n in counts if n]
        wanted = " → ".join(shares) if all(counts) else "not shown"
        assert f"trusting {wanted}" in joined(picture)
        assert beside(result, row, TRUSTING, "en") in picture.alternative


def test_what_is_written_of_a_row_in_points_is_what_was_always_written() -> None:
    rows = [row for row in shared_sample().change_of.values() if row.change is not None]
    assert writing_of(shared_sample(), rows, POINTS) is IN_POINTS
    assert IN_POINTS.levels(shared_sample(), rows[0], "en") == ""


def test_the_scale_of_some_rows_is_known_only_where_it_is_one() -> None:
    result = with_scales((1, 5), (1, 6))
    index = result.change_of[INDEX, ALL]
    items = [row for row in result.change_of.values() if row.level == "item" and row.group == ALL]
    assert writing_of(result, [index], ORIGINAL).scales == {}
    writing = writing_of(result, items, ORIGINAL)
    assert {(one.low, one.high) for one in writing.scales.values()} == {(1, 5), (1, 6)}
    assert writing.common is None
    assert writing_of(shared_sample(), [_index()], ORIGINAL).common == FIVE


def _index() -> ChangeRow:
    return shared_sample().change_of[INDEX, ALL]


def _position(name: str) -> int:
    return next(position for position, (one, _) in enumerate(VIEWS) if one == name)
