"""``results.json``: its schema, its fields, and that a protected row holds no number."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from metrics import TESTS, Protected, to_document
from metrics.result import TABLES, from_document
from metrics.tables.reliability import REASONS
from reports import SCHEMA, results_json
from reports.results.schema import schema_text
from tests.reports.made_results import KINDS, made_result
from tests.reports.schema import SCHEMA_DOCUMENT, breaches
from tests.sample import sample_result

EACH_TEST = [(estimand, test) for estimand, tests in TESTS.items() for test in tests]


def document_of(result: Protected) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(results_json(result))
    return document


def test_results_follow_their_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA_DOCUMENT)
    assert breaches(document_of(sample_result())) == []


@pytest.mark.parametrize(("estimand", "test"), EACH_TEST)
def test_results_of_each_estimand_and_test_follow_the_schema(estimand: str, test: str) -> None:
    document = document_of(made_result(estimand, test))
    assert breaches(document) == []
    assert document["survey"]["estimand"] == estimand
    assert {row["test"] for row in document["changes"] if row["test"]} == {test}


@pytest.mark.parametrize("kind", KINDS)
def test_results_of_other_kinds_follow_the_schema(kind: str) -> None:
    assert breaches(document_of(made_result(kind))) == []


def test_the_schema_beside_the_reports_is_the_one_that_the_tables_declare() -> None:
    """Where this fails, a field or table was added or changed: run ``python -m reports.results.schema``."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_each_table_and_field_is_in_the_schema() -> None:
    for name, table in TABLES.items():
        keys = {field.json for field in table.fields}
        schema = SCHEMA_DOCUMENT["properties"][name]
        item = schema["items"] if name != "attrition" else schema["properties"]["sides"]["items"]
        assert set(item["properties"]) == set(item["required"]) == keys, name


def test_three_rounds_give_rows_of_each_pair() -> None:
    pairs = {(row["from"], row["to"]) for row in document_of(made_result("three rounds"))["changes"]}
    assert pairs == {("pre", "post"), ("pre", "followup_1"), ("post", "followup_1")}


def test_with_weights_the_weighted_numbers_stand_beside_the_others() -> None:
    document = document_of(made_result("weighted"))
    shown = [row for row in document["changes"] if row["change"] is not None]
    assert shown
    assert all(row["change_weighted"] is not None for row in shown)
    assert all(row["n_effective"] is not None for row in document["scores"] if row["n"])
    assert document["survey"]["settings"]["weights"] is True


def test_the_number_invited_is_shown_where_it_is_known_for_every_group_of_a_row() -> None:
    document = document_of(made_result("invited"))
    invited = {row["group"]: row["invited"] for row in document["changes"] if row["measure"] == "trust_index"}
    assert invited["SIDE:civil_society"] == 50
    assert invited["police"] == 40
    assert invited["SIDE:security"] is None
    assert invited["ALL"] is None


@pytest.mark.parametrize("field", ["n_from", "detectable", "weighted_low", "invited", "effect_low"])
def test_a_number_in_a_protected_row_breaks_the_schema(field: str) -> None:
    document = document_of(sample_result())
    hidden = next(row for row in document["changes"] if row["verdict"] == "protected")
    hidden[field] = 4
    assert breaches(document) != []


def numbers_in(value: object) -> list[float]:
    """All numbers anywhere inside a value; flags are none."""
    if isinstance(value, dict):
        return [number for inner in value.values() for number in numbers_in(inner)]
    if isinstance(value, list):
        return [number for inner in value for number in numbers_in(inner)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


@pytest.mark.parametrize("kind", ["few in a group", "a side left out", "all hidden", "many left"])
def test_what_is_hidden_holds_no_number_in_any_table(kind: str) -> None:
    document = document_of(made_result(kind))
    hidden = [row for row in document["changes"] if row["verdict"] == "protected"]
    hidden += [row for table in ("scores", "item_tests", "matrix") for row in document[table] if row["n"] is None]
    hidden += [row for row in document["items"] if row["counts"] is None]
    hidden += [row for row in document["gaps"] if row["gap"] is None]
    hidden += [row for row in document["reliability"] if row["alpha_reason"] == "protected"]
    unsaid = [*document["between_groups"], *document["robustness"], *(document["attrition"] or {}).get("sides", [])]
    hidden += [row for row in unsaid if row["reason"] == "protected"]
    assert numbers_in(hidden) == []


def test_reasons_are_those_that_are_known() -> None:
    for kind in KINDS:
        rows = document_of(made_result(kind))["reliability"]
        assert {row[reason] for row in rows for reason in ("alpha_reason", "omega_reason")} <= {None, *REASONS}


def test_a_document_read_back_is_the_same_document() -> None:
    for result in (sample_result(), *(made_result(kind) for kind in KINDS)):
        document = json.loads(json.dumps(to_document(result)))
        assert json.loads(json.dumps(to_document(from_document(document)))) == document


def test_only_a_protected_result_is_written() -> None:
    with pytest.raises(TypeError, match="protected"):
        results_json(to_document(sample_result()))  # type: ignore[arg-type]


def test_the_edition_is_named_where_it_has_a_name() -> None:
    assert json.loads(results_json(sample_result(), "Baghdad 2023"))["survey"]["edition"] == "Baghdad 2023"
    assert "edition" not in document_of(sample_result())
