"""The made exports are built as the real files of the same tool are: bytes, headings of the tool, rows of headings."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from surveys import Upload
from tests.surveys.exports.answers import POST, PRE
from tests.surveys.exports.everyway import EXPORTS

MADE = {export.name: export for export in EXPORTS}

# A made export, the real file of its tool, and the separator.
TEXTS = (
    ("kobo names in groups, csv", "kobo/trust_ar_en/pre__xml.csv", ";"),
    ("surveycto wide csv", "surveycto/scto_official_test_data_form_WIDE.csv", ","),
    ("surveymonkey audience", "surveymonkey/538_steak-risk-survey.csv", ","),
    ("qualtrics labels", "qualtrics/qualtRics_sample_3hdr_de.csv", ","),
    ("qualtrics legacy", "qualtrics/qualtRics_sample_legacy_2hdr_bom.csv", ","),
)
TOOL_HEADINGS = re.compile(
    r"_\w+|meta/rootUuid|SubmissionDate|starttime|endtime|deviceid|subscriberid|simid|devicephonenum|instanceID"
    r"|formdef_version|KEY|Submitter\w+|Attachments\w+|Status|ReviewState|DeviceID|Edits|FormVersion|V\d+"
    r"|StartDate|EndDate|IPAddress|Progress|Duration \(in seconds\)|Finished|RecordedDate|ResponseId"
    r"|Recipient\w+|ExternalReference|DistributionChannel|UserLanguage|Location\w+|RespondentID"
)


def made(name: str) -> Upload:
    return MADE[name].uploads(PRE, POST)[0]


def real(shared_data: Path, name: str) -> bytes:
    return (shared_data / "fixtures" / name).read_bytes()


def of_the_tool(headings: list[str]) -> list[str]:
    return [heading for heading in headings if TOOL_HEADINGS.fullmatch(heading)]


def first_rows(content: bytes, separator: str) -> list[list[str]]:
    text = content.decode("utf-8-sig", "replace")
    return list(itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 3))


@pytest.mark.parametrize(("name", "file", "separator"), TEXTS)
def test_a_text_table_begins_ends_and_quotes_as_the_real_one(
    shared_data: Path, name: str, file: str, separator: str
) -> None:
    ours, theirs = made(name).content, real(shared_data, file)
    mark = b"\xef\xbb\xbf"
    assert ours.startswith(mark) == theirs.startswith(mark)
    first = [content.removeprefix(mark).split(b"\n")[0] for content in (ours, theirs)]
    assert first[0].endswith(b"\r") == first[1].endswith(b"\r")
    assert first[0].startswith(b'"') == first[1].startswith(b'"')
    assert all(separator.encode() in one for one in first)
    assert first[0].rstrip(b"\r").endswith(b",") == first[1].rstrip(b"\r").endswith(b",")


@pytest.mark.parametrize(("name", "file", "separator"), TEXTS)
def test_the_tool_s_own_headings_stand_in_its_order(shared_data: Path, name: str, file: str, separator: str) -> None:
    ours, theirs = (of_the_tool(first_rows(one, separator)[0]) for one in (made(name).content, real(shared_data, file)))
    assert ours
    assert ours == theirs


def test_kobo_s_workbook_has_the_sheets_and_headings_of_the_real_one(shared_data: Path) -> None:
    theirs = real(shared_data, "kobo/hxl_grouped_repeatable__labels_hxlrow_repeats.xlsx")
    books = [openpyxl.load_workbook(io.BytesIO(one)) for one in (made("kobo labels en, repeat sheet").content, theirs)]
    for index in (0, 1):
        headings = [[str(cell.value) for cell in book.worksheets[index][1]] for book in books]
        assert of_the_tool(headings[0]) == of_the_tool(headings[1])
    names = [book.sheetnames[0] for book in books]
    assert [(len(name), name.endswith("...")) for name in names] == [(31, True)] * 2


def test_odk_s_archive_has_the_tables_and_headings_of_the_real_one(shared_data: Path) -> None:
    contents = [made("odk zip with group paths").content, real(shared_data, "odk_central/singlerepeat.csv.zip")]
    archives = [zipfile.ZipFile(io.BytesIO(content)) for content in contents]
    form, repeat = ([archive.read(archive.namelist()[index]) for archive in archives] for index in (0, 1))
    headings = [of_the_tool(first_rows(one, ",")[0]) for one in form]
    assert headings[0] == headings[1]
    assert [first_rows(one, ",")[0][-2:] for one in repeat] == [["PARENT_KEY", "KEY"]] * 2
    assert all(b"\r" not in one.split(b"\n")[0] for one in [*form, *repeat])


def test_limesurvey_s_headings_hold_code_text_and_part_as_the_real_ones(shared_data: Path) -> None:
    theirs = real(shared_data, "limesurvey/fusionjena_lime1_codetext_array_ipblanked.csv")
    rows = [first_rows(one, ",")[0] for one in (made("limesurvey codes and texts, ku").content, theirs)]
    tool = [[text for text in row if re.fullmatch(r"[a-z]+\. [A-Z][\w ]+", text)] for row in rows]
    assert tool[0] == tool[1]
    assert all(any(re.fullmatch(r"\w+\[\w+\]\. .+ \[.+\]", text, re.DOTALL) for text in row) for row in rows)


def test_google_s_sheet_and_first_heading_are_those_of_the_real_one(shared_data: Path) -> None:
    theirs = real(shared_data, "google_forms/candy2015_google_form_grid_first400.xlsx")
    books = [openpyxl.load_workbook(io.BytesIO(one)) for one in (made("google grid xlsx").content, theirs)]
    assert len({(book.sheetnames[0], book.worksheets[0]["A1"].value) for book in books}) == 1
    assert all(book.worksheets[0]["A2"].is_date for book in books)


def test_qualtrics_states_import_ids_as_the_real_file_does(shared_data: Path) -> None:
    theirs = real(shared_data, "qualtrics/qualtRics_sample_3hdr_de.csv")
    ours, real_rows = (first_rows(one, ",") for one in (made("qualtrics numbers, German").content, theirs))
    assert ours[0][:17] == real_rows[0][:17]
    assert ours[1][:17] == real_rows[1][:17]
    assert ours[2][:17] == real_rows[2][:17]
