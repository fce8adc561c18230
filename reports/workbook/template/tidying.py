"""A workbook that openpyxl wrote, as Excel would write it: texts in one table, fonts in the order of the standard."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from reports.files.archive import repacked, zip_of

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN = f"{{{_NAMESPACE}}}"
_STYLES, _TEXTS = "xl/styles.xml", "xl/sharedStrings.xml"
_FONT = tuple(
    f"{_MAIN}{name}"
    for name in (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color"),
        *("name", "family", "charset", "scheme"),
    )
)
"""What a font says, in order (ISO 29500-1, 18.8.22)."""
_NAMED = {
    "[Content_Types].xml": (
        b'<Override PartName="/xl/sharedStrings.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    ),
    "xl/_rels/workbook.xml.rels": (
        b'<Relationship Id="texts" Target="sharedStrings.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    ),
}
"""What says that there is a table of texts: the ends of the parts that name all others."""


def tidied(package: bytes) -> bytes:
    """The workbook with each text once, where Excel keeps it, and with fonts in order."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts, places = etree.Element(f"{_MAIN}sst", nsmap={None: _NAMESPACE}), dict[bytes, int]()
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        sheet = etree.fromstring(parts[name])
        for cell in sheet.iter(f"{_MAIN}c"):
            if cell.get("t") == "inlineStr":
                _share(cell, texts, places)
        parts[name] = _written(sheet)
    parts[_TEXTS] = _written(texts)
    for name, end in _NAMED.items():
        parts[name] = parts[name].replace(end[end.rindex(b"</") :], end)
    styles = etree.fromstring(parts[_STYLES])
    for font in styles.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda one: _FONT.index(one.tag))
    parts[_STYLES] = _written(styles)
    return repacked(zip_of(parts))


def _share(cell: Any, texts: Any, places: dict[bytes, int]) -> None:
    """Moves the text of a cell into the table, unless it is there already."""
    text = cell.find(f"{_MAIN}is")
    if text is None:
        del cell.attrib["t"]
        return
    cell.remove(text)
    text.tag = f"{_MAIN}si"
    place = places.setdefault(etree.tostring(text), len(places))
    if place == len(texts):
        texts.append(text)
    cell.set("t", "s")
    etree.SubElement(cell, f"{_MAIN}v").text = str(place)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
