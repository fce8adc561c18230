"""Surveys in which somebody could be singled out, each with the runs that are made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from surveys import Upload
from tests.attacker.people import Form, Person, files, people
from tests.attacker.people import book as workbook

SHARED = ("--audience", "shared")
"""Options of a run of which all but ``results.json`` is handed on."""


@dataclass(frozen=True)
class Scenario:
    """Raw files, the form, and the options of each run over them.

    Attributes
    ----------
    rounds : tuple of Upload
    form : Upload
    runs : tuple of tuples of str
    threshold : int
    breakdowns : tuple of str
        Columns by which any run breaks results down.
    """

    rounds: tuple[Upload, ...]
    form: Upload
    runs: tuple[tuple[str, ...], ...] = ((),)
    threshold: int = 5
    breakdowns: tuple[str, ...] = ()


SCENARIOS: dict[str, Callable[[], Scenario]] = {}
"""All scenarios by name."""


def scenario(make: Callable[[], Scenario]) -> Callable[[], Scenario]:
    """Adds a scenario under the name of the function that makes it."""
    SCENARIOS[make.__name__] = make
    return make


def plain(
    everyone: list[Person], *options: str, form: Form | None = None, rounds: int = 2, threshold: int = 5
) -> Scenario:
    """A scenario of one run."""
    form = form or Form()
    given = ("--threshold", str(threshold)) if threshold != 5 else ()
    return Scenario(files(form, everyone, rounds), form.upload(), ((*options, *given),), threshold)


def by(column: str, everyone: list[Person], form: Form, *options: str) -> Scenario:
    """A scenario that is broken down by a column."""
    return Scenario(files(form, everyone), form.upload(), (("--group-by", column, *options),), 5, (column,))


def usual(ngo: int = 12, women: int = 9, minority: int = 8, police: int = 9, army: int = 8) -> list[Person]:
    """Everybody in both rounds."""
    sizes = {"ngo": ngo, "women": women, "minority": minority, "police": police, "army": army}
    return [person for group, size in sizes.items() for person in people(size, group)]


@scenario
def small_before_only() -> Scenario:
    return plain([*usual(minority=3), *people(6, "minority", 50, (1,))], "--estimand", "independent")


@scenario
def small_after_only() -> Scenario:
    return plain([*usual(minority=3), *people(6, "minority", 50, (0,))], "--estimand", "independent")


@scenario
def small_in_the_matched_set_only() -> Scenario:
    return plain([*usual(minority=3), *people(4, "minority", 50, (0,)), *people(4, "minority", 70, (1,))])


@scenario
def small_in_one_item_only() -> Scenario:
    everyone = usual()
    for person in [one for one in everyone if one.group == "women"][:6]:
        person.skips("able_1")
    return plain(everyone)


@scenario
def two_small_groups_of_a_side_merge() -> Scenario:
    return plain(usual(women=3, minority=4))


@scenario
def one_small_group_beside_one_big_one() -> Scenario:
    return plain(usual(police=11, army=2))


@scenario
def one_small_group_alone_on_its_side() -> Scenario:
    return plain(usual(police=3, army=0))


@scenario
def two_small_groups_reach_exactly_the_threshold() -> Scenario:
    return plain(usual(women=2, minority=3))


@scenario
def a_group_exactly_at_the_threshold() -> Scenario:
    return plain(usual(minority=5, army=5))


@scenario
def two_leave() -> Scenario:
    return plain([*usual(), *people(2, "ngo", 50, (0,))])


@scenario
def two_join() -> Scenario:
    return plain([*usual(), *people(2, "police", 50, (1,))])


@scenario
def two_leave_each_group_and_join_it() -> Scenario:
    moved = [one for group in Form().sides for start in (50, 60) for one in people(2, group, start, (int(start > 50),))]
    return plain([*usual(), *moved])


@scenario
def as_many_leave_as_the_threshold() -> Scenario:
    return plain([*usual(), *people(5, "ngo", 50, (0,))])


@scenario
def two_leave_and_everyone_is_compared() -> Scenario:
    return plain([*usual(), *people(2, "ngo", 50, (0,))], "--estimand", "all")


@scenario
def three_lack_an_index_after() -> Scenario:
    everyone = usual()
    for person in everyone[:3]:
        person.skips("honest_1", "honest_2", "able_1", "able_2", rounds=(1,)).skips("honest_3", rounds=(1,))
    return plain(everyone)


@scenario
def leavers_and_joiners_as_two_samples() -> Scenario:
    return plain([*usual(), *people(3, "women", 50, (0,)), *people(2, "army", 50, (1,))], "--estimand", "independent")


GENDER = Form(breakdowns={"gender": ("woman", "man")})


def gendered(everyone: list[Person], women: Callable[[int, Person], bool]) -> list[Person]:
    """Everyone with a gender."""
    for number, person in enumerate(everyone):
        person.facts["gender"] = "woman" if women(number, person) else "man"
    return everyone


@scenario
def all_women_but_two_are_in_one_group() -> Scenario:
    outside = [12 + 9, 12 + 9 + 8]
    return by("gender", gendered(usual(), lambda n, one: one.group == "women" or n in outside), GENDER)


@scenario
def all_of_a_group_but_two_are_women_and_no_other_is() -> Scenario:
    everyone = usual(women=11)
    return by("gender", gendered(everyone, lambda n, one: one.group == "women" and n not in (12, 13)), GENDER)


@scenario
def a_category_of_one() -> Scenario:
    return by("gender", gendered(usual(), lambda n, _: n == 4), GENDER)


@scenario
def three_state_no_category() -> Scenario:
    everyone = gendered(usual(), lambda n, _: n % 2 == 0)
    for person in everyone[:3]:
        del person.facts["gender"]
    return by("gender", everyone, GENDER)


@scenario
def a_breakdown_where_a_small_side_is_left_out() -> Scenario:
    return by("gender", gendered(usual(police=3, army=0), lambda n, _: n % 2 == 0), GENDER)


@scenario
def two_breakdowns_by_two_runs() -> Scenario:
    form = Form(breakdowns={"gender": ("woman", "man"), "age": ("young", "old")})
    everyone = gendered(usual(), lambda n, _: n % 2 == 0)
    for number, person in enumerate(everyone):
        person.facts["age"] = "young" if number % 2 == 0 and number not in (4, 8) else "old"
    runs = (("--group-by", "gender"), ("--group-by", "age"))
    return Scenario(files(form, everyone), form.upload(), runs, 5, ("gender", "age"))


@scenario
def organisations_of_one() -> Scenario:
    everyone = usual()
    names = tuple(f"org_{k}" for k in range(len(everyone)))
    for number, person in enumerate(everyone):
        person.facts["organisation"] = names[number if number < 30 else 30 + (number - 30) // 8]
    return by("organisation", everyone, Form(breakdowns={"organisation": names}))


@scenario
def three_rounds_with_two_dropping_out() -> Scenario:
    return plain([*people(2, "ngo", 50, (0, 1)), *_in_three(usual())], rounds=3)


def _in_three(everyone: list[Person]) -> list[Person]:
    for person in everyone:
        person.rounds = (0, 1, 2)
    return everyone


@scenario
def three_rounds_with_another_group_later() -> Scenario:
    everyone = _in_three(usual())
    for person in everyone[:3]:
        person.later_group = "women"
    return plain(everyone, rounds=3)


@scenario
def three_rounds_with_a_group_small_in_the_last() -> Scenario:
    return plain([*_in_three(usual(minority=2)), *people(5, "minority", 50, (0, 1))], rounds=3)


@scenario
def two_state_no_group() -> Scenario:
    return plain([*usual(), *people(2, None)])


@scenario
def six_state_no_group() -> Scenario:
    return plain([*usual(), *people(6, None)])


@scenario
def unanimous_in_one_item_of_one_group() -> Scenario:
    everyone = usual()
    for person in everyone:
        if person.group == "women":
            person.says(2, "honest_1", rounds=(0,))
    return plain(everyone)


@scenario
def unanimous_throughout() -> Scenario:
    return plain([person.says(4, *Form().items) for person in usual()])


def _few_women_answer(item: str) -> list[Person]:
    """Three of the women answer an item, so that their row and that of the smallest other group are hidden."""
    everyone = usual()
    for person in [one for one in everyone if one.group == "women"][3:]:
        person.skips(item)
    return everyone


@scenario
def unanimous_by_subtraction() -> Scenario:
    everyone = _few_women_answer("able_2")
    for person in everyone:
        if person.group in ("women", "minority") and (0, "able_2") not in person.given:
            person.says(1, "able_2")
    return plain(everyone)


@scenario
def nearly_unanimous_where_a_group_is_hidden() -> Scenario:
    everyone = _few_women_answer("able_3")
    for person in everyone:
        if person.group in ("women", "minority") and (0, "able_3") not in person.given:
            person.says(5, "able_3")
    next(one for one in everyone if one.group == "minority").says(4, "able_3")
    return plain(everyone)


@scenario
def close_where_two_groups_are_hidden() -> Scenario:
    """Most of two groups answer nearly alike in all items; three of one skip so many that they have no index."""
    everyone = usual(women=7)
    for number, person in enumerate(everyone):
        if person.group in ("women", "minority"):
            person.says(3, *Form().items).says(3 + (number % 4 == 0), "able_1")
        if person.group == "women" and number > 15:
            person.skips("honest_1", "honest_2", "able_1", "able_2", rounds=(0, 1))
    return plain(everyone)


@scenario
def all_groups_small() -> Scenario:
    return plain(usual(2, 1, 2, 2, 1))


@scenario
def nobody_but_four() -> Scenario:
    return plain(usual(2, 0, 0, 2, 0))


@scenario
def no_sides() -> Scenario:
    return plain(usual(minority=3), form=Form(sides=dict.fromkeys(Form().sides)))


@scenario
def no_sides_and_two_small_groups() -> Scenario:
    return plain(usual(minority=3, army=4), form=Form(sides=dict.fromkeys(Form().sides)))


@scenario
def typed_groups() -> Scenario:
    return plain(usual(minority=2), form=Form(sides={}))


@scenario
def one_person_skips_an_item() -> Scenario:
    everyone = usual()
    everyone[2].skips("honest_1", rounds=(0,))
    return plain(everyone, *SHARED)


@scenario
def four_people_skip_an_item() -> Scenario:
    everyone = usual()
    for person in everyone[:4]:
        person.skips("able_1")
    return plain(everyone, *SHARED)


@scenario
def skips_in_a_group_with_distributions() -> Scenario:
    everyone = usual(ngo=34, women=12, minority=11, police=12, army=10)
    everyone[2].skips("honest_1", rounds=(0,))
    everyone[40].skips("able_3", rounds=(1,))
    return plain(everyone, *SHARED, "--units", "original")


@scenario
def one_group_below_twice_the_threshold() -> Scenario:
    return plain(usual(ngo=12, women=11, minority=6, police=12, army=11), *SHARED)


@scenario
def an_item_put_to_one_side_only() -> Scenario:
    everyone = usual()
    for person in everyone[12:15]:
        person.skips("able_4")
    return plain(everyone, form=Form(asked_of={"able_4": "civil_society"}).with_items("able_4"))


@scenario
def a_dimension_is_one_item_for_a_group() -> Scenario:
    """Few women answer an item that is all that the minorities answered of its dimension."""
    everyone = usual()
    for number, person in enumerate(everyone):
        if person.group == "minority":
            person.skips("fresh_2")
        if person.group == "women" and number > 14:
            person.skips("fresh_1")
    return plain(everyone, form=Form().with_items("fresh_1", "fresh_2"))


@scenario
def mirror_items() -> Scenario:
    asked = {"honest_1": "civil_society", "honest_1m": "security"}
    form = Form(asked_of=asked, same_as={"honest_1m": "honest_1"}).with_items("honest_1m")
    everyone = usual(army=3)
    everyone[0].skips("honest_1")
    return plain(everyone, form=form)


@scenario
def few_rate_a_target() -> Scenario:
    target = {"fair_to_police": "police", "fair_to_ngo": "ngo"}
    form = Form(target=target, no_dimension=frozenset(target)).with_items(*target)
    everyone = usual()
    for person in everyone:
        if person.group == "women" and int(person.code[4:7]) > 2:
            person.skips("fair_to_police")
    return plain(everyone, form=form)


@scenario
def two_weights_are_missing() -> Scenario:
    everyone = usual()
    for number, person in enumerate(everyone):
        person.weight = None if number in (3, 4) else 1.0 + number % 3 / 2
    return plain(everyone, "--weights", form=Form(has_weight=True))


@scenario
def everyone_is_compared_and_few_are_pairs() -> Scenario:
    everyone = [*people(9, "ngo", 0, (0,)), *people(9, "ngo", 20, (1,)), *people(3, "ngo", 40)]
    everyone += [*people(3, "women", 0, (0,)), *people(2, "women", 20, (1,)), *people(8, "women", 40)]
    everyone += [*people(8, "police"), *people(7, "army"), *people(1, "army", 20, (0,))]
    return plain(everyone, "--estimand", "all")


@scenario
def no_codes() -> Scenario:
    everyone = [*usual(minority=4), *people(3, "women", 50, (1,))]
    form = Form()
    return Scenario(files(form, everyone, has_codes=False), form.upload())


@scenario
def two_estimands_by_two_runs() -> Scenario:
    everyone = [*usual(), *people(6, "ngo", 50, (0,)), *people(7, "army", 50, (1,))]
    form = Form()
    return Scenario(files(form, everyone), form.upload(), (("--estimand", "matched"), ("--estimand", "independent")))


@scenario
def two_thresholds_by_two_runs() -> Scenario:
    form = Form()
    everyone = usual(women=4, minority=3, police=9, army=4)
    return Scenario(files(form, everyone), form.upload(), ((), ("--threshold", "3")), 3)


@scenario
def threshold_three() -> Scenario:
    return plain(usual(minority=2, army=3), threshold=3)


@scenario
def threshold_ten() -> Scenario:
    return plain(usual(ngo=22, women=14, minority=8, police=12, army=9), threshold=10)


@scenario
def two_hundred_people_of_many_categories() -> Scenario:
    everyone = usual(ngo=70, women=45, minority=35, police=30, army=20)
    names = tuple(f"district_{k}" for k in range(24))
    for number, person in enumerate(everyone):
        person.facts["district"] = names[(number * number) % 24 if number % 3 else number % 7]
    return by("district", everyone, Form(breakdowns={"district": names}), *SHARED)


@scenario
def one_round_only() -> Scenario:
    everyone = [*usual(minority=3), *people(2, None)]
    everyone[1].skips("able_2")
    return plain(everyone, rounds=1)


def _asked_of_before(everyone: list[Person], form: Form) -> tuple[Upload, Upload]:
    """A file of before, and a file of after that asks of before as well."""
    before, _ = files(form, everyone)
    draw = np.random.default_rng(3)
    header: list[object] = ["code", "stakeholder", "full_name"]
    header += [f"{when}: {item}" for item in form.items for when in ("BEFORE", "AFTER")]
    rows: list[list[object]] = [header]
    for number, person in enumerate(everyone):
        if 1 not in person.rounds:
            continue
        row: list[object] = [person.code, person.group or "", f"Zainab Q{number:03d}"]
        for at, _ in enumerate(form.items):
            shift = int(draw.integers(0, 2))
            row += [f"a{(2 * number + 3 * at + when + shift) % 5 + 1}" for when in (0, 1)]
        rows.append(row)
    return before, workbook("endline_march.xlsx", {"Data": rows})


@scenario
def asked_of_before_and_after() -> Scenario:
    form = Form()
    rounds = _asked_of_before([*usual(minority=2), *people(3, "ngo", 50, (0,))], form)
    return Scenario(rounds, form.upload())


@scenario
def asked_of_before_and_after_in_one_file() -> Scenario:
    form = Form()
    return Scenario(_asked_of_before(usual(army=2), form)[1:], form.upload())


@scenario
def names_planted_in_a_small_shared_survey() -> Scenario:
    return plain(usual(6, 5, 0, 7, 0), *SHARED)


def _leaving(everyone: list[Person]) -> list[Person]:
    """With three who came before alone and eight who came after alone."""
    return [*everyone, *people(3, "ngo", 50, (0,)), *people(8, "women", 70, (1,))]


@scenario
def questions_asked_after_alone() -> Scenario:
    """Of one aspect two of three, which leaves too few to compare it; few of a group answer the one that is left."""
    form = Form(rounds_of={"able_2": (1,), "able_3": (1,)})
    everyone = usual()
    for person in [one for one in everyone if one.group == "women"][:6]:
        person.skips("able_3")
    return plain(_leaving(everyone), *SHARED, form=form)


@scenario
def an_aspect_asked_before_alone() -> Scenario:
    form = Form(rounds_of=dict.fromkeys(("able_1", "able_2", "able_3"), (0,)))
    everyone = usual(minority=4)
    everyone[1].skips("able_2")
    everyone[2].skips("honest_3")
    return plain(_leaving(everyone), *SHARED, form=form)


@scenario
def a_question_missing_in_one_file_of_two_samples() -> Scenario:
    form = Form(rounds_of={"honest_3": (0,)})
    return plain(_leaving(usual(army=3)), "--estimand", "independent", form=form)


@scenario
def a_question_that_the_last_of_three_rounds_lacks() -> Scenario:
    form = Form(rounds_of={"able_1": (0, 1)})
    everyone = [*usual(), *people(6, "police", 50, (0, 2)), *people(7, "ngo", 70, (1, 2))]
    for person in everyone[:30]:
        person.rounds = (0, 1, 2)
    return plain(everyone, form=form, rounds=3)


@scenario
def a_side_that_is_not_asked_again() -> Scenario:
    """The question that mirrors another has no column after the event."""
    form = Form(
        asked_of={"honest_1": "civil_society", "back_1": "security"},
        target={"honest_1": "security", "back_1": "civil_society"},
        same_as={"back_1": "honest_1"},
        rounds_of={"back_1": (0,)},
    ).with_items("back_1")
    return plain(_leaving(usual(army=6)), *SHARED, form=form)


@scenario
def one_aspect_and_somebody_who_skips() -> Scenario:
    """The index is the aspect: rounded to whole points in one round, it may tell more in the other than before."""
    everyone = usual(minority=4)
    everyone[2].skips("honest_3")
    return plain(_leaving(everyone), *SHARED, form=Form(items=("honest_1", "honest_2", "honest_3")))


PAIRS = Form(items=("honest_1", "able_1", "able_2"))
"""One aspect of one question, one of two."""


@scenario
def a_lawyer_who_skips_one_of_two_questions() -> Scenario:
    """Twenty with a mean of 50 in an aspect, of whose two questions one was answered by nineteen."""
    everyone = usual(ngo=20)
    for number, person in enumerate(everyone[:20]):
        person.says(3 if number < 2 else 2 + number % 2 * 2, "able_1", "able_2", rounds=(0,))
    everyone[0].skips("able_2", rounds=(0,))
    return plain(everyone, *SHARED, form=PAIRS)


@scenario
def mean_55_and_sd_11_of_five_people() -> Scenario:
    """Four answered 50 and one 75: nothing else has that mean and that spread."""
    everyone = usual(army=5)
    for number, person in enumerate(everyone[-5:]):
        person.says(3 + (number == 4), "honest_1", rounds=(0,))
    return plain(everyone, *SHARED, form=PAIRS)


@scenario
def hidden_where_nobody_is_few() -> Scenario:
    """Of a side's answers only one was given by as many as the group has whose row is hidden."""
    everyone = usual(police=12, army=6)
    for number, person in enumerate(everyone[-18:]):
        person.says(5 if person.group == "army" else 1 + number % 4, "able_2", rounds=(0,))
    return plain(everyone, *SHARED)


