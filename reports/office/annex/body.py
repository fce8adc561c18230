"""The body of the annex, filled from the top: headings, paragraphs, numbered captions, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from reports.office.annex import styles as named
from reports.office.annex.base_document import room
from reports.office.annex.styles import Styles
from reports.office.annex.xml import Element, child, element, field_code, field_mark, runs
from reports.office.annex.xml import field as add_field
from words import in_digits, is_right_to_left, say

if TYPE_CHECKING:
    from docx.document import Document

FIGURE, TABLE = "Figure", "Table"
"""What captions are counted by, in any language."""
_TWIPS_A_POINT = 20
_TOGETHER = 3
"""So many of the last entries of a list stand on one page."""


@dataclass(frozen=True)
class Entry:
    """A caption, and the bookmark around it."""

    text: str
    bookmark: str


@dataclass
class Body:
    """Where the annex is written.

    Attributes
    ----------
    document : docx.document.Document
    styles : Styles
    language : str
    entries : dict
        The captions so far, by what they are counted by.
    """

    document: Document
    styles: Styles
    language: str
    entries: dict[str, list[Entry]] = field(default_factory=lambda: {FIGURE: [], TABLE: []})
    _ids: int = 0

    def __post_init__(self) -> None:
        self._end: Element = self.document.element.body.find(qn("w:sectPr"))
        self.rtl = is_right_to_left(self.language)

    @property
    def width(self) -> int:
        """Twentieths of a point across."""
        return room(self._end)[0]

    @property
    def points(self) -> tuple[float, float]:
        """Points across and down."""
        across, down = room(self._end)
        return across / _TWIPS_A_POINT, down / _TWIPS_A_POINT

    def next_id(self) -> int:
        """A number that nothing in the document has yet."""
        self._ids += 1
        return self._ids

    def put(self, made: Element) -> None:
        """Puts an element at the end."""
        self._end.addprevious(made)

    def paragraph(self, style: str, text: str = "", *, with_next: bool = False) -> Element:
        """A paragraph at the end; `with_next`: on one page with what follows."""
        made = self.made_paragraph(style, text, with_next=with_next)
        self.put(made)
        return made

    def made_paragraph(self, style: str, text: str = "", *, with_next: bool = False, colour: str = "") -> Element:
        """A paragraph that is nowhere yet."""
        made = element("w:p")
        look = child(made, "w:pPr")
        child(look, "w:pStyle", val=self.styles.id_of(style))
        if with_next:
            child(look, "w:keepNext")
        if self.rtl:
            child(look, "w:bidi")
        if text:
            runs(made, text, rtl=self.rtl, colour=colour)
        return made

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; its level counts from 1."""
        self.paragraph(named.HEADINGS[level - 1], text)

    def texts(self, texts: Iterable[str], style: str = named.BODY) -> None:
        """A paragraph a text."""
        for text in texts:
            self.paragraph(style, text)

    def notes(self, texts: Sequence[str]) -> None:
        """What is to be known beside a table, together on a page."""
        for place, text in enumerate(texts, start=1):
            self.paragraph(named.NOTE, text, with_next=place < len(texts))

    def caption(self, counted: str, text: str) -> None:
        """The caption of what follows, with its number, which is a field that holds it already."""
        number = len(self.entries[counted]) + 1
        shown = in_digits(str(number), self.language)
        label = say(f"reports.annex_{counted.lower()}", self.language)
        bookmark = f"_Toc{counted}{number}"
        made = self.paragraph(named.CAPTION, with_next=True)
        own = self.next_id()
        child(made, "w:bookmarkStart", id=own, name=bookmark)
        runs(made, f"{label} ", rtl=self.rtl)
        add_field(made, f"SEQ {counted} \\* ARABIC", shown, rtl=self.rtl)
        runs(made, f". {text}", rtl=self.rtl)
        child(made, "w:bookmarkEnd", id=own)
        self.entries[counted].append(Entry(f"{label} {shown}. {text}", bookmark))

    def list_of(self, counted: str, at: Element) -> None:
        """The list of all captions of a kind, as a field that holds it already, in place of a paragraph.

        It leads to each and names no page: no program but the one that lays pages out knows on which one a caption is.
        """
        entries = self.entries[counted]
        for number, entry in enumerate(entries, start=1):
            near_the_end = len(entries) - _TOGETHER < number < len(entries)
            made = self.made_paragraph(named.LIST_OF_FIGURES, with_next=near_the_end)
            if number == 1:
                field_mark(made, "begin")
                field_code(made, f'TOC \\n \\h \\z \\c "{counted}"')
                field_mark(made, "separate")
            runs(child(made, "w:hyperlink", anchor=entry.bookmark, history=1), entry.text, rtl=self.rtl)
            if number == len(entries):
                field_mark(made, "end")
            at.addprevious(made)
        at.getparent().remove(at)
