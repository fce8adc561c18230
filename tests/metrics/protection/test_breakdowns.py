"""Breakdowns (rule 37): which categories are shown, by hand; the stakeholder table comes first and binds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from metrics import Protected, Settings, analyse
from surveys import Group, Survey, SurveyError
from surveys.model.survey import Breakdown
from tests.metrics.survey_maker import instrument, survey

MEN_AND_WOMEN = ("man", "woman", "other")


def people(groups: Mapping[str, int], sides: Mapping[str, str | None]) -> Survey:
    """A survey of groups in which everybody answers two items before and after."""
    draw = np.random.default_rng(7)
    names: list[str | None] = [group for group, n in groups.items() for _ in range(n)]
    before, after = ([[float(x) for x in draw.integers(1, 6, 2)] for _ in names] for _ in range(2))
    return survey(instrument({"d": 2}, sides), names, before, after)


def by(name: str, stated: Sequence[int], *, typed: bool = False) -> Breakdown:
    """A breakdown by the category of each person; -1: none stated."""
    made = tuple(Group(f"{name}_{category}", {"en": category.title()}) for category in MEN_AND_WOMEN)
    return Breakdown(name, {"en": name.title()}, made, np.array(stated, dtype=np.intp), typed)


def shown(result: Protected) -> dict[str, int | None]:
    """The index's n of each category that has a row, before; None where it is hidden."""
    names = {group.name for group in result.category_rows}
    rows = [row for row in result.scores if row.measure == "trust_index" and row.round == "pre" and row.group in names]
    return {row.group: row.n for row in rows}


def people_shown(groups: Mapping[str, int], stated: Sequence[int], *, typed: bool = False) -> dict[str, int | None]:
    """The number of people shown in each category of one breakdown of a survey whose groups are of one side."""
    made = people(groups, dict.fromkeys(groups, "s"))
    made = replace(made, breakdowns=(by("sex", stated, typed=typed),))
    return shown(analyse(made, Settings(group_by="sex")))


def test_categories_of_enough_people_are_shown() -> None:
    assert people_shown({"a": 20}, [0] * 12 + [1] * 8) == {"sex_man": 12, "sex_woman": 8}


def test_small_categories_merge_with_one_another_and_with_the_smallest_of_the_others() -> None:
    assert people_shown({"a": 24}, [0] * 12 + [1] * 9 + [2] * 3) == {"sex_man": 12, "sex_woman+sex_other": 12}
    assert people_shown({"a": 24}, [0] * 17 + [1] * 4 + [2] * 3) == {"sex_man": 17, "sex_woman+sex_other": 7}


def test_those_who_state_none_are_a_category_like_any_other() -> None:
    assert people_shown({"a": 24}, [0] * 10 + [1] * 8 + [-1] * 6) == {
        "sex_man": 10,
        "sex_woman": 8,
        "sex:not_stated": 6,
    }
    assert people_shown({"a": 20}, [0] * 10 + [1] * 8 + [-1] * 2) == {"sex_man": 10, "sex_woman+sex:not_stated": 10}


def test_there_is_no_table_of_one_category_and_it_is_said() -> None:
    made = replace(people({"a": 15}, {"a": "s"}), breakdowns=(by("sex", [0] * 12 + [1] * 3),))
    result = analyse(made, Settings(group_by="sex"))
    assert shown(result) == {}
    assert "breakdown_merged" in {issue.code for issue in result.issues}


def test_a_category_that_lies_in_a_shown_group_and_leaves_two_people_is_hidden_with_one_more() -> None:
    """All 10 men are of the 12 of group a: the 2 women of a would follow. Hidden are the men and one more."""
    stated = [0] * 10 + [1] * 2 + [1] * 5 + [2] * 7
    assert people_shown({"a": 12, "b": 12}, stated) == {"sex_man": None, "sex_woman": None, "sex_other": 7}


def test_a_category_that_is_a_shown_group_reveals_nothing_new_and_is_shown() -> None:
    assert people_shown({"a": 12, "b": 12}, [0] * 12 + [1] * 12) == {"sex_man": 12, "sex_woman": 12}


def test_the_stakeholder_table_is_the_same_by_whatever_breakdown() -> None:
    """Two breakdowns that cut across the groups by a few people; each is settled behind what stands before it."""
    draw = np.random.default_rng(5)
    made = people({"a": 12, "b": 9, "c": 7}, {"a": "s", "b": "s", "c": "s"})
    first, second = (draw.integers(0, 3, 28) for _ in range(2))
    both = replace(made, breakdowns=(by("sex", first.tolist()), by("age", second.tolist())))
    names = {group.name for group in made.groups} | {"ALL", "SIDE:s"}
    tables = []
    for asked in (None, "sex", "age"):
        result = analyse(both, Settings(group_by=asked))
        tables.append([row for row in result.scores if row.group in names])
    assert tables[0] == tables[1] == tables[2]


def test_a_second_breakdown_is_settled_beside_the_first_whichever_is_asked_for() -> None:
    """The men and those under 30 are the same but for two people: only the first in the form's order is shown."""
    made = people({"a": 24}, {"a": "s"})
    sex = by("sex", [0] * 12 + [1] * 12)
    age = by("age", [0] * 10 + [1] * 14)
    alone = analyse(replace(made, breakdowns=(age,)), Settings(group_by="age"))
    assert shown(alone) == {"age_man": 10, "age_woman": 14}
    for order, other in (((sex, age), "age"), ((age, sex), "sex")):
        beside = analyse(replace(made, breakdowns=order), Settings(group_by=other))
        assert set(shown(beside).values()) == {None}
        first = analyse(replace(made, breakdowns=order), Settings(group_by=order[0].name))
        assert None not in shown(first).values()


def test_what_people_typed_themselves_is_named_only_where_it_is_shown() -> None:
    made = people({"a": 12, "b": 12}, {"a": "s", "b": "s"})
    stated = [0] * 10 + [1] * 2 + [1] * 5 + [2] * 7
    result = analyse(
        replace(made, breakdowns=(by("office", stated, typed=True),)),
        Settings(group_by="office"),
    )
    assert None not in shown(result).values()
    assert {group.name for group in result.groups if group.by} == set(shown(result))
    assert "office_man" not in {row.group for row in result.changes} | {row.group for row in result.suppressed}


def test_a_breakdown_that_the_survey_does_not_have_is_refused() -> None:
    with pytest.raises(SurveyError):
        analyse(people({"a": 12}, {"a": "s"}), Settings(group_by="sex"))


def test_everybody_hidden_hides_every_breakdown() -> None:
    assert people_shown({"a": 4}, [0] * 2 + [1] * 2) == {}