@scenario
def all_changed_alike() -> Scenario:
    everyone = usual(army=12)
    for number, person in enumerate(everyone[-12:]):
        for item in ("able_1", "able_3"):
            person.says(1 + number % 4, item, rounds=(0,)).says(2 + number % 4, item, rounds=(1,))
    return plain(everyone, *SHARED)


@scenario
def all_moved_in_one_direction() -> Scenario:
    """Of a side whose groups are all large enough to show how many rose."""
    everyone = usual(police=12, army=12)
    for number, person in enumerate(everyone[-12:]):
        person.says(1 + number % 3, "able_1", rounds=(0,)).says(2 + number % 3 + number % 2, "able_1", rounds=(1,))
    return plain(everyone, *SHARED)


@scenario
def weighted_shares_of_ten() -> Scenario:
    everyone = usual(ngo=14, women=10, minority=10, police=10, army=10)
    for number, person in enumerate(everyone):
        person.weight = (0.7, 1.0, 1.3)[number % 3]
    return plain(everyone, "--weights", *SHARED, form=Form(has_weight=True))


@scenario
def three_rounds_with_two_missing_in_the_middle() -> Scenario:
    """The first and the last round compared, less what two other pairs say of all others, are the two."""
    return plain([*people(2, "ngo", 50, (0, 2)), *_in_three(usual())], *SHARED, rounds=3)


