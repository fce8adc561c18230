"""What is made of templates of several makers: nothing in it has to be repaired, and it names nobody."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.pivot.cache import CacheDefinition, CacheField, CacheSource, WorksheetSource
from openpyxl.pivot.record import RecordList
from openpyxl.pivot.table import Location, TableDefinition
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.scenario import InputCells, Scenario
from pptx import Presentation
from pptx.util import Cm, Emu

from reports.formats import docx as annex
from reports.formats import pptx as slides
from reports.formats import xlsx as workbook
from reports.office.annex.base_document import base_document
from reports.office.slides.base import presentation_of
from reports.report import Report
from reports.templates.guard import TemplateError
from tests.reports.office.decks import foreign_template
from tests.reports.office.packages import Parts, changed, findings_of, parts_of, plain, replaced, saved
from tests.sample import shared_sample

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PATH = r"C:\Users\secret.person\Pictures\logo.png"
_NAME = "Samira Haddad"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def _field(code: str, result: str) -> str:
    """A field as Word writes it; the code in pieces, of which some may be a field."""
    pieces = "".join(
        one if one.startswith("<") else f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in code.split("|")
    )
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{pieces}{separate}<w:r><w:rPr><w:b/></w:rPr><w:t>{result}</w:t></w:r>{end}"


def _control(xpath: str, text: str, store: str = "{1}", mappings: str = "") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings="{mappings}" w:xpath="{xpath}" w:storeItemID="{store}"/>'
        f"</w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
    )


_SIMPLE = f'<w:fldSimple w:instr=" MANAGER "><w:r><w:t>{_NAME}</w:t></w:r></w:fldSimple>'
_PEOPLE = (
    _control("/ns1:coreProperties[1]/ns0:creator[1]", _NAME, "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"),
    _control("/a:Manager[1]", _NAME, mappings=f"xmlns:a='{_APP}'"),
    _control("/a:lastModifiedBy[1]", _NAME, mappings=f"xmlns:a='{_CORE}'"),
    _control("/ns0:Properties[1]/ns0:Company[1]", _NAME),
    _SIMPLE,
    _field(f' AUTHOR "{_NAME}" ', _NAME),
    _field(" DOCPROP|ERTY Manager ", _NAME),
    _field("DOCVARIABLE who", _NAME),
    _field("info| author", _NAME),
    _field(f"IF |{_field(' COMPANY ', _NAME)}| = 1 kept", _NAME),
    _field(f"QUOTE |{_SIMPLE}", _NAME),
)
_NOBODY = (
    _control("/ns0:Place[1]", "a place"),
    _field(' HYPERLINK "https://example.org/author" ', "a link"),
    _field("DATE", f"a day</w:t></w:r>{_field('LASTSAVEDBY', _NAME)}<w:r><w:t>"),
)


def test_fields_and_controls_that_name_people_go_and_others_stay() -> None:
    def tell(parts: Parts) -> None:
        said = "".join(f"<w:p>{one}</w:p>" for one in (*_PEOPLE, *_NOBODY))
        replaced(parts, "word/header1.xml", "</w:hdr>", f"{said}</w:hdr>")

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Letterhead"
    made = base_document(changed(saved(document), tell))
    content = saved(made)
    header = parts_of(content)["word/header1.xml"].decode()
    assert "Samira" not in header
    assert re.findall(r"<w:instrText>(.*?)</w:instrText>", header) == [
        ' HYPERLINK "https://example.org/author" ',
        "DATE",
    ]
    assert [*filter(None, re.findall(r"<w:t>(.*?)</w:t>", header))] == [
        "Letterhead",
        "a place",
        "a link",
        "a day",
    ]
    assert header.count('"begin"') == header.count('"separate"') == header.count('"end"') == 2
    assert findings_of(content) == findings_of(saved(base_document(saved(document))))


def _book() -> bytes:
    """A workbook of openpyxl with all that it may tell of people."""
    book = openpyxl.load_workbook(io.BytesIO(plain("xlsx")), rich_text=True)
    sheet = book.active
    sheet["A1"].font = Font(bold=True, color="FF1F6FB2", name="Arial", size=9)
    sheet["A2"] = CellRichText("a ", TextBlock(InlineFont(b=True), "b"))
    sheet["A3"], sheet["A4"] = "twice", "twice"
    sheet["C1"].comment = Comment("Secret Person:\nour words", "Secret Person")
    sheet["C2"].comment = Comment(f"{_NAME}:\nour second words", "another")
    sheet["C3"].comment = Comment("our third words: they stay\nas they are:\nhere", "Secret")
    book.defined_names["thiqa_event"].comment = book.defined_names["thiqa_event"].description = _NAME
    sheet.defined_names["ours"] = DefinedName("ours", attr_text="Sheet!$B$2", comment=_NAME, description=_NAME)
    sheet.conditional_formatting.add("B1:B9", CellIsRule("greaterThan", ["3"], font=Font(bold=True, color="FF9C0006")))
    sheet.scenarios.scenario.append(
        Scenario(name="s", user="Secret", comment="Secret", inputCells=(InputCells("B1", val="1"),))
    )
    source = CacheSource(type="worksheet", worksheetSource=WorksheetSource(ref="A1:B2", sheet="Sheet"))
    place = Location(ref="E1:F2", firstHeaderRow=1, firstDataRow=1, firstDataCol=1)
    pivot = TableDefinition(name="P", cacheId=1, dataCaption="x", location=place)
    pivot.cache = CacheDefinition(
        cacheSource=source, cacheFields=(CacheField(name="a"),), refreshedBy="Secret", id="rId1"
    )
    pivot.cache.records = RecordList()
    sheet.add_pivot(pivot)
    return saved(book)


def _written_by_another() -> bytes:
    """A workbook of XlsxWriter."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet("Ours")
        look = book.add_format({"bold": True, "font_color": "red", "border": 1})
        sheet.write("A1", "Head", look)
        sheet.write_rich_string("A2", "a ", look, "b", "c")
        sheet.write_comment("C1", "our words", {"author": "Secret"})
        sheet.conditional_format("B1:B9", {"type": "data_bar"})
        book.define_name("thiqa_event", "=Ours!$B$1")
        book.set_properties({"author": "Secret", "company": "Secret", "manager": "Secret"})
    return written.getvalue()


