"""The shipped fonts have every letter that a figure says; what they lack is seen, and can be named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from charts.primitives.look import MARKS
from reports.typst.fonts import ASCENT, DESCENT, FAMILIES, FONTS, UNKNOWN, drawable, lacking
from tests.house import ROOT
from words import DATA, LANGUAGES

FILES = sorted(FONTS.glob("*.ttf"))
ARABIC_SHAPES = "".join(map(chr, (*range(0xFE80, 0xFEFD), 0xFB56, 0xFB7A, 0xFB8A, 0xFB8E, 0xFBFC)))
"""Presentation forms of Arabic letters, and of Kurdish peh, tcheh, zheh, kaf and yeh."""
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
SIGNS = "▲▼△▽≈=≥≤≷?–▨○●◇■─−+±·×%()[]«»“”‘’…→←"


ON_SCREENS_ALONE = "✓⚠"
"""Marks in tables of the mapping, which no file shows; browsers take them from fonts of their own."""


def _catalogues(language: str) -> str:
    files = [*(DATA / "words" / language).glob("*.json"), DATA / "words" / "headings.json"]
    return "".join(path.read_text(encoding="utf-8") for path in files)


def _has(family: str, weight: int) -> set[int]:
    for path in FILES:
        font = TTFont(path)
        if font["name"].getDebugName(1) == family and font["OS/2"].usWeightClass == weight:
            return set(font.getBestCmap())
    return set()


REGULAR = set().union(*(_has(family, 400) for family in FAMILIES))
BOLD = set().union(*(_has(family, 700) for family in FAMILIES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_the_words_is_in_the_fonts(language: str) -> None:
    said = {letter for letter in _catalogues(language) if letter.isprintable() and not letter.isspace()}
    assert len(said) > 60
    assert {letter for letter in said if ord(letter) not in REGULAR} <= set(ON_SCREENS_ALONE)
    assert set(lacking("".join(sorted(said)))) <= set(ON_SCREENS_ALONE)


@pytest.mark.parametrize("letters", [ARABIC_SHAPES, DIGITS, SIGNS, "".join(MARKS.values())])
def test_every_shape_digit_and_sign_is_in_the_fonts(letters: str) -> None:
    assert {letter for letter in letters if ord(letter) not in REGULAR} == set()


def test_letters_are_bold_too_and_no_family_stands_in_two_files() -> None:
    latin_and_arabic = {letter for family in FAMILIES[:-1] for letter in _has(family, 400)}
    assert latin_and_arabic <= BOLD
    names = [(TTFont(path)["name"].getDebugName(1), TTFont(path)["OS/2"].usWeightClass) for path in FILES]
    assert len(names) == len(set(names))
    assert {family for family, _ in names} == set(FAMILIES)


def test_what_is_written_of_the_letters_is_so() -> None:
    stretches = json.loads((FONTS / "letters.json").read_text(encoding="utf-8"))
    written = {number for first, last in stretches for number in range(first, last + 1)}
    assert written == {number for number in REGULAR if number > 0x1F and not 0x7F <= number <= 0x9F}


def test_lines_are_as_high_as_the_first_font_says() -> None:
    font = TTFont(FONTS / "noto-sans-latin-regular.ttf")
    per_letter = font["head"].unitsPerEm
    assert (font["hhea"].ascent / per_letter, -font["hhea"].descent / per_letter) == (ASCENT, DESCENT)


def test_the_licence_lies_beside_the_fonts() -> None:
    assert (FONTS / "OFL.txt").read_bytes() == (ROOT / "static" / "fonts" / "OFL.txt").read_bytes()


@pytest.mark.parametrize(
    ("text", "drawn", "missing"),
    [
        ("Trust 信任", f"Trust {UNKNOWN}{UNKNOWN}", ("信", "任")),
        ("👍🏽 ok 👍", f"{UNKNOWN}{UNKNOWN} ok {UNKNOWN}", ("👍", "🏽")),
        ("two\nlines\tand\x85more", "two lines and more", ()),
        ("bell\x07", f"bell{UNKNOWN}", ("\x07",)),
        ("\u2068متمانە\u2069 می\u200cخواهم", "\u2068متمانە\u2069 می\u200cخواهم", ()),
    ],
)
def test_what_the_fonts_lack_is_seen_and_named(text: str, drawn: str, missing: tuple[str, ...]) -> None:
    assert drawable(text) == drawn
    assert lacking(text) == missing


@given(st.text())
def test_as_many_letters_are_drawn_as_were_written(text: str) -> None:
    assert len(drawable(text)) == len(text)
    assert lacking(drawable(text)) == ()


def test_the_fonts_are_not_heavy() -> None:
    assert sum(Path(path).stat().st_size for path in FILES) < 800_000
