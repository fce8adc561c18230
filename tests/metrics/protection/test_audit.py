"""The audit's parts, by hand: strata, what follows by rank, what is narrowed, and which row is given up first."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest

from metrics import Settings
from metrics.model.population import populations
from metrics.protection.audit import Open, audit, bounds, combinations
from metrics.protection.audit.bound_programs import narrow_set
from metrics.protection.audit.bounds import PublishedMeasure, narrowed
from metrics.protection.audit.combinations import SumMatrix, resting_on_few
from metrics.protection.audit.structure import Structure
from metrics.protection.comparison import Comparison
from metrics.protection.headline_statistics import HeadlineSets, HeadlineStatistic
from metrics.protection.mask.layout import lay_out
from metrics.protection.mask.row_sets import Basis, CountedSet
from metrics.protection.suppression import suppress
from surveys.model.survey import Flags, Floats
from tests.metrics.survey_maker import instrument, survey


def flags(people: int, *members: int) -> Flags:
    return np.isin(np.arange(people), members)


def structure(people: int, *sets: Sequence[int]) -> Structure:
    return Structure.of([flags(people, *one) for one in sets])


def parts_of(made: Structure, *people: int) -> Flags:
    """The strata of some people."""
    found = np.zeros(made.size.size, dtype=bool)
    found[made.stratum[list(people)]] = True
    return found


def test_people_in_the_same_rows_are_one_stratum() -> None:
    made = structure(7, [0, 1, 2, 3, 4], [0, 1, 2])
    assert sorted(made.size.tolist()) == [2, 3]
    assert made.stratum[5] == made.stratum[6] == -1
    assert made.stratum[0] == made.stratum[2] != made.stratum[3]


def test_what_one_row_leaves_of_another_follows_and_what_lies_across_does_not() -> None:
    nested = structure(6, [0, 1, 2, 3, 4, 5], [0, 1, 2, 3])
    assert nested.follows(parts_of(nested, 4, 5))
    across = structure(6, [0, 1, 2, 3], [2, 3, 4, 5])
    assert not across.follows(parts_of(across, 2, 3))
    assert across.follows(np.array([True, True, True])) is False
    weights = nested.behind(parts_of(nested, 4, 5))
    assert weights.tolist() == pytest.approx([1.0, -1.0])


def test_a_structure_is_plain_where_each_stratum_is_a_row() -> None:
    assert structure(4, [0, 1], [2, 3], [0, 1, 2, 3]).is_plain
    assert not structure(4, [0, 1], [0, 1, 2, 3]).is_plain


def matrix(seed: int) -> tuple[SumMatrix, int]:
    """Sums over some people in up to three rounds, or of their changes, and a threshold."""
    draw = np.random.default_rng(seed)
    strata, rounds, threshold = int(draw.integers(2, 9)), int(draw.integers(1, 4)), int(draw.integers(2, 7))
    rows = np.zeros((int(draw.integers(1, 7)), strata, rounds))
    for row in rows:
        members, (one, *others) = draw.random(strata) < 0.6, draw.permutation(rounds)
        row[members, one] = 1.0
        if others and draw.random() < 0.4:
            row[members, others[0]] = -1.0
    flat, holder = rows.reshape(len(rows), -1), np.repeat(np.arange(strata), rounds)
    used = flat.any(axis=0)
    return SumMatrix(flat[:, used], holder[used], draw.integers(1, 5, strata)), threshold


def by_rank(sums: SumMatrix, threshold: int) -> bool:
    """Whether taking the columns of any few people out lowers the rank: the definition, tried out."""
    strata, rank = range(sums.size.size), np.linalg.matrix_rank(sums.rows) if sums.rows.size else 0
    return any(
        np.linalg.matrix_rank(sums.rows[:, ~np.isin(sums.holder, few)]) < rank
        for number in range(1, threshold)
        for few in itertools.combinations(strata, number)
        if sums.size[list(few)].sum() < threshold
    )


@pytest.mark.parametrize("seed", range(150))
@pytest.mark.parametrize("most_tried", [20_000, 0])
def test_a_combination_that_rests_on_few_is_found_where_their_columns_lower_the_rank(
    seed: int, most_tried: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By trying, and by the program, which knows combinations of whole answers alone: here they are all."""
    monkeypatch.setattr(combinations, "_MOST_TRIED", most_tried)
    sums, threshold = matrix(seed)
    found = resting_on_few(sums, threshold)
    assert (found is not None) == by_rank(sums, threshold)
    if found is not None:
        left = found.weights @ sums.rows
        assert np.abs(left).max() > 1e-6
        assert set(sums.holder[np.abs(left) > 1e-6]) <= set(np.flatnonzero(found.strata))
        assert sums.size[found.strata].sum() < threshold


Part = tuple[Floats, list[int]]
"""Sums, a column a stratum, and how many people each stratum has."""

