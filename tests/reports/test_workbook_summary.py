"""The first sheet of the workbook, its charts, how sheets are printed, and what the data dictionary says."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from metrics import INDEX, Protected
from reports.report import Event, Report
from reports.workbook import workbook
from tests.attacker.workbook_cells import caches_of
from tests.reports.made_results import KINDS, made_result
from tests.sample import sample_asked_once, sample_result, shared_sample
from words import LANGUAGES, is_right_to_left, say

FORMULA = "=cmd|' /C calc'!A0"
SIGNS = ("=", "+", "-", "@")


@cache
def written(kind: str = "sample", language: str = "en") -> bytes:
    result = shared_sample() if kind == "sample" else made_result(kind)
    return workbook(Report(result, language, event=Event("Platform & “Trust”", "Erbil")))


def book(kind: str = "sample", language: str = "en") -> Workbook:
    return openpyxl.load_workbook(BytesIO(written(kind, language)))


def summary(kind: str = "sample") -> list[dict[str, object]]:
    """The lines of the table of the summary, by its headings."""
    sheet = book(kind)["Summary"]
    (table,) = sheet.tables.values()
    heads, *lines = ([cell.value for cell in row] for row in sheet[table.ref])
    return [dict(zip(map(str, heads), line, strict=True)) for line in lines]


def test_the_summary_has_the_index_of_each_side_and_then_each_aspect() -> None:
    result = shared_sample()
    aspects = [measure.name for measure in result.measures if measure.level == "dimension"]
    lines = summary()
    assert len(lines) == len(result.headline_groups) * (1 + len(aspects))
    for line, group in zip(lines, result.headline_groups, strict=False):
        row = result.change_of[INDEX, group]
        shown = tuple(None if line[word] == "not shown" else line[word] for word in ("Mean before", "Mean after"))
        assert shown == (row.mean_from, row.mean_to)
        assert (line["Chart: before"], line["Chart: after"], line["Chart: change"]) == (*shown, row.change)
        assert (line["Change in points"], line["95 % interval, low"]) == (row.change, row.ci_low)
        assert line["People before"] == row.n_from


@pytest.mark.parametrize("kind", ["few in a group", "a side left out", "all hidden", "one round", "independent"])
def test_a_hidden_line_of_the_summary_has_words_and_no_number(kind: str) -> None:
    for line in summary(kind):
        numbers = [value for value in line.values() if isinstance(value, int | float)]
        assert numbers or line["Finding"] == say("findings.protected", "en")
        assert not numbers or line["Finding"] != say("findings.protected", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sheet_is_the_summary_on_one_page(language: str) -> None:
    sheet = book("sample", language).worksheets[0]
    assert sheet.title == say("headings.sheet_summary", language)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert len(sheet._charts) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["sample", "three rounds"])
def test_every_sheet_says_how_it_is_printed(kind: str, language: str) -> None:
    code = (shared_sample() if kind == "sample" else made_result(kind)).code
    for sheet in book(kind, language):
        assert sheet.print_area
        assert sheet.page_setup.paperSize == 9
        head, foot = sheet.oddHeader, sheet.oddFooter
        begin, end = ("right", "left") if is_right_to_left(language) else ("left", "right")
        named = re.sub("[\u200e\u200f\u202b\u202c]", "", str(getattr(head, begin).text))
        assert "Platform & “Trust” · Erbil" in named.replace("&&", "&")
        assert code in str(getattr(head, end).text)
        assert "&P" in str(getattr(foot, end).text)
    assert all(sheet.print_title_rows == "$1:$1" for sheet in book(kind, language).worksheets[1:])


def test_every_table_has_a_name_that_stays_in_every_language() -> None:
    names = [[name for sheet in book("sample", language) for name in sheet.tables] for language in LANGUAGES]
    assert names[0] == names[1] == names[2]
    assert all(name.startswith("thiqa_table_") for name in names[0])
    assert len(set(names[0])) == len(names[0])


@pytest.mark.parametrize("kind", ["sample", *KINDS])
def test_what_a_chart_keeps_is_what_stands_in_the_cells(kind: str) -> None:
    caches = caches_of(written(kind))
    assert [one for one in caches if not one.is_of_its_cells] == []
    assert bool(caches) == (kind != "all hidden")


@pytest.mark.parametrize("kind", ["sample", "few in a group", "a side left out", "all hidden"])
def test_what_is_not_shown_is_said_in_the_table_and_left_empty_for_the_charts(kind: str) -> None:
    drawn = {"Mean before": "Chart: before", "Mean after": "Chart: after", "Change in points": "Chart: change"}
    for line in summary(kind):
        for word, chart in drawn.items():
            assert line[word] is not None
            assert line[chart] == (None if line[word] == "not shown" else line[word])
        is_hidden = line["Change in points"] == "not shown"
        assert str(line["Line of the chart"]).endswith("(not shown)") == is_hidden


def test_the_chart_of_levels_leaves_out_a_side_whose_levels_are_not_shown() -> None:
    """Those of the second side of the sample: its change alone is shown."""
    shown = [line["Who answered"] for line in summary()[:2] if line["Mean before"] != "not shown"]
    assert len(shown) == 1
    levels = book()["Summary"]._charts[0]
    (first, second) = levels.series
    assert first.val.numRef.f.count("$") == second.val.numRef.f.count("$") == 2


@pytest.mark.parametrize("language", ["ar", "ku"])
def test_titles_and_heads_run_as_they_are_read(language: str) -> None:
    """Isolates are lost there, so that marks and an embedding stand for them."""
    made = openpyxl.load_workbook(BytesIO(written("sample", language)))
    for chart in made.worksheets[0]._charts:
        title = "".join(run.t for paragraph in chart.title.tx.rich.p for run in paragraph.r)
        assert (title[0], title[-1]) == ("\u202b", "\u202c")
        assert not re.search("[\u2066-\u2069]", title)
    for sheet in made.worksheets:
        head = str(sheet.oddHeader.right.text)
        assert not re.search("[\u2066-\u2069]", head)
        assert head.strip()[0] == "\u202b"


def test_a_heading_is_as_tall_as_its_words() -> None:
    """A row that is too low hides the first row behind it on paper: three lines of 9 points need 36."""
    sheet = book()["Changes"]
    words = max((str(cell.value) for cell in sheet[1]), key=lambda text: len(text.split()))
    assert len(words.split()) >= 3
    assert sheet.row_dimensions[1].height >= 36


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dictionary_has_a_row_for_each_column_of_each_table(language: str) -> None:
    made = book("sample", language)
    *sheets, dictionary = made.worksheets
    said = [(row[0], row[1]) for row in dictionary.iter_rows(min_row=2, values_only=True)]
    columns = [
        (sheet.title, cell.value) for sheet in sheets for table in sheet.tables.values() for cell in sheet[table.ref][0]
    ]
    assert said == columns
    assert all(all(row) for row in dictionary.iter_rows(values_only=True))


@pytest.mark.parametrize("sign", SIGNS)
def test_text_that_begins_like_a_formula_is_marked_as_text(sign: str) -> None:
    text = f"{sign}1+1"
    made = openpyxl.load_workbook(BytesIO(workbook(Report(shared_sample(), event=Event(text)))))
    cell = made["Summary"]["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert not made["Summary"]["A2"].quotePrefix


def test_no_text_of_the_form_is_a_formula() -> None:
    result = _renamed()
    made = openpyxl.load_workbook(BytesIO(workbook(Report(result, event=Event(FORMULA, FORMULA)))))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    begun = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(SIGNS)]
    assert any(cell.value == FORMULA for cell in begun)
    assert all(cell.quotePrefix for cell in begun)


def _renamed() -> Protected:
    """The sample with sides, groups and questions called like formulas."""
    from metrics import to_document
    from metrics.result import shared_from_document

    document = to_document(shared_sample())
    for one in (*document["survey"]["sides"], *document["survey"]["groups"], *document["measures"]):
        if one["label"]:
            one["label"] = {"en": FORMULA}
    for measure in document["measures"]:
        measure["wordings"] = None
    return shared_from_document(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_office_would_repair_nothing(language: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    for number, content in enumerate((written("sample", language), written("three rounds", language))):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(content)
        assert _found(path) == []


def _found(path) -> list[str]:  # type: ignore[no-untyped-def]
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


@pytest.mark.parametrize("what", ["aspect", "most"])
def test_what_could_not_be_compared_is_said_in_the_summary(what: str) -> None:
    made = openpyxl.load_workbook(BytesIO(workbook(Report(sample_asked_once(what)))))
    assert made.worksheets[0].title == "Summary"


def test_no_part_leads_outside_and_no_name_is_defined() -> None:
    with zipfile.ZipFile(BytesIO(written())) as archive:
        everything = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not [name for name, text in everything.items() if name.endswith(".rels") and "External" in text]
    assert set(re.findall(r'definedName name="([^"]*)"', everything["xl/workbook.xml"])) <= {
        "_xlnm.Print_Area",
        "_xlnm.Print_Titles",
    }


def test_the_officers_own_workbook_is_for_the_officer() -> None:
    made = openpyxl.load_workbook(BytesIO(workbook(Report(sample_result()))))
    assert "officer" in str(made["Summary"].oddFooter.left.text)
