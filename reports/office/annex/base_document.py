"""The document that the annex is written into: an empty one of its own, or the officer's template without its words."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from reports.files.archive import zip_of
from reports.office.annex.changes import accept_changes
from reports.office.annex.sizes import put_in_twips
from reports.office.annex.styles import BASE
from reports.office.annex.xml import Element, child, element
from reports.templates.guard import DOCX, checked_template, refuse_fetched, refused

if TYPE_CHECKING:
    from docx.document import Document

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "document": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "settings": f"{_WORD}.settings+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "fontTable": f"{_WORD}.fontTable+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
"""The parts of the annex's own document, and what they are."""

_KEPT = ("styles", "settings", "numbering", "theme", "fontTable", "header", "footer")
"""What a template's body leads to that the annex needs; all else goes with the body."""
_KEPT_OF_PACKAGE = ("officeDocument", "core-properties")
_NOT_SET = (
    "attachedTemplate", "attachedSchema", "mailMerge", "documentProtection", "writeProtection", "trackRevisions",
    "updateFields", "footnotePr", "endnotePr", "docVars", "rsids", "linkStyles", "saveThroughXslt", "view",
    "removePersonalInformation", "formsDesign", "captions", "smartTagType",
)  # fmt: skip
"""Settings of a template that would load something, hinder its reader, or belong to its words."""
_NOT_OF_SECTION = ("footnotePr", "endnotePr", "type", "lnNumType", "formProt", "printerSettings", "rtlGutter", "bidi")
_AFTER_BIDI = ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")
_A4, _MARGINS = (11906, 16838), {"top": 1304, "right": 1134, "bottom": 1247, "left": 1134, "header": 624, "footer": 567}
_LEAST = 5670
"""Twentieths of a point that words need across and down: 10 cm."""


def base_document(template: bytes | None) -> Document:
    """An empty document with styles, headers and footers.

    Of a template its styles, theme, fonts, numbering, page, and the headers and footers of its last section stay; its
    body, notes, comments and properties go, and so do the settings that would load something or lock the document. A
    page with less than 10 cm of room either way becomes A4.

    Parameters
    ----------
    template : bytes or None
        A .docx or .dotx; the annex's own look where None.

    Raises
    ------
    reports.templates.guard.TemplateError
        If it can't be used as a template.
    """
    if template is None:
        return docx.Document(io.BytesIO(_own()))
    try:
        document = docx.Document(io.BytesIO(checked_template(template, DOCX)))
        section = _emptied(document)
        put_in_twips(section)
        _unset(document)
        accept_changes(document)
    except (OpcError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise refused("template_damaged", DOCX) from error
    _put_right(section)
    refuse_fetched(document.part.package, DOCX)
    return document


def _own() -> bytes:
    """The annex's own package."""
    parts = {f"word/{name}.xml": (BASE / f"{name}.xml").read_bytes() for name in _PARTS}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in _PARTS.items()
    )
    types = (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    inner = {name: f"{name}.xml" for name in _PARTS if name != "document"}
    return zip_of(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": _relationships(inner),
            **parts,
        }
    )


def _relationships(targets: Mapping[str, str]) -> bytes:
    """Relationships of a part, by the last word of their type."""
    tags = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{tags}</Relationships>'.encode()


def _emptied(document: Document) -> Element:
    """Takes the body out of a template, and all that only the body leads to; returns its last section."""
    body = document.element.body
    section = _last_section(body)
    body[:] = [section]
    background = document.element.find(qn("w:background"))
    if background is not None:
        document.element.remove(background)
    named = {found.get(qn("r:id")) for found in section if found.tag in _HEADERS}
    part = document.part
    for name, one in [*part.rels.items()]:
        kind = posixpath.basename(one.reltype)
        if kind not in _KEPT or (kind in ("header", "footer") and name not in named):
            del part.rels[name]
    for name, one in [*part.package.rels.items()]:
        if posixpath.basename(one.reltype) not in _KEPT_OF_PACKAGE:
            del part.package.rels[name]
    return section


_HEADERS = (qn("w:headerReference"), qn("w:footerReference"))


def _last_section(body: Element) -> Element:
    """The last section of a body, with the headers and footers that it takes over from those before it."""
    sections = [*body.iter(qn("w:sectPr"))]
    if not sections:
        return element("w:sectPr")
    used = {(found.tag, found.get(qn("w:type"))): found for one in sections for found in one if found.tag in _HEADERS}
    last = sections[-1]
    for found in [found for found in last if found.tag in _HEADERS]:
        last.remove(found)
    for place, found in enumerate(used.values()):
        last.insert(place, found)
    return last


def _unset(document: Document) -> None:
    """Takes away the settings of a template that are not to be handed on."""
    settings = document.settings.element
    for name in _NOT_SET:
        for found in settings.findall(qn(f"w:{name}")):
            settings.remove(found)
    rels = document.part._settings_part.rels
    for name in [*rels]:
        del rels[name]


def _put_right(section: Element) -> None:
    """A section of one column, on a page that has room."""
    for name in _NOT_OF_SECTION:
        for found in section.findall(qn(f"w:{name}")):
            section.remove(found)
    columns = section.find(qn("w:cols"))
    if columns is not None:
        section.replace(columns, element("w:cols", space=708))
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None or min(room(section)) < _LEAST:
        _as_a4(section)


def _as_a4(section: Element) -> None:
    for name in ("w:pgSz", "w:pgMar"):
        for found in section.findall(qn(name)):
            section.remove(found)
    last = max((place for place, found in enumerate(section) if found.tag in _HEADERS), default=-1)
    section.insert(last + 1, element("w:pgSz", w=_A4[0], h=_A4[1]))
    section.insert(last + 2, element("w:pgMar", **_MARGINS, gutter=0))


def room(section: Element) -> tuple[int, int]:
    """Twentieths of a point that words have across and down."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))

    def of(found: Element, name: str) -> int:
        return round(float(found.get(qn(f"w:{name}"), 0)))

    across = of(size, "w") - of(margins, "left") - of(margins, "right") - of(margins, "gutter")
    down = of(size, "h") - abs(of(margins, "top")) - abs(of(margins, "bottom"))
    return across, down


def turn(section: Element) -> None:
    """Makes a section one that runs from right to left."""
    after = next((found for found in section if found.tag in {qn(f"w:{name}") for name in _AFTER_BIDI}), None)
    if after is None:
        child(section, "w:bidi")
    else:
        after.addprevious(element("w:bidi"))