TWO_PEOPLE: Part = np.array([[1.0, 2.0, 1.0], [0.0, 0.0, 1.0]]), [1, 1, 20]
"""One answer and twice another: two sums leave it. Where each answer may count once alone, it is not found."""

MANY_SETS: Part = np.random.default_rng(0).integers(0, 2, (30, 60)).astype(float), [1] * 60


def beside(*parts: Part) -> SumMatrix:
    """Sums of several parts, of which each is of people of its own."""
    size = np.array([people for _, sizes in parts for people in sizes])
    rows, column = [], 0
    for sums, sizes in parts:
        rows.append(np.pad(sums, ((0, 0), (column, size.size - column - len(sizes)))))
        column += len(sizes)
    return SumMatrix(np.vstack(rows), np.arange(size.size), size)


@pytest.mark.parametrize(("parts", "people"), [((TWO_PEOPLE, MANY_SETS), [0, 1]), ((MANY_SETS, TWO_PEOPLE), [60, 61])])
def test_too_many_sets_in_one_part_hide_nothing_in_another(
    parts: Sequence[Part], people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(combinations, "_MOST_TRIED", 50)
    monkeypatch.setattr(combinations, "_by_program", lambda *_: pytest.fail("the rougher search was made"))
    found = resting_on_few(beside(*parts), 5)
    assert found is not None
    assert np.flatnonzero(found.strata).tolist() == people
    all_found = combinations.all_resting_on_few(beside(*parts), 5)
    assert [np.flatnonzero(one.strata).tolist() for one in all_found] == [people]


def test_where_a_part_has_too_many_sets_and_no_other_a_combination_the_rougher_search_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(combinations, "_MOST_TRIED", 50)
    searched: list[SumMatrix] = []
    monkeypatch.setattr(combinations, "_by_program", lambda sums, _: searched.append(sums))
    assert resting_on_few(beside(MANY_SETS), 5) is None
    assert len(searched) == 1


def test_from_no_sums_nothing_follows() -> None:
    sums = SumMatrix(np.zeros((0, 3)), np.arange(3), np.ones(3, dtype=np.intp))
    assert resting_on_few(sums, 5) is None
    assert not list(combinations.all_resting_on_few(sums, 5))


def test_what_follows_of_many_is_seen_too() -> None:
    rows = np.array([[1.0, 1.0, 1.0], [0.0, 1.0, 0.0]])
    sums = SumMatrix(rows, np.arange(3), np.array([5, 5, 5]))
    assert sums.holds(np.array([[1.0, 0.0, 1.0], [1.0, 0.0, 0.0]])).tolist() == [True, False]


NONE_COUNTED = np.zeros(3, dtype=bool)
ANSWERS = np.array([0.0, 25.0, 50.0, 75.0, 100.0])


def test_a_set_left_by_subtraction_in_which_all_are_alike_is_narrowed() -> None:
    """Of twelve, the five of a row are taken away: the other seven all said 75, so any four of them did."""
    made = structure(12, range(12), range(5))
    scores: Floats = np.array([0, 25, 50, 75, 100, *[75] * 7], dtype=float)
    found = narrowed(PublishedMeasure(made, scores, ANSWERS), 5)
    assert found is not None
    assert found.tolist() == parts_of(made, 11).tolist()
    assert narrowed(PublishedMeasure(made, np.where(np.arange(12) == 11, 0.0, scores), ANSWERS), 5) is None


@pytest.mark.parametrize(
    "sets",
    [
        [range(19), range(6), range(6, 13)],
        [range(24), range(6), range(6, 13), [19, 20, 21, 22, 23]],
        [range(8), range(8, 19), range(13)],
    ],
)
def test_what_several_rows_leave_of_another_or_of_two_is_looked_at(sets: list[Sequence[int]]) -> None:
    """Thirteen to eighteen all said 75, and follow only from three rows or more together."""
    made = structure(24, *sets, [0, 13, 1, 14, 2])
    scores: Floats = np.array([0, 25, 50, 100, 0, 25] * 4, dtype=float)
    scores[13:19] = 75
    found = narrowed(PublishedMeasure(made, scores, ANSWERS), 5)
    assert found is not None
    assert found.tolist() == parts_of(made, *range(13, 19)).tolist()


def test_a_plain_structure_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "narrow_set", lambda *_: pytest.fail("a program was solved"))
    made = structure(12, range(12), range(5), range(5, 12))
    assert narrowed(PublishedMeasure(made, np.full(12, 75.0), ANSWERS), 5) is None


def test_what_a_row_by_itself_reveals_as_closely_is_no_finding() -> None:
    """All twelve are alike, so that the row of all reveals each of them; unanimity is another rule's."""
    made = structure(12, range(12), range(5))
    assert narrowed(PublishedMeasure(made, np.full(12, 75.0), ANSWERS), 5) is None


