"""A survey without groups: everybody is one group, and has the rows that everybody has where all are of one group."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from metrics import ALL, INDEX, Protected, Settings, analyse, group_label, shared, to_document
from metrics.model.population import populations
from metrics.protection.mask.merging import make_pattern
from metrics.result import TABLES
from metrics.result.document import shared_from_document
from metrics.result.paragraph import paragraph
from surveys.model.instrument import NOT_STATED
from tests.metrics.one_group import made, without_groups
from tests.metrics.survey_maker import lacking
from words import LANGUAGES, say

ESTIMANDS = ("auto", "matched", "all", "independent")


def rows_of_all(result: Protected) -> dict[str, list[Any]]:
    """All rows of everybody, and of those that are of no group at all, by table; but where groups are compared."""
    found = {}
    for table in (name for name in TABLES if name != "between_groups"):
        rows = getattr(result, table)
        found[table] = [row for row in rows if getattr(row, "group", getattr(row, "rater", ALL)) == ALL]
    return found


@pytest.mark.parametrize("estimand", ESTIMANDS)
@pytest.mark.parametrize("shape", [{}, {"attends": 0.8}, {"rounds": 3, "attends": 0.9}, {"rounds": 1}])
def test_everybody_has_the_rows_that_they_have_where_all_are_of_one_group(estimand: str, shape: dict[str, Any]) -> None:
    if shape.get("rounds") == 1 and estimand in ("matched", "all"):
        return
    one = made(60, **shape)
    with_group, without = (analyse(some, Settings(estimand=estimand)) for some in (one, without_groups(one)))
    assert rows_of_all(without) == rows_of_all(with_group)
    assert (without.matched, without.estimand) == (with_group.matched, with_group.estimand)
    assert without.between_groups == ()
    assert [facts.respondents for facts in without.rounds] == [facts.respondents for facts in with_group.rounds]


def test_weighted_and_asked_in_one_round_alone_are_the_same_too() -> None:
    rng = np.random.default_rng(5)
    one = lacking(made(60), post=["e_1"])
    weight = rng.choice([1.0, 1.5, 2.0], 60)
    one = replace(one, rounds=tuple(replace(round_, weight=weight) for round_ in one.rounds))
    with_group, without = (analyse(some, Settings(weights=True)) for some in (one, without_groups(one)))
    assert rows_of_all(without) == rows_of_all(with_group)


def test_a_breakdown_stands_beside_everybody_as_beside_one_group() -> None:
    one = made(60)
    settings = Settings(group_by="sex")
    with_group, without = (analyse(some, settings) for some in (one, without_groups(one)))
    names = {group.name for group in without.groups}
    assert names == {"woman", "man"}
    for name in names:
        own = [[row for row in result.scores if row.group == name] for result in (without, with_group)]
        assert own[0] == own[1] != []


def test_nobody_is_left_out_and_no_row_is_not_stated() -> None:
    result = analyse(without_groups(made(60)))
    document = to_document(result)
    assert document["survey"]["groups"] == [] == document["survey"]["sides"]
    assert {row.group for row in result.changes} | {row.group for row in result.scores} == {ALL}
    assert result.headline_groups == (ALL,)
    assert result.change_of[INDEX, ALL].family == "primary"
    assert NOT_STATED not in str(document)
    assert [issue.code for issue in result.issues if issue.severity == "warning"] == []
    assert result.one_group is not None
    assert [issue.code for issue in result.issues] == ["compared_matched", "one_group"]


def test_the_result_handed_on_and_read_again_still_says_that_there_are_no_groups() -> None:
    result = shared(analyse(without_groups(made(60))))
    again = shared_from_document(to_document(result))
    assert again == result
    assert again.one_group == result.one_group
    assert result.named == "all"


def test_the_public_is_told_of_no_groups_that_are_not_named() -> None:
    one = without_groups(made(60))
    assert shared(analyse(one), "public").named == "all"
    by_sex = shared(analyse(one, Settings(group_by="sex")), "public")
    assert by_sex.named == "sides"
    assert by_sex.groups == ()


def test_a_questionnaire_that_asks_for_groups_says_that_they_are_not_known() -> None:
    one = without_groups(made(60))
    asks = replace(one.instrument.questions[0], name="who", role="group", choices=None)
    form = replace(one.instrument, questions=(asks, *one.instrument.questions))
    result = analyse(replace(one, instrument=form))
    assert result.one_group is not None
    assert (result.one_group.code, result.one_group.severity) == ("one_group_unknown", "warning")


def test_fewer_people_than_the_threshold_hide_everything() -> None:
    result = analyse(without_groups(made(4)))
    assert all(row.verdict == "protected" for row in result.changes)
    assert result.matched is None
    assert {issue.code for issue in result.issues} == {"one_group", "everything_hidden"}


def test_too_few_in_one_round_hide_everything() -> None:
    one = without_groups(made(12))
    there = np.arange(12) < 3
    second = replace(one.rounds[1], present=there, was_asked=one.rounds[1].was_asked & there[:, None])
    second = replace(second, scores=np.where(there[:, None], second.scores, np.nan))
    result = analyse(replace(one, rounds=(one.rounds[0], second)))
    assert all(row.verdict == "protected" for row in result.changes)


def test_the_pattern_is_everybody() -> None:
    people = populations(without_groups(made(9)), Settings())[0].presence
    pattern = make_pattern(people, 5)
    assert [(cell.name, int(cell.members.sum())) for cell in pattern.cells] == [(ALL, 9)]
    assert pattern.groups_of(None) == ()


def test_the_order_of_people_changes_nothing() -> None:
    one = without_groups(made(40, attends=0.8))
    order = np.random.default_rng(3).permutation(40)
    rounds = tuple(
        replace(r, present=r.present[order], scores=r.scores[order], was_asked=r.was_asked[order]) for r in one.rounds
    )
    breakdowns = tuple(replace(b, category=b.category[order]) for b in one.breakdowns)
    turned = replace(one, rounds=rounds, breakdowns=breakdowns)
    for settings in (Settings(), Settings(group_by="sex")):
        found, expected = analyse(turned, settings).changes, analyse(one, settings).changes
        assert [(row.measure, row.group, row.verdict) for row in found] == [
            (row.measure, row.group, row.verdict) for row in expected
        ]
        for name in ("change", "ci_low", "p_adjusted"):
            assert [getattr(row, name) for row in found] == pytest.approx([getattr(row, name) for row in expected])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paragraph_speaks_of_everybody_and_of_no_group(language: str) -> None:
    result = shared(analyse(without_groups(made(60)), Settings(lang=language)))
    text = paragraph(result, language)
    assert say("findings.not_stated", language) not in text
    assert say("findings.paragraph_together", language) not in text
    assert group_label(result, ALL, language)


def test_invited_are_all_who_were_invited() -> None:
    result = analyse(without_groups(made(60)), Settings(invited={ALL: 80}))
    assert result.change_of[INDEX, ALL].invited == 80
