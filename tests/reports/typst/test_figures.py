"""A figure as a file: its size, its words inside, nothing that is fetched, and the same bytes wherever it is made."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from charts import Picture, View, all_figures, draw
from reports.content.figures import figures_of, view_for
from reports.formats import formats
from reports.report import SIZES, Event, Part, Report
from reports.typst.compiler import Form
from reports.typst.figures import PREVIEW_WIDTH, figure_file, figure_files, figure_preview
from tests.house import ROOT
from tests.reports.report_cases import report_of
from tests.sample import sample_result, shared_sample
from words import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"
FORMS: tuple[Form, ...] = ("png", "svg", "pdf")


def _picture(report: Report, name: str, view: View) -> Picture:
    return draw(name, report.result, view_for(report, view))


def _view(name: str) -> View:
    return all_figures()[name].views(sample_result())[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_png_has_two_pixels_for_each_and_is_printed_at_300_to_the_inch(language: str) -> None:
    report = Report(sample_result(), language=language)
    picture = _picture(report, "sides", View())
    image = Image.open(io.BytesIO(figure_file(report, "sides", View(), "png")))
    image.load()
    assert image.size == (1800, 2 * int(picture.drawing.height))
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    assert image.text == {"Title": picture.title, "Description": picture.alternative}
    assert image.text["Title"].lang == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in all_figures() if name != "categories"])
def test_an_svg_says_what_it_shows_and_fetches_nothing(name: str, language: str) -> None:
    report = Report(sample_result(), language=language)
    picture = _picture(report, name, _view(name))
    svg = figure_file(report, name, _view(name), "svg")
    root = ET.fromstring(svg)
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert (root[0].text, root[1].text) == (picture.title, picture.alternative)
    assert root.get("role") == "img"
    assert (root.get("width"), root.get("height")) == ("675pt", f"{0.75 * int(picture.drawing.height):g}pt")
    assert [child.tag for child in root.iter() if re.search("image|style|script|foreign|font|^a$", child.tag)] == []
    assert re.findall(rb'(?:href|src)\s*=\s*"(?!#)|url\((?!#)|@import', svg) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_can_be_read_by_those_who_do_not_see_it(language: str) -> None:
    """Typst holds it against PDF/UA-1 and fails where it is not met."""
    report = Report(sample_result(), language=language)
    picture = _picture(report, "groups", View())
    read = PdfReader(io.BytesIO(figure_file(report, "groups", View(), "pdf")))
    assert read.metadata is not None
    assert read.metadata.title == picture.title
    root: Any = read.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert [one["/Alt"] for one in _tagged(root["/StructTreeRoot"], "/Figure")] == [picture.alternative]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert all(one["/FontDescriptor"].get_object() for one in _descendants(read))


def _tagged(part: Any, tag: str) -> Iterator[Any]:
    """The parts of a structure that have a tag."""
    if part.get("/S") == tag:
        yield part
    inside = part.get("/K", [])
    for one in inside if isinstance(inside, list) else [inside]:
        within = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(within, dict):
            yield from _tagged(within, tag)


def _descendants(read: PdfReader) -> list[Any]:
    """The fonts of the first page, all of which are inside."""
    resources: Any = read.pages[0]["/Resources"]
    fonts = resources["/Font"]
    found = [fonts[name]["/DescendantFonts"][0].get_object() for name in fonts]
    assert all("/FontFile2" in one["/FontDescriptor"] or "/FontFile3" in one["/FontDescriptor"] for one in found)
    return found


def test_where_it_has_no_ground_what_is_behind_it_is_seen() -> None:
    plain, clear = (Report(sample_result(), transparent=transparent) for transparent in (False, True))
    for report, alpha in ((plain, 255), (clear, 0)):
        image = Image.open(io.BytesIO(figure_file(report, "sides", View(), "png"))).convert("RGBA")
        assert image.getpixel((2, 2))[3] == alpha
        assert np.asarray(image)[..., 3].max() == 255
    sheets = [ET.fromstring(figure_file(report, "sides", View(), "svg")) for report in (plain, clear)]
    papers = [[path for path in sheet.iter(f"{SVG}path") if path.get("fill") == "#ffffff"] for sheet in sheets]
    assert len(papers[0]) > len(papers[1])


@pytest.mark.parametrize("size", ["slide", "half", "full"])
def test_several_sheets_are_pages_of_a_pdf_files_of_an_archive_and_below_each_other_in_one_picture(size: str) -> None:
    report = Report(sample_result(), size=size)
    view = _view("answers")
    picture = _picture(report, "answers", view)
    pages = PdfReader(io.BytesIO(figure_file(report, "answers", view, "pdf"))).pages
    files = [Image.open(io.BytesIO(one)) for one in figure_files(report, picture, "png")]
    one = Image.open(io.BytesIO(figure_file(report, "answers", view, "png")))
    assert len(pages) == len(files) > 1
    assert one.height == pytest.approx(sum(file.height for file in files), abs=len(files))
    assert {one.width} == {file.width for file in files}


def test_where_a_figure_shows_nothing_its_title_is_its_description() -> None:
    report = report_of("all hidden")
    picture = replace(_picture(report, "gaps", all_figures()["gaps"].views(report.result)[0]), alternative="")
    root = ET.fromstring(figure_files(report, picture, "svg")[0])
    assert root[1].text == picture.title
    assert figure_files(report, picture, "pdf")[0].startswith(b"%PDF")


def test_there_is_no_figure_of_another_name() -> None:
    with pytest.raises(ValueError, match="figure must be one of"):
        figure_file(Report(sample_result()), "pie", View(), "png")


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_has_every_figure_of_the_report_by_event_figure_group_and_language(form: Form) -> None:
    event = Event("Meeting in Basra", "Basra", date(2026, 3, 14))
    parts = (Part("figure", "sides"), Part("figure", "dimensions", View(group="women")), Part("figure", "ratings"))
    report = Report(sample_result(), language="ar", event=event, parts=parts)
    written = formats()[form].write(report)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        contents = [archive.read(name) for name in names]
    code = report.result.code
    about = "meeting-in-basra-basra-2026-03-14"
    assert names == [
        f"01-{about}-sides-ar-internal-{code}.{form}",
        f"02-{about}-dimensions-women-ar-internal-{code}.{form}",
        f"03-{about}-ratings-side-ar-internal-{code}.{form}",
    ]
    for chosen, content in zip(figures_of(report), contents, strict=True):
        assert content == figure_file(report, chosen.figure, chosen.view, form)


def test_an_archive_of_what_is_chosen_by_rule_is_short() -> None:
    report = Report(sample_result())
    with zipfile.ZipFile(io.BytesIO(formats()["svg"].write(report))) as archive:
        names = archive.namelist()
    assert 8 <= len(names) <= 20
    assert len(names) == len(figures_of(report))


def test_sixty_four_figures_asked_for_at_once_by_eight_threads_are_right() -> None:
    reports = [Report(sample_result(), language=language) for language in ("en", "ar")]
    views = [(name, view) for name in ("sides", "gaps", "pairs", "dimensions") for view in [_view(name)]]
    asked = [(report, name, view, form) for report in reports for name, view in views for form in FORMS[1:]] * 4
    expected: dict[int, dict[tuple[str, Form], bytes]] = {id(report): {} for report in reports}
    for report, name, view, form in asked[: len(asked) // 4]:
        expected[id(report)][name, form] = figure_file(report, name, view, form)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda one: figure_file(*one), asked))
    assert len(found) == 64
    for (report, name, _, form), file in zip(asked, found, strict=True):
        assert file == expected[id(report)][name, form]
    assert len({hashlib.sha256(file).digest() for file in found}) == 16


_DIGESTS = """
import hashlib, json, sys
from reports.formats import formats
from reports.report import Part, Report
from tests.reports.report_cases import report_of
from tests.sample import sample_result, shared_sample
from charts import View
parts = (Part("figure", "sides"), Part("figure", "cells"), Part("figure", "answers", View(group="women")))
found = {}
for language in ("en", "ar", "ku"):
    for size in ("screen", "slide"):
        report = Report(sample_result(), language=language, size=size, parts=parts)
        for form in ("png", "svg", "pdf"):
            found[language + size + form] = hashlib.sha256(formats()[form].write(report)).hexdigest()
print(json.dumps([found, sorted(name for name in sys.modules if name.partition(".")[0] == "plotly")]))
"""


def test_the_same_inputs_give_the_same_bytes_in_every_process_and_no_plotly_is_loaded() -> None:
    machines = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Baghdad", "LANG": "ar_IQ.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LANG": "C", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "99"},
    ]
    runs = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", _DIGESTS],
            cwd=ROOT,
            env={**os.environ, **machine},
            capture_output=True,
            text=True,
            check=True,
        )
        for machine in machines
    ]
    (one, plotly), (other, _) = (json.loads(run.stdout.splitlines()[-1]) for run in runs)
    assert len(one) == 18
    assert one == other
    assert plotly == []


@pytest.mark.parametrize("size", SIZES)
def test_a_preview_is_small_whatever_size_is_chosen(size: str) -> None:
    png = figure_preview(Report(shared_sample(), "en", size=size), "sides", View())
    assert abs(Image.open(io.BytesIO(png)).width - PREVIEW_WIDTH) <= 1
    assert 40 * len(png) < 6 * 1024**2