@scenario
def three_rounds_at_ordinary_attendance() -> Scenario:
    """Twenty-nine people three times, others once or twice."""
    everyone = _in_three(usual(ngo=8, women=6, minority=0, police=8, army=7))
    everyone += [*people(3, "ngo", 50, (0, 1)), *people(2, "police", 50, (0, 2)), *people(2, "women", 50, (1, 2))]
    everyone += [*people(3, "army", 50, (0,)), *people(2, "ngo", 70, (1,)), *people(1, "women", 70, (0, 1))]
    return plain(everyone, *SHARED, rounds=3)


@scenario
def three_rounds_in_which_somebody_skips() -> Scenario:
    """Rows of two pairs differ in one person, whom index, aspects and questions together tell apart."""
    everyone = _in_three(usual(minority=5))
    everyone[0].skips("honest_1", rounds=(1,))
    everyone[1].skips("able_1", rounds=(2,))
    return plain(everyone, *SHARED, rounds=3)


@scenario
def one_group() -> Scenario:
    """The form asks for no group; few people come once."""
    everyone = [*usual(), *people(3, "ngo", 50, (0,)), *people(2, "police", 50, (1,))]
    everyone[4].skips("able_2", rounds=(1,))
    return plain(everyone, *SHARED, form=Form(asks_group=False))


@scenario
def one_group_of_four() -> Scenario:
    return plain(people(4, "ngo"), form=Form(asks_group=False))


@scenario
def one_group_by_sex_stated_by_nearly_all() -> Scenario:
    form = Form(breakdowns={"sex": ("woman", "man")}, asks_group=False)
    everyone = [*people(18, "ngo", sex="woman"), *people(14, "police", sex="man"), *people(2, "army")]
    return by("sex", everyone, form, *SHARED)


@scenario
def a_group_that_no_file_has_a_column_of() -> Scenario:
    return plain(usual(minority=3), *SHARED, form=Form(group_in=()))


@scenario
def a_group_that_the_first_file_alone_has_a_column_of() -> Scenario:
    """Who came later alone states none."""
    everyone = [*usual(), *people(3, "ngo", 50, (1,)), *people(7, "police", 50, (0,))]
    return plain(everyone, *SHARED, form=Form(group_in=(0,)))
