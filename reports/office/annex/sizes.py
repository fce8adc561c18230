"""Sizes of a page, which a document may give in units (ISO 29500-1, 22.9.2.14 and 22.9.2.15)."""

from __future__ import annotations

import re

from docx.oxml.ns import qn

from reports.office.annex.xml import Element

_SIZES = ("w", "h", "top", "right", "bottom", "left", "header", "footer", "gutter")
_SIZE = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi|)")
_TWIPS = {"": 1.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}
"""Twentieths of a point in each unit."""


def put_in_twips(section: Element) -> None:
    """Gives the sizes of a section's page as whole twentieths of a point.

    Raises
    ------
    ValueError
        If one is no size.
    """
    for part in section.findall(qn("w:pgSz")) + section.findall(qn("w:pgMar")):
        for name in _SIZES:
            said = part.get(qn(f"w:{name}"))
            if said is not None:
                part.set(qn(f"w:{name}"), str(_in_twips(said)))


def _in_twips(said: str) -> int:
    found = _SIZE.fullmatch(said)
    if found is None:
        raise ValueError(f"{said} is no size")
    return round(float(found[1]) * _TWIPS[found[2]])
