"""The mission's own workbook: its named cells are filled and its formats stay, and what would harm is refused."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from metrics import INDEX, Protected
from reports.formats.xlsx import write
from reports.report import Event, Report
from reports.templates.given import LARGEST
from reports.templates.guard import MOST_XML
from reports.workbook.template.named_values import named_values
from surveys import SurveyError
from tests.reports.made_results import KINDS, made_result
from tests.sample import shared_sample
from tests.shown_in_part import shared_in_part
from words import LANGUAGES, say

PROTECTED = say("findings.protected", "en")
OF_INDEX = "thiqa_index_civil_society_before"


def _as_it_is(_book: Any) -> None:
    """Changes nothing."""


def template(names: Mapping[str, str], change: Callable[[Any], None] = _as_it_is) -> bytes:
    """A workbook with a sheet ``Ours``, whose cells have names."""
    book = openpyxl.Workbook()
    book.active.title = "Ours"
    for name, place in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def cell(row: int) -> str:
    return f"Ours!$B${row}"


def filled(names: Mapping[str, str], change: Callable[[Any], None] = _as_it_is, **report: Any) -> Any:
    result = report.pop("result", shared_sample())
    return openpyxl.load_workbook(
        io.BytesIO(write(Report(result, template=template(names, change), **report))), rich_text=False
    )


def refusal(content: bytes) -> str:
    with pytest.raises(SurveyError) as caught:
        write(Report(shared_sample(), template=content))
    (issue,) = caught.value.issues
    for language in LANGUAGES:
        assert issue.message(language)
    return issue.code.removeprefix("template_")


def changed(content: bytes, **parts: bytes | None) -> bytes:
    """A workbook with other parts; the names have two underscores where they have a slash."""
    named = {name.replace("__", "/"): data for name, data in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**held, **named}.items():
            if data is not None:
                archive.writestr(name, data)
    return written.getvalue()


def test_a_named_cell_is_filled_and_keeps_its_format() -> None:
    def bold(book: Any) -> None:
        book["Ours"]["B1"].font, book["Ours"]["B1"].number_format = Font(bold=True, color="FF0000"), "0.00"
        book["Ours"]["A1"] = "our words"
        book["Ours"].column_dimensions["B"].width = 33

    book = filled({OF_INDEX: cell(1)}, bold)
    own = book["Ours"]["B1"]
    assert own.value == shared_sample().change_of[INDEX, "SIDE:civil_society"].mean_from
    assert (own.font.b, own.font.color.rgb, own.number_format) == (True, "00FF0000", "0.00")
    assert book["Ours"]["A1"].value == "our words"
    assert book["Ours"].column_dimensions["B"].width == 33


def test_the_change_its_interval_and_what_was_found_have_names() -> None:
    row = shared_sample().change_of[INDEX, "SIDE:civil_society"]
    expected = {"change": row.change, "change_low": row.ci_low, "change_high": row.ci_high, "finding": "trust rose"}
    names = {f"thiqa_index_civil_society_{part}": cell(k) for k, part in enumerate(expected, start=1)}
    sheet = filled(names)["Ours"]
    assert [sheet.cell(k, 2).value for k in range(1, 5)] == list(expected.values())


def test_a_share_fills_a_cell_of_per_cent_as_a_part_of_one() -> None:
    result = shared_sample()
    row = next(row for row in result.items if row.trusting is not None and row.group == "ALL" and row.round == "pre")
    assert row.trusting is not None
    name = f"thiqa_{row.item}_all_before_trusting"

    def of_percent(book: Any) -> None:
        book["Ours"]["B2"].number_format = "0.0%"

    plain = filled({name: cell(1)})["Ours"]["B1"].value
    in_percent = filled({name: cell(2)}, of_percent)["Ours"]["B2"].value
    assert (plain, in_percent) == (row.trusting, pytest.approx(row.trusting / 100))


def test_what_is_not_shown_is_said_in_words() -> None:
    result = shared_sample()
    merged = next(group for group in result.groups if group.merged_from)
    hidden = result.change_of[INDEX, "SIDE:security"]
    assert hidden.mean_from is None
    names = {"thiqa_index_security_before": cell(1), f"thiqa_index_{merged.merged_from[0]}_before": cell(2)}
    sheet = filled(names)["Ours"]
    assert [sheet["B1"].value, sheet["B2"].value] == [PROTECTED, PROTECTED]


@pytest.mark.parametrize("kind", ["in part", *KINDS])
def test_every_named_number_is_one_that_the_result_shows(kind: str) -> None:
    result: Protected = shared_in_part() if kind == "in part" else made_result(kind)
    shown: set[object] = {result.matched, result.settings.threshold, *(one.respondents for one in result.rounds)}
    for table in (result.scores, result.changes, result.items):
        shown |= {value for row in table for value in vars(row).values() if isinstance(value, int | float)}
    for one in named_values(Report(result)).values():
        if isinstance(one.value, int | float):
            assert one.value in shown, one.name
            assert one.is_shown


def test_no_name_has_a_number_where_all_is_hidden() -> None:
    values = named_values(Report(made_result("all hidden"))).values()
    numbers = {one.name for one in values if isinstance(one.value, int | float)}
    assert numbers == {"thiqa_threshold"}


def test_names_are_the_same_in_every_language_and_letter_case() -> None:
    names = [list(named_values(Report(shared_sample(), language))) for language in LANGUAGES]
    assert names[0] == names[1] == names[2]
    assert filled({OF_INDEX.upper(): cell(1)})["Ours"]["B1"].value is not None


def test_further_rounds_have_names_of_their_own() -> None:
    names = named_values(Report(made_result("three rounds")))
    assert {"thiqa_index_all_followup_1", "thiqa_index_all_change_after_followup_1"} <= names.keys()


def test_a_note_says_what_was_filled_not_shown_or_unknown() -> None:
    names = {OF_INDEX: cell(1), "thiqa_index_security_before": cell(2), "thiqa_no_such": cell(3)}
    note = filled(names)[say("headings.sheet_filled", "en")]
    rows = {row[0]: row[2] for row in note.iter_rows(min_row=7, max_col=3, values_only=True)}
    assert rows == {
        OF_INDEX: "filled",
        "thiqa_index_security_before": "not shown",
        "thiqa_no_such": say("reports.book_unknown", "en"),
    }
    assert shared_sample().code in str(note["A1"].value)


def test_event_and_day_are_text_and_day_even_where_they_look_like_a_formula() -> None:
    event = Event("=cmd|' /C calc'!A0", "Erbil", date(2026, 3, 14))
    sheet = filled({"thiqa_event": cell(1), "thiqa_date": cell(2)}, event=event)["Ours"]
    assert (sheet["B1"].value, sheet["B1"].data_type, sheet["B1"].quotePrefix) == (event.title, "s", True)
    assert sheet["B2"].value.date() == event.held_on


def test_a_joined_cell_may_have_a_name() -> None:
    def joined(book: Any) -> None:
        book["Ours"].merge_cells("B1:C1")

    assert filled({OF_INDEX: "Ours!$B$1:$C$1"}, joined)["Ours"]["B1"].value is not None


@pytest.mark.parametrize(
    "place",
    [
        "Ours!$B$1:$C$4",
        "Gone!$B$1",
        "#REF!",
        "Ours!#REF!",
        "12.5",
        "Ours!$A$0",
        "Ours!$A$1048577",
        "Ours!$XFE$1",
        "OFFSET(Ours!$A$1,1,1)",
    ],
)
def test_a_name_of_no_single_cell_is_one_clear_message(place: str) -> None:
    assert refusal(template({OF_INDEX: place})) == "names_broken"


def test_two_names_of_one_cell_are_one_clear_message() -> None:
    assert refusal(template({OF_INDEX: cell(1), "thiqa_code": cell(1)})) == "names_broken"


def test_a_workbook_without_names_of_ours_is_one_clear_message() -> None:
    assert refusal(template({"other": cell(1)})) == "no_names"


@cache
def plain() -> bytes:
    return template({OF_INDEX: cell(1)})


def _with_rel(kind: str, where: str = "xl__worksheets___rels__sheet1.xml.rels") -> bytes:
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="r1" Type="{of}/{kind}" Target="http://example.org/x" TargetMode="External"/>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}</Relationships>'
    return changed(plain(), **{where: rels.encode()})


def _sheet(inside: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return changed(
        plain(), **{"xl__worksheets__sheet1.xml": f'<worksheet xmlns="{main}">{inside}</worksheet>'.encode()}
    )


def _formula(text: str) -> bytes:
    return _sheet(f'<sheetData><row r="1"><c r="A1"><f>{text}</f></c></row></sheetData>')


def _called(name: str, content: bytes) -> bytes:
    """The workbook with its sheet under another name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts.pop("xl/worksheets/sheet1.xml")
    renamed = {key: data.replace(b"sheet1.xml", name.encode()) for key, data in parts.items()}
    return changed(content, **{"xl/worksheets/sheet1.xml": None}, **renamed, **{f"xl/worksheets/{name}": sheet})


