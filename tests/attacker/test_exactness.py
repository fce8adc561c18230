"""Every number of a shared result is read against its kind, and a field that is declared wrongly is caught."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Annotated, Any
from unittest.mock import patch

import pytest

from metrics import ChangeRow, Protected, ScoreRow, Settings, analyse, shared, table_assembly, to_document
from metrics.result.tables import ALL_TABLES, TABLES
from metrics.schema import kinds, rows
from metrics.schema.kinds import Kind
from metrics.tables.scores import score_rows
from tests.attacker.exactness import too_exact
from tests.golden.values import EVENT, survey
from tests.reports.made_results import KINDS, made_result, made_survey
from tests.sample import sample_result


def handed_on(result: Protected, audience: str = "participants", named: str | None = None) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(to_document(shared(result, audience, named))))
    return made


@pytest.mark.parametrize("named", ["all", "ten", "sides"])
@pytest.mark.parametrize("audience", ["participants", "public"])
def test_nothing_of_the_sample_is_shown_too_exactly(audience: str, named: str) -> None:
    assert too_exact(handed_on(sample_result(), audience, named)) == []


@pytest.mark.parametrize("estimand", ["matched", "all", "independent"])
def test_nothing_of_the_golden_survey_is_shown_too_exactly(estimand: str) -> None:
    found = analyse(survey(EVENT), Settings(estimand=estimand))
    for audience in ("participants", "public"):
        assert too_exact(handed_on(found, audience)) == []


@pytest.mark.parametrize("kind", ["matched", "all", "independent", *KINDS])
def test_nothing_of_a_made_survey_is_shown_too_exactly(kind: str) -> None:
    assert too_exact(handed_on(made_result(kind))) == []


def test_nothing_is_shown_too_exactly_where_the_statistic_is_in_points() -> None:
    for estimand, test in (("matched", "sign_flip"), ("independent", "permutation")):
        assert too_exact(handed_on(made_result(estimand, test))) == []


def test_the_officers_own_numbers_are_seen_to_be_exact() -> None:
    assert len(too_exact(json.loads(json.dumps(to_document(sample_result()))))) > 100


def test_a_number_that_no_table_declares_is_caught() -> None:
    made = handed_on(sample_result())
    made["scores"][0]["median"] = 50.0
    assert too_exact(made) == ["scores.median is not declared"]


KINDS_BY_NAME: dict[str, Kind] = {kind.name: kind for kind in vars(kinds).values() if isinstance(kind, Kind)}

WRONG = [
    (ScoreRow, "mean", "p_of_counts"),
    (ScoreRow, "mean", "statistic"),
    (ScoreRow, "mean", "ratio"),
    (ScoreRow, "sd", "p_of_counts"),
    (ScoreRow, "sd", "ratio"),
    (ScoreRow, "sd", "share"),
    (ChangeRow, "mean_to", "statistic"),
    (ChangeRow, "change", "p_of_counts"),
    (ChangeRow, "p", "p_of_counts"),
    (ChangeRow, "effect_value", "p_of_counts"),
]


@pytest.mark.parametrize(("row", "field", "wrong"), WRONG)
def test_a_field_that_is_declared_as_what_it_is_not_is_caught(row: type, field: str, wrong: str) -> None:
    assert _with_kind(row, field, KINDS_BY_NAME[wrong])


def _with_kind(row: type, field: str, kind: Kind) -> list[str]:
    """What is found in a made survey as it is handed on where a field is declared with another kind."""
    declared = tuple(replace(one, kind=kind) if one.name == field else one for one in rows.fields_of(row))
    with patch.dict(rows._FIELDS, {row: declared}):
        return too_exact(handed_on(analyse(made_survey((40, 9, 11, 35)))))


@dataclass(frozen=True)
class WithExact(ScoreRow):
    """A row of levels with one more field: its mean once more, declared as something that it is not."""

    exact: Annotated[float | None, KINDS_BY_NAME["points"]] = None


@pytest.mark.parametrize("wrong", ["p_of_counts", "statistic", "test_statistic", "ratio", "effective", "share"])
def test_a_new_field_that_is_shown_too_exactly_is_caught(wrong: str) -> None:
    assert _with_new_field(wrong)


def test_a_new_field_of_its_right_kind_is_not() -> None:
    assert _with_new_field("points") == []


def _with_new_field(kind: str) -> list[str]:
    """What is found in a made survey as it is handed on where its levels have one more field, of a kind."""
    declared = rows.table("scores")(WithExact)
    fields = [
        replace(one, kind=KINDS_BY_NAME[kind]) if one.name == "exact" else one for one in rows.fields_of(declared)
    ]

    def with_exact(*arguments: Any) -> list[WithExact]:
        return [WithExact(**vars(row), exact=row.mean) for row in score_rows(*arguments)]

    table = {"scores": rows.table_of(declared)}
    with (
        patch.dict(rows._FIELDS, {declared: tuple(fields)}),
        patch.dict(TABLES, table),
        patch.dict(ALL_TABLES, table),
        patch.object(table_assembly, "score_rows", with_exact),
    ):
        made = handed_on(analyse(made_survey((40, 9, 11, 35))))
        assert made["scores"][0]["exact"] is not None
        return too_exact(made)
