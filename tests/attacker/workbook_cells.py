"""The sheets of a workbook and what stands in their cells, read straight off its parts, hidden sheets too."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TEXTS = "xl/sharedStrings.xml"
_WRITTEN_OUT = frozenset({"str", "e", "d"})
_LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: its name, whether it can be seen, and its rows, all of one length."""

    name: str
    is_visible: bool
    rows: tuple[tuple[Any, ...], ...]


@lru_cache(maxsize=256)
def parsed(data: bytes) -> Element:
    """A part of a file as its nodes, comments and instructions too."""
    builder = ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    return ElementTree.fromstring(data, ElementTree.XMLParser(target=builder))


@lru_cache(maxsize=8)
def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook, hidden ones too; dates are the numbers that they are kept as."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        texts = _texts(parts)
        relations = parsed(parts.read("xl/_rels/workbook.xml.rels"))
        paths = {one.get("Id"): posixpath.join("/xl", str(one.get("Target"))) for one in relations}
        return tuple(
            Sheet(
                str(sheet.get("name")),
                sheet.get("state", "visible") == "visible",
                _rows(parsed(parts.read(paths[sheet.get(_RELATION)].lstrip("/"))), texts),
            )
            for sheet in parsed(parts.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        )


def _texts(parts: zipfile.ZipFile) -> list[str]:
    """The texts that cells name by their number."""
    if _TEXTS not in parts.namelist():
        return []
    return [_joined(one) for one in parsed(parts.read(_TEXTS)).iter(f"{_MAIN}si")]


def _joined(node: Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{_MAIN}t"))


def _rows(sheet: Element, texts: list[str]) -> tuple[tuple[Any, ...], ...]:
    """All cells from the first row and column on; None where a cell holds nothing."""
    found = [(int(row.get("r", 0)) - 1, dict(_cells(row, texts))) for row in sheet.iter(f"{_MAIN}row")]
    filled = dict(found)
    wide = max((column + 1 for _, cells in found for column in cells), default=0)
    tall = max(filled, default=-1) + 1
    return tuple(tuple(filled.get(row, {}).get(column) for column in range(wide)) for row in range(tall))


def _cells(row: Element, texts: list[str]) -> Iterator[tuple[int, Any]]:
    for cell in row.iter(f"{_MAIN}c"):
        letters = _LETTERS.match(cell.get("r", ""))
        if letters is None:
            raise ValueError("a cell of a workbook does not say where it stands")
        yield _column(letters[0]), _value(cell, texts)


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Element, texts: list[str]) -> Any:
    kind, written = cell.get("t", "n"), cell.findtext(f"{_MAIN}v")
    if kind == "inlineStr":
        return _joined(cell)
    if not written:
        return None
    if kind == "s":
        return texts[int(written)]
    if kind == "b":
        return written == "1"
    if kind in _WRITTEN_OUT:
        return written
    return float(written) if re.search("[.eE]", written) else int(written)


@dataclass(frozen=True)
class Kept:
    """What a chart keeps of the cells that it is drawn from.

    Attributes
    ----------
    formula : str
        The cells.
    values : tuple
        What it keeps, numbers as such; None for a cell of which it keeps nothing.
    cells : tuple
        What stands in them.
    """

    formula: str
    values: tuple[Any, ...]
    cells: tuple[Any, ...]

    @property
    def is_of_its_cells(self) -> bool:
        """Whether it keeps nothing but what stands there."""
        return self.values == self.cells


_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^!']+))!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")


def caches_of(data: bytes) -> list[Kept]:
    """What the charts of a workbook keep of its cells; a number written out in a chart has no cells."""
    sheets = {sheet.name: sheet.rows for sheet in sheets_of(data)}
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in sorted(name for name in parts.namelist() if name.startswith("xl/charts/chart")):
            chart = parsed(parts.read(name))
            for kind in ("numRef", "strRef", "multiLvlStrRef"):
                found += [_kept(node, sheets) for node in chart.iter(f"{_CHART}{kind}")]
            found += [
                Kept("", _points(node), ()) for kind in ("numLit", "strLit") for node in chart.iter(_CHART + kind)
            ]
    return found


def _kept(node: Element, sheets: dict[str, tuple[tuple[Any, ...], ...]]) -> Kept:
    formula = str(node.findtext(f"{_CHART}f"))
    place = _RANGE.fullmatch(formula)
    if place is None:
        raise ValueError(f"a chart names cells in another way: {formula}")
    quoted, plain, first, top, last, bottom = place.groups()
    rows = sheets[quoted.replace("''", "'") if quoted else plain][int(top) - 1 : int(bottom or top)]
    columns = slice(_column(first), _column(last or first) + 1)
    return Kept(formula, _points(node), tuple(value for row in rows for value in row[columns]))


def _points(node: Element) -> tuple[Any, ...]:
    """The points that are kept, in their places; numbers where they are one."""
    count = next(node.iter(f"{_CHART}ptCount"), None)
    values: list[Any] = [None] * int(count.get("val", 0) if count is not None else 0)
    is_number = node.tag.endswith(("numRef", "numLit"))
    for point in node.iter(f"{_CHART}pt"):
        text = point.findtext(f"{_CHART}v") or ""
        values[int(point.get("idx", 0))] = float(text) if is_number else text
    return tuple(values)
