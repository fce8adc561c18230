"""Formulas of an .xlsx whose results the file does not hold: no program has computed them since they were written."""

from __future__ import annotations

import html
import re
import zipfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from surveys.files.book import CellsOf
from surveys.model.addresses import first_cells
from surveys.model.issues import Issue, Severity

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_MOST_INDEX, _CHUNK, _LONGEST_CELL = 4 * 1024**2, 8 * 1024**2, 64 * 1024
_SHEET, _RELATION = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>"), re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(r"""(?<![\w:])([\w:]{1,60})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_WITHOUT_VALUE = re.compile(rb"<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
"""No pattern looks beyond the next tag: what is malformed takes no longer than what is not."""
_CELL = re.compile(rb'r="([A-Z]{1,3})(\d{1,7})"')
_TEXT = b't="str"'


def uncalculated(archive: zipfile.ZipFile, parts: Iterable[str]) -> dict[str, CellsOf]:
    """Cells with a formula and no result, by the sheet's name; the result of a formula may be an empty text.

    Parameters
    ----------
    archive : ZipFile
        An .xlsx.
    parts : iterable of str
        Its parts that hold formulas.
    """
    names = _names_of_parts(archive)
    found = {names[part]: _cells(archive, part) for part in parts if part in names}
    return {name: cells for name, cells in found.items() if cells}


def without_results(severity: Severity, file: str, sheet: str, cells: CellsOf | Mapping[int, Sequence[int]]) -> Issue:
    """What is said of such cells: they are read as blank."""
    count = sum(map(len, cells.values()))
    positions = ((row, column) for column, rows in sorted(cells.items()) for row in rows)
    return Issue(severity, "formulas_without_value", file, sheet, first_cells(positions, count), {"count": count})


def _names_of_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The sheet's name by the part that holds it."""
    known = set(archive.namelist())
    if not {_WORKBOOK, _RELATIONS} <= known:
        return {}
    targets = {one.get("Id", ""): one.get("Target", "") for one in _elements(archive, _RELATIONS, _RELATION)}
    names = {}
    for one in _elements(archive, _WORKBOOK, _SHEET):
        target = next((targets.get(value, "") for key, value in one.items() if key.endswith(":id")), "")
        names[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = one.get("name", "")
    return names


def _elements(archive: zipfile.ZipFile, part: str, element: re.Pattern[str]) -> Iterator[Mapping[str, str]]:
    """The attributes of each such element."""
    with archive.open(part) as stream:
        xml = stream.read(_MOST_INDEX).decode("utf-8", "replace")
    for found in element.finditer(xml):
        pairs = (one.groups() for one in _ATTRIBUTE.finditer(found.group()))
        yield {name: html.unescape(one or other or "") for name, one, other in pairs}


def _cells(archive: zipfile.ZipFile, part: str) -> CellsOf:
    rows: dict[bytes, array[int]] = {}
    kept = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            xml, done = kept + chunk, 0
            for found in _WITHOUT_VALUE.finditer(xml):
                start = xml.rfind(b"<c ", max(done, found.start() - _LONGEST_CELL), found.start())
                done = found.end()
                cell = xml[start : found.start()] if start >= 0 else b""
                if (place := _CELL.search(cell)) and _TEXT not in cell:
                    rows.setdefault(place.group(1), array("i")).append(int(place.group(2)) - 1)
            last = xml.rfind(b"<c ", max(0, len(xml) - _LONGEST_CELL))
            kept = xml[last:] if last >= 0 else b""
    return {_column(letters): np.array(of, dtype=np.int32) for letters, of in sorted(rows.items())}


def _column(letters: bytes) -> int:
    """The index of a column, counted from 0: A is 0, AA is 26."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column - 1
