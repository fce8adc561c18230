"""Changes that a template tracks are accepted, and remarks go: with them goes who made them (ISO 29500-1, 17.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import nsmap, qn

from reports.office.annex.xml import Element
from reports.office.traces import hide_fields, hide_paths, hide_properties

if TYPE_CHECKING:
    from docx.document import Document

_ACCEPTED = (qn("w:ins"), qn("w:moveTo"))
_GONE = (qn("w:del"), qn("w:moveFrom"))
_MARKS = (
    *("cellIns", "cellDel", "cellMerge", "commentReference", "commentRangeStart"),
    *("commentRangeEnd", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("docId", "rsid", "dataBinding", "permStart", "permEnd"),
    *(f"customXml{one}Range{end}" for one in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
)


def accept_changes(document: Document) -> None:
    """Accepts all changes in what is kept of a template, and takes out what tells of people and of other documents."""
    for one in (document.part, *(rel.target_part for rel in document.part.rels.values() if not rel.is_external)):
        root = getattr(one, "element", None)
        if root is not None:
            hide_properties(root)
            _accept(root)
            hide_paths(root)
            hide_fields(root)


def _accept(root: Element) -> None:
    _accept_in_tables(root)
    for found in [*root.iter(*_GONE)]:
        _remove(found)
    for found in [*root.iter(*_ACCEPTED)]:
        for inner in [*found]:
            found.addprevious(inner)
        _remove(found)
    for found in [one for one in root.iter() if isinstance(one.tag, str)]:
        _settle(found)


def _accept_in_tables(root: Element) -> None:
    """Takes out cells and rows that are gone, and the rows and tables in which nothing is left."""
    for kind, mark, inner in (("tc", "tcPr/w:cellDel", ""), ("tr", "trPr/w:del", "tc"), ("tbl", "", "tr")):
        for found in [*root.iter(qn(f"w:{kind}"))]:
            is_gone = mark and found.find(f"w:{mark}", nsmap) is not None
            if is_gone or (inner and found.find(f".//{qn(f'w:{inner}')}") is None):
                _remove(found)


def _settle(found: Element) -> None:
    """Takes out an element that tells of a change, or what it tells of sessions; a colour has a value."""
    name = found.tag.rpartition("}")[2]
    if name.endswith("Change") or name in _MARKS:
        _remove(found)
    elif found.tag == qn("w:color") and found.get(qn("w:val")) is None:
        found.set(qn("w:val"), "auto")
    for session in [one for one in found.attrib if one.rpartition("}")[2].startswith("rsid")]:
        del found.attrib[session]


def _remove(found: Element) -> None:
    if found.getparent() is not None:
        found.getparent().remove(found)
