"""Rows of later pairs of rounds (rule 2): what is admitted, and what is said of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from metrics import ALL, SIDE, Protected, Settings, analyse
from metrics.model.population import populations
from metrics.protection.audit.ledger import Ledger
from metrics.protection.audit.linked_pairs import LinkedRow, LinkedSums, families_of
from metrics.protection.audit.published_sums import PublishedSum, Term
from metrics.protection.comparison import Comparison
from metrics.protection.mask.layout import lay_out
from metrics.protection.mask.row_sets import Basis
from surveys import Instrument
from tests.metrics.survey_maker import instrument, survey

Answers = list[Sequence[float] | None]
LATER = [("pre", "followup_1"), ("post", "followup_1")]
EVERY_ROW = {ALL, SIDE + "s", "g", "h"}


def drawn(people: int, items: int, seed: int) -> list[list[float]]:
    return [[float(x) for x in row] for row in np.random.default_rng(seed).integers(1, 6, (people, items))]


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


D, D_1, D_2 = "d", "d_1", "d_2"
Shown = tuple[int, str, str, bool]
"""A row that is shown: its comparison, group and measure, and whether with its levels."""


def three_rounds() -> list[Comparison]:
    """Twelve people of one group and ten of another; two of each stay away from the third round."""
    before, after, last = (drawn(22, 2, seed) for seed in (1, 2, 3))
    later: Answers = [None if i in (0, 1, 12, 13) else row for i, row in enumerate(last)]
    form = instrument({D: 2}, {"g": None, "h": None})
    made = survey(form, ["g"] * 12 + ["h"] * 10, before, after, followup_1=later)
    peoples = populations(made, Settings(estimand="matched"))
    return [Comparison(one, lay_out(one.presence, 5), {}) for one in peoples]


def revealing(settled: Sequence[Shown], still_open: Sequence[Shown]) -> tuple[int, str, str] | None:
    """The row that all measures together find, of a dimension of two items."""
    made = three_rounds()
    names = [measure.name for measure in made[0].people.measures]
    cells = [{cell.name: cell for cell in one.settled} for one in made]
    rows = [
        LinkedRow(index, cells[index][group], names.index(measure), with_levels, is_open)
        for is_open, some in ((False, settled), (True, still_open))
        for index, group, measure, with_levels in some
    ]
    (family,) = (one for one in families_of(made[0]) if names[one.whole] == D)
    row = LinkedSums(made, family, rows).revealing()
    return None if row is None else (row.comparison, row.cell.name, names[row.column])


def whole_and_items(group: str) -> tuple[list[Shown], list[Shown]]:
    """The dimension before, of all people of a group, and later its items of those who stayed: two are left over.

    The change of those who stayed makes these two a kind of their own.
    """
    return [(0, group, D, True), (1, group, D, False)], [(1, group, D_1, True), (1, group, D_2, True)]


def test_the_last_of_the_rows_that_reveal_few_people_is_found() -> None:
    dimension, items = whole_and_items("g")
    assert revealing(dimension, items) == (1, "g", D_2)
    assert revealing(dimension, items[:1]) is None


@pytest.mark.parametrize(("settled", "still_open"), ["gh", "hg"])
def test_what_settled_rows_reveal_hides_no_finding_behind_which_an_open_row_stands(
    settled: str, still_open: str
) -> None:
    before = [row for some in whole_and_items(settled) for row in some]
    dimension, items = whole_and_items(still_open)
    assert revealing([*dimension, *before], items) == (1, still_open, D_2)


def test_what_settled_rows_reveal_by_themselves_is_no_finding() -> None:
    dimension, items = whole_and_items("g")
    assert revealing([*dimension, *items], [(0, "h", D, True)]) is None


def test_an_open_row_that_reveals_more_of_the_same_people_is_found() -> None:
    """Settled rows give the two people's dimension, and one more row the first of its two items."""
    dimension, items = whole_and_items("g")
    assert revealing([*dimension, *items], [(0, "g", D_1, True)]) == (0, "g", D_1)
