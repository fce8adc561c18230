"""The page of mutual trust: both matrices, both directions, and kind words where nobody was asked."""

from __future__ import annotations

import re

import pytest

from metrics import Shared, group_label, shared, to_document
from metrics.result import shared_from_document
from tests.charts.survey_rounds import KINDS, result_with
from tests.pages.opening import open_edition, text_of
from tests.pages.page_figures import page_figures
from tests.reports.made_results import made_result
from tests.sample import shared_sample
from words import LANGUAGES, number, say


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
    assert len(page_figures(app)) == 2
    words = text_of(app)
    for key in ("mutual_lead", "mutual_untested"):
        assert _plain(say(f"screens.{key}", language)) in words
    assert say("screens.mutual_none", language) not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_figure_says_by_a_number_of_its_own_that_it_is_not_the_index(language: str) -> None:
    words = text_of(open_edition(None, "mutual", language))
    arrow = say("figures.from_to", language, before=number(44, language), after=number(52, language))
    example = say(
        "screens.mutual_not_the_index",
        language,
        levels=arrow,
        who=group_label(shared_sample(), "SIDE:civil_society", language),
        whom=group_label(shared_sample(), "SIDE:security", language),
    )
    assert _plain(example) in words
    about_numbers = _plain(example).partition(group_label(shared_sample(), "SIDE:security", language))[2]
    assert words.count(about_numbers) == 2


def test_where_no_number_is_shown_none_is_explained() -> None:
    document = to_document(shared_sample())
    for row in document["matrix"]:
        row.update({"n": None, "mean": None})
    document["gaps"] = []
    assert "is the mean answer of" not in text_of(open_edition(shared_from_document(document), "mutual", "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_was_asked_the_page_says_so_and_shows_no_figure(language: str) -> None:
    app = open_edition(_without(matrix=True), "mutual", language)
    assert not app.exception
    assert [info.value for info in app.info] == [say("screens.mutual_none", language)]
    assert not page_figures(app)


def test_where_no_two_rated_each_other_the_page_says_so() -> None:
    app = open_edition(_without(gaps=True), "mutual", "en")
    assert len(page_figures(app)) == 2
    assert say("screens.mutual_gaps_none", "en") in text_of(app)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_opens_with_any_rounds(kind: str) -> None:
    app = open_edition(shared(result_with(kind)), "mutual", "en")
    assert not app.exception
    assert len(page_figures(app)) == 2
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
    group = next(figure for figure in page_figures(app) if figure.name == "ratings_group")
    said = dict.fromkeys(group.said)
    hidden = [words for words in said if say("findings.protected", "en") in words]
    assert [re.findall(r"\d+", words) for words in said if words not in hidden] == [["62", "62", "0", "8"]]
    assert len(hidden) == 4
    assert not any(re.search(r"\d", words) for words in hidden)


def test_where_all_is_hidden_nothing_is_offered_and_no_heading_has_nothing_below_it() -> None:
    heading = _plain(say("screens.mutual_gaps", "en"))
    assert heading not in text_of(open_edition(None, "mutual", "en"))  # one direction is hidden: there is no gap
    assert any("units" in str(one.key) for one in open_edition(None, "groups", "en").segmented_control)
    hidden = shared(made_result("all hidden"))
    assert heading not in text_of(open_edition(hidden, "mutual", "en"))
    assert [one.key for one in open_edition(hidden, "groups", "en").segmented_control] == []


def test_both_directions_where_both_are_shown() -> None:
    shown = text_of(open_edition(shared(made_result("matched")), "mutual", "en"))
    for key in ("mutual_gaps", "mutual_gaps_why"):
        assert _plain(say(f"screens.{key}", "en")) in shown
