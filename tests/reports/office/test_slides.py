"""The presentation: sound, harmless, in its reader's direction, and nothing that overflows or overlaps."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import validate_pptx  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.drawing.dumbbells import as_shown
from metrics import Protected
from reports.content.figures import figures_of
from reports.content.provenance import provenance_line
from reports.content.questions import standouts
from reports.office.slides import deck
from reports.office.slides.outline import outline
from reports.report import Event, Part, Report
from reports.templates.guard import TemplateError
from tests.reports.office.decks import EVENT, KINDS, foreign_template, result_of, shapes, written
from tests.reports.office.packages import changed, replaced
from words import LANGUAGES, digits

_SMALLEST = 1200
_DEFINED = ("ftr", "sldNum")


def parts(content: bytes, name: str) -> dict[str, str]:
    """The XML of the parts whose names fit."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = [one for one in archive.namelist() if re.fullmatch(name, one)]
        return {one: archive.read(one).decode() for one in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_it_has_to_be_repaired(language: str, tmp_path: Path) -> None:
    for kind, foreign in (("sample", False), ("sample", True), ("all hidden", False)):
        path = tmp_path / "deck.pptx"
        path.write_bytes(written(kind, language, foreign=foreign))
        assert [str(error) for error in validate_pptx(str(path)).errors] == []


@pytest.mark.parametrize("foreign", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_overlaps_or_leaves_its_slide(kind: str, foreign: bool) -> None:
    content = written(kind, "ar" if foreign else "en", foreign=foreign)
    presentation = Presentation(io.BytesIO(content))
    width, height = presentation.slide_width or 0, presentation.slide_height or 0
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= width + Pt(1)
            assert shape.top + shape.height <= height + Pt(1)
        for one, other in combinations(slide.shapes, 2):
            across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
            down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
            assert across <= Pt(2) or down <= Pt(2), (one.name, other.name)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_read_from_the_wall_is_large_enough(kind: str) -> None:
    for _, shape in shapes(written(kind)):
        if shape.name not in _DEFINED:
            sizes = [int(one.get("sz")) for one in shape._element.iter(qn("a:rPr")) if one.get("sz")]
            assert min(sizes, default=_SMALLEST) >= _SMALLEST
    for xml in parts(written(kind), r"ppt/charts/.*\.xml").values():
        assert min(map(int, re.findall(r'sz="(\d+)"', xml))) >= _SMALLEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slide_has_title_source_number_and_notes(language: str) -> None:
    report = Report(result_of("sample"), language, event=EVENT)
    presentation = Presentation(io.BytesIO(written("sample", language)))
    assert 7 <= len(presentation.slides) <= 12
    for number, slide in enumerate(presentation.slides, start=1):
        assert slide.shapes.title.text_frame.text
        texts = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        assert texts["ftr"] == provenance_line(report)
        assert texts["sldNum"] == str(number)
        assert provenance_line(report) in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_and_tables_say_in_words_what_they_hold(language: str) -> None:
    found = [shape for _, shape in shapes(written("sample", language)) if shape.has_chart or shape.has_table]
    assert len(found) >= 5
    assert all(shape._element.find(f".//{qn('p:cNvPr')}").get("descr") for shape in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_runs_as_the_language_does(language: str) -> None:
    rtl = "0" if language == "en" else "1"
    content = written("sample", language)
    for xml in parts(content, r"ppt/slides/slide\d+\.xml").values():
        words = re.findall(r"<a:pPr([^>]*)>", xml)
        assert {re.search(r'rtl="(\d)"', one).group(1) for one in words if "rtl" in one} == {rtl}  # type: ignore[union-attr]
    for _, shape in shapes(content):
        if shape.has_table:
            assert shape.table._tbl.tblPr.get("rtl") == rtl
    if language != "en":
        charts = parts(content, r"ppt/charts/.*\.xml").values()
        assert all('<c:orientation val="maxMin"/><c:max' in xml for xml in charts)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_fetched_calculated_or_taken_for_markup(kind: str) -> None:
    content = written(kind)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        everything = {name: archive.read(name) for name in names}
        assert len(names) == len(set(names))
    assert not [name for name in names if re.search(r"vba|activex|ole|externallink", name, re.IGNORECASE)]
    for name, part in everything.items():
        assert not (name.endswith(".rels") and b'TargetMode="External"' in part)
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(part)) as book:
                assert all(b"<f>" not in book.read(one) for one in book.namelist())


def test_what_is_hidden_is_in_no_chart() -> None:
    for xml in parts(written("all hidden"), r"ppt/charts/chart\d+\.xml").values():
        assert "<c:f>'Data'!" not in re.sub(r"<c:tx>.*?</c:tx>|<c:cat>.*?</c:cat>", "", xml) or "<c:v>100</c:v>" in xml


def test_a_template_keeps_its_look_and_loses_its_slides() -> None:
    content = written("sample", foreign=True)
    presentation = Presentation(io.BytesIO(content))
    assert (presentation.slide_width, presentation.slide_height) == (Pt(720), Pt(540))
    assert {slide.slide_layout.name[:6] for slide in presentation.slides} == {"Agency"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"secret of last year" not in everything
    assert b"nobody may read this" not in everything
    assert presentation.core_properties.author == ""


def test_nobody_who_made_or_changed_a_template_is_named() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def signed(parts: dict[str, bytes]) -> None:
        parts["ppt/commentAuthors.xml"] = parts["customXml/item1.xml"] = b"<a>Secret</a>"
        links = "".join(
            f'<Relationship Id="rIdX{kind}" Type="{office}/{kind}" Target="{target}"/>'
            for kind, target in {"commentAuthors": "commentAuthors.xml", "customXml": "../customXml/item1.xml"}.items()
        )
        replaced(parts, "ppt/_rels/presentation.xml.rels", "</Relationships>", f"{links}</Relationships>")
        lock = '<p:modifyVerifier hashData="Secret"/></p:presentation>'
        replaced(parts, "ppt/presentation.xml", "</p:presentation>", lock)
        replaced(
            parts, "docProps/core.xml", "</cp:coreProperties>", "<cp:version>Secret</cp:version></cp:coreProperties>"
        )

    content = deck(Report(result_of("sample"), template=changed(foreign_template(), signed)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"Secret" in archive.read(name) for name in archive.namelist())


def test_a_slide_that_a_layout_leads_to_goes_too() -> None:
    link = '<Relationship Id="rIdX" Type="{}/slide" Target="../slides/slide1.xml"/></Relationships>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def linked(parts: dict[str, bytes]) -> None:
        replaced(parts, "ppt/slideLayouts/_rels/slideLayout2.xml.rels", "</Relationships>", link.format(office))
        layout = parts["ppt/slideLayouts/slideLayout2.xml"]
        click = b'<p:cNvPr id="2" name="x"><a:hlinkClick xmlns:r="%b" r:id="rIdX"/></p:cNvPr>' % office.encode()
        parts["ppt/slideLayouts/slideLayout2.xml"] = re.sub(rb'<p:cNvPr id="2"[^>]*/>', click, layout, count=1)
        assert b"rIdX" in parts["ppt/slideLayouts/slideLayout2.xml"]

    content = deck(Report(result_of("sample"), template=changed(foreign_template(), linked)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        slides = [name for name in archive.namelist() if re.fullmatch(r"ppt/slides/[^/]*xml", name)]
        assert not any(b"rIdX" in archive.read(name) for name in archive.namelist())
    assert len(slides) == len(Presentation(io.BytesIO(content)).slides)


def _sized(size: str) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts["ppt/presentation.xml"] = re.sub(
            rb'<p:sldSz cx="\d+"', b'<p:sldSz cx="%b"' % size.encode(), parts["ppt/presentation.xml"]
        )

    return changed(foreign_template(), change)


def _with_part(template: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(template)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def _without_layouts() -> bytes:
    presentation = Presentation()
    layouts = presentation.slide_masters[0].slide_layouts
    for layout in list(layouts):
        if layout.name != "Blank":
            layouts.remove(layout)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (b"no archive", "template_wrong_kind"),
        (foreign_template()[:2000], "template_damaged"),
        (_with_part(foreign_template(), "ppt/vbaProject.bin", b"x"), "template_macros"),
        (_without_layouts(), "template_layouts"),
        (_sized("abc"), "template_damaged"),
        (_sized("-5"), "template_damaged"),
    ],
)
def test_a_template_that_cannot_be_used_is_said_in_one_message(template: bytes, code: str) -> None:
    with pytest.raises(TemplateError) as error:
        deck(Report(result_of("sample"), template=template))
    (issue,) = error.value.issues
    assert issue.code == code
    assert all(issue.message(language) for language in LANGUAGES)


def test_what_the_officer_chose_stands_in_order_with_caption_and_note() -> None:
    parts_chosen = (
        Part("paragraph", "caveats", caption="First"),
        Part("figure", "groups", caption="Second", note="My own words."),
        Part("table", "sides", caption="Third"),
    )
    content = deck(Report(result_of("sample"), event=EVENT, parts=parts_chosen))
    presentation = Presentation(io.BytesIO(content))
    titles = [slide.shapes.title.text_frame.text for slide in presentation.slides]
    assert titles[0] == EVENT.title
    assert list(dict.fromkeys(title.partition(" (")[0] for title in titles[1:])) == ["First", "Second", "Third"]
    texts = [shape.text_frame.text for shape in presentation.slides[2].shapes if shape.has_text_frame]
    assert "My own words." in texts


def numbers_of(result: Protected) -> set[float]:
    """The numbers that the figures of a result draw, as they are rounded: levels, changes, intervals, bands, shares."""
    found: set[float] = {100.0}
    margin = result.settings.margin
    for row in result.changes:
        shown = as_shown(row)
        ends = [x for x in (shown.ci_low, shown.ci_high) if x is not None]
        found |= {x for x in (shown.mean_from, shown.mean_to, shown.change, *ends) if x is not None}
        if shown.mean_from is not None:
            found |= {shown.mean_from + x for x in (*ends, margin, -margin)}
    for item in result.items:
        total = sum((item.counts or {}).values())
        found |= {100 * n / total for n in (item.counts or {}).values() if total}
        found |= {x for x in (item.trusting, item.neutral, item.distrusting) if x is not None}
    found |= {margin, -margin}
    return {round(min(max(x, -100.0), 100.0), 1) + 0.0 for x in found}


@pytest.mark.parametrize("kind", ["sample", "for the officer", "independent", "three rounds", "20 groups, sides"])
def test_every_number_behind_a_chart_is_one_that_the_result_holds(kind: str) -> None:
    allowed, looked_at = numbers_of(result_of(kind)), 0
    with zipfile.ZipFile(io.BytesIO(written(kind))) as archive:
        for name in archive.namelist():
            if name.endswith(".xlsx"):
                sheet = openpyxl.load_workbook(io.BytesIO(archive.read(name))).worksheets[0]
                held = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "n"]
                values = [round(float(value), 1) + 0.0 for value in held if isinstance(value, int | float)]
                looked_at += len(values)
                assert set(values) <= allowed, (name, set(values) - allowed)
    assert looked_at > 20


def _titles(kind: str, language: str = "en") -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(written(kind, language))).slides]


def test_all_rounds_are_compared_where_there_is_more_than_one_pair() -> None:
    report = Report(result_of("three rounds"), event=EVENT)
    (pairs,) = [one for one in figures_of(report) if one.figure == "pairs"]
    assert pairs.title in [title.partition(" (")[0] for title in _titles("three rounds")]
    known = [one.figure.figure for one in outline(Report(result_of("sample"))) if one.figure is not None]
    assert "pairs" not in known


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_slide_names_the_event_and_not_the_questionnaire(language: str) -> None:
    def opening(event: Event) -> str:
        content = deck(Report(result_of("sample"), language, event=event))
        slide = Presentation(io.BytesIO(content)).slides[0]
        return " ".join(shape.text_frame.text for shape in slide.shapes if shape.name != "ftr")

    assert result_of("sample").title not in opening(EVENT)
    assert result_of("sample").title in opening(Event())


def test_questions_are_listed_with_the_mean_that_ranks_them() -> None:
    report = Report(result_of("sample"), event=EVENT)
    charts = "".join(parts(written("sample"), r"ppt/charts/chart.*\.xml").values())
    chosen = [one for found in standouts(report, 2) for one in (*found.highest, *found.lowest)]
    assert chosen
    for one in chosen:
        assert re.search(rf"mean\s([0-9]+\s→\s)?{one.after_text}\b", charts)


def test_the_title_of_who_rates_whom_says_what_was_found() -> None:
    assert "How far apart the two sides rate each other, in points: 5 before, 5 after" in _titles("matched")
    assert "By side: how each rates the others, before and after" in _titles("sample")  # one direction is hidden


@pytest.mark.parametrize("language", ["ar", "ku"])
def test_shares_axis_and_slide_numbers_have_the_digits_that_were_chosen(language: str) -> None:
    with digits("arab"):
        content = deck(Report(result_of("sample"), language, event=EVENT, digits="arab"))
    for xml in parts(content, r"ppt/charts/chart.*\.xml").values():
        if "percentStacked" in xml:
            assert "\N{ARABIC PERCENT SIGN}" in xml
            assert 'formatCode="[$-2000401]0%"' in xml
    slides = parts(content, r"ppt/slides/slide\d+\.xml")
    assert not any("slidenum" in xml for xml in slides.values())
    assert str(len(slides)) not in [one.text_frame.text for _, one in shapes(content) if one.name == "sldNum"]


@pytest.mark.parametrize("language", ["ar", "ku"])
def test_no_sign_reads_as_a_relation_and_none_is_turned_round(language: str) -> None:
    content = written("for the officer", language)
    assert not re.search("[≥≤≷]", "".join(parts(content, r"ppt/(charts/chart|slides/slide)\d+\.xml").values()))
    keys = "".join(parts(content, r"ppt/slides/slide\d+\.xml").values())
    assert re.search("<a:t>\N{LEFT-TO-RIGHT MARK}[▲△▼▽]", keys)
    assert not re.search("<a:t>\N{LEFT-TO-RIGHT ISOLATE}[▲△▼▽=≈?]", keys)  # which LibreOffice turns round
