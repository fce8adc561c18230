"""Marks cells in an .xlsx or .xlsm itself: what is changed are their fills and comments, all else stays as it was.

No program for spreadsheets reads and writes the file, so that nothing is lost that such a program does not know:
formulas keep their stored values, and pictures, charts, filters, lists of valid answers and macros stay.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree import ElementTree

from reports.officer.marking.comments import largest_block, with_boxes, with_comments, without_own
from reports.officer.marking.marks import MarkedCell, MarkedCells, Position
from reports.officer.marking.package import Package
from reports.officer.marking.sheet import SheetXml
from reports.officer.marking.styles import Styles
from reports.officer.marking.xml import MAIN, RELATIONSHIPS, NotEditableError, masked, prefix_of, refuse_odd

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    ValueError,
    EOFError,
    OSError,
)
"""What is raised for an archive or a part that is not as it should be."""
_BEHIND = frozenset(
    {
        *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts"),
        *("extLst", "AlternateContent"),
    }
)
"""What stands behind the drawing of the comments in a sheet (ISO 29500-1, CT_Worksheet)."""
_TAG = re.compile(rb"""<(/?)(?:[A-Za-z_][\w.-]*:)?([A-Za-z][\w.-]*)(?:"[^"]*"|'[^']*'|[^<>"'])*?(/?)>""")
_ROOT = 64 * 1024
"""The bytes in which the root of a sheet stands."""


class MarkedInPlace:
    """An .xlsx or .xlsm whose cells can be marked.

    Parameters
    ----------
    content : bytes
        The file; the guarded reader has opened it, so that it is no larger than its guards allow.

    Raises
    ------
    NotEditableError
        If it is another kind of file, too large, or written in a way that can't be changed in place.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._package = Package(content)
            self._book = self._package.linked("", "officeDocument")
            self._styles = self._package.linked(self._book, "styles")
            if not self._styles:
                raise NotEditableError
            prefix_of(self._package.text(self._book), "workbook")
            Styles(self._package.text(self._styles))
            for path in self._sheets().values():
                _prefix_of_sheet(self._package.beginning(path, _ROOT))
        except _BROKEN as error:
            raise NotEditableError from error

    def with_cells(self, cells: MarkedCells, language: str) -> bytes:
        """The file with these cells coloured and commented.

        Raises
        ------
        NotEditableError
            If it is written in a way that can't be changed in place.
        """
        try:
            styles, sheets = Styles(self._package.text(self._styles)), self._sheets()
            before = styles.marked_before()
            for name, path in sheets.items():
                if before:
                    self._forget_marks(path, before)
                if name in cells:
                    self._mark(path, cells[name], styles, language)
            self._package.put(self._styles, styles.text)
            return self._package.written()
        except _BROKEN as error:
            raise NotEditableError from error

    def _sheets(self) -> dict[str, str]:
        """The part of each sheet of cells by the sheet's name."""
        links = self._package.links(self._book)
        targets = {link.id: link.target for link in links if link.kind == "worksheet" and link.target in self._package}
        root = ElementTree.fromstring(self._package.text(self._book))
        found = ((one.get("name", ""), one.get(f"{{{RELATIONSHIPS}}}id", "")) for one in root.iter(f"{{{MAIN}}}sheet"))
        return {name: targets[link] for name, link in found if link in targets}

    def _forget_marks(self, path: str, before: Mapping[int, int]) -> None:
        """Takes the colours and comments of an earlier marking away: what they named may be mended."""
        xml = self._package.sound(path)
        self._package.put(path, SheetXml(xml, _prefix_of_sheet(xml)).with_styles(before).xml)
        comments, drawing = (self._package.linked(path, kind) for kind in ("comments", "vmlDrawing"))
        if comments and drawing:
            texts, boxes = without_own(self._package.text(comments), self._package.text(drawing))
            self._package.put(comments, texts)
            self._package.put(drawing, boxes)

    def _mark(self, path: str, cells: Mapping[Position, MarkedCell], styles: Styles, language: str) -> None:
        xml = self._package.sound(path)
        prefix = _prefix_of_sheet(xml)
        severities = {position: cell.severity for position, cell in cells.items()}
        xml = SheetXml(xml, prefix).restyled(severities, styles.marked)
        comments = {position: cell.text for position, cell in cells.items() if cell.text}
        boxes = self._comment(path, comments)
        if boxes:
            xml = self._draw(path, xml, prefix, boxes, language)
        self._package.put(path, xml)

    def _comment(self, path: str, comments: Mapping[Position, str]) -> dict[Position, str]:
        """Writes comments; gives those that have no box yet in which they are shown."""
        part = self._package.linked(path, "comments")
        text, without_box = with_comments(self._package.text(part) if part else None, comments)
        if not part:
            part, _ = self._package.add("comments", path, "xl/comments_marked.xml", _COMMENTS_TYPE)
        self._package.put(part, text)
        return {position: comments[position] for position in without_box}

    def _draw(self, path: str, xml: bytes, prefix: str, boxes: Mapping[Position, str], language: str) -> bytes:
        """Draws the boxes of comments; gives the sheet that leads to them."""
        drawings = {name: self._package.drawing(name) for name in self._package.named(".vml")}
        free = 1 + max(map(largest_block, drawings.values()), default=0)
        drawn = re.search(rf"<{prefix}legacyDrawing\b[^<>]*?[\w.-]+:id=[\"']([^\"']*)".encode(), masked(xml))
        links = {link.id: link.target for link in self._package.links(path)}
        part = links.get(drawn.group(1).decode(), "") if drawn else ""
        if drawn and part not in self._package:
            raise NotEditableError
        if not drawn:
            part, own = self._package.add("vmlDrawing", path, "xl/drawings/marked.vml", _VML_TYPE)
            xml = _with_drawing(xml, prefix, own)
        before = drawings.get(part) or (self._package.drawing(part) if part in self._package else None)
        self._package.put(part, with_boxes(before, boxes, language, free))
        return xml


def _prefix_of_sheet(xml: bytes) -> str:
    """The prefix of a sheet's tags, by how it begins."""
    refuse_odd(xml[:_ROOT])
    return prefix_of(xml[:_ROOT].decode("utf-8", "replace"), "worksheet")


def _with_drawing(xml: bytes, prefix: str, link: str) -> bytes:
    """A sheet that leads to a drawing of comments: before what has to stand behind it."""
    tag = f'<{prefix}legacyDrawing xmlns:r="{RELATIONSHIPS}" r:id="{link}"/>'.encode()
    shadow, depth = masked(xml), 0
    position = shadow.rindex(f"</{prefix}worksheet>".encode())
    for found in _TAG.finditer(shadow, shadow.rindex(f"</{prefix}sheetData>".encode()), position):
        closes, name, is_whole = found.groups()
        if depth == 0 and not closes and name.decode() in _BEHIND:
            position = found.start()
            break
        if name != b"sheetData":
            depth += -1 if closes else 0 if is_whole else 1
    return xml[:position] + tag + xml[position:]
