"""Pages of rows that are shown in part: each opens, keeps the row, and says once why something of it is missing."""

from __future__ import annotations

import re

import pytest

from metrics import INDEX, Protected, sentence
from metrics.result.sentences import finding
from metrics.result.withheld import reasons_withheld
from metrics.schema.rows import LEVELS, SPREAD
from reports.content.hiding.hidden_rows import hidden_rows, without_interval
from tests.pages.opening import PAGES, open_edition, text_of
from tests.shown_in_part import officers_in_part, shared_in_part
from words import LANGUAGES, number, say

SEEN = tuple(page for page in PAGES if page != "surveys")


_ROWS = {"en": r"(\d+) rows: ", "ar": r"(\d+) (?:صفوف|صفاً|صف): |صفان: ", "ku": r"(\d+) ڕیز: "}
"""How a line that stands for several rows counts them; Arabic has a word of its own for two."""


def plain(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


def why(reason: str, language: str) -> str:
    return plain(say(f"findings.withheld_{reason}", language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", SEEN)
def test_every_page_opens(page: str, language: str) -> None:
    app = open_edition(shared_in_part(), page, language)
    assert not app.exception
    assert "None" not in text_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_has_each_headline_and_each_later_pair_with_the_reasons(language: str) -> None:
    result = shared_in_part()
    words = text_of(open_edition(result, "overview", language))
    for group in result.headline_groups:
        assert plain(finding(result, result.change_of[INDEX, group], language)) in words
        for pair in result.pairs[1:]:
            row = result.changes_of(pair).get((INDEX, group))
            assert row is None or plain(sentence(result, row, language)) in words
    heads, groups, later = _rows_of_overview(result)
    for reason in (LEVELS, SPREAD):
        places = [reason in heads, reason in heads - {LEVELS}, reason in groups - heads, reason in later]
        assert words.count(why(reason, language)) == sum(places), "headlines, paragraph, groups, later rounds"
        assert any(places)


def _rows_of_overview(result: Protected) -> list[set[str]]:
    """Why anything is withheld of the headlines, of the groups below them, and of the headlines of later rounds."""
    first, *others = result.pairs
    named = [group.name for group in result.group_rows]
    rows = (
        [result.changes_of(pair).get((INDEX, name)) for pair in pairs for name in names]
        for pairs, names in (([first], result.headline_groups), ([first], named), (others, result.headline_groups))
    )
    return [{reason for row in some if row for reason in reasons_withheld(row)} for some in rows]


@pytest.mark.parametrize("page", ["groups", "method"])
def test_other_pages_say_it_once(page: str) -> None:
    app = open_edition(shared_in_part(), page, "en", group="women")
    assert text_of(app).count(why(SPREAD, "en")) == 1


@pytest.mark.parametrize("page", ["groups", "questions"])
def test_why_it_is_hidden_is_one_click_away(page: str) -> None:
    app = open_edition(shared_in_part(), page, "en", group="women")
    assert plain(say("protection.why_more", "en")) in text_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_protection_counts_changes_alone_apart_from_what_is_hidden(language: str) -> None:
    result = shared_in_part()
    listed = hidden_rows(result)
    alone = [row for row in listed if row.has_change]
    assert alone
    assert {row.reason for row in listed if row.table == "matrix"} <= {"row", "side"}
    shown = {(row.measure, row.group, row.from_round, row.to_round) for row in result.changes if row.change is not None}
    assert {(row.measure, row.group, *row.pair) for row in alone} <= shown
    assert not {(row.measure, row.group, *row.pair) for row in listed if not row.has_change} & shown
    words = text_of(open_edition(result, "protection", language))
    for key, n in (("change_alone", len(alone)), ("without_interval", without_interval(result))):
        assert plain(say(f"protection.{key}", language, n=number(n, language))) in words
    assert say("workbook.reason_levels", language) in words
    lines = {(row.group, row.pair, row.reason) for row in listed}
    heads, counted = (
        words.count('<th scope="row" role="rowheader">'),
        [n or "2" for n in re.findall(_ROWS[language], words)],
    )
    assert heads == len(lines) < len(listed) / 5, "a line a group, pair and reason"
    assert sum(map(int, counted)) + heads - len(counted) == len(listed), "each row counts once"


def test_what_is_handed_on_in_part_and_hidden_altogether_counts_as_hidden() -> None:
    own, few = officers_in_part(), shared_in_part()
    assert {row.has_change for row in hidden_rows(own, few)} == {True, False}
