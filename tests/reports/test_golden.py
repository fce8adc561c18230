"""Every number against the values that R gave for the same spreadsheets (the data's own checker)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from metrics import TESTS
from reports import SCHEMA
from reports.__main__ import main
from tests.reports.golden_runs import FILES, run

RUNS = [
    (data, threshold, estimand, test)
    for data, thresholds in {"gss_panel": (5,), "event16": (3, 5)}.items()
    for threshold in thresholds
    for estimand, tests in TESTS.items()
    for test in tests
]


def check(shared: Path, results: Path, data: str) -> None:
    """Runs the data's checker on all the tables that it reads, and the schema on the whole."""
    checker = [sys.executable, str(shared / "golden" / "check_numbers.py"), str(results), data]
    done = subprocess.run(checker, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "PASS", done.stdout + done.stderr
    jsonschema.validate(json.loads(results.read_text(encoding="utf-8")), json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("data", "threshold", "estimand", "test"), RUNS)
def test_all_numbers_are_those_of_r(
    shared_data: Path, tmp_path: Path, data: str, threshold: int, estimand: str, test: str
) -> None:
    options = ["--threshold", str(threshold), "--estimand", estimand, "--test", test, "--no-effect-intervals"]
    check(shared_data, run(shared_data, data, tmp_path, *options), data)


@pytest.mark.parametrize("data", FILES)
def test_all_numbers_are_those_of_r_with_the_defaults(shared_data: Path, tmp_path: Path, data: str) -> None:
    check(shared_data, run(shared_data, data, tmp_path), data)


@pytest.mark.parametrize("estimand", ["matched", "all", "independent"])
def test_all_weighted_numbers_are_those_of_r(shared_data: Path, tmp_path: Path, estimand: str) -> None:
    options = ["--weights", "--estimand", estimand, "--no-effect-intervals"]
    check(shared_data, run(shared_data, "gss_panel", tmp_path, *options), "gss_panel")


def test_the_panel_has_its_known_respondents(shared_data: Path, tmp_path: Path) -> None:
    results = run(shared_data, "gss_panel", tmp_path, "--no-effect-intervals")
    survey = json.loads(results.read_text(encoding="utf-8"))["survey"]
    assert [round_["respondents"] for round_ in survey["rounds"]] == [1669, 1025]
    assert survey["matched"] == 1025


def test_labels_and_names_of_one_survey_give_identical_numbers(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "fixtures" / "kobo" / "trust_ar_en"
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
