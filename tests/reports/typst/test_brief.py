"""The brief: two pages whatever the result holds, which everybody can read, and no number that is not in the result."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pypdf
import pytest

from charts import Look, draw
from charts.primitives.drawing import Text
from metrics import Shared
from metrics.findings.verdicts import OPEN
from reports.content.basis.method import method
from reports.content.figures import ANNEX, BRIEF, figures_for
from reports.content.findings import aspects, groups, headline
from reports.content.parts import tables_of
from reports.content.protection import together
from reports.content.provenance import provenance_line
from reports.content.questions import level_ends, standouts
from reports.content.unsaid import caveats
from reports.formats import formats
from reports.report import Event, Report
from reports.typst.brief.keys import apart
from tests.reports.typst.brief_cases import CASES, LONG, case
from tests.sample import sample_asked_once, shared_sample
from words import LANGUAGES, is_right_to_left

EVENT = Event("Trust between neighbours", "Baghdad", date(2023, 3, 14))
ASKED = "Meetings with the police in every district\nMore women in the stations"
PLANNED = "A person to turn to in every station, by March"
write = formats()["brief"].write
_NUMBER = re.compile(r"[+−-]?\d(?:[\d.,]*\d)?")
_POINTS_OF_A_PAGE = (595.28, 841.89)


def _report(name: str = "sample", language: str = "en") -> Report:
    result: Shared = shared_sample() if name == "sample" else case(name)
    return Report(result, language, event=EVENT, asked=ASKED, planned=PLANNED)


@cache
def _written(name: str = "sample", language: str = "en") -> bytes:
    return write(_report(name, language))


def _read(pdf: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(pdf), strict=True)


def _text(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in _read(pdf).pages).split())


def _european(page: Any) -> list[str]:
    """The words in Latin letters and the numbers of a page: Arabic letters come out in pieces."""
    return sorted(re.findall("[A-Za-z0-9]+", page.extract_text()))


def _tags(pdf: bytes) -> Iterator[dict[str, Any]]:
    """Every element of the document's structure, in reading order."""

    def below(found: Any) -> Iterator[dict[str, Any]]:
        for one in found if isinstance(found, list) else [found]:
            element = one.get_object() if hasattr(one, "get_object") else one
            if isinstance(element, list):
                yield from below(element)
            elif isinstance(element, dict):
                if "/S" in element:
                    yield element
                yield from below(element.get("/K", []))

    yield from below(_read(pdf).root_object["/StructTreeRoot"].get_object()["/K"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["sample", *CASES])
def test_it_has_two_pages_whatever_the_result_holds(name: str, language: str) -> None:
    assert len(_read(_written(name, language)).pages) == 2


@pytest.mark.parametrize("name", ["sample", *CASES])
def test_nothing_stands_outside_the_page(name: str) -> None:
    wide, tall = _POINTS_OF_A_PAGE
    outside: list[tuple[str, float, float]] = []

    def note(text: str, page: list[float], line: list[float], *_: object) -> None:
        x = line[4] * page[0] + line[5] * page[2] + page[4]
        y = line[4] * page[1] + line[5] * page[3] + page[5]
        if text.strip() and not (40 <= x <= wide - 40 and 15 <= y <= tall - 30):
            outside.append((text, x, y))

    for page in _read(_written(name)).pages:
        page.extract_text(visitor_text=note)
    assert outside == []


@pytest.mark.parametrize("second", ["ar", "ku"])
def test_of_two_languages_each_has_two_whole_pages(second: str) -> None:
    report = replace(_report(), second_language=second)
    pdf = write(report)
    assert write(report) == pdf
    pages = _read(pdf).pages
    alone = [page for language in ("en", second) for page in _read(_written("sample", language)).pages]
    numbered = [Counter(_european(page)) - Counter([str(place), "4"]) for place, page in enumerate(pages, start=1)]
    by_itself = [Counter(_european(page)) - Counter([place, "2"]) for place, page in zip("1212", alone, strict=True)]
    assert numbered == by_itself
    assert [f"{place} of 4" in " ".join(pages[place - 1].extract_text().split()) for place in (1, 2)] == [True, True]
    tagged = [element["/Lang"] for element in _tags(pdf) if element["/S"] == "/H1" and "/Lang" in element]
    assert tagged == [second]


def test_the_same_language_twice_is_said_once() -> None:
    assert write(replace(_report(), second_language="en")) == _written()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_its_title_its_language_and_its_direction(language: str) -> None:
    reader = _read(_written("sample", language))
    assert reader.metadata is not None
    assert "Trust between neighbours" in (reader.metadata.title or "")
    assert reader.root_object["/Lang"] == language
    preferences = reader.root_object["/ViewerPreferences"].get_object()
    if language != "ku":  # Typst takes every Kurdish for Kurmanji, whose pages are bound at the left
        assert preferences["/Direction"] == ("/R2L" if is_right_to_left(language) else "/L2R")
    assert preferences["/DisplayDocTitle"] is not None
    assert reader.root_object["/MarkInfo"].get_object()["/Marked"]
    assert b"pdfuaid:part>1<" in reader.root_object["/Metadata"].get_object().get_data()


@pytest.mark.parametrize("name", ["sample", *CASES])
def test_who_cannot_see_it_can_read_it(name: str) -> None:
    """Every figure has words, headings come in order, and every table has heads."""
    elements = list(_tags(_written(name)))
    figures = [element for element in elements if element["/S"] == "/Figure"]
    assert figures
    assert all(str(element["/Alt"]).strip() for element in figures)
    levels = [int(kind[2:]) for element in elements if re.fullmatch(r"/H\d", kind := str(element["/S"]))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert set(levels) <= {1, 2}
    kinds = [str(element["/S"]) for element in elements]
    assert kinds.count("/Table") == kinds.count("/THead") > 0


def test_the_figure_says_in_words_what_it_shows() -> None:
    said = next(str(element["/Alt"]) for element in _tags(_written()) if element["/S"] == "/Figure")
    assert all(finding.sentence in said for finding in headline(_report()))


def _made_of(one: str, numbers: set[str]) -> bool:
    """Whether it is a number, or two that touch each other where text is taken out of a figure."""
    return one in numbers or any({one[:end], one[end:]} <= numbers for end in range(1, len(one)))


@pytest.mark.parametrize("name", ["sample", *CASES])
def test_it_has_no_number_that_the_result_does_not_show(name: str) -> None:
    """Each number is one of the findings, tables, figures, method, caveats or source of the same report."""
    report = _report(name)
    chosen = figures_for(report, ANNEX)
    figures = [draw(one.figure, one.report.result, replace(one.view, look=Look())) for one in chosen]
    found = [*headline(report), *groups(report)]
    known = [
        *(cell.text for table in tables_of(report) for row in table.rows for cell in row),
        *(head for table in tables_of(report) for head in table.heads),
        *(text for one in found for text in (one.sentence, *one.grounds, one.note, one.people)),
        *(one.after_text for few in standouts(report) for one in (*few.highest, *few.lowest)),
        *(one.text for few in level_ends(report) for one in (*few.highest, *few.lowest)),
        *(text for one in method(report) for text in one.texts),
        *(part.words for one in figures for part in one.drawing.of_kind(Text) if isinstance(part, Text)),
        *(words for one in figures for _, words in one.drawing.axis.ticks),
        *(one.caption for one in figures),
        *(group.label.get("en", "") for group in report.result.groups),
        *caveats(report),
        *together(report),
        *(ASKED, PLANNED, EVENT.line("en"), provenance_line(report), "page 1 of 2", "95 % interval"),
        *(str(round(row.mean)) for row in report.result.scores if not report.result.change_of and row.mean),
    ]
    numbers = set(_NUMBER.findall(" ".join(known)))
    said = re.sub(r"And \d+ more|Lines left out here for want of room: \d+", "", _text(_written(name)))
    assert [one for one in _NUMBER.findall(said) if not _made_of(one, numbers)] == []


def test_it_says_what_it_is_of_and_where_its_numbers_come_from() -> None:
    text = _text(_written())
    report = _report()
    for finding in headline(report):
        assert finding.sentence in text
    for line in (*ASKED.splitlines(), PLANNED, "Baghdad · 14 March 2023", "1 of 2", "2 of 2"):
        assert line in text
    named = replace(report, event=Event(report.event.title))
    assert text.count(provenance_line(report)) == text.count(provenance_line(named)) == 1
    assert all(" ".join(caveat.split()) in text for caveat in caveats(report))


def test_a_change_stands_before_its_interval_whatever_was_found() -> None:
    report = _report()
    text = _text(_written())
    known = [one for head in headline(report) for one in aspects(report, head.group)]
    open_ = [one for one in known if one.verdict in OPEN and one.interval_text]
    assert open_
    for one in open_:
        assert f"{one.change_text} ({one.interval_text})" in text


def test_the_key_of_the_figure_stands_side_by_side_below_it() -> None:
    (figure,) = figures_for(_report(), BRIEF)
    drawing = draw(figure.figure, figure.report.result, replace(figure.view, look=Look("en"))).drawing
    alone, key, notes = apart(drawing)
    lines = [text.lines for text in drawing.of_kind(Text) if isinstance(text, Text) and text.role == "key"]
    assert len(lines) > 1
    assert [words for _, words in key] == [run for line in lines for run in line[0][1::3]]
    assert drawing.height - alone.height == drawing.margins.bottom - alone.margins.bottom > 0
    text = _text(_written())
    assert notes in text
    assert all(" ".join(f"{mark.words} {words.words}".split()) in text for mark, words in key)


def test_what_holds_of_both_sides_alike_is_said_once() -> None:
    report = Report(sample_asked_once("most"), "en")
    (sentence,) = {finding.sentence for finding in headline(report)}
    assert _text(write(report)).count(sentence) == 1


def test_of_one_round_the_questions_with_the_highest_and_lowest_answers_are_named_too() -> None:
    text, result = _text(_written("one round")), case("one round")
    for group in result.headline_groups:
        means = {one.name: result.score_of[one.name, group, "pre"].mean or 0 for one in result.measures}
        items = sorted((one.name for one in result.measures if one.level == "item"), key=lambda name: -means[name])
        for item in (items[0], items[-1]):
            assert f"{item.replace('_', ' ')} {round(means[item])}" in text


def test_with_one_finding_alone_the_figure_of_its_aspects_fills_the_page() -> None:
    assert "All answers together — Trust clearly rose or fell in 0 of 3 aspects; 1 without" in _text(
        _written("no sides")
    )
    assert "people · no fall of 10 or more" in _text(_written("no sides"))
    assert "people · no fall of 10 or more" not in _text(_written("sample"))


def test_what_the_officer_left_empty_is_left_out() -> None:
    text = _text(write(replace(_report(), asked=" \n", planned="")))
    assert "What participants asked for" not in text
    assert "What will be done" not in text


@pytest.mark.parametrize(
    "words",
    [
        '#eval("1") #panic() $x$ [*bold*] `raw` <label> @cite // end /* \\u{41} "quoted" \\',
        '{{ }} #{ } #let x = 1; #import "a": b',
        "https://example.org/ javascript:alert(1)",
        "\u202eright to left\u202c \u2067isolated \u2066twice",
        "\x00\x07\ud800 \ufffe",
        "سطر بالعربية with English (and brackets) 12",
        "x" * 5000,
        "word " * 1000,
        "\n".join(f"line {place}" for place in range(500)),
        LONG * 25,
        "😀" * 5000,
        "ab\u0301\u200d" * 1000,
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_officers_words_are_words_and_no_more(words: str, language: str) -> None:
    report = replace(_report(language=language), asked=words, planned=words)
    assert len(_read(write(report)).pages) == 2


def test_code_in_the_officers_words_is_shown_as_it_stands() -> None:
    words = '#eval("1+1") [*bold*] <b>x</b>'
    assert words in _text(write(replace(_report(), asked=words)))


def test_how_much_is_left_out_is_said() -> None:
    text = _text(write(replace(_report(), planned="\n".join(f"step {place} of many" for place in range(500)))))
    shown = len(re.findall("of many", text))
    assert shown > 10
    assert f"Lines left out here for want of room: {500 - shown}." in text


def test_groups_that_have_no_room_are_counted() -> None:
    name = "twenty groups"
    text = _text(_written(name))
    shown = len(re.findall(r"Organisation number \d+", text.partition("Aspects of trust")[0]))
    left = sum(map(int, re.findall(r"And (\d+) more: see the annex", text)))
    assert shown + left == 20


@pytest.mark.parametrize("name", ["sample", "twenty long names"])
def test_nothing_in_it_runs_or_is_fetched(name: str) -> None:
    reader = _read(_written(name))
    kinds = {"/URI", "/JS", "/JavaScript", "/Launch", "/AA", "/OpenAction", "/GoToR", "/SubmitForm", "/EmbeddedFile"}
    for number in range(1, len(reader.xref_objStm) + max(reader.xref.get(0, {0: 0})) + 1):
        found = reader.get_object(number)
        if isinstance(found, dict):
            assert not kinds & {*map(str, found), *map(str, found.values())}
    assert reader.attachments == {}


def test_arabic_has_the_digits_that_were_chosen() -> None:
    text = _text(write(replace(_report(language="ar"), digits="arab")))
    assert re.search("[٠-٩]", text)
