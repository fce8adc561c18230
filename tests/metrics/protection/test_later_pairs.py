"""Rows of later pairs of rounds (rule 2): what is admitted, and what is said of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from metrics import ALL, SIDE, Protected, Settings, analyse
from metrics.protection.audit.ledger import Ledger
from metrics.protection.audit.published_sums import PublishedSum, Term
from metrics.protection.mask.row_sets import Basis
from surveys import Instrument
from tests.metrics.survey_maker import instrument, survey

Answers = list[Sequence[float] | None]
LATER = [("pre", "followup_1"), ("post", "followup_1")]
EVERY_ROW = {ALL, SIDE + "s", "g", "h"}


def drawn(people: int, items: int, seed: int) -> list[list[float]]:
    return np.random.default_rng(seed).integers(1, 6, (people, items)).astype(float).tolist()


def rating_of(form: Instrument, item: str, rated: str) -> Instrument:
    """The form with one item asked about a group."""
    items = tuple(
        replace(one, target=rated, questions=tuple(replace(question, target=rated) for question in one.questions))
        if one.name == item
        else one
        for one in form.items
    )
    return replace(form, items=items, questions=tuple(question for one in items for question in one.questions))


def shown(result: Protected, measure: str, pair: tuple[str, str]) -> Mapping[str, bool]:
    """Whether each row of a measure in a pair is shown, by group."""
    return {row.group: row.verdict != "protected" for row in result.changes_of(pair).values() if row.measure == measure}


def two_stay_away_and_two_rate() -> Protected:
    """Two of each group stay away from the third round, and two people alone rate in the second."""
    form = rating_of(instrument({"a": 2}, {"g": "s", "h": "s"}, loose_items=1), "loose_1", "g")
    before, after, later = (drawn(60, 3, seed) for seed in (1, 2, 3))
    after = [[*row[:2], row[2] if i < 2 else float("nan")] for i, row in enumerate(after)]
    present: Answers = [None if i < 4 else row for i, row in enumerate(later)]
    return analyse(survey(form, ["g", "h"] * 30, before, after, followup_1=present))


def test_of_a_rating_that_has_no_change_by_itself_nothing_is_admitted_where_no_levels_may_be() -> None:
    """The index shows its change alone there; of the rating nothing is shown, so the reason is the row's."""
    result = two_stay_away_and_two_rate()
    reasons = {
        (one.measure, one.group): one.reason
        for one in result.suppressed
        if one.table == "matrix" and (one.from_round, one.to_round) == ("pre", "followup_1")
    }
    index = {row.group: row.reason for row in result.changes_of(LATER[0]).values() if row.measure == "trust_index"}
    assert "levels" in index.values()
    assert {reasons["g", group] for group, reason in index.items() if reason == "levels"} == {"row"}


@pytest.mark.parametrize("estimand", ["matched", "independent"])
def test_a_group_that_is_alike_in_a_later_round_hides_no_row_from_which_it_does_not_follow(estimand: str) -> None:
    """Of three groups one is alike in the third round: with all and its two others, it would follow.

    What the first pair shows of that group has been published before, and follows whatever the later pairs show.
    """
    before, after, later = (drawn(60, 2, seed) for seed in (1, 2, 3))
    for person in range(0, 60, 3):
        later[person][0] = 4.0
    form = instrument({"a": 2}, {"g": "s", "h": "s", "k": "s"})
    result = analyse(survey(form, ["g", "h", "k"] * 20, before, after, followup_1=later), Settings(estimand=estimand))
    for pair in LATER:
        rows = shown(result, "a_1", pair)
        assert not rows["g"]
        assert rows[ALL]
        assert rows[SIDE + "s"]
        assert rows["h"] or rows["k"]
    assert all(not all(shown(result, "a_1", pair)[group] for group in "hk") for pair in LATER)


def sum_of(*people: int, round_name: str = "pre") -> PublishedSum:
    return (Term((Basis(round_name), None), 1.0, np.isin(np.arange(20), people)),)


def test_what_is_withheld_but_follows_from_what_is_published_keeps_nothing_back() -> None:
    first, second = sum_of(*range(10)), sum_of(*range(10), round_name="post")
    ledger = Ledger([first], [first, second], 5, {})
    everybody, same = ledger.offer([sum_of(*range(20), round_name="post")]), ledger.offer([second])
    assert ledger.admits(everybody)
    assert not ledger.admits(same)


def test_no_sums_are_always_admitted() -> None:
    assert Ledger([], [], 5, {}).admits([])
