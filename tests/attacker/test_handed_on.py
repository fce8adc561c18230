"""Of handmade documents that are handed on the attacker finds each kind of leak, and nothing in those that are safe."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest

from surveys.model.survey import Flags
from tests.attacker import breach, handmade
from tests.attacker.attack import attack
from tests.attacker.scenarios import SCENARIOS
from tests.attacker.truth import Truth, load_truth

SAFE = "a_group_exactly_at_the_threshold"


@cache
def truth_of(name: str) -> Truth:
    made = SCENARIOS[name]()
    return load_truth(made.rounds, made.form, made.threshold, made.breakdowns)


def cells(truth: Truth) -> dict[str, Flags]:
    """Everybody, the sides, and each group by itself."""
    sides = dict.fromkeys(group.side for group in truth.survey.groups)
    found = {"ALL": np.ones(truth.people, dtype=bool)} | {f"SIDE:{side}": truth.side(str(side)) for side in sides}
    return found | {group.name: truth.group(group.name) for group in truth.survey.groups}


def documents(
    name: str, shows: handmade.Shows = lambda *_: True, smallest: int = 1000
) -> tuple[Truth, dict[str, Any], dict[str, Any]]:
    """The truth, an exact document, and what is handed on of it."""
    truth = truth_of(name)
    made = handmade.document(truth, cells(truth), shows)
    return truth, made, handmade.handed_on(made, smallest)


def kinds(truth: Truth, made: dict[str, Any], told: dict[str, Any] | None = None) -> set[str]:
    return {found.kind for found in attack(truth, [handmade.run(made, told=told)])}


def row_of(document: dict[str, Any], table: str, measure: str, group: str, place: int = 0) -> dict[str, Any]:
    key = "item" if table in ("items", "item_tests") else "measure"
    found: dict[str, Any] = [row for row in document[table] if (row[key], row["group"]) == (measure, group)][place]
    return found


def test_means_in_whole_points_without_spread_are_safe() -> None:
    truth, made, told = documents(SAFE)
    assert kinds(truth, made, told) == set()


@pytest.mark.parametrize(
    ("table", "number"),
    [("scores", {"sd": 27.0}), ("changes", {"p": 0.31}), ("changes", {"ci_low": -20.0}), ("items", {"net": 20.0})],
)
def test_spread_of_an_item_of_few(table: str, number: dict[str, float]) -> None:
    truth, made, told = documents(SAFE)
    row_of(told, table, "able_1", "army").update(number)
    assert kinds(truth, made, told) == {breach.SPREAD}


def test_spread_of_an_item_of_few_by_subtraction() -> None:
    """Of a side its spread is shown, and that of all of its groups but one of few people."""
    truth, made, told = documents("one_group_below_twice_the_threshold", smallest=10)
    assert kinds(truth, made, told) == {breach.SPREAD}
    for row in told["items"]:
        row["counts"] = row["counts"] if row["group"] not in ("women", "minority") else None
    assert kinds(truth, made, told) == set()


def test_tests_of_an_item_of_few_pairs_by_subtraction() -> None:
    """Those of a side and of all of its groups but one of few people."""
    truth, made, told = documents("one_group_below_twice_the_threshold")
    for group in ("SIDE:civil_society", "women", "minority"):
        told["item_tests"].append({**_item_test(truth, "able_1", group, (0, 1)), "mcnemar_p": 0.5})
    assert kinds(truth, made, told) in ({breach.SPREAD}, {breach.SPREAD, breach.HIDDEN_NUMBER})


def test_tests_of_two_pairs_do_not_subtract() -> None:
    """Two of all are missing in the middle: what moved from first to last is no part of what moved since then."""
    truth = truth_of("three_rounds_with_two_missing_in_the_middle")
    everybody = {"ALL": np.ones(truth.people, dtype=bool)}
    made = handmade.document(truth, everybody, lambda *_: True)
    handmade.add_later(made, truth, "able_1", "ALL", everybody["ALL"], (0, 2), by_change=True)
    told = handmade.handed_on(made, 1000)
    for pair in ((0, 1), (0, 2)):
        told["item_tests"].append({**_item_test(truth, "able_1", "ALL", pair), "mcnemar_p": 0.5})
    assert kinds(truth, made, told) == set()


def _item_test(truth: Truth, item: str, group: str, pair: tuple[int, int]) -> dict[str, Any]:
    first, second = (truth.has(item, one) for one in pair)
    names = dict(zip(("from", "to"), (truth.survey.rounds[one].name for one in pair), strict=True))
    return {"item": item, "group": group, **names, "n": int((cells(truth)[group] & first & second).sum())}


def test_mean_55_and_sd_11_of_five_people() -> None:
    truth, made, told = documents("mean_55_and_sd_11_of_five_people")
    assert kinds(truth, made, told) == set()
    row = row_of(told, "scores", "honest", "army")
    assert (row["n"], row["mean"]) == (5, 55)
    row["sd"] = 11.0
    assert kinds(truth, made, told) == {breach.FEW_SETS}


def test_spread_of_many_is_no_few_sets() -> None:
    truth, made, told = documents("mean_55_and_sd_11_of_five_people")
    values = truth.values("honest", 0)[truth.group("ngo")]
    row_of(told, "scores", "honest", "ngo")["sd"] = round(float(values.std(ddof=1)))
    assert kinds(truth, made, told) == set()


def test_changes_of_few_that_interval_and_exact_p_tell() -> None:
    """Five people's changes by their mean alone fit many sets; with interval, statistic, p and exact p, one."""
    truth, made, told = documents("mean_55_and_sd_11_of_five_people")
    row = row_of(told, "changes", "honest", "army")
    first, second = (truth.values("honest", one)[truth.group("army")] for one in (0, 1))
    changes = second - first
    se = float(changes.std(ddof=1) / np.sqrt(5))
    reach = 2.7764451051977987 * se  # R 4.3: qt(.975, 4)
    mean = float(changes.mean())
    row |= {"test": "paired_t", "ci_low": float(round(mean - reach)), "ci_high": float(round(mean + reach))}
    flipped = np.array(list(product((1, -1), repeat=5))) @ changes
    exact = float((np.abs(flipped) >= abs(changes.sum()) - 1e-9).mean())
    row |= {"statistic": round(mean / se, 2), "check": "sign_flip", "check_p": round(exact, 3)}
    assert kinds(truth, made, told) == {breach.FEW_SETS}


