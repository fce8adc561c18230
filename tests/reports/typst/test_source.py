"""No text becomes code of Typst: whatever it holds, it is shown as it stands."""

from __future__ import annotations

import json

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.primitives.drawing import At, Axis, Drawing, Margins, Run, Text
from reports.typst.compiler import compiled
from reports.typst.drawing import PREAMBLE, block
from reports.typst.fonts import drawable
from reports.typst.source import points, quoted, string

HOSTILE = [
    '"); #panic("out',
    "\\",
    '\\"',
    '#read("/etc/passwd")',
    "$ x^2 $ *bold* _thin_ `code` @label <label> ~ -- --- ... // comment /* comment */",
    "= Heading\n+ list\n- list\n/ term: list",
    "]}) #pagebreak() [",
    "\\u{41} \\n",
    'https://example.org #link("https://example.org")[x]',
    '#image("https://example.org/a.png")',
    "👩‍👩‍👧‍👦 🏳️‍🌈 信任",
    "\x00\x01\x1b[31m\x7f\u2028\u2029\ufeff\ud800",
    "\u202eesrever\u202c \u2066isolate",
    "x" * 200,
    "منظمة " * 40,
]


def _said(texts: list[str]) -> list[str]:
    """What Typst takes some texts for."""
    source = "".join(f"#metadata({quoted(text)})<said>\n" for text in texts)
    said: list[str] = json.loads(typst.query(source.encode(), "<said>", field="value", ignore_system_fonts=True))
    return said


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_taken_for_what_it_says(text: str) -> None:
    assert _said([text]) == [drawable(text)]


@settings(max_examples=60)
@given(st.lists(st.text(st.characters() | st.sampled_from('"\\#$@[]{}()*_`<>\n\r\u2066\u2069')), max_size=20))
def test_so_is_any_text(texts: list[str]) -> None:
    assert _said(texts) == [drawable(text) for text in texts]


@settings(max_examples=60)
@given(st.text(st.characters() | st.sampled_from('"\\#$@\x00\x85\ud800\ufffe')))
def test_a_title_in_the_properties_loses_only_what_no_file_may_hold(text: str) -> None:
    source = f"#metadata({string(text)})<said>"
    (said,) = json.loads(typst.query(source.encode(), "<said>", field="value", ignore_system_fonts=True))
    left_out = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *map(chr, range(0xD800, 0xE000))]
    assert said == "".join(letter for letter in text if letter in "\n\t" or letter not in left_out)


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_figure_of_hostile_words_is_a_readable_pdf(text: str, rtl: bool) -> None:
    """A letter that no font has would stop it (PDF/UA)."""
    runs = (Run(text, "#C2570C"), Run(text))
    drawing = Drawing(
        parts=(Text(At(0.5), -20, (runs,), 13, "#17212B", ground="#FFFFFF", outline="#000000"),),
        axis=Axis(0, 1, ((0.5, text),), "#17212B"),
        margins=Margins(10, 10, 10, 30),
        height=100,
        width=900,
        ground="#FFFFFF",
        ink="#17212B",
        rtl=rtl,
        rows=(),
        title="",
        subtitle="",
        footer="",
    )
    described = f"#set document(title: {string(text or 'x')})\n#set page(width: 900pt, height: 100pt, margin: 0pt)"
    source = f"{PREAMBLE}{described}\n#figure(alt: {string(text)}, {block(drawing)})"
    assert compiled(source, "pdf")[0].startswith(b"%PDF")


@pytest.mark.parametrize(
    ("length", "written"),
    [(0, "0pt"), (-0.0001, "0pt"), (1.5, "1.5pt"), (-12.3456, "-12.346pt"), (100, "100pt"), (0.75, "0.75pt")],
)
def test_a_length_is_written_to_a_thousandth(length: float, written: str) -> None:
    assert points(length) == written
