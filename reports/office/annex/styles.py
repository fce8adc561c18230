"""The styles that the annex is written in: its own, or those of a template with what it lacks added to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from reports.office.annex.xml import Element, child, element

BASE = Path(__file__).parent / "base"
TITLE, SUBTITLE, BODY = "title", "subtitle", "normal"
HEADINGS = ("heading 1", "heading 2", "heading 3")
CAPTION, LIST_OF_FIGURES, BULLET = "annex caption", "table of figures", "list bullet"
HEADER = "header"
FIGURE, TABLE = "annex figure", "annex table"
CELL, NUMBER, HEAD, NUMBER_HEAD = "annex cell", "annex number", "annex head", "annex number head"
_OF_TABLES = (TABLE, "normal table")
NOTE, OWN_NOTE, SOURCE = "annex note", "annex own note", "annex source"

LANGUAGES = {"en": "en-GB", "ar": "ar-SA", "ku": "ku-Arab-IQ"}
"""The languages as Word names them, by which it checks the spelling."""


class Styles:
    """The styles of a document, by name.

    Parameters
    ----------
    root : element
        ``w:styles`` of the document. What the annex needs and it lacks is added.
    """

    def __init__(self, root: Element) -> None:
        self._root = root
        self._ids = _ids(root)
        own = _own()
        for name, style in own.items():
            if name not in self._ids:
                self._add(name, style, own)

    def id_of(self, name: str) -> str:
        """What paragraphs and tables call a style."""
        return self._ids[name]

    def write_in(self, language: str, *, rtl: bool) -> None:
        """Names the language of all words.

        Where they run from right to left, each style's size and weight is given to letters of complex scripts too.
        """
        defaults = self._defaults()
        for spoken in self._root.iter(qn("w:lang")):
            _speak(spoken, language)
        if defaults.find(qn("w:lang")) is None:
            _speak(child(defaults, "w:lang"), language)
        if rtl:
            for look in self._root.iter(qn("w:rPr")):
                _for_complex_scripts(look)

    def _defaults(self) -> Element:
        """How letters look where no style says otherwise."""
        found = self._root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        if found is not None:
            return found
        defaults = self._root.find(qn("w:docDefaults"))
        if defaults is None:
            defaults = element("w:docDefaults")
            self._root.insert(0, defaults)
        letters = defaults.find(qn("w:rPrDefault"))
        if letters is None:
            letters = element("w:rPrDefault")
            defaults.insert(0, letters)
        return child(letters, "w:rPr")

    def _add(self, name: str, style: Element, annex: Mapping[str, Element]) -> None:
        """Adds a style of ours, resting on those that the document has."""
        known = set(self._ids.values())
        names = {one.get(qn("w:styleId")): other for other, one in annex.items()}
        style = deepcopy(style)
        free = style.get(qn("w:styleId"))
        while free in known:
            free += "A"
        style.set(qn("w:styleId"), free)
        style.attrib.pop(qn("w:default"), None)
        for link in ("w:basedOn", "w:next"):
            for found in style.findall(qn(link)):
                rests_on = self._ids.get(names.get(found.get(qn("w:val")), ""))
                if rests_on:
                    found.set(qn("w:val"), rests_on)
                else:
                    style.remove(found)
        for numbers in [*style.iter(qn("w:numPr"))]:
            look = numbers.getparent()
            look.remove(numbers)
            look.find(qn("w:spacing")).addnext(element("w:ind", left=340))
        self._ids[name] = free
        self._root.append(style)


def _ids(root: Element) -> dict[str, str]:
    """The id of each style of paragraphs by its name in small letters, and of those tables that the annex names."""
    return {
        _name(style): style.get(qn("w:styleId"))
        for style in root.findall(qn("w:style"))
        if style.get(qn("w:type"), "paragraph") == ("table" if _name(style) in _OF_TABLES else "paragraph")
    }


def _name(style: Element) -> str:
    named = style.find(qn("w:name"))
    return str(named.get(qn("w:val"), "")).lower() if named is not None else ""


@cache
def _own() -> Mapping[str, Element]:
    """The annex's own styles of paragraphs and tables, those that others rest on first."""
    root = parse_xml((BASE / "styles.xml").read_bytes())
    known = _ids(root)
    return {_name(style): style for style in root.findall(qn("w:style")) if _name(style) in known}


def _speak(spoken: Element, language: str) -> None:
    """A language of letters: of the scripts from left to right, and of complex ones."""
    named = LANGUAGES[language]
    of = "w:val" if language == "en" else "w:bidi"
    spoken.set(qn(of), named)


_ALIKE: Iterable[tuple[str, str]] = (("w:b", "w:bCs"), ("w:i", "w:iCs"), ("w:sz", "w:szCs"))


def _for_complex_scripts(look: Element) -> None:
    for one, other in _ALIKE:
        found = look.find(qn(one))
        if found is not None and look.find(qn(other)) is None:
            alike = element(other)
            if (value := found.get(qn("w:val"))) is not None:
                alike.set(qn("w:val"), value)
            found.addnext(alike)
