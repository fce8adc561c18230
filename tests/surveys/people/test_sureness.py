"""How many matches may be of different people: by hand, by formula and by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from surveys.model.matching import Sureness
from surveys.model.survey import Flags
from surveys.people.matching.sureness import FEWEST_TELLING, agreement, most_informative, wrong_matches
from tests.surveys.one_slip_apart import both, matching, read
from tests.surveys.workbooks import HEADER, answers

NAMES = ("ngo", "women", "ministry")


def test_agreement_and_chance_counted_by_hand() -> None:
    stated = [("ngo", "ngo"), ("ngo", "ngo"), ("ngo", "ministry"), ("ministry", "ministry"), ("", "ngo"), ("ngo", "")]
    found = agreement({}, stated)
    assert (found.people, found.differing) == (4, 1)
    assert found.chance == pytest.approx((3 * 2 + 1 * 2) / 16)


def test_the_share_is_one_minus_cohens_kappa() -> None:
    found = wrong_matches(40, 4, 0.2)
    assert found is not None
    agreed = 36 / 40
    assert 1 - found.share == pytest.approx((agreed - 0.2) / (1 - 0.2))


def test_the_interval_is_clopper_and_pearsons_over_what_strangers_would_differ() -> None:
    found = wrong_matches(40, 4, 0.2)
    exact = stats.binomtest(4, 40).proportion_ci(0.95, method="exact")
    assert found is not None
    assert (found.low, found.high) == pytest.approx((exact.low / 0.8, exact.high / 0.8))


def test_all_agreeing_leaves_room_for_what_so_few_could_not_show() -> None:
    found = wrong_matches(40, 0, 0.2)
    assert found is not None
    assert (found.share, found.low) == (0, 0)
    assert found.high == pytest.approx((1 - 0.025 ** (1 / 40)) / 0.8)


def test_no_share_exceeds_one() -> None:
    found = wrong_matches(10, 10, 0.4)
    assert found is not None
    assert (found.share, found.high) == (1, 1)


@pytest.mark.parametrize(("people", "chance"), [(0, 1.0), (4, 0.0), (100, 1.0), (9, 0.5)])
def test_with_too_few_people_or_one_group_no_estimate_is_made(people: int, chance: float) -> None:
    assert people * (1 - chance) < FEWEST_TELLING
    assert wrong_matches(people, 0, chance) is None


def test_the_group_is_evidence_unless_hardly_anybody_could_differ_in_it() -> None:
    group = agreement({}, [("ngo", "ngo")] * 6 + [("women", "women")] * 4)
    sex = agreement({"en": "Sex"}, [("f", "f")] * 5 + [("m", "m")] * 5)
    same = agreement({}, [("ngo", "ngo")] * 10)
    halves = agreement({}, [("ngo", "ngo"), ("women", "women")] * 5)
    assert most_informative([same, sex]) == sex
    assert most_informative([group, sex]) == sex
    assert most_informative([halves, sex]) == halves
    assert most_informative([]) is None


@pytest.mark.parametrize("wrong", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("shares", [(0.4, 0.35, 0.25), (0.15,) * 6 + (0.1,)])
def test_in_simulated_matches_the_estimate_is_right_and_the_interval_holds_it(
    wrong: float, shares: tuple[float, ...]
) -> None:
    draw = np.random.default_rng(2)
    found, held = [], 0
    for _ in range(500):
        first = draw.choice(len(shares), size=60, p=shares)
        stranger = draw.random(60) < wrong
        later = np.where(stranger, draw.choice(len(shares), size=60, p=shares), first)
        stated = list(zip(map(str, first.tolist()), map(str, later.tolist()), strict=True))
        counts = agreement({}, stated)
        estimate = wrong_matches(counts.people, counts.differing, counts.chance)
        assert estimate is not None
        found.append(estimate.share)
        held += estimate.low <= wrong <= estimate.high
    assert np.mean(found) == pytest.approx(wrong, abs=0.01)
    assert held / 500 >= 0.94


def stated_by(
    draw: np.random.Generator, stranger: Flags, shares: tuple[float, ...], stays: float = 1.0
) -> list[tuple[str, str]]:
    """What matched people state in two rounds: strangers and who changes it state whatever, the others the same."""
    people = len(stranger)
    first, other = (draw.choice(len(shares), size=people, p=shares) for _ in range(2))
    changes = stranger | (draw.random(people) >= stays)
    later = np.where(changes, other, first)
    return list(zip(map(str, first.tolist()), map(str, later.tolist()), strict=True))


@pytest.mark.parametrize("wrong", [0.0, 0.03, 0.2])
@pytest.mark.parametrize("people", [60, 300])
def test_an_opinion_beside_a_lasting_fact_is_not_taken_for_one(wrong: float, people: int) -> None:
    draw = np.random.default_rng(3)
    taken, held = [], 0
    for _ in range(300):
        stranger = draw.random(people) < wrong
        opinion = agreement({"en": "Opinion"}, stated_by(draw, stranger, (0.2,) * 5, stays=0.3))
        sex = agreement({"en": "Sex"}, stated_by(draw, stranger, (0.5, 0.5)))
        found = most_informative([agreement({}, []), opinion, sex])
        assert found is not None
        estimate = wrong_matches(found.people, found.differing, found.chance)
        assert estimate is not None
        taken.append(found.label == {"en": "Sex"})
        held += estimate.low <= wrong <= estimate.high
    assert np.mean(taken) >= (0.9 if people == 60 else 1)
    assert held / 300 >= 0.9


@pytest.mark.parametrize("wrong", [0.0, 0.1, 0.5, 1.0])
def test_of_facts_that_last_the_one_that_tells_most_is_taken_as_ever(wrong: float) -> None:
    draw = np.random.default_rng(4)
    same = []
    for _ in range(300):
        stranger = draw.random(200) < wrong
        group = agreement({}, stated_by(draw, stranger, (0.25,) * 4))
        sex = agreement({"en": "Sex"}, stated_by(draw, stranger, (0.5, 0.5)))
        town = agreement({"en": "Town"}, stated_by(draw, stranger, (0.1,) * 10))
        same.append(most_informative([group, sex, town]) == group)
        same.append(most_informative([agreement({}, []), sex, town]) == town)
    assert np.mean(same) >= (0.99 if wrong == 1 else 1)


def test_everybody_of_a_round_is_in_one_part() -> None:
    (found,) = matching(read(both())).sureness
    assert found == Sureness("pre", "post", 2, 0, 3, 3, 0, 0, found.agreement, None)


def test_people_without_a_code_are_not_found_and_counted() -> None:
    rounds = [
        answers([["A111", "ngo", "a", "a", "a"], ["", "ngo", "d", "a", "a"]]),
        answers([["A111", "ngo", "a", "a", "a"]], "post.xlsx"),
    ]
    (found,) = matching(read(rounds)).sureness
    assert (found.by_code, found.only_first, found.no_code_first, found.no_code_later) == (1, 1, 1, 0)


def test_each_later_round_is_listed_with_the_first_and_with_the_one_before() -> None:
    rounds = [answers([["A111", "ngo", "a", "a", "a"]], f"r{number}.xlsx") for number in range(2)]
    rounds += [answers([["A111", "ngo", "d", "a", "a"]], "r2.xlsx")]
    rounds[1] = answers([["B222", "ngo", "a", "a", "a"]], "r1.xlsx")
    found = matching(read(rounds)).sureness
    assert [(one.first, one.later, one.by_code) for one in found] == [
        ("pre", "post", 0),
        ("pre", "followup_1", 1),
        ("post", "followup_1", 0),
    ]


def test_a_survey_whose_codes_were_shuffled_is_seen_through() -> None:
    rows = [[f"C{number:03d}", NAMES[number % 3], "a", "a", "a"] for number in range(60)]
    mixed = [[f"C{(number + 7 * (number % 5 == 0)) % 60:03d}", *row[1:]] for number, row in enumerate(rows)]
    honest = matching(read([answers(rows), answers(rows[::-1], "post.xlsx", HEADER)])).sureness[0]
    assert honest.wrong is not None
    assert honest.wrong.share == 0
    shuffled = matching(read([answers(rows), answers(mixed, "post.xlsx", HEADER)])).sureness[0]
    assert shuffled.wrong is not None
    assert shuffled.wrong.low > 0
