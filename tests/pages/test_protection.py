"""The page of protection, the words at one click, and addresses that ask for more than an edition shows."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from html import unescape

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from metrics import INDEX, Protected, Shared, group_label, shared
from metrics.protection.audit.auditing import BOUNDS, RANK
from metrics.result.result import _SEAL
from metrics.schema.rows import hidden_twin
from reports.content.hiding.hidden_rows import count_rows, hidden_rows
from tests.metrics.survey_maker import instrument, people, survey
from tests.pages.opening import PAGES, open_edition, open_page, text_of, turned_to, with_sample
from tests.pages.page_figures import page_figures
from tests.remembered import analyse
from tests.sample import sample_by, sample_result, shared_sample
from words import LANGUAGES, has, say

SEEN = tuple(page for page in PAGES if page != "surveys")
SIDES = {"a": "civil_society", "b": "civil_society", "c": "civil_society", "d": "security"}
SIZES = {"a": 12, "b": 9, "c": 3, "d": 2}


@cache
def small() -> Protected:
    """Groups b and c are shown together, the side of d is left out."""
    return analyse(people(SIZES, SIDES, not_stated=1))


def plainly(key: str, language: str, **values: object) -> str:
    return re.sub("[\u2066-\u2069]", "", say(f"protection.{key}", language, **values))


def charts(app: AppTest) -> list[str]:
    return [unescape(figure.html) for figure in page_figures(app)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_merged_left_out_and_hidden_is_listed_in_every_language(language: str) -> None:
    app = open_edition(shared(small()), "protection", language)
    assert not app.exception
    words = text_of(app)
    for name in ("B", "C"):
        assert re.sub("[\u2066-\u2069]", "", say("screens.quoted", language, name=name)) in words
    for issue in small().issues:
        if issue.code == "left_out_not_stated":
            assert re.sub("[\u2066-\u2069]", "", issue.message(language)) in words
    hidden = hidden_rows(shared(small()))
    assert {row.group for row in hidden} == {"SIDE:security"}
    n, total = len(hidden), count_rows(shared(small()))
    assert plainly("hidden_count", language, n=n, total=total) in words
    assert say("workbook.reason_side", language) in words


def test_two_groups_that_are_shown_together_are_named_in_the_sentence() -> None:
    two = text_of(open_edition(shared(small()), "protection", "en"))
    assert (
        "“B” and “C” are shown together, because at least one of them would have fewer than 5 people behind its "
        "numbers." in two
    )


def test_three_groups_that_are_shown_together_are_counted_first() -> None:
    sizes = {"a": 12, "b": 4, "c": 3, "d": 2}
    result = shared(analyse(people(sizes, dict.fromkeys(sizes, "civil_society"))))
    three = text_of(open_edition(result, "protection", "en"))
    assert "3 groups are shown together, because some would have fewer than 5 people behind their numbers: “B”" in three


@cache
def later_merger() -> Shared:
    """Three rounds, in the last of which group c is small: b and c are shown together, but not from after on."""
    sizes = {"a": 20, "b": 9, "c": 8, "d": 12}
    groups = [group for group, n in sizes.items() for _ in range(n)]
    rng = np.random.default_rng(7)
    before, after, later = ([[float(x) for x in rng.integers(1, 6, 2)] for _ in groups] for _ in range(3))
    gone = range(groups.index("d") - 5, groups.index("d"))
    followed = [None if who in gone else row for who, row in enumerate(later)]
    return shared(analyse(survey(instrument({"a": 2}, SIDES), groups, before, after, followup_1=followed)))


def test_a_merger_of_later_rounds_is_said_of_the_rounds_in_which_it_is_shown() -> None:
    shown = [pair for pair in later_merger().pairs if later_merger().changes_of(pair)[INDEX, "a"].change is not None]
    with_merger = {pair for pair in shown if (INDEX, "b+c") in later_merger().changes_of(pair)}
    assert with_merger == {("pre", "followup_1"), ("post", "followup_1")}
    assert later_merger().changes_of(("pre", "followup_1"))[INDEX, "b+c"].change is not None
    assert later_merger().changes_of(("post", "followup_1"))[INDEX, "b+c"].change is None
    for page in ("overview", "groups", "method", "protection"):
        words = text_of(open_edition(later_merger(), page, "en"))
        assert "before → follow-up 1: “B” and “C” are shown together, because" in words
        assert words.count("are shown together, because") == 1


def test_a_merger_that_is_hidden_in_all_rounds_is_not_spoken_of() -> None:
    gone = [row if row.group != "b+c" else hidden_twin(row) for row in later_merger().changes]
    result = replace(later_merger(), changes=tuple(gone), seal=_SEAL)
    words = text_of(open_edition(result, "protection", "en"))
    assert "are shown together, because" not in words
    assert plainly("named", "en", groups="A, B, C, D") in words
    both = text_of(open_edition(later_merger(), "protection", "en"))
    assert plainly("named", "en", groups="A, B, C, D, B + C") in both


def test_a_hidden_row_is_listed_without_a_number_and_without_which_reason() -> None:
    rows = hidden_rows(shared_sample())
    assert rows
    assert {row.reason for row in rows} <= {"row", "side", "levels"}
    app = open_edition(shared_sample(), "protection", "en")
    words = text_of(app)
    for hint in ("unanim", "alike", "everybody gave", "same answer", "complement"):
        assert hint not in words.lower()
    assert plainly("hidden_text", "en") in words


def test_nothing_hidden_is_said_as_well() -> None:
    app = open_edition(shared(analyse(people({"a": 12, "b": 30}, {"a": "s", "b": "s"}))), "protection", "en")
    assert plainly("hidden_none", "en") in text_of(app)
    assert plainly("together_none", "en") in text_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_the_audit_has_words(language: str) -> None:
    for step in (RANK, BOUNDS):
        for outcome in ("passed", "more_hidden"):
            assert has(f"protection.audit_{step}_{outcome}", language)
    assert {step.step for step in sample_result().audit} <= {RANK, BOUNDS}


def test_a_draft_has_the_checklist_and_what_publishing_would_show_and_an_edition_has_not() -> None:
    app = turned_to(with_sample(), "protection").run()
    assert not app.exception
    checks = [box.label for box in app.checkbox]
    assert len(checks) == 6
    assert plainly("would", "en") in text_of(app)
    app.checkbox(key="check_asked").check().run()
    assert not app.exception
    edition = open_edition(shared_sample(), "protection", "en")
    assert not edition.checkbox
    assert plainly("does", "en") in text_of(edition)


def test_the_draft_lists_what_is_hidden_however_few_groups_are_named() -> None:
    own = sample_result()
    few = shared(own, "public")
    assert all(row.group == "ALL" or row.group.startswith("SIDE:") for row in hidden_rows(few))
    assert set(hidden_rows(own, few)) >= set(hidden_rows(own))


@pytest.mark.parametrize("page", ["overview", "groups", "questions", "mutual", "method"])
def test_why_it_is_hidden_is_one_click_away_wherever_anything_is(page: str) -> None:
    app = open_edition(shared_sample() if page == "mutual" else shared(small()), page, "en")
    assert not app.exception
    assert plainly("why_more", "en") in text_of(app)


def test_where_nothing_is_hidden_no_click_is_offered() -> None:
    result = shared(analyse(people({"a": 30, "b": 30}, {"a": "s", "b": "s"})))
    for page in ("overview", "groups", "questions"):
        assert plainly("why_more", "en") not in text_of(open_edition(result, page, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_breakdown_stands_under_its_own_words(language: str) -> None:
    result = shared(sample_by("age_band"))
    assert result.breakdown is not None
    app = open_edition(result, "groups", language)
    assert not app.exception
    assert result.breakdown.label[language] in [header.value for header in app.header]
    figure = next(spec for spec in charts(app) if "30" in spec and group_label(result, "age_45_over", language) in spec)
    for category in result.category_rows:
        name = group_label(result, category.name, language).split(" ")[0]
        assert json.dumps(name)[1:-1] in figure or name in figure


def test_a_category_can_be_chosen_for_the_questions() -> None:
    app = open_edition(shared(sample_by("age_band")), "questions", "en", group="age_45_over")
    assert not app.exception
    assert not app.warning
    assert app.selectbox[0].value == "age_45_over"


def test_an_address_that_asks_for_what_is_not_shown_gets_the_same_message_for_all() -> None:
    result = shared(small())
    first = open_edition(result, "questions", "en")
    for group in ("c", "d", "SIDE:security", "nobody", "fiia"):
        asked = open_edition(result, "questions", "en", group=group)
        assert not asked.exception
        assert [warning.value for warning in asked.warning] == [say("protection.not_in_edition", "en")]
        assert charts(asked) == charts(first)
        assert "group" not in asked.query_params


FIXED = {"threshold": "2", "estimand": "all", "group_by": "sex", "named": "all"}
"""What an address can't ask for."""


