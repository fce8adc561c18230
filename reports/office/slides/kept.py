"""What stays of a template's presentation: its masters, layouts, themes and fonts; nothing that tells who made it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from reports.office.traces import hide_paths
from reports.templates.guard import PPTX, refused

_KEPT = ("slideMaster", "notesMaster", "theme", "font", "presProps", "tableStyles")
"""What a presentation leads to that it needs; all else goes: slides, who commented and changed it, other data."""
_KEPT_OF_PACKAGE = ("officeDocument",)
_NOT_IN_PRESENTATION = (*("handoutMasterIdLst", "custShowLst", "custDataLst", "smartTags", "modifyVerifier", "extLst"),)
"""What refers to it, and a password against changes."""
_VIEW = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<p:viewPr xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
)
"""How a presentation is shown at first; PowerPoint would repair one without, and a template's own lists its slides."""
_AT_FOOT = ("dt", "ftr", "hdr")
_NOT_IN_LAYOUTS = ("slide", "customXml", "tags", "comments")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NUMBERS = {
    **{qn(f"a:{name}"): ("sz",) for name in ("rPr", "defRPr", "endParaRPr")},
    **{qn(f"a:{name}"): ("cx", "cy") for name in ("ext", "chExt")},
    qn("p:sldSz"): ("cx", "cy"),
}
"""Attributes that are whole numbers and not below zero (ISO 29500-1, 19.2, 20.1)."""


def keep_look_alone(presentation: Any) -> None:
    """Takes from a presentation all but its look; its core properties are new ones.

    Raises
    ------
    reports.templates.guard.TemplateError
        If a size in it is no number.
    """
    _drop_others(presentation.part.package._rels, _KEPT_OF_PACKAGE)
    _drop_others(presentation.part.rels, _KEPT)
    del presentation.element.get_or_add_sldIdLst()[:]
    for name in _NOT_IN_PRESENTATION:
        for found in presentation.element.findall(qn(f"p:{name}")):
            presentation.element.remove(found)
    for element in presentation.element, *(part._element for part in _masters_and_layouts(presentation)):
        for found in element.iter(*_NUMBERS):
            if not all(found.get(name, "0").isdecimal() for name in _NUMBERS[found.tag]):
                raise refused("template_damaged", PPTX)
    for part in _masters_and_layouts(presentation):
        _unlink(part)
        _empty_foot(part._element)
        hide_paths(part._element)
    view = Part(PackURI("/ppt/viewProps.xml"), CONTENT_TYPE.PML_VIEW_PROPS, presentation.part.package, _VIEW)
    presentation.part.relate_to(view, RELATIONSHIP_TYPE.VIEW_PROPS)


def _kind(relationship: Any) -> str:
    return str(relationship.reltype).rpartition("/")[2]


def _drop_others(relationships: Any, kept: tuple[str, ...]) -> None:
    for one in list(relationships.values()):
        if _kind(one) not in kept:
            relationships.pop(one.rId)


def _masters_and_layouts(presentation: Any) -> Iterator[Any]:
    for one in presentation.part.rels.values():
        if _kind(one) == "notesMaster":
            yield one.target_part
    for master in presentation.slide_masters:
        yield master.part
        yield from (layout.part for layout in master.slide_layouts)


def _unlink(part: Any) -> None:
    """Takes out links to slides that are gone, and data that other programs left."""
    for one in list(part.rels.values()):
        if _kind(one) in _NOT_IN_LAYOUTS:
            for found in part._element.xpath(f"//*[@*[namespace-uri()='{_ID[1:-1]}']='{one.rId}']"):
                found.getparent().remove(found)
            part.rels.pop(one.rId)


def _empty_foot(root: Any) -> None:
    """Takes out the words at head and foot, which were those of the presentation that the template was made of."""
    for place in root.iter(qn("p:ph")):
        if place.get("type") in _AT_FOOT:
            shape = place.getparent().getparent().getparent()
            for found in [*shape.iter(qn("a:r"), qn("a:fld"))]:
                found.getparent().remove(found)
