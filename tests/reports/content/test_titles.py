"""Short titles: by hand on the sample, and by their laws on random results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from charts import Look, View, all_figures, draw
from charts.drawing.titles import LONGEST
from charts.primitives.look import MARKS
from charts.primitives.writing import shown_length
from metrics import Shared, group_label, measure_label, shared
from reports.content.figures import figures_of
from reports.content.titles import fixed_title, headline_title, short_title
from reports.report import Report
from surveys import Group
from tests.charts.survey_rounds import KINDS, result_with
from tests.charts.translations import ranked
from tests.metrics.survey_maker import instrument, survey
from tests.remembered import analyse
from tests.reports.content.random_results import random_results
from tests.sample import sample_survey, shared_sample
from words import LANGUAGES, number


def results() -> Iterator[Shared]:
    yield shared_sample()
    yield from (shared(result_with(kind)) for kind in KINDS)
    yield from random_results()


def test_the_headline_says_the_same_of_each_side_in_every_language() -> None:
    said = {language: headline_title(Report(shared_sample(), language)) for language in LANGUAGES}
    assert said == {
        "en": "Civil society's trust in the security institutions rose. "
        "The security institutions' trust in civil society: unclear whether it rose, no large fall",
        "ar": "ثقة منظمات المجتمع المدني بالمؤسسات الأمنية ارتفعت؛ "
        "ثقة المؤسسات الأمنية بمنظمات المجتمع المدني: الارتفاع غير محسوم، ويُستبعد انخفاض كبير",
        "ku": "ڕێکخراوەکانی کۆمەڵگەی مەدەنی: متمانە بەرز بووەتەوە؛ "
        "دامەزراوە ئەمنییەکان: دیار نییە بەرز بووەتەوە، کەمبوونەوەی گەورە نییە",
    }


@pytest.mark.parametrize(("step", "said"), [(-1, "a small fall"), (1, "a small rise")])
def test_a_small_change_has_its_direction(step: int, said: str) -> None:
    """One in ten of a hundred people moves a step of 25 points: 2.5 points on average, in less than 5."""
    form = instrument({"competence": 2}, {"one": None})
    before = [[2.0 + n % 3, 2.0 + n % 2] for n in range(100)]
    after = [[answer + step * (n % 10 == 0) for answer in person] for n, person in enumerate(before)]
    result = shared(analyse(survey(form, ["one"] * 100, before, after)))
    assert headline_title(Report(result, "en")) == f"All answers together: {said}"


def test_groups_are_counted() -> None:
    assert short_title(Report(shared_sample(), "en"), "groups") == (
        "Trust rose in 2 of 5 groups and may have risen in 1; none fell, 2 unclear"
    )


def test_a_title_counts_every_finding_and_what_points_there() -> None:
    report = Report(shared_sample(), "en")
    said = {one.view.group: one.title for one in figures_of(report) if one.figure == "dimensions"}
    assert list(said.values()) == [
        "Civil society — rise in Integrity, Compassion, Security and Collaboration; fall in Predictability; "
        "1 without a change that matters, 1 unclear",
        "Security institutions — points to a rise in Security; 1 without a change that matters, "
        "4 without a large change, 1 unclear",
    ]


def test_where_there_is_no_room_for_all_what_rose_or_points_there_is_still_counted() -> None:
    form = replace(sample_survey().instrument, index_label={"en": "A long name of an index " * 4})
    report = Report(shared(analyse(replace(sample_survey(), instrument=form))), "en")
    title = short_title(report, "groups")
    assert title.endswith(" by group: 2 rose, 1 may have risen, 2 unclear")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_aspects_by_group_names_aspects_that_rose_where_it_has_room(language: str) -> None:
    title = short_title(Report(shared_sample(), language), "cells")
    assert measure_label(shared_sample(), "security", language) in title
    assert number(2, language) in title


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_of_findings_is_of_signs_alone(language: str) -> None:
    said = [one.title for result in results() for one in figures_of(Report(result, language))]
    assert not [title for title in said for sign in MARKS.values() if f" {sign} " in title and sign not in "–"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_counts_what_the_sample_has_as_figures_do(language: str) -> None:
    """The title of the picture itself, where it has room."""
    report = Report(shared_sample(), language)
    for figure in (one for one in figures_of(report) if one.figure in ("groups", "dimensions")):
        title = draw(figure.figure, report.result, figure.view).title
        assert title == figure.title or shown_length(title) > LONGEST


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_the_sides_is_called_the_same_on_its_page_as_in_a_report(language: str) -> None:
    for result in results():
        if any(one.figure == "sides" for one in figures_of(Report(result, language))):
            drawn = draw("sides", result, View(look=Look(language))).title
            assert short_title(Report(result, language), "sides") == drawn
