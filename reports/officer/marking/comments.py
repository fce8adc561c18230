"""Comments on the cells of a sheet: their texts, and the boxes in which a program shows them (ISO 29500, VML)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reports.officer.marking.marks import Position
from reports.officer.marking.xml import MAIN, PREFIX, appended, attribute, escaped, prefix_of, with_attribute
from surveys.model.addresses import address
from words import is_right_to_left

_AUTHOR = "Thiqa"
_NO_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
)
_LOOK = '<{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/></{p}rPr>'
_BLOCK = 1024
"""Shapes are numbered in blocks of so many, each of which belongs to one drawing alone."""
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NO_SHAPES = '<xml><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_WIDE, _LEAST_HIGH, _MOST_HIGH, _LETTERS_A_ROW = 4, 5, 24, 42


def with_comments(text: str | None, comments: Mapping[Position, str]) -> tuple[str, list[Position]]:
    """The part ``comments.xml`` with more in it, and the cells that had no comment before.

    A comment that a cell has is kept, and what it does not say yet is added to it.

    Parameters
    ----------
    text : str or None
        The part as it is; None where the sheet has none.
    comments : mapping of position to str
        What is to be said of each cell.
    """
    text = text or _NO_COMMENTS
    p = prefix_of(text, "comments")
    author = len(re.findall(rf"<{p}author\b", text))
    comment = re.compile(rf"<{p}comment\b[^<>]*>.*?</{p}comment>", re.DOTALL)
    waiting = {address(*position): position for position in comments}

    def added_to(found: re.Match[str]) -> str:
        position = waiting.pop(attribute(found.group(), "ref") or "", None)
        return found.group() if position is None else _added(found.group(), comments[position], p)

    text = comment.sub(added_to, text)
    new = "".join(
        f'<{p}comment ref="{cell}" authorId="{author}"><{p}text>{_run(comments[position], p)}</{p}text></{p}comment>'
        for cell, position in waiting.items()
    )
    if new:
        text = appended(text, f"{p}authors", f"<{p}author>{_AUTHOR}</{p}author>")
        text = appended(text, f"{p}commentList", new)
    return text, list(waiting.values())


def without_own(text: str, drawing: str) -> tuple[str, str]:
    """The parts of comments and their boxes without the comments of an earlier marking, which may be mended since."""
    p = prefix_of(text, "comments")
    authors = re.findall(rf"<{p}author\b[^<>]*?(?:/>|>(.*?)</{p}author>)", text, re.DOTALL)
    own = {str(index) for index, author in enumerate(authors) if author == _AUTHOR}
    gone: set[str] = set()

    def left(found: re.Match[str]) -> str:
        comment = found.group()
        if attribute(comment, "authorId") not in own:
            return comment
        gone.add(attribute(comment, "ref") or "")
        return ""

    text = re.sub(rf"<{p}comment\b[^<>]*>.*?</{p}comment>", left, text, flags=re.DOTALL)
    shape = re.compile(rf"<({PREFIX})shape\b[^<>]*>.*?</\1shape>", re.DOTALL)
    return text, shape.sub(lambda found: "" if _cell_of(found.group()) in gone else found.group(), drawing)


def _cell_of(box: str) -> str:
    """The address of the cell whose comment a box shows; empty for none."""
    found = [re.search(rf"<{PREFIX}{name}>\s*(\d{{1,7}})\s*<", box) for name in ("Row", "Column")]
    row, column = (int(one.group(1)) if one else -1 for one in found)
    return address(row, column) if row >= 0 and column >= 0 else ""


def _run(text: str, p: str) -> str:
    return f'<{p}r>{_LOOK.format(p=p)}<{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}r>'


def _added(comment: str, text: str, p: str) -> str:
    """A comment with more text; without it where it says so already, as in a file that was marked before."""
    if escaped(text) in comment:
        return comment
    comment = re.sub(
        rf"(<{p}text>)(<{p}t\b[^<>]*>.*?</{p}t>)", rf"\1<{p}r>\2</{p}r>", comment, count=1, flags=re.DOTALL
    )
    return appended(comment, f"{p}text", _run(f"\n\n{text}", p))


def largest_block(drawing: str) -> int:
    """The largest block of numbers of shapes that a drawing uses; 0 for none."""
    numbers = (int(number) for number in re.findall(r"_x0000_s(\d{1,9})", drawing))
    stated = (
        int(block) for data in re.findall(r'\bdata="([\d,\s]*)"', drawing) for block in re.findall(r"\d{1,6}", data)
    )
    return max([0, *(number // _BLOCK for number in numbers), *stated])


def with_boxes(drawing: str | None, comments: Mapping[Position, str], language: str, free: int) -> str:
    """A drawing in VML with a hidden box for each of these comments.

    Parameters
    ----------
    drawing : str or None
        The part as it is; None where the sheet has none.
    comments : mapping of position to str
        The comments that have no box yet.
    language : str
        Which way their text runs.
    free : int
        The first block of numbers that no drawing of the workbook uses (`largest_block`).
    """
    text = re.sub(r"<xml\b[^<>]*>", lambda root: _with_namespaces(root.group()), drawing or _NO_SHAPES, count=1)
    if 'id="_x0000_t202"' not in text:
        text = _before_end(text, _SHAPE_TYPE)
    boxes = [
        _box(free * _BLOCK + 1 + index, position, comment, language)
        for index, (position, comment) in enumerate(comments.items())
    ]
    blocks = range(free, free + len(comments) // _BLOCK + 1)
    text = re.sub(rf"<{PREFIX}idmap\b[^<>]*>", lambda tag: _with_blocks(tag.group(), blocks), text, count=1)
    return _before_end(text, "".join(boxes))


def _with_namespaces(root: str) -> str:
    """The root of a drawing in which the prefixes of our boxes are known: a program may have written others."""
    for prefix, name in _NAMESPACES.items():
        if attribute(root, f"xmlns:{prefix}") is None:
            root = with_attribute(root, f"xmlns:{prefix}", name)
    return root


def _with_blocks(tag: str, blocks: range) -> str:
    data = [part for part in (attribute(tag, "data") or "").split(",") if part.strip()]
    return with_attribute(tag, "data", ",".join([*data, *map(str, blocks)]))


def _before_end(text: str, content: str) -> str:
    end = text.rindex("</xml>")
    return text[:end] + content + text[end:]


def _box(number: int, position: Position, comment: str, language: str) -> str:
    """A hidden box to the right of a cell, as high as its text needs."""
    row, column = position
    lines = sum(1 + len(line) // _LETTERS_A_ROW for line in comment.split("\n"))
    high = min(_MOST_HIGH, max(_LEAST_HIGH, lines))
    side = "right;direction:rtl" if is_right_to_left(language) else "left"
    left, top = min(column + 1, _LAST_COLUMN - _WIDE), min(row, _LAST_ROW - high)
    anchor = f"{left}, 15, {top}, 4, {left + _WIDE}, 15, {top + high}, 4"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
        f'width:200pt;height:{high * 15}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        f'<v:textbox style="mso-direction-alt:auto"><div style="text-align:{side}"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
