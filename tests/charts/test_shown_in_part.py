"""Rows that are shown in part: no figure drops one, none draws what is not in it, and each key says why."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from charts import Look, Picture, View, all_figures, draw
from charts.drawing.dumbbells import DOT, change_text
from metrics import INDEX, ChangeRow, Protected, sentence
from metrics.result.result import _SEAL
from metrics.result.withheld import reasons_withheld, why_withheld
from metrics.schema.rows import LEVELS, SPREAD
from tests.shown_in_part import officers_in_part, shared_in_part
from words import LANGUAGES, number, say

WOMEN = View(group="women")
RESULTS = {"officer's": officers_in_part, "shared": shared_in_part}


def plain(text: str) -> str:
    return re.sub("<[^>]*>|[\u2066-\u2069]", "", text)


def texts(picture: Picture) -> list[str]:
    return [plain(str(note.text)) for note in picture.figure.layout.annotations]


def index_rows(result: Protected) -> list[ChangeRow]:
    """The index of the sides in all pairs of rounds."""
    found = [result.changes_of(pair).get((INDEX, group)) for pair in result.pairs for group in result.headline_groups]
    return [row for row in found if row is not None]


def points(picture: Picture) -> list[Any]:
    """The dots of a figure: those that are filled or outlined, not the grounds and rings."""
    return [one for one in picture.figure.data if one.type == "scatter" and one.mode == "markers"]


@pytest.mark.parametrize("report", [False, True], ids=["screen", "report"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("whose", RESULTS)
def test_every_figure_is_drawn_in_every_language(whose: str, language: str, report: bool) -> None:
    result = RESULTS[whose]()
    for name, figure in all_figures().items():
        for view in figure.views(result):
            picture = draw(name, result, replace(view, look=Look(language, report=report), edition="Edition"))
            assert picture.title
            assert picture.alternative or picture.hides
            assert "None" not in " ".join(texts(picture))
            json.loads(picture.figure.to_json())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_alone_is_said_in_its_row_and_not_drawn_on_the_axis_of_levels(language: str) -> None:
    result = shared_in_part()
    picture = draw("pairs", result, View(Look(language)))
    rows = index_rows(result)
    alone = [row for row in rows if row.reason == LEVELS and row.change is not None]
    assert alone
    said = texts(picture)
    begins = say("figures.change_alone", language)
    for row in alone:
        assert plain(change_text(row, language)) in said
        assert sentence(result, row, language) in picture.alternative
    assert sum(text.startswith(begins) for text in said if ":" not in text) == len(alone)
    rings = [one for one in points(picture) if one.marker.size == DOT]
    drawn = {round(x, 6) for one in rings for x in one.x}
    assert drawn == {round(row.mean_to, 6) for row in rows if row.mean_to is not None}
    assert any(say(f"figures.key_{LEVELS}", language) in text for text in said)
    assert picture.hides


def test_where_no_row_has_levels_there_is_no_key_of_ring_and_dot() -> None:
    result = shared_in_part()
    kept = tuple(row for row in result.changes if row.reason == LEVELS or row.level != "index")
    made = replace(result, changes=kept, seal=_SEAL)
    texts_of = texts(draw("pairs", made, View(Look("en"))))
    assert not any("the later round" in text or "grey band" in text for text in texts_of)
    assert any(text.startswith("change alone") for text in texts_of)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", ["dimensions", "groups", "cells", "answers"])
def test_a_row_without_interval_keeps_its_change_and_the_key_says_why(figure: str, language: str) -> None:
    result = shared_in_part()
    picture = draw(figure, result, replace(WOMEN, look=Look(language)))
    said = texts(picture)
    level = {"groups": "index", "answers": "item"}.get(figure, "dimension")
    rows = [row for row in result.change_of.values() if row.group == "women" and row.level == level]
    rows = [row for row in rows if row.change is not None]
    assert rows
    assert all(row.ci_low is None and row.reason in (LEVELS, SPREAD) for row in rows)
    for row in rows:
        assert any(plain(change_text(row, language)) in text for text in said)
    joined = " ".join(said)
    for reason in {reason for row in rows for reason in reasons_withheld(row)}:
        assert say(f"figures.key_{reason}", language) in joined
    assert plain(say("figures.key_interval", language)) not in joined
    assert plain(say("figures.key_interval_of_change", language)) not in joined
    assert picture.hides


def test_a_forest_without_intervals_has_a_dot_a_row_and_no_bar() -> None:
    result = shared_in_part()
    picture = draw("dimensions", result, WOMEN)
    rows = [row for row in result.change_of.values() if row.group == "women" and row.level == "dimension"]
    known = sorted(round(row.change) for row in rows if row.change is not None)
    assert sorted(round(one.x[0]) for one in points(picture)) == known
    assert not [one for one in picture.figure.data if one.type == "scatter" and one.mode == "lines"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_answers_are_not_counted_out_the_means_of_both_rounds_are_said(language: str) -> None:
    result = shared_in_part()
    said = texts(draw("answers", result, replace(WOMEN, look=Look(language))))
    rows = [row for row in result.change_of.values() if row.group == "women" and row.level == "item"]
    rows = [row for row in rows if row.mean_from is not None and row.mean_to is not None]
    assert rows
    for mean in (mean for row in rows for mean in (row.mean_from, row.mean_to)):
        assert plain(say("figures.mean", language, mean=number(mean or 0.0, language))) in said
    assert sum(say("figures.key_no_distribution", language) in text for text in said) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_something_is_withheld_is_said_once_in_the_words_of_a_figure(language: str) -> None:
    result = shared_in_part()
    for name, reason in (("pairs", LEVELS), ("groups", SPREAD), ("cells", SPREAD)):
        picture = draw(name, result, View(Look(language)))
        assert picture.alternative.count(say(f"findings.withheld_{reason}", language)) == 1
    whole = [row for row in result.changes if row.reason is None]
    assert why_withheld(whole, language) == []
