"""What is handed on (rule 40): coarser numbers, no distribution of few, for the public no group, and never finer."""

from __future__ import annotations

from dataclasses import fields

import pytest

from metrics import Protected, Shared, analyse, shared, to_document
from metrics.result import from_document, shared_from_document
from tests.metrics.survey_maker import people
from tests.reports.made_results import made_result
from tests.sample import sample_result, shared_sample


def small(**sizes: int) -> Protected:
    """Groups of one side in which everybody answers both times."""
    return analyse(people(sizes, dict.fromkeys(sizes, "s")))


def test_points_are_whole_below_thirty_people_and_have_one_decimal_from_there_on() -> None:
    result = small(a=29, b=30)
    rounded = {row.group: row for row in shared(result).scores if (row.measure, row.round) == ("a_1", "pre")}
    full = {row.group: row for row in result.scores if (row.measure, row.round) == ("a_1", "pre")}
    for group, decimals in (("a", 0), ("b", 1), ("ALL", 1)):
        mean, sd = full[group].mean, full[group].sd
        assert mean is not None
        assert sd is not None
        assert (rounded[group].mean, rounded[group].sd) == (round(mean, decimals), round(sd, decimals))
        assert rounded[group].n == full[group].n


def test_a_change_is_rounded_with_its_interval_by_the_smaller_of_its_rounds() -> None:
    for row in shared(small(a=29, b=30)).changes:
        points = (row.mean_from, row.mean_to, row.change, row.ci_low, row.ci_high, row.detectable)
        assert row.n_from is not None
        decimals = 0 if row.n_from < 30 else 1
        assert all(point is None or point == round(point, decimals) for point in points)
        assert row.p is None or row.p == round(row.p, 3) or row.p < 0.001


def distributions(result: Protected, item: str = "a_1") -> set[str]:
    return {row.group for row in result.items if row.item == item and row.round == "pre" and row.counts is not None}


def test_no_distribution_of_fewer_than_twice_the_threshold_and_one_more() -> None:
    assert distributions(shared(small(a=20, b=12, c=9))) == {"ALL", "SIDE:s", "a"}
    assert distributions(shared(small(a=20, b=9, c=9))) == {"ALL", "SIDE:s", "a"}
    assert distributions(shared(small(a=20, b=12, c=10))) == {"ALL", "SIDE:s", "a", "b", "c"}
    assert distributions(small(a=20, b=12, c=9)) == {"ALL", "SIDE:s", "a", "b", "c"}


def test_where_no_other_group_is_left_the_sides_and_everybodys_are_not_counted_out() -> None:
    assert distributions(shared(small(a=9))) == set()


def test_rises_and_falls_go_with_the_distribution() -> None:
    rows = {row.group: row for row in shared(small(a=20, b=12, c=9)).changes if row.measure == "a_1"}
    assert rows["c"].rose is rows["c"].same is rows["c"].fell is None
    assert rows["a"].rose is not None


def groups(result: Protected) -> set[str]:
    tables = (result.scores, result.changes, result.items, result.item_tests)
    names = {row.group for table in tables for row in table}
    return names | {group.name for group in result.groups}


def test_the_public_is_shown_no_group() -> None:
    result = shared(sample_result(), "public")
    assert (result.audience, result.named) == ("public", "sides")
    assert {name for name in groups(result) if not name.startswith("SIDE:")} == {"ALL"}
    assert result.between_groups == ()
    assert {row.rater for row in result.matrix} <= {"ALL", "SIDE:civil_society", "SIDE:security"}


def test_groups_below_ten_are_not_named_and_one_more_where_it_would_be_alone() -> None:
    assert groups(shared(small(a=20, b=12, c=9), named="ten")) == {"ALL", "SIDE:s", "a"}
    assert groups(shared(small(a=20, b=8, c=9), named="ten")) == {"ALL", "SIDE:s", "a"}
    assert groups(shared(small(a=20, b=12, c=10), named="ten")) == {"ALL", "SIDE:s", "a", "b", "c"}
    assert groups(shared(small(a=20, b=12, c=9), named="all")) == {"ALL", "SIDE:s", "a", "b", "c"}


def test_what_is_handed_on_names_no_file() -> None:
    assert all(round_.file is None and round_.sha256 is None for round_ in shared_sample().rounds)
    assert all(round_.file for round_ in sample_result().rounds)


def test_an_unknown_audience_is_refused() -> None:
    with pytest.raises(ValueError, match="audience"):
        shared(sample_result(), "everybody")
    with pytest.raises(ValueError, match="named"):
        shared(sample_result(), "public", "some")


def test_a_result_that_was_read_back_is_not_handed_on_anew() -> None:
    read = from_document(to_document(sample_result()))
    assert not isinstance(read, Shared)
    with pytest.raises(ValueError, match="analyse the survey again"):
        shared(read)
    with pytest.raises(ValueError, match="full numbers"):
        shared_from_document(to_document(sample_result()))


@pytest.mark.parametrize("kind", ["matched", "independent", "few in a group", "three rounds", "weighted", "many left"])
def test_handing_on_again_changes_nothing_and_to_fewer_only_takes_away(kind: str) -> None:
    once = shared(made_result(kind))
    again = shared(once)
    assert to_document(again) == to_document(once)
    public = shared(once, "public")
    assert to_document(public) == to_document(shared(made_result(kind), "public"))
    for table in ("scores", "changes", "items", "matrix"):
        assert _numbers(public, table) <= _numbers(once, table)


def _numbers(result: Protected, table: str) -> set[str]:
    return {str({one.name: getattr(row, one.name) for one in fields(row)}) for row in getattr(result, table)}


def test_it_can_be_read_back_as_what_it_was() -> None:
    read = shared_from_document(to_document(shared_sample()))
    assert to_document(read) == to_document(shared_sample())
    assert isinstance(read, Shared)
