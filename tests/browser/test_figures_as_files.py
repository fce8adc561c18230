"""A figure as a file looks as a browser draws the same figure: words at the same places, as wide, and as much ink."""

from __future__ import annotations

import base64
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Page

from charts import Picture, all_figures, draw
from charts.primitives.on_screen import STYLE
from charts.primitives.svg import svg
from reports.content.figures import view_for
from reports.report import Report
from reports.typst.figures import figure_files
from tests.machine import ROOT
from tests.reports.typst.boxes import Box, line_boxes
from tests.sample import sample_result
from words import LANGUAGES

WORDS = """[...document.querySelectorAll('svg text')].map(text => text.getBoundingClientRect())
  .map(box => [box.x, box.width])"""
"""The left edge and the width of each line of words."""
BODY = "body{margin:0;font-family:'Noto Sans'}"
_FACE = "@font-face{{font-family:'Noto Sans';font-weight:100 900;unicode-range:{};src:url(data:font/woff2;base64,{})}}"
FARTHEST, WIDEST = 1.6, 0.02
"""Pixels that words may be from their place, and how much wider or narrower they may be (Chromium rounds the width of a
letter)."""
CELL = 20
"""Pixels of a square in which ink is compared."""


def _faces() -> str:
    """The fonts of the screens, inside the page."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    return "".join(
        _FACE.format(
            face.get("unicodeRange", "U+0-10FFFF"),
            base64.b64encode((ROOT / "static" / "fonts" / Path(face["url"]).name).read_bytes()).decode(),
        )
        for face in theme["fontFaces"]
    )


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page with the styles of figures and the fonts on it."""
    opened = browser.new_page(viewport={"width": 900, "height": 1000}, device_scale_factor=2)
    opened.set_content(f"<meta charset=utf-8><style>{BODY}{STYLE}{_faces()}</style><div id=figure class=figure></div>")
    opened.evaluate(
        "Promise.all([400, 700].flatMap(weight => ['a', 'ع', '▲', 'ş'].map("
        "letter => document.fonts.load(`${weight} 13px 'Noto Sans'`, letter))))"
    )
    yield opened
    opened.close()


@dataclass(frozen=True)
class Drawn:
    """A figure as the browser draws it."""

    words: list[tuple[float, float]]
    pixels: NDArray[np.float64]


def _by_browser(page: Page, picture: Picture) -> Drawn:
    page.evaluate("drawn => { document.querySelector('#figure').innerHTML = drawn }", svg(picture.drawing, "figure"))
    shot = page.locator("#figure").screenshot()
    return Drawn(page.evaluate(WORDS), _ink(shot))


def _ink(png: bytes) -> NDArray[np.float64]:
    """How much ink each pixel has, 0 to 1."""
    return 1 - np.asarray(Image.open(io.BytesIO(png)).convert("L"), dtype=float) / 255


def _in_cells(ink: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean ink of each square."""
    rows, columns = (size // CELL for size in ink.shape)
    cells: NDArray[np.float64] = (
        ink[: rows * CELL, : columns * CELL].reshape(rows, CELL, columns, CELL).mean(axis=(1, 3))
    )
    return cells


def _nearest(box: Box, words: list[tuple[float, float]]) -> float:
    """How far the browser's nearest words of this width are: the nearer end, and the width, pixels."""
    wide = box.right - box.left
    near = (
        max(min(abs(x - box.left), abs(x + width - box.right)), abs(width - wide) - WIDEST * wide) for x, width in words
    )
    return min(near, default=float("inf"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in all_figures() if name != "categories"])
def test_a_file_looks_as_in_the_browser(page: Page, name: str, language: str) -> None:
    report = Report(sample_result(), language=language)
    picture = draw(name, report.result, view_for(report, all_figures()[name].views(report.result)[-1]))
    drawn = _by_browser(page, picture)
    boxes = line_boxes(picture.drawing)
    (file,) = figure_files(report, picture, "png")
    ink = _ink(file)
    assert ink.shape == drawn.pixels.shape
    assert [box for box in boxes if _nearest(box, drawn.words) > FARTHEST] == []
    apart = np.abs(_in_cells(ink) - _in_cells(drawn.pixels))
    assert apart.max() < 0.25
    assert apart.mean() < 0.004
    assert ink.sum() == pytest.approx(drawn.pixels.sum(), rel=0.03)


def test_what_is_in_another_place_is_seen(page: Page) -> None:
    report = Report(sample_result())
    pictures = [
        draw(name, report.result, view_for(report, all_figures()[name].views(report.result)[0]))
        for name in ("sides", "pairs")
    ]
    words = _by_browser(page, pictures[0]).words
    assert all(_nearest(box, words) <= FARTHEST for box in line_boxes(pictures[0].drawing))
    assert not all(_nearest(box, words) <= FARTHEST for box in line_boxes(pictures[1].drawing))