def _of_table(kind: str) -> bytes:
    return changed(plain(), **{"xl__tables__table1.xml": f"<table><{kind}>WEBSERVICE(A1)</{kind}></table>".encode()})


_WEB = '_xlfn.WEBSERVICE("x")'
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "wrong_kind"),
    "text": (lambda: b"a,b\n1,2\n", "wrong_kind"),
    "another archive": (lambda: changed(plain(), **{"[Content_Types].xml": None}), "wrong_kind"),
    "old or locked": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "locked"),
    "cut off": (lambda: plain()[: len(plain()) // 2], "damaged"),
    "no sheets": (lambda: changed(plain(), **{"xl__workbook.xml": b"<a/>"}), "damaged"),
    "broken xml": (lambda: changed(plain(), **{"xl__worksheets__sheet1.xml": b"<a><b></a>"}), "damaged"),
    "entities": (lambda: changed(plain(), **{"xl__styles.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "damaged"),
    "too many bytes": (lambda: b"PK" + b"\0" * LARGEST, "too_large"),
    "a bomb": (lambda: changed(plain(), **{"xl__worksheets__sheet1.xml": b" " * (MOST_XML + 1)}), "too_large"),
    "all cells joined": (
        lambda: _sheet('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "too_full",
    ),
    "macros": (lambda: changed(plain(), **{"xl__vbaProject.bin": b"\0"}), "macros"),
    "old macros": (lambda: changed(plain(), **{"xl__macrosheets__sheet1.xml": b"<a/>"}), "macros"),
    "links to workbooks": (lambda: changed(plain(), **{"xl__externalLinks__externalLink1.xml": b"<a/>"}), "fetches"),
    "connections": (lambda: changed(plain(), **{"xl__connections.xml": b"<a/>"}), "fetches"),
    "a linked picture": (lambda: _with_rel("image"), "fetches"),
    "a web service": (lambda: _formula('_xlfn.WEBSERVICE("http://example.org")'), "fetches"),
    "a web service in pieces": (lambda: _formula('<![CDATA[WEBSERVICE(]]>"http://example.org")'), "fetches"),
    "a picture of the web": (lambda: _formula('_xlfn.IMAGE("http://example.org")'), "fetches"),
    "another program": (lambda: _formula("cmd|'/C calc'!A0"), "fetches"),
    "another workbook": (lambda: _formula("[1]Sheet1!A1"), "fetches"),
    "another workbook's sheet": (lambda: _formula("'C:\\a\\[b''c.xlsx]d e'!A1"), "fetches"),
    "a share": (lambda: _formula("'\\\\host\\share\\x'!name"), "fetches"),
    "an address": (lambda: _formula("'http://example.org/x'!name"), "fetches"),
    "a web service behind a quote": (lambda: _formula("'a\"b'!A1&amp;WEBSERVICE('a\"b'!A1)"), "fetches"),
    "a function handed on": (lambda: _formula("MAP(A1,_xleta.WEBSERVICE)"), "fetches"),
    "Python": (lambda: _formula("_xlfn._xlws.PY(0,0)"), "fetches"),
    "a database": (lambda: _formula('SQL.REQUEST("DSN=x")'), "fetches"),
    "a column's formula": (lambda: _of_table("calculatedColumnFormula"), "fetches"),
    "a total's formula": (lambda: _of_table("totalsRowFormula"), "fetches"),
    "a validation": (lambda: _sheet("<dataValidation><formula1>WEBSERVICE(A1)</formula1></dataValidation>"), "fetches"),
    "a colour scale": (lambda: _sheet('<cfvo type="formula" val="WEBSERVICE(A1)"/>'), "fetches"),
    "a sheet called binary": (lambda: _called("sheet1.bin", _formula(_WEB)), "fetches"),
    "a sheet in capitals": (lambda: _called("sheet1.XML", _formula(_WEB)), "fetches"),
    "a sheet called a picture": (lambda: _called("sheet1.png", _formula(_WEB)), "damaged"),
    "a bomb called binary": (lambda: changed(plain(), **{"xl__a.bin": b" " * (MOST_XML + 1)}), "too_large"),
    "an old drawing": (lambda: changed(plain(), **{"xl__a.vml": b'<x><br><v src="//a/b"></x>'}), "fetches"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_would_harm_is_refused_with_one_message(what: str) -> None:
    make, code = BAD[what]
    assert refusal(make()) == code


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(A2:A9)",
        "Table1[1]",
        'IF(A2="a|b",1,2)',
        "'Our sheet'!B2",
        "IMAGES",
        "T[a]-'Our sheet'!B2",
        "T[[#This Row],[2020]]",
    ],
)
def test_a_plain_formula_is_none_of_that(formula: str) -> None:
    def calculated(book: Any) -> None:
        book["Ours"]["D1"] = f"={formula}"

    assert filled({OF_INDEX: cell(1)}, calculated)["Ours"]["D1"].value == f"={formula}"


def test_nobody_who_wrote_the_template_is_named() -> None:
    def written(book: Any) -> None:
        book["Ours"]["C1"].comment = Comment("our words", "Secret")
        about = book.properties
        about.creator = about.lastModifiedBy = about.title = about.identifier = about.contentStatus = "Secret"
        book.custom_doc_props.append(StringProperty(name="Owner", value="Secret"))

    content = write(Report(shared_sample(), template=template({OF_INDEX: cell(1)}, written)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"Secret" in archive.read(name) for name in archive.namelist())
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book["Ours"]["C1"].comment.text == "our words"


def test_a_link_that_a_reader_clicks_is_kept() -> None:
    def linked(book: Any) -> None:
        book["Ours"]["A5"].hyperlink = "https://example.org/"

    assert filled({OF_INDEX: cell(1)}, linked)["Ours"]["A5"].hyperlink.target == "https://example.org/"


_PROGRAM = """
import hashlib, sys
from reports.formats.xlsx import write
from reports.formats.indicators import write as indicators
from reports.report import Report
from tests.reports.test_workbook_template import plain
from tests.sample import shared_sample
made = (Report(shared_sample(), template=plain_bytes) for plain_bytes in (open(sys.argv[1], "rb").read(),))
files = [write(next(made)), write(Report(shared_sample(), "ar")), indicators(Report(shared_sample(), "ku"))]
print("digests", *(hashlib.sha256(data).hexdigest() for data in files))
"""


def test_two_processes_write_the_same_bytes(tmp_path: Any) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(plain())
    said = []
    for seed, zone, lang in (("1", "Asia/Baghdad", "C"), ("2", "America/New_York", "en_US.UTF-8")):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": lang, "PATH": "/usr/bin:/bin"}
        made = subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(path)],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        said.append(next(line for line in made.stdout.splitlines() if line.startswith("digests")))
    assert said[0] == said[1]
