"""Changes where the people of one organisation are known: values of R, and what is said where these tell little.

R 4.5.0 with clubSandwich 0.5.11 gave the values from the index of each person of the survey, as
``coef_test(fit, vcov = "CR2", cluster = organisation, test = "Satterthwaite")`` and ``conf_int`` with the same
arguments, where fit is ``lm(post - pre ~ 1)`` of those in both rounds, or ``lm(index ~ round)`` of everyone.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from metrics import ChangeRow, Settings, analyse
from surveys import Choice, ChoiceList, Group, Question, Survey
from surveys.model.survey import Breakdown
from tests.golden import values
from tests.metrics.survey_maker import instrument, survey

OF_R = {
    ("matched", "ALL"): (8.35813492063, 2.62010830805, 10.9428043844, 0.00866000543132, 2.58763578712, 14.1286340542),
    ("matched", "ngo"): (15.9722222222, 4.43864746168, 5.03327787022, 0.0153925839489, 4.58496824495, 27.3594761995),
    ("independent", "ALL"): (
        13.4306477968,
        3.93917207412,
        11.4626356507,
        0.00550948951152,
        4.80309116748,
        22.058204426,
    ),
    ("independent", "ngo"): (
        21.9866071429,
        5.67797188648,
        4.90174477897,
        0.0121904810783,
        7.30247685121,
        36.6707374345,
    ),
}
"""Change, standard error, degrees of freedom, p, and the 95 % interval."""


@pytest.mark.parametrize(("estimand", "group"), list(OF_R))
def test_an_index_is_tested_by_organisations_as_r_does_it(estimand: str, group: str) -> None:
    row = analyse(values.survey(values.EVENT), estimand=estimand, threshold=3).change_of["trust_index", group]
    assert row.clusters == {"ALL": 16, "ngo": 7}[group]
    found = (row.change, row.se, row.df, row.p, row.ci_low, row.ci_high)
    assert found == pytest.approx(OF_R[estimand, group], rel=1e-9)


def test_without_clusters_everybody_is_taken_as_independent() -> None:
    made = values.survey(values.EVENT)
    row = analyse(made, clusters=False).change_of["trust_index", "ALL"]
    assert (row.clusters, row.df) == (None, (row.n_matched or 0) - 1)


def with_organisations(organisation: list[int], seed: int = 4) -> Survey:
    """Twelve people of one group in both rounds, each of an organisation; -1: none."""
    rng = np.random.default_rng(seed)
    before, after = ([[float(x)] for x in rng.integers(1, 6, len(organisation))] for _ in range(2))
    plain = survey(instrument({"a": 1}, {"g": "s"}), ["g"] * len(organisation), before, after)
    names = [f"org_{number}" for number in range(max(organisation) + 1)]
    choices = ChoiceList("organisations", tuple(Choice(name, {"en": name}) for name in names))
    asked = Question("organisation", {"en": "Organisation"}, kind="select_one", choices=choices, role="organisation")
    form = replace(plain.instrument, questions=(*plain.instrument.questions, asked))
    categories = tuple(Group(name, {"en": name}) for name in names)
    stated = Breakdown("organisation", {"en": "Organisation"}, categories, np.array(organisation))
    return replace(plain, instrument=form, breakdowns=(stated,))


def row_of(organisation: list[int], **choices: object) -> ChangeRow:
    return analyse(with_organisations(organisation), Settings(**choices)).change_of["trust_index", "ALL"]  # type: ignore[arg-type]


def test_where_all_are_of_one_organisation_there_is_no_p_and_the_reason_is_said() -> None:
    for estimand in ("matched", "all", "independent"):
        row = row_of([0] * 12, estimand=estimand)
        assert (row.clusters, row.p, row.ci_low, row.reason) == (1, None, None, "one_organisation")
        assert row.verdict == "inconclusive"
        assert "organisation" in row.sentence


def test_where_nobody_has_a_colleague_pairs_are_tested_as_independent_people() -> None:
    alone, unknown = row_of(list(range(12))), row_of([-1] * 12)
    assert (alone.clusters, unknown.clusters) == (12, None)
    assert (alone.p, alone.ci_low) == (unknown.p, unknown.ci_low)


def test_whoever_states_no_organisation_counts_as_one_alone() -> None:
    stated = [0, 0, 0, 1, 1, 1, -1, -1, 2, 2, -1, 2]
    own = [0, 0, 0, 1, 1, 1, 3, 4, 2, 2, 5, 2]
    some, all_stated = row_of(stated), row_of(own)
    assert some.clusters == all_stated.clusters == 6
    assert (some.p, some.check_p) == (all_stated.p, all_stated.check_p)


def test_two_samples_take_whoever_states_none_as_somebody_else_in_each_round() -> None:
    assert row_of([0, 0, 0, 1, 1, 1, 2, 2, 2, -1, -1, -1], estimand="independent").clusters == 9
    assert row_of([0, 0, 0, 1, 1, 1, 2, 2, 2, -1, -1, -1], estimand="all").clusters == 6


def test_the_exact_check_flips_whole_organisations_and_is_left_out_for_two_samples() -> None:
    pairs = row_of([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    assert pairs.check == "sign_flip"
    assert float((pairs.check_p or 0) * 2**6).is_integer()
    samples = row_of([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5], estimand="independent")
    assert (samples.check, samples.check_p) == (None, None)


def test_a_permutation_of_colleagues_is_refused_and_flips_are_those_of_organisations() -> None:
    organisation = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    row = row_of(organisation, estimand="independent", test="permutation")
    assert (row.p, row.ci_low, row.reason) == (None, None, "organisations")
    flips = row_of(organisation, test="sign_flip")
    assert flips.p == flips.check_p
    assert row_of([0] * 6 + [1] * 6, test="sign_flip").verdict == "too_few"


@pytest.mark.parametrize(
    ("estimand", "test"),
    [("matched", "wilcoxon"), ("matched", "sign"), ("independent", "mann_whitney"), ("independent", "brunner_munzel")],
)
def test_tests_of_ranks_and_signs_take_people_as_independent_and_are_refused(estimand: str, test: str) -> None:
    row = row_of([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5], estimand=estimand, test=test)
    assert (row.p, row.reason, row.verdict) == (None, "organisations", "inconclusive")


def test_groups_that_share_an_organisation_are_not_compared_in_their_changes() -> None:
    made = with_organisations([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    form = replace(made.instrument, groups=(Group("g", {"en": "g"}, "s"), Group("h", {"en": "h"}, "s")))
    for group, has_p in (([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1], True), ([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], False)):
        two = replace(made, instrument=form, groups=form.groups, group=np.array(group))
        rows = analyse(two).difference_in_change
        assert rows
        assert all((row.p is not None) == has_p and row.difference is not None for row in rows)


def test_the_number_invited_is_left_out_of_account_where_organisations_are_known() -> None:
    organisation = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    plain, invited = row_of(organisation), row_of(organisation, invited={"g": 14})
    assert (invited.invited, invited.ci_low) == (None, plain.ci_low)
    assert row_of(organisation, invited={"g": 14}, clusters=False).invited == 14


def test_a_test_that_colleagues_rule_out_is_no_finding_of_another_method() -> None:
    result = analyse(values.survey(values.EVENT), estimand="independent", threshold=3)
    rows = [row for row in result.robustness if row.variant == "permutation"]
    assert rows
    assert {(row.verdict, row.p, row.reason) for row in rows} == {(None, None, "organisations")}
