"""Which figures a report has, in which order, and what the officer's choice changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts import View
from metrics import shared
from reports.content.figures import figures_for, figures_of
from reports.report import Event, Part, Report
from tests.charts.survey_rounds import result_with
from tests.remembered import analyse
from tests.sample import sample_survey, shared_sample


def names(report: Report, use: str | None = None) -> list[str]:
    found = figures_of(report) if use is None else figures_for(report, use)
    return [one.figure for one in found]


def test_figures_come_in_the_order_in_which_a_report_tells_them() -> None:
    report = Report(shared_sample(), "en", event=Event("Platform"))
    assert names(report) == [
        "sides", "groups", "dimensions", "dimensions", "cells", "answers", "answers", "ratings", "ratings", "gaps",
        "reliability",
    ]  # fmt: skip
    assert names(report, "annex") == names(report)
    assert names(report, "brief") == ["sides"]
    assert names(report, "deck") == [
        "sides", "groups", "dimensions", "dimensions", "cells", "ratings", "ratings", "gaps",
    ]  # fmt: skip


def test_a_figure_comes_with_its_words() -> None:
    first = figures_of(Report(shared_sample(), "ar", event=Event("Platform"), units="original"))[0]
    assert (first.view.language, first.view.edition, first.view.units) == ("ar", "\u2068Platform\u2069", "original")
    assert first.caption == first.title
    assert first.note == ""
    assert "منظمات المجتمع المدني" in first.alternative
    assert first.shows == first.picture.caption


def test_rounds_are_compared_where_there_are_several_pairs() -> None:
    assert names(Report(result_with("three")))[:2] == ["sides", "pairs"]
    assert names(Report(result_with("then_only")), "brief") == ["pairs"]
    assert names(Report(result_with("one")), "brief") == ["gaps"]


def test_public_figures_name_no_group() -> None:
    report = Report(shared(analyse(sample_survey()), audience="public"), "en")
    assert names(report) == [
        "sides",
        "dimensions",
        "dimensions",
        "answers",
        "answers",
        "ratings",
        "gaps",
        "reliability",
    ]


def test_what_the_officer_chose_is_kept_with_caption_and_note() -> None:
    parts = (
        Part("figure", "answers", View(group="women", order="change"), caption=" Women ", note="Read with care."),
        Part("table", "sides"),
        Part("figure", "sides"),
    )
    report = Report(shared_sample(), "en", parts=parts)
    chosen, sides = figures_of(report)
    assert (chosen.figure, chosen.view.group, chosen.view.order) == ("answers", "women", "change")
    assert (chosen.caption, chosen.note) == ("Women", "Read with care.")
    assert chosen.title.startswith("Women's organisations — Trust rose in 5 of 15 questions")
    assert sides.part is parts[2]
    assert names(report, "deck") == names(report, "annex") == ["answers", "sides"]
    assert names(report, "brief") == ["sides"]


def test_a_figure_that_the_result_does_not_have_is_refused() -> None:
    for name in ("categories", "nothing"):
        with pytest.raises(ValueError, match=name):
            figures_of(Report(shared_sample(), parts=(Part("figure", name),)))
    with pytest.raises(ValueError, match="use must be one of"):
        figures_for(Report(shared_sample()), "wall")


def test_a_figure_has_the_officers_note_unless_the_officer_chose_it_with_another() -> None:
    report = Report(
        shared_sample(), "en", figure_notes={"groups": {"en": "Few\u202e came.", "ar": " "}, "dimensions": "Two."}
    )
    by_rule = [(one.figure, one.note) for one in figures_of(report)]
    assert by_rule[:4] == [("sides", ""), ("groups", "Few came."), ("dimensions", "Two."), ("dimensions", "")]
    chosen = replace(report, parts=(Part("figure", "groups", note="Own"), Part("figure", "groups")))
    assert [one.note for one in figures_of(chosen)] == ["Own", ""]
