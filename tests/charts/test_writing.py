"""Words in figures: whatever a label holds is shown as it stands, and text keeps its direction when it is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from typing import Any

import pytest

from charts import Look, Picture, all_figures, draw
from charts.primitives.writing import balanced, directed, from_left, lines_of, literal
from metrics import Protected, to_document
from metrics.result import from_document
from tests.sample import sample_result
from words import LANGUAGES

HOSTILE = 'A & B <b>x</b> <a href="https://x">y</a>'
SIDE_OF_SAMPLE = "SIDE:civil_society"
OUR_MARKUP = re.compile(r'<br>|</?b>|<span style="color:#[0-9A-Fa-f]{6}">|</span>')


def _relabelled(value: Any) -> Any:
    """A document in which every label in any language is the hostile one."""
    if isinstance(value, dict):
        if value and set(value) <= set(LANGUAGES):
            return dict.fromkeys(LANGUAGES, HOSTILE)
        return {key: _relabelled(inner) for key, inner in value.items()}
    return [_relabelled(inner) for inner in value] if isinstance(value, list) else value


@cache
def hostile_result() -> Protected:
    """The sample, with a label that looks like markup in the place of every label."""
    document: dict[str, Any] = _relabelled(to_document(sample_result()))
    return from_document(document)


def _texts(picture: Picture) -> Iterator[str]:
    figure = picture.figure
    yield from (note.text for note in figure.layout.annotations)
    yield from figure.layout.xaxis.ticktext or ()
    for trace in figure.data:
        yield from trace.hovertext or ()


VIEWS = {name: views[0] for name, figure in all_figures().items() if (views := figure.views(hostile_result()))}
WITH_LABELS = ("answers", "cells", "dimensions", "groups", "ratings", "reliability", "sides")
"""Figures that show a label of the survey, not only words of our own."""


def picture(name: str, look: Look) -> Picture:
    return draw(name, hostile_result(), replace(VIEWS[name], look=look, edition=HOSTILE))


@pytest.mark.parametrize("report", [False, True], ids=["screen", "report"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_a_label_that_looks_like_markup_is_shown_as_it_stands(name: str, language: str, report: bool) -> None:
    texts = list(_texts(picture(name, Look(language, report=report))))
    for text in texts:
        rest = OUR_MARKUP.sub("", text)
        assert "<" not in rest
        assert not re.search(r"&(?!amp;|lt;|gt;)", rest)
        assert text.count("<b>") == text.count("</b>") <= 1
        assert "<b>" not in text or text.startswith("<b>")
    shown = [re.sub("[\u2066-\u2069]", "", unescape(OUR_MARKUP.sub(" ", text))) for text in texts]
    if name in WITH_LABELS:
        assert any(HOSTILE in " ".join(text.split()) for text in shown)


def test_a_label_over_a_mark_is_shown_as_it_stands() -> None:
    drawn = picture("answers", Look("en"))
    hovers = [text for trace in drawn.figure.data for text in trace.hovertext or ()]
    assert hovers
    assert all(literal(HOSTILE) in text for text in hovers)


def test_a_label_is_broken_before_its_marks_are_written_out() -> None:
    for width in range(4, 60):
        lines = lines_of(HOSTILE, width)
        assert "".join("".join(lines).split()) == "".join(HOSTILE.split())
        assert all(unescape(literal(line)) == line for line in lines)


@pytest.mark.parametrize("width", range(12, 60))
def test_an_isolate_stays_with_its_text(width: int) -> None:
    short, long = "\u206695% of all\u2069", "\u2066a much longer text in Latin letters here\u2069"
    text = f"مؤشر الثقة {short} للتغيّر \u2067الشريط\u2069، {long}."
    lines = lines_of(text, width)
    for line in lines:
        assert len(re.findall("[\u2066-\u2068]", line)) == line.count("\u2069")
        assert not re.search("[\u2066-\u2068]\\s*\u2069", line)
    if width >= 24:
        assert any("\u206695%\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}all\u2069" in line for line in lines)


def test_every_line_of_a_figure_runs_in_its_own_direction() -> None:
    assert directed("a<br>b", rtl=True) == "\u2067a\u2069<br>\u2067b\u2069"
    assert directed("a<br>b", rtl=False) == "a<br>b"


def test_a_title_is_broken_between_its_parts_into_lines_of_about_one_length() -> None:
    title = "Civil society — Aspects of trust: 4 rose, 1 fell, 1 without a change that matters, 1 unclear, 22 not shown"
    assert balanced(title, 84) == [
        "Civil society — Aspects of trust: 4 rose, 1 fell,",
        "1 without a change that matters, 1 unclear, 22 not shown",
    ]


@pytest.mark.parametrize("text", ["", "short", "a" * 200, "word " * 50, "\u2068" + "a, b " * 40 + "\u2069: c, d"])
def test_balanced_lines_lose_nothing_and_are_no_more_than_needed(text: str) -> None:
    lines = balanced(text, 84)
    assert len(lines) <= len(lines_of(text, 84))
    letters = re.compile("[^\\s\u2066-\u2069]")
    assert letters.findall("".join(lines)) == letters.findall(text)


def test_a_label_in_the_other_direction_keeps_its_order() -> None:
    asked = "Can most people be trusted?"
    assert from_left(asked, rtl=True) == f"\u2066{asked}\u2069"
    assert from_left(asked, rtl=False) == asked
    for arabic in ("هل يمكن الوثوق بالناس؟", "ثقة \u2068PAX\u2069", "وزارة X"):
        assert from_left(arabic, rtl=True) == arabic
