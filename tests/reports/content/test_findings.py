"""What a report says of the findings of the sample, by hand."""

from __future__ import annotations

import pytest

from metrics import INDEX, SIDE
from reports.content.findings import aspects, groups, headline, later_rounds, together
from reports.report import Report
from tests.charts.survey_rounds import result_with
from tests.sample import shared_sample

CIVIL, SECURITY = f"{SIDE}civil_society", f"{SIDE}security"


@pytest.fixture
def report() -> Report:
    return Report(shared_sample(), "en")


def test_the_headline_is_the_finding_of_each_side(report: Report) -> None:
    first, second = headline(report)
    assert first.sentence == "Civil society's trust in the security institutions rose by 8 points, from 44 to 52."
    assert (first.who, first.short, first.change_text, first.interval_text) == (
        "Civil society",
        "trust rose",
        "▲ +8",
        "+5 to +12",
    )
    assert (first.before, first.after, first.change, first.counts, first.way) == (44.0, 52.0, 8.0, (22,), 1)
    assert (second.before_text, second.after_text, second.change_text, second.way) == ("", "", "+2", 0)
    assert second.withheld == ("levels",)
    assert second.note == "no fall of 5 or more"


def test_groups_stand_together_by_what_was_found(report: Report) -> None:
    found = {column.heading: [one.who for one in column.findings] for column in together(report, groups(report))}
    assert found == {
        "Rose": ["Human-rights organisations", "Women's organisations"],
        "Points to a rise": ["Ministry of Interior"],
        "Fell": [],
        "Unclear": [
            "Minority organisations",
            "Federal Intelligence and Investigations Agency + Other security institutions",
        ],
    }


def test_a_finding_that_may_be_chance_says_of_how_many_it_is_one(report: Report) -> None:
    notes = {one.who: one.note for one in groups(report)}
    assert notes["Ministry of Interior"] == "one of 5 groups: may be chance"
    pointing = next(one for one in aspects(report, SECURITY) if one.verdict == "maybe_increased")
    assert pointing.note == "this is one of 7 aspects looked at, and one such result may be chance"


def test_aspects_stand_in_the_instruments_order(report: Report) -> None:
    found = [(one.what, one.change) for one in aspects(report, CIVIL)]
    assert found == [
        ("Competence", -1.0),
        ("Integrity", 9.0),
        ("Compassion", 19.0),
        ("Compatibility", 5.0),
        ("Security", 19.0),
        ("Predictability", -12.0),
        ("Collaboration", 17.0),
    ]


def test_other_units_are_those_of_the_questionnaire() -> None:
    first, second = headline(Report(shared_sample(), "en", units="original"))
    assert (first.before_text, first.after_text, first.change_text) == ("2.76", "3.08", "▲ +0.32")
    assert first.change == 8.0
    assert first.beside == "On the questionnaire's own scale: 2.76 → 3.08 of 5."
    assert second.change_text == "+0.08"


def test_every_other_pair_of_rounds_has_its_headline() -> None:
    later = later_rounds(Report(result_with("three"), "en"))
    assert [one.name for one in later] == ["before → follow-up 1", "after → follow-up 1"]
    assert [[found.measure for found in one.findings] for one in later] == [[INDEX, INDEX]] * 2
    assert later_rounds(Report(shared_sample(), "en")) == ()


def test_nothing_is_said_of_a_rise_or_a_fall_where_there_is_one_round() -> None:
    report = Report(result_with("one"), "en")
    assert headline(report) == ()
    assert together(report, groups(report)) == ()
