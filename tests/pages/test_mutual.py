"""The page of mutual trust: both matrices, both directions, and kind words where nobody was asked."""

from __future__ import annotations

import json
import re

import pytest

from metrics import Shared, shared, to_document
from metrics.result import shared_from_document
from tests.charts.survey_rounds import KINDS, result_with
from tests.pages.opening import open_edition, text_of
from tests.sample import shared_sample
from words import LANGUAGES, say


def _plain(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


def _without(*, matrix: bool = False, gaps: bool = False) -> Shared:
    document = to_document(shared_sample())
    document["matrix"] = [] if matrix else document["matrix"]
    document["gaps"] = [] if matrix or gaps else document["gaps"]
    return shared_from_document(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_trusts_whom_by_side_and_by_group_and_both_directions(language: str) -> None:
    app = open_edition(None, "mutual", language)
    assert not app.exception
    assert app.title[0].value == say("screens.page_mutual", language)
    assert len(app.get("plotly_chart")) == 2
    words = text_of(app)
    for key in ("mutual_lead", "mutual_not_the_index", "mutual_untested", "mutual_gaps", "mutual_gaps_why"):
        assert _plain(say(f"screens.{key}", language)) in words
    assert say("screens.mutual_none", language) not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_was_asked_the_page_says_so_and_shows_no_figure(language: str) -> None:
    app = open_edition(_without(matrix=True), "mutual", language)
    assert not app.exception
    assert [info.value for info in app.info] == [say("screens.mutual_none", language)]
    assert not app.get("plotly_chart")


def test_where_no_two_rated_each_other_the_page_says_so() -> None:
    app = open_edition(_without(gaps=True), "mutual", "en")
    assert len(app.get("plotly_chart")) == 2
    assert say("screens.mutual_gaps_none", "en") in text_of(app)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_opens_with_any_rounds(kind: str) -> None:
    app = open_edition(shared(result_with(kind)), "mutual", "en")
    assert not app.exception
    assert len(app.get("plotly_chart")) == 2
    assert (say("screens.mutual_untested", "en") in text_of(app)) == (kind != "one")


def test_another_pair_of_rounds_can_be_chosen_in_the_address() -> None:
    first = open_edition(shared(result_with("three")), "mutual", "en")
    other = open_edition(shared(result_with("three")), "mutual", "en", rounds="pre-followup_1")
    assert not other.exception
    assert "before, then follow-up 1" in text_of(other)
    assert "before, then after" in text_of(first)


def test_a_hidden_rating_leaves_no_number_in_what_the_browser_is_given() -> None:
    document = to_document(shared_sample())
    for row in document["matrix"]:
        row.update({"n": None, "mean": None} if row["rater"] != "women" else {"n": 8, "mean": 61.7})
    document["gaps"] = []
    app = open_edition(shared_from_document(document), "mutual", "en")
    assert not app.exception
    group = next(chart for chart in app.get("plotly_chart") if "women" in chart.proto.spec.lower())
    drawn = json.loads(group.proto.spec)["data"]
    hidden = sum(row.rater not in ("women", "ALL") and ":" not in row.rater for row in shared_sample().matrix) // 2
    assert sum(one["type"] == "bar" for one in drawn) == hidden
    assert {x for one in drawn if one["type"] == "scatter" for x in one["x"]} == {62}
    others = [bar for bar in bars if not bar.get("hovertext")]
    assert len(others) == 4
    assert all(bar["hoverinfo"] == "skip" for bar in others)