def changes_nothing(page: str, *wishes: dict[str, str]) -> None:
    result = shared(sample_result(), "public")
    first = open_edition(result, page, "en")
    for wish in wishes:
        asked = open_edition(result, page, "en", **wish)
        assert not asked.exception
        assert charts(asked) == charts(first)
        assert text_of(asked) == text_of(first)
        assert not set(wish) & set(asked.query_params)


@pytest.mark.parametrize("page", SEEN)
def test_an_address_cannot_ask_for_a_lower_threshold_or_anything_else_that_an_edition_fixes(page: str) -> None:
    changes_nothing(page, FIXED)


def test_nor_can_it_ask_for_one_of_these_alone() -> None:
    changes_nothing("groups", {"threshold": "3"}, *({name: value} for name, value in FIXED.items()))


def test_an_address_that_asks_for_a_threshold_is_answered_that_it_is_fixed() -> None:
    app = open_edition(shared_sample(), "overview", "en", threshold="2")
    assert [warning.value for warning in app.warning] == [say("protection.fixed", "en")]


def _everything(app: AppTest) -> str:
    parts = [text_of(app), *charts(app), *(str(option) for box in app.selectbox for option in box.options)]
    return json.dumps(parts, ensure_ascii=False) + json.dumps(parts)


@pytest.mark.parametrize("named", ["sides", "ten"])
@pytest.mark.parametrize("page", SEEN)
def test_a_result_that_names_few_groups_is_shown_on_every_page_without_the_others_names(page: str, named: str) -> None:
    result = shared(sample_by("sex"), "participants", named)
    app = open_edition(result, page, "ar" if page == "groups" else "en")
    assert not app.exception
    kept = {group.name for group in result.groups}
    said = _everything(app)
    for group in sample_result().groups:
        if group.name not in kept:
            for language in LANGUAGES:
                assert group_label(sample_result(), group.name, language) not in said


@pytest.mark.parametrize("page", ["overview", "groups", "questions", "mutual"])
def test_a_page_says_once_why_something_is_hidden(page: str) -> None:
    links = [one.proto.label for one in open_page(page, "en").get("page_link")]
    assert links.count(say("protection.why_link", "en")) == 1
