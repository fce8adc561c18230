"""The attacker bites: of handmade files that leak it finds each kind of leak, and nothing in those that are safe."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from surveys.model.survey import Flags
from tests.attacker import breach, handmade
from tests.attacker.attack import Run, attack
from tests.attacker.coverage import coverage
from tests.attacker.published import Reader
from tests.attacker.scenarios import SCENARIOS
from tests.attacker.truth import Truth, load_truth


@cache
def truth_of(name: str) -> Truth:
    made = SCENARIOS[name]()
    return load_truth(made.rounds, made.form, made.threshold, made.breakdowns)


def cells(truth: Truth) -> dict[str, Flags]:
    """Everybody, the sides, and each group by itself."""
    sides = dict.fromkeys(group.side for group in truth.survey.groups)
    found = {"ALL": np.ones(truth.people, dtype=bool)} | {f"SIDE:{side}": truth.side(str(side)) for side in sides}
    return found | {group.name: truth.group(group.name) for group in truth.survey.groups}


def document(name: str, shows: handmade.Shows = lambda *_: True) -> tuple[Truth, dict[str, Any]]:
    truth = truth_of(name)
    return truth, handmade.document(truth, cells(truth), shows)


def kinds(truth: Truth, *runs: Run) -> set[str]:
    return {found.kind for found in attack(truth, runs)}


SAFE = "a_group_exactly_at_the_threshold"


def test_nothing_is_found_where_every_row_is_of_enough_people() -> None:
    truth, made = document(SAFE)
    assert attack(truth, [handmade.run(made)]) == []


def test_a_rounded_workbook_without_small_distributions_is_safe_too() -> None:
    truth, made = document("skips_in_a_group_with_distributions", lambda m, _: m.startswith("able"))
    whole = handmade.workbook(made, smallest=1000)
    assert attack(truth, [handmade.run(made, is_shared=True, results_xlsx=whole)]) == []


def test_a_row_of_too_few_people() -> None:
    truth, made = document("one_small_group_beside_one_big_one")
    assert breach.SMALL in kinds(truth, handmade.run(made))


def test_a_number_of_people_that_is_not_so() -> None:
    truth, made = document(SAFE)
    made["scores"][0]["n"] -= 1
    assert kinds(truth, handmade.run(made)) == {breach.WRONG_N}


def test_respondents_that_count_who_is_left_out() -> None:
    truth, made = document("two_state_no_group", lambda *_: False)
    made["survey"]["rounds"][0]["respondents"] = truth.people
    assert kinds(truth, handmade.run(made)) == {breach.WRONG_N}


@pytest.mark.parametrize("key", ["change", "p", "statistic", "effect_value", "n_matched"])
def test_a_hidden_row_that_holds_a_number(key: str) -> None:
    truth, made = document(SAFE, lambda measure, group: (measure, group) != ("able_1", "army"))
    row = next(row for row in made["changes"] if row["n_from"] is None)
    row[key] = 0.25
    assert breach.HIDDEN_NUMBER in kinds(truth, handmade.run(made))


def test_a_finding_beside_a_hidden_row() -> None:
    truth, made = document(SAFE, lambda *_: False)
    made["changes"][0]["verdict"] = "increased"
    assert kinds(truth, handmade.run(made)) == {breach.HIDDEN_NUMBER}


def test_a_total_minus_its_groups() -> None:
    """A group of two alone is hidden: its side less the other group is the two."""
    truth, made = document("one_small_group_beside_one_big_one", lambda _, group: group != "army")
    found = attack(truth, [handmade.run(made)])
    assert {one.kind for one in found} >= {breach.DETERMINED}
    assert {one.people for one in found if one.kind == breach.DETERMINED} == {2}


def test_a_row_without_its_complement() -> None:
    truth, made = document("small_in_one_item_only", lambda m, group: (m, group) != ("able_1", "women"))
    assert breach.DETERMINED in kinds(truth, handmade.run(made))


def test_a_hidden_row_with_its_complement_is_safe() -> None:
    hidden = {("able_1", "women"), ("able_1", "minority")}
    truth, made = document("small_in_one_item_only", lambda m, group: (m, group) not in hidden)
    assert attack(truth, [handmade.run(made)]) == []


def test_a_row_of_a_group_that_the_rules_merge() -> None:
    truth, made = document("small_in_the_matched_set_only", lambda *_: False)
    assert kinds(truth, handmade.run(made)) == {breach.PATTERN}


def test_two_runs_that_are_safe_alone_and_not_together() -> None:
    """One run names everybody, the other leaves out the two who state no group."""
    truth = truth_of("two_state_no_group")
    stated = np.asarray(truth.survey.group >= 0)
    runs = [
        handmade.run(handmade.document(truth, {"ALL": people}, lambda *_: True))
        for people in (stated, np.ones(truth.people, dtype=bool))
    ]
    assert kinds(truth, runs[0]) == set()
    assert kinds(truth, runs[1]) == set()
    assert breach.DETERMINED in kinds(truth, *runs)


def test_a_category_of_which_all_but_two_are_in_one_group() -> None:
    truth = truth_of("all_women_but_two_are_in_one_group")
    women = truth.category("gender", "woman")
    found = cells(truth) | {"woman": women, "man": truth.category("gender", "man")}
    made = handmade.document(truth, found, lambda *_: True, "gender")
    breaches = attack(truth, [handmade.run(made)])
    assert {one.people for one in breaches if one.kind == breach.DETERMINED} == {2}
    made = handmade.document(truth, found, lambda _, group: group not in ("woman", "man"), "gender")
    assert attack(truth, [handmade.run(made)]) == []


def test_a_category_of_one() -> None:
    truth = truth_of("a_category_of_one")
    made = handmade.document(truth, {"woman": truth.category("gender", "woman")}, lambda *_: True, "gender")
    assert breach.SMALL in kinds(truth, handmade.run(made))


def test_a_hidden_item_that_stands_there_as_its_dimension() -> None:
    hidden = {("fresh_1", "women"), ("fresh_1", "minority")}
    truth, made = document("a_dimension_is_one_item_for_a_group", lambda m, group: (m, group) not in hidden)
    assert breach.DETERMINED in kinds(truth, handmade.run(made))
    truth, made = document("a_dimension_is_one_item_for_a_group", lambda m, group: "fresh" not in m or group == "ngo")
    assert attack(truth, [handmade.run(made)]) == []


def test_few_whose_mean_follows_from_a_spread_that_is_left_by_subtraction() -> None:
    """In a dimension, where no distribution is shown, those who are left differ little."""
    hidden = {("trust_index", "women"), ("trust_index", "minority")}
    truth, made = document("close_where_two_groups_are_hidden", lambda m, group: (m, group) not in hidden)
    assert breach.NARROWED in kinds(truth, handmade.run(made))


def test_numbers_by_another_estimand_where_few_left() -> None:
    truth, made = document("two_leave")
    row = {"what": "estimand", "variant": "independent", "group": "SIDE:security", "change": 1.5}
    made["robustness"].append(row)
    assert breach.FEW_APART in kinds(truth, handmade.run(made))


def test_a_test_that_rests_on_a_few_people_more() -> None:
    truth, made = document("two_leave")
    dunn = [{"a": "army", "b": "ngo", "z": 1.0, "p": 0.3, "p_adjusted": 0.3}]
    row = {"measure": "able", "round": "pre", "change": False, "n": 48, "statistic": 3.0, "p": 0.2, "dunn": dunn}
    made["between_groups"].append(row)
    assert kinds(truth, handmade.run(made)) == {breach.FEW_APART}


def test_a_difference_that_shows_something_of_a_hidden_row() -> None:
    truth, made = document(SAFE, lambda _, group: group not in ("army", "police"))
    row = {"measure": "able", "a": "ngo", "b": "army", "from": "pre", "to": "post", "difference": 3.5}
    made["difference_in_change"].append(row)
    assert breach.HIDDEN_NUMBER in kinds(truth, handmade.run(made))


def test_few_people_narrowed_by_rows_together() -> None:
    hidden = {("able_3", "women"), ("able_3", "minority")}
    name = "nearly_unanimous_where_a_group_is_hidden"
    truth, made = document(name, lambda m, group: (m, group) not in hidden)
    assert kinds(truth, handmade.run(made)) == {breach.NARROWED}


def test_what_a_row_itself_implies_is_no_breach() -> None:
    """With the side's row alone, its mean says as much as is known."""
    name = "nearly_unanimous_where_a_group_is_hidden"
    truth, made = document(name, lambda m, group: m == "able_3" and group.startswith("SIDE:"))
    assert attack(truth, [handmade.run(made)]) == []


