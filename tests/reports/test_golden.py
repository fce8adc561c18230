"""Every number against the values that R gave for the same spreadsheets (the data's own checker)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from reports import SCHEMA
from reports.__main__ import main

FILES = {
    "gss_panel": ("data/gss_panel/pre_2006.xlsx", "data/gss_panel/post_2008.xlsx", "data/gss_panel/instrument.xlsx"),
    "event16": ("golden/event16/pre.xlsx", "golden/event16/post.xlsx", "golden/event16/instrument.xlsx"),
}


@pytest.mark.parametrize("estimand", ["auto", "independent"])
@pytest.mark.parametrize("data", FILES)
def test_all_numbers_are_those_of_r(shared_data: Path, tmp_path: Path, data: str, estimand: str) -> None:
    before, after, instrument = (str(shared_data / file) for file in FILES[data])
    assert main([before, after, "--instrument", instrument, "--out", str(tmp_path), "--estimand", estimand]) == 0
    results = tmp_path / "results.json"
    checker = [sys.executable, str(shared_data / "golden" / "check_numbers.py"), str(results), data]
    tables = ["--tables", "scores,changes,items,survey"]
    done = subprocess.run([*checker, *tables], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "PASS", done.stdout
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(results.read_text(encoding="utf-8")), schema)


def test_the_panel_has_its_known_respondents(shared_data: Path, tmp_path: Path) -> None:
    before, after, instrument = (str(shared_data / file) for file in FILES["gss_panel"])
    assert main([before, after, "--instrument", instrument, "--out", str(tmp_path), "--formats", "json"]) == 0
    survey = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["survey"]
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
    for table in ("scores", "changes", "items"):
        assert documents[0][table] == documents[1][table]
        assert documents[0][table]
