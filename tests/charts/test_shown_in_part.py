"""Rows that are shown in part: no figure drops one, none draws what is not in it, and each key says why."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from charts import Look, Picture, View, all_figures, draw
from charts.drawing.dumbbells import DOT
from charts.drawing.findings import change_text
from metrics import INDEX, ChangeRow, Protected, sentence
from metrics.result.result import _SEAL
from metrics.result.sentences import decimals
from metrics.result.withheld import reasons_withheld, why_withheld
from metrics.schema.rows import LEVELS, SPREAD, hidden_twin
from tests.shown_in_part import officers_in_part, shared_in_part
from words import LANGUAGES, number, say

WOMEN = View(group="women")
RESULTS = {"officer's": officers_in_part, "shared": shared_in_part}


def plain(text: str) -> str:
    return re.sub("<[^>]*>|[\u2066-\u2069]", "", text)


def texts(picture: Picture) -> list[str]:
    return [plain(str(note.text)) for note in picture.figure.layout.annotations]


def joined(said: list[str]) -> str:
    """All that is said, without spaces and breaks of lines."""
    return "".join("".join(said).split())


def note(reason: str | None, language: str) -> str:
    """The note of what is withheld, in the same form."""
    return joined([plain(say(f"findings.withheld_{reason}", language))])


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
def test_where_a_row_has_its_change_alone_all_are_drawn_as_changes(language: str) -> None:
    """A dot a change that is shown, by its size; before → after under it where that is shown, and nowhere else."""
    result = shared_in_part()
    picture = draw("pairs", result, View(Look(language)))
    rows = [row for row in index_rows(result) if row.change is not None]
    alone = [row for row in rows if row.reason == LEVELS]
    assert alone
    assert len(alone) < len(rows)
    said = texts(picture)
    for row in rows:
        assert plain(change_text(row, language)) in said
        assert sentence(result, row, language) in picture.alternative
    assert sorted(x for one in points(picture) for x in one.x) == sorted(round(row.change or 0.0) for row in rows)
    with_levels = [row for row in rows if row.mean_from is not None and row.mean_to is not None]
    ends = [[number(x or 0.0, language) for x in (row.mean_from, row.mean_to)] for row in with_levels]
    levels = [plain(say("figures.from_to", language, before=before, after=after)) for before, after in ends]
    assert sorted(text for text in said if re.fullmatch(r"\d+\s[→←]\s\d+", text)) == sorted(levels)
    low, high = picture.figure.layout.xaxis.range
    assert low == -high
    assert note(LEVELS, language) in joined(said)
    index = say("figures.the_index", language)
    caption = say("figures.shows_index_changes", language, who="|", the_index=index)
    assert picture.caption.startswith(caption.split("|")[0])
    assert picture.hides


def test_where_every_row_has_levels_they_are_drawn_as_levels() -> None:
    result = shared_in_part()
    kept = tuple(row for row in result.changes if row.reason != LEVELS)
    picture = draw("pairs", replace(result, changes=kept, seal=_SEAL), View(Look("en")))
    assert list(picture.figure.layout.xaxis.range) == [0, 100]
    rows = [row for row in kept if row.level == "index" and row.group in result.headline_groups]
    dots = {x for one in points(picture) if one.marker.size == DOT for x in one.x}
    assert dots == {row.mean_to for row in rows if row.change is not None}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", ["dimensions", "groups", "answers"])
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
    for reason in {reason for row in rows for reason in reasons_withheld(row)}:
        assert note(reason, language) in joined(said)
    assert not [text for text in said if text.startswith("─")], "no interval, no line in the key"
    assert picture.hides


def test_a_forest_without_intervals_has_a_dot_a_row_and_no_bar() -> None:
    result = shared_in_part()
    picture = draw("dimensions", result, WOMEN)
    rows = [row for row in result.change_of.values() if row.group == "women" and row.level == "dimension"]
    known = sorted(round(row.change) for row in rows if row.change is not None)
    assert sorted(round(one.x[0]) for one in points(picture)) == known
    assert not [one for one in picture.figure.data if one.type == "scatter" and one.mode == "lines"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_answers_are_counted_out_the_means_are_drawn_as_levels(language: str) -> None:
    """Women have no distribution: a dot a mean, a hatch a question that is not shown at all, and no bar."""
    result = shared_in_part()
    picture = draw("answers", result, replace(WOMEN, look=Look(language)))
    rows = [row for row in result.change_of.values() if row.group == "women" and row.level == "item"]
    shown = [row for row in rows if row.change is not None]
    assert shown
    assert sorted(picture.figure.layout.xaxis.range) == [0, 100]
    dots = [one for one in points(picture) if one.marker.size in (DOT, DOT - 1.5)]
    assert sorted(x for one in dots for x in one.x) == sorted(row.mean_to or 0.0 for row in shown)
    assert len([one for one in picture.figure.data if one.type == "bar"]) == len(rows) - len(shown)
    said = texts(picture)
    assert sum(text.count("▨") for text in said) == (len(rows) > len(shown))
    assert plain(picture.caption).startswith(plain(say("figures.shows_means", language, who="|").split("|")[0]))
    assert picture.hides


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_without_answers_among_others_has_its_means_in_words_and_no_hatch(language: str) -> None:
    result = shared_in_part()
    group = result.headline_groups[0]
    row = next(row for row in result.change_of.values() if row.group == group and row.level == "item" and row.mean_from)
    items = tuple(hidden_twin(one) if (one.item, one.group) == (row.measure, group) else one for one in result.items)
    picture = draw("answers", replace(result, items=items, seal=_SEAL), View(Look(language), group=group))
    ends = [number(x or 0.0, language, decimals(row)) for x in (row.mean_from, row.mean_to)]
    levels = say("figures.from_to", language, before=ends[0], after=ends[1])
    said = texts(picture)
    assert joined([plain(say("figures.mean", language, mean=levels))]) in joined(said)
    assert joined([plain(say("figures.key_means", language))]) in joined(said)
    whole = draw("answers", result, View(Look(language), group=group))
    bars = [[one for one in each.figure.data if one.type == "bar"] for each in (picture, whole)]
    hatches = [len([one for one in each if one.marker.pattern.shape == "/"]) for each in bars]
    assert hatches[0] == hatches[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("whose", RESULTS)
def test_no_key_has_a_symbol_twice(whose: str, language: str) -> None:
    result = RESULTS[whose]()
    for name, figure in all_figures().items():
        for view in figure.views(result):
            spans = re.findall(
                r'<span style="color:([^"]*)">([^<]*)</span>',
                " ".join(
                    str(one.text)
                    for one in draw(name, result, replace(view, look=Look(language))).figure.layout.annotations
                    if one.yref == "paper" and one.y == 0
                ),
            )
            assert len(set(spans)) == len(spans)


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_something_is_withheld_is_said_once_in_the_words_of_a_figure(language: str) -> None:
    result = shared_in_part()
    for name, reason in (("pairs", LEVELS), ("groups", SPREAD), ("cells", SPREAD)):
        picture = draw(name, result, View(Look(language)))
        assert picture.alternative.count(say(f"findings.withheld_{reason}", language)) == 1
    whole = [row for row in result.changes if row.reason is None]
    assert why_withheld(whole, language) == []