def test_a_lawyer_who_skips_one_of_two_questions() -> None:
    name = "a_lawyer_who_skips_one_of_two_questions"
    truth, made, told = documents(name)
    row = row_of(told, "scores", "able", "ngo")
    assert (row["n"], row["mean"]) == (20, 50)
    assert kinds(truth, made, told) == {breach.SKIPPED}


def test_hiding_the_rows_of_the_question_that_was_skipped_ends_it() -> None:
    name = "a_lawyer_who_skips_one_of_two_questions"
    truth, made, told = documents(name, lambda measure, _: measure != "able_2")
    assert kinds(truth, made, told) == set()


def _not_of_security(measure: str, group: str) -> bool:
    return measure != "able_2" or group not in ("army", "police")


def test_only_one_answer_is_left_that_a_hidden_group_could_share() -> None:
    truth, made, told = documents("hidden_where_nobody_is_few", _not_of_security, 18)
    assert kinds(truth, made, told) == {breach.UNANIMOUS_DERIVED}
    for document in (made, told):
        for row in document["items"]:
            if row["item"] == "able_2" and row["group"] in ("SIDE:security", "ALL"):
                row["counts"] = None
    assert kinds(truth, made, told) == set()


def test_a_reason_that_may_be_another_is_none() -> None:
    """Where two of the hidden group are known to have skipped it may be hidden since it is small."""
    hidden = {("able_1", "women"), ("able_1", "minority")}
    truth, made, told = documents("small_in_one_item_only", lambda m, group: (m, group) not in hidden, 17)
    assert kinds(truth, made, told) == set()


def _moved(truth: Truth, *documents: dict[str, Any], groups: tuple[str, ...], measure: str = "able_1") -> None:
    """Writes rises and falls into the rows of some groups."""
    first, second = (truth.values(measure, one) for one in (0, 1))
    for group in groups:
        moves = np.sign(second - first)[cells(truth)[group]]
        for document in documents:
            row = row_of(document, "changes", measure, group)
            row |= {name: int((moves == sign).sum()) for name, sign in (("rose", 1), ("same", 0), ("fell", -1))}


def test_a_row_of_which_all_changed_alike() -> None:
    truth, made, told = documents("all_changed_alike")
    assert kinds(truth, made, told) == {breach.UNANIMOUS}
    hidden = {(item, group) for item in ("able_1", "able_3") for group in ("army", "police")}
    truth, made, told = documents("all_changed_alike", lambda m, group: (m, group) not in hidden)
    assert kinds(truth, made, told) == set()


def test_moves_of_which_all_are_one_way() -> None:
    truth, made, told = documents("all_moved_in_one_direction")
    assert kinds(truth, made, told) == set()
    _moved(truth, made, told, groups=("army",))
    assert kinds(truth, made, told) == {breach.MOVED_ALIKE}


def test_moves_one_way_that_are_left_by_subtraction() -> None:
    truth, made, told = documents("all_moved_in_one_direction")
    _moved(truth, made, told, groups=("SIDE:security", "police"))
    assert breach.MOVED_ALIKE in kinds(truth, made, told)
    truth, made, told = documents("all_moved_in_one_direction")
    _moved(truth, made, told, groups=("ngo",))
    assert kinds(truth, made, told) == set()


