"""Every page of an edition without groups: everybody is one group, which is said, and nobody is 'not stated'."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from metrics import Settings, Shared, shared
from surveys import Survey, Upload
from tests.metrics.one_group import made, without_groups
from tests.pages.opening import PAGES, give, open_edition, open_page, text_of, turned_to
from tests.pages.page_figures import page_figures
from tests.remembered import analyse
from tests.surveys.questionnaire import HEADER, ITEMS, people
from tests.surveys.workbooks import CHOICES, answers, form
from words import LANGUAGES, say


@cache
def edition(group_by: str | None = None, audience: str = "participants", *, rounds: int = 2) -> Shared:
    return shared(analyse(without_groups(made(60, rounds=rounds)), Settings(group_by=group_by)), audience)


@cache
def rating() -> Shared:
    """An edition in which everybody rates the police."""
    one: Survey = without_groups(made(60))
    items = tuple(
        replace(item, target="police", questions=tuple(replace(q, target="police") for q in item.questions))
        for item in one.instrument.items
    )
    return shared(analyse(replace(one, instrument=replace(one.instrument, items=items))))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_and_nobody_is_not_stated(page: str, language: str) -> None:
    app = open_edition(edition(), page, language)
    assert not app.exception
    words = text_of(app)
    assert say("findings.not_stated", language) not in words
    assert say("screens.by_group", language) not in words


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "made_result",
    [
        lambda: edition("sex"),
        lambda: edition("sex", "public"),
        lambda: edition(rounds=1),
        lambda: edition(rounds=3),
        rating,
    ],
    ids=["by sex", "public", "one round", "three rounds", "rating"],
)
def test_every_page_opens_of_every_kind_of_edition(page: str, made_result: object) -> None:
    app = open_edition(made_result(), page, "en")  # type: ignore[operator]
    assert not app.exception
    assert say("findings.not_stated", "en") not in text_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_groups_says_that_there_are_none_and_where_to_look(language: str) -> None:
    app = open_edition(edition(), "groups", language)
    assert len(app.info) == 1
    assert say("issues.one_group", language) in text_of(app)
    assert say("screens.page_overview", language) in app.info[0].value
    assert not page_figures(app)
    assert say("screens.one_group", language) not in [one.value for one in app.header]


def test_groups_shows_a_breakdown_and_one_category_by_itself() -> None:
    everybody = open_edition(edition("sex"), "groups", "en")
    assert [one.value for one in everybody.header] == ["Sex", say("screens.one_group", "en")]
    assert [figure.name for figure in page_figures(everybody)] == ["categories"]
    women = open_edition(edition("sex"), "groups", "en", group="woman")
    assert [one.value for one in women.header] == ["Women"]
    assert [figure.name for figure in page_figures(women)] == ["group_dimensions", "group_answers"]


@pytest.mark.parametrize("page", ["overview", "method", "protection"])
def test_everybody_is_one_group_is_said_where_groups_would_be(page: str) -> None:
    words = text_of(open_edition(edition(), page, "en"))
    assert say("issues.one_group", "en") in words
    assert say("protection.together_none", "en") not in words
    assert say("protection.no_groups", "en") not in words


def test_mutual_shows_how_everybody_rates_and_no_two_directions() -> None:
    app = open_edition(rating(), "mutual", "en")
    assert len(page_figures(app)) == 1
    words = text_of(app)
    assert say("issues.one_group", "en") in words
    assert say("screens.mutual_gaps", "en") not in words
    assert "By group" not in words


def test_mutual_without_ratings_says_why() -> None:
    (info,) = open_edition(edition(), "mutual", "en").info
    assert info.value == say("screens.mutual_none_one_group", "en")


def no_groups() -> Upload:
    head = ["type", "name", "label::English (en)", "trust_role", "trust_dimension"]
    rows = [["text", "code", "Your code", "respondent_id", ""]]
    rows += [["select_one agree", name, f"Question {name}", "", f"d{index // 5}"] for index, name in enumerate(ITEMS)]
    return form(survey=[head, *rows], choices=CHOICES)


def test_an_officer_gets_from_the_files_to_a_draft_that_says_so() -> None:
    header = [name for name in HEADER if name != "stakeholder"]
    rounds = [
        answers([[row[0], *row[2:]] for row in people(30, seed=seed)], name, header)
        for seed, name in enumerate(("pre.xlsx", "post.xlsx"))
    ]
    app = give(open_page("surveys"), *rounds, form=no_groups())
    assert not app.error
    assert say("issues.one_group", "en") in text_of(app)
    groups = turned_to(app, "groups").run()
    assert not groups.exception
    assert say("issues.one_group", "en") in groups.info[0].value.replace("\\", "")
