"""What linked measures leave of later pairs in what is handed on, and what its searches rest on (rules 2, 43)."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from metrics import ALL, SIDE, Settings, analyse, shared
from metrics.publish.linked import measures
from metrics.publish.linked.handed_on import HandedOn
from metrics.publish.linked.possible_answers import PossibleAnswers, Reach
from metrics.publish.linked.targets import Target, targets_in
from surveys import Survey
from tests.attacker import breach
from tests.attacker.random_surveys import attacked
from tests.benchmarks.small_surveys import ordinary_survey, survey_of, with_drop_out
from tests.metrics.survey_maker import instrument, survey


def before_any_is_coarser(made: Survey, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[HandedOn]:
    """What would be handed on if nothing were coarser, of each comparison beside the earlier ones."""
    kept: list[HandedOn] = []
    with monkeypatch.context() as patched:
        patched.setattr(measures, "_coarsen_all", lambda handed_on, _: kept.append(handed_on))
        analyse(made, settings)
    return kept


def test_of_an_ordinary_survey_of_three_rounds_the_index_of_all_and_of_each_side_is_handed_on() -> None:
    result = shared(analyse(ordinary_survey(), Settings(estimand="matched")))
    for pair in (("pre", "followup_1"), ("post", "followup_1")):
        index = [row for row in result.changes_of(pair).values() if row.measure == "trust_index"]
        shown = {row.group for row in index if row.change is not None}
        assert shown >= {ALL, f"{SIDE}civil_society", f"{SIDE}security"}


def test_what_the_index_is_made_of_goes_at_last() -> None:
    """The index of one who skipped a dimension followed from the other's questions in the last pair, which stayed."""
    assert breach.SKIPPED not in {one.kind for one in attacked(7012, "three", Counter())}


def nobody_of_twelve_answered_five() -> Survey:
    answers = np.random.default_rng(0).integers(1, 6, (12, 3)).astype(float)
    answers[:, 0] = [1, 2, 3, 4] * 3
    answers[0, 2] = np.nan
    return survey(instrument({"d": 3}, {"a": None}), ["a"] * 12, answers.tolist())


def test_what_the_shown_counts_exclude_follows_what_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """That nobody answered 5 is known until the row is hidden, and then no more; and again where it is put back."""
    made = nobody_of_twelve_answered_five()
    (handed_on,) = before_any_is_coarser(made, Settings(), monkeypatch)
    possible, target = PossibleAnswers(handed_on), next(targets_in(handed_on))
    first = made.rounds[0].scores[:, 0] - 1
    assert (first + handed_on.steps[0].above[:, 0]).max() == 3
    keys = [("d_1", "a"), ("d_1", ALL)]
    handed_on.plan.add(handed_on.withheld.hidden, keys)
    possible.leave_room(target, Reach.FAR)
    assert (first + handed_on.steps[0].above[:, 0] == 4).all()
    for key in keys:
        handed_on.plan.remove(handed_on.withheld.hidden, key)
    ways = possible.ways()
    below, above = possible.unknowns.bounds(handed_on)
    assert ((ways >= -below) & (ways <= above)).all()


def test_the_answer_of_a_hidden_group_does_not_follow_where_counts_exclude_the_lower_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All six of a group answered 5, and nobody of the others less than 4, as the counts of all say."""
    draw = np.random.default_rng(1)
    answers = draw.integers(1, 6, (24, 3)).astype(float)
    answers[:, 0] = draw.integers(4, 6, 24)
    answers[:6, 0] = 5
    made = survey(instrument({"d": 3}, dict.fromkeys("abce")), [g for g in "abce" for _ in range(6)], answers.tolist())
    kept: list[tuple[HandedOn, list[Target]]] = []
    coarsen = measures._coarsen_all

    def keep(handed_on: HandedOn, targets: list[Target]) -> None:
        coarsen(handed_on, targets)
        kept.append((handed_on, targets))

    monkeypatch.setattr(measures, "_coarsen_all", keep)
    analyse(made, Settings())
    ((handed_on, targets),) = kept
    possible = PossibleAnswers(handed_on)
    hidden = [target for target in targets if target.is_hidden]
    assert hidden
    for target in hidden:
        assert possible.leave_room(target, Reach.FAR) or possible.is_known_without_whole(target)
        assert possible._few(target).mean == pytest.approx(answers_of(handed_on, target))


def answers_of(handed_on: HandedOn, target: Target) -> float:
    """The mean of a target, by the people's scores."""
    people = handed_on.shares[target.place].comparison.people
    return float(people.scores[0][target.few, target.column].mean())


@pytest.mark.parametrize("seed", range(2))
def test_what_the_smallest_cell_leaves_no_room_for_no_search_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made = with_drop_out(survey_of((6,) * 3, (None,), seed, rounds=3, items=10, non_answers=0.05), 0.1, seed)
    shut = 0
    for handed_on in before_any_is_coarser(made, Settings(estimand="matched"), monkeypatch):
        possible = PossibleAnswers(handed_on)
        for target in targets_in(handed_on):
            questions = possible._questions(target)
            for where in (questions, np.ones_like(questions)):
                if possible._is_shut(target, where, ()):
                    shut += 1
                    assert not possible._search(possible._few(target), where)
    assert shut, "no cell left too little room, so that nothing was tested"
