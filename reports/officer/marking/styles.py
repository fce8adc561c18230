"""The styles of a workbook, with coloured ones added: each is the style that a cell had, in another fill."""

from __future__ import annotations

import re

from reports.officer.marking.xml import NotEditableError, appended, attribute, prefix_of, with_attribute
from surveys.model.issues import Severity

COLOURS: dict[Severity, str] = {"error": "FFC9CF", "warning": "FFEBA1", "note": "DDECF8"}
"""Fills on which black text is read well: a light red, yellow and blue, none of which a program offers by itself, so
that they tell what was marked before."""
_BLACK = "FF000000"


class Styles:
    """The styles of a workbook.

    Parameters
    ----------
    text : str
        The part ``styles.xml``.

    Raises
    ------
    NotEditableError
        If it lacks what every style needs.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._prefix = prefix_of(text, "styleSheet")
        self._formats = self._parts("cellXfs", "xf")
        self._fonts = self._parts("fonts", "font")
        self._fills = len(self._parts("fills", "fill"))
        if not self._formats or not self._fills:
            raise NotEditableError
        own = [f"FF{colour}" for colour in COLOURS.values()]
        fills = [re.search(r'rgb="([^"]*)"', fill) for fill in self._parts("fills", "fill")]
        self._own_fills = {str(index) for index, rgb in enumerate(fills) if rgb and rgb.group(1).upper() in own}
        self._new_formats: list[str] = []
        self._new_fonts: list[str] = []
        self._made: dict[tuple[int, Severity], int] = {}

    def marked(self, index: int, severity: Severity) -> int:
        """The index of a style in the colour of a severity that is otherwise the one at `index`."""
        if (index, severity) not in self._made:
            coloured = self._coloured(index, severity)
            self._made[index, severity] = len(self._formats) + len(self._new_formats)
            self._new_formats.append(coloured)
        return self._made[index, severity]

    def marked_before(self) -> dict[int, int]:
        """The styles in a colour of an earlier marking, and for each a new one without any fill."""
        formats = ((index, whole[: whole.index(">") + 1], whole) for index, whole in enumerate(self._formats))
        found = {}
        for index, tag, whole in formats:
            if attribute(tag, "fillId") in self._own_fills:
                found[index] = len(self._formats) + len(self._new_formats)
                self._new_formats.append(with_attribute(tag, "fillId", "0") + whole[len(tag) :])
        return found

    def _coloured(self, index: int, severity: Severity) -> str:
        known = [*self._formats, *self._new_formats]
        whole = known[index] if index < len(known) else known[0]
        end = whole.index(">") + 1
        tag = with_attribute(whole[:end], "fillId", str(self._fills + [*COLOURS].index(severity)))
        tag = with_attribute(tag, "applyFill", "1")
        font = self._black(int(attribute(tag, "fontId") or 0))
        if font is not None:
            tag = with_attribute(with_attribute(tag, "fontId", str(font)), "applyFont", "1")
        return tag + whole[end:]

    def _black(self, font: int) -> int | None:
        """A font like that one in black; None where it is black already. A white heading would vanish in the fill."""
        written = self._fonts[font] if font < len(self._fonts) else ""
        colour = re.search(rf"<{self._prefix}color\b[^<>]*?/>", written)
        if colour is None or _is_black(colour.group()):
            return None
        black = written.replace(colour.group(), f'<{self._prefix}color rgb="{_BLACK}"/>')
        if black not in self._new_fonts:
            self._new_fonts.append(black)
        return len(self._fonts) + self._new_fonts.index(black)

    @property
    def text(self) -> str:
        """The part with the new styles."""
        fills = "".join(map(self._fill, COLOURS.values()))
        text = self._with(self._text, "fonts", self._new_fonts, len(self._fonts))
        text = self._with(text, "fills", [fills], self._fills + len(COLOURS) - 1)
        return self._with(text, "cellXfs", self._new_formats, len(self._formats))

    def _fill(self, colour: str) -> str:
        p = self._prefix
        return (
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{colour}"/>'
            f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
        )

    def _with(self, text: str, name: str, new: list[str], before: int) -> str:
        if not new:
            return text
        text = appended(text, self._prefix + name, "".join(new))
        return re.sub(
            rf"<{self._prefix}{name}\b[^<>]*>",
            lambda tag: with_attribute(tag.group(), "count", str(before + len(new))),
            text,
            count=1,
        )

    def _parts(self, name: str, part: str) -> list[str]:
        """The elements of a list of the part, each as it is written."""
        p = self._prefix
        found = re.search(rf"<{p}{name}\b[^<>]*[^/]>(.*?)</{p}{name}>", self._text, re.DOTALL)
        if found is None:
            return []
        return re.findall(rf"<{p}{part}\b(?:[^<>]*?/>|[^<>]*?>.*?</{p}{part}>)", found.group(1), re.DOTALL)


def _is_black(colour: str) -> bool:
    plain = attribute(colour, "tint") is None
    is_dark = attribute(colour, "theme") == "1" or attribute(colour, "indexed") in ("8", "64")
    return bool(attribute(colour, "auto")) or (plain and (is_dark or attribute(colour, "rgb") == _BLACK))