def test_a_unanimous_row() -> None:
    truth, made = document("unanimous_in_one_item_of_one_group")
    assert kinds(truth, handmade.run(made)) == {breach.UNANIMOUS}


def test_a_unanimous_set_that_is_left_by_subtraction() -> None:
    hidden = {("able_2", "women"), ("able_2", "minority")}
    truth, made = document("unanimous_by_subtraction", lambda m, group: (m, group) not in hidden)
    assert breach.UNANIMOUS_DERIVED in kinds(truth, handmade.run(made))


@pytest.mark.parametrize("decimals", [12, 3])
def test_the_answer_of_one_who_skipped_an_item_follows_from_means_that_are_too_exact(decimals: int) -> None:
    truth, made = document("skips_in_a_group_with_distributions")
    found = kinds(truth, handmade.run(made, is_shared=True, results_xlsx=handmade.workbook(made, decimals)))
    assert found >= {breach.NOT_ROUNDED, breach.IDENTITY}


def test_figures_of_an_officers_workbook_may_be_exact() -> None:
    truth, made = document("skips_in_a_group_with_distributions")
    assert attack(truth, [handmade.run(made, results_xlsx=handmade.workbook(made, 12))]) == []


def test_a_distribution_of_a_group_below_twice_the_threshold() -> None:
    truth, made = document(SAFE)
    shown = handmade.workbook(made)
    assert breach.DISTRIBUTION in kinds(truth, handmade.run(made, is_shared=True, results_xlsx=shown))


