"""The analysis as a whole: laws that must hold, and small cases reckoned by hand."""

from __future__ import annotations

import re

import numpy as np
import pytest

from metrics import TESTS, Settings, analyse, frame
from metrics.result.result import Protected
from surveys import SurveyError
from tests.metrics.survey_maker import instrument, survey
from tests.sample import sample_result

NAN = float("nan")
FORM = instrument({"a": 2, "b": 1}, {"g": "s", "h": "s"}, loose_items=1)


def random_survey(seed: int, n: int = 24) -> tuple[list[str | None], list[list[float]], list[list[float]]]:
    rng = np.random.default_rng(seed)
    groups: list[str | None] = ["g" if i % 2 else "h" for i in range(n)]
    before, after = (
        [[float(x) if rng.random() > 0.1 else NAN for x in rng.integers(1, 6, 4)] for _ in range(n)] for _ in range(2)
    )
    return groups, before, after


def numbers(result: Protected) -> list[tuple[object, ...]]:
    return [
        (r.measure, r.group, r.change, r.p, r.p_adjusted, r.ci_low, r.ci_high, r.effect_value, r.verdict)
        for r in result.changes
    ]


def swapped(result: Protected) -> list[tuple[object, ...]]:
    return [(r.measure, r.group, None if r.change is None else -r.change, r.p, r.verdict) for r in result.changes]


@pytest.mark.parametrize("estimand", ["matched", "independent"])
def test_swapping_before_and_after_flips_signs_and_keeps_p(estimand: str) -> None:
    groups, before, after = random_survey(1)
    settings = Settings(estimand=estimand)
    there = analyse(survey(FORM, groups, before, after), settings)
    back = analyse(survey(FORM, groups, after, before), settings)
    for row, other in zip(there.changes, back.changes, strict=True):
        assert (row.change is None) == (other.change is None)
        if row.change is not None and other.change is not None:
            assert other.change == pytest.approx(-row.change, abs=1e-12)
            assert other.p == pytest.approx(row.p, abs=1e-12)


def test_reversing_every_item_flips_signs_and_keeps_p() -> None:
    groups, before, after = random_survey(2)
    names = [item.name for item in FORM.items]
    turned = instrument({"a": 2, "b": 1}, {"g": "s", "h": "s"}, loose_items=1, reversed_items=names)
    plain = analyse(survey(FORM, groups, before, after))
    other = analyse(survey(turned, groups, before, after))
    for row, mirror in zip(plain.changes, other.changes, strict=True):
        if row.change is not None and mirror.change is not None:
            assert mirror.change == pytest.approx(-row.change, abs=1e-9)
            assert mirror.p == pytest.approx(row.p, abs=1e-12)


def test_an_unrelated_group_changes_no_number_of_another() -> None:
    form = instrument({"a": 2, "b": 1}, {"g": "s", "h": "s", "far": "t"}, loose_items=1)
    groups, before, after = random_survey(3)
    alone = analyse(survey(form, groups, before, after))
    joined = analyse(survey(form, [*groups, *["far"] * 9], before + before[:9], after + after[:9]))
    here = {(r.measure, r.group): (r.change, r.p, r.n_from) for r in alone.changes if r.group in {"g", "h", "SIDE:s"}}
    there = {(r.measure, r.group): (r.change, r.p, r.n_from) for r in joined.changes}
    assert all(there[key] == value for key, value in here.items())


def test_every_number_of_a_matched_row_rests_on_the_same_people() -> None:
    groups, before, after = random_survey(4)
    result = analyse(survey(FORM, groups, before, after))
    assert result.estimand == "matched"
    for row in result.changes:
        assert row.n_from == row.n_to == row.n_matched
        for name in ("pre", "post"):
            assert result.score_of[row.measure, row.group, name].n == row.n_from


def test_rose_same_fell_add_up_to_the_people() -> None:
    groups, before, after = random_survey(5)
    for row in analyse(survey(FORM, groups, before, after)).changes:
        if row.n_matched is not None:
            assert (row.rose or 0) + (row.same or 0) + (row.fell or 0) == row.n_matched


def test_where_nobody_moved_the_row_is_hidden() -> None:
    groups, before, _ = random_survey(6)
    result = analyse(survey(FORM, groups, before, before))
    assert result.change_of["trust_index", "ALL"].verdict == "protected"


def test_where_everybody_moved_alike_the_row_is_hidden() -> None:
    form = instrument({"a": 1}, {"g": "s"})
    made = survey(form, ["g"] * 8, [[2.0]] * 4 + [[3.0]] * 4, [[3.0]] * 4 + [[4.0]] * 4)
    row = analyse(made).change_of["trust_index", "ALL"]
    assert (row.verdict, row.change, row.p, row.check_p) == ("protected", None, None, None)


def test_five_pairs_are_too_few_for_an_exact_test_alone() -> None:
    form = instrument({"a": 1}, {"g": "s"})
    made = survey(form, ["g"] * 5, [[1.0]] * 4 + [[2.0]], [[2.0], [3.0], [4.0], [5.0], [3.0]])
    found = {test: analyse(made, test=test).changes[0] for test in TESTS["matched"]}
    assert {test: row.verdict for test, row in found.items()} == {
        "paired_t": "increased",
        "sign_flip": "too_few",
        "wilcoxon": "too_few",
        "sign": "too_few",
    }
    assert found["paired_t"].check_p == 2**-4


def test_percentages_count_above_at_and_below_the_middle() -> None:
    form = instrument({"a": 1}, {"g": "s"})
    answers = [[5.0], [4.0], [3.0], [1.0], [NAN]] * 2
    result = analyse(survey(form, ["g"] * 10, answers, answers), Settings(estimand="independent"))
    row = result.item_of["a_1", "ALL", "pre"]
    assert (row.trusting, row.neutral, row.distrusting, row.net, row.non_answers) == (50.0, 25.0, 25.0, 25.0, 2)
    assert row.counts == {"1": 2, "2": 0, "3": 2, "4": 2, "5": 2}


def test_auto_falls_back_to_two_samples_where_too_few_are_matched() -> None:
    form = instrument({"a": 1}, {"g": "s"})
    rng = np.random.default_rng(8)
    before: list[list[float] | None] = [[float(x)] for x in rng.integers(1, 6, 10)]
    nobody: list[list[float] | None] = [None] * 10
    made = survey(form, ["g"] * 20, before + nobody, nobody + before)
    result = analyse(made)
    assert result.estimand == "independent"
    assert result.change_of["trust_index", "ALL"].test == "welch_t"
    with pytest.raises(SurveyError, match="nobody can be matched"):
        analyse(made, Settings(estimand="matched"))


def test_sentences_state_n_and_use_no_causal_verb() -> None:
    causal = ("caused", "led to", "because of", "due to", "improved by", "thanks to", "effect of")
    for row in sample_result().changes:
        assert row.sentence
        assert not [word for word in causal if word in row.sentence.lower()]
        if row.n_matched:
            assert re.search(rf"\b{row.n_matched} (people|answered)", row.sentence)


def test_a_table_comes_as_a_tidy_frame() -> None:
    table = frame(sample_result(), "changes")
    assert len(table) == len(sample_result().changes)
    assert {"measure", "group", "from", "to", "p", "verdict"} <= set(table.columns)
    with pytest.raises(ValueError, match="scores, changes, items"):
        frame(sample_result(), "answers")
