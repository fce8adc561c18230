"""Files that survey tools wrote: each is recognised for what it is, or refused with the reason.

One export is our own (``tests/data/bilingual``). The others are other people's; where they are from stands beside them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from surveys import Upload
from surveys.files.spreadsheet import open_book
from surveys.formats import formats, recognise
from tests.machine import ROOT
from tests.surveys.workbooks import errors

BILINGUAL = ROOT / "tests" / "data" / "bilingual"
# The tool, the container and the number of submissions.
OURS = {
    "post__labels_en.xlsx": ("kobo", "xlsx", 36),
    "post__xml.csv": ("kobo", "csv", 36),
    "pre__labels_en.xlsx": ("kobo", "xlsx", 40),
    "pre__xml.csv": ("kobo", "csv", 40),
}
RECOGNISED = {
    "google_forms/candy2015_google_form_grid_first400.xlsx": ("google_forms", "xlsx", 400),
    "google_forms/uva_sp24_form_responses.xlsx": ("google_forms", "xlsx", 91),
    "kobo/customer_satisfaction__labels.xlsx": ("kobo", "xlsx", 3),
    "kobo/grouped_translated__labels_hier_es.xlsx": ("kobo", "xlsx", 3),
    "kobo/grouped_translated__xml_hier.csv": ("kobo", "csv", 3),
    "kobo/hxl_grouped_repeatable__labels_hxlrow_repeats.xlsx": ("kobo", "xlsx", 6),
    "kobo/or_other__labels_or_other.csv": ("kobo", "csv", 3),
    "limesurvey/fusionjena_lime1_codetext_array_ipblanked.csv": ("limesurvey", "csv", 3),
    "odk_central/singlerepeat.csv.zip": ("odk", "zip", 3),
    "odk_central/structuredform_groupPaths.csv.zip": ("odk", "zip", 3),
    "qualtrics/qualtRics_sample_3hdr_de.csv": ("qualtrics", "csv", 1),
    "qualtrics/qualtRics_sample_legacy_2hdr_bom.csv": ("qualtrics", "csv", 1),
    "spss/haven_datetime.sav": ("spss", "sav", 2),
    "spss/haven_labelled-num-na.sav": ("spss", "sav", 2),
    "spss/haven_umlauts.sav": ("spss", "sav", 4),
    "spss/pyreadstat_ordered_category.sav": ("spss", "sav", 4),
    "spss/pyreadstat_sample_missing.sav": ("spss", "sav", 7),
    "surveycto/scto_official_test_data_form_WIDE.csv": ("surveycto", "csv", 5),
    "surveymonkey/538_StarWars.csv": ("surveymonkey", "csv", 1186),
    "surveymonkey/538_steak-risk-survey.csv": ("surveymonkey", "csv", 550),
}
TYPED_BY_HAND = ("typed_by_hand/janitor_dirty_data.xlsx", "typed_by_hand/readxl_deaths.xlsx")
"""Only an instrument shows where the headings of these are, and so how many submissions they hold."""
REFUSED = {
    "surveymonkey/not_a_survey_crosstab.csv": "not_a_survey",
    "xlsform/pyxform_case_insensitivity.xlsx": "is_an_instrument",
    "xlsform/pyxform_duplicate_columns.xlsx": "is_an_instrument",
    "xlsform/pyxform_or_other.xlsx": "is_an_instrument",
    "xlsform/pyxform_spaces_in_choices_header.xls": "is_an_instrument",
}
SAME_CONTAINER = {"zip": ("zip", "csv")}
"""Text tables in a zip may go by either name."""


def fixture(shared_data: Path, name: str) -> Upload:
    return Upload.from_path(shared_data / "fixtures" / name)


def check_recognised(file: Upload, tool: str, container: str, submissions: int) -> None:
    table = recognise(open_book(file))
    found, _, holder = table.format.rpartition("_")
    assert found == tool
    assert holder in SAME_CONTAINER.get(container, (container,))
    assert len(table.rows) == submissions


@pytest.mark.parametrize("name", OURS)
def test_our_own_export_is_recognised(name: str) -> None:
    check_recognised(Upload.from_path(BILINGUAL / name), *OURS[name])


def test_its_questionnaire_among_the_answers_is_refused() -> None:
    assert [issue.code for issue in errors(Upload.from_path(BILINGUAL / "instrument.xlsx"))] == ["is_an_instrument"]


@pytest.mark.parametrize("name", RECOGNISED)
def test_a_real_export_is_recognised(shared_data: Path, name: str) -> None:
    check_recognised(fixture(shared_data, name), *RECOGNISED[name])


@pytest.mark.parametrize("name", TYPED_BY_HAND)
def test_a_real_table_typed_by_hand_is_no_tool_s(shared_data: Path, name: str) -> None:
    assert recognise(open_book(fixture(shared_data, name))).format == "plain_xlsx"


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_answers_is_refused_with_the_reason(shared_data: Path, name: str) -> None:
    assert [issue.code for issue in errors(fixture(shared_data, name))] == [REFUSED[name]]


def test_every_real_file_has_an_expected_outcome(shared_data: Path) -> None:
    folder = shared_data / "fixtures"
    ours = {path.name for path in BILINGUAL.iterdir()}
    others = (path for path in folder.rglob("*") if path.is_file() and path.name not in ours)
    files = {path.relative_to(folder).as_posix() for path in others}
    assert files - {"SOURCES.md"} == {*RECOGNISED, *TYPED_BY_HAND, *REFUSED}


def test_every_format_is_described() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = {cells[2].strip(" `"): cells[1].strip() for line in page.splitlines() if len(cells := line.split("|")) == 6}
    assert {(one.__name__.rpartition(".")[2], one.NAME or "none of these") for one in formats()} <= set(rows.items())
