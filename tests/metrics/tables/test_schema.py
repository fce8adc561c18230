"""What follows from how a table is declared: kinds, twins, handing on, frames and the document."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Annotated, Any

import pytest

from metrics import PROTECTED, ChangeRow, DifferenceRow, DunnRow, RobustnessRow, ScoreRow, frame, to_document
from metrics.result import TABLES
from metrics.schema.kinds import COUNT, Details, Group, Kind, Measure, People, Points, Precision
from metrics.schema.rows import ROWS, fields_of, handed_on, has_no_number, hidden_twin, nested_row, table, table_of
from tests.reports.made_results import made_result
from tests.sample import sample_result, shared_sample


@dataclass(frozen=True)
class WithoutKind:
    measure: Measure
    group: Group
    exact: float | None = None


@dataclass(frozen=True)
class OfAnotherType:
    measure: Measure
    exact: Annotated[float | None, COUNT] = None


@dataclass(frozen=True)
class Known:
    measure: Measure
    group: Group
    n: People = None
    mean: Points = None


def test_a_field_without_a_kind_stops_the_import() -> None:
    with pytest.raises(TypeError, match=r"WithoutKind\.exact needs one kind"):
        table("mutant")(WithoutKind)
    with pytest.raises(TypeError, match=r"WithoutKind\.exact needs one kind"):
        nested_row()(WithoutKind)


def test_a_number_that_is_declared_as_a_count_stops_the_import() -> None:
    with pytest.raises(TypeError, match="another type than its kind, count"):
        table("mutant")(OfAnotherType)


def test_a_kind_without_a_rule_for_handing_on_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="hand_on"):
        Kind("mutant", {"type": "number"})  # type: ignore[call-arg]


def test_a_column_that_is_left_out_or_unknown_stops_the_import() -> None:
    with pytest.raises(TypeError, match="columns of Known are not its fields: mean"):
        table("mutant", columns="group measure n")(Known)


@dataclass(frozen=True)
class OfGroups:
    rater: Group
    target: Group
    mean: Points = None


@dataclass(frozen=True)
class WithGroupsWithin:
    measure: Measure
    dunn: Annotated[tuple[DunnRow, ...], ROWS] = ()


@dataclass(frozen=True)
class NeverEmpty:
    measure: Measure
    mean: Points = 50.0


@dataclass(frozen=True)
class KeptNumber:
    measure: Measure
    mean: Annotated[Points, Details(stays=True)] = None


def test_a_table_says_which_rows_are_hidden_with_its_own() -> None:
    for rows in (OfGroups, WithGroupsWithin):
        with pytest.raises(TypeError, match="say of which measures and groups"):
            table("mutant")(rows)
    assert table_of(ScoreRow).subjects(ScoreRow("trust_index", "index", "a", "pre", None, None)) == (
        ("trust_index", "a"),
    )
    difference = DifferenceRow("trust_index", "index", "a", "b", "pre", "post")
    assert table_of(DifferenceRow).subjects(difference) == (("trust_index", "a"), ("trust_index", "b"))


@pytest.mark.parametrize("rows", [NeverEmpty, KeptNumber])
def test_a_number_that_a_protected_row_would_have_stops_the_import(rows: type) -> None:
    with pytest.raises(TypeError, match="a hidden row can't keep it"):
        table("mutant")(rows)


def test_rows_that_are_no_table_are_none() -> None:
    with pytest.raises(TypeError, match="not declared"):
        table_of(WithoutKind)


@pytest.mark.parametrize("name", TABLES)
def test_a_protected_row_keeps_its_keys_and_has_no_number(name: str) -> None:
    for row in getattr(made_result("weighted"), name):
        twin = hidden_twin(row)
        assert has_no_number(twin)
        assert hidden_twin(twin) == twin
        kept = [one.name for one in fields_of(type(row)) if one.stays]
        assert [getattr(twin, key) for key in kept] == [getattr(row, key) for key in kept]


def test_a_protected_row_says_so_where_it_can() -> None:
    row = RobustnessRow("test", "sign", "ALL", change=3.25, p=0.01, verdict="increased")
    assert hidden_twin(row) == RobustnessRow("test", "sign", "ALL", verdict="increased", reason=PROTECTED)
    assert hidden_twin(ChangeRow("trust_index", "index", "ALL", "pre", "post", n_from=9)).verdict == PROTECTED


@pytest.mark.parametrize(("people", "is_whole", "expected"), [(29, False, 9.0), (30, False, 8.9), (30, True, 9.0)])
def test_points_are_rounded_by_the_people_of_their_row(people: int, is_whole: bool, expected: float) -> None:
    row = ScoreRow("trust_index", "index", "ALL", "pre", None, None, n=people, mean=8.92857, n_effective=28.55)
    rounded = handed_on(row, Precision(is_whole=is_whole))
    assert (rounded.mean, rounded.n, rounded.n_effective) == (expected, people, 28.6)


def test_every_number_that_a_result_has_is_declared() -> None:
    for name, declared in TABLES.items():
        for row in getattr(sample_result(), name):
            assert [one.name for one in fields(row)] == [one.name for one in declared.fields]


def test_a_row_with_a_field_that_nobody_thought_about_is_not_handed_on() -> None:
    with pytest.raises(TypeError, match="needs one kind"):
        handed_on(WithoutKind("trust_index", "ALL", exact=8.92857), Precision())


@pytest.mark.parametrize("name", TABLES)
def test_a_frame_has_the_types_of_its_fields_and_the_labels_of_its_keys(name: str) -> None:
    made = frame(shared_sample(), name)
    assert len(made) == len(getattr(shared_sample(), name))
    types = {one.json: one.kind.dtype for one in TABLES[name].fields}
    assert {column: str(made[column].dtype) for column in types} == types
    labelled = {one.json for one in TABLES[name].fields if one.kind.name in ("group", "measure")}
    assert {column.removesuffix("_label") for column in made.columns if column not in types} == labelled
    assert not [column for column in labelled if made[f"{column}_label"].isna().any()]


def test_a_frame_of_an_empty_table_has_its_columns() -> None:
    assert list(frame(made_result("one round"), "changes").columns)[:3] == ["measure", "measure_label", "level"]


def test_the_labels_of_a_frame_are_in_the_language_asked_for() -> None:
    arabic, english = (frame(shared_sample(), "scores", one)["group_label"] for one in ("ar", "en"))
    assert (arabic != english).any()


def test_what_is_written_is_written_under_the_declared_keys() -> None:
    document: dict[str, Any] = to_document(sample_result())
    for name, declared in TABLES.items():
        rows = document[name] if name != "attrition" else document[name]["sides"]
        assert {tuple(row) for row in rows} <= {tuple(one.json for one in declared.fields)}


def test_what_is_said_later_of_a_field_holds_beside_what_was_said_before() -> None:
    merged = {one.name: one.details for one in fields_of(ScoreRow)}
    assert merged["from_round"] == Details(json="from")
    assert replace(merged["mean"], schema={}) == Details(is_weighted=True)