def test_an_exact_p_that_only_moves_one_way_give() -> None:
    truth, made, told = documents("all_moved_in_one_direction")
    row_of(told, "changes", "able_1", "army").update(check="sign_flip", check_p=float(f"{2 / 2**12:.0e}"))
    assert kinds(truth, made, told) == {breach.MOVED_ALIKE}
    row_of(told, "changes", "able_1", "army").update(check="sign_flip", check_p=0.003)
    assert kinds(truth, made, told) == set()


@pytest.mark.parametrize("group", ["ALL", "SIDE:security", "army"])
def test_weighted_shares_beside_counts_or_of_few(group: str) -> None:
    truth, made, told = documents("weighted_shares_of_ten", smallest=1000)
    shares = {"trusting": 31.2, "neutral": 20.1, "distrusting": 48.7, "net": -17.5}
    row_of(told, "items", "able_1", group).update(shares)
    assert kinds(truth, made, told) == set()
    told["survey"]["settings"]["weights"] = True
    known = {row["round"] for row in told["scores"]}
    assert known
    told["scores"] = []  # a handmade document is not weighted
    assert kinds(truth, made, told) == (set() if group == "ALL" else {breach.WEIGHTED_SHARES})
    row_of(told, "items", "able_1", group)["counts"] = {"1": 10, "2": 10, "3": 10, "4": 10, "5": 10}
    assert kinds(truth, made, told) == {breach.WEIGHTED_SHARES}


def test_a_number_that_the_exact_document_hides() -> None:
    truth, _, told = documents(SAFE)
    _, made, _ = documents(SAFE, lambda measure, group: (measure, group) != ("able_1", "army"))
    assert kinds(truth, made, told) == {breach.HIDDEN_NUMBER}


def test_a_later_pair_less_two_others() -> None:
    """Change of all from first to last, less the first and the last round's levels of all but the two."""
    truth = truth_of("three_rounds_with_two_missing_in_the_middle")
    everybody = {"ALL": np.ones(truth.people, dtype=bool)}
    made = handmade.document(truth, everybody, lambda *_: True)
    handmade.add_later(made, truth, "honest", "ALL", everybody["ALL"], (0, 2), by_change=True)
    assert kinds(truth, made) == set()
    handmade.add_later(made, truth, "honest", "ALL", everybody["ALL"], (1, 2))
    found = attack(truth, [handmade.run(made)])
    assert {one.people for one in found if one.kind == breach.DETERMINED} == {2}


def test_a_later_pair_by_its_change_alone_is_safe_beside_another() -> None:
    truth = truth_of("three_rounds_with_two_missing_in_the_middle")
    everybody = {"ALL": np.ones(truth.people, dtype=bool)}
    made = handmade.document(truth, everybody, lambda *_: True)
    for pair in ((0, 2), (1, 2)):
        handmade.add_later(made, truth, "honest", "ALL", everybody["ALL"], pair, by_change=True)
    assert breach.DETERMINED in kinds(truth, made)  # the change of all but two follows from two pairs
    made = handmade.document(truth, everybody, lambda *_: True)
    handmade.add_later(made, truth, "honest", "ALL", everybody["ALL"], (0, 2), by_change=True)
    assert kinds(truth, made) == set()


def test_index_aspects_and_questions_of_several_pairs_together() -> None:
    """An aspect of all in the last round, less its questions of all but two, is of these two."""
    truth = truth_of("three_rounds_with_two_missing_in_the_middle")
    everybody = np.ones(truth.people, dtype=bool)
    made = handmade.document(truth, {"ALL": everybody}, lambda *_: False)
    handmade.add_later(made, truth, "able", "ALL", everybody, (0, 2))
    for measure in ("able_1", "able_2"):
        handmade.add_later(made, truth, measure, "ALL", everybody, (1, 2))
    assert kinds(truth, made) == set()
    handmade.add_later(made, truth, "able_3", "ALL", everybody, (1, 2))
    assert kinds(truth, made) == {breach.LINKED_ROUNDS}


def test_where_somebody_skips_a_question_exact_rows_of_all_measures_are_not_looked_at() -> None:
    """The aspect less its questions gives the answers of whoever skipped: that is the officer's to know."""
    truth = truth_of("three_rounds_in_which_somebody_skips")
    everybody = np.ones(truth.people, dtype=bool)
    made = handmade.document(truth, {"ALL": everybody}, lambda *_: False)
    for measure in ("able", "able_1", "able_2", "able_3"):
        handmade.add_later(made, truth, measure, "ALL", everybody, (0, 2))
    assert kinds(truth, made) == set()
