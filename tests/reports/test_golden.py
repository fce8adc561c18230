"""Every number against the values that R gave for the same spreadsheets."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from metrics import TESTS
from reports.__main__ import main
from tests.golden.runs import document, run
from tests.golden.tables import compare
from tests.golden.values import EVENT, PANEL, SURVEYS, reference
from tests.machine import ROOT
from tests.reports.schema import breaches

RUNS = [
    (name, threshold, estimand, test)
    for name, thresholds in {EVENT: ("3", "5"), PANEL: ("5",)}.items()
    for threshold in thresholds
    for estimand, tests in TESTS.items()
    for test in tests
]
ALTERED = [
    ("changes", "p", 1e-5),
    ("changes", "p_adjusted", 1e-5),
    ("changes", "ci_low", 1e-4),
    ("scores", "mean", 1e-4),
    ("items", "net", 1e-4),
    ("matrix", "mean", 1e-4),
    ("reliability", "omega", 1e-5),
]
"""A table, one of its fields, and how little it is altered."""


def check(results: dict[str, Any], name: str) -> None:
    """Holds a result against R's values and against the schema."""
    assert compare(results, reference(name)).complaints == []
    assert breaches(results) == []


@pytest.mark.parametrize(("name", "threshold", "estimand", "test"), RUNS)
def test_all_numbers_are_those_of_r(tmp_path: Path, name: str, threshold: str, estimand: str, test: str) -> None:
    options = ["--threshold", threshold, "--estimand", estimand, "--test", test]
    check(run(name, tmp_path, *options), name)


@pytest.mark.parametrize("name", SURVEYS)
def test_all_numbers_are_those_of_r_with_the_defaults(tmp_path: Path, name: str) -> None:
    check(run(name, tmp_path), name)


@pytest.mark.parametrize("estimand", ["matched", "all", "independent"])
def test_all_weighted_numbers_are_those_of_r(tmp_path: Path, estimand: str) -> None:
    check(run(PANEL, tmp_path, "--weights", "--estimand", estimand), PANEL)


@pytest.mark.parametrize(("table", "field", "by"), ALTERED)
def test_a_number_that_is_not_r_s_is_seen(table: str, field: str, by: float) -> None:
    results = deepcopy(document(EVENT, "--threshold", "5"))
    row = next(row for row in results[table] if row[field] is not None and "SIDE" not in row.get("group", ""))
    row[field] += by
    (complaint,) = compare(results, reference(EVENT)).complaints
    assert complaint.startswith(f"{table}.{field}")


@pytest.mark.parametrize("table", ["changes", "scores", "items"])
def test_a_table_without_its_rows_is_seen(table: str) -> None:
    results = {**document(EVENT, "--threshold", "5"), table: []}
    assert any(
        complaint.startswith(f"{table}: no row of") for complaint in compare(results, reference(EVENT)).complaints
    )


def test_a_table_that_hides_its_rows_is_seen() -> None:
    results = deepcopy(document(EVENT, "--threshold", "5"))
    for row in results["scores"]:
        row.update(n=None, mean=None, sd=None)
    complaints = compare(results, reference(EVENT)).complaints
    assert [complaint.partition(":")[0] for complaint in complaints] == ["scores.n", "scores.mean", "scores.sd"]


def test_the_panel_has_its_known_respondents(tmp_path: Path) -> None:
    survey = run(PANEL, tmp_path)["survey"]
    assert [round_["respondents"] for round_ in survey["rounds"]] == [1669, 1025]
    assert survey["matched"] == 1025


def test_labels_and_names_of_one_survey_give_identical_numbers(tmp_path: Path) -> None:
    folder = ROOT / "tests" / "data" / "bilingual"
    documents = []
    for kind in ("labels_en.xlsx", "xml.csv"):
        rounds = [str(folder / f"{name}__{kind}") for name in ("pre", "post")]
        out = tmp_path / kind
        arguments = ["--instrument", str(folder / "instrument.xlsx"), "--out", str(out), "--formats", "json"]
        assert main([*rounds, *arguments]) == 0
        documents.append(json.loads((out / "results.json").read_text(encoding="utf-8")))
    for table in ("scores", "changes", "items", "item_tests", "reliability"):
        assert documents[0][table] == documents[1][table]
        assert documents[0][table]
