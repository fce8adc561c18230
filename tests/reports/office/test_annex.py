"""The annex opens, is whole, says only what the result holds, and has the look of its styles alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from charts import View
from charts.primitives.look import LIGHT
from reports.content.figures import ANNEX, figures_for
from reports.content.questions import toplines
from reports.formats import docx as annex
from reports.formats import formats
from reports.office.annex.tables import MOST_KEPT
from reports.office.annex.xml import stretches
from reports.report import Part
from reports.templates.package import begins_as_xml, relationships, walked
from tests.machine import ROOT
from tests.reports.office.documents import KINDS, annex_of, lines_of, numbers_of, opened, report_of, result_of, words_in
from tests.reports.office.packages import findings_of, parts_of
from words import LANGUAGES, is_right_to_left, say

COLOURS = {colour.removeprefix("#") for colour in (LIGHT.up, LIGHT.down, LIGHT.neither, LIGHT.muted, LIGHT.ink)}
A4, MARGIN = 11906, 1134
"""Twentieths of a point across the page, and left and right of its words."""
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@pytest.mark.parametrize("kind", KINDS)
def test_office_would_repair_nothing(kind: str) -> None:
    assert findings_of(annex_of(kind)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_office_would_repair_nothing_in_any_language(language: str) -> None:
    assert findings_of(annex_of("sample", language)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_in_a_table_is_one_that_the_result_holds(kind: str) -> None:
    known, code = numbers_of(result_of(kind)), result_of(kind).code
    fixed = (code, say("headings.mean", "en"))
    texts = [_without_names(text, kind) for text in _cells_below_heads(opened(annex_of(kind)))]
    for word in fixed:
        texts = [text.replace(word, "") for text in texts]
    assert {number for text in texts for number in _NUMBER.findall(text) if number not in known} == set()


def _cells_below_heads(document: Document) -> Iterator[str]:
    """The words of every cell below a head, but in the questionnaire."""
    counted = say("reports.annex_head_number", "en")
    for table in document.tables:
        head, *rows = table._tbl.tr_lst
        if words_in(head.tc_lst[0]) != counted:
            yield from (words_in(one) for row in rows for cell in row.tc_lst for one in cell.iter(qn("w:p")))


def _without_names(text: str, kind: str) -> str:
    """A text without the names of groups and questions, which may have numbers of their own."""
    result = result_of(kind)
    labels = [*(one.label for one in result.groups), *(one.label for one in result.measures)]
    names = [name for label in labels for name in label.values()]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(" ".join(name.split()), "")
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_count_themselves_and_are_all_listed(language: str) -> None:
    report = report_of("sample", language)
    document = opened(annex.write(report))
    captions = lines_of(document, "annex caption")
    listed = lines_of(document, "table of figures")
    assert sorted(captions) == sorted(listed)
    for counted in ("figure", "table"):
        label = say(f"reports.annex_{counted}", language)
        own = [caption for caption in captions if caption.startswith(f"{label} ")]
        assert [caption.split(". ")[0] for caption in own] == [f"{label} {n}" for n in range(1, len(own) + 1)]
    figures = [one for one in captions if one.startswith(f"{say('reports.annex_figure', language)} ")]
    assert len(figures) == len(figures_for(report, ANNEX))


def test_a_caption_is_a_field_that_holds_its_number_and_the_list_leads_to_it() -> None:
    document = opened(annex_of("sample"))
    body = document.element.body
    assert {found.get(qn("w:instr")).split()[0] for found in body.iter(qn("w:fldSimple"))} == {"SEQ"}
    bookmarks = [found.get(qn("w:name")) for found in body.iter(qn("w:bookmarkStart"))]
    assert len(set(bookmarks)) == len(bookmarks)
    assert [found.get(qn("w:anchor")) for found in body.iter(qn("w:hyperlink"))] == bookmarks
    codes = "".join(found.text for found in body.iter(qn("w:instrText")))
    assert codes == ' TOC \\n \\h \\z \\c "Figure"  TOC \\n \\h \\z \\c "Table" '
    kinds = [found.get(qn("w:fldCharType")) for found in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"] * 2


def test_the_last_captions_of_a_list_stand_on_one_page() -> None:
    listed = [
        one for one in opened(annex_of("sample")).paragraphs if one.style and one.style.name == "table of figures"
    ]
    kept = [one._p.find(f".//{qn('w:keepNext')}") is not None for one in listed]
    figures = sum("Figure" in words_in(one._p) for one in listed)
    assert 3 < figures < len(listed) - 3
    for of_list in (kept[:figures], kept[figures:]):
        assert of_list[-4:] == [False, True, True, False]


def test_what_the_colours_of_answers_mean_stands_in_these_colours_in_the_words_above_a_chart() -> None:
    runs = list(opened(annex_of("sample")).element.body.iter(qn("w:r")))
    marks = [run for run in runs if "".join(one.text or "" for one in run.iter(qn("w:t"))) == "■"]
    colours = {found.get(qn("w:val")) for mark in marks for found in mark.iter(qn("w:color"))}
    strong_no, _, _, _, strong_yes = (one.removeprefix("#") for one in LIGHT.answers)
    assert {strong_no, strong_yes} <= colours


def test_nothing_asks_the_reader_to_bring_fields_up_to_date() -> None:
    settings = parts_of(annex_of("sample"))["word/settings.xml"]
    assert b"updateFields" not in settings
    assert b"dirty" not in parts_of(annex_of("sample"))["word/document.xml"]


@pytest.mark.parametrize("kind", ["sample", "twenty groups", "long names"])
def test_heads_of_tables_are_repeated_and_no_row_is_broken(kind: str) -> None:
    tables = opened(annex_of(kind)).tables
    assert tables
    for table in tables:
        rows = table._tbl.tr_lst
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


@pytest.mark.parametrize("kind", ["sample", "twenty groups", "long names", "three rounds"])
def test_no_table_is_wider_than_the_page(kind: str) -> None:
    for table in opened(annex_of(kind)).tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert min(widths) > 0
        assert sum(widths) == A4 - 2 * MARGIN


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_look_is_that_of_styles_but_for_the_colours_of_findings(language: str) -> None:
    body = opened(annex_of("sample", language)).element.body
    of_runs = {found.tag for look in body.iter(qn("w:rPr")) for found in look}
    assert of_runs <= {qn("w:color"), qn("w:rtl")}
    assert {found.get(qn("w:val")) for found in body.iter(qn("w:color"))} - COLOURS <= _answers()
    of_paragraphs = {found.tag for look in body.iter(qn("w:pPr")) for found in look}
    assert of_paragraphs <= {qn("w:pStyle"), qn("w:keepNext"), qn("w:bidi")}
    assert all(found.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is not None for found in body.iter(qn("w:p")))


def _answers() -> set[str]:
    return {colour.removeprefix("#") for colour in (*LIGHT.answers, LIGHT.ground, LIGHT.rule, LIGHT.band)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_direction_and_language_are_those_of_the_reader(language: str) -> None:
    document = opened(annex_of("sample", language))
    body, rtl = document.element.body, is_right_to_left(language)
    paragraphs = [*body.iter(qn("w:p"))]
    assert {found.pPr.find(qn("w:bidi")) is not None for found in paragraphs} == {rtl}
    assert {table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables} == {rtl}
    assert (document.sections[-1]._sectPr.find(qn("w:bidi")) is not None) == rtl
    spoken = next(document.styles.element.iter(qn("w:lang")))
    assert spoken.get(qn("w:bidi" if rtl else "w:val")) == {"en": "en-GB", "ar": "ar-SA", "ku": "ku-Arab-IQ"}[language]
    assert document.core_properties.language == {"en": "en-GB", "ar": "ar-SA", "ku": "ku-Arab-IQ"}[language]
    if rtl:
        for style in document.styles.element.iter(qn("w:rPr")):
            for one, other in (("w:b", "w:bCs"), ("w:sz", "w:szCs")):
                assert (style.find(qn(one)) is None) == (style.find(qn(other)) is None)


@pytest.mark.parametrize(
    ("text", "rtl", "pieces"),
    [
        ("plain", False, [("plain", False)]),
        ("ارتفعت", True, [("ارتفعت", True)]),
        ("ارتفعت \u2066+5\u2069 نقاط", True, [("ارتفعت ", True), ("\u2066+5\u2069", False), (" نقاط", True)]),
        (
            "by \u2068منظمات نسائية\u2069, 5",
            False,
            [("by ", False), ("\u2068منظمات نسائية\u2069", True), (", 5", False)],
        ),
        ("the منظمات نسائية group", False, [("the ", False), ("منظمات نسائية", True), (" group", False)]),
        ("\u2068a \u2066+5\u2069 b\u2069 ب", True, [("\u2068a \u2066+5\u2069 b\u2069", False), (" ب", True)]),
        ("<b>women</b>", True, [("\u2068<b>women</b>\u2069", False)]),
        ("", False, []),
        ("", True, []),
    ],
)
def test_words_are_runs_of_one_direction(text: str, rtl: bool, pieces: list[tuple[str, bool]]) -> None:
    assert list(stretches(text, rtl=rtl)) == pieces


@pytest.mark.parametrize("kind", KINDS)
def test_headings_never_leave_out_a_level(kind: str) -> None:
    document = opened(annex_of(kind))
    names = {style.style_id: style.name for style in document.styles}
    used = [names[found.pPr.pStyle.val] for found in document.element.body.iter(qn("w:p"))]
    levels = [int(name.rpartition(" ")[2]) for name in used if name.lower().startswith("heading ")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_chart_can_be_edited_and_says_its_content() -> None:
    content = annex_of("sample")
    parts = parts_of(content)
    charts = [name for name in parts if name.startswith("word/charts/chart")]
    books = {one.target for one in relationships(parts) if one.source in charts}
    assert books == {name for name in parts if name.startswith("word/embeddings/")}
    assert len(books) == len(charts) > 0
    said = [found.attrib for found in opened(content).element.iter(qn("wp:docPr"))]
    assert len(said) == len(charts)
    assert len({found["id"] for found in said}) == len(said)
    assert all(len(found["descr"]) > 20 and found["title"] for found in said)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_loaded_on_opening(kind: str) -> None:
    parts = parts_of(annex_of(kind))
    assert not any(one.is_external for one in relationships(parts))
    assert not any(walked(content).fetched for content in parts.values() if begins_as_xml(content))


@pytest.mark.parametrize("kind", KINDS)
def test_no_chain_of_paragraphs_that_stay_together_is_longer_than_a_page(kind: str) -> None:
    """One of a heading, a table and its notes has some twenty; more would leave the page before it empty."""
    kept = [found.pPr.find(qn("w:keepNext")) is not None for found in _lines(opened(annex_of(kind)))]
    chains = "".join("x" if one else " " for one in kept).split()
    assert max(map(len, chains)) <= 2 * MOST_KEPT


def _lines(document: Document) -> Iterator[Any]:
    """The first paragraph of each row, and each paragraph outside tables; headings stay with what follows."""
    headings = {style.style_id for style in document.styles if style.name.lower().startswith("heading")}
    for found in document.element.body:
        if found.tag == qn("w:tbl"):
            yield from (row.find(f".//{qn('w:p')}") for row in found.tr_lst)
        elif found.tag == qn("w:p"):
            if found.pPr.pStyle.val in headings:
                found.pPr.append(found.makeelement(qn("w:keepNext"), {}))
            yield found


def test_a_topline_is_there_for_each_question_with_its_answers_and_the_range_of_its_change() -> None:
    report = report_of("sample")
    document = opened(annex.write(report))
    asked = [line for line in lines_of(document, "heading 3") if line]
    found = toplines(report)
    assert asked == [f"{one.who}: {one.question}" for one in found]
    tables = [[[words_in(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst] for table in document.tables]
    for one in found:
        if one.table.rows:
            assert [[cell.text for cell in row] for row in one.table.rows] in [table[1:] for table in tables]
    notes = lines_of(document, "annex note")
    for one in found:
        if one.finding is not None and one.finding.interval_text and one.table.rows:
            assert any(one.finding.interval_text in note and one.finding.short in note for note in notes)


def test_what_the_officer_said_is_there_and_left_out_where_it_is_empty() -> None:
    said = lines_of(opened(annex_of("sample")))
    assert {"A hotline", "Joint training", "Meet again", "Dialogue", "Baghdad · 14 March 2026"} <= set(said)
    without = lines_of(opened(annex.write(report_of("sample", asked="", planned=" \n"))))
    assert say("reports.annex_asked", "en") not in without
    assert say("reports.annex_planned", "en") not in without


def test_what_the_officer_chose_comes_in_that_order_with_its_captions_and_notes() -> None:
    figure = figures_for(report_of("sample"), ANNEX)[0]
    parts = (
        Part("table", "groups", caption="Own table", note="Look\nhere"),
        Part("paragraph", "protection"),
        Part("figure", figure.figure, View(group=figure.view.group), caption="Own <figure>", note="And here"),
        Part("paragraph", "summary", caption="In short"),
    )
    document = opened(annex.write(report_of("sample", parts=parts)))
    assert lines_of(document, "annex caption") == ["Table 1. Own table", "Figure 1. Own <figure>"]
    assert lines_of(document, "annex own note") == ["Look", "here", "And here"]
    headings = lines_of(document, "heading 1")
    protection = say("reports.text_protection", "en")
    assert [one for one in headings if one in (protection, "In short")] == [protection, "In short"]
    assert len(document.tables) == 1


@pytest.mark.parametrize("part", [Part("table", "odd"), Part("paragraph", "odd"), Part("figure", "odd")])
def test_what_the_result_does_not_have_is_not_written(part: Part) -> None:
    with pytest.raises(ValueError, match=r"odd|text must be one of"):
        annex.write(report_of("sample", parts=(part,)))


def test_names_are_shown_as_they_are_written() -> None:
    said = " ".join(lines_of(opened(annex.write(report_of("long names")))))
    assert "<b>Women & “peace”</b> 🕊️ =1+1 ../very long name" in said
    assert "منظمات نسائية" in said


def test_the_same_report_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib, json\n"
        "from tests.reports.office.documents import report_of\n"
        "from reports.formats import docx\n"
        "print(json.dumps([hashlib.sha256(docx.write(report_of('sample', l))).hexdigest() for l in ('en', 'ar')]))\n"
    )
    found = set()
    for seed, zone, locale in (("1", "UTC", "C.UTF-8"), ("2", "Asia/Baghdad", "POSIX")):
        own = {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": locale, "LC_ALL": locale, "PYTHONUTF8": "1"}
        run = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **own},
        )
        found.add(tuple(json.loads(run.stdout.splitlines()[-1])))
    assert len(found) == 1


def test_where_the_numbers_come_from_is_at_the_foot_of_each_page() -> None:
    report = report_of("sample")
    parts = parts_of(annex.write(report))
    feet = [walked(content) for name, content in parts.items() if re.match(r"word/footer\d*\.xml", name)]
    assert len(feet) == 2
    for foot in feet:
        assert [code.split()[0] for code in foot.codes if code.strip()] == ["PAGE", "NUMPAGES"]
    assert all(report.result.code.encode() in parts[name] for name in parts if name.startswith("word/footer"))


def test_an_annex_without_an_event_is_named_after_the_questionnaire() -> None:
    report = report_of("sample")
    document = opened(annex.write(replace(report, event=replace(report.event, title="", place="", held_on=None))))
    assert lines_of(document, "title") == [report.result.title]
    assert document.core_properties.title == report.result.title


def test_captions_have_the_digits_that_were_chosen() -> None:
    content = formats()["docx"].write(report_of("sample", "ar", digits="arab"))
    captions = lines_of(opened(content), "annex caption")
    assert captions[0].startswith(f"{say('reports.annex_figure', 'ar')} ١. ")
    assert sorted(captions) == sorted(lines_of(opened(content), "table of figures"))
