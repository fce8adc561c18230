"""``results.json`` and the workbook: shape, types, whole tables."""

from __future__ import annotations

import json
from io import BytesIO

import jsonschema
import openpyxl
import pytest

from metrics import to_document
from metrics.disclosure import from_document
from reports import SCHEMA, results_json, workbook
from tests.sample import sample_result
from words import LANGUAGES, say

SCHEMA_DOCUMENT = json.loads(SCHEMA.read_text(encoding="utf-8"))


def test_results_follow_their_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA_DOCUMENT)
    jsonschema.validate(json.loads(results_json(sample_result())), SCHEMA_DOCUMENT)


def test_a_number_in_a_protected_row_breaks_the_schema() -> None:
    document = json.loads(results_json(sample_result()))
    hidden = next(row for row in document["changes"] if row["verdict"] == "protected")
    hidden["n_from"] = 4
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA_DOCUMENT)


def test_a_document_read_back_is_the_same_document() -> None:
    document = to_document(sample_result())
    assert to_document(from_document(json.loads(json.dumps(document)))) == json.loads(json.dumps(document))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_a_sheet_a_table_with_a_frozen_header(language: str) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(sample_result(), language)))
    names = [
        say(f"workbook.sheet_{name}", language) for name in ("notes", "changes", "scores", "items", "groups", "hidden")
    ]
    assert book.sheetnames == names
    assert all(sheet.freeze_panes for sheet in book)
    assert [sheet.sheet_view.rightToLeft or False for sheet in book] == [language != "en"] * len(names)
    assert book[names[1]].max_row == 1 + len(sample_result().changes)


def test_numbers_in_the_workbook_are_numbers_and_equal_the_result() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook(sample_result(), "en")))["Changes"]
    heads = [cell.value for cell in sheet[1]]
    column = heads.index("Change in points")
    values = [row[column].value for row in sheet.iter_rows(min_row=2)]
    names = [measure.name for measure in sample_result().measures]
    rows = sorted(sample_result().changes, key=lambda row: (names.index(row.measure), row.group == "ALL"))
    for value, row in zip(values, rows, strict=True):
        assert value == (pytest.approx(row.change) if row.change is not None else "not shown")


def test_a_protected_row_of_the_workbook_holds_no_number() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(sample_result(), "en")))
    hidden = [row for row in book["Changes"].iter_rows(min_row=2) if any(c.value == "not shown" for c in row)]
    assert hidden
    assert not [cell.value for row in hidden for cell in row if isinstance(cell.value, int | float)]


def test_the_notes_name_the_settings_and_the_code() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook(sample_result(), "en", "My edition")))["Notes"]
    text = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "My edition" in text
    assert sample_result().code in text
    assert say("workbook.note_scale", "en") in text


def test_a_workbook_is_made_of_a_protected_result_only() -> None:
    with pytest.raises(TypeError, match="protected"):
        workbook(to_document(sample_result()))  # type: ignore[arg-type]
