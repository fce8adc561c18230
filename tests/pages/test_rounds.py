"""Later rounds and looking back: no page fails, and the overview describes every pair."""

from __future__ import annotations

import re

import pytest

from charts import pair_label
from metrics import ALL, INDEX, sentence, shared
from tests.charts.survey_rounds import KINDS, result_with
from tests.pages.opening import open_edition, text_of
from words import LANGUAGES, say

PAGES = ("overview", "groups", "questions", "mutual", "method", "export")


def _plain(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_opens_with_any_rounds(kind: str, page: str) -> None:
    assert not open_edition(shared(result_with(kind)), page, "ar").exception


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["three", "then", "then_only"])
def test_the_overview_describes_each_later_pair_in_words(kind: str, language: str) -> None:
    result = shared(result_with(kind))
    words = text_of(open_edition(result, "overview", language))
    for pair in result.pairs:
        rows = result.changes_of(pair)
        label = f"**{_plain(pair_label(result, pair, language))}**"
        assert (label in words) == (pair != result.headline_pair)
        if pair != result.headline_pair:
            for group in result.headline_groups:
                assert _plain(sentence(result, rows[INDEX, group], language)) in words


@pytest.mark.parametrize(
    ("kind", "key"),
    [("three", "later_rounds"), ("then", "response_shift"), ("then_only", "response_shift_alone")],
)
def test_looking_back_is_explained_and_nothing_else_is_called_so(kind: str, key: str) -> None:
    words = text_of(open_edition(shared(result_with(kind)), "overview", "en"))
    for other in ("later_rounds", "response_shift", "response_shift_alone"):
        assert (say(f"screens.{other}", "en") in words) == (other == key)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["three", "then"])
def test_the_page_of_methods_says_of_each_pair_how_many_people_it_rests_on(kind: str, language: str) -> None:
    """As the index of all people has it; of a pair whose row is hidden, nothing."""
    result = shared(result_with(kind))
    words = text_of(open_edition(result, "method", language))
    assert _plain(say("screens.who_matched_pairs", language)) in words
    assert _plain(say("screens.who_matched", language)) not in words
    for pair in result.pairs:
        row = result.changes_of(pair)[INDEX, ALL]
        label = _plain(pair_label(result, pair, language))
        if row.n_matched is None:
            assert _plain(say("screens.pair_people", language, pair=label, n=0)).partition("0")[0] not in words
        else:
            assert _plain(say("screens.pair_people", language, pair=label, n=row.n_matched)) in words
    counted = [pair for pair in result.pairs if result.people_compared(pair) is not None]
    assert kind != "three" or len(counted) < len(result.pairs), "one pair of the three rounds is hidden"


def test_two_rounds_have_no_section_of_later_ones() -> None:
    words = text_of(open_edition(None, "overview", "en"))
    assert say("screens.later_rounds", "en") not in words
    assert say("screens.looking_back", "en") not in words


@pytest.mark.parametrize("page", ["groups", "questions"])
def test_a_page_of_changes_says_why_there_is_none(page: str) -> None:
    app = open_edition(shared(result_with("then_only")), page, "en")
    assert [info.value for info in app.info] == [say("screens.only_retrospective", "en")]
