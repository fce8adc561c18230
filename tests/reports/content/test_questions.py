"""Toplines and questions that stand out: by hand on the sample, and laws on random results."""

from __future__ import annotations

from dataclasses import replace

from metrics import SIDE, Settings, shared
from reports.content.questions import Topline, level_ends, standouts, toplines
from reports.report import Report
from tests.charts.survey_rounds import result_with
from tests.remembered import analyse
from tests.reports.content.random_results import random_results
from tests.sample import sample_survey, shared_sample

CIVIL, SECURITY = f"{SIDE}civil_society", f"{SIDE}security"


def topline(item: str, group: str) -> Topline:
    found = toplines(Report(shared_sample(), "en"))
    return next(one for one in found if (one.item, one.group) == (item, group))


def test_a_question_with_all_its_answers() -> None:
    found = topline("integrity_1", CIVIL)
    assert (found.number, found.question, found.aspect) == (
        2,
        "The security institutions keep promises made to us",
        "Integrity",
    )
    assert found.table.heads == ("", "Before", "After")
    assert [[cell.text for cell in row] for row in found.table.rows] == [
        ["Not at all", "18%", "9%"],
        ["A little", "41%", "14%"],
        ["Somewhat", "36%", "55%"],
        ["Mostly", "5%", "23%"],
        ["Completely", "0%", "0%"],
        ["No answer", "0", "0"],
        ["People", "22", "22"],
        ["Mean (0–100)", "32", "48"],
    ]
    assert found.finding is not None
    assert (found.finding.change_text, found.finding.interval_text) == ("▲ +16", "+9 to +22")
    assert found.notes == ()


def test_a_question_of_which_means_alone_are_shown_says_so() -> None:
    found = topline("competence_1", CIVIL)
    assert [[cell.text for cell in row] for row in found.table.rows] == [
        ["People", "21", "21"],
        ["Mean (0–100)", "55", "55"],
    ]
    assert found.notes == (
        "Means alone are shown: how many gave which answer could reveal single people's answers.",
        "Where no 95 % interval is shown, it could reveal single answers.",
    )


def test_a_question_of_which_nothing_is_shown_says_so_and_has_no_number() -> None:
    found = topline("competence_1", SECURITY)
    assert found.table.rows == ()
    assert found.notes == ("The answers to this question are not shown, to protect the people who answered.",)
    assert found.finding is not None
    assert found.finding.hidden


def test_shares_are_those_of_the_counts_that_are_shown() -> None:
    for result in (shared_sample(), *random_results()):
        for found in toplines(Report(result, "en")):
            rounds = [one.name for one in result.rounds if (found.item, found.group, one.name) in result.item_of]
            shares = [[cell.number for cell in line[1:]] for line in found.table.rows if line[1].kind == "share"]
            for position, name in enumerate(rounds):
                row = result.item_of[found.item, found.group, name]
                column = sorted(value for share in shares if (value := share[position]) is not None)
                counts = [] if row.counts is None else list(row.counts.values())
                if total := sum(counts):
                    assert column == sorted(float(round(round(100 * n / total, 9))) for n in counts)
                elif row.trusting is None:
                    assert column == []


def test_questions_stand_out_by_rule() -> None:
    civil, security = standouts(Report(shared_sample(), "en"))
    assert [(one.what, one.change_text, one.interval_text) for one in civil.changed] == [
        ("The security institutions take our needs into account", "▲ +20", "+14 to +26"),
        ("I can speak frankly with the security institutions", "▲ +20", "+13 to +28"),
        ("The security institutions listen to our concerns", "▲ +20", "+12 to +27"),
    ]
    assert [one.after for one in civil.highest] == [72.0, 65.0, 64.0]
    assert [one.after for one in civil.lowest] == [29.0, 35.0, 42.0]
    assert security.changed == ()


def test_no_question_is_both_highest_and_lowest_and_none_is_hidden() -> None:
    for result in random_results():
        for found in standouts(Report(result, "en")):
            highest, lowest = ({one.measure for one in some} for some in (found.highest, found.lowest))
            assert not highest & lowest
            assert len(highest) == len(lowest)
            assert all(one.after is not None for one in (*found.highest, *found.lowest))
            assert all(one.verdict in ("increased", "decreased") for one in found.changed)


def test_questions_of_one_round_stand_highest_and_lowest_by_what_is_shown_of_their_levels() -> None:
    result = shared(result_with("one"))
    means = {
        group: {row.measure: row.mean for row in result.scores if (row.level, row.group) == ("item", group)}
        for group in (CIVIL, SECURITY)
    }
    found = level_ends(Report(result, "en"), 2)
    assert [one.who for one in found] == ["Civil society", "Security institutions"]
    for group, one in zip(means, found, strict=True):
        known = sorted(mean for mean in means[group].values() if mean is not None)
        assert [level.number for level in one.highest] == [round(mean) for mean in known[::-1][:2]]
        assert [level.number for level in one.lowest] == [round(mean) for mean in known[:2]]
        assert {level.text for level in one.highest} == {f"{level.number:.0f}" for level in one.highest}
    assert level_ends(Report(shared_sample(), "en")) == ()


def test_of_one_round_a_side_that_is_not_shown_has_no_question_named() -> None:
    hidden = shared(analyse(replace(sample_survey(), rounds=sample_survey().rounds[:1]), Settings(threshold=20)))
    assert [one.who for one in level_ends(Report(hidden, "en"))] == ["Civil society"]
