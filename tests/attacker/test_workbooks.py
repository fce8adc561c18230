"""The workbooks that are handed out, summary, charts and indicators: read as the attacker reads them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from metrics import to_document
from reports.formats import formats
from reports.report import Report
from tests.attacker.attack import attack
from tests.attacker.running import run_all, truth_of
from tests.attacker.scenarios import SCENARIOS
from tests.attacker.workbook_cells import caches_of, sheets_of
from tests.attacker.workbook_rows import shown_in
from tests.sample import sample_result, shared_sample

TRIED = ("small_in_one_item_only", "mean_55_and_sd_11_of_five_people", "three_rounds_with_two_missing_in_the_middle")


@pytest.mark.parametrize("name", TRIED)
def test_no_workbook_gives_away_more_than_the_document(name: str, tmp_path: Path) -> None:
    made = SCENARIOS[name]()
    runs = run_all(made, tmp_path, "--formats", "json,xlsx,indicators")
    for number, run in enumerate(runs):
        assert {"results.json", "results.xlsx", "results.indicators.xlsx"} == set(run.files), number
    breaches = attack(truth_of(made), runs)
    assert breaches == [], "\n".join(map(str, breaches[:12]))


def test_the_means_of_the_summary_are_read() -> None:
    result = shared_sample()
    found = shown_in(sheets_of(formats()["xlsx"].write(Report(result))), to_document(result))
    of_summary = {one.key: one.mean for one in found if one.sheet == "Summary"}
    assert of_summary
    assert of_summary.items() <= {one.key: one.mean for one in found if one.sheet == "Changes"}.items()


def test_the_values_of_the_indicators_are_read() -> None:
    result = shared_sample()
    found = shown_in(sheets_of(formats()["indicators"].write(Report(result))), to_document(result))
    levels = {(row.group, row.measure, row.round): row.mean for row in result.scores}
    shares = {(row.group, row.item, row.round): row.trusting for row in result.items}
    rounds = [one.name for one in result.rounds]
    means = [one for one in found if one.mean is not None]
    assert means
    assert all(levels[one.group, one.measure, rounds[one.round_index]] == one.mean for one in means)
    read = {(one.group, one.measure, rounds[one.round_index]): one.share for one in found if one.share is not None}
    sides = {key for key, share in shares.items() if key[0] in result.headline_groups and share is not None}
    assert sides <= read.keys() <= shares.keys()
    half_a_per_cent_and_the_decimal = 0.55
    assert all(abs(share - (shares[key] or 0.0)) <= half_a_per_cent_and_the_decimal for key, share in read.items())


def test_a_number_that_a_chart_keeps_of_an_emptied_cell_is_found() -> None:
    """As where somebody empties a cell of a workbook and leaves the chart as it was."""
    data = formats()["xlsx"].write(Report(sample_result()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    first = next(one for one in caches_of(data) if "$D$" in one.formula or "$E$" in one.formula)
    address = first.formula.rpartition("!")[2].replace("$", "").partition(":")[0]
    before, _, after = parts[sheet].decode().partition(f'<c r="{address}"')
    parts[sheet] = (before + f'<c r="{address}"/>' + after.partition("</c>")[2]).encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert [one.formula for one in caches_of(written.getvalue()) if not one.is_of_its_cells] != []
    assert [one for one in caches_of(data) if not one.is_of_its_cells] == []
