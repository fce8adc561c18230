"""Short titles: by hand on the sample, and by their laws on random results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from charts import View, all_figures
from charts.primitives.writing import shown_length
from metrics import Shared, analyse, group_label, shared
from reports.content.figures import figures_of
from reports.content.titles import LONGEST, fixed_title, headline_title, short_title
from reports.report import Report
from surveys import Group
from tests.charts.survey_rounds import KINDS, result_with
from tests.charts.translations import ranked
from tests.reports.content.random_results import random_results
from tests.sample import sample_survey, shared_sample
from words import LANGUAGES


def results() -> Iterator[Shared]:
    yield shared_sample()
    yield from (shared(result_with(kind)) for kind in KINDS)
    yield from random_results()


def test_the_headline_says_what_was_found_of_each_side() -> None:
    said = {language: headline_title(Report(shared_sample(), language)) for language in LANGUAGES}
    assert said["en"] == "Civil society: trust rose; Security institutions: no large fall"
    assert said["ar"] == "منظمات المجتمع المدني: ارتفعت؛ المؤسسات الأمنية: غير محسومة"


def test_groups_are_counted() -> None:
    assert short_title(Report(shared_sample(), "en"), "groups") == (
        "Trust by group: 2 rose, 1 pointing to a rise, none fell, 2 open"
    )


def test_a_title_that_has_no_room_for_all_counts_says_how_many_rose_and_fell() -> None:
    report = Report(shared_sample(), "en")
    said = {one.view.group: one.title for one in figures_of(report) if one.figure == "dimensions"}
    assert list(said.values()) == [
        "Civil society — Aspects of trust (7): 4 rose, 1 fell",
        "Security institutions — Aspects of trust (7): no clear rise or fall",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_is_longer_than_its_room(language: str) -> None:
    long = [
        figure.title
        for result in results()
        for figure in figures_of(Report(result, language))
        if shown_length(figure.title) > LONGEST
    ]
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_a_title_that_always_fits(language: str) -> None:
    form = replace(sample_survey().instrument, index_label={language: "An index with a very long name " * 7})
    named = shared(analyse(replace(sample_survey(), instrument=form)))
    for result in (shared_sample(), named):
        report = Report(result, language)
        assert all(shown_length(fixed_title(report, name)) <= LONGEST for name in (*all_figures(), "questions"))
    assert "trust" not in headline_title(Report(named, "en")).lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_ranks_groups_or_names_one(language: str) -> None:
    for result in results():
        names = [group_label(result, group.name, language) for group in result.group_rows]
        for figure in figures_of(Report(result, language)):
            assert ranked(figure.title, language) == []
            assert not [name for name in names if name in figure.title]


def test_names_that_have_no_room_are_left_out() -> None:
    survey = sample_survey()
    label = {"en": "🕊 <b>x</b> *y* " * 12}
    form = survey.instrument
    groups = tuple(Group(group.name, label, side=group.side) for group in form.groups)
    result = shared(analyse(replace(survey, instrument=replace(form, groups=groups), groups=groups)))
    report = Report(result, "en")
    assert all(shown_length(one.title) <= LONGEST for one in figures_of(report))
    assert short_title(report, "dimensions", View(group="women")) == "Aspects of trust"