def test_a_mean_near_the_end_of_the_scale_leaves_few_little_room() -> None:
    high = PublishedMeasure(structure(10, range(10)), np.array([100.0] * 9 + [95.0]), None)
    assert high.width(np.array([True]), 4, has_spread=True) < 10
    wide = PublishedMeasure(structure(10, range(10)), np.array([0.0, 100.0] * 5), None)
    assert wide.width(np.array([True]), 4, has_spread=True) > 50


@pytest.mark.parametrize("turned", [False, True])
def test_ten_points_are_enough_whatever_their_last_bits(turned: bool) -> None:
    """A mean of 28.3 and an SD of 11.2 leave any four of five exactly 10 points; in floating point, 9.999999999999996.

    Where the last bits decided, a scale turned over hid other rows.
    """
    made = structure(12, range(12), range(7))
    twelfths: Floats = np.array([0, 1, 4, 4, 6, 10, 12, 2, 2, 4, 4, 5], dtype=float)
    scores = 100 * (12 - twelfths) / 12 if turned else 100 * twelfths / 12
    published = PublishedMeasure(made, scores, None)
    assert published.width(parts_of(made, 11), 4, has_spread=True) == pytest.approx(10, abs=1e-12)
    assert narrowed(published, 5) is None


def test_an_open_stratum_between_full_rows_is_bounded_by_a_program() -> None:
    """One in both rows: the sums of the others are 0, so that the one has what is left of either."""
    made = structure(5, [0, 1, 2], [2, 3, 4])
    scores = np.array([0.0, 0.0, 0.0, 0.0, 0.0])
    middle = parts_of(made, 2)
    found = narrow_set(made, scores, None, middle[None], 10.0, NONE_COUNTED)
    assert found is not None
    assert found.tolist() == middle.tolist()
    assert narrow_set(made, np.array([50.0, 50.0, 50.0, 50.0, 50.0]), None, middle[None], 10.0, NONE_COUNTED) is None


def test_two_open_strata_are_bounded_together() -> None:
    """The second row leaves nothing to 2 and 3, so that 0 and 1 have all of the first; alone, either may have more."""
    made = structure(6, [0, 1, 2, 3], [2, 3, 4], [0, 5])
    scores = np.array([100.0, 0.0, 0.0, 0.0, 0.0, 50.0])
    one, other = parts_of(made, 0), parts_of(made, 1)
    assert not made.follows(one | other)
    assert narrow_set(made, scores, None, np.array([one, other]), 10.0, NONE_COUNTED) is None
    found = narrow_set(made, scores, None, np.array([one, other, one | other]), 10.0, NONE_COUNTED)
    assert found is not None
    assert found.tolist() == (one | other).tolist()


def comparisons() -> list[Comparison]:
    """Two groups of a side before and after, nothing hidden."""
    draw = np.random.default_rng(1)
    before, after = (draw.integers(1, 6, (22, 2)).astype(float).tolist() for _ in range(2))
    made = survey(instrument({"d": 2}, {"a": "s", "b": "s"}), ["a"] * 12 + ["b"] * 10, before, after)
    peoples = populations(made, Settings())
    return list(suppress(peoples, [lay_out(one.presence, 5) for one in peoples]).comparisons)


def everybody_but(*people: int) -> list[CountedSet]:
    return [CountedSet(Basis("pre"), ~flags(22, *people))]


def test_a_side_statistic_is_given_up_before_any_row() -> None:
    statistic = HeadlineStatistic("robustness", ("estimand", "independent"), "ALL")
    found = audit(comparisons(), Open("none"), [HeadlineSets(statistic, everybody_but(0, 1))])
    assert found.suppressed == {statistic}
    assert all(not rows for one in found.comparisons for rows in one.hidden.values())
    assert dict(found.log) == {"rank": "more_hidden", "bounds": "passed"}


def test_a_headline_statistic_that_leaves_enough_people_is_shown() -> None:
    found = audit(
        comparisons(),
        Open("none"),
        [HeadlineSets(HeadlineStatistic("attrition", (), "ALL"), everybody_but(0, 1, 2, 12, 13, 14))],
    )
    assert found.suppressed == frozenset()
    assert dict(found.log) == {"rank": "passed", "bounds": "passed"}


def test_of_several_headline_statistics_the_larger_is_given_up_first() -> None:
    wide, narrower = (HeadlineStatistic("robustness", ("missing", name), "ALL") for name in ("complete", "half"))
    statistics = [HeadlineSets(wide, everybody_but(0)), HeadlineSets(narrower, everybody_but(*range(6)))]
    assert audit(comparisons(), Open("none"), statistics).suppressed == {wide}


def test_what_was_suppressed_before_stays_so() -> None:
    statistic = HeadlineStatistic("attrition", (), "ALL")
    found = audit(comparisons(), Open("none"), [HeadlineSets(statistic, everybody_but(0))], [statistic])
    assert dict(found.log)["rank"] == "passed"
    assert found.suppressed == {statistic}