def test_the_one_distribution_that_is_left_out_follows_by_subtraction() -> None:
    truth, made = document("one_group_below_twice_the_threshold")
    shown = handmade.workbook(made, smallest=10)
    found = attack(truth, [handmade.run(made, is_shared=True, results_xlsx=shown)])
    assert {one.people for one in found if one.kind == breach.DISTRIBUTION} == {6}


def test_a_workbook_with_a_row_that_the_document_hides() -> None:
    truth, made = document(SAFE)
    shown = handmade.workbook(made)
    _, hides = document(SAFE, lambda _, group: group != "army")
    assert breach.HIDDEN_NUMBER in kinds(truth, handmade.run(hides, results_xlsx=shown))


def test_a_sheet_that_nobody_sees() -> None:
    truth, made = document(SAFE)
    shown = handmade.workbook(made, hidden=True)
    assert kinds(truth, handmade.run(made, results_xlsx=shown)) == {breach.HIDDEN_NUMBER}


def secret() -> tuple[Truth, dict[str, Any], float]:
    """A safe document, and the spread of a group that it hides."""
    hidden = ("army", "police", "SIDE:security", "ALL")
    truth = truth_of("one_small_group_beside_one_big_one")
    shown = {name: people for name, people in cells(truth).items() if name not in hidden}
    made = handmade.document(truth, shown, lambda *_: True)
    people = truth.group("army")
    return truth, made, float(truth.values("trust_index", 0)[people].std(ddof=1) + 1e-12)


@pytest.mark.parametrize(
    "write",
    [
        lambda value: {"page.html": f"<p data-v='{value!r}'>x</p>".encode()},
        lambda value: {"page.html": f"<script>var x = [{value!r}]</script>".encode()},
        lambda value: {"figure.svg": f"<svg xmlns='x'><title>{value!r}</title></svg>".encode()},
        lambda value: {"notes.txt": f"SD {value!r}".encode()},
    ],
)
def test_a_hidden_value_under_another_name(write: Callable[[float], dict[str, bytes]]) -> None:
    truth, made, value = secret()
    assert attack(truth, [handmade.run(made)]) == []
    run = handmade.run(made)
    leaky = Run({**run.files, **write(value)})
    assert kinds(truth, leaky) == {breach.COPY}


@pytest.mark.parametrize("text", ["Zainab Q003", "z003@mail.example", "+964 770 555 0003", "NGO-003X"])
def test_what_names_a_person(text: str) -> None:
    truth, made = document(SAFE)
    made["issues"] = [{"message": f"row 5: {text} looks odd"}]
    assert kinds(truth, handmade.run(made)) == {breach.PERSONAL}


@pytest.mark.parametrize("text", ["made of baseline_march.xlsx", "/home/officer/surveys/out", None])
def test_traces_of_files_in_what_is_shared(text: str | None) -> None:
    truth, made = document(SAFE)
    page = f"<p>{text or truth.survey.rounds[0].sha256}</p>".encode()
    assert kinds(truth, handmade.run(made, page_html=page)) == set()
    assert kinds(truth, handmade.run(made, is_shared=True, page_html=page)) == {breach.TRACE}


def test_safe_rows_that_are_withheld_are_counted() -> None:
    truth, made = document(SAFE, lambda measure, _: measure.startswith("able"))
    reader = Reader(truth, made)
    reader.read()
    found = coverage(truth, [reader])
    assert 0.3 < found.share < 0.6
    truth, made = document(SAFE)
    reader = Reader(truth, made)
    reader.read()
    assert coverage(truth, [reader]).share == 1.0


def test_rows_that_would_reveal_somebody_are_not_counted_as_safe() -> None:
    hidden = {("able_1", "women"), ("able_1", "minority")}
    truth, made = document("small_in_one_item_only", lambda m, group: (m, group) not in hidden)
    reader = Reader(truth, made)
    reader.read()
    assert coverage(truth, [reader]).withheld == 0