def _document() -> bytes:
    """A document whose head tells of people, with colours as LibreOffice writes them."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Letterhead"
    gone = (
        '<w:tc><w:tcPr><w:cellDel w:id="2" w:author="Secret"/></w:tcPr><w:p><w:r><w:t>Secret</w:t></w:r></w:p></w:tc>'
    )
    stays = "<w:tc><w:p><w:r><w:t>stays</w:t></w:r></w:p></w:tc>"
    tables = "".join(
        f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl><w:p/>'
        for cells in (gone + stays, gone)
    )
    person = (
        f'<w:p w:rsidR="00SECRET"><w:permStart w:id="1" w:ed="Secret"/><w:permEnd w:id="1"/>'
        '<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Secret</w:t></w:r></w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> FILE</w:instrText></w:r>'
        r'<w:r><w:instrText>NAME \p </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>Secret</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="Secret" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent><w:r>'
        "<w:t>kept</w:t></w:r></w:sdtContent></w:sdt>"
        f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{_PATH}"/>'
        "</w:pict></w:r></w:p></w:hdr>"
    )

    def tell(parts: Parts) -> None:
        replaced(parts, "word/header1.xml", "</w:hdr>", tables + person)
        styles = parts["word/styles.xml"]
        parts["word/styles.xml"] = re.sub(rb'(<w:color )w:val="\w+" (w:theme)', rb"\1\2", styles)
        assert styles != parts["word/styles.xml"]

    return changed(saved(document), tell)


def _deck() -> bytes:
    """A presentation whose slides are listed in a show and a view, and whose layouts tell of people."""
    show = (
        '<p:custShowLst><p:custShow name="Secret" id="0"><p:sldLst><p:sld r:id="{}"/></p:sldLst></p:custShow>'
        "</p:custShowLst><p:defaultTextStyle>"
    )

    def tell(parts: Parts) -> None:
        (slide,) = re.findall(rb'<p:sldId [^>]*r:id="(\w+)"', parts["ppt/presentation.xml"])
        replaced(parts, "ppt/presentation.xml", "<p:defaultTextStyle>", show.format(slide.decode()))
        parts["ppt/_rels/viewProps.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/slide" Target="slides/slide1.xml"/></Relationships>'
        ).encode()
        layout = parts["ppt/slideLayouts/slideLayout2.xml"]
        layout = re.sub(rb'(<p:cNvPr id="2" )', rb'\1descr="%b" ' % _PATH.replace("\\", r"\\").encode(), layout)
        foot = b'(type="ftr".*?<a:p>)'
        layout, count = re.subn(foot, rb"\1<a:r><a:t>Secret</a:t></a:r>", layout, count=1, flags=re.DOTALL)
        assert count
        parts["ppt/slideLayouts/slideLayout2.xml"] = layout

    return changed(foreign_template(), tell)


_MADE: dict[str, tuple[Any, Callable[[], bytes]]] = {
    "a workbook": (workbook, _book),
    "a workbook of another": (workbook, _written_by_another),
    "a document": (annex, _document),
    "a presentation": (slides, _deck),
}


@pytest.mark.parametrize("kind", _MADE)
def test_nothing_made_of_a_template_has_to_be_repaired_or_names_people(kind: str) -> None:
    module, make = _MADE[kind]
    content = module.write(Report(shared_sample(), "ar", template=make()))
    assert findings_of(content, module.ENDING) == []
    parts = parts_of(content)
    traces = re.compile(rb"secret|samira|rsid|dataBinding|nobody may read this", re.IGNORECASE)
    assert [name for name, part in parts.items() if traces.search(part) or traces.search(name.encode())] == []
    assert any(re.search(rb"our words|Letterhead|<p:sldLayout", part) for part in parts.values())
    if kind == "a workbook":
        said = "".join(one.decode() for name, one in parts.items() if "comments" in name)
        words = ["our words", "our second words", "our third words: they stay\nas they are:\nhere"]
        assert re.findall(r"our [^<]*", said) == words
    if kind == "a document":
        assert parts["word/header1.xml"].count(b"<w:tbl>") == parts["word/header1.xml"].count(b">stays<") == 1
    assert not any(re.search(r"printerSettings|thumbnail|customXml|docProps/custom", name) for name in parts)


def test_a_text_that_is_there_twice_is_kept_once() -> None:
    parts = parts_of(workbook.write(Report(shared_sample(), template=_book())))
    assert parts["xl/sharedStrings.xml"].count(b">twice<") == 1
    assert b"inlineStr" not in parts["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(("width", "height"), [(Cm(20), Emu(10)), (Cm(14.9), Cm(12)), (Cm(20), Cm(7.9))])
def test_a_layout_without_room_is_named(width: int, height: int) -> None:
    presentation: Any = Presentation(io.BytesIO(foreign_template(with_slides=False)))
    for layout in list(presentation.slide_layouts)[2:]:
        presentation.slide_layouts.remove(layout)
    (body,) = [one for one in presentation.slide_masters[0].placeholders if one.placeholder_format.idx == 1]
    body.width, body.height = width, height
    with pytest.raises(TemplateError, match="“Agency tnetnoC dna eltiT” has too little room"):
        presentation_of(saved(presentation))


def test_a_layout_of_very_many_shapes_is_refused() -> None:
    shape = "<p:pic/>" * 301 + "</p:spTree>"
    many = changed(
        plain("pptx"), lambda parts: replaced(parts, "ppt/slideLayouts/slideLayout1.xml", "</p:spTree>", shape)
    )
    with pytest.raises(TemplateError) as error:
        presentation_of(many)
    assert error.value.issues[0].code == "template_too_full"
