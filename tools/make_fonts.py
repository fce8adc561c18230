"""Make the fonts of figures that are files, from those of the screens: ``python tools/make_fonts.py [FOLDER]``.

Typst reads no WOFF2, and takes one font of a family for another where two hold parts of its letters. So each part
becomes a family of its own here, in an upright regular and a bold. It needs ``brotli`` beside what the tests need.
"""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
SOURCE, FONTS = ROOT / "static" / "fonts", ROOT / "data" / "fonts"
FAMILIES = {
    "noto-sans-latin": "Noto Sans",
    "noto-sans-latin-ext": "Noto Sans More",
    "noto-sans-arabic": "Noto Sans Arabic",
    "noto-sans-marks": "Noto Sans Marks",
}
"""The family that each part becomes. No name may end as a style does (Ext, Bold): Typst would cut that off."""
LICENCE, LETTERS = "OFL.txt", "letters.json"
WEIGHTS = {"regular": 400, "bold": 700}
_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_BOLD_SELECTION, _REGULAR_SELECTION = 1 << 5, 1 << 6


def make_fonts(folder: Path) -> None:
    """Writes every part in every weight that it has (the marks have one), the licence, and which letters there are."""
    folder.mkdir(parents=True, exist_ok=True)
    letters: set[int] = set()
    for part, family in FAMILIES.items():
        for style, weight in WEIGHTS.items():
            font = TTFont(SOURCE / f"{part}.woff2", recalcTimestamp=False)
            if "fvar" in font:
                font = instancer.instantiateVariableFont(font, {"wght": weight})
            elif style != "regular":
                continue
            _name(font, family, style, weight)
            letters |= set(font.getBestCmap())
            font.flavor = None
            font.save(folder / f"{part}-{style}.ttf", reorderTables=True)
    shutil.copyfile(SOURCE / LICENCE, folder / LICENCE)
    (folder / LETTERS).write_text(json.dumps(stretches(letters)) + "\n", encoding="utf-8")


def stretches(letters: set[int]) -> list[tuple[int, int]]:
    """The first and last of each stretch of letters that follow on each other; signs of control are no letters."""
    found: list[tuple[int, int]] = []
    for letter in sorted(letters):
        if unicodedata.category(chr(letter)) == "Cc":
            continue
        if found and found[-1][1] == letter - 1:
            found[-1] = found[-1][0], letter
        else:
            found.append((letter, letter))
    return found


def _name(font: TTFont, family: str, style: str, weight: int) -> None:
    """Gives a font its family and style, wherever these stand in it, and leaves out other names but the licence's."""
    name = font["name"]
    kept = [record for record in name.names if record.nameID in (0, 5, 13, 14)]
    name.names = kept
    full = f"{family} {style.title()}"
    for identity, text in {
        _FAMILY: family,
        _STYLE: style.title(),
        _UNIQUE: full,
        _FULL: full,
        _POSTSCRIPT: full.replace(" ", "-"),
    }.items():
        name.setName(text, identity, 3, 1, 0x409)
    if "STAT" in font:
        del font["STAT"]
    bold = style == "bold"
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~(_BOLD_SELECTION | _REGULAR_SELECTION) | (
        _BOLD_SELECTION if bold else _REGULAR_SELECTION
    )
    font["head"].macStyle = int(bold)


if __name__ == "__main__":
    make_fonts(Path(sys.argv[1]) if len(sys.argv) > 1 else FONTS)
