"""The workbook as it is handed on: the rounded numbers of the shared result, and nothing of the officer."""

from __future__ import annotations

import getpass
import re
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO

import numpy as np
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from metrics import Protected, Settings, Shared, shared, to_document
from reports import results_json, workbook
from reports.report import Event, Report
from surveys import Group
from surveys.model.survey import Breakdown
from tests.remembered import analyse
from tests.reports.made_results import made_survey
from tests.sample import BEFORE, sample_result, sample_survey, shared_sample
from words import LANGUAGES, has, say

Row = dict[str, object]


@cache
def by_age() -> Protected:
    """The sample by a breakdown of three."""
    ages = tuple(Group(f"age_{k}", {"en": f"age {k}"}) for k in range(3))
    drawn = np.asarray(np.random.default_rng(0).integers(0, 3, sample_survey().group.size), dtype=np.intp)
    made = replace(sample_survey(), breakdowns=(Breakdown("age_band", {"en": "Age"}, ages, drawn),))
    return analyse(made, Settings(group_by="age_band"))


def sheet(result: Protected, name: str, language: str = "en") -> Worksheet:
    book = openpyxl.load_workbook(BytesIO(workbook(Report(result, language))), read_only=True)
    return book[say(f"headings.sheet_{name}", language)]


def rows(result: Protected, name: str) -> list[Row]:
    heads, *lines = sheet(result, name).iter_rows(values_only=True)
    return [dict(zip(map(str, heads), line, strict=True)) for line in lines]


def word(key: str) -> str:
    return say(f"headings.{key}" if has(f"headings.{key}") else f"workbook.{key}", "en")


def numbers(result: Protected, name: str, column: str) -> list[tuple[float, str]]:
    """The numbers under a heading with their formats."""
    heads, *lines = sheet(result, name).iter_rows()
    cells = [line[[cell.value for cell in heads].index(word(column))] for line in lines]
    return [(float(cell.value), cell.number_format) for cell in cells if isinstance(cell.value, int | float)]


def test_the_levels_and_changes_are_those_of_the_shared_result() -> None:
    result = shared_sample()
    means = sorted(row.mean for row in result.scores if row.mean is not None)
    assert sorted(value for value, _ in numbers(result, "scores", "mean")) == means
    changes = sorted(row.change for row in result.changes if row.change is not None)
    assert sorted(value for value, _ in numbers(result, "changes", "change")) == changes
    full = {row.mean for row in sample_result().scores if row.mean is not None and row.mean != round(row.mean, 1)}
    assert full
    assert not full & set(means)


def test_whole_points_are_shown_without_a_decimal_and_full_ones_with() -> None:
    few = shared(analyse(made_survey((12, 9, 2, 1))))
    for name, column in (("scores", "mean"), ("changes", "change"), ("changes", "ci_low"), ("robustness", "change")):
        assert {form for _, form in numbers(few, name, column)} == {"0"}, f"{name}, {column}"
    many = numbers(shared_sample(), "scores", "mean")
    assert {form for _, form in many} == {"0", "0.0"}
    assert all(form == "0.0" for value, form in many if value != int(value))
    assert {form for value, form in numbers(sample_result(), "scores", "mean") if value != int(value)} == {"0.0"}


def test_answers_that_are_not_counted_out_are_said_to_be_so() -> None:
    result = shared_sample()
    shown = {(row.measure, row.group, row.round) for row in result.scores if row.n is not None}
    withheld = [row for row in result.items if row.counts is None and (row.item, row.group, row.round) in shown]
    said = say("figures.no_distribution", "en", least="10")
    lines = [row for row in rows(result, "items") if row[word("why_empty")] == said]
    assert len(lines) == len(withheld) > 0
    for line in lines:
        assert word("not_counted") in line.values()
        assert word("hidden_cell") not in line.values()
        assert not [value for value in line.values() if isinstance(value, int | float)]
    hidden = [row for row in rows(result, "items") if word("hidden_cell") in row.values()]
    assert all(row[word("why_empty")] == say("findings.protected", "en") for row in hidden)


@pytest.mark.parametrize("audience", ["participants", "public"])
def test_the_notes_say_who_it_is_for_what_is_named_and_the_threshold(audience: str) -> None:
    notes = [cell.value for line in sheet(shared(by_age(), audience), "notes").iter_rows() for cell in line]
    assert word(f"note_{audience}") in notes
    named = "sides" if audience == "public" else "all"
    assert notes[notes.index(say("screens.set_named", "en")) + 1] == say(f"screens.named_{named}", "en")
    assert notes[notes.index(word("threshold")) + 1] == 5
    assert ("Age" in notes) == (audience == "participants")


def test_a_category_says_what_it_is_one_of() -> None:
    result = shared(by_age())
    groups = {row[word("group")] for row in rows(result, "changes")}
    assert {"Age: age 0", "Age: age 1", "Age: age 2"} <= groups
    listed = {row[word("group")]: row[word("breakdown")] for row in rows(result, "groups")}
    assert listed["Age: age 0"] == "Age"
    assert set(listed.values()) == {None, "Age"}
    assert word("breakdown") not in rows(shared_sample(), "groups")[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["internal", "participants", "public"])
def test_the_file_names_no_user_no_path_no_day_and_no_file(audience: str, language: str) -> None:
    result = by_age() if audience == "internal" else shared(by_age(), audience)
    with zipfile.ZipFile(BytesIO(workbook(Report(result, language, event=Event("An edition"))))) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        days = {entry.date_time[:3] for entry in archive.infolist()}
    properties = parts["docProps/core.xml"]
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", properties) in ([], [""])
    assert re.findall(r"<cp:lastModifiedBy>(.*?)</cp:lastModifiedBy>", properties) in ([], [""])
    assert set(re.findall(r"\d{4}-\d\d-\d\d", properties)) == {"2000-01-01"}
    assert days == {(1980, 1, 1)}
    everything = "".join(parts.values())
    for trace in (getpass.getuser() + "/", str(BEFORE.parent), BEFORE.name, sample_result().rounds[0].sha256 or "?"):
        assert trace not in everything
    assert "definedName name" not in re.sub(
        r"_xlnm\.(_FilterDatabase|Print_Titles|Print_Area)", "", everything
    ).replace('definedName name=""', "")
    assert not [name for name in parts if "comment" in name.lower() or "vml" in name.lower()]


def test_the_document_of_a_shared_result_has_its_numbers_and_no_others() -> None:
    written = results_json(shared_sample()).decode("utf-8")
    assert to_document(shared_sample())["scores"] != to_document(sample_result())["scores"]
    assert BEFORE.name not in written
    assert (sample_result().rounds[0].sha256 or "?") not in written
    assert isinstance(shared_sample(), Shared)
